// Fields that are several inputs, or fill each other in, once with the script and once without it.

import { after, before, describe, it } from "node:test";
import assert from "node:assert/strict";

import { axe, launch, picture, recipes, withPage } from "./browser.mjs";
import { button, fill, follow, message } from "./tasks.mjs";

const recipe = `${recipes}/data/recipes/1`;

for (const javaScriptEnabled of [true, false]) {
  describe(`fields, the script is ${javaScriptEnabled ? "on" : "off"}`, () => {
    let browser;
    before(async () => (browser = await launch()));
    after(() => browser.close());

    const task = (name, steps) => it(name, () => withPage(browser, { javaScriptEnabled }, steps));
    const script = javaScriptEnabled ? "with" : "without";
    const save = (page) => follow(page, button(page, /^Save and continue editing$/));
    const steps = (page) => page.locator("#field-steps fieldset.row");
    const tasks = (page) => page.locator('[name^="steps."][name$=".task"]').evaluateAll((all) => all.map((it) => it.value));
    // The page stays with the script and comes again without it; the cursor goes to the same place.
    const press = async (page, locator, rows) => {
      if (javaScriptEnabled) await locator.click();
      else await follow(page, locator);
      await page.waitForFunction((rows) => document.querySelectorAll("#field-steps fieldset.row").length === rows, rows);
    };

    task("k104 w15 rows are added, moved and removed, and what was typed stays", async (page) => {
      await page.goto(recipe);
      await fill(page, { title: "Rye bread of the house" });
      await press(page, page.getByRole("button", { name: /^Add step/ }), 4);
      assert.equal(await page.locator("[name=title]").inputValue(), "Rye bread of the house");
      const focus = page.locator(":focus");
      assert.match((await focus.getAttribute("name")) ?? (await focus.getAttribute("id")), /steps\.3/);
      await fill(page, { "steps.3.task": "Cool", "steps.3.minutes": "30" });
      await press(page, steps(page).nth(3).getByRole("button", { name: /^Move up/ }), 4);
      await page.waitForFunction(() => document.querySelector('[name="steps.2.task"]').value === "Cool");
      assert.deepEqual(await tasks(page), ["Mix", "Rest", "Cool", "Bake"]);
      await press(page, steps(page).nth(0).getByRole("button", { name: /^Remove/ }), 3);
      assert.deepEqual(await tasks(page), ["Rest", "Cool", "Bake"]);
      await picture(page, `steps-${script}-script`);
      await save(page);
      assert.match(await message(page), /was saved/);
      assert.deepEqual(await tasks(page), ["Rest", "Cool", "Bake"]);
      // As it was, for whoever comes next.
      await press(page, page.getByRole("button", { name: /^Add step/ }), 4);
      const names = await page.locator('[name^="steps."][name$=".task"]').evaluateAll((all) => all.map((it) => it.name));
      const values = ["Mix", "Rest", "Bake"];
      for (const [at, task] of values.entries()) await fill(page, { [names[at]]: task });
      await press(page, steps(page).nth(3).getByRole("button", { name: /^Remove/ }), 3);
      await fill(page, { title: "Rye bread" });
      await save(page);
      assert.deepEqual(await tasks(page), values);
    });

    task("k104 w15 what is wrong in a row is said beside it, and the last row may go", async (page) => {
      await page.goto(`${recipes}/data/recipes/2`);
      await fill(page, { "steps.0.minutes": "soon" });
      await save(page);
      assert.match(await page.title(), /^Error/);
      assert.equal(await page.locator('[name="steps.0.minutes"]').getAttribute("aria-invalid"), "true");
      await press(page, steps(page).first().getByRole("button", { name: /^Remove/ }), 0);
      assert.match(await page.locator("#field-steps").innerText(), /None yet/);
    });

    task("a51 w15 a slug follows the title until it is written by hand", async (page) => {
      await page.goto(`${recipes}/data/recipes/new`);
      const slug = page.locator("[name=slug]");
      await page.locator("[name=title]").pressSequentially(`Crème ${script}`);
      if (javaScriptEnabled) {
        assert.equal(await slug.inputValue(), `creme-${script}`);
        await slug.fill("by-hand");
        await page.locator("[name=title]").press("End");
        await page.locator("[name=title]").pressSequentially(" sugar");
        assert.equal(await slug.inputValue(), "by-hand");
        await slug.fill("");
        await page.locator("[name=title]").press("End");
        await page.locator("[name=title]").pressSequentially("!");
        assert.equal(await slug.inputValue(), `creme-${script}-sugar`);
      }
      await page.locator("[name=kind]").selectOption("drink");
      await save(page);
      assert.match(await message(page), /was (added|saved|created)/);
      assert.equal(await slug.inputValue(), javaScriptEnabled ? `creme-${script}-sugar` : `creme-${script}`);
      await page.locator("[name=title]").fill("Another title");
      assert.equal(await slug.inputValue(), javaScriptEnabled ? `creme-${script}-sugar` : `creme-${script}`);
      await save(page);
    });

    task("a52 w15 a field is asked for while another one says so", async (page) => {
      await page.goto(recipe);
      const degrees = page.locator("[name=degrees]");
      const words = page.locator(".field:has([name=degrees]) [data-show-words]");
      assert.equal(await degrees.inputValue(), "240");
      await page.locator("[name=kind]").selectOption("drink");
      if (javaScriptEnabled) {
        assert.equal(await degrees.isVisible(), false);
        await page.locator("[name=kind]").selectOption("cake");
        assert.equal(await degrees.isVisible(), true);
        assert.equal(await words.isVisible(), false);
        await page.locator("[name=kind]").selectOption("drink");
      } else {
        assert.equal(await degrees.isVisible(), true);
        assert.match(await words.innerText(), /Kind.*Bread.*Cake/);
      }
      await save(page);
      assert.equal(await degrees.inputValue(), "");
      await page.locator("[name=kind]").selectOption("bread");
      await degrees.fill("240");
      await save(page);
      assert.equal(await degrees.inputValue(), "240");
    });

    task("k98 w15 what is written with the toolbar is what is saved", async (page) => {
      await page.goto(recipe);
      const area = page.locator("textarea[name=story]");
      const before = "<p>Takes <strong>two days</strong>, most of which it does by itself.</p>";
      assert.equal(await area.inputValue(), before);
      if (javaScriptEnabled) {
        const editor = page.getByRole("textbox", { name: /^Story/ });
        const [bar, text] = [await page.locator("[data-rich-bar]").boundingBox(), await editor.boundingBox()];
        assert.ok(bar.y + bar.height <= text.y && bar.width === text.width, "the toolbar stands above the text");
        await editor.fill("Let it rest");
        await editor.press("Control+a");
        await page.locator("[data-rich-do=bold]").click();
        assert.equal(await page.locator("[data-rich-do=bold]").getAttribute("aria-pressed"), "true");
      } else {
        await area.fill("<p><strong>Let it rest</strong></p><script>alert(1)</script>");
      }
      await save(page);
      assert.equal(await area.inputValue(), "<p><strong>Let it rest</strong></p>");
      if (javaScriptEnabled) {
        await page.evaluate((html) => {
          const editor = document.querySelector("[data-rich-edit]");
          editor.innerHTML = html;
          editor.dispatchEvent(new InputEvent("input", { bubbles: true }));
        }, before);
      } else {
        await area.fill(before);
      }
      await save(page);
      assert.equal(await area.inputValue(), before);
    });

    if (!javaScriptEnabled) return;
    for (const path of ["recipes/1", "recipes/new"]) {
      task(`k104 ${path} is usable for everybody`, async (page) => {
        assert.equal((await page.goto(`${recipes}/data/${path}`)).status(), 200);
        await page.evaluate(axe);
        const { violations } = await page.evaluate(() => window.axe.run());
        assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)]), []);
      });
    }
  });
}
