// What surrounds every view: language, server data, routes.
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { lazy, Suspense, useEffect, useMemo, useState } from "react";
import { Route, Switch } from "wouter";
import { asProblem } from "../api/problem.ts";
import { Loading } from "../components/loading.tsx";
import { LANGUAGE_KEY, LanguageContext, makeLanguage, preferredLang, type Lang } from "../lib/language.ts";
import { readSetting, writeSetting } from "../lib/storage.ts";
import { NewAuditRoute } from "../routes/new-audit.tsx";
import { ErrorBoundary } from "./error-boundary.tsx";
import { Layout } from "./layout.tsx";
import { NotFound } from "./not-found.tsx";

const AuditRoute = lazy(() => import("../routes/audit.tsx").then((route) => ({ default: route.AuditRoute })));
const HistoryRoute = lazy(() =>
  import("../routes/history.tsx").then((route) => ({ default: route.HistoryRoute })),
);
const CompareRoute = lazy(() =>
  import("../routes/compare.tsx").then((route) => ({ default: route.CompareRoute })),
);
const SettingsRoute = lazy(() =>
  import("../routes/settings.tsx").then((route) => ({ default: route.SettingsRoute })),
);

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      // Only what may pass by itself is asked again.
      retry: (count, error) => count < 2 && (asProblem(error).isOffline || asProblem(error).status >= 500),
      refetchOnWindowFocus: true,
      networkMode: "always",
    },
    mutations: { networkMode: "always" },
  },
});

export function App() {
  const [lang, setLang] = useState<Lang>(() => preferredLang(readSetting(LANGUAGE_KEY), navigator.languages));
  const language = useMemo(
    () =>
      makeLanguage(lang, (chosen) => {
        writeSetting(LANGUAGE_KEY, chosen);
        setLang(chosen);
      }),
    [lang],
  );
  useEffect(() => {
    document.documentElement.lang = lang;
  }, [lang]);
  return (
    <LanguageContext value={language}>
      <QueryClientProvider client={queries}>
        <Layout>
          <ErrorBoundary>
            <Suspense fallback={<Loading />}>
              <Switch>
                <Route path="/">
                  <NewAuditRoute />
                </Route>
                <Route path="/audits">
                  <HistoryRoute />
                </Route>
                <Route path="/audits/:id">{({ id }) => <AuditRoute key={id} auditId={id} />}</Route>
                <Route path="/compare">
                  <CompareRoute />
                </Route>
                <Route path="/settings">
                  <SettingsRoute />
                </Route>
                <Route>
                  <NotFound />
                </Route>
              </Switch>
            </Suspense>
          </ErrorBoundary>
        </Layout>
      </QueryClientProvider>
    </LanguageContext>
  );
}
