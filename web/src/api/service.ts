// What the server tells of itself: who may answer, budgets, access. Not every server tells everything.
import { useQuery } from "@tanstack/react-query";
import { request } from "./client.ts";

/** What may be used in a day; `null` is without limit. */
export interface Budget {
  requests?: number | null;
  tokens?: number | null;
  usd?: number | null;
}

/** What this server can do. */
export interface About {
  /** Values of the option `provider` that make sense here. */
  providers: string[];
  daily: Budget;
}

export interface Session {
  token_required: boolean;
  /** `null` where a token has to be shown first. */
  tenant?: string | null;
}

export function useSession() {
  return useQuery({
    queryKey: ["session"],
    queryFn: ({ signal }) => request<Session>("/api/v1/session", { signal }),
  });
}

export function useAbout() {
  return useQuery({
    queryKey: ["about"],
    queryFn: ({ signal }) => request<About>("/api/v1/about", { signal }),
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

/** What was used of a provider on one day. */
export interface UsageLine {
  day: string;
  provider: string;
  requests: number;
  tokens_input: number;
  tokens_output: number;
  cost_usd: number;
  unpriced: number;
}

export interface UsageReport {
  usage: UsageLine[];
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
      const { usage } = await request<UsageReport>(`/api/v1/usage?${days.toString()}`, { signal });
      return [...usage].sort((a, b) => b.day.localeCompare(a.day) || a.provider.localeCompare(b.provider));
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
