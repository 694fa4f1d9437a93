// What the browser keeps for the page. A browser that keeps nothing (private mode, full disk) must not break it.

export function readSetting(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

export function writeSetting(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // The choice then lasts as long as the page.
  }
}

/** Keeps a text over a reload of this tab, at once: a page that is being left can wait for nothing. */
export function keepAtOnce(key: string, text: string): void {
  try {
    sessionStorage.setItem(key, text);
  } catch {
    // Too long, or nothing is kept: what was written before the last pause is in the database.
  }
}

/** Takes back what was kept at once. */
export function takeKept(key: string): unknown {
  try {
    const text = sessionStorage.getItem(key);
    sessionStorage.removeItem(key);
    return text === null ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

const DATABASE = "dozor";
const STORE = "drafts";

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("the browser's database cannot be opened"));
  });
}

async function inStore<T>(
  mode: IDBTransactionMode,
  ask: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const database = await open();
  try {
    return await new Promise<T>((resolve, reject) => {
      const transaction = database.transaction(STORE, mode);
      const request = ask(transaction.objectStore(STORE));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(transaction.error ?? new Error("the draft could not be kept"));
    });
  } finally {
    database.close();
  }
}

/** Reads a draft; `undefined` where there is none. Bills of thousands of positions do not fit in localStorage. */
export function readDraft(key: string): Promise<unknown> {
  return inStore<unknown>("readonly", (store) => store.get(key));
}

export async function writeDraft(key: string, draft: unknown): Promise<void> {
  await inStore("readwrite", (store) => store.put(draft, key));
}

export async function removeDraft(key: string): Promise<void> {
  await inStore("readwrite", (store) => store.delete(key));
}
