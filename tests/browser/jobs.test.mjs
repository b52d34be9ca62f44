// What operators do with jobs, with the script and without; and that a page keeps itself fresh.

import { after, before, describe, it } from "node:test";
import assert from "node:assert/strict";

import { bakery, launch, withPage } from "./browser.mjs";
import { button, fill, follow, link, message } from "./tasks.mjs";

const state = (page) => page.locator("#job-head .badge").innerText();

// Adds a job and stays on its page.
async function add(page, type, values, more = {}) {
  await page.goto(`${bakery}/jobs/new?type=${type}`);
  await fill(page, { ...values, ...more });
  await follow(page, button(page, /^Add the job$/));
  assert.match(await message(page), /was added/);
}

// Loads the page until it says something.
async function until(page, what) {
  const end = Date.now() + 30_000;
  while ((await state(page)) !== what) {
    assert.ok(Date.now() < end, `the job never was ${what}: ${await state(page)}`);
    await page.reload();
  }
}

for (const javaScriptEnabled of [true, false]) {
  describe(`j58: jobs ${javaScriptEnabled ? "with" : "without"} the script`, () => {
    let browser;
    before(async () => (browser = await launch()));
    after(() => browser.close());
    const on = (name, task) => it(name, () => withPage(browser, { javaScriptEnabled, viewport: { width: 1280, height: 900 } }, task));

    on("j62: retries a failed job", async (page) => {
      await add(page, "announce", { "arg.product_id": "5" });
      await until(page, "Succeeded");
      await add(page, "print_labels", { "arg.count": "0" }, { run_at: "" });
      await until(page, "Succeeded");
      await add(page, "rise", { "arg.dough": "rye" });
      await until(page, "Scheduled");
      await follow(page, button(page, /^Cancel$/));
      await until(page, "Cancelled");
      await follow(page, button(page, /^Retry$/));
      assert.equal(await message(page), "The job will run again.");
      await until(page, "Scheduled");
      await follow(page, button(page, /^Cancel$/));
    });

    on("j16: cancels a running one", async (page) => {
      await add(page, "print_labels", { "arg.count": "600" });
      await until(page, "Running");
      await follow(page, button(page, /^Cancel$/));
      assert.equal(await message(page), "The job was asked to stop.");
      await until(page, "Cancelled");
      assert.match(await page.locator("main").innerText(), /stopped after \d+ labels|Cancelled by/);
    });

    on("j52: pauses a queue and lets it go on", async (page) => {
      await page.goto(`${bakery}/jobs/queues`);
      const own = page.locator(".queue-forms details", { hasText: "mail" });
      await own.locator("summary").click();
      await follow(page, own.getByRole("button", { name: /^Pause/ }));
      assert.match(await page.locator("[role=alert]").innerText(), /Say why/);
      await own.locator("[name=reason]").fill("the post office is closed");
      await follow(page, own.getByRole("button", { name: /^Pause/ }));
      assert.match(await message(page), /mail is paused/);
      await page.goto(`${bakery}/jobs/new?type=announce`);
      await fill(page, { "arg.product_id": "6" });
      await follow(page, button(page, /^Add the job$/));
      assert.match(await page.locator("#job-now").innerText(), /paused since .*: the post office is closed/);
      await page.goto(`${bakery}/jobs/queues`);
      await own.locator("summary").click();
      await follow(page, own.getByRole("button", { name: /^Resume/ }));
      assert.match(await message(page), /mail is open again/);
    });

    on("w6: raises prices in the background, and takes note of the end", async (page) => {
      await page.goto(`${bakery}/products/products/actions/raise?_id=1&_id=4`);
      await fill(page, { percent: "2" });
      await follow(page, button(page, /^Raise prices$/));
      assert.match(await message(page), /was started/);
      const words = () => page.locator("#run-head .badge").innerText();
      const end = Date.now() + 30_000;
      while ((await words()) !== "Succeeded") {
        assert.ok(Date.now() < end, `the run never ended: ${await words()}`);
        // With the script the page does it by itself.
        if (javaScriptEnabled) await page.waitForTimeout(500);
        else await follow(page, link(page, /^Show what is new$/));
      }
      assert.match(await page.locator(".failures").innerText(), /bring it back first/);
      const download = page.waitForEvent("download");
      await page.getByRole("link", { name: /^Download as CSV$/ }).click();
      assert.match((await download).suggestedFilename(), /^Raise prices not done .*\.csv$/);
      await page.goto(`${bakery}/products/products`);
      assert.match(await page.locator(".run-news").first().innerText(), /Raise prices: done for 1 product, not for 1/);
      while ((await page.locator(".run-news").count()) > 0) {
        await follow(page, page.locator(".run-news").first().getByRole("button"));
      }
    });

    on("j63: changes the arguments of a job that waits", async (page) => {
      await add(page, "order_flour", { "arg.sacks": "3", "arg.key": "secret-key" }, { run_at: "2090-01-02T03:04:05" });
      assert.ok(!(await page.content()).includes("secret-key"));
      await follow(page, link(page, /^Change arguments$/));
      assert.equal(await page.locator("[name='arg.key']").inputValue(), "••••••");
      await fill(page, { "arg.sacks": "many" });
      await follow(page, button(page, /^Save$/));
      assert.match(await page.locator("[role=alert]").innerText(), /not a whole number/);
      await fill(page, { "arg.sacks": "7" });
      await follow(page, button(page, /^Save$/));
      assert.match(await page.locator("main pre").first().innerText(), /"sacks": 7/);
      await follow(page, link(page, /^Delete$/));
      await follow(page, button(page, /^Delete$/));
      assert.equal(await message(page), "The job was deleted.");
    });
  });
}

