// The pictures of the guide: each is a page of the bakery, and how to get there. `tests/guide.rs` sees that each is shown.

import { bakery, password, people, recipes } from "./browser.mjs";
import { button, fill, follow } from "./tasks.mjs";

const at = (path) => (page) => page.goto(bakery + path);

// Waits until a run has ended.
async function ended(page) {
  const end = Date.now() + 30_000;
  while (!/Succeeded|Failed|Stopped/.test(await page.locator("#run-head").innerText())) {
    if (Date.now() > end) throw new Error("the run never ended");
    await page.reload();
  }
}

export const pictures = {
  list: at("/products/products?size=25"),
  "list-filtered": at("/products/products?q=rye&f.status=available&sort=-price,title&size=25"),
  "form-errors": async (page) => {
    await page.goto(`${bakery}/products/products/new`);
    await fill(page, { title: "Walnut bread", price: "-1" });
    await follow(page, button(page, /^Save$/));
  },
  relations: async (page) => {
    await page.goto(`${bakery}/products/products/1`);
    await page.locator("[data-row-name]").first().scrollIntoViewIfNeeded();
  },
  delete: at("/products/products/1/delete"),
  history: async (page) => {
    await page.goto(`${bakery}/products/products/150`);
    const quantity = page.locator("input[name=quantity]");
    await quantity.fill(String((Number(await quantity.inputValue()) + 1) % 1000));
    await follow(page, button(page, /^Save$/));
    await page.goto(`${bakery}/products/products/150/history`);
  },
  role: async (page) => {
    await page.goto(`${people.SQLite}/accounts/roles`);
    await page.locator("main [name=email]").fill("admin@bakery.example");
    await page.locator("main [name=password]").fill(password);
    await follow(page, page.locator("main button").last());
    await follow(page, page.locator("main").getByRole("link", { name: "Viewer" }).first());
  },
  action: at("/products/products/actions/price?_id=1&_id=2&_id=3"),
  dashboard: async (page) => {
    await page.goto(`${bakery}/dashboard`);
    await page.locator("[data-widget=waiting]").first().waitFor({ state: "detached" });
  },
  export: at("/products/products/export"),
  file: async (page) => {
    // Something to upload: a loaf, drawn by the browser.
    await page.setContent(
      `<body style="margin:0;background:linear-gradient(#f3e3c7,#d9b98a)"><div style="position:absolute;left:60px;top:80px;
       width:280px;height:150px;border-radius:140px 140px 40px 40px;background:linear-gradient(#b5722e,#7a4314)"></div>`,
    );
    const loaf = await page.screenshot({ clip: { x: 0, y: 0, width: 400, height: 300 } });
    await page.goto(`${recipes}/data/recipes/1`);
    await page.locator("input[name=photo]").setInputFiles({ name: "rye-bread.png", mimeType: "image/png", buffer: loaf });
    await follow(page, button(page, /^Save and continue editing$/));
    await page.locator("input[name=photo]").scrollIntoViewIfNeeded();
  },
  german: at("/products/products?size=25"),
  jobs: at("/jobs"),
  "job-group": async (page) => {
    await page.goto(`${bakery}/jobs/groups`);
    await follow(page, page.locator("#group-list tbody th a").last());
  },
  schedule: at("/schedules/morning_report"),
  "chore-run": async (page) => {
    await page.goto(`${bakery}/chores/reprice?category=1&factor=1.1`);
    await follow(page, button(page, /Try without/));
    await ended(page);
  },
};

// What a browser has that is not as usual.
export const options = { german: { locale: "de-DE" } };
