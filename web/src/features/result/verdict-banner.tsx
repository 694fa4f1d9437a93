// The verdict: mark, label, why, and how much could be checked.
import type { Audit, Coverage, Mark, Overall } from "../../api/contract.ts";
import { VERDICT_LOOK, VerdictBadge, type Tone } from "../../components/badge.tsx";
import { Icon, type IconName } from "../../components/icon.tsx";
import { MadeBy } from "../../components/made-by.tsx";
import { Said } from "../../components/said.tsx";
import { useLanguage } from "../../lib/language.ts";

const MARK_LOOK: Record<Mark, { tone: Tone; icon: IconName }> = {
  "🚨": { tone: "critical", icon: "critical" },
  "❌": { tone: "critical", icon: "fail" },
  "⚠️": { tone: "medium", icon: "warning" },
  "✅": { tone: "pass", icon: "pass" },
};

export function VerdictBanner({ audit }: { audit: Audit }) {
  const { words, format } = useLanguage();
  const text = words.result;
  const { compliance_status: status, final_specification: concrete, cost_summary: costs } = audit;
  const look = MARK_LOOK[audit.status.mark] ?? VERDICT_LOOK[status.overall satisfies Overall];
  const total = costs?.total_incl_vat_czk ?? null;
  return (
    <section className={`card verdict verdict-${look.tone}`} aria-labelledby="verdict-title">
      <div className="verdict-mark" title={text.marks[audit.status.mark]}>
        <Icon name={look.icon} />
      </div>
      <div className="stack-tight verdict-text">
        <h2 id="verdict-title">
          <Said text={audit.status.label} lang={audit.lang} />
        </h2>
        <div className="row">
          <VerdictBadge verdict={status.overall} />
          <span className={`badge tone-${look.tone}`}>{text.marks[audit.status.mark]}</span>
          <MadeBy by={audit.provenance["compliance_status"]} />
        </div>
        {status.summary !== "" && (
          <p>
            <Said text={status.summary} lang={audit.lang} />
          </p>
        )}
        {status.disputed && <p className="verdict-disputed">{text.disputed}</p>}
      </div>
      <dl className="verdict-facts">
        <div>
          <dt>{text.requiredConcrete}</dt>
          <dd>
            {concrete?.concrete_class ? (
              <>
                <Said text={concrete.concrete_class} />{" "}
                <span className="verdict-classes">{concrete.exposure_classes.join(" ")}</span>
              </>
            ) : (
              text.notKnown
            )}
          </dd>
        </div>
        <div>
          <dt>{text.totalWithVat}</dt>
          <dd>{total === null ? text.notKnown : format.crowns(total)}</dd>
        </div>
        <div>
          <dt>{text.confidence}</dt>
          <dd>{format.percent(audit.confidence)}</dd>
        </div>
        <CoverageFact coverage={audit.coverage} />
      </dl>
    </section>
  );
}

function CoverageFact({ coverage }: { coverage: Coverage }) {
  const { words, format } = useLanguage();
  const text = words.result;
  const parts = [
    { name: text.checksShare, ...coverage.checks },
    { name: text.elementsShare, ...coverage.elements },
    { name: text.positionsShare, ...coverage.positions },
  ];
  return (
    <div className="coverage">
      <dt>{text.checkedTitle}</dt>
      {parts.map(({ name, checked, total }) => (
        <dd key={name} className="coverage-line">
          <span className="coverage-bar" aria-hidden="true">
            <span style={{ width: `${total === 0 ? 0 : (100 * checked) / total}%` }} />
          </span>
          <span>
            {text.share(format.whole(checked), format.whole(total))} {name}
          </span>
        </dd>
      ))}
    </div>
  );
}
