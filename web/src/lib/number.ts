// Numbers as people type them in bills of quantities; must accept what the server's reader accepts.

const BLANKS = /[\s\u00a0\u202f]/g;

/** The number that `text` means (`1 234,50`, `2850.00`); `null` where it is none. */
export function parseNumber(text: string): number | null {
  const trimmed = text.trim();
  if (!/^[+-]?\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:[.,]\d+)?$|^[+-]?\d+(?:[.,]\d+)?$/.test(trimmed)) {
    return null;
  }
  const value = Number(trimmed.replace(BLANKS, "").replace(",", "."));
  return Number.isFinite(value) ? value : null;
}
