// What the providers were used for, day by day.
import { asProblem } from "../../api/problem.ts";
import { dayOf, useAbout, useUsage, type Budget, type UsageLine } from "../../api/service.ts";
import { Card } from "../../components/card.tsx";
import { Loading } from "../../components/loading.tsx";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { Said } from "../../components/said.tsx";
import { useLanguage } from "../../lib/language.ts";

export function UsageCard() {
  const { words, format } = useLanguage();
  const text = words.settings;
  const usage = useUsage();
  const about = useAbout();
  return (
    <Card title={text.usage}>
      {usage.isPending && <Loading />}
      {usage.isError && <ProblemNotice problem={asProblem(usage.error)} retry={() => void usage.refetch()} />}
      {usage.isSuccess && about.isSuccess && <Today usage={usage.data} daily={about.data.daily} />}
      {usage.isSuccess && usage.data.length === 0 && <p className="muted">{text.noUsage}</p>}
      {usage.isSuccess && usage.data.length > 0 && (
        <div className="table-scroll" tabIndex={0} role="group" aria-label={text.usage}>
          <table>
            <thead>
              <tr>
                <th scope="col">{words.history.date}</th>
                <th scope="col">{text.provider}</th>
                <th scope="col" className="number">
                  {text.requests}
                </th>
                <th scope="col" className="number">
                  {text.tokens}
                </th>
                <th scope="col" className="number">
                  {text.money}
                </th>
              </tr>
            </thead>
            <tbody>
              {usage.data.map((line) => (
                <tr key={`${line.day} ${line.provider}`}>
                  <td>{format.date(line.day)}</td>
                  <td>
                    <Said text={line.provider} />
                  </td>
                  <td className="number">{format.whole(line.requests)}</td>
                  <td className="number">
                    {words.live.tokensInOut(
                      format.whole(line.tokens_input),
                      format.whole(line.tokens_output),
                    )}
                  </td>
                  <td className="number">
                    {line.unpriced > 0 && line.cost_usd === 0
                      ? words.live.unknownPrice
                      : format.cost("USD", line.cost_usd)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Card>
  );
}

/** What was used today, against what may be. */
function Today({ usage, daily }: { usage: readonly UsageLine[]; daily: Budget }) {
  const { words, format } = useLanguage();
  const text = words.settings;
  const today = usage.filter(({ day }) => day === dayOf(new Date()));
  const sum = (value: (line: UsageLine) => number) => today.reduce((total, line) => total + value(line), 0);
  const lines = [
    { name: text.requests, used: sum((line) => line.requests), limit: daily.requests, show: format.whole },
    {
      name: text.tokens,
      used: sum((line) => line.tokens_input + line.tokens_output),
      limit: daily.tokens,
      show: format.whole,
    },
    {
      name: text.money,
      used: sum((line) => line.cost_usd),
      limit: daily.usd,
      show: (value: number) => format.cost("USD", value),
    },
  ];
  return (
    <div className="stack-tight usage-today">
      <h3>{text.usageToday}</h3>
      <dl className="facts">
        {lines.map(({ name, used, limit, show }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              {show(used)}{" "}
              <span className="muted small">{limit == null ? text.noLimit : text.limit(show(limit))}</span>
            </dd>
            {limit != null && (
              <dd>
                <meter min={0} max={Math.max(limit, 1)} value={Math.min(used, limit)} aria-label={name} />
              </dd>
            )}
          </div>
        ))}
      </dl>
    </div>
  );
}
