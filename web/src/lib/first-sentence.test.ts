import { expect, test } from "vitest";
import { firstSentence } from "./first-sentence.ts";

test("a title is the first sentence", () => {
  expect(firstSentence("Family house near Karlovy Vary. Foundation strip 45 m × 0.8 m.")).toBe(
    "Family house near Karlovy Vary",
  );
  expect(firstSentence("Parkovací deska, tl. 250 mm, beton C25/30. V zimě se sype.")).toBe(
    "Parkovací deska, tl. 250 mm, beton C25/30",
  );
  expect(firstSentence("One line\nand another")).toBe("One line");
  expect(firstSentence("")).toBe("");
});

test("a long one is cut with a sign", () => {
  expect(firstSentence("a".repeat(10_000))).toHaveLength(120);
  expect(firstSentence("a".repeat(10_000)).endsWith("…")).toBe(true);
});
