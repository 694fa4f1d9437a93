// With a simulated provider: both answer, one fails, both fail, a stall, a cut; reload, crash, cancel; hostile answers.
import { readFileSync } from "node:fs";
import { COMPLIANCE, COMPREHENSIVE, type Answers } from "./programs.ts";
import { expect, expectAccessibleEverywhere, startExample, test, type Page } from "./test.ts";

const ANSWERS = JSON.parse(
  readFileSync(new URL("../../examples/simulated-answers.json", import.meta.url), "utf8"),
) as Answers;
const FAILS = { simulate: { status: 400 } };

function lane(page: Page, name: string) {
  return page.getByRole("article", { name });
}

test("both queries answer side by side, sections come one by one, wrong claims stand beside the rules", async ({
  page,
  dozor,
}) => {
  await dozor.provide(ANSWERS, 4_000);
  await dozor.start();
  await startExample(page, dozor.url, "Foundation strip");
  await expect(page.getByText("Found by the rules at once")).toBeVisible();
  await expect(lane(page, "Comprehensive analysis")).toContainText("answering");
  await expect(lane(page, "Compliance and risks")).toContainText("answering");
  await expect(page.getByRole("region", { name: "Exposure and required concrete" })).toBeVisible();
  await expect(page.getByRole("region", { name: "How the audit was made" })).toHaveCount(0);
  await expectAccessibleEverywhere(page);
  await expect(page.getByRole("region", { name: "How the audit was made" })).toBeVisible();
  const claims = page.getByRole("region", { name: "Model against standard" });
  await expect(claims).toContainText("C16/20");
  await expect(claims).toContainText("ČSN P 73 2404");
  await expect(page.getByText("Parallel efficiency")).toBeVisible();
  await expectAccessibleEverywhere(page);
});

test("a reload and a second tab in the middle lose nothing", async ({ page, dozor, context }) => {
  await dozor.provide(ANSWERS, 4_000);
  await dozor.start();
  await startExample(page, dozor.url, "Foundation strip");
  await expect(lane(page, "Compliance and risks")).toContainText("answering");
  await page.reload();
  await expect(page.getByText("Found by the rules at once")).toBeVisible();
  const second = await context.newPage();
  await second.goto(page.url());
  for (const tab of [page, second]) {
    await expect(tab.getByRole("region", { name: "How the audit was made" })).toContainText("complete");
  }
});

test("a crash and a restart of the server in the middle lose nothing", async ({ page, dozor, outage }) => {
  outage.isExpected = true;
  await dozor.provide(ANSWERS, 5_000);
  await dozor.start();
  await startExample(page, dozor.url, "Foundation strip");
  await expect(lane(page, "Compliance and risks")).toContainText("answering");
  await dozor.kill();
  await expect(page.getByText("Connection lost. Reconnecting; nothing is lost.")).toBeVisible();
  await expectAccessibleEverywhere(page);
  await dozor.restart();
  await expect(page.getByRole("region", { name: "How the audit was made" })).toBeVisible({ timeout: 45_000 });
  await expect(page.getByText("Connection lost")).toHaveCount(0);
  await expect(page.getByRole("heading", { name: /Not compliant/ })).toBeVisible();
});

test("one query fails: the other half stands, and only the missing half is asked again", async ({
  page,
  dozor,
  outage,
}) => {
  outage.isExpected = true;
  await dozor.provide({ [COMPREHENSIVE]: FAILS, ...omit(COMPREHENSIVE) });
  await dozor.start();
  await startExample(page, dozor.url, "Foundation strip");
  await expect(page.getByText("Failed: Comprehensive analysis.")).toBeVisible();
  await expect(page.getByRole("region", { name: "Exposure and required concrete" })).toContainText(
    "No answer came",
  );
  await expect(page.getByRole("region", { name: "Risks" })).toContainText("Ground water in the trench");
  await expectAccessibleEverywhere(page);
  const before = page.url();
  await page.getByRole("button", { name: "Ask again what is missing" }).click();
  await expect.poll(() => page.url()).not.toBe(before);
  await expect(page.getByText("Failed: Comprehensive analysis.")).toBeVisible();
});

