// Quantities, materials, the breakdown of costs as a table and as a bar.
import type { Costs, Materials } from "../../api/contract.ts";
import { Card } from "../../components/card.tsx";
import { MadeBy } from "../../components/made-by.tsx";
import { Said } from "../../components/said.tsx";
import type { Words } from "../../lib/words/en.ts";
import { useLanguage } from "../../lib/language.ts";
import { Missing } from "./missing.tsx";
import { has, isMissing, type View } from "./view.ts";

export function CostsCard({ view }: { view: View }) {
  const { words } = useLanguage();
  const { materials_breakdown: materials, cost_summary: costs } = view.sections;
  return (
    <Card
      id="costs"
      title={words.costs.title}
      aside={<MadeBy by={view.by("cost_summary") ?? view.by("materials_breakdown")} />}
    >
      <div className="stack">
        {has(view, "materials_breakdown") &&
          (materials ? <MaterialsTable materials={materials} costs={costs} lang={view.lang} /> : <Missing />)}
        {has(view, "cost_summary") &&
          (costs ? (
            <div className="breakdown">
              <CostTable costs={costs} lang={view.lang} />
              <CostBar costs={costs} />
            </div>
          ) : (
            <Missing />
          ))}
        <Savings view={view} />
        <Catalogue view={view} />
      </div>
    </Card>
  );
}

interface MaterialsTableProps {
  materials: Materials;
  costs: Costs | null | undefined;
  lang: string | undefined;
}

function MaterialsTable({ materials, costs, lang }: MaterialsTableProps) {
  const { words, format } = useLanguage();
  const text = words.costs;
  const { concrete, reinforcement, formwork } = materials;
  const strength = concrete?.concrete_class;
  const rows = [
    {
      name: strength ? `${text.concrete} ${strength}` : text.concrete,
      unit: "m³",
      quantity: concrete?.volume_m3,
      of: concrete,
    },
    { name: text.reinforcement, unit: "t", quantity: reinforcement?.total_tonnes, of: reinforcement },
    { name: text.formwork, unit: "m²", quantity: formwork?.area_m2, of: formwork },
  ];
  const known = rows.map(({ of }) => of?.total_czk ?? null);
  const sum = known.reduce<number>((total, value) => total + (value ?? 0), 0);
  const direct = costs?.direct_costs_czk ?? null;
  const other = direct !== null && known.some((value) => value !== null) ? direct - sum : null;
  return (
    <div className="table-scroll" tabIndex={0} role="group" aria-label={text.materials}>
      <table>
        <caption>{text.materials}</caption>
        <thead>
          <tr>
            <th scope="col">{text.item}</th>
            <th scope="col" className="number">
              {text.quantity}
            </th>
            <th scope="col" className="number">
              {text.unitPrice}
            </th>
            <th scope="col" className="number">
              {text.total}
            </th>
            <th scope="col">{text.basis}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, unit, quantity, of }) => (
            <tr key={unit}>
              <th scope="row">
                <Said text={name} />
              </th>
              <td className="number">{quantity == null ? "–" : `${format.number(quantity)}\u00a0${unit}`}</td>
              <td className="number">
                {of?.unit_price_czk == null ? "–" : `${format.crowns(of.unit_price_czk)}/${unit}`}
              </td>
              <td className="number">{of?.total_czk == null ? "–" : format.crowns(of.total_czk)}</td>
              <td className="small muted">
                <Said text={of?.basis} lang={lang} />
              </td>
            </tr>
          ))}
          {other !== null && Math.abs(other) >= 1 && (
            <tr>
              <th scope="row">{text.other}</th>
              <td className="number">–</td>
              <td className="number">–</td>
              <td className="number">{format.crowns(other)}</td>
              <td />
            </tr>
          )}
        </tbody>
      </table>
    </div>
  );
}

interface CostLine {
  name: string;
  value: number | null;
  /** Part of the total with VAT, drawn in the bar. */
  isPart: boolean;
  isSum?: boolean;
}

