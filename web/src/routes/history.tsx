// All audits: search, open, choose two to compare, erase.
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";
import { useLocation, useSearchParams } from "wouter";
import { eraseAudit, listAudits } from "../api/audits.ts";
import { asProblem } from "../api/problem.ts";
import { Icon } from "../components/icon.tsx";
import { Loading } from "../components/loading.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { AuditList } from "../features/history/audit-list.tsx";
import { useLanguage } from "../lib/language.ts";
import { usePageTitle } from "../lib/page-title.ts";

const REFRESH_MS = 3_000;

export function HistoryRoute() {
  const { words } = useLanguage();
  const text = words.history;
  usePageTitle(text.title);
  const [, go] = useLocation();
  const [parameters, setParameters] = useSearchParams();
  const search = parameters.get("q") ?? "";
  const wanted = useDeferredValue(search);
  const [selected, setSelected] = useState<readonly string[]>(() => parameters.getAll("select").slice(0, 1));
  const queries = useQueryClient();
  const list = useInfiniteQuery({
    queryKey: ["audits", wanted],
    queryFn: ({ pageParam, signal }) => listAudits(wanted, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor ?? null,
    placeholderData: (before) => before,
    // While something runs, its state in the list moves too.
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ audits }) =>
        audits.some((one) => one.state === "running" || one.state === "waiting"),
      )
        ? REFRESH_MS
        : false,
  });
  const erase = useMutation({
    mutationFn: eraseAudit,
    onSuccess: (_, id) => {
      setSelected((ids) => ids.filter((one) => one !== id));
      return queries.invalidateQueries({ queryKey: ["audits"] });
    },
  });
  const audits = list.data?.pages.flatMap((page) => page.audits) ?? [];
  const select = (id: string, isSelected: boolean) =>
    setSelected((ids) => (isSelected ? [...ids, id].slice(-2) : ids.filter((one) => one !== id)));
  const [first, second] = selected;

  return (
    <div className="stack">
      <div className="page-head">
        <h1>{text.title}</h1>
      </div>
      <div className="history-tools">
        <div className="field">
          <label htmlFor="search">{text.search}</label>
          <input
            id="search"
            type="search"
            value={search}
            placeholder={text.searchHint}
            onChange={(event) =>
              setParameters(event.target.value === "" ? {} : { q: event.target.value }, { replace: true })
            }
          />
        </div>
        <div className="row">
          <span className="hint">{text.compareHint}</span>
          <button
            type="button"
            className="button"
            disabled={second === undefined}
            onClick={() => go(`/compare?a=${first}&b=${second}`)}
          >
            <Icon name="swap" />
            {text.compare}
          </button>
        </div>
      </div>
      {erase.isError && <ProblemNotice problem={asProblem(erase.error)} title={text.eraseFailed} />}
      {list.isError && <ProblemNotice problem={asProblem(list.error)} retry={() => void list.refetch()} />}
      {list.isPending && <Loading />}
      {list.isSuccess && audits.length === 0 && (
        <p className="muted">{search === "" ? text.empty : text.noneFound}</p>
      )}
      {audits.length > 0 && (
        <AuditList audits={audits} selected={selected} select={select} erase={erase.mutate} />
      )}
      {list.hasNextPage && (
        <div>
          <button
            type="button"
            className="button"
            disabled={list.isFetchingNextPage}
            onClick={() => void list.fetchNextPage()}
          >
            {text.more}
          </button>
        </div>
      )}
    </div>
  );
}
