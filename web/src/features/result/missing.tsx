// In place of a section: no answer came, or there is nothing in it.
import { useLanguage } from "../../lib/language.ts";

export function Missing() {
  const { words } = useLanguage();
  return <p className="missing">{words.result.missing}</p>;
}

export function Nothing({ text }: { text?: string }) {
  const { words } = useLanguage();
  return <p className="muted">{text ?? words.result.nothing}</p>;
}
