// What the server tells of itself: who may answer, budgets, access. Not every server tells everything.
import { useQuery } from "@tanstack/react-query";
import { request } from "./client.ts";

export interface ServiceProvider {
  name: string;
  model?: string | null;
  usable: boolean;
}

export interface ServiceInfo {
  providers: ServiceProvider[];
  offline?: boolean;
}

export function useService() {
  return useQuery({
    queryKey: ["service"],
    queryFn: ({ signal }) => request<ServiceInfo>("/api/v1/service", { signal }),
  });
}

/** Names of the providers that can be asked; none while that is not known. */
export function useUsableProviders(): readonly string[] {
  const { data } = useService();
  return (data?.providers ?? []).filter(({ usable }) => usable).map(({ name }) => name);
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

export function useUsage() {
  return useQuery({
    queryKey: ["usage"],
    queryFn: ({ signal }) => request<UsageReport>("/api/v1/usage", { signal }),
  });
}

/** Opens a session: the server answers with a cookie that this page's scripts cannot read. */
export function signIn(token: string): Promise<unknown> {
  return request("/api/v1/session", { method: "POST", json: { token } });
}

export function signOut(): Promise<unknown> {
  return request("/api/v1/session", { method: "DELETE" });
}
