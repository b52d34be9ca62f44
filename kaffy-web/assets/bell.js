// Says how many notifications are not read, and tells of new ones while a page is open. The page of notifications needs
// none of this.

const EVERY = 30_000;
const bell = document.querySelector("[data-bell]");
const count = bell.querySelector("[data-bell-count]");
const words = bell.querySelector("[data-bell-words]");
// One browser may be several people's, one after the other.
const store = `kaffy-bell-${document.querySelector(".actor")?.textContent ?? ""}`;
const make = (tag, properties) => Object.assign(document.createElement(tag), properties);
const held = () => {
  try {
    return JSON.parse(sessionStorage.getItem(store)) ?? {};
  } catch {
    return {};
  }
};

// There before anything is said, so that it is read aloud.
const toasts = make("div", { className: "toasts", role: "status", ariaLive: "polite" });
document.body.append(toasts);

function show({ unread = "" }) {
  count.textContent = unread;
  count.hidden = !unread;
  words.textContent = unread ? t("notice-bell-unread").replace("{words}", unread) : t("notice-bell");
}

// Whoever opens what it tells of has read it.
function read(action) {
  const token = document.querySelector("input[name=_csrf]")?.value;
  const body = new URLSearchParams({ _csrf: token, do: "read" });
  fetch(action, { method: "POST", body, redirect: "manual", keepalive: true });
}

function toast({ words, kind, href, action }) {
  const one = make("div", { className: `toast ${kind}` });
  const said = href ? make("a", { href, textContent: words }) : make("span", { textContent: words });
  const close = make("button", { type: "button", className: "button small ghost", textContent: t("notice-dismiss") });
  said.addEventListener("click", () => href && read(action));
  close.addEventListener("click", () => one.remove());
  one.append(said, close);
  toasts.append(one);
  while (toasts.childElementCount > 3) toasts.firstElementChild.remove();
}

let waiting;
let isOver = false;
async function ask() {
  clearTimeout(waiting);
  try {
    const answer = await fetch(bell.dataset.bell, { headers: { accept: "application/json" }, redirect: "error" });
    // Nothing is for whoever is signed out by now, or acts as another: this page asks no more.
    if ([204, 401, 403].includes(answer.status)) return void (isOver = true);
    if (!answer.ok) throw new Error(answer.status);
    const { unread, news } = await answer.json();
    const { last } = held();
    const newest = news[0]?.id ?? last ?? "";
    // What was there before the first look is no news.
    if (last !== undefined) news.filter(({ id }) => id > last).reverse().forEach(toast);
    sessionStorage.setItem(store, JSON.stringify({ unread, at: Date.now(), last: newest > (last ?? "") ? newest : (last ?? "") }));
    show({ unread });
  } catch {
    // The next time will tell.
  }
  plan(EVERY);
}

function plan(time) {
  clearTimeout(waiting);
  if (!document.hidden && !isOver) waiting = setTimeout(ask, time);
}

for (const link of document.querySelectorAll("[data-notice]")) {
  link.addEventListener("click", () => read(link.dataset.notice));
}
show(held());
document.addEventListener("visibilitychange", () => plan(0));
// A page that follows another soon asks no sooner than that one would have; the page of notifications knows itself.
const isPage = location.pathname === new URL(bell.href).pathname;
plan(isPage ? 0 : Math.min(Math.max((held().at ?? 0) + EVERY - Date.now(), 0), EVERY));
