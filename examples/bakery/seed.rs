//! Invented data: the same every time, in one statement per table, so that a million rows are a matter
//! of seconds.
//!
//! What is said here in SQL works on all three databases, save for the few expressions of [`Spelling`].

use kaffy::Dialect;

/// Categories with what is sold in them.
#[rustfmt::skip]
const CATEGORIES: [(&str, &str, [&str; 6]); 12] = [
    ("Bread", "bread", ["Sourdough loaf", "Baguette", "Rye bread", "Ciabatta", "Tin loaf", "Flatbread"]),
    ("Rolls", "rolls", ["Bread roll", "Pretzel roll", "Poppy seed roll", "Kaiser roll", "Bagel", "Burger bun"]),
    ("Croissants", "croissants", ["Croissant", "Pain au chocolat", "Almond croissant", "Ham croissant", "Kouign-amann", "Pain suisse"]),
    ("Cakes", "cakes", ["Carrot cake", "Cheesecake", "Marble cake", "Honey cake", "Victoria sponge", "Bundt cake"]),
    ("Tarts", "tarts", ["Lemon tart", "Apple tart", "Plum tart", "Custard tart", "Pear tart", "Walnut tart"]),
    ("Biscuits", "biscuits", ["Shortbread", "Ginger biscuit", "Oat biscuit", "Amaretti", "Linzer eye", "Speculoos"]),
    ("Doughnuts", "doughnuts", ["Jam doughnut", "Ring doughnut", "Custard doughnut", "Berliner", "Cruller", "Churro"]),
    ("Muffins", "muffins", ["Blueberry muffin", "Banana muffin", "Bran muffin", "Corn muffin", "Chocolate muffin", "Pumpkin muffin"]),
    ("Savoury", "savoury", ["Cheese twist", "Sausage roll", "Spinach pasty", "Onion tart", "Quiche", "Pizza slice"]),
    ("Pies", "pies", ["Apple pie", "Cherry pie", "Pecan pie", "Pumpkin pie", "Key lime pie", "Rhubarb pie"]),
    ("Drinks", "drinks", ["Filter coffee", "Espresso", "Hot chocolate", "Mint tea", "Lemonade", "Apple juice"]),
    ("Courses", "courses", ["Sourdough course", "Pastry course", "Cake course", "Bread course", "Pizza course", "Chocolate course"]),
];

#[rustfmt::skip]
const STYLES: [&str; 20] = [
    "Classic", "Rustic", "Golden", "Small", "Large", "Village", "Farmhouse", "Sunday", "Breakfast", "Midnight",
    "Toasted", "Spiced", "Seeded", "Wholemeal", "Buttered", "Stone-baked", "Harvest", "Winter", "Summer", "Grandmother's",
];

/// What is said about a product, after its name.
#[rustfmt::skip]
const STORIES: [&str; 8] = [
    "Made of flour from the mill down the road.", "The recipe came with the first baker, in 1912.",
    "Best on the day, good for three.", "It sells out before noon on Saturdays.",
    "Slowly risen overnight, and baked on stone.", "We cut one open for you if you ask.",
    "With butter from two villages away.", "Keeps well in a tin, if it gets that far.",
];

#[rustfmt::skip]
const INGREDIENTS: [&str; 30] = [
    "Wheat flour", "Rye flour", "Spelt flour", "Butter", "Sugar", "Salt", "Yeast", "Milk", "Eggs", "Cream",
    "Honey", "Almonds", "Walnuts", "Hazelnuts", "Poppy seeds", "Sesame", "Sunflower seeds", "Oats", "Cinnamon", "Vanilla",
    "Cocoa", "Chocolate", "Apples", "Plums", "Lemons", "Raisins", "Blueberries", "Olive oil", "Cheese", "Spinach",
];

