// The contract's shapes by the names that the page uses; all of them come from the server's OpenAPI document.
import type { components } from "./types.gen.ts";

type Schemas = components["schemas"];

export type Audit = Schemas["Audit"];
/** What was asked, as the server keeps it. */
export type Brief = Schemas["Asked"];
export type Position = Brief["positions"][number];
export type Findings = Schemas["Findings"];
export type Element = Schemas["Element"];
export type Verification = Schemas["Verification"];
export type SectionName = Schemas["SectionName"];
export type Specification = Schemas["FinalSpecification"];
export type Exposure = Schemas["ExposureAnalysis"];
export type Materials = Schemas["MaterialsBreakdown"];
export type Costs = Schemas["CostSummary"];
export type Performance = Schemas["Performance"];
export type QueryPerformance = Schemas["QueryPerformance"];
export type Coverage = Schemas["Coverage"];
export type Outcome = Schemas["Outcome"];
export type Profile = Schemas["Profile"];
export type Mark = Schemas["Mark"];
export type Overall = Schemas["ComplianceStatus"]["overall"];
export type CheckGroup = Audit["compliance_checks"][number];
export type CheckItem = CheckGroup["items"][number];
export type CheckStatus = CheckItem["status"];
export type Risk = Audit["risks_identified"][number];
export type Severity = Risk["severity"];
export type DocumentIssue = Audit["document_issues"][number];
export type Rfi = Audit["rfi_items"][number];
export type Recommendation = Audit["recommendations"][number];
export type Warning = Audit["warnings"][number];

/** The sections of an audit that have a value of their own. */
export type Sections = Pick<Audit, SectionName>;

type Envelope = { audit_id: string; seq: number; timestamp: string };
type EventBody = Exclude<Schemas["EventBody"], Audit> | ({ event: "final_result" } & Audit);

/** One event of a run. */
export type StreamEvent = Envelope & EventBody;
export type EventName = StreamEvent["event"];

/** Every event's name, for a source that listens by name. */
export const EVENT_NAMES: readonly EventName[] = [
  "queued",
  "started",
  "assessed",
  "context_prepared",
  "query_started",
  "query_progress",
  "section_completed",
  "query_retrying",
  "query_completed",
  "query_failed",
  "merging",
  "final_result",
  "error",
  "cancelled",
];

/** Severities from grave to light. */
export const SEVERITIES: readonly Severity[] = ["critical", "high", "medium", "low"];
