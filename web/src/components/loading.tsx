// Something is on its way.
import { useLanguage } from "../lib/language.ts";

export function Loading({ text }: { text?: string }) {
  const { words } = useLanguage();
  return (
    <p className="row muted" role="status">
      <span className="spinner" aria-hidden="true" />
      {text ?? words.app.loading}
    </p>
  );
}
