// One audit: live while it runs, then its result.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { useLocation } from "wouter";
import { cancelAudit, getAudit, getBrief, retryAudit } from "../api/audits.ts";
import type { Brief } from "../api/contract.ts";
import { asProblem } from "../api/problem.ts";
import { Icon } from "../components/icon.tsx";
import { Loading } from "../components/loading.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { Said } from "../components/said.tsx";
import { Lanes } from "../features/audit-stream/lanes.tsx";
import { hasEnded, type Run } from "../features/audit-stream/reducer.ts";
import { RulesFirst } from "../features/audit-stream/rules-first.tsx";
import { RunNotices } from "../features/audit-stream/run-notices.tsx";
import { useAuditStream } from "../features/audit-stream/use-audit-stream.ts";
import { draftOf } from "../features/brief-form/draft.ts";
import { keepForForm } from "../features/brief-form/use-draft.ts";
import { Result } from "../features/result/result.tsx";
import { titleOf } from "../features/result/view.ts";
import { useLanguage } from "../lib/language.ts";
import { usePageTitle } from "../lib/page-title.ts";
import { viewOf } from "./audit-view.ts";
import { AuditActions } from "./audit-actions.tsx";

export function AuditRoute({ auditId }: { auditId: string }) {
  const { words } = useLanguage();
  const text = words.live;
  const [, go] = useLocation();
  const queries = useQueryClient();
  // A refused stream is worth another try as long as the server knows the audit.
  const { run, connection, problem } = useAuditStream(auditId, () => getAudit(auditId).then(() => true));
  const asked = useQuery({
    queryKey: ["brief", auditId],
    queryFn: ({ signal }) => getBrief(auditId, signal),
    staleTime: Infinity,
  });
  const brief = asked.data ?? null;
  const cancel = useMutation({ mutationFn: () => cancelAudit(auditId) });
  const retry = useMutation({
    mutationFn: () => retryAudit(auditId),
    onSuccess: ({ audit_id }) => {
      void queries.invalidateQueries({ queryKey: ["audits"] });
      go(`/audits/${audit_id}`);
    },
  });
  const view = useMemo(() => viewOf(run, brief), [run, brief]);
  const title = titleOf(view.sections, brief?.project_description) ?? text.untitled;
  const isOver = hasEnded(run);
  usePageTitle(`${run.audit === null ? "" : `${run.audit.status.mark} `}${title}`);

  if (problem !== null) return <ProblemNotice problem={problem} />;
  const writeNew = (from: Brief, rulesOnly: boolean) => {
    const draft = draftOf(from);
    const options = rulesOnly ? { ...draft.options, provider: "rules" } : draft.options;
    keepForForm({ ...draft, options }).then(
      () => go("/"),
      () => go("/"),
    );
  };
  const again = (
    <div className="row no-print">
      <button
        type="button"
        className="button button-small"
        disabled={retry.isPending}
        onClick={() => retry.mutate()}
      >
        <Icon name="retry" />
        {retry.isPending ? text.retrying : run.audit === null ? text.retryAll : text.retryHalf}
      </button>
      {run.failure !== null && brief !== null && (
        <button type="button" className="button button-small" onClick={() => writeNew(brief, true)}>
          {text.rulesOnly}
        </button>
      )}
    </div>
  );
  return (
    <div className="stack">
      <div className="page-head audit-head">
        <div>
          <p className="muted small">{headingOf(run, words)}</p>
          <h1>
            <Said text={title} lang={view.lang} />
          </h1>
          <RunFacts run={run} />
        </div>
        <div className="row no-print">
          {!isOver && run.phase !== "connecting" && (
            <button
              type="button"
              className="button button-danger"
              disabled={cancel.isPending || cancel.isSuccess}
              onClick={() => cancel.mutate()}
            >
              <Icon name="stop" />
              {cancel.isPending || cancel.isSuccess ? text.cancelling : text.cancel}
            </button>
          )}
          {isOver && (
            <AuditActions
              auditId={auditId}
              hasAudit={run.audit !== null}
              writeNew={brief === null ? null : () => writeNew(brief, false)}
            />
          )}
        </div>
      </div>
      {cancel.isError && <ProblemNotice problem={asProblem(cancel.error)} title={text.cancelFailed} />}
      {retry.isError && <ProblemNotice problem={asProblem(retry.error)} title={text.retryFailed} />}
      <RunNotices run={run} connection={connection} again={again} />
      {run.phase === "connecting" && <Loading text={text.connecting} />}
      {run.audit === null && <Lanes run={run} limitMs={limitOf(brief, run)} />}
      {run.audit === null && run.findings !== null && <RulesFirst findings={run.findings} lang={view.lang} />}
      <Result view={view} title={title} />
      {!isOver && run.lanes.length > 0 && Object.keys(run.sections).length === 0 && (
        <p className="muted" role="status">
          {text.arriving}
        </p>
      )}
    </div>
  );
}

function headingOf(run: Run, words: ReturnType<typeof useLanguage>["words"]): string {
  const text = words.live;
  if (run.phase === "queued" && run.place !== null) return text.queued(run.place);
  if (run.phase === "merging") return text.merging;
  if (run.phase === "finished" || run.phase === "failed" || run.phase === "cancelled")
    return text.titles[run.phase];
  return text.titles.running;
}

function RunFacts({ run }: { run: Run }) {
  const { words, format } = useLanguage();
  const text = words.live;
  if (run.startedAt === null) return null;
  return (
    <div className="facts-line">
      <span>{format.dateTime(new Date(run.startedAt).toISOString())}</span>
      <span>
        {run.recipients.length === 0 ? text.recipientsNone : text.recipients(run.recipients.join(", "))}
      </span>
      {run.context !== null && run.context.total > 0 && run.recipients.length > 0 && (
        <span>{text.context(run.context.shown, run.context.total)}</span>
      )}
    </div>
  );
}

/** The time limit of each query: the brief's own, else the plan's default. */
function limitOf(brief: Brief | null, run: Run): number | null {
  const own = brief?.options.timeout_s ?? null;
  if (own !== null) return own * 1000;
  return run.plan === "staged" ? 60_000 : run.plan === "hybrid" ? 15_000 : null;
}
