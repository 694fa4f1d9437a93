import { expect, test } from "vitest";
import { czechCount, englishCount } from "../plural.ts";
import { cs } from "./cs.ts";
import { en } from "./en.ts";

function texts(words: object, path = ""): [string, string][] {
  return Object.entries(words).flatMap(([key, value]: [string, unknown]): [string, string][] => {
    const here = `${path}.${key}`;
    if (typeof value === "string") return [[here, value]];
    if (typeof value === "function")
      return [[here, String((value as (...given: unknown[]) => unknown)("2", "3", "x"))]];
    return texts(value as object, here);
  });
}

test("no text is empty in either language", () => {
  for (const [path, text] of [...texts(en), ...texts(cs)]) expect(text.trim(), path).not.toBe("");
});

test("the languages say the same things", () => {
  const known = new Set(texts(cs).map(([path]) => path));
  for (const [path] of texts(en)) expect(known.has(path), path).toBe(true);
});

test("Czech counts take their forms", () => {
  const counted = [0, 1, 2, 4, 5, 12, 22].map((count) => cs.brief.positionsCount(count));
  expect(counted).toEqual([
    "0 položek",
    "1 položka",
    "2 položky",
    "4 položky",
    "5 položek",
    "12 položek",
    "22 položek",
  ]);
  expect(czechCount(1.5, ["rok", "roky", "let", "roku"])).toBe("roku");
  expect(cs.brief.skippedRows(1)).toBe("přeskočen 1 řádek");
  expect(cs.brief.skippedRows(3)).toBe("přeskočeny 3 řádky");
  expect(cs.brief.skippedRows(7)).toBe("přeskočeno 7 řádků");
  expect(cs.claims.lead(2)).toMatch(/^2 tvrzení modelu jsou vyvrácena\./);
});

test("English counts take theirs", () => {
  expect(en.brief.positionsCount(1)).toBe("1 position");
  expect(en.brief.positionsCount(0)).toBe("0 positions");
  expect(englishCount(2, ["row", "rows"])).toBe("rows");
});
