// The form in which a brief is written, looked over and sent.
import { useId, useState, type FormEvent, type ReactNode } from "react";
import type { BriefToSend } from "../../api/audits.ts";
import { Card } from "../../components/card.tsx";
import { Icon } from "../../components/icon.tsx";
import { Notice } from "../../components/notice.tsx";
import { useLanguage } from "../../lib/language.ts";
import { parseNumber } from "../../lib/number.ts";
import { briefOf, DESCRIPTION_MAX, draftOf, faultsOf, isSendable, type DraftPosition } from "./draft.ts";
import { examplesIn } from "./examples.ts";
import { FileDrop } from "./file-drop.tsx";
import { OptionsEditor } from "./options-editor.tsx";
import { PositionsTable } from "./positions-table.tsx";
import { SpecificationsEditor } from "./specifications-editor.tsx";
import { useDraft } from "./use-draft.ts";
import "./brief-form.css";

interface BriefFormProps {
  providers: readonly string[];
  isSending: boolean;
  /** Why the last brief was not accepted. */
  refusal: ReactNode;
  send: (brief: BriefToSend) => void;
}

export function BriefForm({ providers, isSending, refusal, send }: BriefFormProps) {
  const { lang, words, format } = useLanguage();
  const text = words.brief;
  const { draft, dispatch, isKept, clear } = useDraft();
  const [wasTried, setWasTried] = useState(false);
  const [said, setSaid] = useState("");
  const ids = { description: useId(), hint: useId(), fault: useId() };
  const faults = faultsOf(draft);
  const characters = [...draft.description].length;
  const descriptionFault = (wasTried || faults.description === "long") && faults.description;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setWasTried(true);
    if (isSendable(faults)) {
      send(briefOf(draft, lang));
    } else if (faults.description !== null) {
      document.getElementById(ids.description)?.focus();
    }
  };

  return (
    <form className="brief-form" onSubmit={submit} noValidate>
      <div className="stack brief-main">
        <Card title={text.description}>
          <div className="field">
            <label htmlFor={ids.description} className="visually-hidden">
              {text.description}
            </label>
            <p className="hint" id={ids.hint}>
              {text.descriptionHint}
            </p>
            <textarea
              id={ids.description}
              rows={7}
              value={draft.description}
              aria-describedby={`${ids.hint} ${ids.fault}`}
              aria-invalid={descriptionFault ? true : undefined}
              onChange={(event) => dispatch({ do: "describe", text: event.target.value })}
            />
            <div className="row row-apart small">
              <span className="fault" id={ids.fault} role="status">
                {descriptionFault === "short" && text.tooShort}
                {descriptionFault === "long" && text.tooLong}
              </span>
              <span className="muted">{text.characters(characters, DESCRIPTION_MAX)}</span>
            </div>
          </div>
          <div className="row examples">
            <span className="muted small">{text.examples}</span>
            {examplesIn(lang).map(({ id, name, brief }) => (
              <button
                key={id}
                type="button"
                className="button button-small"
                onClick={() => {
                  dispatch({ do: "replace", draft: { ...draftOf(brief), options: draft.options } });
                  setSaid(text.exampleLoaded(name));
                }}
              >
                {name}
              </button>
            ))}
            <span role="status" className="visually-hidden">
              {said}
            </span>
          </div>
        </Card>
        <Card title={text.files}>
          <FileDrop files={draft.files} dispatch={dispatch} />
        </Card>
        <Card
          title={text.positions}
          aside={
            draft.positions.length > 0 && (
              <>
                <span className="muted small">
                  {text.positionsCount(draft.positions.length)}
                  {sumOf(draft.positions) !== null &&
                    ` · ${text.sum}: ${format.crowns(sumOf(draft.positions) ?? 0)}`}
                </span>
                <button
                  type="button"
                  className="button button-small"
                  onClick={() => dispatch({ do: "remove positions" })}
                >
                  {text.removeAll}
                </button>
              </>
            )
          }
        >
          <div className="stack-tight">
            {draft.positions.length === 0 ? (
              <p className="muted">{text.noPositions}</p>
            ) : (
              <PositionsTable positions={draft.positions} files={draft.files} dispatch={dispatch} />
            )}
            {faults.numbers !== null && (
              <p className="fault small" role="status">
                {text.fixNumbers(faults.numbers.count, faults.numbers.first)}
              </p>
            )}
            {wasTried && faults.nameless !== null && (
              <p className="fault small" role="status">
                {text.nameMissing(faults.nameless)}
              </p>
            )}
            <div>
              <button
                type="button"
                className="button button-small"
                onClick={() => dispatch({ do: "add position" })}
              >
                <Icon name="add" />
                {text.addPosition}
              </button>
            </div>
          </div>
        </Card>
      </div>
      <div className="stack brief-side">
        <Card title={text.options}>
          <OptionsEditor options={draft.options} providers={providers} dispatch={dispatch} />
        </Card>
        <Card title={text.specifications}>
          <SpecificationsEditor specifications={draft.specifications} dispatch={dispatch} />
        </Card>
        <div className="stack">
          {refusal}
          {wasTried && !isSendable(faults) && faults.description === null && (
            <Notice
              tone="high"
              title={
                faults.numbers === null
                  ? text.nameMissing(faults.nameless ?? 1)
                  : text.fixNumbers(faults.numbers.count, faults.numbers.first)
              }
            />
          )}
          <div className="row">
            <button type="submit" className="button button-primary start" disabled={isSending}>
              {isSending ? text.starting : text.start}
            </button>
            <button type="button" className="button" onClick={clear}>
              {text.clear}
            </button>
          </div>
          {isKept !== null && <p className="hint">{isKept ? text.draftKept : text.draftNotKept}</p>}
        </div>
      </div>
    </form>
  );
}

/** CZK without VAT of the positions that have a quantity and a price; `null` where none has. For orientation: sums that count are made by the server. */
function sumOf(positions: readonly DraftPosition[]): number | null {
  let sum: number | null = null;
  for (const { quantity, unit_price } of positions) {
    const [count, price] = [parseNumber(quantity), parseNumber(unit_price)];
    if (count !== null && price !== null) sum = (sum ?? 0) + count * price;
  }
  return sum;
}
