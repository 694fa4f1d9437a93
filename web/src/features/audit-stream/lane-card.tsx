// One query: state, elapsed against its limit, first content, percent, tokens, sections, retries, failure.
import { Badge, type Tone } from "../../components/badge.tsx";
import type { IconName } from "../../components/icon.tsx";
import { Icon } from "../../components/icon.tsx";
import { Said } from "../../components/said.tsx";
import { useLanguage } from "../../lib/language.ts";
import { visible } from "../../lib/visible.ts";
import { useNow } from "./clock.ts";
import type { Lane, LaneState } from "./reducer.ts";

const LOOK: Record<LaneState, { tone: Tone; icon: IconName }> = {
  waiting: { tone: "low", icon: "none" },
  asked: { tone: "accent", icon: "model" },
  writing: { tone: "accent", icon: "model" },
  retrying: { tone: "medium", icon: "retry" },
  complete: { tone: "pass", icon: "pass" },
  partial: { tone: "medium", icon: "warning" },
  failed: { tone: "critical", icon: "fail" },
  stopped: { tone: "low", icon: "stop" },
};

export function LaneCard({ lane, limitMs }: { lane: Lane; limitMs: number | null }) {
  const { words, format } = useLanguage();
  const text = words.live;
  const isRunning = lane.state === "asked" || lane.state === "writing" || lane.state === "retrying";
  const now = useNow(isRunning);
  const start = lane.startedAt;
  const elapsed = lane.timeMs ?? (start === null ? null : Math.max(0, (lane.endedAt ?? now) - start));
  const firstSign = lane.firstSignAt === null || start === null ? null : lane.firstSignAt - start;
  const name = text.queries[lane.query] ?? lane.query;
  const about = text.about[lane.query];
  const who =
    lane.provider === "rules" ? words.madeBy.rules : [lane.provider, lane.model].filter(Boolean).join(" · ");
  return (
    <article className={`card lane lane-${lane.state}`} aria-label={visible(name)}>
      <div className="row row-apart lane-head">
        <div>
          <h2>
            <Said text={name} />
          </h2>
          {about !== undefined && <p className="muted small">{about}</p>}
        </div>
        <Badge {...LOOK[lane.state]} text={text.states[lane.state]} />
      </div>
      <Progress
        lane={lane}
        label={`${visible(name)}: ${text.arrived}`}
        elapsed={elapsed}
        firstSign={firstSign}
        limitMs={limitMs}
      />
      <dl className="facts lane-facts">
        <div>
          <dt>{text.elapsed}</dt>
          <dd>
            {elapsed === null ? "–" : isRunning ? format.seconds(elapsed) : format.duration(elapsed)}
            {limitMs !== null && (
              <span className="muted lane-limit"> {text.ofLimit(format.duration(limitMs))}</span>
            )}
          </dd>
        </div>
        <div>
          <dt>{text.firstSign}</dt>
          <dd>{firstSign === null ? "–" : format.duration(firstSign)}</dd>
        </div>
        <div>
          <dt>{text.tokens}</dt>
          <dd>
            {lane.tokensInput === null
              ? format.whole(lane.tokens)
              : text.tokensInOut(format.whole(lane.tokensInput), format.whole(lane.tokens))}
          </dd>
        </div>
      </dl>
      {who !== "" && (
        <p className="small muted">
          <Said text={who} />
          {lane.attempt > 1 && `, ${text.attempt(lane.attempt)}`}
        </p>
      )}
      {lane.retries.length > 0 && (
        <ul className="plain-list small lane-retries">
          {lane.retries.map((retry, index) => (
            <li key={index}>
              <Icon name="retry" />{" "}
              <Said
                text={`${text.retryLine(retry.attempt, retry.provider, format.duration(retry.waitMs))}: ${retry.reason}`}
              />
            </li>
          ))}
        </ul>
      )}
      {lane.error !== null && (
        <p className="fault small">
          <Said text={lane.error} />
        </p>
      )}
      {lane.sections.length > 0 && (
        <ul className="plain-list lane-sections" aria-label={text.sections}>
          {lane.sections.map((section) => (
            <li key={section}>
              <Icon name="pass" />
              {words.performance.sections[section] ?? section}
            </li>
          ))}
        </ul>
      )}
    </article>
  );
}

interface ProgressProps {
  lane: Lane;
  label: string;
  elapsed: number | null;
  firstSign: number | null;
  limitMs: number | null;
}

/** Two bars: what has arrived, and the time against its limit with a mark where the first content came. */
function Progress({ lane, label, elapsed, firstSign, limitMs }: ProgressProps) {
  const { format } = useLanguage();
  const share = (ms: number) => (limitMs === null || limitMs <= 0 ? 0 : Math.min(100, (100 * ms) / limitMs));
  return (
    <div className="lane-bars">
      <div className="row lane-arrived">
        <div
          className="bar"
          role="progressbar"
          aria-label={label}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={lane.progress}
        >
          <span className="bar-fill" style={{ width: `${lane.progress}%` }} />
        </div>
        <span className="lane-percent">{format.percent(lane.progress / 100)}</span>
      </div>
      {limitMs !== null && (
        <div className="bar bar-time" aria-hidden="true">
          <span className="bar-fill" style={{ width: `${share(elapsed ?? 0)}%` }} />
          {firstSign !== null && <span className="bar-first" style={{ left: `${share(firstSign)}%` }} />}
        </div>
      )}
    </div>
  );
}
