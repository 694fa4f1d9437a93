import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { StreamEvent } from "../../api/contract.ts";
import { Problem } from "../../api/problem.ts";
import { RECORDED } from "../../testing/recorded-events.ts";
import type { SourceHandlers } from "./source.ts";
import { createAuditStore } from "./store.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function followed(inquire = () => Promise.resolve(true)) {
  const opened: SourceHandlers[] = [];
  const closed = vi.fn<() => void>();
  const store = createAuditStore("a", inquire, (_, handlers) => {
    opened.push(handlers);
    return { close: closed };
  });
  const listener = vi.fn<() => void>();
  const leave = store.subscribe(listener);
  return { store, listener, leave, closed, source: () => opened.at(-1)! };
}

test("200 events of a second are drawn a few times, not 200 times", () => {
  const { store, listener, source } = followed();
  source().event({ ...RECORDED[0]!, seq: 1 });
  for (let number = 0; number < 200; number += 1) {
    const event = { event: "query_progress", query: "a", progress: number / 2, tokens: number } as const;
    source().event({ ...event, audit_id: "a", seq: number + 2, timestamp: "2026-11-24T10:00:00Z" });
    vi.advanceTimersByTime(5);
  }
  vi.advanceTimersByTime(100);
  expect(store.snapshot().run.lastSeq).toBe(201);
  expect(listener.mock.calls.length).toBeLessThan(20);
});

test("the last event closes the source", () => {
  const { store, closed, source } = followed();
  for (const event of RECORDED) source().event(event);
  vi.advanceTimersByTime(100);
  expect(store.snapshot().run.phase).toBe("finished");
  expect(closed).toHaveBeenCalled();
});

test("a view that comes back goes on without losing or doubling anything", () => {
  const { store, leave, source } = followed();
  const half: StreamEvent[] = RECORDED.slice(0, 20);
  for (const event of half) source().event(event);
  leave();
  expect(store.snapshot().run.lastSeq).toBe(20);
  store.subscribe(() => undefined);
  for (const event of RECORDED) source().event(event);
  vi.advanceTimersByTime(100);
  expect(store.snapshot().run.lastSeq).toBe(RECORDED.length);
});

test("a stream refused for good says why; one refused for now is tried again", async () => {
  const gone = followed(() => Promise.reject(new Problem(404, "Not Found")));
  expect(await gone.source().refused()).toBe(false);
  expect(gone.store.snapshot().problem?.isMissing).toBe(true);
  const busy = followed(() => Promise.reject(new Problem(503, "Service Unavailable")));
  expect(await busy.source().refused()).toBe(true);
  expect(busy.store.snapshot().problem).toBeNull();
});
