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
  await page.getByRole("searchbox", { name: /^Search/ }).fill(words);
  await follow(page, button(page, /^Search$/));
}

// The texts of one column, by its heading.
export async function column(page, heading) {
  await page.locator("main table").waitFor();
  const headings = await page.locator("main table thead th").allTextContents();
  const index = headings.findIndex((text) => text.trim().startsWith(heading));
  assert.notEqual(index, -1, `no column ${heading} among ${headings.map((text) => text.trim()).join(", ")}`);
  const cells = rows(page).locator(`> :nth-child(${index + 1} of :not(.tick))`);
  return (await cells.allInnerTexts()).map((text) => text.trim());
}

// Follows a link or presses a button, and waits for the page it leads to.
export const follow = (page, locator) => leave(page, () => locator.click());

// Does something that leads to another page, and waits for it.
export async function leave(page, act) {
  const loaded = page.waitForEvent("load");
  await act();
  await loaded;
}

export const link = (page, name) => page.getByRole("link", { name }).first();
export const button = (page, name) => page.getByRole("button", { name }).first();

// Types into the fields of a form, by name.
export async function fill(page, values) {
  for (const [name, value] of Object.entries(values)) await page.locator(`main [name="${name}"]`).fill(value);
}

// What the page says happened.
export const message = (page) => page.locator("main .flash[role=status]").innerText();

// Picks the row of another resource for a field: from the list under the input, or without the script
// on a page of its own.
export async function pick(page, field, words, label, javaScriptEnabled) {
  if (javaScriptEnabled) {
    const combobox = page.locator(`main form [data-combo]:has([name="${field}"]) [role=combobox]`);
    await combobox.fill(words);
    await page.getByRole("option", { name: label }).click();
  } else {
    await follow(page, page.locator(`main button[name=_pick][value="${field}"]`));
    await page.getByRole("searchbox").fill(words);
    await follow(page, button(page, /^Search$/));
    await follow(page, page.locator("main button[name=_picked]", { hasText: label }));
  }
}

// Cells of a column as numbers.
export const numbers = (texts) => texts.map((text) => Number(text.replaceAll(",", "")));
