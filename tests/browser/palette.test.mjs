// The search of everything, the keys, and what the bell says: by keyboard, and without the script.

import { after, before, describe, it } from "node:test";
import assert from "node:assert/strict";

import { bakery, launch, violations, withPage } from "./browser.mjs";
import { button, follow, leave } from "./tasks.mjs";

const palette = (page) => page.locator("dialog.palette[open]");
const options = (page) => palette(page).getByRole("option");
const focused = (page, look) => page.locator(":focus").evaluate(look);

// Opens the search of everything and waits for what it finds.
async function find(page, words) {
  await page.keyboard.press("ControlOrMeta+k");
  await palette(page).waitFor();
  await page.keyboard.type(words);
  await palette(page).locator("[aria-selected=true]").waitFor();
}

describe("a81: the search of everything", () => {
  let browser;
  before(async () => (browser = await launch()));
  after(() => browser.close());

  it("a81 is opened, used and closed by keyboard, and gives the focus back", () =>
    withPage(browser, {}, async (page) => {
      await page.goto(`${bakery}/products/products/1`);
      await page.locator("[name=quantity]").focus();
      await find(page, "product");
      assert.equal(await focused(page, (element) => element.getAttribute("role")), "combobox");
      assert.match(await palette(page).getByRole("status").innerText(), /\d+ found/);
      const active = () => focused(page, (element) => document.getElementById(element.getAttribute("aria-activedescendant")).textContent);
      const first = await active();
      await page.keyboard.press("ArrowDown");
      assert.notEqual(await active(), first);
      await page.keyboard.press("ArrowUp");
      assert.equal(await active(), first);
      assert.equal(await palette(page).locator("[aria-selected=true]").count(), 1);
      assert.deepEqual(await violations(page), []);
      await page.keyboard.press("Tab");
      assert.ok(await focused(page, (element) => Boolean(element.closest("dialog.palette"))), "the focus stays inside");
      await page.keyboard.press("Escape");
      assert.equal(await palette(page).count(), 0);
      assert.equal(await focused(page, (element) => element.name), "quantity");
    }));

  it("a81 Enter opens what is marked, also before the answer is there", () =>
    withPage(browser, {}, async (page) => {
      await page.goto(bakery);
      await find(page, "add product");
      await leave(page, () => page.keyboard.press("Enter"));
      assert.match(page.url(), /\/products\/products\/new$/);
      await page.keyboard.press("Escape");
      await page.keyboard.press("ControlOrMeta+k");
      await palette(page).waitFor();
      await page.keyboard.type("product 3");
      await leave(page, () => page.keyboard.press("Enter"));
      assert.match(page.url(), /\/products\/products\/3$/);
      // What was opened lately is offered without a word.
      await page.keyboard.press("ControlOrMeta+k");
      await options(page).first().waitFor();
      assert.match(await palette(page).innerText(), /Opened lately/i);
    }));

  it("a81 what is not found leads to the page of the search", () =>
    withPage(browser, {}, async (page) => {
      await page.goto(bakery);
      await page.getByRole("link", { name: "Search" }).first().click();
      await palette(page).waitFor();
      await page.keyboard.type("nosuchbread");
      await palette(page).getByText("Nothing found").first().waitFor();
      await leave(page, () => page.keyboard.press("Enter"));
      assert.match(page.url(), /\/search\?q=nosuchbread$/);
    }));

  it("a81 w15 works without the script", () =>
    withPage(browser, { javaScriptEnabled: false }, async (page) => {
      await page.goto(bakery);
      await follow(page, page.getByRole("link", { name: "Search" }).first());
      await page.getByRole("searchbox").fill("rye");
      await follow(page, button(page, /^Search$/));
      assert.match(await page.locator("main [role=status]").innerText(), /found/);
      await follow(page, page.locator("main .found a[href*='/products/products/']").first());
      assert.equal(await page.locator("form.record").count(), 1);
    }));
});

