// Makes forms faster to fill in; every one works without it.

import { combobox } from "./kaffy.js";

const form = document.querySelector("form.record");

// Rows of a list come, go and move without the page loading again: the answer of the server takes the
// place of the outermost group, so that there is one way only to draw a row.
async function rows(button) {
  const group = [...document.querySelectorAll("[data-group]")].find((outer) => outer.contains(button));
  const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form, button)) });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.getElementById(group.id);
  if (!answer.ok || !fresh) throw new Error(answer.status);
  // Pages of nested groups have their own; the cursor goes where the server says.
  const focus = fresh.matches("[autofocus]") ? fresh : fresh.querySelector("[autofocus]");
  group.replaceWith(document.adoptNode(fresh));
  enhance(fresh);
  focus?.focus();
  form.dispatchEvent(new Event("input"));
}

// What new parts of the page need.
function enhance(root) {
  root.querySelectorAll("[data-combo]").forEach(combobox);
}

form?.addEventListener("click", (event) => {
  const button = event.target.closest("button[name=_rows]");
  if (!button) return;
  event.preventDefault();
  rows(button).catch(() => form.requestSubmit(button));
});
