// The main job with no key: the embedded rules answer.
import { gzipSync } from "node:zlib";
import { expect, expectAccessibleEverywhere, startExample, test } from "./test.ts";

test.beforeEach(async ({ dozor }) => dozor.start());

test("an example is audited by the rules, and the result says so", async ({ page, dozor }) => {
  await startExample(page, dozor.url, "Foundation strip");
  await expect(page.getByRole("heading", { name: /Not compliant/ })).toBeVisible();
  await expect(page.getByText("C25/30").first()).toBeVisible();
  await expect(page.getByRole("region", { name: "Elements" })).toContainText("strip footing");
  await expect(page.getByRole("region", { name: "Model against standard" })).toHaveCount(0);
  await expect(page.getByText("The embedded rules answer; nothing leaves the server.")).toBeVisible();
  await expect(page).toHaveTitle(/^🚨 /);
  await expectAccessibleEverywhere(page);
});

test("checks are filtered, risks are shown as a matrix, a fault leads to its position", async ({
  page,
  dozor,
}) => {
  await startExample(page, dozor.url, "Foundation strip");
  const checks = page.getByRole("region", { name: "Compliance checks" });
  await checks.getByText(/^Fail/).first().click();
  await expect(checks.getByRole("row")).toHaveCount(3);
  const risks = page.getByRole("region", { name: "Risks" });
  await risks.getByText("Matrix").click();
  await risks.getByRole("button", { name: /Critical: 1 risk/ }).click();
  await expect(risks.getByRole("heading", { level: 3 })).toHaveCount(1);
  const faults = page.getByRole("region", { name: "Faults of the documents" });
  await faults.getByRole("button", { name: "Show position 2" }).click();
  await expect(faults).toContainText("274321511");
  await expectAccessibleEverywhere(page);
});

test("the whole in Czech, from the browser's language", async ({ browser, dozor }) => {
  const context = await browser.newContext({ locale: "cs-CZ" });
  const page = await context.newPage();
  await startExample(page, dozor.url, "Parkovací deska", "Spustit audit");
  await expect(page.getByRole("heading", { name: /Nevyhovuje/ })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "cs");
  await expect(page.getByRole("region", { name: "Vliv prostředí a požadovaný beton" })).toContainText(
    "nejvýše 0,45",
  );
  await expectAccessibleEverywhere(page);
  await page.getByLabel("Jazyk").selectOption("en");
  await expect(page.getByRole("region", { name: "Exposure and required concrete" })).toContainText(
    "at most 0.45",
  );
  await context.close();
});

test("audits are listed, searched, compared and erased", async ({ page, dozor }) => {
  for (const name of ["Foundation strip", "Parking deck"]) {
    await startExample(page, dozor.url, name);
    await expect(page.getByRole("heading", { name: /Not compliant/ })).toBeVisible();
  }
  await page.getByRole("link", { name: "Audits" }).click();
  await expect(page.getByRole("listitem").filter({ hasText: "Critical risk" })).toHaveCount(2);
  await expectAccessibleEverywhere(page);
  for (const box of await page.getByRole("checkbox").all()) await box.check();
  await page.getByRole("button", { name: "Compare the two selected" }).click();
  await expect(page.getByText("The descriptions differ")).toBeVisible();
  await expect(page.getByRole("row", { name: /Strength class/ })).toContainText("C30/37");
  await expectAccessibleEverywhere(page);
  await page.goBack();
  await page.getByLabel("Search").fill("parking");
  await expect(page.getByRole("checkbox")).toHaveCount(1);
  await page.getByRole("button", { name: /^Erase/ }).click();
  await expectAccessibleEverywhere(page);
  await page.getByRole("button", { name: "Erase for ever" }).click();
  await expect(page.getByText("No audit matches.")).toBeVisible();
});

test("settings, an unknown audit and an unknown address are drawn", async ({ page, dozor, outage }) => {
  await page.goto(`${dozor.url}/settings`);
  await expect(page.getByText("This server needs no token")).toBeVisible();
  await expect(page.getByText("No model is configured")).toBeVisible();
  await expectAccessibleEverywhere(page);
  outage.isExpected = true;
  await page.goto(`${dozor.url}/audits/01939e3a-0000-7000-8000-000000000001`);
  await expect(page.getByText("This audit is not on the server")).toBeVisible();
  await expectAccessibleEverywhere(page);
});

test("the report is offered in the forms that the server has", async ({ page, dozor }) => {
  await startExample(page, dozor.url, "Production hall");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Export JSON" }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^dozor-.*\.json$/);
});

test("the first view needs less than 150 KiB of JavaScript", async ({ page, dozor }) => {
  const scripts: Promise<Buffer>[] = [];
  page.on("response", (response) => {
    if (response.url().endsWith(".js")) scripts.push(response.body());
  });
  await page.goto(dozor.url);
  await expect(page.getByRole("button", { name: "Start the audit" })).toBeVisible();
  const sizes = (await Promise.all(scripts)).map((script) => gzipSync(script).length);
  const sum = sizes.reduce((total, size) => total + size, 0);
  expect(sum).toBeGreaterThan(10 * 1024);
  expect(sum).toBeLessThan(150 * 1024);
});
