// The queries side by side, each as it really goes.
import { useLanguage } from "../../lib/language.ts";
import { LaneCard } from "./lane-card.tsx";
import type { Run } from "./reducer.ts";
import "./audit-stream.css";

interface LanesProps {
  run: Run;
  /** Time limit of each query; `null` where it is not known. */
  limitMs: number | null;
}

export function Lanes({ run, limitMs }: LanesProps) {
  const { words } = useLanguage();
  return (
    <section aria-label={words.live.lanes} className={run.lanes.length > 2 ? "lanes lanes-many" : "lanes"}>
      {run.lanes.map((lane) => (
        <LaneCard key={lane.query} lane={lane} limitMs={limitMs} />
      ))}
    </section>
  );
}
