// Every kind of page, in both themes: axe-core finds nothing, and a picture is kept.

import { after, before, describe, it } from "node:test";
import assert from "node:assert/strict";

import { axe, launch, picture, withPage } from "./browser.mjs";
import { pages } from "./pages.mjs";

const standards = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

describe("a85 a88: accessibility", () => {
  let browser;
  before(async () => (browser = await launch()));
  after(() => browser.close());

  for (const colorScheme of ["light", "dark"]) {
    for (const [name, open] of Object.entries(pages)) {
      for (const width of [1280, 360]) {
        it(`${name} in ${colorScheme} at ${width} px`, () =>
          withPage(browser, { colorScheme, viewport: { width, height: 900 } }, async (page) => {
            await open(page);
            await picture(page, `${name}-${colorScheme}-${width}`);
            assert.deepEqual(await violations(page), []);
          }));
      }
    }
  }
});

// What axe-core finds, as one line each.
async function violations(page) {
  await page.evaluate(axe);
  const results = await page.evaluate((values) => window.axe.run({ runOnly: { type: "tag", values } }), standards);
  return results.violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}: ${node.html.slice(0, 200)} ${node.any[0]?.message ?? ""}`),
  );
}
