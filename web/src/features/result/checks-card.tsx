// Required against found, check by check, and the standards behind them.
import { useState } from "react";
import type { CheckGroup, CheckItem, CheckStatus } from "../../api/contract.ts";
import { CheckBadge } from "../../components/badge.tsx";
import { Card } from "../../components/card.tsx";
import { MadeBy, MadeByItem } from "../../components/made-by.tsx";
import { Said } from "../../components/said.tsx";
import { Segmented } from "../../components/segmented.tsx";
import { useLanguage } from "../../lib/language.ts";
import { useMediaQuery } from "../../lib/media-query.ts";
import { categoryName } from "./category.ts";
import { Missing, Nothing } from "./missing.tsx";
import { has, isMissing, type View } from "./view.ts";

type Filter = "all" | CheckStatus;
const STATUSES: readonly CheckStatus[] = ["FAIL", "UNKNOWN", "PASS"];

export function ChecksCard({ view }: { view: View }) {
  const { words } = useLanguage();
  const text = words.checks;
  const [filter, setFilter] = useState<Filter>("all");
  const groups = view.sections.compliance_checks ?? [];
  const items = groups.flatMap((group) => group.items);
  const counts = (status: CheckStatus) => items.filter((item) => item.status === status).length;
  const shown = groups
    .map((group) => ({
      ...group,
      items: group.items.filter(({ status }) => filter === "all" || status === filter),
    }))
    .filter((group) => group.items.length > 0);
  const by = view.by("compliance_checks");
  const isNarrow = useMediaQuery("(max-width: 48rem)");
  return (
    <Card
      id="checks"
      title={text.title}
      aside={
        <>
          <MadeBy by={by} />
          <Segmented
            legend={text.filter}
            value={filter}
            change={setFilter}
            options={[
              { value: "all", text: `${text.all} ${items.length}` },
              ...STATUSES.map((value) => ({ value, text: `${text.statuses[value]} ${counts(value)}` })),
            ]}
          />
        </>
      }
    >
      <div className="stack">
        {isMissing(view, "compliance_checks") ? (
          <Missing />
        ) : shown.length === 0 ? (
          <Nothing text={text.noneShown} />
        ) : isNarrow ? (
          <CheckList groups={shown} by={by} lang={view.lang} />
        ) : (
          <div className="table-scroll" tabIndex={0} role="group" aria-label={text.title}>
            <table className="checks">
              <thead>
                <tr>
                  <th scope="col">{text.result}</th>
                  <th scope="col">{text.check}</th>
                  <th scope="col">{text.required}</th>
                  <th scope="col">{text.found}</th>
                  <th scope="col">{text.clause}</th>
                </tr>
              </thead>
              {shown.map((group, index) => (
                <tbody key={index}>
                  <tr className="group-row">
                    <th scope="rowgroup" colSpan={5}>
                      <Said text={categoryName(group.category, words)} />
                    </th>
                  </tr>
                  {group.items.map((item, at) => (
                    <CheckRow key={at} item={item} by={by} lang={view.lang} />
                  ))}
                </tbody>
              ))}
            </table>
          </div>
        )}
        <Standards view={view} />
      </div>
    </Card>
  );
}

function CheckRow({ item, by, lang }: { item: CheckItem; by: string | undefined; lang: string | undefined }) {
  return (
    <tr className={`check-${item.status.toLowerCase()}`}>
      <td>
        <CheckBadge status={item.status} />
      </td>
      <td>
        <Said text={item.check} lang={lang} />
        <div className="row check-by">
          <MadeByItem code={item.code} by={by} />
          {item.code && <span className="mono muted code">{item.code}</span>}
        </div>
      </td>
      <td>
        <Said text={item.required} lang={lang} />
      </td>
      <td>
        <Said text={item.found} lang={lang} />
      </td>
      <td className="small">
        <Said text={clauseOf(item)} />
      </td>
    </tr>
  );
}

/** The same as a list, where a table would have to be scrolled sideways. */
function CheckList({
  groups,
  by,
  lang,
}: {
  groups: readonly CheckGroup[];
  by: string | undefined;
  lang: string | undefined;
}) {
  const { words } = useLanguage();
  const text = words.checks;
  return groups.map((group, index) => (
    <div key={index} className="stack-tight">
      <h3>
        <Said text={categoryName(group.category, words)} />
      </h3>
      <ul className="plain-list check-list">
        {group.items.map((item, at) => (
          <li key={at} className="stack-tight">
            <div className="row">
              <CheckBadge status={item.status} />
              <MadeByItem code={item.code} by={by} />
            </div>
            <strong>
              <Said text={item.check} lang={lang} />
            </strong>
            <dl className="pairs small">
              {[
                { name: text.required, value: item.required },
                { name: text.found, value: item.found },
                { name: text.clause, value: clauseOf(item) },
              ]
                .filter(({ value }) => value !== "")
                .map(({ name, value }) => (
                  <div key={name}>
                    <dt>{name}</dt>
                    <dd>
                      <Said text={value} lang={lang} />
                    </dd>
                  </div>
                ))}
            </dl>
          </li>
        ))}
      </ul>
    </div>
  ));
}

function clauseOf({ standard, clause }: CheckItem): string {
  return [standard, clause].filter((part) => part !== "").join(", ");
}

function Standards({ view }: { view: View }) {
  const { words } = useLanguage();
  const text = words.checks;
  const standards = view.sections.standards_checked ?? [];
  if (!has(view, "standards_checked") || standards.length === 0) return null;
  return (
    <div className="stack-tight">
      <div className="row">
        <h3>{text.standards}</h3>
        <MadeBy by={view.by("standards_checked")} />
      </div>
      <ul className="plain-list standards">
        {standards.map(({ standard, status, note }, index) => (
          <li key={index}>
            <strong>
              <Said text={standard} />
            </strong>{" "}
            <span
              className={`badge tone-${status === "current" ? "pass" : status === "unknown" ? "low" : "high"}`}
            >
              {text.standing[status]}
            </span>{" "}
            <span className="muted">
              <Said text={note} lang={view.lang} />
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
