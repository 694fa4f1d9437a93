// Risks as a list and as a matrix of category and severity.
import { useState } from "react";
import { SEVERITIES, type Risk, type Severity } from "../../api/contract.ts";
import { SeverityBadge } from "../../components/badge.tsx";
import { Card } from "../../components/card.tsx";
import { Icon } from "../../components/icon.tsx";
import { MadeBy, MadeByItem } from "../../components/made-by.tsx";
import { Said } from "../../components/said.tsx";
import { Segmented } from "../../components/segmented.tsx";
import { useLanguage } from "../../lib/language.ts";
import { visible } from "../../lib/visible.ts";
import { categoryName } from "./category.ts";
import { Missing, Nothing } from "./missing.tsx";
import { isMissing, type View } from "./view.ts";

interface Chosen {
  category: string;
  severity: Severity;
}

export function RisksCard({ view }: { view: View }) {
  const { words } = useLanguage();
  const text = words.risks;
  const [shape, setShape] = useState<"list" | "matrix">("list");
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const risks = view.sections.risks_identified ?? [];
  const shown = risks.filter((risk) => chosen === null || isIn(risk, chosen));
  const by = view.by("risks_identified");
  return (
    <Card
      id="risks"
      title={text.title}
      aside={
        <>
          <MadeBy by={by} />
          {risks.length > 0 && (
            <Segmented
              legend={text.view}
              value={shape}
              change={setShape}
              options={[
                { value: "list", text: text.list },
                { value: "matrix", text: text.matrix },
              ]}
            />
          )}
        </>
      }
    >
      <div className="stack">
        {isMissing(view, "risks_identified") && <Missing />}
        {risks.length === 0 && !isMissing(view, "risks_identified") && <Nothing />}
        {shape === "matrix" && risks.length > 0 && (
          <Matrix risks={risks} chosen={chosen} choose={setChosen} />
        )}
        {chosen !== null && (
          <p className="row" role="status">
            <Said
              text={text.filtered(categoryName(chosen.category, words), text.severities[chosen.severity])}
            />
            <button type="button" className="button button-small" onClick={() => setChosen(null)}>
              {text.showAll}
            </button>
          </p>
        )}
        <ul className="plain-list risks">
          {shown.map((risk, index) => (
            <RiskLine key={index} risk={risk} by={by} lang={view.lang} />
          ))}
        </ul>
      </div>
    </Card>
  );
}

function isIn(risk: Risk, { category, severity }: Chosen): boolean {
  return risk.severity === severity && risk.category === category;
}

function RiskLine({ risk, by, lang }: { risk: Risk; by: string | undefined; lang: string | undefined }) {
  const { words } = useLanguage();
  const text = words.risks;
  const lines = [
    { name: text.impact, value: risk.impact },
    { name: text.action, value: risk.recommendation },
    { name: text.effort, value: risk.estimated_effort },
  ].filter(({ value }) => value !== "");
  const mustWait = !risk.can_proceed && (risk.severity === "critical" || risk.severity === "high");
  return (
    <li className={`risk risk-${risk.severity}`}>
      <div className="row">
        <SeverityBadge severity={risk.severity} />
        <h3>
          <Said text={risk.title} lang={lang} />
        </h3>
        <span className="muted small">
          <Said text={[risk.id, categoryName(risk.category, words)].filter(Boolean).join(" · ")} />
        </span>
        <MadeByItem code={risk.code} by={by} />
      </div>
      {risk.description !== "" && (
        <p>
          <Said text={risk.description} lang={lang} />
        </p>
      )}
      {lines.length > 0 && (
        <dl className="pairs small">
          {lines.map(({ name, value }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>
                <Said text={value} lang={lang} />
              </dd>
            </div>
          ))}
        </dl>
      )}
      {mustWait && (
        <p className="small must-wait">
          <Icon name="stop" /> {text.mustWait}
        </p>
      )}
    </li>
  );
}

interface MatrixProps {
  risks: readonly Risk[];
  chosen: Chosen | null;
  choose: (chosen: Chosen | null) => void;
}

function Matrix({ risks, chosen, choose }: MatrixProps) {
  const { words } = useLanguage();
  const text = words.risks;
  const categories = [...new Set(risks.map(({ category }) => category))];
  return (
    <div className="table-scroll" tabIndex={0} role="group" aria-label={text.matrixCaption}>
      <table className="matrix">
        <caption>{text.matrixCaption}</caption>
        <thead>
          <tr>
            <th scope="col">{text.category}</th>
            {SEVERITIES.map((severity) => (
              <th key={severity} scope="col">
                {text.severities[severity]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {categories.map((category) => (
            <tr key={category}>
              <th scope="row">
                <Said text={categoryName(category, words)} />
              </th>
              {SEVERITIES.map((severity) => {
                const count = risks.filter((risk) => isIn(risk, { category, severity })).length;
                const isChosen = chosen?.category === category && chosen.severity === severity;
                return (
                  <td key={severity}>
                    {count > 0 && (
                      <button
                        type="button"
                        className={`matrix-cell tone-${severity}`}
                        aria-pressed={isChosen}
                        aria-label={`${visible(categoryName(category, words))}, ${text.severities[severity]}: ${text.cell(count)}`}
                        onClick={() => choose(isChosen ? null : { category, severity })}
                      >
                        {count}
                      </button>
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
