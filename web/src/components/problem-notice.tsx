// A failed request as its reader meets it: offline, unauthorised, gone, or told by the server.
import { Link } from "wouter";
import type { Problem } from "../api/problem.ts";
import { useLanguage } from "../lib/language.ts";
import { Icon } from "./icon.tsx";
import { Notice } from "./notice.tsx";
import { Said } from "./said.tsx";

interface ProblemNoticeProps {
  problem: Problem;
  /** What was tried, where it is not the whole view that failed. */
  title?: string;
  retry?: () => void;
}

export function ProblemNotice({ problem, title, retry }: ProblemNoticeProps) {
  const { words } = useLanguage();
  const again = retry && (
    <div>
      <button type="button" className="button button-small" onClick={retry}>
        <Icon name="retry" />
        {words.problem.retry}
      </button>
    </div>
  );
  if (problem.isOffline) {
    return (
      <Notice tone="high" title={words.problem.offline} urgent>
        <p>{words.problem.offlineHint}</p>
        {again}
      </Notice>
    );
  }
  if (problem.isUnauthorised) {
    return (
      <Notice tone="medium" title={words.problem.unauthorised} urgent>
        <div>
          <Link href="/settings" className="button button-small">
            {words.problem.signIn}
          </Link>
        </div>
      </Notice>
    );
  }
  return (
    <Notice
      tone="critical"
      title={problem.isMissing ? words.problem.missing : (title ?? words.problem.failed)}
      urgent
    >
      <p>
        <Said text={problem.message} />
      </p>
      {problem.isMissing ? null : again}
    </Notice>
  );
}
