import { expect, test } from "vitest";
import type { Audit } from "../../api/contract.ts";
import { makeFormat } from "../../lib/format.ts";
import { en } from "../../lib/words/en.ts";
import { RECORDED } from "../../testing/recorded-events.ts";
import { differencesOf } from "./differences.ts";

const last = RECORDED.at(-1);
if (last?.event !== "final_result") throw new Error("the recorded run has no audit");
const AUDIT: Audit = last;
const FORMAT = makeFormat("en");

test("an audit does not differ from itself", () => {
  const groups = differencesOf(AUDIT, AUDIT, en, FORMAT);
  expect(groups.flatMap(({ differences }) => differences)).toEqual([]);
  expect(groups.every(({ unchanged }) => unchanged > 0)).toBe(true);
});

test("what changed, came and went is told", () => {
  const [, ...fewer] = AUDIT.risks_identified;
  const specification = AUDIT.final_specification;
  if (specification == null) throw new Error("no specification");
  const after: Audit = {
    ...AUDIT,
    compliance_status: { ...AUDIT.compliance_status, overall: "CONDITIONAL" },
    final_specification: { ...specification, concrete_class: "C30/37" },
    risks_identified: fewer,
    rfi_items: [...AUDIT.rfi_items, { ...AUDIT.rfi_items[0]!, question: "New?" }],
  };
  const found = differencesOf(AUDIT, after, en, FORMAT).flatMap(({ differences }) => differences);
  expect(found).toEqual([
    { kind: "changed", what: "Verdict", before: "Not compliant", after: "Conditional" },
    { kind: "changed", what: "Strength class", before: "C25/30", after: "C30/37" },
    { kind: "removed", what: "strip footing: XA1 missing in XC2", before: "Critical", after: "" },
    { kind: "added", what: "New?", before: "", after: "High" },
  ]);
});
