// Rows of other resources on a form, once with the script and once without it.

import { after, before, describe, it } from "node:test";
import assert from "node:assert/strict";

import { axe, bakery, launch, picture, withPage } from "./browser.mjs";
import { button, fill, follow, message } from "./tasks.mjs";

const product = `${bakery}/products/products/9`;

for (const javaScriptEnabled of [true, false]) {
  describe(`relations, the script is ${javaScriptEnabled ? "on" : "off"}`, () => {
    let browser;
    before(async () => (browser = await launch()));
    after(() => browser.close());

    const task = (name, steps) => it(name, () => withPage(browser, { javaScriptEnabled }, steps));
    const press = (page, locator) => (javaScriptEnabled ? locator.click() : follow(page, locator));

    task("a49 w15 rows are added, kept while something is wrong, saved and removed again", async (page) => {
      await page.goto(product);
      const rows = page.locator("[data-rows=ingredients] [data-row-name]");
      const before = await rows.count();
      await page.locator("[name=quantity]").fill("");
      await fill(page, { [`ingredients.${before - 1}.name`]: "Sea salt" });
      await press(page, page.locator("[data-rows=ingredients] [data-add-row]"));
      assert.equal(await rows.count(), before + 1);
      assert.equal(await page.locator(":focus").getAttribute("name"), `ingredients.${before}.name`);
      assert.equal(await page.locator(`[name="ingredients.${before - 1}.name"]`).inputValue(), "Sea salt");
      await fill(page, { [`ingredients.${before}.name`]: "Malt" });
      await follow(page, button(page, /^Save and continue editing$/));
      assert.match(await page.title(), /^Error/);
      assert.equal(await page.locator(`[name="ingredients.${before}.name"]`).inputValue(), "Malt");
      await picture(page, `rows-${javaScriptEnabled ? "with" : "without"}-script`);
      await fill(page, { quantity: "17" });
      await follow(page, button(page, /^Save and continue editing$/));
      assert.match(await message(page), /was saved/);
      assert.equal(await rows.count(), before + 2);
      for (const name of ["Sea salt", "Malt"]) {
        const row = rows.filter({ has: page.locator(`input[value="${name}"]`) });
        await row.getByRole("checkbox", { name: /^Remove/ }).check();
      }
      await follow(page, button(page, /^Save and continue editing$/));
      assert.equal(await rows.count(), before);
    });

    task("a48 w15 a tag is chosen and taken away again", async (page) => {
      await page.goto(product);
      const tokens = page.locator(".links .token");
      const before = await tokens.allInnerTexts();
      await page.locator("[name=quantity]").fill("18");
      if (javaScriptEnabled) {
        await page.locator(".links [role=combobox]").fill("to order");
        await page.getByRole("option", { name: "To order" }).click();
      } else {
        await follow(page, page.locator("button[name=_pick][value=tags]"));
        await follow(page, page.locator("button[name=_picked]", { hasText: "To order" }));
      }
      assert.equal(await page.locator("[name=quantity]").inputValue(), "18");
      assert.deepEqual((await tokens.allInnerTexts()).length, before.length + 1);
      await follow(page, button(page, /^Save and continue editing$/));
      await page.getByRole("checkbox", { name: "To order" }).uncheck();
      await picture(page, `tokens-${javaScriptEnabled ? "with" : "without"}-script`);
      await fill(page, { quantity: "17" });
      await follow(page, button(page, /^Save and continue editing$/));
      assert.deepEqual(await tokens.allInnerTexts(), before);
    });

    task("a47 b19 w15 a category is added on the way, and chosen", async (page) => {
      const name = `Fresh ${javaScriptEnabled ? "with" : "without"}`;
      const slug = name.toLowerCase().replace(" ", "-");
      // The category of an existing product is only shown.
      await page.goto(`${bakery}/products/products/new`);
      await page.locator("[name=title]").fill("Typed before");
      const add = page.getByRole("button", { name: "Add category" });
      if (javaScriptEnabled) {
        await add.click();
        const dialog = page.getByRole("dialog", { name: "Add category" });
        await dialog.waitFor(); // It has its name once the form is in it.
        assert.equal(await page.locator(":focus").getAttribute("name"), "name");
        await dialog.getByRole("button", { name: "Save" }).click();
        await dialog.locator(".summary").waitFor();
        await picture(page, "dialog");
        await dialog.locator("[name=name]").fill(name);
        assert.equal(await dialog.locator("[name=slug]").inputValue(), slug);
        await dialog.locator("[name=slug]").fill(slug);
        await dialog.getByRole("button", { name: "Save" }).click();
        await dialog.waitFor({ state: "detached" });
        assert.equal(await page.locator(":focus").inputValue(), name);
        await page.getByRole("button", { name: "Edit category" }).click();
        const edit = page.getByRole("dialog", { name });
        assert.equal(await edit.locator("[name=slug]").inputValue(), slug);
        await page.keyboard.press("Escape");
        await edit.waitFor({ state: "detached" });
        assert.equal(await page.locator(":focus").inputValue(), name);
      } else {
        await follow(page, add);
        await fill(page, { name, slug });
        await follow(page, button(page, /^Save and go back$/));
        assert.equal(await page.locator("[data-combo-picked]").first().innerText(), name);
      }
      assert.equal(await page.locator("[name=title]").inputValue(), "Typed before");
      assert.match(await page.locator("[name=category_id]").inputValue(), /^\d+$/);
    });

    if (!javaScriptEnabled) return;
    task("a49 rows are usable for everybody", async (page) => {
      await page.goto(product);
      await page.locator("[data-rows=ingredients] [data-add-row]").click();
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => window.axe.run());
      assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)]), []);
    });
  });
}
