// What the documents prescribe, as names with values.
import { useId, type Dispatch } from "react";
import { Icon } from "../../components/icon.tsx";
import { useLanguage } from "../../lib/language.ts";
import type { DraftAction, DraftSpecification } from "./draft.ts";

interface SpecificationsEditorProps {
  specifications: readonly DraftSpecification[];
  dispatch: Dispatch<DraftAction>;
}

export function SpecificationsEditor({ specifications, dispatch }: SpecificationsEditorProps) {
  const { words } = useLanguage();
  const text = words.brief;
  const names = useId();
  const known = Object.entries(text.known);
  const unused = known.find(([name]) => !specifications.some((one) => one.name === name));
  return (
    <div className="stack-tight">
      <p className="hint">{text.specificationsHint}</p>
      <datalist id={names}>
        {known.map(([name, meaning]) => (
          <option key={name} value={name}>
            {meaning}
          </option>
        ))}
      </datalist>
      {specifications.map(({ key, name, value }) => {
        const meaning = known.find(([one]) => one === name)?.[1];
        return (
          <div key={key} className="specification">
            <input
              value={name}
              list={names}
              className="mono"
              aria-label={text.specificationName}
              placeholder={text.specificationName}
              onChange={(event) => dispatch({ do: "specify", key, part: "name", text: event.target.value })}
            />
            <input
              value={value}
              aria-label={name === "" ? text.specificationValue : `${text.specificationValue}: ${name}`}
              placeholder={meaning ?? text.specificationValue}
              onChange={(event) => dispatch({ do: "specify", key, part: "value", text: event.target.value })}
            />
            <button
              type="button"
              className="button button-small button-quiet"
              aria-label={text.removeSpecification(name)}
              onClick={() => dispatch({ do: "remove specification", key })}
            >
              <Icon name="remove" />
            </button>
          </div>
        );
      })}
      <div>
        <button
          type="button"
          className="button button-small"
          onClick={() => dispatch({ do: "add specification", name: unused?.[0] ?? "" })}
        >
          <Icon name="add" />
          {text.addSpecification}
        </button>
      </div>
    </div>
  );
}
