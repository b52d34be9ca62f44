// The daily work on the bakery, once with the script and once without it.

import { after, before, describe, it } from "node:test";
import assert from "node:assert/strict";

import { bakery, launch, withPage } from "./browser.mjs";
import { button, column, fill, follow, link, message, numbers, openList, pick, rows, search } from "./tasks.mjs";

const products = "/products/products";
const categories = "/categories/categories";

for (const javaScriptEnabled of [true, false]) {
  describe(`the script is ${javaScriptEnabled ? "on" : "off"}`, () => {
    let browser;
    before(async () => (browser = await launch()));
    after(() => browser.close());

    const task = (name, steps) => it(name, () => withPage(browser, { javaScriptEnabled }, steps));
    // Names that no other run of the same task has taken.
    const unique = (word) => `${word} ${javaScriptEnabled ? "with" : "without"} script`;

    task("a7 a search finds all words, in any field", async (page) => {
      await openList(page, bakery, products);
      await search(page, "baguette rustic");
      const titles = await column(page, "Title");
      assert.ok(titles.length > 0);
      for (const title of titles) assert.match(title, /rustic/i);
      await search(page, "no such thing");
      assert.equal(await rows(page).count(), 0);
      await follow(page, link(page, /^Clear/));
      assert.ok((await rows(page).count()) > 1);
    });

    task("a3 a heading sorts, and sorts the other way round", async (page) => {
      await openList(page, bakery, products);
      await follow(page, page.locator("thead").getByRole("link", { name: /^Price/ }).first());
      const up = numbers(await column(page, "Price"));
      assert.deepEqual(up, up.toSorted((one, other) => one - other));
      await follow(page, page.locator("thead").getByRole("link", { name: /^Price/ }).first());
      const down = numbers(await column(page, "Price"));
      assert.deepEqual(down, down.toSorted((one, other) => other - one));
      assert.ok(down[0] > up[0]);
    });

    task("a6 the next page begins where this one ends, and the previous one brings us back", async (page) => {
      await openList(page, bakery, products);
      const first = await column(page, "ID");
      await follow(page, link(page, /^Next/));
      const second = await column(page, "ID");
      assert.equal(second.filter((id) => first.includes(id)).length, 0);
      await follow(page, link(page, /^Previous/));
      assert.deepEqual(await column(page, "ID"), first);
      await follow(page, link(page, /^Last/));
      assert.equal(await page.getByRole("link", { name: /^Next/ }).count(), 0);
    });

    task("a10 a16 a filter narrows the list, a chip says so and takes it away", async (page) => {
      await openList(page, bakery, products);
      const box = page.locator('input[name="f.status"][value="soldout"]');
      await page.locator("summary", { hasText: "Filters" }).click();
      await box.check();
      await follow(page, button(page, /^Apply$/));
      for (const status of await column(page, "Is it available?")) assert.match(status, /Sold out/);
      assert.equal(new URL(page.url()).searchParams.get("f.status"), "soldout");
      await follow(page, link(page, /^Clear/));
      assert.equal(new URL(page.url()).searchParams.get("f.status"), null);
    });

    task("a18 a tab narrows the list, and its rows are counted", async (page) => {
      await openList(page, bakery, products);
      const tabs = page.getByRole("navigation", { name: "Parts of products" });
      if (!javaScriptEnabled) await follow(page, tabs.getByRole("link", { name: "Show counts" }));
      const short = tabs.getByRole("link", { name: /^Sold out [0-9,]+\+?$/ });
      await short.waitFor();
      await follow(page, short);
      for (const status of await column(page, "Is it available?")) assert.match(status, /Sold out/);
      assert.equal(new URL(page.url()).searchParams.get("tab"), "sold-out");
    });

    task("a15 the values of filters are counted when somebody asks", async (page) => {
      await openList(page, bakery, products);
      await page.locator("summary", { hasText: "Filters" }).click();
      const box = page.locator('label:has(input[name="f.status"][value="soldout"])');
      assert.doesNotMatch(await box.innerText(), /\d/);
      const show = page.locator(".filters").getByRole("link", { name: "Show counts" });
      if (javaScriptEnabled) await show.click();
      else await follow(page, show);
      await page.waitForFunction(() => /Sold out.*\d/s.test(document.querySelector('label:has(input[name="f.status"][value="soldout"])').innerText));
      assert.ok(await box.isVisible(), "the panel is open");
    });

    task("a22 prices of a page are changed at once, and the wrong one says why", async (page) => {
      await openList(page, bakery, `${products}?size=25`);
      await follow(page, link(page, /^Edit this page$/));
      const [one, two] = [0, 1].map((at) => page.locator(`[name='rows.${at}.price']`));
      await one.fill("-1");
      await two.fill(javaScriptEnabled ? "3.21" : "3.12");
      await follow(page, button(page, /^Save all$/));
      assert.match(await page.locator(".summary h2").innerText(), /Rows saved: 1\. Not saved: 1\./);
      assert.match(await page.locator("td:has([name='rows.0.price']) .error").innerText(), /small/);
      assert.equal(await one.inputValue(), "-1");
      await one.fill(javaScriptEnabled ? "4.21" : "4.12");
      await follow(page, button(page, /^Save all$/));
      assert.match(await message(page), /1 product was saved/i);
    });

    task("a53 a54 a new record: the error stands beside its field, the input is kept, the correction is saved", async (page) => {
      const name = unique("Seasonal");
      await openList(page, bakery, categories);
      await follow(page, link(page, /^Add /));
      await fill(page, { name, slug: "bread" });
      await follow(page, button(page, /^Save$/));
      assert.match(await page.title(), /^Error/);
      assert.equal(await page.locator("[name=name]").inputValue(), name);
      assert.equal(await page.locator("[name=slug]").getAttribute("aria-invalid"), "true");
      const described = await page.locator("[name=slug]").getAttribute("aria-describedby");
      assert.match(await page.locator(`#${described.split(" ")[0]}`).innerText(), /\w/);
      await fill(page, { slug: name.toLowerCase().replaceAll(" ", "-") });
      await follow(page, button(page, /^Save$/));
      assert.match(await message(page), new RegExp(name));
      await search(page, name);
      assert.deepEqual(await column(page, "Name"), [name]);
    });

    task("a45 a foreign key is found by typing, among more than a page of rows", async (page) => {
      const title = unique("Test loaf");
      await page.goto(`${bakery}${products}/new`);
      await fill(page, { title, price: "3.50", quantity: "2" });
      await page.locator("[name=status]").selectOption("available");
      await pick(page, "category_id", "mUFf", "Muffins", javaScriptEnabled);
      await follow(page, button(page, /^Save$/));
      await search(page, title);
      assert.deepEqual(await column(page, "Title"), [title]);
      assert.deepEqual(await column(page, "Category"), ["Muffins"]);
    });

    task("a17 a54 a record is changed, and the list comes back as it was", async (page) => {
      await openList(page, bakery, `${products}?q=rolls&f.status=available`);
      await follow(page, rows(page).getByRole("link").first());
      const quantity = javaScriptEnabled ? "101" : "102";
      await fill(page, { quantity });
      await follow(page, button(page, /^Save and continue/));
      assert.equal(await page.locator("[name=quantity]").inputValue(), quantity);
      await follow(page, button(page, /^Save$/));
      const { searchParams } = new URL(page.url());
      assert.equal(searchParams.get("q"), "rolls");
      assert.equal(searchParams.get("f.status"), "available");
    });

    task("a64 deleting asks first; what is referred to says by what and stays", async (page) => {
      await page.goto(`${bakery}${categories}/1`);
      await follow(page, link(page, /^Delete/));
      assert.match(await page.locator("main").innerText(), /Products/);
      assert.equal(await page.locator("main").getByRole("button", { name: /delete/i }).count(), 0);

      const name = unique("Short lived");
      await page.goto(`${bakery}${categories}/new`);
      await fill(page, { name, slug: name.toLowerCase().replaceAll(" ", "-") });
      await follow(page, button(page, /^Save and continue/));
      await follow(page, link(page, /^Delete/));
      assert.match(await page.locator("h1").innerText(), new RegExp(name));
      await follow(page, page.locator("main").getByRole("button", { name: /delete/i }));
      assert.match(await message(page), new RegExp(name));
      await search(page, name);
      assert.equal(await rows(page).count(), 0);
    });

    task("b11 a record with a composite key is opened from its list", async (page) => {
      await openList(page, bakery, "/products/product-tags");
      await follow(page, rows(page).getByRole("link").first());
      assert.match(new URL(page.url()).pathname, /\/\d+,\d+$/);
    });
  });
}
