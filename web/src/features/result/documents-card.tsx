// What is wrong in the documents, each fault with the position that it is about.
import { useState } from "react";
import type { Brief, DocumentIssue, Position } from "../../api/contract.ts";
import { SeverityBadge } from "../../components/badge.tsx";
import { Card } from "../../components/card.tsx";
import { MadeBy, MadeByItem } from "../../components/made-by.tsx";
import { Said } from "../../components/said.tsx";
import { useLanguage } from "../../lib/language.ts";
import { Missing, Nothing } from "./missing.tsx";
import { isMissing, type View } from "./view.ts";

export function DocumentsCard({ view }: { view: View }) {
  const { words } = useLanguage();
  const issues = view.sections.document_issues ?? [];
  const by = view.by("document_issues");
  return (
    <Card id="documents" title={words.documents.title} aside={<MadeBy by={by} />}>
      {isMissing(view, "document_issues") && <Missing />}
      {issues.length === 0 && !isMissing(view, "document_issues") && <Nothing text={words.documents.none} />}
      <ul className="plain-list issues">
        {issues.map((issue, index) => (
          <Issue key={index} issue={issue} by={by} lang={view.lang} brief={view.brief} />
        ))}
      </ul>
    </Card>
  );
}

interface IssueProps {
  issue: DocumentIssue;
  by: string | undefined;
  lang: string | undefined;
  brief: Brief | null;
}

function Issue({ issue, by, lang, brief }: IssueProps) {
  const { words } = useLanguage();
  const text = words.documents;
  const [shown, setShown] = useState<number | null>(null);
  const numbers = positionNumbers(issue.location).filter(
    (number) => brief?.positions[number - 1] !== undefined,
  );
  const position = shown === null ? undefined : brief?.positions[shown - 1];
  return (
    <li className="issue">
      <div className="row">
        <SeverityBadge severity={issue.severity} />
        <strong>
          <Said text={issue.description} lang={lang} />
        </strong>
        <MadeByItem code={issue.code} by={by} />
      </div>
      <dl className="pairs small">
        {issue.location !== "" && (
          <div>
            <dt>{text.location}</dt>
            <dd>
              <Said text={issue.location} lang={lang} />
              {numbers.map((number) => (
                <button
                  key={number}
                  type="button"
                  className="button button-link small issue-link no-print"
                  aria-expanded={shown === number}
                  onClick={() => setShown(shown === number ? null : number)}
                >
                  {text.toPosition(number)}
                </button>
              ))}
            </dd>
          </div>
        )}
        {issue.impact !== "" && (
          <div>
            <dt>{text.impact}</dt>
            <dd>
              <Said text={issue.impact} lang={lang} />
            </dd>
          </div>
        )}
        {issue.recommendation !== "" && (
          <div>
            <dt>{text.recommendation}</dt>
            <dd>
              <Said text={issue.recommendation} lang={lang} />
            </dd>
          </div>
        )}
      </dl>
      {shown !== null && position !== undefined && <PositionBox number={shown} position={position} />}
    </li>
  );
}

/** Numbers of the positions that a place names: `position 3 (sheet SO 201, row 127)`, `položka 12`. */
export function positionNumbers(location: string): number[] {
  const numbers = [...location.matchAll(/(?:position|položka|položky)\s+(\d{1,6})/giu)].map(([, number]) =>
    Number(number),
  );
  return [...new Set(numbers)].slice(0, 12);
}

function PositionBox({ number, position }: { number: number; position: Position }) {
  const { words, format } = useLanguage();
  const columns = words.brief.columns;
  const price = position.unit_price;
  const place = [
    position.section,
    position.sheet,
    position.row === null ? null : `${words.brief.row} ${position.row}`,
  ].filter((part) => part !== null && part !== "");
  return (
    <div className="position-box">
      <p>
        <span className="muted">
          {columns.number} {number}
        </span>{" "}
        {position.code !== null && (
          <span className="mono">
            <Said text={position.code} />{" "}
          </span>
        )}
        <strong>
          <Said text={position.item_name} />
        </strong>
      </p>
      <p className="small">
        {position.quantity === null ? words.result.notKnown : format.number(position.quantity)}{" "}
        <Said text={position.unit} />
        {price !== null && ` · ${format.crowns(price)}/${position.unit ?? ""}`}
        {place.length > 0 && (
          <span className="muted">
            {" · "}
            <Said text={place.join(" · ")} />
          </span>
        )}
      </p>
      {position.measurement.length > 0 && (
        <ul className="small mono measurement">
          {position.measurement.map(({ text, quantity }, index) => (
            <li key={index}>
              <Said text={text} />
              {quantity !== null && ` = ${format.number(quantity)}`}
            </li>
          ))}
        </ul>
      )}
      {position.note !== null && (
        <p className="small">
          <Said text={position.note} />
        </p>
      )}
    </div>
  );
}
