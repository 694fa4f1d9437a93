// From the run as it is followed to what the result shows.
import type { Brief, SectionName } from "../api/contract.ts";
import type { Run } from "../features/audit-stream/reducer.ts";
import type { View } from "../features/result/view.ts";

export function viewOf(run: Run, brief: Brief | null): View {
  const { audit } = run;
  const begin = run.startedAt ?? 0;
  const starts = Object.fromEntries(
    run.lanes.flatMap(({ query, startedAt }) => (startedAt === null ? [] : [[query, startedAt - begin]])),
  );
  if (audit !== null) {
    const by = (section: SectionName) => audit.provenance[section];
    return { sections: audit, by, verification: audit.verification, audit, brief, starts, lang: audit.lang };
  }
  return {
    sections: run.sections,
    by: (section) => makerOf(run, section),
    verification: run.contradictions,
    audit: null,
    brief,
    starts,
    lang: brief?.options.lang ?? undefined,
  };
}

/** Who made a section, as far as a run that is not over tells. */
function makerOf(run: Run, section: SectionName): string | undefined {
  const lane = run.lanes.find(({ sections }) => sections.includes(section));
  if (lane === undefined) return undefined;
  if (lane.provider === "rules") return "rules";
  const isMended = run.contradictions.some(({ subject }) => subject.startsWith(section));
  return isMended ? "model+rules" : (lane.model ?? "model");
}
