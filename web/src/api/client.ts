// Requests to the server. Every failure leaves as a `Problem`; what is shown of it is the caller's business.
import { Problem, problemOf } from "./problem.ts";

export interface RequestOptions {
  method?: "GET" | "POST" | "DELETE" | "HEAD";
  /** Sent as JSON. */
  json?: unknown;
  /** Sent as multipart form data. */
  form?: FormData;
  headers?: Record<string, string>;
  signal?: AbortSignal | undefined;
}

/** The JSON that the server answers with; `undefined` for an empty answer. The caller names its type, from the OpenAPI document. */
export async function request<T>(path: string, options: RequestOptions = {}): Promise<T> {
  const { method = "GET", json, form, headers = {}, signal } = options;
  const body = form ?? (json === undefined ? undefined : JSON.stringify(json));
  const response = await send(path, {
    method,
    headers: {
      accept: "application/json",
      ...(json === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    ...(body === undefined ? {} : { body }),
    ...(signal === undefined ? {} : { signal }),
  });
  const text = await response.text();
  const value = parsed(text);
  if (!response.ok) throw problemOf(response.status, value);
  return value as T;
}

async function send(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, init);
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new Problem(0, "no answer");
  }
}

function parsed(text: string): unknown {
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
