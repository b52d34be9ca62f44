// Columns and saved views of a list, with the script and without: chosen, saved, changed, opened first, deleted.

import { after, before, describe, it } from "node:test";
import assert from "node:assert/strict";

import { bakery, launch, withPage } from "./browser.mjs";
import { button, column, follow, link, message, openList, search } from "./tasks.mjs";

const ingredients = "/products/ingredients";

const heads = async (page) => (await page.locator("main thead th").allInnerTexts()).map((text) => text.trim().split("\n")[0].trim());
const open = (page, name) => page.locator(".filters > summary", { hasText: name }).click();
const tab = (page, name) => page.locator(".views .states").getByRole("link", { name });
const current = async (page) => (await page.locator(".views .states [aria-current]").innerText()).trim();

for (const javaScriptEnabled of [true, false]) {
  describe(`a19 a23: views ${javaScriptEnabled ? "with" : "without"} the script`, () => {
    let browser;
    before(async () => (browser = await launch()));
    after(() => browser.close());
    const task = (name, steps) => it(name, () => withPage(browser, { javaScriptEnabled }, steps));
    const name = `Organic ${javaScriptEnabled ? "on" : "off"}`;

    task("a23 columns are chosen, put in order and set close, and stay so", async (page) => {
      await openList(page, bakery, ingredients);
      const usual = await heads(page);
      await open(page, "Columns");
      await page.getByRole("checkbox", { name: "ID", exact: true }).check();
      await page.getByRole("spinbutton", { name: "Place of ID" }).fill("1");
      await page.getByRole("spinbutton", { name: "Place of Name" }).fill("2");
      await page.getByRole("checkbox", { name: "Organic", exact: true }).uncheck();
      await page.getByRole("radio", { name: "Compact" }).check();
      await follow(page, button(page, /^Show$/));
      const chosen = await heads(page);
      assert.deepEqual(chosen.slice(0, 2), ["ID", "Name"]);
      assert.ok(!chosen.some((head) => head.startsWith("Organic")));
      assert.equal(await page.locator("table.compact").count(), 1);
      await search(page, "a");
      assert.deepEqual(await heads(page), chosen);
      await follow(page, page.locator("[data-open]").first());
      await page.goBack();
      assert.deepEqual(await heads(page), chosen);
      await open(page, "Columns");
      await follow(page, link(page, /^Usual columns$/));
      assert.deepEqual(await heads(page), usual);
      assert.equal(await page.locator("table.comfortable").count(), 1);
    });

    task("a19 a view is saved, opened, changed, opened first and deleted", async (page) => {
      await openList(page, bakery, `${ingredients}?f.organic=true&columns=name,id`);
      await open(page, "Views");
      await page.getByRole("textbox", { name: "Name" }).fill(name);
      await follow(page, button(page, /^Save view$/));
      assert.equal(await message(page), `The view “${name}” was saved.`);
      assert.equal(await current(page), name);

      await openList(page, bakery, `${ingredients}?view=none`);
      await follow(page, tab(page, name));
      assert.equal(new URL(page.url()).searchParams.get("f.organic"), "true");
      assert.deepEqual((await heads(page)).map((head) => head.split(" ")[0]), ["Name", "ID"]);
      await search(page, "a");
      assert.equal(await current(page), name);
      await open(page, "Views");
      await follow(page, button(page, /^Save changes to this view$/));
      assert.equal(await message(page), `The view “${name}” shows this list from now on.`);

      await open(page, "Views");
      await follow(page, link(page, /^Manage views$/));
      await follow(page, link(page, `Change ${name}`));
      await page.getByRole("textbox", { name: /^Name/ }).fill(`${name} first`);
      await follow(page, button(page, /^Save$/));
      assert.equal(await message(page), `The view “${name} first” was changed.`);
      await follow(page, button(page, `Open first ${name} first`));
      assert.equal(new URL(page.url()).searchParams.get("q"), "a");
      await page.goto(bakery + ingredients);
      assert.equal(new URL(page.url()).searchParams.get("f.organic"), "true");
      assert.match(await current(page), new RegExp(`^${name} first`));
      await follow(page, tab(page, /^All$/));
      assert.equal(new URL(page.url()).searchParams.get("view"), "none");
      assert.ok((await column(page, "Name")).length > 0);

      await page.goto(`${bakery}/views?list=products%2Fingredients`);
      await follow(page, link(page, `Change ${name} first`));
      await page.locator(".view-delete > summary").click();
      await follow(page, button(page, /^Delete$/));
      assert.equal(await message(page), `The view “${name} first” was deleted.`);
      await page.goto(bakery + ingredients);
      assert.equal(new URL(page.url()).search, "");
    });
  });
}

describe("a19 a23: panels", () => {
  let browser;
  before(async () => (browser = await launch()));
  after(() => browser.close());

  it("one is open at a time, and Escape closes it and goes back to its button", () =>
    withPage(browser, {}, async (page) => {
      await openList(page, bakery, ingredients);
      await page.locator("summary", { hasText: "Views" }).focus();
      await page.keyboard.press("Enter");
      assert.equal(await page.locator(".filters[open]").count(), 1);
      await page.keyboard.press("Escape");
      assert.equal(await page.locator(".filters[open]").count(), 0);
      assert.match(await page.evaluate(() => document.activeElement.textContent), /Views/);
      await page.keyboard.press("Tab");
      await page.locator("summary", { hasText: "Columns" }).focus();
      await page.keyboard.press("Enter");
      await page.getByRole("checkbox", { name: "ID", exact: true }).focus();
      await page.keyboard.press("Space");
      await page.keyboard.press("Escape");
      assert.match(await page.evaluate(() => document.activeElement.textContent), /Columns/);
    }));
});
