#!/usr/bin/env python3
"""Providers simulated by a third party (llmock): each fault on each of the three protocols, judged by its own verdict too.

Usage: python3 bench/torture/upstreams.py [path of the dozor binary]. Part of `make torture`; makes its own virtual environment.
"""

import json
import os
import pathlib
import subprocess
import sys
import time
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
DOZOR = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "target/release/dozor"
HOME = ROOT / "target/torture"
PORT = 8120
HOST = f"http://127.0.0.1:{PORT}"
KEY = "sk-torture-0123456789"
PROVIDERS = {
    "openai": {"OPENAI_API_KEY": KEY, "OPENAI_BASE_URL": f"{HOST}/v1"},
    "claude": {"ANTHROPIC_API_KEY": KEY, "ANTHROPIC_BASE_URL": f"{HOST}/anthropic"},
    "gemini": {"GEMINI_API_KEY": KEY, "GEMINI_BASE_URL": f"{HOST}/gemini"},
}
TIMEOUT_S = 6


def fault(kind, times, **more):
    return {"type": "stream_fault", "kind": kind, "after_chunks": 3, "times": times, **more}


def refusal(status, times, **more):
    return {"type": "fail", "status": status, "times": times, **more}


# Name, what the upstream does before it answers well, and what may come of it: exit code, outcomes, attempts at least,
# and the findings of llmock that are no fault of ours.
CASES = [
    ("no fault", [], 0, {"complete"}, 1, ()),
    ("429 with retry-after, then well", [refusal(429, 2, retry_after=1)], 0, {"complete"}, 2, ()),
    ("500, then well", [refusal(500, 2)], 0, {"complete"}, 2, ()),
    ("503, then well", [refusal(503, 2)], 0, {"complete"}, 2, ()),
    ("ends early, cleanly, then well", [fault("truncate", 2)], 0, {"complete"}, 2, ()),
    ("cut, then well", [fault("disconnect", 2)], 0, {"complete"}, 2, ()),
    ("a broken frame, then well", [fault("malformed", 2)], 0, {"complete"}, 2, ()),
    ("401 always", [refusal(401, 20)], 1, set(), 1, ()),
    ("400 always", [refusal(400, 20)], 1, set(), 1, ()),
    # Waiting a minute would pass the query's own deadline: there is nothing to retry for.
    ("429 beyond the deadline", [refusal(429, 20, retry_after=60)], 1, set(), 1, ("gave_up",)),
    # Where every attempt is cut, the last one has to be given up; the audit says so. Full jitter may look constant.
    ("always ends early, cleanly", [fault("truncate", 20)], 1, set(), 2, ("truncated_stream_accepted", "no_backoff")),
    ("stalls", [fault("stall", 20, stall_seconds=20)], 1, set(), 1, ()),
]


def call(path, body=None):
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(HOST + path, data=data, headers={"content-type": "application/json"})
    with urllib.request.urlopen(request, timeout=10) as response:
        return response.read().decode()


def install():
    python = HOME / "venv/bin/python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", HOME / "venv"], check=True)
    subprocess.run([python, "-m", "pip", "install", "--quiet", "llmock==0.2.2"], check=True)
    return HOME / "venv/bin/llmock"


def start(llmock):
    log = open(HOME / "llmock.log", "w")
    command = [llmock, "serve", "--port", str(PORT), "--log-level", "warning"]
    server = subprocess.Popen(command, stdout=log, stderr=log)
    for _ in range(100):
        try:
            call("/_llmock/verdict")
            return server
        except OSError:
            time.sleep(0.1)
    server.kill()
    sys.exit(f"llmock did not start; see {log.name}")


def audit(provider, timeout):
    clean = {name: value for name, value in os.environ.items() if not name.endswith(("_API_KEY", "_BASE_URL"))}
    command = [DOZOR, "audit", ROOT / "examples/foundation-strip.toml", "--provider", provider, "--format", "json"]
    return subprocess.run([*command, "--timeout", str(timeout)], env=clean | PROVIDERS.get(provider, {}) | {"DOZOR_LOG": "trace"},
                          capture_output=True, text=True, timeout=timeout + 20)


def well(answer):
    # Both queries get the same reply, which holds the sections of both: what a query does not owe is left alone.
    return {"type": "reply", "text": answer, "times": 20}


def play(provider, case, answer):
    name, behaviours, exit_code, outcomes, attempts, not_ours = case
    call("/_llmock/reset", {})
    call("/_llmock/scenario", {"behaviors": [*behaviours, well(answer)]})
    started = time.monotonic()
    run = audit(provider, TIMEOUT_S)
    took = time.monotonic() - started
    faults = []
    if run.returncode != exit_code:
        faults.append(f"exit code {run.returncode}, not {exit_code}: {run.stderr.strip().splitlines()[-3:]}")
    elif exit_code == 0:
        queries = json.loads(run.stdout)["performance"]["queries"].values()
        if {query["outcome"] for query in queries} != outcomes:
            faults.append(f"outcomes {[query['outcome'] for query in queries]}: {[query['error'] for query in queries]}")
        if max(query["attempts"] for query in queries) < attempts:
            faults.append(f"attempts {[query['attempts'] for query in queries]}")
        if not all(query["tokens_input"] and query["tokens_output"] for query in queries):
            faults.append("tokens are not counted")
    elif "All hybrid queries failed" not in run.stderr or run.stdout:
        faults.append(f"no clear error: {run.stderr[-300:]!r}")
    if KEY in run.stdout + run.stderr:
        faults.append("THE KEY IS IN THE OUTPUT")
    verdict = json.loads(call("/_llmock/verdict"))
    grave = [finding for finding in verdict["findings"] if finding["severity"] in ("warning", "error")]
    faults += [f"llmock's verdict: {finding['title']}" for finding in grave if finding["code"] not in not_ours]
    print(f"{'FAILED' if faults else 'ok':7}{provider:8}{name:36}{took:5.1f} s", *faults, sep="  ", flush=True)
    return not faults


def main():
    HOME.mkdir(parents=True, exist_ok=True)
    server = start(install())
    try:
        by_rules = json.loads(audit("rules", TIMEOUT_S).stdout)
        ours = {name for name, made_by in by_rules["provenance"].items() if made_by == "rules"}
        answer = json.dumps({name: by_rules[name] for name in by_rules if name in ours}, ensure_ascii=False)
        results = [play(provider, case, answer) for case in CASES for provider in PROVIDERS]
    finally:
        server.terminate()
    print(f"{sum(results)} of {len(results)} held")
    sys.exit(0 if all(results) else 1)


main()
