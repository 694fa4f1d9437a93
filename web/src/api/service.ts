// What the server tells of itself: who may answer, budgets, access. Not every server tells everything.
import { useQuery } from "@tanstack/react-query";
import { request } from "./client.ts";
import type { components } from "./types.gen.ts";

type Schemas = components["schemas"];

export type Budget = Schemas["About"]["daily"];
/** What was used of a provider on one day. */
export type UsageLine = Schemas["Usage"];

export function useSession() {
  return useQuery({
    queryKey: ["session"],
    queryFn: ({ signal }) => request<Schemas["Session"]>("/api/v1/session", { signal }),
  });
}

export function useAbout() {
  return useQuery({
    queryKey: ["about"],
    queryFn: ({ signal }) => request<Schemas["About"]>("/api/v1/about", { signal }),
  });
}

/** Values of the option `provider`; none while they are not known. */
export function useProviders(): readonly string[] {
  return useAbout().data?.providers ?? [];
}

const FORMATS = ["json", "md", "pdf", "xlsx"] as const;

/** The forms in which this server gives a report: those that its OpenAPI document names. */
export function useReportFormats(): readonly string[] {
  const { data } = useQuery({
    queryKey: ["openapi"],
    queryFn: ({ signal }) => request<{ paths?: Record<string, unknown> }>("/api/openapi.json", { signal }),
    staleTime: Infinity,
  });
  const paths = Object.keys(data?.paths ?? {});
  return FORMATS.filter((format) => paths.some((path) => path.endsWith(`/report.${format}`)));
}

const DAYS_SHOWN = 30;
const DAY_MS = 86_400_000;

/** What was used in the last days, the newest first. */
export function useUsage() {
  return useQuery({
    queryKey: ["usage"],
    queryFn: async ({ signal }) => {
      const to = new Date();
      const from = new Date(to.getTime() - DAYS_SHOWN * DAY_MS);
      const days = new URLSearchParams({ from: dayOf(from), to: dayOf(to) });
      const { usage } = await request<Schemas["Used"]>(`/api/v1/usage?${days.toString()}`, { signal });
      return usage.toSorted((a, b) => b.day.localeCompare(a.day) || a.provider.localeCompare(b.provider));
    },
  });
}

/** The server counts by days of UTC. */
export function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}

/** Opens a session: the server answers with a cookie that this page's scripts cannot read. */
export function signIn(token: string): Promise<unknown> {
  return request("/api/v1/session", { method: "POST", json: { token } });
}

export function signOut(): Promise<unknown> {
  return request("/api/v1/session", { method: "DELETE" });
}
