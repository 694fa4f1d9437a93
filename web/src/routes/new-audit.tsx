// A new audit: the form, and the way to the audit that it starts.
import { useMutation } from "@tanstack/react-query";
import { useRef } from "react";
import { useLocation } from "wouter";
import { submitAudit, type BriefToSend } from "../api/audits.ts";
import { asProblem } from "../api/problem.ts";
import { useProviders } from "../api/service.ts";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { BriefForm } from "../features/brief-form/brief-form.tsx";
import { useLanguage } from "../lib/language.ts";
import { usePageTitle } from "../lib/page-title.ts";
import { randomId } from "../lib/random-id.ts";

export function NewAuditRoute() {
  const { words } = useLanguage();
  usePageTitle(words.brief.title);
  const [, go] = useLocation();
  const providers = useProviders();
  const attempt = useRef<{ brief: string; key: string } | null>(null);
  const submission = useMutation({
    mutationFn: (brief: BriefToSend) => submitAudit(brief, keyFor(attempt, brief)),
    onSuccess: ({ audit_id }) => go(`/audits/${audit_id}`),
  });
  return (
    <>
      <div className="page-head">
        <div>
          <h1>{words.brief.title}</h1>
          <p>{words.brief.lead}</p>
        </div>
      </div>
      <BriefForm
        providers={providers}
        isSending={submission.isPending}
        refusal={
          submission.isError && (
            <ProblemNotice problem={asProblem(submission.error)} title={words.brief.rejected} />
          )
        }
        send={submission.mutate}
      />
    </>
  );
}

/** A brief sent again because no answer came is the same audit; a changed one is a new one. */
function keyFor(attempt: { current: { brief: string; key: string } | null }, brief: BriefToSend): string {
  const text = JSON.stringify(brief);
  if (attempt.current?.brief !== text) attempt.current = { brief: text, key: randomId() };
  return attempt.current.key;
}
