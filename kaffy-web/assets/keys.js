// Single keys, and shift-clicks on headings; every list works without them.

const $ = (selector, root = document) => root.querySelector(selector);
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
const on = (target, kind, act) => target.addEventListener(kind, act);

// Single keys, off inside inputs and when switched off.
function keys() {
  const dialog = $("[data-keys]");
  const box = $("[data-keys-on]");
  if (!dialog || !box) return;
  const store = "kaffy-keys";
  box.checked = localStorage.getItem(store) !== "off";
  on(box, "change", () => localStorage.setItem(store, box.checked ? "on" : "off"));
  const hint = $("[data-keys-hint]");
  if (hint) hint.hidden = false;
  // Looked for each time: a page that keeps itself fresh has other rows by now.
  const rows = () => $$("[data-row] [data-open]");
  const step = (by) => {
    const links = rows();
    const at = links.indexOf(document.activeElement);
    links[Math.min(Math.max(at < 0 ? (by > 0 ? 0 : links.length - 1) : at + by, 0), links.length - 1)]?.focus();
  };
  const filters = $("[data-filters]");
  const does = {
    "?": () => dialog.showModal(),
    "/": () => $("[data-search]")?.select(),
    f: () => filters && ((filters.open = !filters.open), $(filters.open ? ".panel-body :is(input, select, a)" : "summary", filters)?.focus()),
    n: () => $("[data-new]")?.click(),
    j: () => step(1),
    k: () => step(-1),
    e: () => rows().includes(document.activeElement) && document.activeElement.click(),
  };
  on(window, "keydown", (event) => {
    const panel = event.key === "Escape" && $(".filters[open]");
    if (panel) {
      panel.open = false;
      $("summary", panel).focus();
    }
    const busy = event.target.closest?.("input, select, textarea, dialog");
    if (busy || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (!does[event.key] || (!box.checked && event.key !== "?")) return;
    event.preventDefault();
    does[event.key]();
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
keys();
