// A category of risks or checks in the reader's language, as far as there is a word for it.
import type { Words } from "../../lib/words/en.ts";

export function categoryName(category: string, words: Words): string {
  const key = category.trim().toLowerCase();
  return key === "" ? words.risks.uncategorised : (words.risks.categories[key] ?? category);
}
