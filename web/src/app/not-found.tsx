// An address that leads nowhere.
import { Link } from "wouter";
import { useLanguage } from "../lib/language.ts";
import { usePageTitle } from "../lib/page-title.ts";

export function NotFound() {
  const { words } = useLanguage();
  usePageTitle(words.app.notFound);
  return (
    <div className="stack">
      <h1>{words.app.notFound}</h1>
      <p>
        <Link href="/">{words.app.toStart}</Link>
      </p>
    </div>
  );
}
