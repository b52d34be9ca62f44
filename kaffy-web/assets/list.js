// Counts that come after the list, and cells that are changed where they stand. Both can be done without it.

const $ = (selector, root = document) => root.querySelector(selector);
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
const parsed = (html) => new DOMParser().parseFromString(html, "text/html");

// How many rows each tab has, once the list is there.
async function tabs() {
  const nav = $("[data-tabs]");
  if (!nav) return;
  const answer = await fetch(nav.dataset.tabs, { headers: { accept: "application/json" } });
  if (!answer.ok) return;
  const counts = await answer.json();
  const note = $("[data-tabs-note]", nav);
  if (!counts) note.textContent = note.dataset.slow;
  for (const place of $$("[data-tab]", nav)) place.textContent = counts?.[place.dataset.tab] ?? "";
}

// The numbers beside the values of filters, without leaving the panel.
function facets() {
  const link = $("[data-facets]");
  link?.addEventListener("click", async (event) => {
    event.preventDefault();
    link.ariaBusy = "true";
    try {
      const answer = await fetch(link.href);
      const [here, there] = [document, parsed(await answer.text())].map((page) => $$("[data-facet]", page));
      if (!answer.ok || here.length !== there.length) throw new Error(answer.status);
      here.forEach((place, at) => place.replaceChildren(...there[at].childNodes));
      const status = $("[data-facets-status]");
      status.textContent = t("facets-shown");
      status.tabIndex = -1;
      status.focus();
      link.parentElement.remove();
    } catch {
      location.assign(link.href);
    }
  });
}

// One cell at a time: a button, F2 or a double click opens it, Enter saves, Escape leaves it as it was.
function cells() {
  const wrap = $("[data-cells]");
  if (!wrap) return;
  const status = $("[data-cell-status]");
  const button = $("[data-cell-button]").content.firstElementChild;
  const tell = (words) => {
    status.textContent = "";
    setTimeout(() => (status.textContent = words), 50);
  };
  const dress = (row) => {
    for (const cell of $$("[data-edit]", row)) {
      const edit = button.cloneNode(true);
      const label = cell.dataset.label ?? $$("th", wrap)[cell.cellIndex]?.textContent.trim() ?? "";
      edit.ariaLabel = `${t("cell-edit")}: ${label}, ${row.dataset.name}`;
      cell.append(edit);
    }
  };
  const focus = (cell) => $(".cell-edit", cell)?.focus();
  // What the answer says where it is neither the cell nor the row: a page with a heading, or nothing.
  const failed = (page) => tell($("main h1, h1", page)?.textContent ?? t("cell-failed"));

  const show = (cell, page) => {
    const form = document.importNode($(".cell-form", page), true);
    $(".cell-form", cell)?.remove();
    // Texts of a cell stand alone; in an element they can be put aside.
    if (!cell.classList.contains("editing")) {
      const shown = document.createElement("span");
      shown.append(...cell.childNodes);
      cell.append(shown);
      shown.hidden = true;
      cell.classList.add("editing");
    }
    cell.append(form);
    const input = $("input:not([type=hidden]), select, textarea", form);
    input?.focus();
    input?.select?.();
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      save(cell, form);
    });
    form.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      leave(cell, form);
    });
    $("[data-cell-cancel]", form).addEventListener("click", () => leave(cell, form));
    const wrong = $$(".error", form).map((one) => one.textContent.trim());
    if (wrong.length) tell(wrong.join(" "));
  };

  const leave = (cell, form) => {
    const shown = $(":scope > span", cell);
    form.remove();
    cell.replaceChildren(...shown.childNodes);
    cell.classList.remove("editing");
    tell(t("cell-cancelled"));
    focus(cell);
  };

  const save = async (cell, form) => {
    if (form.ariaBusy === "true") return;
    form.ariaBusy = "true";
    try {
      const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)), redirect: "manual" });
      const page = parsed(await answer.text());
      const table = $("[data-words]", page);
      if (answer.ok && table) return replace(cell, $("tr", table), table.dataset.words);
      if ($(".cell-form", page)) return show(cell, page);
      failed(page);
    } catch {
      tell(t("cell-failed"));
    }
    form.ariaBusy = "false";
  };

  // The whole row comes back: a hook may have changed more than the cell.
  const replace = (cell, fresh, words) => {
    if (!fresh) return location.reload();
    const row = cell.closest("tr");
    const tick = $(".tick", row);
    const name = cell.dataset.edit;
    // A hook may have changed what it is called, too.
    Object.assign(row.dataset, fresh.dataset);
    row.replaceChildren(...(tick ? [tick] : []), ...[...fresh.cells].map((one) => document.importNode(one, true)));
    dress(row);
    tell(words);
    focus($(`[data-edit="${name}"]`, row));
  };

  const open = async (cell) => {
    const row = cell.closest("tr");
    if (cell.classList.contains("editing") || !row.dataset.key) return;
    try {
      const asked = new URLSearchParams({ _id: row.dataset.key, _cell: cell.dataset.edit, _back: location.search.slice(1) });
      const answer = await fetch(`${wrap.dataset.cells}?${asked}`, { redirect: "manual" });
      const page = parsed(await answer.text());
      if (answer.ok && $(".cell-form", page)) show(cell, page);
      else failed(page);
    } catch {
      tell(t("cell-failed"));
    }
  };

  for (const row of $$("[data-key]", wrap)) dress(row);
  wrap.addEventListener("click", (event) => {
    const edit = event.target.closest(".cell-edit");
    if (edit) open(edit.closest("[data-edit]"));
  });
  wrap.addEventListener("dblclick", (event) => {
    const cell = event.target.closest("[data-edit]");
    if (cell && !event.target.closest("a, button, input, select, textarea")) open(cell);
  });
  wrap.addEventListener("keydown", (event) => {
    if (event.key !== "F2") return;
    const cell = event.target.closest("[data-edit]") ?? $("[data-edit]", event.target.closest("tr") ?? document.createElement("tr"));
    if (cell) {
      event.preventDefault();
      open(cell);
    }
  });
}

facets();
cells();
tabs();
