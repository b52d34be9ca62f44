// Makes the pages faster to use; every one works without it.

import "./keys.js";

const $ = (selector, root = document) => root.querySelector(selector);
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
const make = (tag, properties) => Object.assign(document.createElement(tag), properties);
const on = (target, kind, act) => target.addEventListener(kind, act);

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
      group.open ||= words !== "" && shown > 0;
      found += shown;
    }
    status.textContent = words ? t("layout-found").replace("{count}", found) : "";
    sessionStorage.setItem(store, input.value);
  };
  box.hidden = false;
  input.value = sessionStorage.getItem(store) ?? "";
  on(input, "input", apply);
  on(input, "keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    input.value = "";
    apply();
  });
  apply();
}

// Groups of the sidebar stay as one left them, but not the current one.
function navGroups() {
  for (const group of $$("[data-nav-group]")) {
    const store = `kaffy-nav-${$("summary", group).textContent}`;
    if (localStorage[store] && !$("[aria-current]", group)) group.open = false;
    on(group, "toggle", () => $("#nav-filter").value || (localStorage[store] = group.open ? "" : "closed"));
  }
}

// The theme without a new page.
function themes() {
  const form = $("[data-themes]");
  if (!form) return;
  on(form, "submit", (event) => {
    const theme = event.submitter?.value;
    if (!theme) return;
    event.preventDefault();
    document.documentElement.dataset.theme = theme;
    for (const button of $$("button", form)) button.ariaPressed = String(button.value === theme);
    const body = new URLSearchParams(new FormData(form));
    body.set("theme", theme);
    fetch(form.action, { method: "POST", body, redirect: "manual" });
  });
}

// A foreign key: type, arrows, Enter, Escape (ARIA 1.2 combobox).
let combos = 0;
export function combobox(box) {
  const key = $("[data-combo-key]", box);
  const choose = $("[data-combo-button]", box);
  const picked = $(".picked", box);
  const list = make("ul", { className: "combo-list", id: `combo-${++combos}`, hidden: true, role: "listbox" });
  let label = key.dataset.comboLabel || key.value;
  const input = make("input", { autocomplete: "off", value: label, placeholder: t("combo-type"), role: "combobox" });
  Object.assign(input, { ariaAutoComplete: "list", ariaExpanded: "false" });
  input.dataset.for = key.name;
  for (const name of ["id", "required", "aria-describedby", "aria-invalid", "autofocus"]) {
    if (key.hasAttribute(name)) input.setAttribute(name, key.getAttribute(name));
    key.removeAttribute(name);
  }
  input.setAttribute("aria-controls", list.id);
  list.ariaLabel = $(`label[for="${CSS.escape(input.id)}"]`)?.textContent ?? t("combo-options");
  const status = make("p", { className: "sr", ariaLive: "polite" });
  key.type = "hidden";
  key.before(input);
  box.append(list, status);
  choose.hidden = true;
  box.classList.add("live");
  const isMany = key.name.startsWith("f.") || "many" in box.dataset;
  let active = -1;
  let timer;
  let running;
  const options = () => $$("[role=option]", list);
  const close = () => {
    list.hidden = true;
    active = -1;
    input.ariaExpanded = "false";
    input.removeAttribute("aria-activedescendant");
  };
  const mark = (at) => {
    const all = options();
    if (!all.length) return;
    active = (at + all.length) % all.length;
    all.forEach((option, index) => option.ariaSelected = String(index === active));
    all[active].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", all[active].id);
  };
  const take = (option) => {
    if (isMany) {
      const { value } = option.dataset;
      const tokens = "many" in box.dataset && box.previousElementSibling;
      const home = tokens || box.parentElement;
      const known = $$("[type=checkbox]", home).find((check) => check.name === key.name && check.value === value);
      const check = known ?? make("input", { type: "checkbox", name: key.name, value });
      check.checked = true;
      if (!known) {
        const choice = make("label", { className: tokens ? "check token" : "check" });
        choice.append(check, ` ${option.textContent}`);
        if (tokens) tokens.append(choice);
        else box.before(choice);
      }
      $("[data-none]", home)?.remove();
      check.dispatchEvent(new Event("input", { bubbles: true }));
      input.value = label = "";
    } else {
      key.value = option.dataset.value;
      input.value = label = option.textContent;
      if (picked) picked.textContent = key.value ? "" : t("combo-none");
      key.dispatchEvent(new Event("input", { bubbles: true }));
    }
    close();
  };
  box.take = (value, textContent) => take({ dataset: { value }, textContent });
  const show = (found, more) => {
    list.replaceChildren(
      ...found.map(({ value, label }, index) => {
        const option = make("li", { textContent: label, id: `${list.id}-${index}`, role: "option", ariaSelected: "false" });
        option.dataset.value = value;
        return option;
      }),
    );
    const note = found.length ? more && t("combo-more") : t("combo-nothing");
    if (note) list.append(make("li", { className: "note", textContent: note, role: "presentation" }));
    list.hidden = false;
    input.ariaExpanded = "true";
    status.textContent = found.length ? (more ? t("combo-found-more") : t("combo-found")).replace("{count}", found.length) : t("combo-nothing");
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
      status.textContent = t("combo-failed");
      choose.hidden = false;
    }
  };
  const later = (words) => {
    clearTimeout(timer);
    timer = setTimeout(search, 150, words);
  };
  on(input, "input", () => {
    // An emptied box is an emptied field; anything else is a search until a row is taken.
    if (!input.value) {
      key.value = label = "";
      if (picked) picked.textContent = "";
    }
    later(input.value);
  });
  on(input, "keydown", (event) => {
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
  on(input, "click", () => list.hidden && search(""));
  on(input, "blur", () => {
    clearTimeout(timer);
    running?.abort();
    close();
    input.value = label;
  });
  on(list, "pointerdown", (event) => event.preventDefault());
  on(list, "click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) take(option);
  });
  if (input.hasAttribute("autofocus")) input.focus();
}

themes();
if ($("[data-bell]")) import("./bell.js");
$$("[data-combo]").forEach(combobox);
$("[data-summary]")?.focus();
// These may throw.
navGroups();
navFilter();
