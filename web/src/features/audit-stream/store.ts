// One followed run without React: opens its source, gathers events into batches, tells its subscribers.
import { asProblem, type Problem } from "../../api/problem.ts";
import type { StreamEvent } from "../../api/contract.ts";
import { EMPTY_RUN, hasEnded, reduce, type Run } from "./reducer.ts";
import { openSource, type Connection, type Source, type SourceHandlers } from "./source.ts";

export interface Followed {
  run: Run;
  connection: Connection;
  /** Why the stream was refused for good. */
  problem: Problem | null;
}

export interface AuditStore {
  subscribe: (listener: () => void) => () => void;
  snapshot: () => Followed;
}

/** Events of so many milliseconds are drawn together; 200 a second then cost 16 drawings. */
const BATCH_MS = 60;

type OpenSource = (auditId: string, handlers: SourceHandlers) => Source;

/**
 * A store that is connected while somebody listens. `inquire` asks the server about the run after a refusal: it
 * throws what is wrong for good, or returns whether the stream is worth another try.
 */
export function createAuditStore(
  auditId: string,
  inquire: () => Promise<boolean>,
  open: OpenSource = openSource,
): AuditStore {
  let followed: Followed = { run: EMPTY_RUN, connection: "connecting", problem: null };
  let source: Source | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const gathered: StreamEvent[] = [];
  const listeners = new Set<() => void>();

  const change = (part: Partial<Followed>) => {
    followed = { ...followed, ...part };
    for (const listener of listeners) listener();
  };

  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    const events = gathered.splice(0);
    if (events.length === 0) return;
    const run = reduce(followed.run, events);
    if (run !== followed.run) change({ run });
    if (hasEnded(run)) source?.close();
  };

  const connect = () => {
    source = open(auditId, {
      event: (event) => {
        gathered.push(event);
        timer ??= setTimeout(flush, BATCH_MS);
      },
      connection: (connection) => {
        if (connection !== followed.connection) change({ connection });
      },
      refused: async () => {
        flush();
        if (hasEnded(followed.run)) return false;
        try {
          return await inquire();
        } catch (error) {
          const problem = asProblem(error);
          if (problem.isMissing || problem.isUnauthorised) {
            change({ problem });
            return false;
          }
          return true;
        }
      },
    });
  };

  const disconnect = () => {
    flush();
    source?.close();
    source = null;
  };

  return {
    subscribe: (listener) => {
      listeners.add(listener);
      if (listeners.size === 1 && !hasEnded(followed.run)) connect();
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) disconnect();
      };
    },
    snapshot: () => followed,
  };
}
