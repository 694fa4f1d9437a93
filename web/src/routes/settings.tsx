// What this server can do and may spend, and the token that lets the page in.
import { Card } from "../components/card.tsx";
import { AccessCard } from "../features/settings/access-card.tsx";
import { ProvidersCard } from "../features/settings/providers-card.tsx";
import { UsageCard } from "../features/settings/usage-card.tsx";
import { useLanguage } from "../lib/language.ts";
import { usePageTitle } from "../lib/page-title.ts";

export function SettingsRoute() {
  const { words } = useLanguage();
  const text = words.settings;
  usePageTitle(text.title);
  return (
    <div className="stack">
      <div className="page-head">
        <h1>{text.title}</h1>
      </div>
      <AccessCard />
      <ProvidersCard />
      <UsageCard />
      <Card title={text.about}>
        <p>
          <a href="/api/docs">{text.apiDocs}</a>
        </p>
      </Card>
    </div>
  );
}
