// Makes src/api/types.gen.ts out of the OpenAPI document of a dozor that it starts: `node scripts/types.mjs`.
// With --check it only says whether the file is current. DOZOR_BIN names the program (default ../target/debug/dozor).
import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import openapiTS, { astToString } from "openapi-typescript";

const FILE = fileURLToPath(new URL("../src/api/types.gen.ts", import.meta.url));
const PROGRAM = process.env.DOZOR_BIN ?? fileURLToPath(new URL("../../target/debug/dozor", import.meta.url));
const HEAD = "// Made by `npm run types` out of the server's OpenAPI document. Never edited.\n\n";

const folder = await mkdtemp(join(tmpdir(), "dozor-types-"));
// Without keys and without the network the document is the same everywhere.
const environment = {
  PATH: process.env.PATH ?? "",
  HOME: folder,
  DOZOR_DATA_DIR: folder,
  DOZOR_OFFLINE: "true",
};
const server = spawn(
  PROGRAM,
  ["serve", "--listen", "127.0.0.1:0", "--journal", `sqlite:${join(folder, "types.db")}`],
  {
    cwd: folder,
    env: environment,
    stdio: ["ignore", "ignore", "pipe"],
  },
);
try {
  const address = await listening(server);
  const response = await fetch(`http://${address}/api/openapi.json`);
  const types = HEAD + astToString(await openapiTS(await response.json()));
  if (process.argv.includes("--check")) {
    if ((await readFile(FILE, "utf8").catch(() => "")) !== types) {
      console.error("src/api/types.gen.ts is not that of the server's OpenAPI document: npm run types");
      process.exitCode = 1;
    }
  } else {
    await writeFile(FILE, types);
  }
} finally {
  server.kill();
  await rm(folder, { recursive: true, force: true });
}

function listening(child) {
  return new Promise((resolve, reject) => {
    let said = "";
    child.stderr.on("data", (data) => {
      said += data;
      const [, found] = /"address":"([^"]+)"/.exec(said) ?? [];
      if (found !== undefined) resolve(found);
    });
    child.on("error", () => reject(new Error(`${PROGRAM} cannot be started; build it with cargo build`)));
    child.on("exit", () => reject(new Error(`dozor serve ended:\n${said}`)));
  });
}
