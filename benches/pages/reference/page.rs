//! One page of the list of products: its links, headings and rows.

use serde::{Deserialize, Serialize};

use super::row::{Row, RowView};

#[derive(Clone, Default, Deserialize)]
pub(super) struct Params {
    pub(super) after: Option<i64>,
    pub(super) last: Option<u8>,
    pub(super) sort: Option<String>,
    pub(super) q: Option<String>,
    pub(super) status: Option<String>,
    size: Option<u16>,
}

#[derive(Serialize)]
pub(super) struct ListPage {
    count: String,
    q: String,
    status: String,
    carried: Vec<Carried>,
    chips: Vec<Chip>,
    heads: Vec<Head>,
    rows: Vec<RowView>,
    back: String,
    first: Option<String>,
    previous: Option<String>,
    next: Option<String>,
    last: Option<String>,
    sizes: Vec<Size>,
}

#[derive(Serialize)]
struct Carried {
    name: &'static str,
    value: String,
}

#[derive(Serialize)]
struct Chip {
    words: String,
    remove: String,
}

#[derive(Serialize)]
struct Head {
    label: &'static str,
    href: String,
    sorted: &'static str,
    is_number: bool,
}

#[derive(Serialize)]
struct Size {
    rows: u16,
    href: String,
    is_current: bool,
}

const HEADS: [(&str, &str, bool); 8] = [
    ("Id", "id", true),
    ("Title", "title", false),
    ("Category name", "category", false),
    ("Price", "price", true),
    ("Status", "status", false),
    ("Quantity", "quantity", true),
    ("Views", "views", true),
    ("Inserted at", "inserted_at", false),
];

impl ListPage {
    pub(super) fn new(params: &Params, mut rows: Vec<Row>, count: i64) -> Self {
        let more = rows.len() > 25;
        rows.truncate(25);
        if params.last.is_some() {
            rows.reverse();
        }
        let plain = Params { after: None, last: None, ..params.clone() };
        let (first, end) = (rows.first().map(|row| row.id), rows.last().map(|row| row.id));
        let is_first = params.after.is_none() && params.last.is_none();
        let state = params.query();
        let sorted_by = params.sort.as_deref().unwrap_or("id");
        let carried = [("status", &params.status), ("sort", &params.sort)];
        let search =
            params.q.iter().map(|q| Chip {
                words: format!("Search for “{q}”"),
                remove: Params { q: None, ..plain.clone() }.href(),
            });
        let status = params.status.iter().map(|status| Chip {
            words: format!("Status is {}", if status == "soldout" { "Sold out" } else { "Available" }),
            remove: Params { status: None, ..plain.clone() }.href(),
        });
        Self {
            count: if count > 10_000 { "10,000+".to_owned() } else { count.to_string() },
            q: params.q.clone().unwrap_or_default(),
            status: params.status.clone().unwrap_or_default(),
            carried: carried
                .into_iter()
                .filter_map(|(name, value)| Some(Carried { name, value: value.clone()? }))
                .collect(),
            chips: search.chain(status).collect(),
            heads: HEADS
                .into_iter()
                .map(|(label, name, is_number)| Head {
                    label,
                    href: Params { sort: Some(name.to_owned()), ..plain.clone() }.href(),
                    sorted: if sorted_by == name { "ascending" } else { "none" },
                    is_number,
                })
                .collect(),
            rows: rows.into_iter().map(RowView::from).collect(),
            back: if state.is_empty() { state } else { format!("?{}", encoded([("_back", state.as_str())])) },
            first: (!is_first).then(|| plain.href()),
            previous: first.filter(|_| !is_first).map(|id| format!("/products?before={id}")),
            next: end
                .filter(|_| more && params.last.is_none())
                .map(|id| Params { after: Some(id), ..plain.clone() }.href()),
            last: params.last.is_none().then(|| Params { last: Some(1), ..plain.clone() }.href()),
            sizes: [25, 50, 100, 200]
                .map(|rows| Size {
                    rows,
                    href: Params { size: Some(rows), ..plain.clone() }.href(),
                    is_current: params.size.unwrap_or(25) == rows,
                })
                .into(),
        }
    }
}

impl Params {
    fn href(&self) -> String {
        format!("/products?{}", self.query())
    }

    fn query(&self) -> String {
        let pairs = [
            ("q", self.q.clone()),
            ("status", self.status.clone()),
            ("sort", self.sort.clone()),
            ("size", self.size.map(|size| size.to_string())),
            ("after", self.after.map(|after| after.to_string())),
            ("last", self.last.map(|last| last.to_string())),
        ];
        encoded(pairs.iter().filter_map(|(name, value)| Some((*name, value.as_deref()?))))
    }
}

fn encoded<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
}
