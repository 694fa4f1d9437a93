// Text that a model or a file wrote, made safe to look at. React shows it as text; what is left to disarm are the
// characters that are not seen and change the order in which the others are.

const DIRECTION_CONTROLS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** The text with its invisible direction controls written out, so that `C25/30` cannot be dressed as something else. */
export function visible(text: string): string {
  return text.replace(DIRECTION_CONTROLS, (mark) => {
    const code = mark.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
    return `[U+${code}]`;
  });
}
