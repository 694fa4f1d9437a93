// The programs that the tests run: dozor and the simulated provider, each on a free port, stopped at the end.
import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const TARGET = process.env["DOZOR_TARGET"] ?? fileURLToPath(new URL("../../target/debug", import.meta.url));
const PATIENCE_MS = 20_000;

/** What the simulated provider answers: an answer of its file, or one that says how it is given. */
export type Answers = Record<string, unknown>;

export const COMPREHENSIVE = "This query covers structure";
export const COMPLIANCE = "This query covers standards";

interface Running {
  child: ChildProcess;
  address: string;
}

function start(
  program: string,
  args: string[],
  environment: Record<string, string>,
  address: RegExp,
): Promise<Running> {
  return new Promise((resolve, reject) => {
    const child = spawn(join(TARGET, program), args, {
      env: { PATH: process.env["PATH"] ?? "", ...environment },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let said = "";
    const timer = setTimeout(
      () => reject(new Error(`${program} does not say its address:\n${said}`)),
      PATIENCE_MS,
    );
    const hear = (data: Buffer) => {
      said = (said + data.toString()).slice(-20_000);
      const found = address.exec(said)?.[1];
      if (found === undefined) return;
      clearTimeout(timer);
      resolve({ child, address: found });
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.on("error", (error) =>
      reject(new Error(`${program}: ${error.message}; run cargo build --workspace`)),
    );
    child.on("exit", (code) => reject(new Error(`${program} ended with ${code}:\n${said}`)));
  });
}

function stop(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once("exit", () => resolve());
    child.kill(signal);
  });
}

/** A dozor service of a test's own, with or without a provider. */
export class Dozor {
  readonly #folder = mkdtempSync(join(tmpdir(), "dozor-e2e-"));
  readonly #args: string[];
  #server: Running | null = null;
  #upstream: Running | null = null;
  #environment: Record<string, string> = {};

  constructor(args: string[] = []) {
    this.#args = args;
  }

  get url(): string {
    return `http://${this.#server?.address}`;
  }

  /** Starts the provider with these answers, to be asked by a service that is started after it. */
  async provide(answers: Answers, latencyMs = 0): Promise<void> {
    const file = join(this.#folder, "answers.json");
    writeFileSync(file, JSON.stringify(answers));
    const args = [file, "--latency-ms", String(latencyMs), "--listen", "127.0.0.1:0"];
    this.#upstream = await start("simulated-upstream", args, {}, /(http:\/\/\S+\/v1)\n/);
    this.#environment = { OPENAI_BASE_URL: this.#upstream.address, OPENAI_API_KEY: "none" };
  }

  async start(listen = "127.0.0.1:0"): Promise<void> {
    const journal = ["--journal", `sqlite:${join(this.#folder, "journal.db")}`];
    const environment = { HOME: this.#folder, DOZOR_DATA_DIR: this.#folder, ...this.#environment };
    const args = ["serve", "--listen", listen, ...journal, ...this.#args];
    this.#server = await start("dozor", args, environment, /"address":"([^"]+)"/);
  }

  /** Kills the service, as a crash would. */
  async kill(): Promise<void> {
    if (this.#server !== null) await stop(this.#server.child, "SIGKILL");
  }

  /** Starts it again where it was. */
  async restart(): Promise<void> {
    await this.start(this.#server?.address);
  }

  /** The output of a command of dozor on this service's journal. */
  run(command: string, ...args: string[]): Promise<string> {
    return new Promise((resolve, reject) => {
      const journal = ["--journal", `sqlite:${join(this.#folder, "journal.db")}`];
      const environment = {
        PATH: process.env["PATH"] ?? "",
        HOME: this.#folder,
        DOZOR_DATA_DIR: this.#folder,
      };
      const child = spawn(join(TARGET, "dozor"), [command, ...journal, ...args], { env: environment });
      let said = "";
      child.stdout.on("data", (data: Buffer) => (said += data.toString()));
      child.on("exit", (code) =>
        code === 0 ? resolve(said) : reject(new Error(`dozor ${command} ${args.join(" ")}: ${code}`)),
      );
    });
  }

  async close(): Promise<void> {
    await Promise.all(
      [this.#server, this.#upstream].map((one) => (one === null ? null : stop(one.child, "SIGKILL"))),
    );
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