function linesOf(costs: Costs, words: Words, percent: (fraction: number) => string): CostLine[] {
  const text = words.costs;
  const rate = costs.vat_rate === null ? "" : percent(costs.vat_rate);
  const vat = `${text.vat(rate)}${costs.vat_rate_assumed ? ` (${text.vatAssumed})` : ""}`;
  return [
    { name: text.direct, value: costs.direct_costs_czk, isPart: true },
    { name: text.indirect, value: costs.indirect_costs_czk, isPart: true },
    { name: text.profit, value: costs.profit_czk, isPart: true },
    { name: text.site, value: costs.site_costs_czk, isPart: true },
    { name: text.subtotal, value: costs.subtotal_excl_vat_czk, isPart: false, isSum: true },
    { name: vat, value: costs.vat_czk, isPart: true },
    { name: text.totalWithVat, value: costs.total_incl_vat_czk, isPart: false, isSum: true },
    { name: text.perCubicMetre, value: costs.cost_per_m3_concrete_czk, isPart: false },
  ];
}

function CostTable({ costs, lang }: { costs: Costs; lang: string | undefined }) {
  const { words, format } = useLanguage();
  return (
    <div className="stack-tight">
      <table className="costs">
        <caption>{words.costs.breakdown}</caption>
        <tbody>
          {linesOf(costs, words, format.percent).map(({ name, value, isSum }) => (
            <tr key={name} className={isSum === true ? "sum" : undefined}>
              <th scope="row">{name}</th>
              <td className="number">{value === null ? words.result.notKnown : format.crowns(value)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {costs.price_basis !== "" && (
        <p className="small muted">
          {words.costs.basisOfPrices}: <Said text={costs.price_basis} lang={lang} />
        </p>
      )}
    </div>
  );
}

/** Shares of the total with VAT. The table says the same in numbers, so a screen reader is spared the picture. */
function CostBar({ costs }: { costs: Costs }) {
  const { words, format } = useLanguage();
  const parts = linesOf(costs, words, format.percent).flatMap(({ name, value, isPart }, index) =>
    isPart && value !== null && value > 0 ? [{ name, value, index }] : [],
  );
  const total = parts.reduce((sum, { value }) => sum + value, 0);
  if (parts.length === 0) return <p className="muted small">{words.costs.chartUnknown}</p>;
  return (
    <figure className="cost-bar" aria-hidden="true">
      <figcaption className="muted small">{words.costs.chart}</figcaption>
      <div className="cost-bar-line">
        {parts.map(({ name, value, index }) => (
          <span key={name} className={`bar-${index}`} style={{ width: `${(100 * value) / total}%` }} />
        ))}
      </div>
      <ul className="plain-list small">
        {parts.map(({ name, value, index }) => (
          <li key={name}>
            <span className={`swatch bar-${index}`} />
            {name}
            <span className="cost-share">{format.percent(value / total)}</span>
          </li>
        ))}
      </ul>
    </figure>
  );
}

function Savings({ view }: { view: View }) {
  const { words, format } = useLanguage();
  const savings = view.sections.value_engineering ?? [];
  if (savings.length === 0) return null;
  return (
    <div className="stack-tight">
      <div className="row">
        <h3>{words.costs.savings}</h3>
        <MadeBy by={view.by("value_engineering")} />
      </div>
      <ul className="stack-tight">
        {savings.map(({ proposal, saving_czk, impact }, index) => (
          <li key={index}>
            <Said text={proposal} lang={view.lang} />
            {saving_czk !== null && (
              <strong className="nowrap">
                {" "}
                · {words.costs.saving} {format.crowns(saving_czk)}
              </strong>
            )}
            <div className="small muted">
              <Said text={impact} lang={view.lang} />
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Catalogue({ view }: { view: View }) {
  const { words } = useLanguage();
  const codes = view.sections.otskp_codes ?? [];
  if (codes.length === 0 || isMissing(view, "otskp_codes")) return null;
  return (
    <div className="stack-tight">
      <div className="row">
        <h3>{words.costs.otskp}</h3>
        <MadeBy by={view.by("otskp_codes")} />
      </div>
      <ul className="plain-list stack-tight small">
        {codes.map(({ code, item, unit }, index) => (
          <li key={index}>
            <span className="mono">
              <Said text={code} />
            </span>{" "}
            <Said text={item} lang={view.lang} /> <span className="muted">{unit}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
