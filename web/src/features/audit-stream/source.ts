// The browser's EventSource as typed events. It parses, reconnects and sends Last-Event-ID by itself; what it
// gives up on (any answer but 200) is opened again here, after the last event that was seen.
import { EVENT_NAMES, type StreamEvent } from "../../api/contract.ts";

export type Connection = "connecting" | "open" | "reconnecting" | "closed";

export interface SourceHandlers {
  event: (event: StreamEvent) => void;
  connection: (connection: Connection) => void;
  /** The server refused the stream; says whether to try again. */
  refused: () => Promise<boolean>;
}

export interface Source {
  close: () => void;
}

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 15_000;

/** Follows a run from its first event. Close it, or it reconnects for ever. */
export function openSource(auditId: string, handlers: SourceHandlers): Source {
  let source: EventSource | null = null;
  let lastSeq = 0;
  let wait = FIRST_WAIT_MS;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isClosed = false;

  const listen = (message: MessageEvent<unknown>) => {
    const event = parse(message.data);
    if (event === null) return;
    lastSeq = Math.max(lastSeq, event.seq);
    wait = FIRST_WAIT_MS;
    handlers.event(event);
  };

  const open = () => {
    clearTimeout(timer);
    const after = lastSeq > 0 ? `?after=${lastSeq}` : "";
    source = new EventSource(`/api/v1/audits/${encodeURIComponent(auditId)}/events${after}`);
    // The server's `error` event and the browser's own notice of a lost connection share a name; only the former has data.
    for (const name of EVENT_NAMES) source.addEventListener(name, listen);
    source.onopen = () => handlers.connection("open");
    source.onerror = () => {
      if (isClosed || source === null) return;
      if (source.readyState !== EventSource.CLOSED) {
        handlers.connection("reconnecting");
        return;
      }
      void refused();
    };
  };

  const refused = async () => {
    handlers.connection("reconnecting");
    const again = await handlers.refused();
    if (isClosed) return;
    if (!again) {
      close();
      return;
    }
    timer = setTimeout(open, wait);
    wait = Math.min(wait * 2, LONGEST_WAIT_MS);
  };

  const wake = () => {
    if (!isClosed && source?.readyState === EventSource.CLOSED) open();
  };

  const close = () => {
    if (isClosed) return;
    isClosed = true;
    clearTimeout(timer);
    window.removeEventListener("online", wake);
    source?.close();
    handlers.connection("closed");
  };

  window.addEventListener("online", wake);
  handlers.connection("connecting");
  open();
  return { close };
}

/** An event, or `null` for what is none that we know. */
function parse(data: unknown): StreamEvent | null {
  if (typeof data !== "string") return null;
  try {
    const value: unknown = JSON.parse(data);
    return isEvent(value) ? value : null;
  } catch {
    return null;
  }
}

function isEvent(value: unknown): value is StreamEvent {
  if (typeof value !== "object" || value === null) return false;
  const { event, seq } = value as { event?: unknown; seq?: unknown };
  return typeof seq === "number" && EVENT_NAMES.some((name) => name === event);
}
