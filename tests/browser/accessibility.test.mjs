// Every kind of page, in both themes: axe-core finds nothing, and a picture is kept.

import { after, before, describe, it } from "node:test";
import assert from "node:assert/strict";

import { launch, picture, violations, withPage } from "./browser.mjs";
import { pages } from "./pages.mjs";

describe("a85 a88: accessibility", () => {
  let browser;
  before(async () => (browser = await launch()));
  after(() => browser.close());

  // Opened once: some pages are made on the way there, which takes longer than looking at them.
  for (const [name, open] of Object.entries(pages)) {
    for (const width of [1280, 360]) {
      it(`${name} at ${width} px`, () =>
        withPage(browser, { colorScheme: "light", viewport: { width, height: 900 } }, async (page) => {
          await open(page);
          for (const colorScheme of ["light", "dark"]) {
            await page.emulateMedia({ colorScheme });
            await picture(page, `${name}-${colorScheme}-${width}`);
            assert.deepEqual(await violations(page), [], colorScheme);
          }
        }));
    }
  }
});
