// Everything that the page asks of the server about audits.
import type { Brief, Position } from "./contract.ts";
import { request } from "./client.ts";
import type { components } from "./types.gen.ts";

type Schemas = components["schemas"];

/** An audit in a list. */
export type AuditSummary = Schemas["Summary"];
export type AuditState = AuditSummary["state"];
/** An audit and how far it is. */
export type AuditRecord = Schemas["Shown"];

/** A brief as the page sends it: numbers may be text as they were typed. */
export interface BriefToSend {
  project_description: string;
  positions: Record<string, unknown>[];
  specifications: Record<string, unknown>;
  documents: { name: string; text: string }[];
  options: Record<string, unknown>;
}

export interface BillWarning {
  code?: string;
  sheet?: string | null;
  row?: number | null;
  message: string;
}

/** What was read from a bill of quantities. */
export interface Bill {
  source: string;
  positions: Position[];
  skipped: Record<string, number>;
  warnings: BillWarning[];
}

const at = (id: string) => `/api/v1/audits/${encodeURIComponent(id)}`;

export function submitAudit(brief: BriefToSend, key: string): Promise<Schemas["Accepted"]> {
  return request("/api/v1/audits", { method: "POST", json: brief, headers: { "idempotency-key": key } });
}

export function listAudits(
  words: string,
  cursor: string | null,
  signal?: AbortSignal,
): Promise<Schemas["Audits"]> {
  const query = new URLSearchParams({ limit: "50" });
  if (words.trim() !== "") query.set("q", words.trim());
  if (cursor !== null) query.set("cursor", cursor);
  return request(`/api/v1/audits?${query.toString()}`, { signal });
}

export function getAudit(id: string, signal?: AbortSignal): Promise<AuditRecord> {
  return request(at(id), { signal });
}

/** What was asked. */
export function getBrief(id: string, signal?: AbortSignal): Promise<Brief> {
  return request(`${at(id)}/brief`, { signal });
}

export function cancelAudit(id: string): Promise<unknown> {
  return request(`${at(id)}/cancel`, { method: "POST" });
}

export function retryAudit(id: string): Promise<Schemas["Accepted"]> {
  return request(`${at(id)}/retry`, { method: "POST" });
}

export function eraseAudit(id: string): Promise<unknown> {
  return request(at(id), { method: "DELETE" });
}

export function readBill(file: File, lang: string): Promise<Bill> {
  const form = new FormData();
  form.append("file", file, file.name);
  return request("/api/v1/boq", { method: "POST", form, headers: { "accept-language": lang } });
}

export function reportUrl(id: string, format: string): string {
  return `${at(id)}/report.${format}`;
}
