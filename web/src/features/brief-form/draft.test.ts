import { expect, test } from "vitest";
import type { Bill } from "../../api/audits.ts";
import type { Position } from "../../api/contract.ts";
import { briefOf, draftReducer, EMPTY_DRAFT, faultsOf, isSendable, type DraftAction } from "./draft.ts";

const POSITION: Position = {
  code: "274321511",
  item_name: "Foundation strips",
  quantity: 22.5,
  unit: "m³",
  unit_original: "m3",
  unit_price: 3650,
  total_price: 82125,
  section: "Foundations",
  sheet: "SO 01",
  row: 12,
  measurement: [{ text: "45*0.8*0.6", quantity: 21.6 }],
  note: null,
};
const BILL: Bill = {
  source: "bill.xlsx",
  positions: [POSITION, { ...POSITION, code: "2" }],
  skipped: { header: 1, total: 2 },
  warnings: [{ message: "odd" }],
};

function after(...actions: DraftAction[]) {
  return actions.reduce(draftReducer, EMPTY_DRAFT);
}

test("a bill's positions are sent with everything that the file holds", () => {
  const draft = after({ do: "describe", text: " strip " }, { do: "add bill", bill: BILL, name: "bill.xlsx" });
  const brief = briefOf(draft, "cs");
  expect(brief.project_description).toBe("strip");
  expect(brief.options).toMatchObject({ lang: "cs", plan: "hybrid" });
  expect(brief.positions[0]).toEqual({ ...POSITION, quantity: "22.5", unit_price: "3650" });
});

test("a total of the file is dropped where quantity or price was changed", () => {
  const draft = after(
    { do: "add bill", bill: BILL, name: "bill.xlsx" },
    { do: "edit", index: 0, column: "quantity", text: "30,5" },
  );
  expect(briefOf(draft, "en").positions[0]).toMatchObject({ quantity: "30,5", total_price: null });
  expect(briefOf(draft, "en").positions[1]).toMatchObject({ total_price: 82125 });
});

test("a file read again takes the place of what it gave before, and goes with its positions", () => {
  const twice = after({ do: "add bill", bill: BILL, name: "a" }, { do: "add bill", bill: BILL, name: "a" });
  expect(twice.positions).toHaveLength(2);
  expect(new Set(twice.positions.map(({ key }) => key)).size).toBe(2);
  expect(twice.files).toEqual([
    { name: "a", kind: "bill", positions: 2, skipped: 3, warnings: BILL.warnings },
  ]);
  expect(draftReducer(twice, { do: "remove file", name: "a" })).toMatchObject({ positions: [], files: [] });
});

test("specifications are numbers where they look like numbers", () => {
  const draft = after(
    { do: "add specification", name: "cover_mm" },
    { do: "specify", key: 1, part: "value", text: "35" },
    { do: "add specification", name: "w_c_ratio" },
    { do: "specify", key: 2, part: "value", text: "0,45" },
    { do: "add specification", name: "concrete_class" },
    { do: "specify", key: 3, part: "value", text: "C25/30" },
    { do: "add specification", name: "" },
  );
  expect(briefOf(draft, "en").specifications).toEqual({
    cover_mm: 35,
    w_c_ratio: 0.45,
    concrete_class: "C25/30",
  });
});

test("what cannot be sent is said with its place", () => {
  const draft = after(
    { do: "describe", text: "ab" },
    { do: "add position" },
    { do: "add position" },
    { do: "edit", index: 1, column: "quantity", text: "many" },
  );
  const faults = faultsOf(draft);
  expect(faults).toEqual({ description: "short", numbers: { count: 1, first: 2 }, nameless: 2 });
  expect(isSendable(faults)).toBe(false);
  expect(faultsOf({ ...EMPTY_DRAFT, description: "a".repeat(20_001) }).description).toBe("long");
});

test("an empty row and an empty description beside a document are no fault", () => {
  const draft = after({ do: "add position" }, { do: "add document", name: "report.txt", text: "A report." });
  expect(isSendable(faultsOf(draft))).toBe(true);
  expect(briefOf(draft, "en").positions).toEqual([]);
});
