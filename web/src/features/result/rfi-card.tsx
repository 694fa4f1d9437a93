// Questions to ask, ready to be copied or mailed.
import { useState } from "react";
import { SeverityBadge } from "../../components/badge.tsx";
import { Card } from "../../components/card.tsx";
import { Icon } from "../../components/icon.tsx";
import { MadeBy, MadeByItem } from "../../components/made-by.tsx";
import { Said } from "../../components/said.tsx";
import { useLanguage } from "../../lib/language.ts";
import { visible } from "../../lib/visible.ts";
import { mailAddress, questionText, questionsText } from "./rfi-text.ts";
import { Missing, Nothing } from "./missing.tsx";
import { isMissing, type View } from "./view.ts";

export function RfiCard({ view, title }: { view: View; title: string }) {
  const { words } = useLanguage();
  const text = words.rfi;
  const items = view.sections.rfi_items ?? [];
  const by = view.by("rfi_items");
  const [said, setSaid] = useState("");
  const copy = (content: string) => {
    // `clipboard` is missing on plain HTTP away from localhost.
    const copied = navigator.clipboard?.writeText(content) ?? Promise.reject(new Error("no clipboard"));
    copied.then(
      () => setSaid(text.copied),
      () => setSaid(text.copyFailed),
    );
  };
  return (
    <Card
      id="rfi"
      title={text.title}
      aside={
        <>
          <MadeBy by={by} />
          {items.length > 0 && (
            <span className="row no-print">
              <button
                type="button"
                className="button button-small"
                onClick={() => copy(questionsText(items, title, words))}
              >
                <Icon name="copy" />
                {text.copyAll}
              </button>
              <a className="button button-small" href={mailAddress(items, title, words)}>
                <Icon name="mail" />
                {text.mail}
              </a>
            </span>
          )}
        </>
      }
    >
      <div role="status" className="small copied">
        {said}
      </div>
      {isMissing(view, "rfi_items") && <Missing />}
      {items.length === 0 && !isMissing(view, "rfi_items") && <Nothing text={text.none} />}
      <ol className="plain-list questions">
        {items.map((item, index) => (
          <li key={index} className="question">
            <div className="row">
              <span className="mono muted">
                <Said text={item.id || String(index + 1)} />
              </span>
              <SeverityBadge severity={item.priority} />
              {item.to !== "" && (
                <span className="small">
                  {text.to}:{" "}
                  <strong>
                    <Said text={item.to} lang={view.lang} />
                  </strong>
                </span>
              )}
              <MadeByItem code={item.code} by={by} />
              <button
                type="button"
                className="button button-small button-quiet question-copy no-print"
                aria-label={text.copy(visible(item.id || String(index + 1)))}
                onClick={() => copy(questionText(item, words))}
              >
                <Icon name="copy" />
              </button>
            </div>
            <p>
              <Said text={item.question} lang={view.lang} />
            </p>
            <p className="small muted">
              {[
                item.needed_for !== "" ? `${text.neededFor}: ${visible(item.needed_for)}` : "",
                item.deadline !== "" ? `${text.deadline}: ${visible(item.deadline)}` : "",
              ]
                .filter((part) => part !== "")
                .join(" · ")}
            </p>
          </li>
        ))}
      </ol>
    </Card>
  );
}
