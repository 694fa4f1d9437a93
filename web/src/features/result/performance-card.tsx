// How the audit was made: a timeline of the queries, what they used, who made what.
import type { Audit, QueryPerformance } from "../../api/contract.ts";
import { Card } from "../../components/card.tsx";
import { MadeBy } from "../../components/made-by.tsx";
import { Said } from "../../components/said.tsx";
import { useLanguage } from "../../lib/language.ts";
import { Timeline } from "./timeline.tsx";

interface PerformanceCardProps {
  audit: Audit;
  starts: Readonly<Record<string, number>>;
}

export function PerformanceCard({ audit, starts }: PerformanceCardProps) {
  const { words, format } = useLanguage();
  const text = words.performance;
  const { performance } = audit;
  const { cost } = performance;
  const queries = Object.entries(performance.queries);
  const sum = queries.reduce((total, [, { time_ms }]) => total + time_ms, 0);
  const efficiency = performance.parallel_efficiency ?? null;
  const cached = queries.reduce((total, [, { tokens_cached }]) => total + tokens_cached, 0);
  const notes = [
    queries.some(([, { tokens_estimated }]) => tokens_estimated) ? text.estimated : "",
    cached > 0 ? text.cached(format.whole(cached)) : "",
  ].filter((note) => note !== "");
  return (
    <Card id="performance" title={text.title}>
      <div className="stack">
        <dl className="facts">
          <div>
            <dt>{text.total}</dt>
            <dd>{format.duration(performance.total_time_ms)}</dd>
          </div>
          <div>
            <dt>{text.overhead}</dt>
            <dd>{format.duration(performance.overhead_ms)}</dd>
          </div>
          <div>
            <dt>{text.efficiency}</dt>
            <dd>{efficiency === null ? "–" : `${format.whole(efficiency)}\u00a0%`}</dd>
            <dd className="explanation">
              {efficiency === null
                ? text.efficiencyRules
                : `${text.efficiencySum(format.duration(sum), format.duration(performance.total_time_ms))}. ${text.efficiencyHint}`}
            </dd>
          </div>
          <div>
            <dt>{text.tokens}</dt>
            <dd>{format.whole(performance.tokens_total)}</dd>
            {notes.length > 0 && <dd className="explanation">{notes.join(", ")}</dd>}
          </div>
          <div>
            <dt>{text.cost}</dt>
            <dd>{cost.amount == null ? words.live.unknownPrice : format.cost(cost.currency, cost.amount)}</dd>
          </div>
        </dl>
        <Timeline performance={performance} starts={starts} />
        <QueryTable queries={queries} />
        <Provenance audit={audit} />
        <Versions audit={audit} />
      </div>
    </Card>
  );
}

function QueryTable({ queries }: { queries: readonly (readonly [string, QueryPerformance])[] }) {
  const { words, format } = useLanguage();
  const text = words.performance;
  return (
    <div className="table-scroll" tabIndex={0} role="group" aria-label={text.query}>
      <table className="small">
        <thead>
          <tr>
            <th scope="col">{text.query}</th>
            <th scope="col">{text.answeredBy}</th>
            <th scope="col">{text.outcome}</th>
            <th scope="col" className="number">
              {text.time}
            </th>
            <th scope="col" className="number">
              {text.firstToken}
            </th>
            <th scope="col" className="number">
              {text.tokens}
            </th>
            <th scope="col" className="number">
              {text.attempts}
            </th>
          </tr>
        </thead>
        <tbody>
          {queries.map(([name, query]) => (
            <tr key={name}>
              <th scope="row">{words.live.queries[name] ?? name}</th>
              <td>
                <Said
                  text={
                    query.provider === "rules"
                      ? words.madeBy.rules
                      : [query.provider, query.model].filter(Boolean).join(" ")
                  }
                />
                {query.error != null && (
                  <div className="fault">
                    <Said text={query.error} />
                  </div>
                )}
              </td>
              <td>{words.live.states[query.outcome]}</td>
              <td className="number">{format.duration(query.time_ms)}</td>
              <td className="number">
                {query.time_to_first_token_ms == null ? "–" : format.duration(query.time_to_first_token_ms)}
              </td>
              <td className="number">
                {words.live.tokensInOut(format.whole(query.tokens_input), format.whole(query.tokens_output))}
              </td>
              <td className="number">{query.attempts}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Provenance({ audit }: { audit: Audit }) {
  const { words } = useLanguage();
  const text = words.performance;
  return (
    <details>
      <summary>{text.provenance}</summary>
      <ul className="plain-list provenance">
        {Object.entries(audit.provenance).map(([section, by]) => (
          <li key={section}>
            <span>{text.sections[section] ?? section}</span>
            <MadeBy by={by} />
          </li>
        ))}
      </ul>
    </details>
  );
}

function Versions({ audit }: { audit: Audit }) {
  const { words, format } = useLanguage();
  const text = words.performance;
  const { models, ...versions } = audit.versions;
  const named = Object.entries(models).map(
    ([query, model]) => `${words.live.queries[query] ?? query}: ${model}`,
  );
  return (
    <details>
      <summary>{text.versions}</summary>
      <dl className="pairs small">
        {(["rules", "standards", "prices", "prompts"] as const).map((name) => (
          <div key={name}>
            <dt>{text.version[name]}</dt>
            <dd>
              <Said text={versions[name]} />
            </dd>
          </div>
        ))}
        <div>
          <dt>{text.version.models}</dt>
          <dd>
            <Said text={named.join(", ")} />
          </dd>
        </div>
        <div>
          <dt>{text.auditId}</dt>
          <dd className="mono">{audit.audit_id}</dd>
        </div>
        <div>
          <dt>{words.result.created}</dt>
          <dd>{format.dateTime(audit.created_at)}</dd>
        </div>
        <div>
          <dt>{words.result.limits}</dt>
          <dd>{words.brief.profiles[audit.profile]}</dd>
        </div>
      </dl>
    </details>
  );
}
