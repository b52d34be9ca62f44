// What people do in an admin, step by step, told by what they see. Every task works with the script
// switched off, so none of them waits for one.

import assert from "node:assert/strict";

export const rows = (page) => page.locator("main table tbody tr");

// Opens a list.
export async function openList(page, base, path) {
  const response = await page.goto(base + path);
  assert.equal(response.status(), 200);
  assert.equal(await page.locator("h1").count(), 1);
}

// Types words into the search box and presses Enter.
export async function search(page, words) {
  await page.locator("main input[name=q]").fill(words);
  await Promise.all([page.waitForURL(/[?&]q=/), page.locator("main input[name=q]").press("Enter")]);
}

// The texts of one column, by its heading.
export async function column(page, heading) {
  const headings = await page.locator("main table thead th").allInnerTexts();
  const index = headings.findIndex((text) => text.trim().startsWith(heading));
  assert.notEqual(index, -1, `no column ${heading} among ${headings.join(", ")}`);
  const cells = rows(page).locator(`> :nth-child(${index + 1})`);
  return (await cells.allInnerTexts()).map((text) => text.trim());
}

// Follows a link or presses a button, and waits for the page it leads to.
export async function follow(page, locator) {
  await locator.waitFor();
  const before = page.url();
  const loaded = page.waitForEvent("framenavigated", (frame) => frame === page.mainFrame());
  await locator.click();
  await loaded;
  await page.waitForLoadState();
  return before;
}

export const link = (page, name) => page.getByRole("link", { name }).first();
export const button = (page, name) => page.getByRole("button", { name }).first();

// Types into the fields of a form, by name.
export async function fill(page, values) {
  for (const [name, value] of Object.entries(values)) await page.locator(`main [name="${name}"]`).fill(value);
}

// What the page says happened.
export const alert = (page) => page.locator("[role=status], [role=alert]").first().innerText();

// Picks the row of another resource for a field: from the list under the input, or without the script
// on a page of its own.
export async function pick(page, field, words, label, javaScriptEnabled) {
  if (javaScriptEnabled) {
    const input = page.locator(`[role=combobox][data-for="${field}"], #field-${field}[role=combobox]`);
    await input.fill(words);
    await page.getByRole("option", { name: label }).click();
  } else {
    await follow(page, page.locator(`button[name=_pick][value="${field}"]`));
    await page.locator("main input[name=_words]").fill(words);
    await follow(page, button(page, /search/i));
    await follow(page, page.locator("main button[name=_picked]", { hasText: label }));
  }
}
