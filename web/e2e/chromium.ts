// Which Chromium the tests drive: the one that CHROMIUM names, the system's, or the one that Playwright fetched.
import { existsSync } from "node:fs";
import { chromium as playwright } from "@playwright/test";

const USUAL = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/opt/google/chrome/chrome",
];

export function chromium(): string {
  const named = process.env["CHROMIUM"];
  if (named !== undefined && named !== "") return named;
  return USUAL.find((path) => existsSync(path)) ?? playwright.executablePath();
}
