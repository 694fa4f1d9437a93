// What the providers were used for, day by day.
import { asProblem } from "../../api/problem.ts";
import { useUsage } from "../../api/service.ts";
import { Card } from "../../components/card.tsx";
import { Loading } from "../../components/loading.tsx";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { Said } from "../../components/said.tsx";
import { useLanguage } from "../../lib/language.ts";

export function UsageCard() {
  const { words, format } = useLanguage();
  const text = words.settings;
  const usage = useUsage();
  return (
    <Card title={text.usage}>
      {usage.isPending && <Loading />}
      {usage.isError &&
        (asProblem(usage.error).isMissing ? (
          <p className="muted">{text.notOffered}</p>
        ) : (
          <ProblemNotice problem={asProblem(usage.error)} retry={() => void usage.refetch()} />
        ))}
      {usage.isSuccess && usage.data.usage.length === 0 && <p className="muted">{text.noUsage}</p>}
      {usage.isSuccess && usage.data.usage.length > 0 && (
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
              {usage.data.usage.map((line) => (
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
