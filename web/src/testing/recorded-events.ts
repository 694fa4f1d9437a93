// Events recorded from a real run: examples/foundation-strip.toml answered by the simulated provider, in English.
import type { StreamEvent } from "../api/contract.ts";
import recorded from "./recorded-run.json";

export const RECORDED = recorded as unknown as readonly StreamEvent[];

export function recordedUpTo(seq: number): StreamEvent[] {
  return RECORDED.filter((event) => event.seq <= seq);
}
