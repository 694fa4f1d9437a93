// Each structural element with its own requirement.
import type { Element } from "../../api/contract.ts";
import { VerdictBadge } from "../../components/badge.tsx";
import { Card } from "../../components/card.tsx";
import { MadeBy } from "../../components/made-by.tsx";
import { Said } from "../../components/said.tsx";
import type { Format } from "../../lib/format.ts";
import { useLanguage } from "../../lib/language.ts";
import type { Words } from "../../lib/words/en.ts";
import { ClassList, requirementsOf } from "./concrete-card.tsx";
import { Nothing } from "./missing.tsx";

export function ElementsCard({ elements, lang }: { elements: readonly Element[]; lang: string | undefined }) {
  const { words, format } = useLanguage();
  const text = words.elements;
  return (
    <Card id="elements" title={text.title} aside={<MadeBy by="rules" />}>
      {elements.length === 0 ? (
        <Nothing text={text.none} />
      ) : (
        <ul className="plain-list elements">
          {elements.map((element, index) => (
            <li key={index} className="element">
              <div className="row row-apart">
                <h3>
                  <Said text={element.name} lang={lang} />
                </h3>
                <VerdictBadge verdict={element.verdict} />
              </div>
              <dl className="pairs">
                <div>
                  <dt>{text.where}</dt>
                  <dd>
                    <Said text={element.where} lang={lang} />
                  </dd>
                </div>
                <div>
                  <dt>{text.quantities}</dt>
                  <dd>{quantitiesOf(element, words, format) || words.result.notKnown}</dd>
                </div>
                <div>
                  <dt>{text.exposure}</dt>
                  <dd>
                    {element.exposure_classes.length === 0 ? (
                      words.result.notKnown
                    ) : (
                      <ClassList classes={element.exposure_classes} />
                    )}
                  </dd>
                </div>
                <div>
                  <dt>{text.required}</dt>
                  <dd>{requirementOf(element, words, format)}</dd>
                </div>
              </dl>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function quantitiesOf({ quantities }: Element, words: Words, format: Format): string {
  const { volume_m3, area_m2, length_m, formwork_m2, reinforcement_t } = quantities;
  const parts: [number | null | undefined, string][] = [
    [length_m, "m"],
    [area_m2, "m²"],
    [volume_m3, "m³"],
    [formwork_m2, `m² ${words.elements.formwork}`],
    [reinforcement_t, `t ${words.elements.steel}`],
  ];
  return parts
    .flatMap(([value, unit]) => (value == null ? [] : [`${format.number(value)}\u00a0${unit}`]))
    .join(" · ");
}

function requirementOf({ required }: Element, words: Words, format: Format): string {
  if (required == null) return words.elements.noRequirement;
  const values = requirementsOf(required, words, format)
    .filter(({ value }) => value !== words.result.notKnown && value !== words.concrete.notRequired)
    .filter(({ name }) => name !== words.concrete.sr || required.sulfate_resisting_cement === true)
    .map(({ name, value }) => `${name.toLowerCase()} ${value}`);
  return [required.concrete_class ?? words.result.notKnown, ...values].join(" · ");
}
