// Questions as plain text, for the clipboard and for a mail.
import type { Rfi } from "../../api/contract.ts";
import { visible } from "../../lib/visible.ts";
import type { Words } from "../../lib/words/en.ts";

/** Mail programs cut longer addresses. */
const LONGEST_ADDRESS = 1_900;

export function questionText(item: Rfi, words: Words): string {
  const text = words.rfi;
  const more = [
    item.to === "" ? "" : `${text.to}: ${item.to}`,
    item.needed_for === "" ? "" : `${text.neededFor}: ${item.needed_for}`,
    item.deadline === "" ? "" : `${text.deadline}: ${item.deadline}`,
  ].filter((part) => part !== "");
  return visible([item.question, ...more.map((part) => `   ${part}`)].join("\n"));
}

export function questionsText(items: readonly Rfi[], title: string, words: Words): string {
  const numbered = items.map((item, index) => `${index + 1}. ${questionText(item, words)}`);
  return [visible(words.rfi.mailSubject(title)), "", ...numbered].join("\n");
}

/** A `mailto:` address with as many questions as fit, and a line that says when some did not. */
export function mailAddress(items: readonly Rfi[], title: string, words: Words): string {
  const address = (count: number) => {
    const shown = items.slice(0, count).map((item, index) => `${index + 1}. ${questionText(item, words)}`);
    const rest = count < items.length ? [words.rfi.mailTruncated] : [];
    const body = [words.rfi.mailOpening, "", ...shown, ...rest].join("\n").replace(/\n/g, "\r\n");
    const subject = visible(words.rfi.mailSubject(title)).slice(0, 150);
    return `mailto:?subject=${encode(subject)}&body=${encode(body)}`;
  };
  let count = items.length;
  while (count > 0 && address(count).length > LONGEST_ADDRESS) count -= 1;
  return address(count);
}

/** A lone half of a surrogate pair, which a cut can leave, would throw. */
function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}
