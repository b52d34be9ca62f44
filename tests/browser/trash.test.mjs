// The trash, once with the script and once without it.

import { after, before, describe, it } from "node:test";
import assert from "node:assert/strict";

import { launch, picture, recipes, withPage } from "./browser.mjs";
import { button, follow, message } from "./tasks.mjs";

const list = `${recipes}/data/recipes`;

for (const javaScriptEnabled of [true, false]) {
  describe(`the trash, the script is ${javaScriptEnabled ? "on" : "off"}`, () => {
    let browser;
    before(async () => (browser = await launch()));
    after(() => browser.close());

    it("a65 a record is moved to the trash, had back, moved once more and restored from there", () =>
      withPage(browser, { javaScriptEnabled }, async (page) => {
        await page.goto(`${list}/3`);
        await follow(page, page.locator("a.danger", { hasText: "Delete" }));
        await follow(page, button(page, /^Move to trash$/));
        assert.match(await message(page), /Iced tea.* was moved to the trash/);
        await picture(page, `trash-undo-${javaScriptEnabled ? "with" : "without"}-script`);
        await follow(page, page.locator("[data-undo]"));
        assert.match(await message(page), /was restored from the trash/);

        await page.goto(`${list}/3/delete`);
        await follow(page, button(page, /^Move to trash$/));
        await follow(page, page.locator("[data-trash]"));
        await follow(page, page.getByRole("link", { name: "Iced tea" }));
        assert.equal(await page.locator("form.record").count(), 0);
        await follow(page, button(page, /^Restore$/));
        assert.match(await message(page), /was restored from the trash/);
        assert.equal(await page.locator("form.record").count(), 1);
      }));
  });
}
