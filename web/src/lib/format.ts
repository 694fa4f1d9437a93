// Numbers, money, times and dates in the language of the page.
import type { Lang } from "./language.ts";

const LOCALES: Record<Lang, string> = { en: "en-GB", cs: "cs-CZ" };

export type Format = ReturnType<typeof makeFormat>;

/** The formatters of one language. */
export function makeFormat(lang: Lang) {
  const locale = LOCALES[lang];
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 3 });
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const oneDecimal = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const twoDecimals = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const money = new Intl.NumberFormat(locale, { maximumSignificantDigits: 3 });
  const date = new Intl.DateTimeFormat(locale, { dateStyle: "medium" });
  const dateTime = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" });
  return {
    lang,
    number: (value: number) => number.format(value),
    whole: (value: number) => whole.format(value),
    crowns: (value: number) => `${whole.format(value)}\u00a0${lang === "cs" ? "Kč" : "CZK"}`,
    ratio: (value: number) => twoDecimals.format(value),
    percent: (fraction: number) => `${whole.format(fraction * 100)}\u00a0%`,
    /** A duration: milliseconds below one second, else seconds with one decimal, from a minute on minutes. */
    duration: (ms: number) => {
      if (ms < 1000) return `${ms < 10 ? number.format(Math.round(ms * 10) / 10) : whole.format(ms)}\u00a0ms`;
      if (ms < 60_000) return `${oneDecimal.format(ms / 1000)}\u00a0s`;
      return `${whole.format(Math.floor(ms / 60_000))}\u00a0min ${whole.format(Math.floor((ms % 60_000) / 1000))}\u00a0s`;
    },
    seconds: (ms: number) => `${oneDecimal.format(Math.max(0, ms) / 1000)}\u00a0s`,
    /** What the queries cost; small sums keep three significant digits. */
    cost: (currency: string, amount: number) => {
      if (amount === 0) return `0\u00a0${currency}`;
      return `${amount >= 1 ? twoDecimals.format(amount) : money.format(amount)}\u00a0${currency}`;
    },
    date: (iso: string) => formatted(date, iso),
    dateTime: (iso: string) => formatted(dateTime, iso),
  };
}

function formatted(format: Intl.DateTimeFormat, iso: string): string {
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? iso : format.format(date);
}
