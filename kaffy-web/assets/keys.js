// Single keys, and shift-clicks on headings; every list works without them.

const $ = (selector, root = document) => root.querySelector(selector);
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
const make = (tag, properties) => Object.assign(document.createElement(tag), properties);
const on = (target, kind, act) => target.addEventListener(kind, act);

const help = $("[data-keys]");
const finder = $("[data-palette]");

// What somebody types into has all keys for itself.
const TYPED = "input, select, textarea, dialog, [contenteditable], [role=textbox], [role=listbox], [role=combobox]";
const isTyping = (target) => target.isContentEditable || target.closest?.(TYPED);

// The search of everything is loaded when somebody wants it.
const find = async () => (await import("./palette.js")).open(finder.href);

// The sheet of all keys as the server has it, asked for once.
let asked;
const sheet = () =>
  (asked ??= fetch(`${help.href}?part`, { redirect: "error" })
    .then(async (answer) => {
      if (!answer.ok) throw new Error(answer.status);
      return new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-key-sheet]");
    })
    .catch((error) => {
      asked = undefined;
      throw error;
    }));

// Looked for each time: a page that keeps itself fresh has other rows by now.
const rows = () => $$("[data-row] [data-open]");
const row = () => document.activeElement?.closest("[data-row]");
const filters = () => $("[data-filters]");

function step(by) {
  const links = rows();
  const at = links.indexOf(document.activeElement) < 0 ? links.findIndex((link) => row()?.contains(link)) : links.indexOf(document.activeElement);
  links[Math.min(Math.max(at < 0 ? (by > 0 ? 0 : links.length - 1) : at + by, 0), links.length - 1)]?.focus();
}

function toggleFilters() {
  const panel = filters();
  panel.open = !panel.open;
  $(panel.open ? ".panel-body :is(input, select, a)" : "summary", panel)?.focus();
}

// What each key does, and whether there is something here that it can do it to.
const does = {
  "?": [showHelp],
  "/": [() => ($("[data-search]") ? $("[data-search]").select() : find())],
  f: [toggleFilters, filters],
  n: [() => $("[data-new]").click(), () => $("[data-new]")],
  j: [() => step(1), () => rows().length],
  k: [() => step(-1), () => rows().length],
  x: [() => $("[data-tick]", row() ?? document.createElement("p"))?.click(), () => $("[data-row] [data-tick]")],
  e: [() => $("[data-open]", row() ?? document.createElement("p"))?.click(), () => rows().length],
  s: [null, () => $("form.record")],
};

let goes = false;
let waiting;
// After `g` comes a letter, soon.
function go(event) {
  clearTimeout(waiting);
  goes = false;
  sheet().then((page) => {
    const line = $$("[data-go]", page).find((line) => line.dataset.go === event.key.toLowerCase());
    if (line) location.assign(line.dataset.href);
  }, () => {});
}

async function showHelp() {
  const dialog = make("dialog", { className: "keys" });
  const title = make("h2", { id: "keys-title", textContent: t("keys-title") });
  const find = make("input", { type: "search", placeholder: t("keys-find"), ariaLabel: t("keys-find"), autocomplete: "off" });
  const none = make("p", { className: "quiet", textContent: t("keys-none"), hidden: true });
  const close = make("button", { className: "button", textContent: t("keys-close") });
  none.setAttribute("role", "status");
  dialog.setAttribute("aria-labelledby", title.id);
  let page;
  try {
    page = document.importNode(await sheet(), true);
  } catch {
    return location.assign(help.href);
  }
  if ($("dialog[open]")) return;
  // What does nothing on this page is left out, and so is what has nothing left.
  for (const line of $$("[data-key-line]", page)) {
    const there = does[line.dataset.keyLine]?.[1];
    if (there && !there()) line.remove();
  }
  for (const section of $$("[data-key-section]", page)) if (!$("[data-key-line]", section)) section.remove();
  $("[name=_here]", page).value = location.pathname + location.search;
  on(find, "input", () => {
    const words = find.value.trim().toLowerCase();
    let shown = 0;
    for (const section of $$("[data-key-section]", page)) {
      const lines = $$("[data-key-line]", section);
      for (const line of lines) line.hidden = !line.textContent.toLowerCase().includes(words);
      section.hidden = lines.every((line) => line.hidden);
      shown += lines.filter((line) => !line.hidden).length;
    }
    none.hidden = shown > 0;
  });
  on(close, "click", () => dialog.close());
  on(dialog, "close", () => dialog.remove());
  dialog.append(title, find, none, page, close);
  document.body.append(dialog);
  dialog.showModal();
}

function keys() {
  on(help, "click", (event) => {
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    showHelp();
  });
  const isOn = help.dataset.keys === "on";
  if (!isOn) for (const one of $$("[aria-keyshortcuts]")) if (one.getAttribute("aria-keyshortcuts").length === 1) one.removeAttribute("aria-keyshortcuts");
  on(window, "keydown", (event) => {
    const { key } = event;
    const panel = key === "Escape" && !$("dialog[open]") && $(".filters[open]");
    if (panel) {
      panel.open = false;
      $("summary", panel).focus();
    }
    if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && key.toLowerCase() === "k" && !event.target.isContentEditable) {
      event.preventDefault();
      if (!$("dialog[open]")) find();
      return;
    }
    if (!isOn || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
    if (isTyping(event.target) || $("dialog[open]")) return;
    if (goes) {
      if (key === "Shift") return;
      event.preventDefault();
      return go(event);
    }
    if (key === "g") {
      event.preventDefault();
      goes = true;
      sheet().catch(() => {});
      waiting = setTimeout(() => (goes = false), 3000);
      return;
    }
    const [act, there] = Object.hasOwn(does, key) ? does[key] : [];
    if (!act || (there && !there())) return;
    event.preventDefault();
    act();
  });
}

// Shift-click on a heading adds it to the order.
function multiSort() {
  for (const link of $$("[data-also]")) {
    on(link, "click", (event) => {
      if (!event.shiftKey) return;
      event.preventDefault();
      location.assign(link.dataset.also);
    });
  }
}

multiSort();
if (help) keys();
if (finder) {
  on(finder, "click", (event) => {
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    find();
  });
}
