// Playwright's test with what every test of the page wants: a service, no console error, axe.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test as base, expect, type Page } from "@playwright/test";
import { Dozor } from "./programs.ts";

export { expect, type Page } from "@playwright/test";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

interface Fixtures {
  dozor: Dozor;
  /** Says of a test that the server goes away in it, so that the browser may complain of lost connections. */
  outage: { isExpected: boolean };
  quiet: void;
}

export const test = base.extend<Fixtures>({
  dozor: async ({}, use) => {
    const dozor = new Dozor();
    await use(dozor);
    await dozor.close();
  },
  outage: async ({}, use) => use({ isExpected: false }),
  quiet: [
    async ({ page, outage }, use) => {
      const said: string[] = [];
      page.on("console", (message) => {
        if (message.type() === "error" || message.type() === "warning") said.push(message.text());
      });
      page.on("pageerror", (error) => said.push(error.message));
      await use();
      const wrong = said.filter(
        (text) => !(outage.isExpected && /Failed to load resource|net::ERR/.test(text)),
      );
      expect(wrong, "errors in the console").toEqual([]);
    },
    { auto: true },
  ],
});

/** No violation of WCAG 2.2 A and AA that axe can find, and nothing wider than the window. */
export async function expectAccessible(page: Page): Promise<void> {
  // Through the debugger, so that the page's own policy need not let it in.
  await page.evaluate(AXE);
  const found = await page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run: (options: unknown) => Promise<{ violations: Violation[] }> };
    };
    interface Violation {
      id: string;
      nodes: { html: string; failureSummary?: string }[];
    }
    const values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
    const { violations } = await axe.run({ runOnly: { type: "tag", values }, resultTypes: ["violations"] });
    return violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.html} ${node.failureSummary}`).join("\n")}`,
    );
  });
  expect(found).toEqual([]);
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow, "the page is wider than the window").toBe(0);
}

/** Light and dark, wide and as narrow as a phone. */
export async function expectAccessibleEverywhere(page: Page): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    for (const width of [1280, 360]) {
      await page.setViewportSize({ width, height: 900 });
      await expectAccessible(page);
    }
  }
  await page.setViewportSize({ width: 1280, height: 900 });
}

export async function startExample(
  page: Page,
  url: string,
  name: string,
  start = "Start the audit",
): Promise<void> {
  await page.goto(url);
  await page.getByRole("button", { name }).click();
  await page.getByRole("button", { name: start }).click();
  await page.waitForURL(/\/audits\/[0-9a-f-]{36}$/);
}
