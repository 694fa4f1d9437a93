// What changed between two audits of one project, in what they decide. Pure.
import type { Audit, Overall } from "../../api/contract.ts";
import type { Format } from "../../lib/format.ts";
import type { Words } from "../../lib/words/en.ts";

export interface Difference {
  kind: "changed" | "added" | "removed";
  what: string;
  before: string;
  after: string;
}

export interface Group {
  title: string;
  differences: Difference[];
  unchanged: number;
}

/** The differences in groups; a group without one is kept, so that what was compared is seen. */
export function differencesOf(before: Audit, after: Audit, words: Words, format: Format): Group[] {
  const list = (title: string, items: (audit: Audit) => [string, string][]) =>
    compared(title, new Map(items(before)), new Map(items(after)));
  return [
    list(words.compare.values, (audit) => valuesOf(audit, words, format)),
    list(words.compare.checks, (audit) =>
      audit.compliance_checks.flatMap(({ items }) =>
        items.map((item): [string, string] => [
          item.check,
          `${words.checks.statuses[item.status]} (${item.found || "–"})`,
        ]),
      ),
    ),
    list(words.compare.risks, (audit) =>
      audit.risks_identified.map(({ title, severity }): [string, string] => [
        title,
        words.risks.severities[severity],
      ]),
    ),
    list(words.compare.issues, (audit) =>
      audit.document_issues.map(({ description, severity }): [string, string] => [
        description,
        words.risks.severities[severity],
      ]),
    ),
    list(words.compare.questions, (audit) =>
      audit.rfi_items.map(({ question, priority }): [string, string] => [
        question,
        words.risks.severities[priority],
      ]),
    ),
  ];
}

function compared(title: string, before: Map<string, string>, after: Map<string, string>): Group {
  const differences: Difference[] = [];
  let unchanged = 0;
  for (const [what, value] of before) {
    const now = after.get(what);
    if (now === undefined) differences.push({ kind: "removed", what, before: value, after: "" });
    else if (now !== value) differences.push({ kind: "changed", what, before: value, after: now });
    else unchanged += 1;
  }
  for (const [what, value] of after) {
    if (!before.has(what)) differences.push({ kind: "added", what, before: "", after: value });
  }
  return { title, differences, unchanged };
}

function valuesOf(audit: Audit, words: Words, format: Format): [string, string][] {
  const {
    final_specification: concrete,
    materials_breakdown: materials,
    cost_summary: costs,
    coverage,
  } = audit;
  const verdicts: Record<Overall, string> = words.result.verdicts;
  const unknown = words.result.notKnown;
  const number = (value: number | null | undefined, unit = "") =>
    value == null ? unknown : `${format.number(value)}${unit === "" ? "" : `\u00a0${unit}`}`;
  const crowns = (value: number | null | undefined) => (value == null ? unknown : format.crowns(value));
  const share = ({ checked, total }: { checked: number; total: number }) =>
    words.result.share(format.whole(checked), format.whole(total));
  return [
    [words.compare.verdict, verdicts[audit.compliance_status.overall]],
    [words.result.limits, words.brief.profiles[audit.profile]],
    [words.concrete.element, concrete?.element || unknown],
    [words.concrete.strength, concrete?.concrete_class ?? unknown],
    [words.concrete.exposure, concrete?.exposure_classes.join(" ") || unknown],
    [words.concrete.wc, concrete?.w_c_ratio == null ? unknown : format.ratio(concrete.w_c_ratio)],
    [words.concrete.cement, number(concrete?.min_cement_kg_m3, "kg/m³")],
    [words.concrete.air, number(concrete?.air_content_percent, "%")],
    [words.concrete.cover, number(concrete?.cover_mm, "mm")],
    [words.costs.concrete, number(materials?.concrete?.volume_m3, "m³")],
    [words.costs.reinforcement, number(materials?.reinforcement?.total_tonnes, "t")],
    [words.costs.formwork, number(materials?.formwork?.area_m2, "m²")],
    [words.costs.subtotal, crowns(costs?.subtotal_excl_vat_czk)],
    [words.costs.totalWithVat, crowns(costs?.total_incl_vat_czk)],
    [`${words.result.checkedTitle}: ${words.result.checksShare}`, share(coverage.checks)],
    [words.result.confidence, format.percent(audit.confidence)],
  ];
}
