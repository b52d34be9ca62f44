// Makes the pages faster to use. Every page works without it; nothing here is the only way.

const $ = (selector, root = document) => root.querySelector(selector);
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
const make = (tag, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};

// The sidebar narrows while one types. What was typed stays for the session.
function navFilter() {
  const box = $("[data-nav-filter]");
  if (!box || $$(".sidebar li").length < 8) return;
  const input = $("input", box);
  const status = $("[data-nav-status]", box);
  const store = "kaffy-nav";
  const apply = () => {
    const words = input.value.trim().toLowerCase();
    let found = 0;
    for (const group of $$("[data-nav-group]")) {
      const heading = $(".nav-title", group).textContent.toLowerCase();
      let shown = 0;
      for (const item of $$("li", group)) {
        item.hidden = !item.textContent.toLowerCase().includes(words) && !heading.includes(words);
        shown += item.hidden ? 0 : 1;
      }
      group.hidden = shown === 0;
      found += shown;
    }
    status.textContent = words ? `${found} found` : "";
    sessionStorage.setItem(store, input.value);
  };
  box.hidden = false;
  input.value = sessionStorage.getItem(store) ?? "";
  input.addEventListener("input", apply);
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    input.value = "";
    apply();
  });
  apply();
}

// Light, auto, dark without loading the page again.
function themes() {
  const form = $("[data-themes]");
  form?.addEventListener("submit", (event) => {
    const theme = event.submitter?.value;
    if (!theme) return;
    event.preventDefault();
    document.documentElement.dataset.theme = theme;
    for (const button of $$("button", form)) button.setAttribute("aria-pressed", String(button.value === theme));
    const body = new URLSearchParams(new FormData(form));
    body.set("theme", theme);
    fetch(form.action, { method: "POST", body, redirect: "manual" });
  });
}

// A foreign key: type, arrows, Enter, Escape (ARIA 1.2 combobox).
let combos = 0;
function combobox(box) {
  const key = $("[data-combo-key]", box);
  const choose = $("[data-combo-button]", box);
  const picked = $(".picked", box);
  const list = make("ul", { className: "combo-list", id: `combo-${++combos}`, hidden: true });
  list.role = "listbox";
  const input = make("input", { type: "text", autocomplete: "off", value: key.dataset.comboLabel || key.value });
  input.dataset.for = key.name;
  for (const name of ["id", "required", "aria-describedby", "aria-invalid", "autofocus"]) {
    if (key.hasAttribute(name)) input.setAttribute(name, key.getAttribute(name));
    key.removeAttribute(name);
  }
  input.role = "combobox";
  input.placeholder = "Type to search";
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-expanded", "false");
  input.setAttribute("aria-controls", list.id);
  list.setAttribute("aria-label", $(`label[for="${CSS.escape(input.id)}"]`)?.textContent ?? "Options");
  const status = make("p", { className: "sr" });
  status.setAttribute("aria-live", "polite");
  key.type = "hidden";
  key.before(input);
  box.append(list, status);
  choose.hidden = true;
  box.classList.add("live");
  const isFilter = key.name.startsWith("f.");
  let active = -1;
  let timer;
  let running;
  let label = input.value;
  const options = () => $$("[role=option]", list);
  const close = () => {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const mark = (at) => {
    const all = options();
    if (!all.length) return;
    active = (at + all.length) % all.length;
    all.forEach((option, index) => option.setAttribute("aria-selected", String(index === active)));
    all[active].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", all[active].id);
  };
  const take = (option) => {
    if (isFilter) {
      const check = make("input", { type: "checkbox", name: key.name, value: option.dataset.value, checked: true });
      box.before(make("label", { className: "check" }, check, ` ${option.textContent}`));
      input.value = label = "";
    } else {
      key.value = option.dataset.value;
      input.value = label = option.textContent;
      if (picked) picked.textContent = key.value ? "" : "None chosen";
      key.dispatchEvent(new Event("input", { bubbles: true }));
    }
    close();
  };
  const show = (found, more) => {
    list.replaceChildren(
      ...found.map(({ value, label }, index) => {
        const option = make("li", { textContent: label, id: `${list.id}-${index}` });
        option.role = "option";
        option.dataset.value = value;
        option.setAttribute("aria-selected", "false");
        return option;
      }),
    );
    if (!found.length) list.append(make("li", { className: "note", textContent: "Nothing found", role: "presentation" }));
    if (more) list.append(make("li", { className: "note", textContent: "Type more to narrow it down", role: "presentation" }));
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    status.textContent = found.length ? `${found.length}${more ? " or more" : ""} found` : "Nothing found";
    active = -1;
  };
  const search = async (words) => {
    running?.abort();
    running = new AbortController();
    try {
      const address = `${box.dataset.options}?${new URLSearchParams({ q: words })}`;
      const answer = await fetch(address, { signal: running.signal, headers: { accept: "application/json" } });
      if (!answer.ok) throw new Error(answer.status);
      const { options: found, after } = await answer.json();
      show(found, after);
    } catch (error) {
      if (error.name === "AbortError") return;
      status.textContent = "The search failed";
      choose.hidden = false;
    }
  };
  const later = (words) => {
    clearTimeout(timer);
    timer = setTimeout(search, 150, words);
  };
  input.addEventListener("input", () => {
    // An emptied box is an emptied field; anything else is a search until a row is taken.
    if (!input.value) {
      key.value = label = "";
      if (picked) picked.textContent = "";
    }
    later(input.value);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) search("");
      else mark(active + (event.key === "ArrowDown" ? 1 : active < 0 ? 0 : -1));
    } else if (event.key === "Enter" && !list.hidden) {
      event.preventDefault();
      if (active >= 0) take(options()[active]);
    } else if (event.key === "Escape" && !list.hidden) {
      event.stopPropagation();
      input.value = label;
      close();
    }
  });
  input.addEventListener("click", () => list.hidden && search(""));
  input.addEventListener("blur", () => {
    clearTimeout(timer);
    running?.abort();
    close();
    input.value = label;
  });
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) take(option);
  });
  if (input.hasAttribute("autofocus")) input.focus();
}

