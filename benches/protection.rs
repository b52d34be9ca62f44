//! What protection costs: accounts, permissions and the audit log on a list and on a save, in time and statements, and what
//! becomes of other pages while many sign in. Prints; asserts nothing but that the answers are answers.
//!
//!     cargo bench --bench protection         # 20,000 loaves on SQLite, in target/bench
//!
//! The goals: at most 10 % on a list page, one statement on a save (the first of a process takes two), and two hashes at a
//! time however many sign in.

use std::{
    path::PathBuf,
    time::{Duration, Instant},
};

use axum::{Router, body::Body, extract::ConnectInfo, http::Request};
use http::{StatusCode, header};
use http_body_util::BodyExt;
use kaffy::{
    Audit,
    accounts::{Grant, NewUser},
    prelude::*,
};
use sqlx::{ConnectOptions, Executor, sqlite::SqliteConnectOptions};
use tower::ServiceExt;

const ROUNDS: usize = 200;
const GUESTS: usize = 16;
const TOKEN: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
const PASSWORD: &str = "a violet tin of nails";

type Outcome<T = ()> = Result<T, Box<dyn std::error::Error>>;

#[derive(Debug, AdminResource)]
#[admin(
    table = "loaves",
    plural = "Loaves",
    context = "Shop",
    list(title, price, stock),
    search(title),
    order(title),
    page_size = 25
)]
struct Loaf {
    id: i64,
    title: String,
    price: i64,
    stock: i64,
}

/// An admin, and what a browser of it carries.
struct Site {
    admin: Admin,
    router: Router,
    cookies: String,
}

impl Site {
    fn new(admin: Admin) -> Self {
        let router = Router::new().nest("/admin", kaffy::web::router(admin.clone()));
        Self { admin, router, cookies: format!("kaffy_csrf={TOKEN}") }
    }

    async fn ask(
        &self,
        request: http::request::Builder,
        body: String,
    ) -> Outcome<(StatusCode, http::HeaderMap, String)> {
        let request = request.header(header::HOST, "bench.test").header(header::COOKIE, &self.cookies);
        let mut request = request.body(Body::from(body))?;
        request.extensions_mut().insert(ConnectInfo(std::net::SocketAddr::from(([127, 0, 0, 1], 5000))));
        let (parts, body) = self.router.clone().oneshot(request).await?.into_parts();
        Ok((parts.status, parts.headers, String::from_utf8(body.collect().await?.to_bytes().to_vec())?))
    }

    async fn get(&self, path: &str) -> Outcome<String> {
        let (status, _, body) = self.ask(Request::get(format!("/admin{path}")), String::new()).await?;
        if status == StatusCode::OK { Ok(body) } else { Err(format!("{path}: {status}").into()) }
    }

    async fn post(&self, path: &str, token: &str, fields: &[(&str, &str)]) -> Outcome<(StatusCode, http::HeaderMap)> {
        let mut body = form_urlencoded::Serializer::new(String::new());
        let body = body.append_pair("_csrf", token).extend_pairs(fields).finish();
        let request = Request::post(format!("/admin{path}"))
            .header(header::ORIGIN, "http://bench.test")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        let (status, headers, _) = self.ask(request, body).await?;
        Ok((status, headers))
    }

    async fn sign_in(mut self, email: &str) -> Outcome<Self> {
        let (status, headers) = self.post("/login", TOKEN, &[("email", email), ("password", PASSWORD)]).await?;
        if status != StatusCode::SEE_OTHER {
            return Err(format!("signing in: {status}").into());
        }
        for cookie in headers.get_all(header::SET_COOKIE) {
            let pair = cookie.to_str()?.split(';').next().unwrap_or_default();
            self.cookies = format!("{}; {pair}", self.cookies);
        }
        Ok(self)
    }
}

#[tokio::main]
async fn main() -> Outcome {
    let login = || Auth::external(|_| async { Some(Actor::new("bench", "Bench").role("seller")) });
    let sites = [
        ("a login of the host, no rules", Site::new(builder("bare").await?.auth(login()).build().await?)),
        (
            "that, with a rule of permissions and a row scope",
            Site::new(
                builder("rules")
                    .await?
                    .auth(login())
                    .permissions(|actor, _, _| actor.has_role("seller"))
                    .scope::<Loaf>(|_| vec![Loaf::fields().stock.at_least(0)])
                    .build()
                    .await?,
            ),
        ),
        (
            "that login, with the audit log",
            Site::new(builder("audit").await?.auth(login()).audit(Audit::on()).build().await?),
        ),
        ("built-in accounts, a role, the audit log", with_accounts().await?),
    ];
    println!("20,000 loaves, SQLite, median of {ROUNDS}\n\n{:52} {:>14} {:>22}", "", "list page", "save of one field");
    let mut first = None;
    for (name, site) in &sites {
        let (list, reads) = list(site).await?;
        let (save, writes) = save(site).await?;
        let first = *first.get_or_insert(list);
        let more = (list.as_secs_f64() / first.as_secs_f64() - 1.0) * 100.0;
        println!(
            "{name:52} {:6.2} ms {reads:2} st {:7.2} ms {writes:2} st   list {more:+.1} %",
            list.as_secs_f64() * 1e3,
            save.as_secs_f64() * 1e3
        );
    }
    crowd(&sites[3].1).await
}