describe("a89: single keys", () => {
  let browser;
  before(async () => (browser = await launch()));
  after(() => browser.close());

  it("a89 rows are walked through, selected and opened, and letters lead to lists", () =>
    withPage(browser, {}, async (page) => {
      await page.goto(`${bakery}/products/products`);
      await page.keyboard.press("j");
      await page.keyboard.press("j");
      await page.keyboard.press("x");
      assert.deepEqual(await page.locator("[data-tick]").evaluateAll((all) => all.slice(0, 3).map((one) => one.checked)), [false, true, false]);
      const second = await page.locator("[data-row] [data-open]").nth(1).getAttribute("href");
      await leave(page, () => page.keyboard.press("e"));
      assert.equal(new URL(page.url()).pathname + new URL(page.url()).search, second);
      await page.keyboard.press("?");
      const sheet = page.locator("dialog.keys[open]");
      await sheet.waitFor();
      assert.doesNotMatch(await sheet.innerText(), /Next and previous row/, "what does nothing here is left out");
      assert.deepEqual(await violations(page), []);
      const line = sheet.locator("[data-go]", { hasText: "Categories" });
      const letter = await line.getAttribute("data-go");
      await sheet.getByRole("searchbox").fill("categ");
      assert.equal(await sheet.locator("[data-key-line]:visible").count(), 1);
      await page.keyboard.press("Escape");
      if (await sheet.count()) await page.keyboard.press("Escape");
      await page.keyboard.press("g");
      await leave(page, () => page.keyboard.press(letter));
      assert.match(page.url(), /\/categories\/categories$/);
      await page.goto(`${bakery}/keys`);
      await page.locator("h1").click();
      await page.keyboard.press("/");
      assert.equal(await focused(page, (element) => element.id), "find-key");
    }));

  it("a89 inputs keep all their keys", () =>
    withPage(browser, {}, async (page) => {
      await page.goto(`${bakery}/products/products/new`);
      const address = page.url();
      const title = page.locator("[name=title]");
      await title.pressSequentially("gp?/njkxef");
      assert.equal(await title.inputValue(), "gp?/njkxef");
      assert.equal(await page.locator("dialog[open]").count(), 0);
      assert.equal(page.url(), address);
    }));

  it("a89 switched off they do nothing, without the script too, and can be switched on again", () =>
    withPage(browser, {}, async (page) => {
      await page.goto(`${bakery}/products/products`);
      await page.keyboard.press("?");
      await follow(page, page.locator("dialog.keys[open]").getByRole("button", { name: "Switch single keys off" }));
      assert.match(page.url(), /\/products\/products$/, "back to where one was");
      const address = page.url();
      for (const key of ["n", "j", "?", "f", "g", "c"]) await page.keyboard.press(key);
      assert.equal(await page.locator("dialog[open]").count(), 0);
      assert.equal(page.url(), address);
      assert.equal(await page.locator("[data-row] :focus").count(), 0);
      // With Ctrl it is no single key.
      await page.keyboard.press("ControlOrMeta+k");
      await palette(page).waitFor();
      await page.keyboard.press("Escape");
      await page.getByRole("link", { name: /Keyboard shortcuts/ }).click();
      await follow(page, page.locator("dialog.keys[open]").getByRole("button", { name: "Switch single keys on" }));
      await page.keyboard.press("j");
      assert.equal(await page.locator("[data-row] :focus").count(), 1);
    }));

  it("a89 w15 the sheet is a page without the script", () =>
    withPage(browser, { javaScriptEnabled: false }, async (page) => {
      await page.goto(`${bakery}/products/products`);
      await follow(page, page.getByRole("link", { name: /Keyboard shortcuts/ }));
      assert.equal(await page.locator("h1").innerText(), "Keyboard shortcuts");
      await follow(page, button(page, /Switch single keys off/));
      assert.match(await page.locator(".key-switch").innerText(), /switched off/);
    }));
});

describe("a90: notifications", () => {
  let browser;
  before(async () => (browser = await launch()));
  after(() => browser.close());

  // Raises prices in the background, and waits for the end.
  async function raised(page) {
    await page.goto(`${bakery}/products/products/actions/raise?_id=1&_id=4`);
    await follow(page, button(page, /^Raise prices$/));
    const end = Date.now() + 30_000;
    while (!/Succeeded/.test(await page.locator("#run-head").innerText())) {
      assert.ok(Date.now() < end, "the run never ended");
      await page.reload();
    }
  }

  it("a90 the bell counts, a toast tells, and reading empties it", () =>
    withPage(browser, {}, async (page) => {
      await page.goto(`${bakery}/notifications`);
      if (await button(page, /^Mark all as read$/).count()) await follow(page, button(page, /^Mark all as read$/));
      const other = await page.context().newPage();
      await page.clock.install();
      const first = page.waitForResponse(/notifications\/news/);
      await page.goto(`${bakery}/notifications`);
      await first;
      await raised(other);
      await page.clock.runFor(31_000);
      const toast = page.locator(".toasts .toast").first();
      await toast.waitFor();
      assert.match(await toast.innerText(), /Raise prices.*has ended/s);
      assert.equal(await page.locator("[data-bell-count]").innerText(), "1");
      assert.match(await page.locator("[data-bell]").innerText(), /Notifications, 1 not read/);
      assert.deepEqual(await violations(page), []);
      await leave(page, () => toast.getByRole("link").click());
      assert.match(page.url(), /\/actions\/raise\//);
      // Whoever opened it has read it, which is noted while the page is left.
      const end = Date.now() + 10_000;
      do {
        assert.ok(Date.now() < end, "it is still unread");
        await other.goto(`${bakery}/notifications`);
      } while (await other.locator(".notices .unread").count());
    }));

  it("a90 w15 without the script there is a page that says it", () =>
    withPage(browser, { javaScriptEnabled: false }, async (page) => {
      await raised(page);
      await follow(page, page.getByRole("link", { name: "Notifications" }).first());
      await follow(page, page.locator(".notices .unread").first().getByRole("button", { name: /^Mark as read/ }));
      assert.match(await page.locator("main .flash").innerText(), /Marked as read/);
      await follow(page, page.locator(".notices li").first().getByRole("button", { name: /^Delete/ }));
      assert.match(await page.locator("main .flash").innerText(), /was deleted/);
    }));
});
