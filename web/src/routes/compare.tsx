// Two audits compared, the older first.
import { useQuery } from "@tanstack/react-query";
import { useSearchParams } from "wouter";
import { getAudit, type AuditRecord } from "../api/audits.ts";
import { asProblem } from "../api/problem.ts";
import { Loading } from "../components/loading.tsx";
import { Notice } from "../components/notice.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { Comparison } from "../features/compare/comparison.tsx";
import { useLanguage } from "../lib/language.ts";
import { usePageTitle } from "../lib/page-title.ts";

export function CompareRoute() {
  const { words } = useLanguage();
  const text = words.compare;
  usePageTitle(text.title);
  const [parameters] = useSearchParams();
  const ids = [parameters.get("a") ?? "", parameters.get("b") ?? ""];
  const pair = useQuery({
    queryKey: ["pair", ...ids],
    queryFn: ({ signal }) => Promise.all(ids.map((id) => getAudit(id, signal))),
    enabled: ids.every((id) => id !== ""),
  });
  return (
    <div className="stack">
      <div className="page-head">
        <h1>{text.title}</h1>
      </div>
      {!pair.isEnabled && <p className="muted">{text.choose}</p>}
      {pair.isEnabled && pair.isPending && <Loading />}
      {pair.isError && <ProblemNotice problem={asProblem(pair.error)} retry={() => void pair.refetch()} />}
      {pair.isSuccess && <Pair records={pair.data} />}
    </div>
  );
}

function Pair({ records }: { records: readonly AuditRecord[] }) {
  const { words } = useLanguage();
  const [before, after] = records.toSorted((a, b) => a.submitted_at.localeCompare(b.submitted_at));
  if (before?.audit == null || after?.audit == null)
    return <Notice tone="medium" title={words.compare.notFinished} />;
  return (
    <Comparison
      before={before.audit}
      after={after.audit}
      isSameProject={before.description === after.description}
    />
  );
}
