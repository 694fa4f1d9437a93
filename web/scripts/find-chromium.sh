#!/bin/sh
# Sees to it that the end-to-end tests have a Chromium: the one that CHROMIUM names, the system's, Debian's package,
# or Playwright's own. Says what to do where none can be had.
set -eu
cd "$(dirname "$0")/.."

found() {
  [ -n "${CHROMIUM:-}" ] && [ -x "$CHROMIUM" ] && return
  for path in /usr/bin/chromium /usr/bin/chromium-browser /usr/bin/google-chrome /opt/google/chrome/chrome; do
    [ -x "$path" ] && return
  done
  node -e 'process.exit(require("fs").existsSync(require("@playwright/test").chromium.executablePath()) ? 0 : 1)'
}

found && exit
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "installing Debian's chromium for the end-to-end tests"
  { apt-get update && apt-get install -y --no-install-recommends chromium; } >/dev/null 2>&1 || true
fi
found && exit
echo "fetching Playwright's Chromium for the end-to-end tests"
npx playwright install chromium || true
found && exit
echo "No Chromium: install one, or name it: CHROMIUM=/path/to/chromium make test" >&2
exit 1
