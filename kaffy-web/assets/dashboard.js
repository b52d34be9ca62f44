// Fetches the widgets of a dashboard; without it the page that holds all of them is shown instead.

// A browser opens about six connections to one host: one stays free for the next click.
const AT_ONCE = 5;

const waiting = [...document.querySelectorAll('[data-widget="waiting"]')];
for (const widget of waiting) {
  widget.ariaBusy = "true";
  widget.querySelector(".waiting").classList.add("pulse");
}
await Promise.all(Array.from({ length: AT_ONCE }, work));

async function work() {
  for (let widget = waiting.shift(); widget; widget = waiting.shift()) await load(widget);
}

async function load(widget) {
  widget.ariaBusy = "true";
  const fresh = await part(widget.dataset.part);
  if (fresh) {
    widget.replaceWith(fresh);
    return fresh;
  }
  widget.ariaBusy = "false";
  widget.dataset.widget = "failed";
  const failed = document.querySelector("[data-failed]").content.cloneNode(true);
  failed.querySelector("[data-retry]").href = widget.dataset.part.split("?")[0];
  widget.replaceChildren(widget.querySelector(".widget-title"), failed);
  return widget;
}

// The widget as the server draws it, or nothing.
async function part(address) {
  try {
    const answer = await fetch(address, { redirect: "error" });
    if (!answer.ok) return null;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    return document.adoptNode(page.querySelector("[data-widget]"));
  } catch {
    return null;
  }
}

// "Try again" in place, and says how it went.
document.addEventListener("click", async (event) => {
  const retry = event.target.closest?.("[data-retry]");
  const widget = retry?.closest("[data-widget]");
  if (!widget || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const fresh = await load(widget);
  const next = fresh.querySelector("[data-retry]") ?? fresh.querySelector(".widget-title");
  if (!next.matches("a")) next.tabIndex = -1;
  next.focus();
});
