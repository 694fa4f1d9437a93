// Text that a model, a rule or a file wrote. Always text, never markup.
import { visible } from "../lib/visible.ts";

export function Said({ text, lang }: { text: string | null | undefined; lang?: string | undefined }) {
  if (text === null || text === undefined || text === "") return null;
  return (
    <span className="said" dir="auto" lang={lang}>
      {visible(text)}
    </span>
  );
}
