// A brief while it is written. Pure: what the form shows, what is sent, what keeps it from being sent.
import type { Bill, BillWarning, BriefToSend } from "../../api/audits.ts";
import type { Brief, Position } from "../../api/contract.ts";
import { parseNumber } from "../../lib/number.ts";

export const DESCRIPTION_MIN = 3;
export const DESCRIPTION_MAX = 20_000;

/** A position in the table. Numbers are text as typed, so that nothing is lost or rounded while somebody writes. */
export interface DraftPosition {
  key: number;
  code: string;
  item_name: string;
  quantity: string;
  unit: string;
  unit_price: string;
  /** What the file holds beside the edited fields; `null` for a position written by hand. */
  origin: Position | null;
  /** The file it came from. */
  file: string | null;
}

export type Column = "code" | "item_name" | "quantity" | "unit" | "unit_price";

export interface DraftSpecification {
  key: number;
  name: string;
  value: string;
}

export interface DraftFile {
  name: string;
  kind: "bill" | "document";
  positions: number;
  skipped: number;
  warnings: BillWarning[];
}

export interface DraftOptions {
  plan: string;
  profile: string;
  provider: string;
  /** Empty: the language of the page. */
  lang: string;
}

export interface Draft {
  description: string;
  positions: DraftPosition[];
  specifications: DraftSpecification[];
  documents: { name: string; text: string }[];
  files: DraftFile[];
  options: DraftOptions;
  nextKey: number;
}

export const EMPTY_DRAFT: Draft = {
  description: "",
  positions: [],
  specifications: [],
  documents: [],
  files: [],
  options: { plan: "hybrid", profile: "csn", provider: "auto", lang: "" },
  nextKey: 1,
};

export type DraftAction =
  | { do: "replace"; draft: Draft }
  | { do: "describe"; text: string }
  | { do: "edit"; index: number; column: Column; text: string }
  | { do: "add position" }
  | { do: "remove position"; index: number }
  | { do: "remove positions" }
  | { do: "add bill"; bill: Bill; name: string }
  | { do: "add document"; name: string; text: string }
  | { do: "remove file"; name: string }
  | { do: "specify"; key: number; part: "name" | "value"; text: string }
  | { do: "add specification"; name: string }
  | { do: "remove specification"; key: number }
  | { do: "choose"; option: keyof DraftOptions; value: string };

export function draftReducer(draft: Draft, action: DraftAction): Draft {
  switch (action.do) {
    case "replace":
      return action.draft;
    case "describe":
      return { ...draft, description: action.text };
    case "edit":
      return { ...draft, positions: edited(draft.positions, action.index, action.column, action.text) };
    case "add position":
      return {
        ...draft,
        positions: [...draft.positions, { ...emptyPosition(), key: draft.nextKey }],
        nextKey: draft.nextKey + 1,
      };
    case "remove position":
      return { ...draft, positions: draft.positions.filter((_, index) => index !== action.index) };
    case "remove positions":
      return { ...draft, positions: [], files: draft.files.filter((file) => file.kind === "document") };
    case "add bill":
      return withBill(draft, action.bill, action.name);
    case "add document":
      return {
        ...draft,
        documents: [
          ...draft.documents.filter(({ name }) => name !== action.name),
          { name: action.name, text: action.text },
        ],
        files: [
          ...draft.files.filter(({ name }) => name !== action.name),
          { name: action.name, kind: "document", positions: 0, skipped: 0, warnings: [] },
        ],
      };
    case "remove file":
      return withoutFile(draft, action.name);
    case "specify":
      return {
        ...draft,
        specifications: draft.specifications.map((one) =>
          one.key === action.key ? { ...one, [action.part]: action.text } : one,
        ),
      };
    case "add specification":
      return {
        ...draft,
        specifications: [...draft.specifications, { key: draft.nextKey, name: action.name, value: "" }],
        nextKey: draft.nextKey + 1,
      };
    case "remove specification":
      return { ...draft, specifications: draft.specifications.filter(({ key }) => key !== action.key) };
    case "choose":
      return { ...draft, options: { ...draft.options, [action.option]: action.value } };
  }
}

function emptyPosition(): Omit<DraftPosition, "key"> {
  return { code: "", item_name: "", quantity: "", unit: "", unit_price: "", origin: null, file: null };
}

function edited(positions: DraftPosition[], index: number, column: Column, text: string): DraftPosition[] {
  const position = positions[index];
  if (position === undefined) return positions;
  const result = [...positions];
  result[index] = { ...position, [column]: text };
  return result;
}

function withoutFile(draft: Draft, name: string): Draft {
  return {
    ...draft,
    positions: draft.positions.filter((position) => position.file !== name),
    documents: draft.documents.filter((document) => document.name !== name),
    files: draft.files.filter((file) => file.name !== name),
  };
}

/** A file read again takes the place of what it gave before. */
function withBill(draft: Draft, bill: Bill, name: string): Draft {
  const kept = withoutFile(draft, name);
  const positions = bill.positions.map((position, index) => ({
    ...drafted(position, draft.nextKey + index),
    file: name,
  }));
  const skipped = Object.values(bill.skipped).reduce((sum, rows) => sum + rows, 0);
  return {
    ...kept,
    positions: [...kept.positions, ...positions],
    files: [
      ...kept.files,
      { name, kind: "bill", positions: positions.length, skipped, warnings: bill.warnings },
    ],
    nextKey: draft.nextKey + positions.length,
  };
}

