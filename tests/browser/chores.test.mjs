// What operators do with chores, with the script and without: a form that is wrong, a run with its log, pausing, stopping,
// trying before doing, files; and that a page of a run hears of it by itself.

import { after, before, describe, it } from "node:test";
import assert from "node:assert/strict";

import { bakery, launch, password, people, withPage } from "./browser.mjs";
import { button, fill, follow, link, message, pick } from "./tasks.mjs";

const viewport = { width: 1280, height: 900 };
const state = (page) => page.locator('[data-run="state"]').innerText();

// Waits until a run is somewhere: the page says so by itself, or is loaded again without the script.
async function until(page, what, isLive) {
  const end = Date.now() + 30_000;
  while (!what.test(await state(page))) {
    assert.ok(Date.now() < end, `the run never was ${what}: ${await state(page)}`);
    if (isLive) await page.waitForTimeout(100);
    else await page.reload();
  }
}

// Presses a button of a run, and waits for the page it leads to.
const press = (page, name) => follow(page, page.locator("#run-head").getByRole("button", { name }));

// Starts the slow one, once nobody else's is in the way.
async function recount(page) {
  const end = Date.now() + 30_000;
  for (;;) {
    await page.goto(`${bakery}/chores/recount_stock`);
    await follow(page, button(page, /^Start$/));
    if (await page.locator("#run-head").count()) return;
    assert.match(await page.locator("[role=alert]").innerText(), /keeps it out/);
    assert.ok(Date.now() < end, "another run never ended");
    await page.waitForTimeout(500);
  }
}

for (const javaScriptEnabled of [true, false]) {
  describe(`c70: chores ${javaScriptEnabled ? "with" : "without"} the script`, () => {
    let browser;
    before(async () => (browser = await launch()));
    after(() => browser.close());
    const on = (name, task) => it(name, () => withPage(browser, { javaScriptEnabled, viewport }, task));

    on("c70: finds one and is told what is wrong with its form", async (page) => {
      await page.goto(`${bakery}/chores`);
      await page.getByRole("searchbox", { name: /Search Chores/ }).fill("PRICES");
      if (!javaScriptEnabled) await follow(page, button(page, /^Search$/));
      const seen = page.locator(".chore:visible");
      await page.waitForFunction(() => [...document.querySelectorAll(".chore")].some((it) => !it.checkVisibility()) || document.querySelectorAll(".chore").length < 4);
      assert.ok((await seen.count()) >= 1);
      assert.equal(await seen.filter({ hasText: "recount_stock" }).count(), 0);
      await page.goto(`${bakery}/chores/reprice?category=1&factor=-2`);
      assert.equal(await page.locator('main [name="factor"]').inputValue(), "-2");
      await follow(page, button(page, /Try without/));
      const said = page.locator("[role=alert]");
      assert.match(await said.innerText(), /It was not started/);
      assert.equal(await page.locator('main [name="factor"]').inputValue(), "-2", "what was typed is kept");
      assert.equal(await page.locator('main [name="factor"]').getAttribute("aria-invalid"), "true");
      await page.getByText("How it is written").click();
      assert.match(await page.locator(".chore-source pre").innerText(), /async fn reprice/);
      // A row that an input names is picked, with the script from a list and without it on a page of its own.
      await pick(page, "category", "mUFf", "Muffins", javaScriptEnabled);
      assert.match(await page.locator('main [name="category"]').inputValue(), /^\d+$/);
    });

    on("c31 j74: a slow one is paused, goes on and is stopped", async (page) => {
      await recount(page);
      await until(page, /Running/, javaScriptEnabled);
      await press(page, /^Pause$/);
      await until(page, /Paused/, javaScriptEnabled);
      await press(page, /^Go on$/);
      await until(page, /Running/, javaScriptEnabled);
      await press(page, /^Stop$/);
      await until(page, /Stopped/, javaScriptEnabled);
      assert.match(await page.locator("#run-note").innerText(), /What was done stays done/);
      await follow(page, link(page, /^Start again/));
      assert.match(await page.locator("main").innerText(), /What was typed for an earlier run/);
    });

    on("j77: what is tried is shown, and changes nothing", async (page) => {
      await page.goto(`${bakery}/chores/reprice?category=1&factor=1.1`);
      await follow(page, button(page, /Try without/));
      await until(page, /Succeeded/, javaScriptEnabled);
      assert.match(await page.locator("#run-note").innerText(), /Nothing was changed/);
      const change = page.locator(".change").first();
      await change.waitFor();
      assert.match(await change.locator("tr.changed").first().innerText(), /changed/i);
      await press(page, /^Run exactly this$/);
      assert.match(await state(page), /Waits for others/);
      assert.match(await page.locator("#run-approvals").innerText(), /Nobody agrees to a run of their own/);
      await press(page, /^Stop$/);
      await until(page, /Stopped/, javaScriptEnabled);
    });

    on("c71 j80: a file goes in, and what comes out is saved", async (page) => {
      await page.goto(`${bakery}/chores/import_prices`);
      await follow(page, button(page, /^(Start|Ask)/));
      assert.match(await page.locator("[role=alert]").innerText(), /It was not started/);
      const file = page.locator("main input[type=file]").first();
      await file.setInputFiles({ name: "prices.csv", mimeType: "text/csv", buffer: Buffer.from("title,price\nGolden Rye bread,4.50\n") });
      await follow(page, button(page, /^(Start|Ask)/));
      await until(page, /Succeeded|Failed/, javaScriptEnabled);
      assert.match(await page.locator("#run-files, [aria-labelledby=run-inputs]").first().innerText(), /prices\.csv/);
      const [saved] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Download as text" }).click()]);
      assert.match(saved.suggestedFilename(), /^import_prices-\d{4}-.*\.txt$/);
    });

    on("j81: finds a run in the history", async (page) => {
      await page.goto(`${bakery}/chores/runs`);
      await page.locator("summary", { hasText: "Filters" }).click();
      await page.locator(".panel select[name=chore]").selectOption("reprice");
      await follow(page, button(page, /^Apply$/));
      const titles = await page.locator("#run-list tbody th").allInnerTexts();
      assert.ok(titles.length > 0 && titles.every((title) => /reprice/.test(title)), titles.join());
      await follow(page, page.locator("#run-list tbody th a").first());
      assert.equal(await page.locator("h1").count(), 1);
      // Back as it was left, and without what narrowed it.
      await follow(page, page.locator(".crumbs a", { hasText: "Runs" }));
      assert.match(page.url(), /chore=reprice/);
      await follow(page, page.locator(".chip a"));
      assert.ok(!page.url().includes("chore="), page.url());
    });
  });
}

