// Keeps a page of jobs fresh: asks for it again every few seconds and puts in what changed. A hidden tab asks nothing.

const EVERY = 3000;
const KEY = "kaffy-jobs-live";
const button = document.querySelector("[data-live-switch]");
const status = document.querySelector("[data-live-status]");
const wanted = sessionStorage.getItem(KEY);
// Whoever wants less motion says so to start it.
let on = wanted ? wanted === "on" : !matchMedia("(prefers-reduced-motion: reduce)").matches;
let waiting;

function show() {
  button.ariaPressed = String(on);
  clearTimeout(waiting);
  if (on && !document.hidden) waiting = setTimeout(refresh, EVERY);
}

// What somebody is in the middle of stays as it is.
function isBusy(part) {
  return part.contains(document.activeElement) || part.querySelector("[data-tick]:checked, details[open]") || String(getSelection());
}

async function refresh() {
  try {
    const answer = await fetch(location.href, { redirect: "error" });
    if (!answer.ok) throw new Error(answer.status);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const part of document.querySelectorAll("[data-live]")) {
      const fresh = page.getElementById(part.id);
      // Shown by the script of ticks.
      for (const head of fresh?.querySelectorAll("[data-tick-page]") ?? []) head.hidden = false;
      if (!fresh || isBusy(part) || fresh.isEqualNode(part)) continue;
      const { scrollLeft = 0, scrollTop = 0 } = part.querySelector(".table-wrap") ?? {};
      part.replaceChildren(...document.adoptNode(fresh).childNodes);
      part.querySelector(".table-wrap")?.scrollTo({ left: scrollLeft, top: scrollTop, behavior: "instant" });
      part.dispatchEvent(new CustomEvent("kaffy:fresh", { bubbles: true }));
    }
    status.hidden = true;
  } catch {
    status.hidden = false;
  }
  show();
}

if (button) {
  button.hidden = false;
  button.addEventListener("click", () => {
    on = !on;
    sessionStorage.setItem(KEY, on ? "on" : "off");
    show();
  });
  document.addEventListener("visibilitychange", () => (document.hidden ? clearTimeout(waiting) : on && refresh()));
  show();
}
