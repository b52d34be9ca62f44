// The sidebar: narrowed by typing, folded by group, both remembered (A80).

import { after, before, describe, it } from "node:test";
import assert from "node:assert/strict";

import { chinook, launch, withPage } from "./browser.mjs";

const base = Object.values(chinook)[0];
const item = (page, name) => page.locator(".sidebar").getByRole("link", { name, exact: true });

describe("a80: the sidebar", () => {
  let browser;
  before(async () => (browser = await launch()));
  after(() => browser.close());

  it("a80 typing narrows it, Escape clears it, and it stays for the session", () =>
    withPage(browser, {}, async (page) => {
      await page.goto(base);
      const box = page.getByRole("searchbox", { name: "Filter the menu" });
      await box.fill("invo");
      assert.ok(await item(page, "Invoices").isVisible());
      assert.ok(await item(page, "Tracks").isHidden());
      await page.goto(`${base}/sales/invoices`);
      assert.equal(await box.inputValue(), "invo");
      await box.press("Escape");
      assert.ok(await item(page, "Tracks").isVisible());
    }));

  it("a80 a folded group stays folded, except around the current page", () =>
    withPage(browser, {}, async (page) => {
      await page.goto(base);
      await page.locator(".sidebar summary", { hasText: "Music" }).press("Enter");
      assert.ok(await item(page, "Tracks").isHidden());
      await page.goto(`${base}/sales/invoices`);
      assert.ok(await item(page, "Tracks").isHidden());
      await page.goto(`${base}/music/tracks`);
      assert.ok(await item(page, "Tracks").isVisible());
      assert.equal(await item(page, "Tracks").getAttribute("aria-current"), "page");
    }));

  it("a80 without the script every group is open and nothing is hidden", () =>
    withPage(browser, { javaScriptEnabled: false }, async (page) => {
      await page.goto(base);
      assert.ok(await item(page, "Tracks").isVisible());
      assert.ok(await page.getByRole("searchbox", { name: "Filter the menu" }).isHidden());
    }));
});
