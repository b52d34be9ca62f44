// What operators do with schedules, with the script and without: the whole life of one.

import { after, before, describe, it } from "node:test";
import assert from "node:assert/strict";

import { bakery, launch, withPage } from "./browser.mjs";
import { button, column, fill, follow, link, message } from "./tasks.mjs";

// Loads the page until a column of the last runs says something.
async function until(page, heading, what) {
  const end = Date.now() + 30_000;
  const first = async () => (await page.locator("#tick-list tbody tr").count()) && (await column(page, heading))[0];
  while (!what.test(await first())) {
    assert.ok(Date.now() < end, `the last run never was ${what}: ${await first()}`);
    await page.reload();
  }
}

for (const javaScriptEnabled of [true, false]) {
  describe(`j41: schedules ${javaScriptEnabled ? "with" : "without"} the script`, () => {
    let browser;
    before(async () => (browser = await launch()));
    after(() => browser.close());
    const on = (name, task) => it(name, () => withPage(browser, { javaScriptEnabled, viewport: { width: 1280, height: 900 } }, task));

    on("j41 j46 j42 j43: a new one, its next runs, paused, resumed, run, and its job", async (page) => {
      const name = `tell of rye ${javaScriptEnabled ? 1 : 2}`;
      await page.goto(`${bakery}/schedules`);
      await follow(page, link(page, /New schedule/));
      await follow(page, link(page, /^announce$/));
      await fill(page, { name, "arg.product_id": "5", cron: "0 0 31 2 *" });
      await follow(page, button(page, /^Add the schedule$/));
      assert.match(await page.locator("[role=alert]").innerText(), /no such time within five years/);
      await fill(page, { cron: "30 2 * * *", timezone: "Europe/Berlin" });
      await follow(page, button(page, /^Show next runs$/));
      assert.equal(await page.locator("main .next-runs li").count(), 10);
      assert.match(await page.locator(".box[role=status]").innerText(), /Every day at 2:30 AM/);
      await follow(page, button(page, /^Add the schedule$/));
      assert.equal(await message(page), `${name} was added.`);
      assert.equal(await page.locator("#schedule-now .next-runs li").count(), 20);
      assert.match(await page.locator("main").innerText(), /The clock goes from 2:00 AM to 3:00 AM. Its time does not exist/);
      await follow(page, link(page, /^Pause$/));
      await follow(page, button(page, /^Pause$/));
      assert.match(await page.locator("[role=alert]").innerText(), /Say why/);
      await fill(page, { reason: "there is no rye" });
      await follow(page, button(page, /^Pause$/));
      assert.match(await page.locator("#schedule-now").innerText(), /paused since .*: there is no rye/);
      await follow(page, button(page, /^Run now$/));
      assert.match(await message(page), /The run was added/);
      await until(page, "Outcome", /Succeeded/);
      await follow(page, button(page, /^Resume$/));
      assert.match(await message(page), /active again/);
      await follow(page, link(page, /^Change$/));
      await fill(page, { cron: "", every: "2h" });
      await follow(page, button(page, /^Save$/));
      assert.match(await page.locator("#schedule-head").innerText(), /Every 2 hours/);
      await follow(page, page.locator("#tick-list a.badge").first());
      assert.equal(await page.locator("h1").innerText(), "announce");
      await follow(page, link(page, new RegExp(`^${name}$`)));
      await follow(page, link(page, /^Delete$/));
      await follow(page, button(page, /^Delete$/));
      assert.equal(await message(page), `${name} was deleted.`);
    });

    on("k132: sees how simple tasks go", async (page) => {
      await page.goto(`${bakery}/schedules/cache_product_count`);
      await follow(page, button(page, /^Run now$/));
      await until(page, "Outcome", /Succeeded/);
      await page.goto(`${bakery}/schedules`);
      const row = page.locator("#task-list tbody tr", { hasText: "cache_product_count" });
      assert.match(await row.innerText(), /Every 5 minutes/);
      await follow(page, row.locator("th a"));
      assert.match(await page.locator("[aria-labelledby=schedule-task]").innerText(), /Value\s+\d+/);
    });
  });
}

describe("j46: a page of a schedule keeps itself fresh", () => {
  let browser;
  before(async () => (browser = await launch()));
  after(() => browser.close());

  it("shows a run as it ends", () =>
    withPage(browser, { viewport: { width: 1280, height: 900 } }, async (page) => {
      await page.goto(`${bakery}/schedules/delete_fake_products`);
      assert.equal(await page.locator("[data-live-switch]").getAttribute("aria-pressed"), "true");
      const rows = () => page.locator("#tick-list tbody tr").count();
      await follow(page, button(page, /^Run now$/));
      assert.ok((await rows()) > 0);
      await page.locator("#tick-list tbody tr").first().getByText("Succeeded").waitFor({ timeout: 30_000 });
    }));
});
