// What only forms need; every one works without it.

import { combobox } from "./kaffy.js";

const $ = (selector, root = document) => root.querySelector(selector);
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
const make = (tag, properties) => Object.assign(document.createElement(tag), properties);
const on = (target, kind, act) => target.addEventListener(kind, act);

const form = $("form.record");

// Leaving a changed form asks first, sending it twice sends it once.
function guard(form) {
  let changed = Boolean($("[data-summary]"));
  let sent = -5000;
  on(form, "input", () => (changed = true));
  on(form, "submit", (event) => {
    if (event.timeStamp - sent < 5000) event.preventDefault();
    else sent = event.timeStamp;
    changed = false;
  });
  on(window, "beforeunload", (event) => changed && event.preventDefault());
  on(window, "keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
      event.preventDefault();
      form.requestSubmit($("button[name=_save]:not([tabindex])", form));
    }
  });
}

// A button that adds a row, which without the script asks the server for it.
const PLACE = "__row__";
function rows(section) {
  const blank = $("[data-row-blank]", section);
  const add = $("[data-add-row]", section);
  if (!blank || !add) return;
  const body = $("[data-rows-body]", section);
  const all = () => $$("[data-row-name]", body);
  const place = (row) => Number(row.dataset.rowName.split(".").pop());
  const status = make("p", { className: "sr", ariaLive: "polite" });
  section.append(status);
  on(add, "click", (event) => {
    event.preventDefault();
    const next = Math.max(-1, ...all().map(place)) + 1;
    const copy = blank.content.cloneNode(true);
    for (const element of $$("*", copy)) {
      for (const attribute of element.attributes) attribute.value = attribute.value.replaceAll(PLACE, next);
    }
    body.append(copy);
    const row = all().pop();
    const table = body.closest("table");
    if (table) table.hidden = false;
    $("[data-rows-none]", section)?.remove();
    enhance(row);
    $("input:not([type=hidden]), select, textarea", row)?.focus();
    status.textContent = t("inline-added").replace("{count}", all().length);
    add.hidden = all().length >= Number(section.dataset.max ?? Infinity);
    row.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

// What a form sends, in the way in which it would.
const body = (form, data) => (form.enctype === "multipart/form-data" ? data : new URLSearchParams(data));

// Rows of a list come, go and move without the page loading again: the answer of the server takes the
// place of the outermost group, so that there is one way only to draw a row.
async function group(button) {
  const outer = $$("[data-group]").find((group) => group.contains(button));
  const answer = await fetch(form.action, { method: "POST", body: body(form, new FormData(form, button)) });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.getElementById(outer.id);
  if (!answer.ok || !fresh) throw new Error(answer.status);
  // Pages of nested groups have their own; the cursor goes where the server says.
  const focus = fresh.matches("[autofocus]") ? fresh : fresh.querySelector("[autofocus]");
  outer.replaceWith(document.adoptNode(fresh));
  enhance(fresh);
  focus?.focus();
  form.dispatchEvent(new Event("input"));
}

// Fields that depend on another one hide while they are not asked for; the server decides by itself.
function show(form) {
  for (const field of $$("[data-show-if]", form)) {
    const found = form.elements.namedItem(field.dataset.showIf);
    if (!found) continue;
    // A checkbox has a hidden `false` before it.
    const input = found instanceof RadioNodeList ? [...found].at(-1) : found;
    const value = input.type === "checkbox" ? String(input.checked) : input.value;
    const words = $("[data-show-words]", field);
    if (words) words.hidden = true;
    field.hidden = !field.dataset.showValues.split("\n").includes(value);
  }
}

// A slug follows its sources until somebody writes it by hand. What is not Latin is left to the server.
const slugged = (text) => {
  const plain = text.normalize("NFKD").replace(/\p{M}|['’]/gu, "").toLowerCase();
  return /[^\p{ASCII}\p{P}\p{S}\p{Z}]/u.test(plain) ? "" : plain.replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
};

function slug(input) {
  const sources = input.dataset.slugFrom.split(" ").map((id) => document.getElementById(id)).filter(Boolean);
  let follows = input.value === "";
  on(input, "input", () => (follows = input.value === ""));
  for (const source of sources) {
    on(source, "input", () => {
      if (follows) input.value = slugged(sources.map((it) => it.value).join(" "));
    });
  }
}

// What new parts of the page need.
function enhance(root) {
  $$("[data-combo]", root).forEach(combobox);
  $$("[data-slug-from]", root).forEach(slug);
  $$("form:has([data-show-if])").forEach(show);
}

form?.addEventListener("click", (event) => {
  const button = event.target.closest("button[name=_rows]");
  if (!button) return;
  event.preventDefault();
  group(button).catch(() => form.requestSubmit(button));
});

// Adding or changing the row that a field names, in a dialog: the same page, without what is around it.
// Its ids get a name of their own, since the page behind has some of them as well.
const IDS = ["id", "for", "data-slug-from", "aria-describedby", "aria-labelledby", "aria-controls"];
async function related(button) {
  const box = button.closest("[data-combo]");
  const base = button.dataset.relatedBase;
  const dialog = make("dialog", { className: "related-dialog" });
  const show = async (answer) => {
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = $("form.record", page);
    if (!fresh) throw new Error(answer.status);
    if (answer.ok && answer.redirected) {
      box.take(fresh.dataset.key, fresh.dataset.label);
      for (const edit of $$("[data-related-base]", box)) edit.hidden = false;
      return dialog.close();
    }
    const action = fresh.getAttribute("action");
    const content = [$("h1", page), $(".summary", page), fresh].filter(Boolean);
    $(".bar", fresh).replaceChildren(
      make("button", { className: "button primary", textContent: t("page-form-save") }),
      make("button", { className: "button ghost", type: "button", textContent: t("layout-cancel"), value: "cancel" }),
    );
    for (const part of content.flatMap((root) => [root, ...$$("*", root)])) {
      for (const name of IDS.filter((name) => part.hasAttribute(name))) {
        part.setAttribute(name, part.getAttribute(name).replace(/\S+/g, "dialog-$&"));
      }
      if (part.matches("a[href^='#']")) part.setAttribute("href", part.getAttribute("href").replace("#", "#dialog-"));
    }
    for (const other of $$("button[name]:not([data-combo-button])", fresh)) other.remove();
    dialog.replaceChildren(...content.map((part) => document.adoptNode(part)));
    dialog.setAttribute("aria-labelledby", "dialog-title");
    $("h1", dialog).id = "dialog-title";
    enhance(dialog);
    ($(".summary", dialog) ?? $(".field :is(input, select, textarea):not([type=hidden])", dialog))?.focus();
    on(fresh, "submit", async (event) => {
      event.preventDefault();
      const data = new FormData(fresh);
      data.set("_save", "stay");
      await show(await fetch(action, { method: "POST", body: body(fresh, data) })).catch(() => dialog.close());
    });
  };
  on(dialog, "click", (event) => event.target.value === "cancel" && dialog.close());
  on(dialog, "close", () => {
    dialog.remove();
    ($("[role=combobox]", box) ?? button).focus();
  });
  // Keys of the page behind are not those of the dialog.
  on(dialog, "keydown", (event) => event.stopPropagation());
  const answer = await fetch(base ? base + encodeURIComponent($("[data-combo-key]", box).value) : button.dataset.related);
  if (!answer.ok) throw new Error(answer.status);
  document.body.append(dialog);
  dialog.showModal();
  await show(answer);
}

form?.addEventListener("click", (event) => {
  const button = event.target.closest("button[name=_related]");
  if (!button) return;
  event.preventDefault();
  related(button).catch(() => form.requestSubmit(button));
});

// Whoever goes on typing into a field that somebody else changed means that text.
on(document, "input", ({ target }) => {
  for (const yours of $$("input[name^='_take.'][value=yours]", target.form ?? undefined)) {
    const name = yours.name.slice("_take.".length);
    if (target.name === name || target.name?.startsWith(`${name}.`)) yours.checked = true;
  }
});

$$("[data-guard]").forEach(guard);
$$("[data-rows]").forEach(rows);
$$("[data-slug-from]").forEach(slug);
$$("form:has([data-show-if])").forEach(show);
for (const kind of ["input", "change"]) on(document, kind, (event) => event.target.form && show(event.target.form));
