// Two audits side by side: only what differs, and how much does not.
import type { Audit } from "../../api/contract.ts";
import { Badge, VerdictBadge, type Tone } from "../../components/badge.tsx";
import { Card } from "../../components/card.tsx";
import type { IconName } from "../../components/icon.tsx";
import { Notice } from "../../components/notice.tsx";
import { Said } from "../../components/said.tsx";
import { useLanguage } from "../../lib/language.ts";
import { differencesOf, type Difference, type Group } from "./differences.ts";

interface ComparisonProps {
  before: Audit;
  after: Audit;
  isSameProject: boolean;
}

const LOOK: Record<Difference["kind"], { tone: Tone; icon: IconName }> = {
  changed: { tone: "accent", icon: "swap" },
  added: { tone: "medium", icon: "add" },
  removed: { tone: "low", icon: "none" },
};

export function Comparison({ before, after, isSameProject }: ComparisonProps) {
  const { words, format } = useLanguage();
  const text = words.compare;
  const groups = differencesOf(before, after, words, format);
  const hasAny = groups.some(({ differences }) => differences.length > 0);
  return (
    <div className="stack">
      {!isSameProject && <Notice tone="medium" title={text.differentProjects} />}
      <div className="lanes-pair">
        {[
          { name: text.older, audit: before },
          { name: text.newer, audit: after },
        ].map(({ name, audit }) => (
          <div key={name} className="card stack-tight">
            <span className="muted small">
              {name} · {format.dateTime(audit.created_at)}
            </span>
            <strong>
              <Said text={audit.status.label} lang={audit.lang} />
            </strong>
            <div>
              <VerdictBadge verdict={audit.compliance_status.overall} />
            </div>
          </div>
        ))}
      </div>
      {!hasAny && <p>{text.same}</p>}
      {groups
        .filter(({ differences }) => differences.length > 0)
        .map((group) => (
          <GroupCard key={group.title} group={group} />
        ))}
    </div>
  );
}

function GroupCard({ group }: { group: Group }) {
  const { words } = useLanguage();
  const text = words.compare;
  return (
    <Card
      title={group.title}
      aside={group.unchanged > 0 && <span className="muted small">{text.unchanged(group.unchanged)}</span>}
    >
      <div className="table-scroll" tabIndex={0} role="group" aria-label={group.title}>
        <table className="comparison">
          <thead>
            <tr>
              <th scope="col">{text.what}</th>
              <th scope="col">{text.older}</th>
              <th scope="col">{text.newer}</th>
            </tr>
          </thead>
          <tbody>
            {group.differences.map(({ kind, what, before, after }) => (
              <tr key={what}>
                <td>
                  <Badge {...LOOK[kind]} text={text[kind]} /> <Said text={what} />
                </td>
                <td>{before === "" ? "–" : <Said text={before} />}</td>
                <td>{after === "" ? "–" : <Said text={after} />}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}
