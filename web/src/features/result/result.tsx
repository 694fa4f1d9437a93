// All that an audit says, in the order in which somebody decides by it: verdict, concrete, contradictions, risks,
// checks, elements, documents, questions, costs, advice, and how it was made.
import { useEffect, type ReactNode } from "react";
import { Said } from "../../components/said.tsx";
import { useLanguage } from "../../lib/language.ts";
import { AdviceCard } from "./advice-card.tsx";
import { ChecksCard } from "./checks-card.tsx";
import { ClaimsCard } from "./claims-card.tsx";
import { ConcreteCard } from "./concrete-card.tsx";
import { CostsCard } from "./costs-card.tsx";
import { DocumentsCard } from "./documents-card.tsx";
import { ElementsCard } from "./elements-card.tsx";
import { PerformanceCard } from "./performance-card.tsx";
import { RfiCard } from "./rfi-card.tsx";
import { RisksCard } from "./risks-card.tsx";
import { VerdictBanner } from "./verdict-banner.tsx";
import { has, type View } from "./view.ts";
import "./result.css";

interface Part {
  id: string;
  title: string;
  isShown: boolean;
  content: ReactNode;
}

export function Result({ view, title }: { view: View; title: string }) {
  const { words } = useLanguage();
  useOpenForPrint();
  const parts = partsOf(view, title, words).filter(({ isShown }) => isShown);
  return (
    <div className="result">
      {parts.length > 1 && (
        <nav className="contents no-print" aria-label={words.result.contents}>
          <ul>
            {parts.map(({ id, title: name }) => (
              <li key={id}>
                <a href={`#${id}`}>{name}</a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      <div className="stack result-main">
        {view.audit !== null && <VerdictBanner audit={view.audit} />}
        {parts.map(({ id, content }) => (
          <div key={id} className="part">
            {content}
          </div>
        ))}
        {view.audit !== null && (
          <p className="small muted disclaimer">
            <Said text={view.audit.disclaimer} lang={view.lang} />
          </p>
        )}
      </div>
    </div>
  );
}

function partsOf(view: View, title: string, words: ReturnType<typeof useLanguage>["words"]): Part[] {
  const hasAny = (...names: Parameters<typeof has>[1][]) => names.some((name) => has(view, name));
  return [
    {
      id: "concrete",
      title: words.concrete.title,
      isShown: hasAny(
        "final_specification",
        "exposure_analysis",
        "structural_analysis",
        "durability_analysis",
      ),
      content: <ConcreteCard view={view} />,
    },
    {
      id: "claims",
      title: words.claims.title,
      isShown: view.verification.length > 0,
      content: <ClaimsCard view={view} />,
    },
    {
      id: "risks",
      title: words.risks.title,
      isShown: has(view, "risks_identified"),
      content: <RisksCard view={view} />,
    },
    {
      id: "checks",
      title: words.checks.title,
      isShown: hasAny("compliance_checks", "standards_checked"),
      content: <ChecksCard view={view} />,
    },
    {
      id: "elements",
      title: words.elements.title,
      isShown: view.audit !== null,
      content: <ElementsCard elements={view.audit?.elements ?? []} lang={view.lang} />,
    },
    {
      id: "documents",
      title: words.documents.title,
      isShown: has(view, "document_issues"),
      content: <DocumentsCard view={view} />,
    },
    {
      id: "rfi",
      title: words.rfi.title,
      isShown: has(view, "rfi_items"),
      content: <RfiCard view={view} title={title} />,
    },
    {
      id: "costs",
      title: words.costs.title,
      isShown: hasAny("materials_breakdown", "cost_summary", "value_engineering", "otskp_codes"),
      content: <CostsCard view={view} />,
    },
    {
      id: "advice",
      title: words.advice.title,
      isShown: has(view, "recommendations"),
      content: <AdviceCard view={view} />,
    },
    {
      id: "performance",
      title: words.performance.title,
      isShown: view.audit !== null,
      content: view.audit === null ? null : <PerformanceCard audit={view.audit} starts={view.starts} />,
    },
  ];
}

/** Paper cannot be unfolded, so everything is unfolded before it is printed. */
function useOpenForPrint(): void {
  useEffect(() => {
    const open = () => {
      for (const details of document.querySelectorAll("details")) details.open = true;
    };
    window.addEventListener("beforeprint", open);
    return () => window.removeEventListener("beforeprint", open);
  }, []);
}
