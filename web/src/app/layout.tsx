// The frame: name, navigation, language, appearance.
import { useState, type ReactNode } from "react";
import { Link, useLocation } from "wouter";
import { Select } from "../components/select.tsx";
import { useLanguage } from "../lib/language.ts";
import { chooseTheme, storedTheme, THEMES, type Theme } from "../lib/theme.ts";

export function Layout({ children }: { children: ReactNode }) {
  const { lang, words, change } = useLanguage();
  const [location] = useLocation();
  const [theme, setTheme] = useState<Theme>(storedTheme);
  const isCurrent = (path: string) => (path === "/" ? location === "/" : location.startsWith(path));
  const links = [
    { href: "/", text: words.app.newAudit },
    { href: "/audits", text: words.app.history },
    { href: "/settings", text: words.app.settings },
  ];
  return (
    <>
      <a className="skip button" href="#content">
        {words.app.skip}
      </a>
      <header className="top">
        <div className="top-inner">
          <Link href="/" className="brand" title={words.app.tagline}>
            <Mark />
            {words.app.name}
          </Link>
          <nav aria-label={words.app.navigation}>
            <ul>
              {links.map(({ href, text }) => (
                <li key={href}>
                  <Link href={href} aria-current={isCurrent(href) ? "page" : undefined}>
                    {text}
                  </Link>
                </li>
              ))}
            </ul>
          </nav>
          <div className="top-choices">
            <Select
              label={words.app.theme}
              labelHidden
              value={theme}
              options={THEMES.map((value) => ({ value, text: words.app.themes[value] }))}
              change={(value) => {
                const chosen = THEMES.find((one) => one === value) ?? "system";
                chooseTheme(chosen);
                setTheme(chosen);
              }}
            />
            <Select
              label={words.app.language}
              labelHidden
              value={lang}
              options={[
                { value: "en", text: "English" },
                { value: "cs", text: "Čeština" },
              ]}
              change={(value) => change(value === "cs" ? "cs" : "en")}
            />
          </div>
        </div>
      </header>
      <main id="content" tabIndex={-1}>
        {children}
      </main>
    </>
  );
}

function Mark() {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="6" fill="var(--accent)" />
      <path d="M9 8h7.5a8 8 0 0 1 0 16H9z" fill="none" stroke="var(--on-accent)" strokeWidth="3" />
      <path
        d="m11.5 16 3.2 3.2 5.3-6"
        fill="none"
        stroke="var(--on-accent)"
        strokeWidth="2.6"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
