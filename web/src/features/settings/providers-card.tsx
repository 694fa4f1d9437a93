// Who may answer on this server.
import { asProblem } from "../../api/problem.ts";
import { useService } from "../../api/service.ts";
import { Badge } from "../../components/badge.tsx";
import { Card } from "../../components/card.tsx";
import { Loading } from "../../components/loading.tsx";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { Said } from "../../components/said.tsx";
import { useLanguage } from "../../lib/language.ts";

export function ProvidersCard() {
  const { words } = useLanguage();
  const text = words.settings;
  const service = useService();
  return (
    <Card title={text.providers}>
      {service.isPending && <Loading />}
      {service.isError &&
        (asProblem(service.error).isMissing ? (
          <p className="muted">{text.notOffered}</p>
        ) : (
          <ProblemNotice problem={asProblem(service.error)} retry={() => void service.refetch()} />
        ))}
      {service.isSuccess && (
        <div className="stack-tight">
          <p className="hint">{text.providersHint}</p>
          {service.data.offline === true && <p>{text.offlineServer}</p>}
          <div className="table-scroll" tabIndex={0} role="group" aria-label={text.providers}>
            <table>
              <thead>
                <tr>
                  <th scope="col">{text.provider}</th>
                  <th scope="col">{text.model}</th>
                  <th scope="col">{text.state}</th>
                </tr>
              </thead>
              <tbody>
                {service.data.providers.map(({ name, model, usable }) => (
                  <tr key={name}>
                    <th scope="row">
                      <Said text={name === "rules" ? words.madeBy.rules : name} />
                    </th>
                    <td>{model == null ? "–" : <Said text={model} />}</td>
                    <td>
                      {usable ? (
                        <Badge tone="pass" icon="pass" text={text.usable} />
                      ) : (
                        <Badge tone="low" icon="none" text={text.notUsable} />
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </div>
      )}
    </Card>
  );
}
