// What the rules found at once, before any model answered.
import type { Findings } from "../../api/contract.ts";
import { SeverityBadge, VerdictBadge } from "../../components/badge.tsx";
import { Card } from "../../components/card.tsx";
import { MadeBy } from "../../components/made-by.tsx";
import { Said } from "../../components/said.tsx";
import { useLanguage } from "../../lib/language.ts";

export function RulesFirst({ findings, lang }: { findings: Findings; lang: string | undefined }) {
  const { words } = useLanguage();
  const text = words.live;
  return (
    <Card
      title={text.rulesFirst}
      aside={
        <>
          <span className="muted small">{text.rulesFirstHint}</span>
          <MadeBy by="rules" />
        </>
      }
    >
      <div className="stack">
        <dl className="facts">
          <div>
            <dt>{words.compare.verdict}</dt>
            <dd>
              <VerdictBadge verdict={findings.verdict} />
            </dd>
          </div>
          <div>
            <dt>{words.result.requiredConcrete}</dt>
            <dd>
              <Said text={findings.required_class ?? words.result.notKnown} />
            </dd>
          </div>
          <div>
            <dt>{words.concrete.exposure}</dt>
            <dd>
              <Said text={findings.exposure_classes.join(" ") || words.result.notKnown} />
            </dd>
          </div>
          <div>
            <dt>{words.elements.title}</dt>
            <dd>
              {findings.elements.length === 0 ? (
                text.rulesNothing
              ) : (
                <Said text={findings.elements.map(({ name }) => name).join(", ")} lang={lang} />
              )}
            </dd>
          </div>
        </dl>
        {findings.findings.length > 0 && (
          <ul className="plain-list stack-tight">
            {findings.findings.map(({ code, severity, message }, index) => (
              <li key={index} className="row">
                <SeverityBadge severity={severity} />
                <Said text={message} lang={lang} />
                <span className="mono muted small">{code}</span>
              </li>
            ))}
          </ul>
        )}
      </div>
    </Card>
  );
}
