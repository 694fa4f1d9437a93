// The draft in the form, kept in the browser over a reload.
import { useEffect, useReducer, useRef, useState, type Dispatch } from "react";
import { keepAtOnce, readDraft, removeDraft, takeKept, writeDraft } from "../../lib/storage.ts";
import { draftReducer, EMPTY_DRAFT, isDraft, type Draft, type DraftAction } from "./draft.ts";

const KEY = "new-audit";
const QUIET_MS = 300;

export interface DraftHandle {
  draft: Draft;
  dispatch: Dispatch<DraftAction>;
  /** `null` while the kept draft is read. */
  isKept: boolean | null;
  clear: () => void;
}

export function useDraft(): DraftHandle {
  const [draft, dispatch] = useReducer(draftReducer, EMPTY_DRAFT);
  const [isKept, setIsKept] = useState<boolean | null>(null);
  const latest = useRef(draft);
  // First of the effects, so that the others see the draft that was drawn.
  useEffect(() => {
    latest.current = draft;
  });

  useEffect(() => {
    let isCurrent = true;
    const last = takeKept(KEY);
    readDraft(KEY).then(
      (stored) => {
        if (!isCurrent) return;
        const kept = last ?? stored;
        // What was typed before the kept draft came is worth more than it.
        if (isDraft(kept) && latest.current === EMPTY_DRAFT) dispatch({ do: "replace", draft: kept });
        setIsKept(true);
      },
      () => isCurrent && setIsKept(false),
    );
    return () => {
      isCurrent = false;
    };
  }, []);

  useEffect(() => {
    if (isKept !== true || draft === EMPTY_DRAFT) return undefined;
    const keep = () => writeDraft(KEY, draft).catch(() => setIsKept(false));
    const timer = setTimeout(keep, QUIET_MS);
    // A reload within the quiet time must not lose the last words.
    const leave = () => keepAtOnce(KEY, JSON.stringify(draft));
    window.addEventListener("pagehide", leave);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("pagehide", leave);
      if (latest.current === draft) void keep();
    };
  }, [draft, isKept]);

  const clear = () => {
    dispatch({ do: "replace", draft: EMPTY_DRAFT });
    removeDraft(KEY).catch(() => setIsKept(false));
  };
  return { draft, dispatch, isKept, clear };
}

/** Puts a brief where the form finds it when it is opened next. */
export function keepForForm(draft: Draft): Promise<void> {
  // What an earlier visit left would win over it.
  takeKept(KEY);
  return writeDraft(KEY, draft);
}