function drafted(position: Position, key: number): DraftPosition {
  return {
    key,
    code: position.code ?? "",
    item_name: position.item_name,
    quantity: numberText(position.quantity),
    unit: position.unit ?? "",
    unit_price: numberText(position.unit_price),
    origin: position,
    file: null,
  };
}

function numberText(value: number | null | undefined): string {
  if (value === null || value === undefined) return "";
  const text = String(value);
  return text.includes("e") ? value.toFixed(12).replace(/\.?0+$/, "") : text;
}

/** A brief that the server holds or an example, to be worked on. */
export function draftOf(brief: Brief): Draft {
  const specifications = Object.entries(brief.specifications).map(([name, value], index) => ({
    key: brief.positions.length + index + 1,
    name,
    value: typeof value === "string" ? value : JSON.stringify(value),
  }));
  const { plan, profile, provider, lang } = brief.options;
  return {
    ...EMPTY_DRAFT,
    description: brief.project_description,
    positions: brief.positions.map((position, index) => drafted(position, index + 1)),
    specifications,
    documents: brief.documents,
    files: brief.documents.map(({ name }) => ({
      name,
      kind: "document",
      positions: 0,
      skipped: 0,
      warnings: [],
    })),
    options: {
      plan: plan ?? "hybrid",
      profile: profile ?? "csn",
      provider: provider ?? "auto",
      lang: lang ?? "",
    },
    nextKey: brief.positions.length + specifications.length + 1,
  };
}

/** The brief to send; `lang` is the page's, for a draft that names none. */
export function briefOf(draft: Draft, lang: string): BriefToSend {
  return {
    project_description: draft.description.trim(),
    positions: draft.positions.filter((position) => !isBlank(position)).map(positionToSend),
    specifications: Object.fromEntries(
      draft.specifications
        .filter(({ name, value }) => name.trim() !== "" && value.trim() !== "")
        .map(({ name, value }) => [name.trim(), specified(value)]),
    ),
    documents: draft.documents,
    options: {
      plan: draft.options.plan,
      profile: draft.options.profile,
      provider: draft.options.provider,
      lang: draft.options.lang === "" ? lang : draft.options.lang,
    },
  };
}

function positionToSend(position: DraftPosition): Record<string, unknown> {
  const { origin } = position;
  const isPriceAsRead =
    origin !== null &&
    numberText(origin.quantity) === position.quantity &&
    numberText(origin.unit_price) === position.unit_price;
  return {
    ...origin,
    // The file's own total says nothing about a quantity or price that was changed here.
    ...(origin === null ? {} : { total_price: isPriceAsRead ? origin.total_price : null }),
    code: position.code.trim() || null,
    item_name: position.item_name.trim(),
    quantity: position.quantity.trim() || null,
    unit: position.unit.trim() || null,
    unit_price: position.unit_price.trim() || null,
  };
}

function specified(text: string): unknown {
  const trimmed = text.trim();
  const number = parseNumber(trimmed);
  if (number !== null) return number;
  if (trimmed === "true" || trimmed === "false") return trimmed === "true";
  return trimmed;
}

function isBlank(position: DraftPosition): boolean {
  return [position.code, position.item_name, position.quantity, position.unit, position.unit_price].every(
    (text) => text.trim() === "",
  );
}

export function isNumberText(text: string): boolean {
  return text.trim() === "" || parseNumber(text) !== null;
}

/** What keeps the draft from being sent. */
export interface Faults {
  description: "short" | "long" | null;
  /** Cells that hold no number, and the first position that has one, from 1. */
  numbers: { count: number; first: number } | null;
  /** The first position without a name, from 1. */
  nameless: number | null;
}

export function faultsOf(draft: Draft): Faults {
  const characters = [...draft.description.trim()].length;
  const hasDocument = draft.documents.some(({ text }) => text.trim() !== "");
  const isShort = characters < DESCRIPTION_MIN && !(characters === 0 && hasDocument);
  let count = 0;
  let first = 0;
  let nameless: number | null = null;
  for (const [index, position] of draft.positions.entries()) {
    const wrong = [position.quantity, position.unit_price].filter((text) => !isNumberText(text)).length;
    if (wrong > 0 && count === 0) first = index + 1;
    count += wrong;
    if (nameless === null && position.item_name.trim() === "" && !isBlank(position)) nameless = index + 1;
  }
  return {
    description: characters > DESCRIPTION_MAX ? "long" : isShort ? "short" : null,
    numbers: count === 0 ? null : { count, first },
    nameless,
  };
}

export function isSendable(faults: Faults): boolean {
  return faults.description === null && faults.numbers === null && faults.nameless === null;
}

/** Whether `value`, kept by an earlier visit, is a draft of today's shape. */
export function isDraft(value: unknown): value is Draft {
  if (typeof value !== "object" || value === null) return false;
  const lists = ["positions", "specifications", "documents", "files"];
  return (
    lists.every((list) => Array.isArray(Reflect.get(value, list))) &&
    typeof Reflect.get(value, "description") === "string" &&
    typeof Reflect.get(value, "nextKey") === "number" &&
    typeof Reflect.get(value, "options") === "object"
  );
}
