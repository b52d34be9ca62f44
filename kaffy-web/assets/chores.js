// The pages of chores: narrows the list while somebody types, and keeps the page of a run fresh while it goes on.
// Everything works without it, by loading the page again.

const $ = (selector, root = document) => root.querySelector(selector);
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
const make = (tag, properties) => Object.assign(document.createElement(tag), properties);

// The list.
const search = $("[data-search]");
if (search) {
  const count = $("[data-chores-count]");
  const narrow = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const chore of $$("[data-chore]")) {
      chore.hidden = !words.every((word) => chore.dataset.chore.includes(word));
      if (!chore.hidden) shown += 1;
    }
    $("[data-chores-none]").hidden = shown > 0;
    count.textContent = t("chores-shown").replace("{count}", shown);
  };
  search.addEventListener("input", narrow);
}

// The page of a run. As long as its shape is the same, words and numbers are put in their places; where it is not, the
// parts are taken from the page as the server draws it.
const KEPT = 500;
const log = $("[data-log]");
const list = log && $("ol", log);
let last = Number(log?.dataset.last);
let source;
let loading;

function put(name, text) {
  const place = $(`[data-run="${name}"]`);
  if (place && place.textContent !== text) place.textContent = text;
}

function show(news) {
  const { progress } = news;
  if (progress) {
    put("words", progress.words);
    put("percent", `${progress.percent} %`);
    put("rate", progress.rate ?? "");
    put("left-words", progress.left ?? "");
    const left = $('[data-run="left"]');
    if (left) left.hidden = !progress.left;
    const bar = $('[data-run="bar"]');
    if (bar) {
      bar.value = progress.percent ?? 0;
      bar.setAttribute("aria-valuetext", progress.words);
    }
  }
  put("message", news.message);
  for (const { name, value } of news.counters) {
    const place = $$("[data-counter]").find((place) => place.dataset.counter === name);
    if (place) place.textContent = value;
  }
}

function line({ number, time, exact, machine, text }) {
  const item = make("li", { value: number });
  item.append(make("time", { dateTime: machine, title: exact, textContent: time }), " ", make("span", { textContent: text }));
  return item;
}

function write(lines) {
  const fresh = lines.filter(({ number }) => number > last);
  if (!fresh.length || log.dataset.log !== "tail") return;
  // Whoever looks at the end goes on doing so; whoever looks further up stays there.
  const isAtEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 40;
  if (fresh[0].number > last + 1) list.append(make("li", { className: "quiet", textContent: "…" }));
  list.append(...fresh.map(line));
  last = fresh.at(-1).number;
  for (const old of $$("li", list).slice(0, -KEPT)) old.remove();
  if (list.firstElementChild?.value) list.start = list.firstElementChild.value;
  $("[data-log-none]", log).hidden = true;
  if (isAtEnd) log.scrollTop = log.scrollHeight;
}

// What somebody is in the middle of stays as it is.
const isBusy = (part) => part.contains(document.activeElement) && document.activeElement.matches("textarea, input, select");

async function redraw() {
  const answer = await fetch(location.href, { redirect: "error" });
  if (!answer.ok) throw new Error(answer.status);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const part of $$("[data-part]")) {
    const fresh = page.getElementById(part.id);
    if (!fresh || isBusy(part) || fresh.isEqualNode(part)) continue;
    const focus = part.contains(document.activeElement) ? document.activeElement.textContent : undefined;
    part.replaceChildren(...document.adoptNode(fresh).childNodes);
    // A button that was pressed may be gone; the keyboard stays near it.
    if (focus !== undefined) ($$("button, a", part).find((it) => it.textContent === focus) ?? $("button, a", part))?.focus();
  }
  say(Boolean(source));
}

function say(isOn) {
  const place = $("[data-run-live]");
  if (!place) return;
  $("[data-live-on]", place).hidden = !isOn;
  $("[data-live-off]", place).hidden = isOn;
}

function listen() {
  const place = $("[data-run-live]");
  if (!place || source || document.hidden) return;
  source = new EventSource(`${place.dataset.runLive}?at=-1-${last}`);
  source.onopen = () => say(true);
  source.onmessage = async ({ data }) => {
    const news = JSON.parse(data);
    write(news.lines);
    const shape = $("[data-run-live]")?.dataset.shape;
    if (news.shape === shape) return show(news);
    if (news.is_over) stop();
    // One at a time, and once more at the end of a run.
    while (loading) await loading;
    loading = redraw().catch(() => say(false)).finally(() => (loading = undefined));
    await loading;
  };
  source.onerror = () => {
    // The browser opens another one by itself, unless the answer was that it may not.
    if (source?.readyState !== EventSource.CLOSED) return;
    stop();
    say(false);
  };
}

function stop() {
  source?.close();
  source = undefined;
}

if (log) {
  if (log.dataset.log === "tail") log.scrollTop = log.scrollHeight;
  $("[data-log-end]").addEventListener("click", (event) => {
    event.preventDefault();
    log.scrollTop = log.scrollHeight;
    log.focus();
  });
  // A hidden tab listens to nothing.
  document.addEventListener("visibilitychange", () => (document.hidden ? stop() : listen()));
  listen();
}
