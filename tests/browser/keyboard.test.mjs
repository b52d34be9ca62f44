// Without a mouse: everything is reached by Tab and done by Enter and Space.

import { after, before, describe, it } from "node:test";
import assert from "node:assert/strict";

import { bakery, launch, withPage } from "./browser.mjs";
import { column, leave, message, rows } from "./tasks.mjs";

describe("a88: keyboard only", () => {
  let browser;
  before(async () => (browser = await launch()));
  after(() => browser.close());

  it("the first Tab offers to skip to the content", () =>
    withPage(browser, {}, async (page) => {
      await page.goto(`${bakery}/products/products`);
      await page.keyboard.press("Tab");
      assert.match(await focused(page, (element) => element.innerText), /skip/i);
      await page.keyboard.press("Enter");
      assert.match(page.url(), /#/);
    }));

  it("a record is found, changed and saved", () =>
    withPage(browser, {}, async (page) => {
      await page.goto(`${bakery}/categories/categories`);
      await tabTo(page, "main input[type=search][name=q]");
      await page.keyboard.type("pies");
      await leave(page, () => page.keyboard.press("Enter"));
      assert.deepEqual(await column(page, "Name"), ["Pies"]);
      await tabTo(page, "main tbody a");
      await leave(page, () => page.keyboard.press("Enter"));
      await tabTo(page, "[name=name]");
      await page.keyboard.press("ControlOrMeta+a");
      await page.keyboard.type("Pies!");
      await leave(page, () => page.keyboard.press("Enter"));
      assert.match(await message(page), /Pies!/);
      assert.ok((await rows(page).count()) > 0);
    }));

  it("a cell is opened, left with Escape, and saved with Enter", () =>
    withPage(browser, {}, async (page) => {
      await page.goto(`${bakery}/products/products?size=25`);
      const edit = page.locator("[data-edit=price] .cell-edit").first();
      await edit.focus();
      await page.keyboard.press("Enter");
      const input = page.locator(".cell-form input[name='rows.0.price']");
      await input.waitFor();
      assert.ok(await input.evaluate((element) => element === document.activeElement));
      const before = await input.inputValue();
      await page.keyboard.press("Escape");
      assert.equal(await page.locator(".cell-form").count(), 0);
      assert.ok(await edit.evaluate((element) => element === document.activeElement), "the focus is back");
      await page.keyboard.press("F2");
      await input.waitFor();
      await page.keyboard.press("ControlOrMeta+a");
      await page.keyboard.type("-1");
      await page.keyboard.press("Enter");
      await page.locator(".cell-form .error").waitFor();
      await page.keyboard.press("ControlOrMeta+a");
      await page.keyboard.type(before === "7.77" ? "8.88" : "7.77");
      await page.keyboard.press("Enter");
      await page.locator("[data-cell-status]", { hasText: /is saved/ }).waitFor({ state: "attached" });
      assert.equal(await page.locator(".cell-form").count(), 0);
      assert.match(await page.locator("[data-edit=price]").first().innerText(), /7[.]77|8[.]88/);
      assert.ok(await edit.evaluate((element) => element === document.activeElement), "and back again");
    }));

  it("what has the focus shows it", () =>
    withPage(browser, {}, async (page) => {
      await page.goto(`${bakery}/products/products`);
      for (let step = 0; step < 30; step += 1) {
        await page.keyboard.press("Tab");
        const visible = await focused(page, (element) => {
          const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
          return (outlineStyle !== "none" && outlineWidth !== "0px") || boxShadow !== "none";
        });
        const html = await focused(page, (element) => element.outerHTML.slice(0, 120));
        assert.ok(visible, `no focus ring on ${html}`);
      }
    }));
});

const focused = (page, look) => page.locator(":focus").evaluate(look);

// Presses Tab until the element has the focus.
async function tabTo(page, selector) {
  for (let step = 0; step < 80; step += 1) {
    if ((await page.locator(":focus").count()) && (await focusedMatches(page, selector))) return;
    await page.keyboard.press("Tab");
  }
  assert.fail(`80 times Tab do not lead to ${selector}`);
}

const focusedMatches = (page, selector) =>
  page.locator(":focus").evaluate((element, selector) => element.matches(selector), selector);
