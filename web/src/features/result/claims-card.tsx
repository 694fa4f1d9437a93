// What the model said beside what the rule or the sum gives, with the clause that decides.
import type { Verification } from "../../api/contract.ts";
import { SeverityBadge } from "../../components/badge.tsx";
import { Card } from "../../components/card.tsx";
import { Said } from "../../components/said.tsx";
import type { Format } from "../../lib/format.ts";
import { useLanguage } from "../../lib/language.ts";
import type { Words } from "../../lib/words/en.ts";
import type { View } from "./view.ts";

export function ClaimsCard({ view }: { view: View }) {
  const { words } = useLanguage();
  const text = words.claims;
  const wrong = view.verification.filter(({ verdict }) => verdict === "contradicted");
  const others = view.verification.filter(({ verdict }) => verdict !== "contradicted");
  const confirmed = others.filter(({ verdict }) => verdict === "confirmed").length;
  return (
    <Card id="claims" title={text.title}>
      <div className="stack">
        <p>{wrong.length === 0 ? text.none : text.lead(wrong.length)}</p>
        <ul className="plain-list claims">
          {wrong.map((claim, index) => (
            <Claim key={index} claim={claim} lang={view.lang} />
          ))}
        </ul>
        {others.length > 0 && (
          <details>
            <summary>
              {text.others} ({text.confirmed(confirmed)}, {text.unverifiable(others.length - confirmed)})
            </summary>
            <div className="table-scroll" tabIndex={0} role="group" aria-label={text.others}>
              <table className="small">
                <thead>
                  <tr>
                    <th scope="col">{text.subject}</th>
                    <th scope="col">{text.modelSays}</th>
                    <th scope="col">{words.checks.result}</th>
                    <th scope="col">{text.source}</th>
                  </tr>
                </thead>
                <tbody>
                  {others.map((claim, index) => (
                    <tr key={index}>
                      <td>
                        <Said text={subjectOf(claim.subject, words)} />
                      </td>
                      <td>
                        <Said text={claim.claimed} />
                      </td>
                      <td>{text.verdicts[claim.verdict]}</td>
                      <td>
                        <Said text={sourceOf(claim, words)} />
                        {claim.note !== "" && (
                          <div className="muted">
                            <Said text={claim.note} lang={view.lang} />
                          </div>
                        )}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          </details>
        )}
      </div>
    </Card>
  );
}

function Claim({ claim, lang }: { claim: Verification; lang: string | undefined }) {
  const { words, format } = useLanguage();
  const text = words.claims;
  return (
    <li className="claim">
      <div className="claim-subject">
        <h3>
          <Said text={subjectOf(claim.subject, words)} />
        </h3>
        <SeverityBadge severity={claim.severity} />
      </div>
      <dl className="claim-sides">
        <div className="claim-model">
          <dt>{text.modelSays}</dt>
          <dd>
            <Said text={valueOf(claim.claimed, claim.subject, words, format) || text.empty} />
          </dd>
        </div>
        <div className="claim-rule">
          <dt>{text.ruleGives}</dt>
          <dd>
            <Said text={valueOf(claim.expected, claim.subject, words, format) || text.empty} />
          </dd>
        </div>
      </dl>
      <div className="small">
        <Said text={claim.note} lang={lang} />
        <p className="muted">
          {text.source}: <Said text={sourceOf(claim, words)} />
          {!claim.source.verified && ` (${text.notVerified})`}
        </p>
      </div>
    </li>
  );
}

/** A value as people write it: a word of ours in their language, a bare number with the unit that its field tells. */
function valueOf(text: string, subject: string, words: Words, format: Format): string {
  const ours: Record<string, string> = {
    ...words.checks.standing,
    ...words.checks.statuses,
    ...words.result.verdicts,
  };
  if (ours[text] !== undefined) return ours[text];
  const number = /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : null;
  if (number === null) return text;
  if (subject.endsWith("_czk")) return format.crowns(number);
  const unit = Object.entries(UNITS).find(([ending]) => subject.endsWith(ending))?.[1];
  return unit === undefined ? format.number(number) : `${format.number(number)}\u00a0${unit}`;
}

const UNITS: Record<string, string> = {
  _kg_m3: "kg/m³",
  _m3: "m³",
  _m2: "m²",
  _mm: "mm",
  _percent: "%",
  _tonnes: "t",
};

function sourceOf({ source }: Verification, words: Words): string {
  if (source.standard === "arithmetic") return words.claims.arithmetic;
  return [source.standard, source.clause].filter((part) => part !== "").join(", ");
}

/** `final_specification.concrete_class` in the reader's words, as far as there are words for it. */
function subjectOf(subject: string, words: Words): string {
  const [, section = "", rest = ""] = /^([a-z_]+)\.?(.*)$/.exec(subject) ?? [];
  const name = words.performance.sections[section];
  if (name === undefined) return subject;
  const fields: Record<string, string> = {
    concrete_class: words.concrete.strength,
    exposure_classes: words.concrete.exposure,
    w_c_ratio: words.concrete.wc,
    min_cement_kg_m3: words.concrete.cement,
    air_content_percent: words.concrete.air,
    cover_mm: words.concrete.cover,
    sulfate_resisting_cement: words.concrete.sr,
    required_concrete_class: words.concrete.strength,
    indirect_costs_czk: words.costs.indirect,
    profit_czk: words.costs.profit,
    direct_costs_czk: words.costs.direct,
    total_incl_vat_czk: words.costs.totalWithVat,
    subtotal_excl_vat_czk: words.costs.subtotal,
    status: words.settings.state,
    "formwork.area_m2": words.costs.formwork,
    "concrete.volume_m3": words.costs.concrete,
    "reinforcement.total_tonnes": words.costs.reinforcement,
  };
  const field = fields[rest.replace(/^\[\d+\]\.|\[.*$/g, "")] ?? rest;
  return field === "" || field === name ? name : `${name}: ${field}`;
}
