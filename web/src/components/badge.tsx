// Severity, verdict and result of a check: always word, icon and colour together.
import type { CheckStatus, Overall, Severity } from "../api/contract.ts";
import { useLanguage } from "../lib/language.ts";
import { Icon, type IconName } from "./icon.tsx";

export type Tone = "critical" | "high" | "medium" | "low" | "pass" | "accent";

export function Badge({ tone, icon, text }: { tone: Tone; icon: IconName; text: string }) {
  return (
    <span className={`badge tone-${tone}`}>
      <Icon name={icon} />
      {text}
    </span>
  );
}

export function SeverityBadge({ severity }: { severity: Severity }) {
  const { words } = useLanguage();
  return <Badge tone={severity} icon={severity} text={words.risks.severities[severity]} />;
}

export const VERDICT_LOOK: Record<Overall, { tone: Tone; icon: IconName }> = {
  COMPLIANT: { tone: "pass", icon: "pass" },
  CONDITIONAL: { tone: "medium", icon: "warning" },
  UNKNOWN: { tone: "low", icon: "unknown" },
  NON_COMPLIANT: { tone: "critical", icon: "fail" },
};

export function VerdictBadge({ verdict }: { verdict: Overall }) {
  const { words } = useLanguage();
  return <Badge {...VERDICT_LOOK[verdict]} text={words.result.verdicts[verdict]} />;
}

const CHECK_LOOK: Record<CheckStatus, { tone: Tone; icon: IconName }> = {
  PASS: { tone: "pass", icon: "pass" },
  FAIL: { tone: "critical", icon: "fail" },
  UNKNOWN: { tone: "low", icon: "unknown" },
};

export function CheckBadge({ status }: { status: CheckStatus }) {
  const { words } = useLanguage();
  return <Badge {...CHECK_LOOK[status]} text={words.checks.statuses[status]} />;
}
