// The one shape in which a failure reaches the page: RFC 9457, or our own words where no answer came.

/** Why a request failed. `status` 0: no answer at all (offline, server stopped). */
export class Problem extends Error {
  readonly status: number;
  readonly title: string;
  readonly detail: string;

  constructor(status: number, title: string, detail = "") {
    super(detail === "" ? title : `${title}: ${detail}`);
    this.name = "Problem";
    this.status = status;
    this.title = title;
    this.detail = detail;
  }

  get isOffline(): boolean {
    return this.status === 0;
  }

  get isUnauthorised(): boolean {
    return this.status === 401 || this.status === 403;
  }

  get isMissing(): boolean {
    return this.status === 404 || this.status === 410;
  }
}

function textOf(body: object, key: string): string {
  const value: unknown = Reflect.get(body, key);
  return typeof value === "string" ? value : "";
}

/** Makes a problem of an answer's status and body, whatever the body holds. */
export function problemOf(status: number, body: unknown): Problem {
  if (typeof body === "object" && body !== null) {
    return new Problem(status, textOf(body, "title") || `HTTP ${status}`, textOf(body, "detail"));
  }
  return new Problem(status, `HTTP ${status}`, typeof body === "string" ? body.slice(0, 300) : "");
}

/** Any thrown value as a problem. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  // fetch throws a TypeError where no answer came.
  if (error instanceof TypeError) return new Problem(0, "no answer");
  return new Problem(-1, error instanceof Error ? error.message : String(error));
}