test("both queries fail: each cause is named, and the rules can answer instead", async ({ page, dozor }) => {
  await dozor.provide({ default: FAILS });
  await dozor.start();
  await startExample(page, dozor.url, "Foundation strip");
  await expect(page.getByRole("alert")).toContainText("All hybrid queries failed");
  await expect(page.getByRole("alert").getByRole("listitem").first()).toBeVisible();
  await expect(page.getByText("Found by the rules at once")).toBeVisible();
  await expectAccessibleEverywhere(page);
  await page.getByRole("button", { name: "Audit by the rules instead" }).click();
  await expect(page.getByLabel("Answered by")).toHaveValue("rules");
  await page.getByRole("button", { name: "Start the audit" }).click();
  await expect(page.getByRole("heading", { name: /Not compliant/ })).toBeVisible();
});

test("a stall and a cut leave what had arrived, marked as partial", async ({ page, dozor }) => {
  const stalled = { simulate: { stall_after: 10, latency_ms: 1_000 }, answer: ANSWERS[COMPREHENSIVE] };
  const cut = { simulate: { cut_after: 12, latency_ms: 1_000 }, answer: ANSWERS[COMPLIANCE] };
  await dozor.provide({ [COMPREHENSIVE]: stalled, [COMPLIANCE]: cut });
  await dozor.start();
  await startExample(page, dozor.url, "Foundation strip");
  await expect(lane(page, "Compliance and risks")).toContainText("partial");
  await expect(lane(page, "Comprehensive analysis")).toContainText("answering");
  await expect(page.getByText(/Answered only in part: .*Comprehensive analysis/)).toBeVisible({
    timeout: 40_000,
  });
  await expect(page.getByText("No answer came").first()).toBeVisible();
  await expectAccessibleEverywhere(page);
});

test("an audit is cancelled", async ({ page, dozor }) => {
  await dozor.provide(ANSWERS, 30_000);
  await dozor.start();
  await startExample(page, dozor.url, "Foundation strip");
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByText("The audit was cancelled.")).toBeVisible();
  await expect(lane(page, "Comprehensive analysis")).toContainText("stopped");
  await expectAccessibleEverywhere(page);
});

test("a hostile answer is shown as text and breaks nothing", async ({ page, dozor }) => {
  const script = '<script>window.hacked = true</script><img src=x onerror="window.hacked = true">';
  const answers = structuredClone(ANSWERS) as Record<string, Record<string, unknown>>;
  const [comprehensive, compliance] = [answers[COMPREHENSIVE]!, answers[COMPLIANCE]!];
  comprehensive["project_summary"] = {
    title: script,
    structure_type: "x",
    summary: "[link](javascript:alert(1))",
  };
  comprehensive["assumptions"] = ["w".repeat(10_000), "[click](https://evil.example)", "abc\u202edef\u200f"];
  compliance["recommendations"] = [
    { priority: "must", item: "x".repeat(10_000), reason: script, effort: "" },
  ];
  compliance["rfi_items"] = [
    { priority: "high", to: script, question: "z".repeat(10_000), needed_for: "", deadline: "" },
  ];
  await dozor.provide(answers);
  await dozor.start();
  await startExample(page, dozor.url, "Foundation strip");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("<script>");
  await expect(page.getByText("[click](https://evil.example)")).toBeVisible();
  await expect(page.getByText("abc[U+202E]def[U+200F]")).toBeVisible();
  expect(await page.evaluate(() => "hacked" in window)).toBe(false);
  await expect(page.locator('a[href*="evil"], a[href^="javascript"], main img, main script')).toHaveCount(0);
  await expectAccessibleEverywhere(page);
});

function omit(name: string): Answers {
  return Object.fromEntries(Object.entries(ANSWERS).filter(([key]) => key !== name));
}