/// The median of a list page, and its statements.
async fn list(site: &Site) -> Outcome<(Duration, u64)> {
    let path = "/shop/loaves?sort=-price";
    site.get(path).await?;
    let before = site.admin.database().statements();
    site.get(path).await?;
    let statements = site.admin.database().statements() - before;
    let mut times = Vec::with_capacity(ROUNDS);
    for _ in 0..ROUNDS {
        let started = Instant::now();
        site.get(path).await?;
        times.push(started.elapsed());
    }
    times.sort_unstable();
    Ok((times[ROUNDS / 2], statements))
}

/// The median of a save through the form, and its statements; the page of the form is not in it.
async fn save(site: &Site) -> Outcome<(Duration, u64)> {
    let mut times = Vec::with_capacity(ROUNDS);
    let mut statements = 0;
    for round in 0..ROUNDS {
        let page = site.get("/shop/loaves/7").await?;
        let hidden = |name: &str| {
            let at = page.find(&format!("name=\"{name}\"")).ok_or_else(|| format!("no {name} in the form"))?;
            let value = page[at..].split("value=\"").nth(1).and_then(|rest| rest.split('"').next());
            value
                .map(|value| value.replace("&#x2F;", "/").replace("&quot;", "\""))
                .ok_or_else(|| format!("no value of {name}"))
        };
        let (token, version, stock) = (hidden("_csrf")?, hidden("_version")?, (round + 1).to_string());
        let title = hidden("title")?;
        let fields = [("_version", &*version), ("title", &*title), ("price", "7"), ("stock", &*stock)];
        let before = site.admin.database().statements();
        let started = Instant::now();
        let (status, _) = site.post("/shop/loaves/7", &token, &fields).await?;
        times.push(started.elapsed());
        statements = site.admin.database().statements() - before;
        if status != StatusCode::SEE_OTHER {
            return Err(format!("saving: {status}").into());
        }
    }
    times.sort_unstable();
    Ok((times[ROUNDS / 2], statements))
}

/// Many sign in at once: how long that takes, and how long lists take meanwhile.
async fn crowd(site: &Site) -> Outcome {
    let one = Instant::now();
    guest(site, 0).await?;
    let one = one.elapsed();
    let hashes = site.admin.accounts().map(kaffy::accounts::Accounts::hashes);
    let started = Instant::now();
    let all = async {
        let guests = futures_util::future::join_all((1..=GUESTS).map(|number| guest(site, number))).await;
        guests.into_iter().collect::<Outcome<Vec<_>>>().map(|_| started.elapsed())
    };
    let mut slowest = Duration::ZERO;
    let mut answered = 0;
    tokio::pin!(all);
    let took = loop {
        let asked = Instant::now();
        tokio::select! {
            took = &mut all => break took?,
            page = site.get("/shop/loaves") => {
                page?;
                slowest = slowest.max(asked.elapsed());
                answered += 1;
            }
        }
    };
    println!(
        "\nsigning in: {:.0} ms alone; {GUESTS} at once: {:.0} ms, {:.1} times one (two at a time would be {:.1}); {} hashes",
        one.as_secs_f64() * 1e3,
        took.as_secs_f64() * 1e3,
        took.as_secs_f64() / one.as_secs_f64(),
        GUESTS as f64 / 2.0,
        site.admin.accounts().map(kaffy::accounts::Accounts::hashes).unwrap_or_default() - hashes.unwrap_or_default(),
    );
    println!("meanwhile: {answered} lists, the slowest {:.1} ms", slowest.as_secs_f64() * 1e3);
    Ok(())
}

async fn guest(site: &Site, number: usize) -> Outcome {
    let fields = [("email", &*format!("guest{number}@bench.example")), ("password", PASSWORD)];
    let guest = Site { admin: site.admin.clone(), router: site.router.clone(), cookies: format!("kaffy_csrf={TOKEN}") };
    let (status, _) = guest.post("/login", TOKEN, &fields).await?;
    if status == StatusCode::SEE_OTHER { Ok(()) } else { Err(format!("guest {number}: {status}").into()) }
}

async fn with_accounts() -> Outcome<Site> {
    let admin = builder("accounts").await?.auth(Auth::built_in()).audit(Audit::on()).build().await?;
    let accounts = admin.accounts().ok_or("they are built in")?;
    accounts.set_role("Seller", Permission::ALL.map(|may| Grant::new("shop/loaves", may.key()))).await?;
    for number in 0..=GUESTS {
        let new = NewUser::new(format!("guest{number}@bench.example")).role("Seller").password(PASSWORD);
        accounts.create_user(new).await?;
    }
    Site::new(admin).sign_in("guest0@bench.example").await
}

async fn builder(name: &str) -> Outcome<kaffy::AdminBuilder> {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("bench");
    std::fs::create_dir_all(&folder)?;
    let file = folder.join(format!("protection-{name}.db"));
    for suffix in ["", "-wal", "-shm"] {
        // Not there is as good as removed.
        let _ = std::fs::remove_file(format!("{}{suffix}", file.display()));
    }
    let mut connection = SqliteConnectOptions::new().filename(&file).create_if_missing(true).connect().await?;
    connection
        .execute(
            "CREATE TABLE loaves (id INTEGER PRIMARY KEY, title TEXT NOT NULL, price INTEGER NOT NULL, stock INTEGER NOT NULL);
             WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)
             INSERT INTO loaves SELECT i, 'Loaf ' || i, i % 97, i % 13 FROM n",
        )
        .await?;
    drop(connection);
    let db = Database::connect(&format!("sqlite://{}", file.display())).await?;
    Ok(Admin::builder(db).title("Bench").resource::<Loaf>())
}
