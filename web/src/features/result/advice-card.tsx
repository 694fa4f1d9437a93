// Recommendations, assumptions, warnings, and how sure the audit is.
import { Card } from "../../components/card.tsx";
import { SeverityBadge } from "../../components/badge.tsx";
import { MadeBy } from "../../components/made-by.tsx";
import { Said } from "../../components/said.tsx";
import { useLanguage } from "../../lib/language.ts";
import { Nothing } from "./missing.tsx";
import type { View } from "./view.ts";

const TONES = { must: "high", should: "medium", consider: "low" } as const;

export function AdviceCard({ view }: { view: View }) {
  const { words, format } = useLanguage();
  const text = words.advice;
  const { audit, lang } = view;
  const recommendations = view.sections.recommendations ?? [];
  const isModel =
    audit !== null && Object.values(audit.performance.queries).some(({ model }) => model != null);
  return (
    <Card id="advice" title={text.title} aside={<MadeBy by={view.by("recommendations")} />}>
      <div className="stack">
        {recommendations.length === 0 ? (
          <Nothing />
        ) : (
          <ul className="plain-list stack-tight">
            {recommendations.map(({ priority, item, reason, effort }, index) => (
              <li key={index} className="advice">
                <span className={`badge tone-${TONES[priority]}`}>{text.priorities[priority]}</span>
                <div>
                  <Said text={item} lang={lang} />
                  {(reason !== "" || effort !== "") && (
                    <div className="small muted">
                      <Said text={[reason, effort].filter((part) => part !== "").join(" · ")} lang={lang} />
                    </div>
                  )}
                </div>
              </li>
            ))}
          </ul>
        )}
        {audit !== null && (
          <>
            {audit.warnings.length > 0 && (
              <div className="stack-tight">
                <h3>{text.warnings}</h3>
                <ul className="plain-list stack-tight">
                  {audit.warnings.map(({ level, message, recommendation }, index) => (
                    <li key={index} className="advice">
                      <SeverityBadge severity={level} />
                      <div>
                        <Said text={message} lang={lang} />
                        <div className="small muted">
                          <Said text={recommendation} lang={lang} />
                        </div>
                      </div>
                    </li>
                  ))}
                </ul>
              </div>
            )}
            <div className="stack-tight">
              <h3>{text.assumptions}</h3>
              {audit.assumptions.length === 0 ? (
                <Nothing text={text.noAssumptions} />
              ) : (
                <ul>
                  {audit.assumptions.map((assumption, index) => (
                    <li key={index}>
                      <Said text={assumption} lang={lang} />
                    </li>
                  ))}
                </ul>
              )}
            </div>
            <p>
              <strong>{text.confidence(format.percent(audit.confidence))}</strong>{" "}
              <span className="muted small">{isModel ? text.confidenceHint : text.confidenceRules}</span>
            </p>
          </>
        )}
      </div>
    </Card>
  );
}
