// The queries on one time axis, the way they ran beside each other. The table below it says the same in numbers.
import type { Performance } from "../../api/contract.ts";
import { Said } from "../../components/said.tsx";
import { useLanguage } from "../../lib/language.ts";

interface TimelineProps {
  performance: Performance;
  starts: Readonly<Record<string, number>>;
}

export function Timeline({ performance, starts }: TimelineProps) {
  const { words, format } = useLanguage();
  const queries = Object.entries(performance.queries);
  const ends = queries.map(([name, { time_ms }]) => (starts[name] ?? 0) + time_ms);
  const whole = Math.max(performance.total_time_ms, ...ends, 0.001);
  const share = (ms: number) => `${(100 * Math.max(0, ms)) / whole}%`;
  return (
    <figure className="timeline" aria-hidden="true">
      <figcaption className="muted small">{words.performance.timeline}</figcaption>
      {queries.map(([name, { time_ms, time_to_first_token_ms: first, outcome }]) => (
        <div key={name} className="timeline-row">
          <span className="timeline-name small">
            <Said text={words.live.queries[name] ?? name} />
          </span>
          <span className="timeline-track">
            <span
              className={`timeline-bar timeline-${outcome}`}
              style={{ left: share(starts[name] ?? 0), width: share(time_ms) }}
            >
              {first != null && (
                <span
                  className="timeline-first"
                  style={{ left: `${(100 * first) / Math.max(time_ms, 0.001)}%` }}
                />
              )}
            </span>
          </span>
          <span className="small timeline-time">{format.duration(time_ms)}</span>
        </div>
      ))}
      <div className="timeline-row timeline-axis small muted">
        <span />
        <span className="timeline-track">
          <span>0</span>
          <span className="timeline-key">
            <span className="timeline-first-key" /> {words.performance.firstToken}
          </span>
          <span>{format.duration(whole)}</span>
        </span>
        <span />
      </div>
    </figure>
  );
}
