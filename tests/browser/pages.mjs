// Every kind of page of the bakery's admin: how to get there.

import { bakery, recipes } from "./browser.mjs";
import { button, fill, follow } from "./tasks.mjs";

const at = (path) => (page) => page.goto(bakery + path);

// Saves a product with another quantity, so that the audit log has something to say.
const changed = (path) => async (page) => {
  await page.goto(`${bakery}/products/products/150`);
  const quantity = page.locator("input[name=quantity]");
  await quantity.fill(String((Number(await quantity.inputValue()) + 1) % 1000));
  await follow(page, button(page, /^Save$/));
  await page.goto(bakery + path);
};

// A saved view of a list that nobody else saves views of; there is one after the first time.
const saved = async (page) => {
  await page.goto(`${bakery}/products/product-tags?size=25`);
  const tab = page.locator(".views .states a", { hasText: "Short pages" });
  if (await tab.count()) return follow(page, tab.first());
  await page.locator("summary", { hasText: "Views" }).click();
  await page.locator("#view-name").fill("Short pages");
  await page.locator("#view-audience").selectOption("everyone");
  await follow(page, button(page, /^Save view$/));
  // Of two at once the second finds it there.
  if (await page.locator("[role=alert]").count()) await page.goto(`${bakery}/products/product-tags?size=25`);
};

// The page of the newest job of a type.
const job = (type, path = "") => async (page) => {
  await page.goto(`${bakery}/jobs?type=${type}`);
  await follow(page, page.locator("#job-list tbody th a").first());
  if (path) await page.goto(`${page.url()}${path}`);
};

// Raises prices in the background, and waits for the end.
const raised = async (page, ids) => {
  await page.goto(`${bakery}/products/products/actions/raise?${ids.map((id) => `_id=${id}`).join("&")}`);
  await follow(page, button(page, /^Raise prices$/));
  const end = Date.now() + 30_000;
  while (!/Succeeded/.test(await page.locator("#run-head").innerText())) {
    if (Date.now() > end) throw new Error("the run never ended");
    await page.reload();
  }
};

