// The pages that the guide shows are there. With GUIDE set, as by `cargo xtask screenshots`, their pictures are taken anew.

import { after, before, describe, it } from "node:test";
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import { launch, withPage } from "./browser.mjs";
import { options, pictures } from "./guide.mjs";
import { withPalette } from "./palette.mjs";

const folder = process.env.GUIDE;

describe("the guide", () => {
  let browser;
  before(async () => (browser = await launch()));
  after(() => browser.close());

  for (const [name, open] of Object.entries(pictures)) {
    it(`shows ${name}`, () => {
      const usual = { viewport: { width: 1280, height: 800 }, locale: "en-GB", reducedMotion: "reduce" };
      return withPage(browser, { ...usual, ...options[name] }, async (page) => {
        await open(page);
        assert.equal(await page.locator("h1").count(), 1);
        assert.doesNotMatch(await page.title(), /Not found|Nicht gefunden/);
        // A smaller picture is still one, and nothing of it moves.
        const picture = withPalette(await page.screenshot({ animations: "disabled", caret: "hide" }));
        assert.ok(picture.length < 120_000, `${picture.length} bytes`);
        if (folder) await writeFile(join(folder, `${name}.png`), picture);
      });
    });
  }
});
