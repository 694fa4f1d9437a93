// What the result shows: a finished audit, or as much of one as has arrived.
import type { Audit, Brief, SectionName, Sections, Verification } from "../../api/contract.ts";
import { firstSentence } from "../../lib/first-sentence.ts";

export interface View {
  sections: Partial<Sections>;
  /** Who made a section; `undefined` where that is not known yet. */
  by: (section: SectionName) => string | undefined;
  /** The claims that were checked; while the audit runs only those contradicted. */
  verification: readonly Verification[];
  /** The whole audit, once there is one. */
  audit: Audit | null;
  /** What was asked; `null` where the server does not hold it. */
  brief: Brief | null;
  /** When each query started, in milliseconds after the run. */
  starts: Readonly<Record<string, number>>;
  /** Language of the audit's texts. */
  lang: string | undefined;
}

/** Whether a section has arrived, if only to say that it is missing. */
export function has(view: View, section: SectionName): boolean {
  return view.sections[section] !== undefined;
}

/** Whether no answer came for a section. */
export function isMissing(view: View, section: SectionName): boolean {
  const value = view.sections[section];
  const isEmpty = value === null || (Array.isArray(value) && value.length === 0);
  return isEmpty && view.by(section) === "default";
}

/** The project's name, as well as it is known. */
export function titleOf(sections: Partial<Sections>, description: string | undefined): string | null {
  const summary = sections.project_summary;
  if (summary !== null && summary !== undefined && "title" in summary && summary.title !== "")
    return summary.title;
  return firstSentence(description ?? "") || null;
}
