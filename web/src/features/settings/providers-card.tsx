// Who may answer on this server.
import { asProblem } from "../../api/problem.ts";
import { useAbout } from "../../api/service.ts";
import { Badge } from "../../components/badge.tsx";
import { Card } from "../../components/card.tsx";
import { Loading } from "../../components/loading.tsx";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { Said } from "../../components/said.tsx";
import { useLanguage } from "../../lib/language.ts";

export function ProvidersCard() {
  const { words } = useLanguage();
  const text = words.settings;
  const about = useAbout();
  const models = (about.data?.providers ?? []).filter((name) => name !== "auto" && name !== "rules");
  return (
    <Card title={text.providers}>
      {about.isPending && <Loading />}
      {about.isError && <ProblemNotice problem={asProblem(about.error)} retry={() => void about.refetch()} />}
      {about.isSuccess && (
        <div className="stack-tight">
          <ul className="plain-list stack-tight">
            <li className="row">
              <Badge tone="pass" icon="pass" text={text.usable} />
              {words.madeBy.rules}
            </li>
            {models.map((name) => (
              <li key={name} className="row">
                <Badge tone="pass" icon="pass" text={text.usable} />
                <Said text={name} />
              </li>
            ))}
          </ul>
          {models.length === 0 && <p>{text.rulesOnly}</p>}
          <p className="hint">{text.providersHint}</p>
        </div>
      )}
    </Card>
  );
}
