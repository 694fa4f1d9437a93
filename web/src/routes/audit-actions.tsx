// What can be done with an audit that is over: print, export, compare, begin anew.
import { Link } from "wouter";
import { reportUrl } from "../api/audits.ts";
import { useReportFormats } from "../api/service.ts";
import { Icon } from "../components/icon.tsx";
import { useLanguage } from "../lib/language.ts";

interface AuditActionsProps {
  auditId: string;
  hasAudit: boolean;
  /** `null` where the brief is not known. */
  writeNew: (() => void) | null;
}

export function AuditActions({ auditId, hasAudit, writeNew }: AuditActionsProps) {
  const { words } = useLanguage();
  const text = words.result;
  const formats = useReportFormats();
  return (
    <>
      {hasAudit &&
        formats.map((format) => (
          <a
            key={format}
            className="button button-small"
            href={reportUrl(auditId, format)}
            download={`dozor-${auditId}.${format}`}
            aria-label={`${text.export} ${format.toUpperCase()}`}
          >
            <Icon name="download" />
            {format.toUpperCase()}
          </a>
        ))}
      {hasAudit && (
        <button type="button" className="button button-small" onClick={() => window.print()}>
          <Icon name="print" />
          {text.print}
        </button>
      )}
      {hasAudit && (
        <Link className="button button-small" href={`/audits?select=${auditId}`}>
          <Icon name="swap" />
          {text.compareWith}
        </Link>
      )}
      {writeNew !== null && (
        <button type="button" className="button button-small" onClick={writeNew}>
          <Icon name="add" />
          {text.newFromThis}
        </button>
      )}
    </>
  );
}
