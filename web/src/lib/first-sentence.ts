// The beginning of a text as a title. An abbreviation's full stop (`tl. 250 mm`) ends no sentence.

const LONGEST = 120;

export function firstSentence(text: string): string {
  const line = text.trim().split("\n", 1)[0] ?? "";
  const end = /[.!?](?=\s+\p{Lu}|\s*$)/u.exec(line);
  const sentence = end === null ? line : line.slice(0, end.index);
  return sentence.length <= LONGEST ? sentence : `${sentence.slice(0, LONGEST - 1).trimEnd()}…`;
}
