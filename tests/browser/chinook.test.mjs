// A database that was there before, on each of the three: browse, search, filter, edit, delete.

import { after, before, describe, it } from "node:test";
import assert from "node:assert/strict";

import { chinook, launch, picture, withPage } from "./browser.mjs";
import { button, column, fill, follow, link, message, numbers, openList, rows, search } from "./tasks.mjs";

for (const [database, base] of Object.entries(chinook)) {
  describe(`Chinook on ${database}`, () => {
    let browser;
    before(async () => (browser = await launch()));
    after(() => browser.close());

    const task = (name, steps) => it(name, () => withPage(browser, {}, steps));

    task("a1 every list opens", async (page) => {
      await page.goto(base);
      const links = await page.locator("nav a").evaluateAll((links) => links.map((link) => link.href));
      const lists = links.filter((href) => new URL(href).pathname.split("/").length === 4);
      assert.equal(new Set(lists).size, 11);
      for (const list of new Set(lists)) {
        await page.goto(list);
        assert.ok((await rows(page).count()) > 0, list);
      }
    });

    task("a4 a list shows columns of related tables", async (page) => {
      await openList(page, base, "/music/tracks?q=inject venom");
      assert.equal(await rows(page).count(), 1);
      assert.match(await rows(page).innerText(), /AC\/DC/);
      await picture(page, `chinook-tracks-${database}`);
    });

    task("a7 a search finds words with capitals and accents as they are written", async (page) => {
      await openList(page, base, "/sales/customers");
      await search(page, "gonçalves");
      assert.deepEqual(await column(page, "Last name"), ["Gonçalves"]);
    });

    task("a12 a number is filtered by a range", async (page) => {
      await openList(page, base, "/sales/invoices?f.total.gte=20");
      const totals = numbers(await column(page, "Total"));
      assert.ok(totals.length > 0);
      for (const total of totals) assert.ok(total >= 20);
    });

    task("a6 pages of a sorted list follow each other", async (page) => {
      await openList(page, base, "/music/tracks?sort=-unit_price,name");
      const first = await column(page, "Name");
      await follow(page, link(page, /^Next/));
      await follow(page, link(page, /^Previous/));
      assert.deepEqual(await column(page, "Name"), first);
    });

    task("a54 a record is changed and read back", async (page) => {
      await page.goto(`${base}/sales/customers/5`);
      await fill(page, { company: "JetBrains s.r.o. Ünïcode" });
      await follow(page, button(page, /^Save and continue/));
      assert.equal(await page.locator("[name=company]").inputValue(), "JetBrains s.r.o. Ünïcode");
    });

    task("a64 a record that others need stays; one of its own goes", async (page) => {
      await page.goto(`${base}/music/artists/1/delete`);
      assert.match(await page.locator("main").innerText(), /Albums/);
      assert.equal(await page.locator("main").getByRole("button", { name: /delete/i }).count(), 0);

      await page.goto(`${base}/music/artists/new`);
      await fill(page, { name: "Nobody in Particular" });
      await follow(page, button(page, /^Save and continue/));
      await follow(page, link(page, /^Delete/));
      await follow(page, page.locator("main").getByRole("button", { name: /delete/i }));
      assert.match(await message(page), /Nobody in Particular/);
    });

    task("b11 a row with a composite key is deleted", async (page) => {
      await openList(page, base, "/music/playlist-tracks?q=inject venom");
      const before = await rows(page).count();
      await follow(page, rows(page).getByRole("link").first());
      await follow(page, link(page, /^Delete/));
      await follow(page, page.locator("main").getByRole("button", { name: /delete/i }));
      await openList(page, base, "/music/playlist-tracks?q=inject venom");
      assert.equal(await rows(page).count(), before - 1);
    });
  });
}
