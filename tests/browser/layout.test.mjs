// Narrow screens: a page never scrolls sideways.

import { after, before, describe, it } from "node:test";
import assert from "node:assert/strict";

import { launch, withPage } from "./browser.mjs";
import { pages } from "./pages.mjs";

describe("a87: reflow", () => {
  let browser;
  before(async () => (browser = await launch()));
  after(() => browser.close());

  for (const width of [360, 320]) {
    for (const [name, open] of Object.entries(pages)) {
      it(`${name} fits ${width} px`, () =>
        withPage(browser, { viewport: { width, height: 800 } }, async (page) => {
          await open(page);
          const content = await page.evaluate(() => document.documentElement.scrollWidth);
          assert.ok(content <= width, `the page is ${content} px wide`);
        }));
    }
  }
});
