// Ticking rows of a list: a counter, all of a page, ranges. Every list works without it.

const form = document.querySelector("[data-selection]");
const find = () => [...document.querySelectorAll("[data-tick]")];
let ticks = find();

function selection() {
  const counter = form.querySelector("[data-selected]");
  const page = form.querySelector("[data-select-page]");
  const all = form.querySelector("[data-select-all]");
  let head;
  let last;
  let said;
  const show = () => {
    const count = ticks.filter((tick) => tick.checked).length;
    const whole = ticks.length > 0 && count === ticks.length;
    if (head) {
      head.checked = whole;
      head.indeterminate = count > 0 && !whole;
    }
    page.textContent = whole ? t("selection-clear") : t("selection-here").replace("{count}", ticks.length);
    for (const tick of ticks) tick.closest("tr").classList.toggle("ticked", tick.checked || Boolean(all?.checked));
    clearTimeout(said);
    // A moment later, so that a range is announced once.
    said = setTimeout(() => (counter.textContent = all?.checked ? all.dataset.selectAll : t("selection-count").replace("{count}", count).replace("{total}", ticks.length)), 60);
  };
  const tickAll = (checked) => {
    for (const tick of ticks) tick.checked = checked;
    if (all && !checked) all.checked = false;
    show();
  };
  const listen = () => {
    for (const tick of ticks) {
      tick.addEventListener("click", (event) => {
        const [from, to] = [ticks.indexOf(last), ticks.indexOf(tick)].sort((a, b) => a - b);
        if (event.shiftKey && from >= 0) for (const one of ticks.slice(from, to + 1)) one.checked = tick.checked;
        last = tick;
        if (all && !tick.checked) all.checked = false;
        show();
      });
    }
    head = document.querySelector("[data-tick-page]");
    head?.addEventListener("click", () => tickAll(head.checked));
    if (head) head.hidden = false;
  };
  page.addEventListener("click", () => tickAll(ticks.some((tick) => !tick.checked)));
  all?.addEventListener("change", () => (all.checked ? tickAll(true) : show()));
  listen();
  page.hidden = counter.hidden = false;
  // Rows that were put in place of others.
  document.addEventListener("kaffy:fresh", () => {
    if (ticks.every((tick) => tick.isConnected)) return;
    ticks = find();
    listen();
    show();
  });
  // The browser may have kept the ticks of before.
  show();
}

if (form && ticks.length) selection();