export const pages = {
  home: at(""),
  dashboard: async (page) => {
    await page.goto(`${bakery}/dashboard`);
    await page.locator("[data-widget=waiting]").first().waitFor({ state: "detached" });
    await page.locator(".chart-data summary").first().click();
  },
  "dashboard-whole": at("/dashboard?whole"),
  widget: at("/dashboard/widgets/products-current-products"),
  context: at("/products"),
  list: at("/products/products?size=25"),
  "list-searched": at("/products/products?q=rye&size=25"),
  "list-filtered": at("/products/products?f.status=soldout&sort=-price,title&size=25"),
  "list-empty": at("/products/products?q=nosuchbread"),
  "list-composite-key": at("/products/product-tags?size=25"),
  "list-in-a-tab": at("/products/products?tab=available&size=25"),
  "list-with-counts": at("/products/products?tab=available&f.status=soldout&facets=1&size=25"),
  cells: at("/products/products/cells?size=25&tab=sold-out"),
  "cells-with-errors": async (page) => {
    await page.goto(`${bakery}/products/products/cells?size=25`);
    await page.locator("[name='rows.0.price']").fill("-1");
    await follow(page, button(page, /^Save all$/));
  },
  "list-with-a-cell": async (page) => {
    await page.goto(`${bakery}/products/products?size=25`);
    await page.locator("[data-edit=price]").first().dblclick();
    await page.locator(".cell-form input[name='rows.0.price']").waitFor();
  },
  filters: async (page) => {
    await page.goto(`${bakery}/products/products?size=25`);
    await page.locator("summary", { hasText: "Filters" }).click();
  },
  "list-columns": async (page) => {
    await page.goto(`${bakery}/products/products?columns=title,price,description&density=compact&size=25`);
    await page.locator("summary", { hasText: "Columns" }).click();
  },
  "list-compact": at("/products/products?columns=price,title,category.name,views,id&density=compact&size=25"),
  "list-views": async (page) => {
    await saved(page);
    await page.goto(`${page.url()}&density=compact`);
    await page.locator("summary", { hasText: "Views" }).click();
  },
  "views-none": at("/views?list=tags%2Ftags"),
  views: async (page) => {
    await saved(page);
    await page.goto(`${bakery}/views?list=products%2Fproduct-tags`);
  },
  view: async (page) => {
    await saved(page);
    await page.goto(`${bakery}/views?list=products%2Fproduct-tags`);
    await follow(page, page.locator("tbody a[href*='/views/']").first());
    await page.locator(".view-delete > summary").click();
  },
  "view-with-errors": async (page) => {
    await saved(page);
    await page.locator("summary", { hasText: "Views" }).click();
    await page.locator("#view-name").fill(" ");
    await follow(page, button(page, /^Save view$/));
  },
  new: at("/products/products/new"),
  "new-with-errors": async (page) => {
    await page.goto(`${bakery}/products/products/new`);
    await follow(page, button(page, /^Save$/));
  },
  record: at("/products/products/1"),
  "record-composite-key": at("/products/product-tags/1,6"),
  "custom-page": at("/p/secret"),
  "link-question": at("/links/google-kaffy-admin"),
  "action-with-inputs": at("/products/products/actions/price?_id=1&_id=2"),
  "action-run": async (page) => {
    await raised(page, [1, 4]);
    await page.goto(page.url());
  },
  "list-with-news": async (page) => {
    await raised(page, [1, 4]);
    await page.goto(`${bakery}/products/products?size=25`);
    await page.locator(".run-news").first().waitFor();
  },
  "pick-a-filter": at("/products/products?_pick=category_id"),
  history: changed("/products/products/150/history"),
  "history-of-nothing": at("/products/products/2/history"),
  activity: changed("/audit"),
  "activity-filtered": at("/audit?what=deleted&who=nobody"),
  delete: at("/products/products/1/delete"),
  "delete-possible": at("/products/product-tags/1,6/delete"),
  "trash-question": (page) => page.goto(`${recipes}/data/recipes/2/delete`),
  trash: (page) => page.goto(`${recipes}/data/recipes?trash=1`),
  "trash-record": (page) => page.goto(`${recipes}/data/recipes/4`),
  "trash-purge": (page) => page.goto(`${recipes}/data/recipes/4/purge`),
  "trash-in-the-way": async (page) => {
    await page.goto(`${recipes}/data/recipes/new`);
    await fill(page, { title: "Root beer", slug: "root-beer" });
    await page.locator("[name=kind]").selectOption("drink");
    await follow(page, button(page, /^Save$/));
  },
  jobs: at("/jobs"),
  "jobs-filtered": at("/jobs?queue=mail&tag=opening&q=product"),
  "jobs-filters": async (page) => {
    await page.goto(`${bakery}/jobs?queue=mail&from=2020-01-01T00:00`);
    await page.locator("summary", { hasText: "Filters" }).click();
  },
  "jobs-views": async (page) => {
    await page.goto(`${bakery}/jobs?queue=mail`);
    await page.locator("summary", { hasText: "Views" }).click();
  },
  "activity-views": async (page) => {
    await page.goto(`${bakery}/audit?what=deleted`);
    await page.locator("summary", { hasText: "Views" }).click();
  },
  "jobs-none": at("/jobs?q=nosuchargument"),
  "job-failing": job("order_flour"),
  "job-running": job("print_labels"),
  "job-snoozing": job("rise"),
  "job-for-a-record": job("announce_again"),
  "job-arguments": job("announce_again", "/args"),
  "job-reschedule": job("announce_again", "/reschedule"),
  "job-delete": job("announce_again", "/delete"),
  "job-types": at("/jobs/new"),
  "job-new": at("/jobs/new?type=order_flour"),
  "job-new-with-errors": async (page) => {
    await page.goto(`${bakery}/jobs/new?type=order_flour`);
    await follow(page, button(page, /^Add the job$/));
  },
  "job-queues": at("/jobs/queues"),
  "job-queue-with-errors": async (page) => {
    await page.goto(`${bakery}/jobs/queues`);
    await page.locator(".queue-forms summary").first().click();
    await follow(page, button(page, /^Pause/));
  },
  "job-workers": at("/jobs/workers"),
  "job-groups": at("/jobs/groups"),
  "job-groups-none": at("/jobs/groups?type=nosuchtype"),
  "job-group": async (page) => {
    await page.goto(`${bakery}/jobs/groups`);
    await follow(page, page.locator("#group-list tbody th a").first());
  },
  "jobs-bulk": async (page) => {
    await page.goto(`${bakery}/jobs?type=announce_again`);
    await page.locator("[data-tick]").first().check();
    await page.locator("#selection-action").selectOption("cancel");
    await follow(page, button(page, /^Run…$/));
  },
  "chore-run-live": async (page) => {
    await page.goto(`${bakery}/chores/recount_stock`);
    await follow(page, button(page, /^Start$/));
    // There is one run of it at once.
    if (!(await page.locator("#run-head").count())) await follow(page, page.locator("#chore-holder a"));
    await page.locator(".run-log li").first().waitFor();
  },
  chores: at("/chores"),
  "chores-none": at("/chores?q=nosuchchore"),
  chore: at("/chores/set_opening_hours"),
  "chore-with-a-file": at("/chores/import_prices"),
  "chore-dangerous": async (page) => {
    await page.goto(`${bakery}/chores/reprice?category=1`);
    await page.getByText("How it is written").click();
  },
  "chore-with-errors": async (page) => {
    await page.goto(`${bakery}/chores/reprice?factor=-1`);
    await follow(page, button(page, /Try without/));
  },
  "chore-runs": at("/chores/runs"),
  "chore-runs-none": at("/chores/runs?who=nobodyatall"),
  "chore-run-tried": async (page) => {
    await page.goto(`${bakery}/chores/reprice?category=1&factor=1.1`);
    await follow(page, button(page, /Try without/));
    const end = Date.now() + 30_000;
    while (!/Succeeded/.test(await page.locator("#run-head").innerText())) {
      if (Date.now() > end) throw new Error("the run never ended");
      await page.reload();
    }
  },
  "chore-run-awaiting": async (page) => {
    await page.goto(`${bakery}/chores/reprice?category=1&factor=1`);
    await follow(page, button(page, /Ask others/));
  },
  "chore-run-over": async (page) => {
    await page.goto(`${bakery}/chores/reprice?category=1&factor=1`);
    await follow(page, button(page, /Ask others/));
    await follow(page, page.locator("#run-head").getByRole("button", { name: /^Stop$/ }));
  },
  schedules: at("/schedules"),
  "schedules-none": at("/schedules?q=nosuchschedule"),
  "schedule-of-the-code": at("/schedules/morning_report"),
  "schedule-paused": at("/schedules/clean_oven"),
  "schedule-of-a-task": at("/schedules/cache_product_count"),
  "schedule-pause": at("/schedules/morning_report/pause"),
  "schedule-delete": at("/schedules/morning_report/delete"),
  "schedule-types": at("/schedules/new"),
  "schedule-new": at("/schedules/new?type=order_flour"),
  "schedule-new-with-errors": async (page) => {
    await page.goto(`${bakery}/schedules/new?type=order_flour`);
    await page.locator("[name=cron]").fill("0 0 31 2 *");
    await follow(page, button(page, /^Add the schedule$/));
  },
  "schedule-preview": async (page) => {
    await page.goto(`${bakery}/schedules/new?type=announce_again`);
    await fill(page, { name: "new bread", "arg.product_id": "1", cron: "30 2 * * *", timezone: "Europe/Berlin" });
    await follow(page, button(page, /^Show next runs$/));
  },
  search: at("/search?q=rye"),
  "search-nothing-yet": async (page) => {
    await page.goto(`${bakery}/products/products/1`);
    await page.goto(`${bakery}/search`);
  },
  "search-none": at("/search?q=nosuchbread"),
  palette: async (page) => {
    await page.goto(`${bakery}/products/products?size=25`);
    await page.keyboard.press("ControlOrMeta+k");
    await page.locator("dialog.palette[open]").waitFor();
    await page.keyboard.type("rye");
    await page.locator("dialog.palette [aria-selected=true]").waitFor();
  },
  keys: at("/keys"),
  "keys-none": at("/keys?q=nosuchkey"),
  "key-sheet": async (page) => {
    await page.goto(`${bakery}/products/products?size=25`);
    await page.keyboard.press("?");
    await page.locator("dialog.keys[open]").waitFor();
  },
  notifications: async (page) => {
    await raised(page, [1, 4]);
    await page.goto(`${bakery}/notifications`);
    await page.locator(".notices li").first().waitFor();
  },
  "not-found": at("/products/nothing"),
  "bad-request": at("/products/products?f.nothing=1"),
};