// Leaving a changed form asks first; a double click sends it once.
function guard() {
  const form = $("[data-guard]");
  if (!form) return;
  let changed = Boolean($("[data-summary]"));
  form.addEventListener("input", () => (changed = true));
  let sent = false;
  form.addEventListener("submit", (event) => {
    if (sent) event.preventDefault();
    changed = false;
    sent = true;
    setTimeout(() => (sent = false), 5000);
  });
  addEventListener("beforeunload", (event) => changed && event.preventDefault());
  addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
      event.preventDefault();
      form.requestSubmit($("button[name=_save]:not([tabindex])", form));
    }
  });
}

// Single keys, off inside inputs and when switched off.
function keys() {
  const dialog = $("[data-keys]");
  const on = $("[data-keys-on]");
  const store = "kaffy-keys";
  on.checked = localStorage.getItem(store) !== "off";
  on.addEventListener("change", () => localStorage.setItem(store, on.checked ? "on" : "off"));
  const hint = $("[data-keys-hint]");
  if (hint) hint.hidden = false;
  const links = $$("[data-row] [data-open]");
  const step = (by) => {
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
    e: () => links.includes(document.activeElement) && document.activeElement.click(),
  };
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && filters?.open) {
      filters.open = false;
      $("summary", filters).focus();
    }
    const busy = event.target.closest?.("input, select, textarea, dialog, [contenteditable]");
    if (busy || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (!does[event.key] || (!on.checked && event.key !== "?")) return;
    event.preventDefault();
    does[event.key]();
  });
}

// Shift-click on a heading adds it to the order.
function multiSort() {
  for (const link of $$("[data-also]")) {
    link.addEventListener("click", (event) => {
      if (!event.shiftKey) return;
      event.preventDefault();
      location.assign(link.dataset.also);
    });
  }
}

navFilter();
themes();
$$("[data-combo]").forEach(combobox);
guard();
keys();
multiSort();
$("[data-summary]")?.focus();
