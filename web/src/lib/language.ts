// The language of the page: kept over a reload, given to every component by context.
import { createContext, useContext } from "react";
import { makeFormat, type Format } from "./format.ts";
import { cs } from "./words/cs.ts";
import { en, type Words } from "./words/en.ts";

export type Lang = "en" | "cs";

export const WORDS: Record<Lang, Words> = { en, cs };
export const LANGUAGE_KEY = "dozor.lang";

export interface Language {
  lang: Lang;
  words: Words;
  format: Format;
  change: (lang: Lang) => void;
}

export function makeLanguage(lang: Lang, change: (lang: Lang) => void): Language {
  return { lang, words: WORDS[lang], format: makeFormat(lang), change };
}

/** The language last chosen, else the browser's. */
export function preferredLang(stored: string | null, browser: readonly string[]): Lang {
  if (stored === "en" || stored === "cs") return stored;
  const first = browser.find((tag) => /^(en|cs|sk)\b/i.test(tag));
  return first !== undefined && !/^en/i.test(first) ? "cs" : "en";
}

export const LanguageContext = createContext<Language>(makeLanguage("en", () => undefined));

export function useLanguage(): Language {
  return useContext(LanguageContext);
}
