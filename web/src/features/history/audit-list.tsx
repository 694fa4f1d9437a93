// The audits as a list: what, how it went, when, for how much; two of them can be chosen for comparison.
import { useState } from "react";
import { Link } from "wouter";
import type { AuditState, AuditSummary } from "../../api/audits.ts";
import { Badge, type Tone } from "../../components/badge.tsx";
import { Icon, type IconName } from "../../components/icon.tsx";
import { Said } from "../../components/said.tsx";
import { firstSentence } from "../../lib/first-sentence.ts";
import { useLanguage } from "../../lib/language.ts";
import { visible } from "../../lib/visible.ts";
import "./history.css";

interface AuditListProps {
  audits: readonly AuditSummary[];
  selected: readonly string[];
  select: (id: string, isSelected: boolean) => void;
  erase: (id: string) => void;
}

const STATE_LOOK: Record<AuditState, { tone: Tone; icon: IconName }> = {
  waiting: { tone: "low", icon: "none" },
  running: { tone: "accent", icon: "model" },
  completed: { tone: "pass", icon: "pass" },
  failed: { tone: "critical", icon: "fail" },
  cancelled: { tone: "low", icon: "stop" },
};

const MARK_LOOK: Record<string, { tone: Tone; icon: IconName }> = {
  "🚨": { tone: "critical", icon: "critical" },
  "❌": { tone: "critical", icon: "fail" },
  "⚠️": { tone: "medium", icon: "warning" },
  "✅": { tone: "pass", icon: "pass" },
};

export function AuditList({ audits, selected, select, erase }: AuditListProps) {
  return (
    <ul className="plain-list history">
      {audits.map((audit) => (
        <AuditLine
          key={audit.audit_id}
          audit={audit}
          isSelected={selected.includes(audit.audit_id)}
          select={(isSelected) => select(audit.audit_id, isSelected)}
          erase={() => erase(audit.audit_id)}
        />
      ))}
    </ul>
  );
}

interface AuditLineProps {
  audit: AuditSummary;
  isSelected: boolean;
  select: (isSelected: boolean) => void;
  erase: () => void;
}

function AuditLine({ audit, isSelected, select, erase }: AuditLineProps) {
  const { words, format } = useLanguage();
  const text = words.history;
  const [isAsking, setIsAsking] = useState(false);
  const title = firstSentence(audit.description) || words.live.untitled;
  const rest = audit.description
    .trim()
    .slice(title.length)
    .replace(/^[.!?…\s]+/, "");
  return (
    <li className="history-line">
      <input
        type="checkbox"
        checked={isSelected}
        disabled={audit.state !== "completed"}
        aria-label={text.select(visible(title))}
        onChange={(event) => select(event.target.checked)}
      />
      <div className="history-text">
        <Link href={`/audits/${audit.audit_id}`}>
          <Said text={title} />
        </Link>
        {rest !== "" && (
          <p className="small muted history-rest">
            <Said text={rest} />
          </p>
        )}
      </div>
      <div className="history-state">
        <StateBadge audit={audit} />
      </div>
      <div className="small history-date">
        <time dateTime={audit.submitted_at}>{format.dateTime(audit.submitted_at)}</time>
        {audit.cost_usd !== null && <div className="muted">{format.cost("USD", audit.cost_usd)}</div>}
      </div>
      <button
        type="button"
        className="button button-small button-quiet"
        aria-label={text.eraseOne(visible(title))}
        aria-expanded={isAsking}
        onClick={() => setIsAsking(!isAsking)}
      >
        {text.erase}
      </button>
      {isAsking && (
        <div className="history-ask row" role="group" aria-label={text.eraseOne(visible(title))}>
          <span>{text.eraseAsk}</span>
          <button type="button" className="button button-small button-danger" onClick={erase}>
            <Icon name="remove" />
            {text.eraseYes}
          </button>
          <button type="button" className="button button-small" onClick={() => setIsAsking(false)}>
            {text.eraseNo}
          </button>
        </div>
      )}
    </li>
  );
}

function StateBadge({ audit }: { audit: AuditSummary }) {
  const { words } = useLanguage();
  const look = audit.mark == null ? undefined : MARK_LOOK[audit.mark];
  if (look !== undefined && audit.mark != null) {
    const marks: Record<string, string> = words.result.marks;
    return <Badge {...look} text={marks[audit.mark] ?? ""} />;
  }
  return <Badge {...STATE_LOOK[audit.state]} text={words.history.states[audit.state] ?? audit.state} />;
}