describe("j79: the page of a run hears of it", () => {
  let browser;
  before(async () => (browser = await launch()));
  after(() => browser.close());

  it("j79 c73: lines and numbers come by themselves, each line once", () =>
    withPage(browser, { viewport }, async (page) => {
      await recount(page);
      await until(page, /Running/, true);
      assert.equal(await page.locator("[data-live-on]").isVisible(), true);
      const lines = () => page.locator(".run-log li").count();
      const before = await lines();
      await page.waitForFunction((before) => document.querySelectorAll(".run-log li").length > before, before);
      const numbers = await page.locator(".run-log li").evaluateAll((items) => items.map((item, at) => item.value || at + 1));
      assert.equal(new Set(numbers).size, numbers.length, "each once");
      await page.evaluate(() => (window.stayed = true));
      await page.locator("#run-head").getByRole("button", { name: "Stop" }).waitFor();
      // Somebody else stops it.
      const other = await page.context().newPage();
      await other.goto(page.url());
      await follow(other, other.locator("#run-head").getByRole("button", { name: "Stop" }));
      await until(page, /Stopped/, true);
      assert.equal(await page.evaluate(() => window.stayed), true, "the page was not loaded again");
      await page.locator("[data-run-live]").waitFor({ state: "detached" });
    }));
});

for (const [database, base] of Object.entries(people)) {
  describe(`j78: two people on ${database}`, () => {
    let browser;
    before(async () => (browser = await launch()));
    after(() => browser.close());

    const signedIn = async (page, name, path) => {
      await page.goto(`${base}${path}`);
      await page.locator("main [name=email]").fill(`${name}@bakery.example`);
      await page.locator("main [name=password]").fill(password);
      await follow(page, page.locator("main button:not([type])").last());
    };

    it("j78: one asks, and it begins once the other has agreed", async () => {
      let place;
      await withPage(browser, { viewport }, async (page) => {
        await signedIn(page, "admin", "/chores/reprice?category=1&factor=1");
        await follow(page, button(page, /^Ask others to agree$/));
        assert.match(await message(page), /waits for others to agree/);
        place = new URL(page.url()).pathname.replace("/admin", "");
      });
      await withPage(browser, { viewport, javaScriptEnabled: false }, async (page) => {
        await signedIn(page, "viewer", place);
        assert.equal(await page.locator("#run-head button").count(), 0, "nothing else can be done");
        await follow(page, button(page, /^Agree$/));
        assert.match(await page.locator("#approval-reason-error").innerText(), /Say why/);
        await fill(page, { reason: "flour is dearer" });
        await follow(page, button(page, /^Agree$/));
        assert.match(await message(page), /You have agreed/);
        await until(page, /Succeeded/, false);
        assert.match(await page.locator("#run-approvals").innerText(), /Agreed Vera[\s\S]*flour is dearer/);
      });
    });
  });
}
