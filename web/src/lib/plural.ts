// The form that a noun takes after a number.

/** English: one, more. */
export function englishCount(count: number, [one, many]: readonly [string, string]): string {
  return count === 1 ? one : many;
}

/** Czech: 1 položka, 2 až 4 položky, 5 a více (i 0) položek, 1,5 položky. */
export function czechCount(
  count: number,
  [one, few, many, fraction]: readonly [string, string, string, string?],
): string {
  if (!Number.isInteger(count)) return fraction ?? few;
  if (count === 1) return one;
  return count >= 2 && count <= 4 ? few : many;
}
