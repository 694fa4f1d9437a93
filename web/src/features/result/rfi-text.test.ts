import { expect, test } from "vitest";
import type { Rfi } from "../../api/contract.ts";
import { cs } from "../../lib/words/cs.ts";
import { en } from "../../lib/words/en.ts";
import { mailAddress, questionsText } from "./rfi-text.ts";

const QUESTION: Rfi = {
  id: "Q1",
  priority: "high",
  to: "geologist",
  question: "What are the sulfates & the CO2 of the ground water?",
  needed_for: "exposure class XA",
  deadline: "",
  code: null,
};

test("questions are text that can be pasted anywhere", () => {
  expect(questionsText([QUESTION], "Strip", en)).toBe(
    "Questions on: Strip\n\n1. What are the sulfates & the CO2 of the ground water?\n   To: geologist\n   Decides: exposure class XA",
  );
});

test("a mail carries them encoded", () => {
  const address = mailAddress([QUESTION], "Pas & deska", cs);
  expect(address.startsWith("mailto:?subject=Dotazy%20k%20projektu%3A%20Pas%20%26%20deska&body=Dobr")).toBe(
    true,
  );
  expect(decodeURIComponent(address)).toContain("\r\n1. What are the sulfates & the CO2");
});

test("a mail with too many questions says so and stays short", () => {
  const address = mailAddress(
    Array.from({ length: 60 }, () => QUESTION),
    "x".repeat(500),
    en,
  );
  expect(address.length).toBeLessThanOrEqual(1_900);
  expect(decodeURIComponent(address)).toContain(en.rfi.mailTruncated);
});

test("hidden direction marks are written out, and half a surrogate breaks nothing", () => {
  const hostile = { ...QUESTION, question: "abc\u202edef \ud83d" };
  expect(decodeURIComponent(mailAddress([hostile], "t", en))).toContain("abc[U+202E]def");
});
