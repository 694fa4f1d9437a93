// What a reader must know of how the run went: queued, lost connection, partial, failed, cancelled.
import type { ReactNode } from "react";
import { Notice } from "../../components/notice.tsx";
import { Said } from "../../components/said.tsx";
import { useLanguage } from "../../lib/language.ts";
import type { Run } from "./reducer.ts";
import type { Connection } from "./source.ts";

interface RunNoticesProps {
  run: Run;
  connection: Connection;
  /** What can be done where something is missing. */
  again: ReactNode;
}

export function RunNotices({ run, connection, again }: RunNoticesProps) {
  const { words } = useLanguage();
  const text = words.live;
  const named = (state: string) =>
    run.lanes.filter((lane) => lane.state === state).map(({ query }) => text.queries[query] ?? query);
  const partial = run.phase === "finished" ? named("partial") : [];
  const failed = run.phase === "finished" ? named("failed") : [];
  return (
    <>
      {connection === "reconnecting" && run.audit === null && (
        <Notice tone="high" title={text.reconnecting} urgent />
      )}
      {run.phase === "cancelled" && (
        <Notice tone="low" title={text.cancelled}>
          {again}
        </Notice>
      )}
      {run.failure !== null && (
        <Notice tone="critical" title={<Said text={run.failure.message} />} urgent>
          <ul>
            {run.failure.causes.map((cause, index) => (
              <li key={index}>
                <Said text={cause} />
              </li>
            ))}
          </ul>
          {again}
        </Notice>
      )}
      {failed.length > 0 && (
        <Notice tone="critical" title={text.failedNotice(failed.join(", "))}>
          {again}
        </Notice>
      )}
      {partial.length > 0 && (
        <Notice tone="medium" title={text.partialNotice(partial.join(", "))}>
          {failed.length === 0 && again}
        </Notice>
      )}
    </>
  );
}
