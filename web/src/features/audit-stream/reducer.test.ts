import { describe, expect, test } from "vitest";
import type { StreamEvent } from "../../api/contract.ts";
import { RECORDED, recordedUpTo } from "../../testing/recorded-events.ts";
import { EMPTY_RUN, hasEnded, reduce, type Run } from "./reducer.ts";

const WHOLE = reduce(EMPTY_RUN, RECORDED);

/** A small generator, so that a failing order can be repeated. */
function shuffled<T>(items: readonly T[], seed: number): T[] {
  const result = [...items];
  let state = seed;
  for (let index = result.length - 1; index > 0; index -= 1) {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    const other = state % (index + 1);
    [result[index], result[other]] = [result[other] as T, result[index] as T];
  }
  return result;
}

function event(seq: number, body: Record<string, unknown>): StreamEvent {
  const timestamp = new Date(1_700_000_000_000 + seq * 1000).toISOString();
  return { audit_id: "a", seq, timestamp, ...body } as unknown as StreamEvent;
}

function lane(run: Run, query: string) {
  const found = run.lanes.find((one) => one.query === query);
  if (found === undefined) throw new Error(`no lane ${query}`);
  return found;
}

describe("a recorded run", () => {
  test("ends with its audit and both lanes complete", () => {
    expect(WHOLE.phase).toBe("finished");
    expect(WHOLE.audit?.compliance_status.overall).toBe("NON_COMPLIANT");
    expect(WHOLE.lanes.map((one) => [one.query, one.state, one.progress])).toEqual([
      ["comprehensive_analysis", "complete", 100],
      ["compliance_risks", "complete", 100],
    ]);
    expect(WHOLE.contradictions.length).toBeGreaterThan(0);
    expect(WHOLE.ahead.size).toBe(0);
  });

  test("gives the same state in any order", () => {
    for (let seed = 1; seed <= 50; seed += 1) {
      const state = shuffled(RECORDED, seed).reduce((run, one) => reduce(run, [one]), EMPTY_RUN);
      expect(state, `seed ${seed}`).toEqual(WHOLE);
    }
  });

  test("gives the same state in chunks of any size", () => {
    for (let size = 1; size <= RECORDED.length; size += 3) {
      let state = EMPTY_RUN;
      for (let from = 0; from < RECORDED.length; from += size) {
        state = reduce(state, RECORDED.slice(from, from + size));
      }
      expect(state, `chunks of ${size}`).toEqual(WHOLE);
    }
  });

  test("resumed at any event, with an overlap, loses and doubles nothing", () => {
    for (const { seq } of RECORDED) {
      const before = reduce(EMPTY_RUN, recordedUpTo(seq));
      const overlap = RECORDED.filter((one) => one.seq > Math.max(0, seq - 5));
      expect(reduce(before, overlap), `resumed after ${seq}`).toEqual(WHOLE);
    }
  });

  test("an event that was seen changes nothing, not even the object", () => {
    expect(reduce(WHOLE, RECORDED)).toBe(WHOLE);
  });
});

describe("what can happen to a query", () => {
  const start = [
    event(1, { event: "started", plan: "hybrid", queries: ["a", "b"], recipients: ["openai"] }),
    event(2, { event: "query_started", query: "a", provider: "openai", model: "m", attempt: 1 }),
    event(3, { event: "query_progress", query: "a", progress: 40, tokens: 90 }),
  ];

  test("a retry keeps the sections and the percent, and says why", () => {
    const run = reduce(EMPTY_RUN, [
      ...start,
      event(4, {
        event: "query_retrying",
        query: "a",
        attempt: 2,
        reason: "cut",
        wait_ms: 500,
        provider: "gemini",
      }),
      event(5, { event: "query_started", query: "a", provider: "gemini", model: "g", attempt: 2 }),
      event(6, { event: "query_progress", query: "a", progress: 10, tokens: 95 }),
    ]);
    expect(lane(run, "a")).toMatchObject({ state: "writing", progress: 40, provider: "gemini", attempt: 2 });
    expect(lane(run, "a").retries).toEqual([
      { attempt: 2, reason: "cut", waitMs: 500, provider: "gemini", at: Date.parse("2023-11-14T22:13:24Z") },
    ]);
  });

  test("a failed query is drawn as failed while the other goes on", () => {
    const run = reduce(EMPTY_RUN, [
      ...start,
      event(4, { event: "query_failed", query: "b", time_ms: 15_000, error: "timed out after 15 s" }),
    ]);
    expect(lane(run, "b")).toMatchObject({ state: "failed", error: "timed out after 15 s", timeMs: 15_000 });
    expect(lane(run, "a").state).toBe("writing");
    expect(hasEnded(run)).toBe(false);
  });

  test("all failed is an end with each cause", () => {
    const run = reduce(EMPTY_RUN, [
      ...start,
      event(4, {
        event: "error",
        code: "all_queries_failed",
        message: "All hybrid queries failed",
        causes: ["x", "y"],
      }),
    ]);
    expect(run.phase).toBe("failed");
    expect(run.failure?.causes).toEqual(["x", "y"]);
    expect(lane(run, "a").state).toBe("stopped");
  });

  test("cancelled ends what was going on", () => {
    const run = reduce(EMPTY_RUN, [...start, event(4, { event: "cancelled" })]);
    expect(run.phase).toBe("cancelled");
    expect(run.lanes.map((one) => one.state)).toEqual(["stopped", "stopped"]);
  });

  test("an event of a later version is passed over, and what follows is taken", () => {
    const run = reduce(EMPTY_RUN, [
      ...start,
      event(4, { event: "from_the_future" }),
      event(5, { event: "merging" }),
    ]);
    expect(run.phase).toBe("merging");
    expect(run.lastSeq).toBe(5);
  });
});
