// Three people at one bakery: the admin, somebody who may only look, and somebody of another shop. Each signs in and does a
// day's work, under the policy that forbids whatever is not ours; what each must not see stays away.

import { after, before, describe, it } from "node:test";
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";

import { launch, password, people, picture, violations, withPage } from "./browser.mjs";
import { button, column, follow, leave, link, message, openList, rows } from "./tasks.mjs";

const products = "/products/products";

async function signIn(page, base, name) {
  await page.goto(`${base}${products}`);
  assert.match(page.url(), /\/login\?next=/);
  await page.locator("main [name=email]").fill(`${name}@bakery.example`);
  await page.locator("main [name=password]").fill(password);
  await follow(page, page.locator("main button[type=submit], main button:not([type])").last());
  assert.equal(new URL(page.url()).pathname, `/admin${products}`, "back to where one wanted to go");
}

const status = async (page, address) => (await page.goto(address)).status();

// The address of the first record of a list.
async function first(page, base, query) {
  await page.goto(`${base}${products}?${query}`);
  return new URL(await rows(page).first().getByRole("link").first().getAttribute("href"), base).href;
}

async function isAccessible(page, name) {
  await picture(page, `people-${name}`);
  assert.deepEqual(await violations(page), [], name);
}

for (const [database, base] of Object.entries(people)) {
  describe(`s4 a75 a76: three people on ${database}`, () => {
    let browser;
    before(async () => (browser = await launch()));
    after(() => browser.close());

    it("s3 whoever signed out is out, also by the way back", () =>
      withPage(browser, {}, async (page) => {
        await signIn(page, base, "viewer");
        await follow(page, page.locator('form[action$="/logout"] button').first());
        await page.goBack();
        await page.reload();
        assert.match(page.url(), /\/login/);
        assert.equal((await page.context().request.get(`${base}${products}`, { maxRedirects: 0 })).status(), 303);
      }));

    it("a69 the viewer reads and changes nothing", () =>
      withPage(browser, {}, async (page) => {
        await signIn(page, base, "viewer");
        assert.equal(await page.locator("[data-new]").count(), 0);
        const record = await first(page, base, "size=25");
        assert.equal(await status(page, record), 200);
        assert.equal(await page.locator("main form.record").count(), 0);
        for (const path of [`${products}/new`, "/accounts/users", "/accounts/roles"]) {
          assert.equal(await status(page, base + path), 403, path);
        }
        assert.equal(await page.getByRole("link", { name: "Users" }).count(), 0);
        assert.equal(await status(page, `${base}/accounts/me`), 200);
      }));

    it("a71 the other shop sees and takes along its own shelf only", () =>
      withPage(browser, { acceptDownloads: true }, async (page) => {
        await withPage(browser, {}, async (other) => {
          await signIn(other, base, "admin");
          const hidden = await first(other, base, "f.category=1&size=25");
          const title = (await column(other, "Title"))[0];
          await signIn(page, base, "rolls");
          assert.equal(await status(page, hidden), 404);
          await page.goto(`${base}${products}?q=${encodeURIComponent(title)}`);
          assert.ok(!(await page.locator("main table").allInnerTexts()).join().includes(title), title);
        });
        await openList(page, base, `${products}?size=25`);
        for (const category of await column(page, "Category")) assert.match(category, /rolls/i);
        await page.goto(`${base}${products}/export`);
        const download = page.waitForEvent("download");
        await page.locator("main button[name=_run]").click();
        const file = await readFile(await (await download).path(), "utf8");
        const lines = file.trim().split("\r\n");
        assert.ok(lines.length > 1 && lines[0].includes("Category"), lines[0]);
        for (const line of lines.slice(1)) assert.match(line, /rolls/i);
        // What is one's own can be changed.
        await page.goto(await first(page, base, "size=25"));
        const quantity = page.locator("input[name=quantity]");
        await quantity.fill(String((Number(await quantity.inputValue()) + 1) % 1000));
        await follow(page, button(page, /^Save$/));
        assert.match(await message(page), /saved/i);
      }));

    it("a76 a68 the admin looks after people and sees who did what", () =>
      withPage(browser, {}, async (page) => {
        await signIn(page, base, "admin");
        await follow(page, link(page, /^Users$/));
        assert.match((await rows(page).allInnerTexts()).join(), /Vera/);
        await page.goto(`${base}/audit`);
        assert.match(await page.locator("main").innerText(), /Rolf|Vera|Ada/);
        assert.equal(await status(page, `${base}/accounts/me/sessions`), 200);
        assert.match(await page.locator("main").innerText(), /Chrom/);
      }));

    it("a78 the password is asked for again before one acts as another user, under a banner", () =>
      withPage(browser, {}, async (page) => {
        await signIn(page, base, "admin");
        await page.goto(`${base}/accounts/users`);
        await follow(page, link(page, /Vera/));
        await page.waitForTimeout(4_500);
        await follow(page, button(page, /^Act as this user$/));
        assert.equal(await page.locator("h1").innerText(), "Who are you?");
        await isAccessible(page, `ask-again-${database}`);
        const typed = page.getByLabel("Password");
        await typed.fill("not it");
        await follow(page, button(page, /^Go on$/));
        assert.match(await page.locator(".field .error").innerText(), /not your password/);
        await isAccessible(page, `ask-again-wrong-${database}`);
        // Without a mouse: type, Enter.
        await typed.fill(password);
        await leave(page, () => typed.press("Enter"));
        const banner = page.getByRole("region", { name: "Acting as another user" });
        assert.match(await banner.innerText(), /You are admin and act as Vera/);
        await page.goto(`${base}${products}?size=25`);
        assert.equal(await page.locator("[data-new]").count(), 0, "what Vera may");
        await isAccessible(page, `acting-${database}`);
        assert.equal(await status(page, `${base}/accounts/me/password`), 403);
        const stop = banner.getByRole("button", { name: "Stop acting" });
        await stop.focus();
        await leave(page, () => page.keyboard.press("Enter"));
        assert.equal(await banner.count(), 0);
        assert.match(await message(page), /yourself again/);
      }));

    it("a57 f20 two tabs at one record: the second is asked", () =>
      withPage(browser, {}, async (page) => {
        await signIn(page, base, "admin");
        const record = await first(page, base, "size=25");
        await page.goto(record);
        const other = await page.context().newPage();
        await other.goto(record);
        await other.locator("input[name=quantity]").fill("771");
        await follow(other, button(other, /^Save$/));
        await other.close();
        await page.locator("input[name=quantity]").fill("772");
        await follow(page, button(page, /^Save$/));
        assert.match(await page.locator(".conflict").innerText(), /771/);
        await isAccessible(page, `conflict-${database}`);
        await follow(page, button(page, /^Save$/));
        assert.match(await message(page), /saved/i);
      }));

    for (const colorScheme of ["light", "dark"]) {
      it(`a88 pages of accounts and of files in ${colorScheme}: axe-core finds nothing`, () =>
        withPage(browser, { colorScheme }, async (page) => {
          await page.goto(`${base}/login`);
          await isAccessible(page, `sign-in-${database}-${colorScheme}`);
          await signIn(page, base, "admin");
          const pages = {
            users: "/accounts/users",
            "user-new": "/accounts/users/new",
            roles: "/accounts/roles",
            "role-new": "/accounts/roles/new",
            me: "/accounts/me",
            password: "/accounts/me/password",
            sessions: "/accounts/me/sessions",
            export: `${products}/export`,
            import: `${products}/import`,
            audit: "/audit",
          };
          for (const [name, path] of Object.entries(pages)) {
            assert.equal(await status(page, base + path), 200, path);
            await isAccessible(page, `${name}-${database}-${colorScheme}`);
          }
          for (const [list, name] of [["/accounts/users", "user"], ["/accounts/roles", "role"]]) {
            await page.goto(base + list);
            await follow(page, page.locator("main table a, main li a").first());
            await isAccessible(page, `${name}-${database}-${colorScheme}`);
          }
          await page.goto(`${base}${products}/import`);
          const file = { name: "rolls.csv", mimeType: "text/csv", buffer: Buffer.from("Title,Price\r\nKaiser roll,x\r\n") };
          await page.locator("main input[type=file]").setInputFiles(file);
          await follow(page, page.locator("main form button").last());
          await isAccessible(page, `import-mapping-${database}-${colorScheme}`);
          await follow(page, page.locator("main button[name=_run][value=check]"));
          await isAccessible(page, `import-checked-${database}-${colorScheme}`);
        }));
    }
  });
}
