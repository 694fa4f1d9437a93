// A run as its events tell it. Pure: the same events in any order and any chunks give the same state, and an
// event that was seen changes nothing.
import type {
  Audit,
  Findings,
  Outcome,
  SectionName,
  Sections,
  StreamEvent,
  Verification,
} from "../../api/contract.ts";

export type Phase = "connecting" | "queued" | "running" | "merging" | "finished" | "failed" | "cancelled";
export type LaneState = "waiting" | "asked" | "writing" | "retrying" | "stopped" | Outcome;

export interface Retry {
  attempt: number;
  reason: string;
  waitMs: number;
  provider: string;
  at: number;
}

/** One query as it is drawn. Times are milliseconds since 1970. */
export interface Lane {
  query: string;
  state: LaneState;
  provider: string | null;
  model: string | null;
  attempt: number;
  progress: number;
  tokens: number;
  tokensInput: number | null;
  startedAt: number | null;
  /** When the first content showed. */
  firstSignAt: number | null;
  endedAt: number | null;
  timeMs: number | null;
  error: string | null;
  retries: readonly Retry[];
  sections: readonly SectionName[];
}

export interface Failure {
  code: string;
  message: string;
  causes: readonly string[];
}

export interface Run {
  phase: Phase;
  /** Number of the last event that was taken. */
  lastSeq: number;
  place: number | null;
  plan: string | null;
  recipients: readonly string[];
  startedAt: number | null;
  endedAt: number | null;
  lanes: readonly Lane[];
  findings: Findings | null;
  context: { tokens: number; shown: number; total: number } | null;
  sections: Partial<Sections>;
  contradictions: readonly Verification[];
  audit: Audit | null;
  failure: Failure | null;
  /** Events that came before those that precede them. */
  ahead: ReadonlyMap<number, StreamEvent>;
}

export const EMPTY_RUN: Run = {
  phase: "connecting",
  lastSeq: 0,
  place: null,
  plan: null,
  recipients: [],
  startedAt: null,
  endedAt: null,
  lanes: [],
  findings: null,
  context: null,
  sections: {},
  contradictions: [],
  audit: null,
  failure: null,
  ahead: new Map(),
};

/** Sections that both queries give and the merge joins; a live view would show half of them. */
const JOINED: ReadonlySet<SectionName> = new Set(["warnings", "assumptions", "confidence"]);

export function hasEnded(run: Run): boolean {
  return run.phase === "finished" || run.phase === "failed" || run.phase === "cancelled";
}

/** Takes events in any order; those ahead of a gap wait until it closes. */
export function reduce(run: Run, events: readonly StreamEvent[]): Run {
  const ahead = new Map(run.ahead);
  for (const event of events) {
    if (event.seq > run.lastSeq) ahead.set(event.seq, event);
  }
  let next = run;
  let event = ahead.get(next.lastSeq + 1);
  while (event !== undefined) {
    ahead.delete(event.seq);
    next = { ...apply(next, event), lastSeq: event.seq };
    event = ahead.get(next.lastSeq + 1);
  }
  return next === run && ahead.size === run.ahead.size ? run : { ...next, ahead };
}