describe("j65: a page keeps itself fresh", () => {
  let browser;
  before(async () => (browser = await launch()));
  after(() => browser.close());

  it("shows what happened, and not while it is switched off", () =>
    withPage(browser, { viewport: { width: 1280, height: 900 } }, async (page) => {
      await page.clock.install();
      await add(page, "print_labels", { "arg.count": "300" });
      const live = page.locator("[data-live-switch]");
      assert.equal(await live.getAttribute("aria-pressed"), "true");
      await page.locator("#job-now progress").waitFor({ timeout: 30_000 });
      const words = () => page.locator("#job-now .progress-line").innerText();
      const first = await words();
      await page.waitForFunction((before) => document.querySelector("#job-now .progress-line").innerText !== before, first, { timeout: 30_000 });
      await live.click();
      assert.equal(await live.getAttribute("aria-pressed"), "false");
      let asked = 0;
      // The bell asks by itself.
      page.on("request", (request) => request.url().endsWith("/notifications/news") || asked++);
      const held = await words();
      await page.clock.runFor(60_000);
      assert.equal(asked, 0);
      assert.equal(await words(), held);
      await follow(page, button(page, /^Cancel$/));
    }));

  it("does not begin by itself for whoever wants less motion", () =>
    withPage(browser, { reducedMotion: "reduce" }, async (page) => {
      await page.goto(`${bakery}/jobs`);
      await page.locator("[data-live-switch]").waitFor();
      assert.equal(await page.locator("[data-live-switch]").getAttribute("aria-pressed"), "false");
    }));

  it("j69: keys lead from job to job, to a new one, and to the sheet that says which keys there are", () =>
    withPage(browser, {}, async (page) => {
      await page.goto(`${bakery}/jobs`);
      await page.keyboard.press("j");
      await page.keyboard.press("j");
      const second = await page.locator("#job-list [data-open]").nth(1).getAttribute("href");
      assert.equal(await page.evaluate(() => document.activeElement.getAttribute("href")), second);
      await page.keyboard.press("e");
      await page.waitForURL(`**${second}`);
      await page.goto(`${bakery}/jobs`);
      await page.keyboard.press("n");
      await page.waitForURL(/\/jobs\/new$/);
      await page.goto(`${bakery}/jobs`);
      await page.keyboard.press("?");
      const sheet = page.locator("dialog[open]");
      assert.match(await sheet.innerText(), /New/);
      await page.keyboard.press("Escape");
      assert.equal(await page.locator("dialog[open]").count(), 0);
    }));
});
