// Finds everything from anywhere: a dialog over what the page of the search answers (ARIA 1.2 combobox).

const $ = (selector, root = document) => root.querySelector(selector);
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
const make = (tag, properties) => Object.assign(document.createElement(tag), properties);
const on = (target, kind, act) => target.addEventListener(kind, act);

export function open(address) {
  if ($("dialog.palette")) return;
  const dialog = make("dialog", { className: "palette", ariaLabel: t("search-title") });
  const form = make("form", { action: address, role: "search" });
  const input = make("input", {
    type: "search", name: "q", autocomplete: "off", placeholder: t("search-placeholder"), role: "combobox",
    ariaLabel: t("search-label"), ariaAutoComplete: "list", ariaExpanded: "true",
  });
  const list = make("div", { id: "palette-list", className: "palette-list", role: "listbox", ariaLabel: t("search-title") });
  const status = make("p", { className: "sr", role: "status" });
  const note = make("p", { className: "help", textContent: t("search-hint") });
  input.setAttribute("aria-controls", list.id);
  form.append(input);
  dialog.append(form, list, note, status);
  document.body.append(dialog);

  let active = -1;
  let timer;
  let running;
  // Enter that came before the answer takes its first line.
  let goes = false;
  const options = () => $$("[role=option]", list);
  const mark = (at) => {
    const all = options();
    input.removeAttribute("aria-activedescendant");
    active = all.length ? (at + all.length) % all.length : -1;
    all.forEach((option, index) => (option.ariaSelected = String(index === active)));
    if (active < 0) return;
    input.setAttribute("aria-activedescendant", all[active].id);
    all[active].scrollIntoView({ block: "nearest" });
  };
  const take = (option) => {
    const { post } = option.dataset;
    if (!post) return option.click();
    const send = make("form", { method: "post", action: post, hidden: true });
    const token = $("input[name=_csrf]");
    if (token) send.append(token.cloneNode());
    document.body.append(send);
    send.submit();
  };
  const search = async () => {
    timer = clearTimeout(timer);
    const words = input.value.trim();
    running?.abort();
    const mine = (running = new AbortController());
    // Whoever does not see it appear hears that it takes a moment.
    const slow = setTimeout(() => (status.textContent = t("search-working")), 500);
    try {
      const answer = await fetch(`${address}?${new URLSearchParams({ q: words, part: "" })}`, { signal: mine.signal, redirect: "error" });
      if (!answer.ok) throw new Error(answer.status);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const found = $("[data-count]", page);
      list.replaceChildren(...document.adoptNode(found).childNodes);
      options().forEach((option, at) => (option.id = `palette-option-${at}`));
      status.textContent = found.dataset.count;
      note.textContent = t("search-hint");
      if (words && !options().length) note.textContent = found.dataset.count;
      // What is offered without a word is chosen by nobody yet.
      active = -1;
      if (words) mark(0);
      else input.removeAttribute("aria-activedescendant");
      running = undefined;
      if (goes && active >= 0) take(options()[active]);
    } catch (error) {
      if (error.name === "AbortError") return;
      running = undefined;
      list.replaceChildren();
      status.textContent = note.textContent = t("search-failed");
    } finally {
      clearTimeout(slow);
      if (running !== mine) goes = false;
    }
  };

  on(input, "input", () => {
    clearTimeout(timer);
    goes = false;
    timer = setTimeout(search, 150);
  });
  on(input, "keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      mark(event.key === "ArrowDown" ? active + 1 : active < 0 ? -1 : active - 1);
    } else if (event.key === "Escape") {
      // A search box would take the first one to empty itself.
      event.preventDefault();
      dialog.close();
    }
  });
  on(form, "submit", (event) => {
    // Words without an answer yet are searched first; without anything found the page of the search says so.
    if (timer || running) {
      event.preventDefault();
      if (timer) search();
      goes = true;
    } else if (active >= 0) {
      event.preventDefault();
      take(options()[active]);
    }
  });
  on(list, "click", (event) => {
    const option = event.target.closest("[data-post]");
    if (option) take(option);
  });
  on(list, "pointermove", (event) => {
    const at = options().indexOf(event.target.closest("[role=option]"));
    if (at >= 0 && at !== active) mark(at);
  });
  on(dialog, "click", (event) => event.target === dialog && dialog.close());
  on(dialog, "close", () => {
    clearTimeout(timer);
    running?.abort();
    dialog.remove();
  });
  dialog.showModal();
  search();
}
