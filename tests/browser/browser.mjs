// Chromium, pages that notice what must never happen, and the addresses of the examples.

import { createRequire } from "node:module";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import assert from "node:assert/strict";

const require = createRequire(join(environment("BROWSER_MODULES"), "package.json"));
const { chromium } = require("playwright-core");

export const axe = require("axe-core").source;

export const bakery = `${environment("BAKERY")}/admin`;

export const recipes = `${environment("RECIPES")}/admin`;

// The bakery with people who sign in, all with one password.
export const people = {
  SQLite: `${environment("PEOPLE_SQLITE")}/admin`,
  PostgreSQL: `${environment("PEOPLE_POSTGRES")}/admin`,
};
export const password = environment("PEOPLE_PASSWORD");

export const chinook = {
  SQLite: `${environment("CHINOOK_SQLITE")}/admin`,
  PostgreSQL: `${environment("CHINOOK_POSTGRES")}/admin`,
  MariaDB: `${environment("CHINOOK_MYSQL")}/admin`,
};

function environment(name) {
  const value = process.env[name];
  assert.ok(value, `${name} is not set; \`cargo xtask browser\` sets it`);
  return value;
}

const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--disable-dev-shm-usage",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export function launch() {
  return chromium.launch({ executablePath: environment("CHROMIUM"), args: flags });
}

// Runs `visit` with a fresh page, and fails if the page broke its security policy, threw in a script,
// or got an answer from the server that blames the server.
export async function withPage(browser, options, visit) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  context.setDefaultTimeout(10_000);
  const problems = [];
  // What a policy forbids is said to the document, also where nothing is written to the console.
  await context.exposeBinding("kaffyForbidden", (_, words) => problems.push(`policy: ${words}`));
  await context.addInitScript(() => {
    addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sourceFile }) =>
      window.kaffyForbidden(`${violatedDirective} ${blockedURI} in ${sourceFile}`),
    );
  });
  const page = await context.newPage();
  page.on("pageerror", (error) => problems.push(`script: ${error.message}`));
  page.on("console", (message) => {
    // A 404 that a test asks for is reported this way too; answers are looked at below.
    if (message.type() === "error" && !message.text().startsWith("Failed to load resource")) {
      problems.push(`console: ${message.text()}`);
    }
  });
  page.on("response", (response) => {
    if (response.status() >= 500) problems.push(`${response.status()} from ${response.url()}`);
  });
  try {
    await visit(page);
  } finally {
    await context.close();
  }
  assert.deepEqual(problems, []);
}

const standards = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

// What axe-core finds, as one line each.
export async function violations(page) {
  await page.evaluate(axe);
  const results = await page.evaluate((values) => window.axe.run({ runOnly: { type: "tag", values } }), standards);
  return results.violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}: ${node.html.slice(0, 200)} ${node.any[0]?.message ?? ""}`),
  );
}

// Saves a picture of the whole page to `target/screenshots/`.
export async function picture(page, name) {
  const directory = environment("SCREENSHOTS");
  mkdirSync(directory, { recursive: true });
  await page.screenshot({ path: join(directory, `${name}.png`), fullPage: true });
}
