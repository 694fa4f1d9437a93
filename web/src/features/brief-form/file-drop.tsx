// Files by drop or choice: bills become positions, texts become documents.
import { useId, useRef, useState, type Dispatch } from "react";
import { asProblem } from "../../api/problem.ts";
import { readBill, type BillWarning } from "../../api/audits.ts";
import { Icon } from "../../components/icon.tsx";
import { Notice } from "../../components/notice.tsx";
import { Said } from "../../components/said.tsx";
import { useLanguage } from "../../lib/language.ts";
import type { DraftAction, DraftFile } from "./draft.ts";

const TEXT = /\.(txt|md|markdown)$/i;

interface FileDropProps {
  files: readonly DraftFile[];
  dispatch: Dispatch<DraftAction>;
}

export function FileDrop({ files, dispatch }: FileDropProps) {
  const { lang, words } = useLanguage();
  const text = words.brief;
  const hint = useId();
  const input = useRef<HTMLInputElement>(null);
  const [reading, setReading] = useState<readonly string[]>([]);
  const [failed, setFailed] = useState<readonly { name: string; why: string }[]>([]);
  const [isOver, setIsOver] = useState(false);

  const take = async (file: File) => {
    setReading((names) => [...names, file.name]);
    setFailed((all) => all.filter(({ name }) => name !== file.name));
    try {
      if (TEXT.test(file.name)) {
        dispatch({ do: "add document", name: file.name, text: await file.text() });
      } else {
        dispatch({ do: "add bill", name: file.name, bill: await readBill(file, lang) });
      }
    } catch (error) {
      const problem = asProblem(error);
      const why = problem.isOffline ? words.problem.offline : problem.detail || problem.title;
      setFailed((all) => [...all, { name: file.name, why }]);
    } finally {
      setReading((names) => names.filter((name) => name !== file.name));
    }
  };
  // One after the other, so that positions stand in the order of the files.
  const takeAll = async (list: FileList | null) => {
    for (const file of Array.from(list ?? [])) await take(file);
  };

  return (
    <div className="stack">
      <div
        className={`drop ${isOver ? "drop-over" : ""}`}
        onDragOver={(event) => {
          event.preventDefault();
          setIsOver(true);
        }}
        onDragLeave={() => setIsOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setIsOver(false);
          void takeAll(event.dataTransfer.files);
        }}
      >
        <div>
          <strong>{text.drop}</strong>
          <p className="hint" id={hint}>
            {text.dropHint}
          </p>
        </div>
        <input
          ref={input}
          className="visually-hidden"
          type="file"
          multiple
          accept=".xlsx,.xlsm,.xls,.xlsb,.ods,.csv,.xml,.unixml,.xc4,.json,.txt,.md,.markdown"
          aria-label={text.choose}
          aria-describedby={hint}
          tabIndex={-1}
          onChange={(event) => {
            void takeAll(event.target.files).then(() => {
              if (input.current !== null) input.current.value = "";
            });
          }}
        />
        <button type="button" className="button" onClick={() => input.current?.click()}>
          <Icon name="file" />
          {text.choose}
        </button>
      </div>
      <div role="status" className="stack-tight file-reading">
        {reading.map((name) => (
          <p key={name} className="row muted">
            <span className="spinner" aria-hidden="true" />
            <Said text={text.reading(name)} />
          </p>
        ))}
      </div>
      {failed.map(({ name, why }) => (
        <Notice key={name} tone="critical" title={<Said text={text.unreadable(name)} />} urgent>
          <p>
            <Said text={why} />
          </p>
        </Notice>
      ))}
      {files.length > 0 && (
        <ul className="plain-list stack-tight">
          {files.map((file) => (
            <FileLine
              key={file.name}
              file={file}
              remove={() => dispatch({ do: "remove file", name: file.name })}
            />
          ))}
        </ul>
      )}
    </div>
  );
}

function FileLine({ file, remove }: { file: DraftFile; remove: () => void }) {
  const { words } = useLanguage();
  const text = words.brief;
  const what = file.kind === "bill" ? text.positionsCount(file.positions) : text.document;
  return (
    <li className="file-line">
      <div className="row row-apart">
        <span>
          <Icon name="file" /> <Said text={text.read(file.name, what)} />
          {file.skipped > 0 && <span className="muted small"> · {text.skippedRows(file.skipped)}</span>}
        </span>
        <button
          type="button"
          className="button button-small"
          onClick={remove}
          aria-label={text.removeFile(file.name)}
        >
          <Icon name="remove" />
        </button>
      </div>
      {file.warnings.length > 0 && (
        <details>
          <summary>
            <Icon name="warning" /> {text.importerWarnings(file.warnings.length)}
          </summary>
          <ul className="small warning-list">
            {file.warnings.map((warning, index) => (
              <li key={index}>
                <Said text={placed(warning, text.row)} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </li>
  );
}

function placed({ sheet, row, message }: BillWarning, rowWord: string): string {
  const place = [sheet, row === null || row === undefined ? null : `${rowWord} ${row}`]
    .filter(Boolean)
    .join(", ");
  return place === "" ? message : `${place}: ${message}`;
}