function apply(run: Run, event: StreamEvent): Run {
  const at = Date.parse(event.timestamp);
  switch (event.event) {
    case "queued":
      return { ...run, phase: "queued", place: event.place };
    case "started":
      return {
        ...run,
        phase: "running",
        place: null,
        plan: event.plan,
        recipients: event.recipients,
        startedAt: run.startedAt ?? at,
        lanes: event.queries.map((query) => run.lanes.find((lane) => lane.query === query) ?? newLane(query)),
      };
    case "assessed":
      return { ...run, findings: event.findings };
    case "context_prepared":
      return {
        ...run,
        context: { tokens: event.tokens, shown: event.positions_shown, total: event.positions_total },
      };
    case "query_started":
      return inLane(run, event.query, (lane) => ({
        ...lane,
        state: lane.progress > 0 ? "writing" : "asked",
        provider: event.provider,
        model: event.model ?? null,
        attempt: event.attempt,
        startedAt: lane.startedAt ?? at,
        error: null,
      }));
    case "query_progress":
      return inLane(run, event.query, (lane) => ({
        ...lane,
        state: "writing",
        progress: Math.max(lane.progress, event.progress),
        tokens: event.tokens,
        firstSignAt: lane.firstSignAt ?? at,
      }));
    case "section_completed":
      return withSection(run, event, at);
    case "query_retrying":
      return inLane(run, event.query, (lane) => ({
        ...lane,
        state: "retrying",
        attempt: event.attempt,
        retries: [
          ...lane.retries,
          {
            attempt: event.attempt,
            reason: event.reason,
            waitMs: event.wait_ms,
            provider: event.provider,
            at,
          },
        ],
      }));
    case "query_completed":
      return inLane(run, event.query, (lane) => ({
        ...lane,
        state: event.outcome,
        progress: event.outcome === "complete" ? 100 : lane.progress,
        tokens: event.tokens_output,
        tokensInput: event.tokens_input,
        timeMs: event.time_ms,
        endedAt: at,
      }));
    case "query_failed":
      return inLane(run, event.query, (lane) => ({
        ...lane,
        state: "failed",
        error: event.error,
        timeMs: event.time_ms,
        endedAt: at,
      }));
    case "merging":
      return { ...run, phase: "merging" };
    case "final_result":
      return finished(run, event, at);
    case "error":
      return {
        ...stopped(run, at),
        phase: "failed",
        failure: { code: event.code, message: event.message, causes: event.causes },
      };
    case "cancelled":
      return { ...stopped(run, at), phase: "cancelled" };
    default:
      return run;
  }
}

function newLane(query: string): Lane {
  return {
    query,
    state: "waiting",
    provider: null,
    model: null,
    attempt: 0,
    progress: 0,
    tokens: 0,
    tokensInput: null,
    startedAt: null,
    firstSignAt: null,
    endedAt: null,
    timeMs: null,
    error: null,
    retries: [],
    sections: [],
  };
}

function inLane(run: Run, query: string, change: (lane: Lane) => Lane): Run {
  const known = run.lanes.some((lane) => lane.query === query);
  const lanes = known ? run.lanes : [...run.lanes, newLane(query)];
  return { ...run, lanes: lanes.map((lane) => (lane.query === query ? change(lane) : lane)) };
}

function withSection(run: Run, event: StreamEvent & { event: "section_completed" }, at: number): Run {
  const { section } = event;
  const next = inLane(run, event.query, (lane) => ({
    ...lane,
    state: "writing",
    firstSignAt: lane.firstSignAt ?? at,
    sections: lane.sections.includes(section) ? lane.sections : [...lane.sections, section],
  }));
  const known = new Set(run.contradictions.map((claim) => claim.subject + claim.claimed));
  const wrong = event.contradictions.filter(
    (claim) => claim.verdict === "contradicted" && !known.has(claim.subject + claim.claimed),
  );
  const sections = JOINED.has(section) ? run.sections : { ...run.sections, [section]: event.value };
  return { ...next, sections, contradictions: [...run.contradictions, ...wrong] };
}

function finished(run: Run, event: StreamEvent & { event: "final_result" }, at: number): Run {
  const lanes = run.lanes.map((lane) => {
    const performance = event.performance.queries[lane.query];
    if (performance === undefined) return lane;
    const { outcome, error, tokens_input, tokens_output, time_ms, model, provider, attempts } = performance;
    return {
      ...lane,
      state: outcome,
      error: error ?? null,
      tokens: tokens_output,
      tokensInput: tokens_input,
      timeMs: time_ms,
      model: model ?? null,
      provider,
      attempt: attempts,
    };
  });
  return { ...run, phase: "finished", audit: event, endedAt: at, lanes };
}

/** The run ended without a result: what was still going on, is not any more. */
function stopped(run: Run, at: number): Run {
  const lanes = run.lanes.map((lane) =>
    lane.endedAt === null ? { ...lane, state: "stopped" as const, endedAt: at } : lane,
  );
  return { ...run, lanes, endedAt: at };
}
