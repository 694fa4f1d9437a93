// The brief: files, thousands of positions, drafts, faults, keyboard, a protected server, an unreachable one.
import { readFileSync } from "node:fs";
import { Dozor } from "./programs.ts";
import { expect, expectAccessible, expectAccessibleEverywhere, test } from "./test.ts";

const BILL = {
  name: "bill-of-quantities.xlsx",
  mimeType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  buffer: readFileSync(new URL("../../examples/bill-of-quantities.xlsx", import.meta.url)),
};

test("a bill becomes positions, which can be edited and are kept over a reload", async ({ page, dozor }) => {
  await dozor.start();
  await page.goto(dozor.url);
  await page
    .getByLabel("Choose files")
    .setInputFiles([
      BILL,
      { name: "report.txt", mimeType: "text/plain", buffer: Buffer.from("Základový pas, beton C25/30 XC2.") },
    ]);
  await expect(page.getByText(/bill-of-quantities.xlsx: \d+ positions/)).toBeVisible();
  await expect(page.getByText("report.txt: document")).toBeVisible();
  const quantity = page.getByLabel("Quantity, position 1", { exact: true });
  await quantity.fill("many");
  await expect(page.getByText("1 value is not a number; the first is in position 1.")).toBeVisible();
  await expectAccessibleEverywhere(page);
  await quantity.fill("100,5");
  await quantity.press("ArrowDown");
  await expect(page.getByLabel("Quantity, position 2", { exact: true })).toBeFocused();
  await page.getByLabel("Project description").fill("Základový pas rodinného domu.");
  await page.reload();
  await expect(page.getByLabel("Quantity, position 1", { exact: true })).toHaveValue("100,5");
  await expect(page.getByLabel("Project description")).toHaveValue("Základový pas rodinného domu.");
  await page.getByRole("button", { name: "Start the audit" }).click();
  await expect(page.getByRole("region", { name: "How the audit was made" })).toBeVisible();
});

test("3,000 positions stay smooth and are audited", async ({ page, dozor }) => {
  await dozor.start();
  await page.goto(dozor.url);
  // Long bills come out of the server's own reader; here they come out of a kept draft.
  await page.evaluate(async () => {
    const position = (key: number) => ({
      key,
      code: String(100_000_000 + key),
      item_name: `Základové pasy ze železobetonu C25/30, část ${key}`,
      quantity: "2.5",
      unit: "m³",
      unit_price: "3650",
      origin: null,
      file: null,
    });
    const draft = {
      description: "Foundation strip 45 m × 0.8 m × 0.6 m, outdoor",
      positions: Array.from({ length: 3_000 }, (_, index) => position(index + 1)),
      specifications: [],
      documents: [],
      files: [],
      options: { plan: "hybrid", profile: "csn", provider: "auto", lang: "en" },
      nextKey: 3_001,
    };
    await new Promise<void>((resolve, reject) => {
      const request = indexedDB.open("dozor", 1);
      request.onupgradeneeded = () => request.result.createObjectStore("drafts");
      request.onerror = () => reject(request.error);
      request.onsuccess = () => {
        const transaction = request.result.transaction("drafts", "readwrite");
        transaction.objectStore("drafts").put(draft, "new-audit");
        transaction.oncomplete = () => resolve();
      };
    });
  });
  await page.reload();
  const table = page.getByRole("table", { name: "Positions" });
  await expect(page.getByText(/3000 positions/)).toBeVisible();
  expect(await table.getByRole("row").count()).toBeLessThan(60);
  await table.evaluate((element) => element.scrollTo(0, element.scrollHeight));
  const last = page.getByLabel("Item, position 3000", { exact: true });
  await expect(last).toBeVisible();
  await last.fill("changed");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Start the audit" }).click();
  await expect(page.getByRole("region", { name: "How the audit was made" })).toBeVisible({ timeout: 45_000 });
});

test("what is missing is said at its field", async ({ page, dozor }) => {
  await dozor.start();
  await page.goto(dozor.url);
  await page.getByRole("button", { name: "Start the audit" }).click();
  await expect(page.getByText("Write at least 3 characters about the project.")).toBeVisible();
  await expect(page.getByLabel("Project description")).toBeFocused();
  await expectAccessibleEverywhere(page);
});

test("a file that is no bill is refused with the reason", async ({ page, dozor, outage }) => {
  outage.isExpected = true;
  await dozor.start();
  await page.goto(dozor.url);
  const buffer = Buffer.from("not a workbook");
  await page
    .getByLabel("Choose files")
    .setInputFiles({ name: "broken.xlsx", mimeType: "application/octet-stream", buffer });
  await expect(page.getByRole("alert")).toContainText("broken.xlsx could not be read");
  await expectAccessibleEverywhere(page);
});

test("the main job is done with the keyboard alone", async ({ page, dozor }) => {
  await dozor.start();
  await page.goto(dozor.url);
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to content" })).toBeFocused();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Parking deck 200 m², exposed to de-icing salts, C25/30 without air entrainment");
  await page.keyboard.press("Tab");
  while (
    !(await page
      .getByRole("button", { name: "Start the audit" })
      .evaluate((one) => one === document.activeElement))
  ) {
    await page.keyboard.press("Tab");
  }
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: /Not compliant/ })).toBeVisible();
});

test("a protected server lets the page in with a token", async ({ page, outage }) => {
  outage.isExpected = true;
  const dozor = new Dozor(["--require-token"]);
  try {
    const token = (await dozor.run("token", "new", "page")).match(/\bdozor\S+/)?.[0] ?? "";
    await dozor.start();
    await page.goto(`${dozor.url}/audits`);
    await expect(page.getByText("This server asks for a token.")).toBeVisible();
    await page.getByRole("link", { name: "Sign in" }).click();
    await page.getByLabel("Token").fill("wrong");
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByText("The server does not know this token.")).toBeVisible();
    await expectAccessibleEverywhere(page);
    await page.getByLabel("Token").fill(token);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByText("You are signed in.")).toBeVisible();
    await page.getByRole("link", { name: "New audit" }).click();
    await page.getByRole("button", { name: "Parking deck" }).click();
    await page.getByRole("button", { name: "Start the audit" }).click();
    await expect(page.getByRole("heading", { name: /Not compliant/ })).toBeVisible();
  } finally {
    await dozor.close();
  }
});

test("a server that does not answer is said to, and the form keeps what was written", async ({
  page,
  dozor,
  outage,
}) => {
  outage.isExpected = true;
  await dozor.start();
  await page.goto(dozor.url);
  await page.getByRole("button", { name: "Parking deck" }).click();
  await dozor.kill();
  await page.getByRole("button", { name: "Start the audit" }).click();
  await expect(page.getByText("The server does not answer.")).toBeVisible();
  await expectAccessibleEverywhere(page);
  await dozor.restart();
  await page.getByRole("button", { name: "Start the audit" }).click();
  await expect(page.getByRole("heading", { name: /Not compliant/ })).toBeVisible();
});
