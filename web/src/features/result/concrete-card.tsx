// Exposure classes and the concrete that they require, each value with what decides it.
import type { Exposure, Specification } from "../../api/contract.ts";
import { Card } from "../../components/card.tsx";
import { Icon } from "../../components/icon.tsx";
import { MadeBy } from "../../components/made-by.tsx";
import { Said } from "../../components/said.tsx";
import { useLanguage } from "../../lib/language.ts";
import type { Format } from "../../lib/format.ts";
import type { Words } from "../../lib/words/en.ts";
import { Missing } from "./missing.tsx";
import { has, type View } from "./view.ts";

export function ConcreteCard({ view }: { view: View }) {
  const { words } = useLanguage();
  const text = words.concrete;
  const { final_specification: concrete, exposure_analysis: exposure } = view.sections;
  return (
    <Card
      id="concrete"
      title={text.title}
      aside={<MadeBy by={view.by("final_specification") ?? view.by("exposure_analysis")} />}
    >
      <div className="stack">
        {has(view, "final_specification") &&
          (concrete ? <Required concrete={concrete} lang={view.lang} /> : <Missing />)}
        {has(view, "exposure_analysis") &&
          (exposure ? <Classes exposure={exposure} lang={view.lang} /> : <Missing />)}
        <Structure view={view} />
      </div>
    </Card>
  );
}

/** The values of a specification, each with its unit and which way it limits. */
export function requirementsOf(
  concrete: Specification,
  words: Words,
  format: Format,
): { name: string; value: string }[] {
  const text = words.concrete;
  const { w_c_ratio: ratio, min_cement_kg_m3: cement, air_content_percent: air, cover_mm: cover } = concrete;
  const sulfate = concrete.sulfate_resisting_cement;
  const unknown = words.result.notKnown;
  return [
    { name: text.wc, value: ratio == null ? unknown : text.atMost(format.ratio(ratio)) },
    {
      name: text.cement,
      value: cement == null ? unknown : text.atLeast(`${format.number(cement)}\u00a0kg/m³`),
    },
    { name: text.air, value: air == null ? text.notRequired : text.atLeast(`${format.number(air)}\u00a0%`) },
    { name: text.cover, value: cover == null ? unknown : `${format.number(cover)}\u00a0mm` },
    { name: text.sr, value: sulfate == null ? unknown : sulfate ? text.srYes : text.srNo },
  ];
}

function Required({ concrete, lang }: { concrete: Specification; lang: string | undefined }) {
  const { words, format } = useLanguage();
  const text = words.concrete;
  return (
    <div className="required">
      <div className="required-class">
        <span className="required-strength">
          <Said text={concrete.concrete_class ?? words.result.notKnown} />
        </span>
        <ClassList classes={concrete.exposure_classes} />
        {concrete.element !== "" && (
          <span className="muted small">
            {text.element}: <Said text={concrete.element} lang={lang} />
          </span>
        )}
      </div>
      <div className="stack-tight">
        <dl className="facts">
          {requirementsOf(concrete, words, format).map(({ name, value }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        {concrete.reasons.length > 0 && (
          <details open>
            <summary>{text.reasons}</summary>
            <ul className="small">
              {concrete.reasons.map((reason, index) => (
                <li key={index}>
                  <Said text={reason} lang={lang} />
                </li>
              ))}
            </ul>
          </details>
        )}
        {concrete.limits_verified !== null && (
          <p className={`small ${concrete.limits_verified ? "muted" : "limits-unverified"}`}>
            <Icon name={concrete.limits_verified ? "pass" : "warning"} />{" "}
            {concrete.limits_verified ? text.verified : text.notVerified}
          </p>
        )}
      </div>
    </div>
  );
}

export function ClassList({ classes }: { classes: readonly string[] }) {
  return (
    <span className="classes">
      {classes.map((name) => (
        <span key={name} className="class">
          <Said text={name} />
        </span>
      ))}
    </span>
  );
}

function Classes({ exposure, lang }: { exposure: Exposure; lang: string | undefined }) {
  const { words } = useLanguage();
  const groups = [
    { name: words.concrete.certain, classes: exposure.certain, isCertain: true },
    { name: words.concrete.assumed, classes: exposure.assumed, isCertain: false },
  ].filter(({ classes }) => classes.length > 0);
  return (
    <div className="class-groups">
      {groups.map(({ name, classes, isCertain }) => (
        <div key={name}>
          <h3>{name}</h3>
          <ul className="plain-list stack-tight">
            {classes.map((one, index) => (
              <li key={index} className="class-reason">
                <span className={`class ${isCertain ? "" : "class-assumed"}`}>
                  <Said text={one.class} />
                </span>
                <Said text={one.reason} lang={lang} />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  );
}

function Structure({ view }: { view: View }) {
  const { words } = useLanguage();
  const text = words.concrete;
  const { structural_analysis: structure, durability_analysis: durability } = view.sections;
  const years = durability?.design_life_years ?? null;
  const lines: { name: string; values: readonly string[] }[] = [
    { name: text.system, values: [structure?.system ?? ""] },
    { name: text.actions, values: structure?.actions ?? [] },
    { name: text.forResistance, values: [structure?.required_concrete_class ?? ""] },
    { name: text.forDurability, values: [durability?.required_concrete_class ?? ""] },
    { name: text.designLife, values: [years === null ? "" : text.years(years)] },
    { name: text.measures, values: durability?.measures ?? [] },
    { name: text.notes, values: structure?.notes ?? [] },
  ].map((line) => ({ ...line, values: line.values.filter((value) => value !== "") }));
  const known = lines.filter(({ values }) => values.length > 0);
  if (known.length === 0) return null;
  return (
    <div className="stack-tight">
      <div className="row">
        <h3>{text.structure}</h3>
        <MadeBy by={view.by("structural_analysis") ?? view.by("durability_analysis")} />
      </div>
      <dl className="pairs">
        {known.map(({ name, values }) => (
          <div key={name}>
            <dt>{name}</dt>
            {values.map((value, index) => (
              <dd key={index}>
                <Said text={value} lang={view.lang} />
              </dd>
            ))}
          </div>
        ))}
      </dl>
    </div>
  );
}