#[rustfmt::skip]
const TAGS: [(&str, &str); 12] = [
    ("Vegan", "vegan"), ("Gluten free", "gluten-free"), ("Nuts", "nuts"), ("Sugar free", "sugar-free"),
    ("Bestseller", "bestseller"), ("New", "new"), ("Seasonal", "seasonal"), ("To order", "to-order"),
    ("Organic", "organic"), ("Children's choice", "childrens-choice"), ("Easter", "easter"), ("Christmas", "christmas"),
];

/// How many products there are if nobody asks for more.
pub(crate) const PRODUCTS: u32 = 200;

/// Fills the tables that are empty.
pub(crate) fn first_rows(dialect: Dialect) -> String {
    let products = products(dialect, PRODUCTS);
    let categories = words(CATEGORIES.iter().map(|(name, slug, _)| [*name, *slug]), ["name", "slug"]);
    let ingredients = words(INGREDIENTS.iter().map(|name| [*name]), ["name"]);
    let tags = words(TAGS.iter().map(|(name, slug)| [*name, *slug]), ["name", "slug"]);
    format!(
        "INSERT INTO categories (name, slug)
         SELECT name, slug FROM ({categories}) AS word WHERE NOT EXISTS (SELECT 1 FROM categories);

         {products}

         INSERT INTO ingredients (name, organic, product_id)
         SELECT word.name, word.n % 3 = 0, products.id FROM products JOIN ({ingredients}) AS word
         ON word.n % 10 = products.id % 10
         WHERE products.id <= {PRODUCTS} AND NOT EXISTS (SELECT 1 FROM ingredients);

         INSERT INTO tags (name, slug, status)
         SELECT name, slug, CASE WHEN n % 4 = 3 THEN 'soldout' ELSE 'available' END FROM ({tags}) AS word
         WHERE NOT EXISTS (SELECT 1 FROM tags);

         INSERT INTO products_tags (product_id, tag_id)
         SELECT products.id, tags.id FROM products JOIN tags ON (products.id * 7 + tags.id * 3) % 5 = 0
         WHERE products.id <= {PRODUCTS} AND NOT EXISTS (SELECT 1 FROM products_tags);"
    )
}

/// Adds products until there are this many.
pub(crate) fn products(dialect: Dialect, rows: u32) -> String {
    let Spelling { json, weights, notes, ago, analyze } = Spelling::of(dialect);
    let items = CATEGORIES.iter().flat_map(|(_, slug, items)| items.iter().map(move |item| [*item, *slug]));
    let items = words(items, ["item", "slug"]);
    let styles = words(STYLES.iter().map(|style| [*style]), ["style"]);
    let stories = words(STORIES.iter().map(|story| [*story]), ["story"]);
    let numbers = numbers(rows);
    format!(
        "INSERT INTO products
             (title, quantity, price, status, category_id, description, views, options, enough, retail, type,
              measurements, notes, inserted_at, updated_at)
         WITH number (i) AS ({numbers}), item AS ({items}), style AS ({styles}),
              story AS ({stories})
         SELECT
             CASE WHEN i < 1440 THEN concat(style.style, ' ', item.item)
                  ELSE concat(style.style, ' ', item.item, ' ', i) END,
             CASE WHEN i % 7 = 3 THEN 0 ELSE 1 + i * 7 % 40 END,
             (150 + i * 37 % 900) / 100.0,
             CASE WHEN i % 7 = 3 THEN 'soldout' ELSE 'available' END,
             categories.id,
             CASE WHEN i % 9 = 4 THEN NULL
                  ELSE concat('<p>Our <strong>', style.style, ' ', item.item, '</strong>, fresh every morning.</p><p>',
                              story.story, '</p>') END,
             i % 5000 * 7919 % 5000,
             CASE WHEN i % 5 = 0 THEN {json} END,
             i % 11 <> 0,
             CASE WHEN i % 4 = 0 THEN concat('<a href=\"https://market.example/', item.slug, '/', i, '\">', item.item,
                                             ' on the market</a>') END,
             CASE WHEN i % 31 = 30 THEN NULL WHEN item.slug = 'courses' THEN 1 WHEN i % 25 = 0 THEN 2 ELSE 3 END,
             {weights},
             {notes},
             {ago},
             {ago}
         FROM number
         JOIN item ON item.n = i % 72
         JOIN style ON style.n = (i + (i - i % 72) / 72) % 20
         JOIN story ON story.n = (i + (i - i % 9) / 9) % 8
         JOIN categories ON categories.slug = item.slug
         WHERE i >= (SELECT count(*) FROM products)
         ORDER BY i;
         {analyze};"
    )
}

