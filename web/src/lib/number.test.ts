import { expect, test } from "vitest";
import { parseNumber } from "./number.ts";

test("numbers are read as Czech and English documents write them", () => {
  expect(parseNumber("22.5")).toBe(22.5);
  expect(parseNumber(" 1 234,50 ")).toBe(1234.5);
  expect(parseNumber("-3,6")).toBe(-3.6);
  expect(parseNumber("12\u00a0000")).toBe(12000);
});

test("what is no number is none", () => {
  for (const text of ["", "abc", "1 23", "1,2,3", "NaN", "Infinity", "5 m", ".", "1."]) {
    expect(parseNumber(text), text).toBeNull();
  }
});
