// A followed run for React.
import { useMemo, useSyncExternalStore } from "react";
import { createAuditStore, type Followed } from "./store.ts";

export function useAuditStream(auditId: string, inquire: () => Promise<boolean>): Followed {
  // `inquire` is a constant of its route; a new one is no reason to open the stream again.
  // oxlint-disable-next-line react-hooks/exhaustive-deps
  const store = useMemo(() => createAuditStore(auditId, inquire), [auditId]);
  return useSyncExternalStore(store.subscribe, store.snapshot);
}