/// The same thing in the words of each database.
struct Spelling {
    /// A JSON object.
    json: &'static str,
    /// A list of texts.
    weights: &'static str,
    /// Another.
    notes: &'static str,
    /// A moment of the last year.
    ago: &'static str,
    /// Tells the database how many rows there are.
    analyze: &'static str,
}

impl Spelling {
    fn of(dialect: Dialect) -> Self {
        match dialect {
            Dialect::Sqlite => Self {
                json: r#"'{"gift_wrap": true, "slices": 12}'"#,
                weights: r#"CASE i % 3 WHEN 0 THEN '["good"]' WHEN 1 THEN '["good", "over"]' ELSE '[]' END"#,
                notes: r#"CASE i % 6 WHEN 0 THEN '["Bake before six", "Label by hand"]' WHEN 4 THEN '["Ask for the recipe"]' ELSE '[]' END"#,
                ago: "datetime('now', concat('-', i * 97 % 525600, ' minutes'))",
                analyze: "ANALYZE",
            },
            Dialect::Postgres => Self {
                json: r#"'{"gift_wrap": true, "slices": 12}'::jsonb"#,
                weights: "(CASE i % 3 WHEN 0 THEN '{good}' WHEN 1 THEN '{good,over}' ELSE '{}' END)::varchar[]",
                notes: r#"(CASE i % 6 WHEN 0 THEN '{"Bake before six","Label by hand"}' WHEN 4 THEN '{"Ask for the recipe"}' ELSE '{}' END)::varchar[]"#,
                ago: "now()::timestamp(0) - i * 97 % 525600 * interval '1 minute'",
                analyze: "ANALYZE",
            },
            Dialect::MySql => Self {
                json: r#"'{"gift_wrap": true, "slices": 12}'"#,
                weights: r#"CASE i % 3 WHEN 0 THEN '["good"]' WHEN 1 THEN '["good", "over"]' ELSE '[]' END"#,
                notes: r#"CASE i % 6 WHEN 0 THEN '["Bake before six", "Label by hand"]' WHEN 4 THEN '["Ask for the recipe"]' ELSE '[]' END"#,
                ago: "now() - INTERVAL (i * 97 % 525600) MINUTE",
                analyze: "ANALYZE TABLE products",
            },
        }
    }
}

/// A table of fixed words, numbered from 0 as `n`.
fn words<const N: usize>(rows: impl Iterator<Item = [&'static str; N]>, columns: [&str; N]) -> String {
    let row = |(n, row): (usize, [&str; N])| {
        let columns = columns.iter().zip(row).map(|(name, word)| format!("'{}' AS {name}", word.replace('\'', "''")));
        format!("SELECT {n} AS n, {}", columns.collect::<Vec<_>>().join(", "))
    };
    rows.enumerate().map(row).collect::<Vec<_>>().join(" UNION ALL ")
}

/// The numbers below `count`: as many copies of the ten digits as it has, since how deep a recursion may
/// go differs between databases.
fn numbers(count: u32) -> String {
    let places = count.saturating_sub(1).to_string().len();
    let digits = (0..10).map(|digit| format!("SELECT {digit} AS digit")).collect::<Vec<_>>().join(" UNION ALL ");
    let sum = (0..places).map(|place| format!("d{place}.digit * {}", 10_u64.pow(place as u32)));
    let from = (0..places).map(|place| format!("({digits}) AS d{place}"));
    let (sum, from) = (sum.collect::<Vec<_>>().join(" + "), from.collect::<Vec<_>>().join(", "));
    format!("SELECT {sum} FROM {from} WHERE {sum} < {count}")
}
