//! Every kind of field and every input × every place where a value is drawn, with a text that breaks out wherever it is
//! not escaped (S9, S36). A new kind, input, template or place without a case here does not pass.

use std::{collections::BTreeSet, fmt::Write, fs, path::Path};

use axum::body::Body;
use http::{Request, StatusCode, header};
use kaffy::{AdminBuilder, AdminResource, Kind, Widget, accounts::NewUser, site::CustomLink};
use scraper::{Html, Selector};

use crate::{
    models::{Thing, poison},
    shop::{Page, Shop, TestApp, Who, run},
    support,
    work::{self, AWAITS, GROUP, MADE, SHARED_VIEW, STOPPED_RUN, TRIED, WAITS},
};

/// Lists that are no resource, by the texts that name them, which are their addresses.
const LISTS: [&str; 5] = ["jobs", "jobs/groups", "schedules", "chores/runs", "audit"];

/// Declares the places with the templates that draw them.
macro_rules! places {
    ($($place:ident { $($template:literal),* })+) => {
        /// Where a value is drawn.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        enum Place { $($place),+ }

        const PLACES: &[Place] = &[$(Place::$place),+];

        fn templates(place: Place) -> &'static [&'static str] {
            match place { $(Place::$place => &[$($template),*]),+ }
        }
    };
}

places! {
    List {
        "layout", "layout/head", "layout/links", "layout/top", "layout/foot", "components", "resource/list",
        "resource/table", "resource/row", "resource/cell", "list/columns", "list/views"
    }
    FilterChip { "list/chips", "list/filters", "list/parts", "list/search" }
    Selection { "list/selection" }
    Tabs { "resource/tabs" }
    Cells { "resource/cells", "resource/cell_input", "resource/cell_form", "resource/cell_saved" }
    ReadOnly { "resource/file" }
    Form { "resource/form", "resource/sections", "resource/input", "resource/group" }
    FormFilledByAddress {}
    FormWithErrors {}
    Conflict { "resource/conflict" }
    InlineRows { "resource/rows" }
    Links { "resource/links" }
    Picker { "resource/pick" }
    Options {}
    Flash {}
    DeleteQuestion { "resource/delete" }
    DeleteRefused {}
    Trash {}
    BulkQuestion { "resource/action" }
    BulkResult { "resource/action_result", "resource/action_done", "resource/action_step", "resource/action_run" }
    ActionRun { "resource/run" }
    ActionInputs {}
    ActionInputsWithErrors {}
    RecordGone { "resource/gone" }
    History { "resource/history", "entries" }
    Audit { "audit" }
    ExportQuestion { "resource/export" }
    ExportFile {}
    ImportMapping { "resource/import" }
    ImportDryRun { "resource/import_result", "resource/import_done" }
    Widgets { "dashboard", "board", "widget", "widget_part" }
    ChartLabels { "chart" }
    Home { "home" }
    Context { "context" }
    CustomPage {}
    CustomLink { "link" }
    ErrorPage { "error" }
    Users { "accounts/users" }
    User { "accounts/form", "accounts/fields" }
    UserWithErrors {}
    PasswordOnce { "accounts/once" }
    Roles { "accounts/roles" }
    Role { "accounts/matrix" }
    Sessions { "accounts/sessions" }
    SignIn { "accounts/sign_in" }
    SecondFactor { "accounts/codes" }
    AskAgain {}
    Acting {}
    Jobs { "jobs/list", "jobs/parts" }
    Job { "jobs/job", "jobs/panel" }
    JobForms { "jobs/form", "jobs/types" }
    JobsInBulk { "jobs/bulk" }
    JobGroups { "jobs/groups", "jobs/group" }
    JobQueues { "jobs/queues" }
    JobWorkers { "jobs/workers" }
    Schedules { "schedules/list" }
    Schedule { "schedules/schedule" }
    ScheduleForms {}
    Chores { "chores/list", "chores/parts" }
    ChoreForm { "chores/chore" }
    ChoreRun { "chores/run" }
    ChoreRuns { "chores/runs" }
    Views { "views/list", "views/form" }
    Search { "search", "search_part" }
    Keys { "keys", "keys_part" }
    Notifications { "notifications" }
}

/// Which marks have to be seen in a place, at least: what is drawn nowhere proves nothing.
fn expected(place: Place) -> &'static str {
    const TYPED: &str = "title maker_id flag small ratio price letter blob code day hour packed sold data grade words size \
                         site mail phone color story notes packing.colour packing.layers";
    match place {
        Place::List => {
            "flag small ratio price code day hour packed sold title maker words site mail phone color story notes data photo letter tag label size grade view user"
        }
        Place::FilterChip => {
            "title maker_id flag small ratio price letter code day hour packed sold grade words size site mail phone color notes"
        }
        Place::Selection => "action title",
        Place::Tabs => "tab group",
        Place::Cells => "title maker typed site mail phone notes size label choice fixed help",
        Place::ReadOnly => "title maker words site mail phone color story notes data size grade help label",
        Place::Form => {
            "flag small ratio price code day hour packed sold title maker words site mail phone color story notes data size letter photo help label choice fixed"
        }
        Place::FormFilledByAddress => TYPED,
        Place::FormWithErrors => TYPED,
        Place::Conflict => "title notes mine",
        Place::InlineRows => "part",
        Place::Links => "tag",
        Place::Picker | Place::Options => "maker",
        Place::Flash => "title",
        Place::DeleteQuestion => "title part",
        Place::DeleteRefused => "title",
        Place::Trash => "leaflet",
        Place::BulkQuestion | Place::BulkResult => "title",
        Place::ActionRun => "polish label failed stopped",
        Place::ActionInputs => "action confirm helped title",
        Place::ActionInputsWithErrors => "action typed",
        Place::RecordGone => "mine",
        Place::History => "title notes data words phone size",
        Place::Audit => "title user",
        Place::ExportQuestion => "label",
        Place::ExportFile => "title maker words site mail phone color story notes data size",
        Place::ImportMapping => "heading",
        Place::ImportDryRun => "maker_id",
        Place::Widgets => "widget text title",
        Place::ChartLabels => "title",
        Place::Home | Place::Context => "site-title",
        Place::CustomPage => "page",
        Place::CustomLink => "link",
        Place::ErrorPage => "site-title",
        Place::Users => "user words",
        Place::User => "user role",
        Place::UserWithErrors => "typed",
        Place::PasswordOnce => "typed",
        Place::Roles => "role",
        Place::Role => "role",
        Place::Sessions => "agent",
        Place::SignIn => "email",
        Place::SecondFactor => "",
        Place::AskAgain => "typed",
        Place::Acting => "user",
        Place::Jobs => "job words tag",
        Place::Job => "job tag error result meta place log",
        Place::JobForms => "job typed",
        Place::JobsInBulk => "job",
        Place::JobGroups => "group kind task error meta user words",
        Place::JobQueues => "queue reason typed",
        Place::JobWorkers => "worker",
        Place::Schedules => "name cron reason user value error words",
        Place::Schedule => "job cron node queue reason user value error",
        Place::ScheduleForms => "job cron node queue typed name",
        Place::Chores => "chore description title user counter words",
        Place::ChoreForm => "chore description file source typed",
        Place::ChoreRun => {
            "title user label input build node message counter result error element dropped line item words table row column \
             before after file other reason typed"
        }
        Place::ChoreRuns => "title user label error words",
        Place::Views => "view user role typed",
        Place::Search => "title words chore maker",
        Place::Keys => "words",
        Place::Notifications => "notice",
    }
}

/// Whether drawing a place takes poison away, so that it needs a world of its own.
fn changes(place: Place) -> bool {
    matches!(
        place,
        Place::Conflict | Place::RecordGone | Place::History | Place::Audit | Place::BulkResult | Place::Trash
    )
}

/// Poison for what has to be short.
fn short(mark: &str) -> String {
    format!("zqx7{mark} <zqx7n>\"' zqx7attr='1'{{{{7331*7919}}}}")
}

/// A shop full of poison.
struct World {
    shop: Shop,
    admin: TestApp,
    viewer: TestApp,
}

const TEXTS: [&str; 9] = ["title", "size", "site", "mail", "phone", "color", "story", "notes", "secret"];
const OTHERS: [&str; 13] =
    ["letter", "flag", "small", "ratio", "price", "blob", "code", "day", "hour", "packed", "sold", "grade", "packing"];

fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

impl World {
    /// A shop whose title and menu are poison.
    async fn shop(change: impl FnOnce(AdminBuilder) -> AdminBuilder) -> Shop {
        let link = CustomLink::new(poison("link"), "/poison");
        Shop::with(support::sqlite().await, |builder| change(builder.title(poison("site-title")).link(link))).await
    }

    /// With texts that are poison; and with whatever SQLite can be told to hold in the other columns.
    async fn with(all_kinds: bool) -> Self {
        let shop = Self::shop(|builder| builder).await;
        let mut sets = String::new();
        for name in TEXTS {
            let _ = write!(sets, "{name} = {}, ", quoted(&poison(name)));
        }
        if all_kinds {
            for name in OTHERS {
                let _ = write!(sets, "{name} = {}, ", quoted(&poison(name)));
            }
        }
        let json = |value: serde_json::Value| quoted(&value.to_string());
        let file = serde_json::json!({"key": "a.png", "name": poison("photo"), "size": 3, "type": "image/png"});
        let _ = write!(
            sets,
            "words = {}, data = {}, photo = {}, paper = {}",
            json(serde_json::json!([poison("words")])),
            json(serde_json::json!({"k": poison("data")})),
            json(file),
            quoted(&poison("paper")),
        );
        let statements = [
            format!("UPDATE makers SET name = {} WHERE id = 1", quoted(&poison("maker"))),
            format!("UPDATE tags SET name = {} WHERE id = 1", quoted(&poison("tag"))),
            format!("UPDATE leaflets SET title = {} WHERE id = 2", quoted(&poison("leaflet"))),
            format!("UPDATE parts SET name = {} WHERE id = 1", quoted(&poison("part"))),
            format!("UPDATE things SET {sets} WHERE owner = 'a'"),
        ];
        for statement in statements {
            run(shop.admin.database(), &statement).await;
        }
        work::poisoned(shop.admin.database()).await;
        for statement in [
            format!(
                "UPDATE kaffy_views SET name = {}, owner_name = {}",
                quoted(&short("view")),
                quoted(&short("user"))
            ),
            format!(
                "INSERT INTO kaffy_views (id, admin, list, owner, owner_name, name, audience, role, query, created) VALUES \
                 ('01980000-0000-7000-8000-00000000000b', {}, 'shop/things', 'x', 'x', 'x', 'role', {}, '', 1)",
                quoted(&shop.admin.title().chars().take(200).collect::<String>()),
                quoted(&short("role"))
            ),
        ] {
            run(shop.admin.database(), &statement).await;
        }
        for (at, list) in LISTS.iter().enumerate() {
            let insert = format!(
                "INSERT INTO kaffy_views (id, admin, list, owner, owner_name, name, audience, role, query, created) VALUES \
                 ('01980000-0000-7000-8000-0000000001{at:02}', {}, '{list}', 'x', {}, {}, 'everyone', '', '', 1)",
                quoted(&shop.admin.title().chars().take(200).collect::<String>()),
                quoted(&short("user")),
                quoted(&short("view"))
            );
            run(shop.admin.database(), &insert).await;
        }
        shop.accounts().set_role(&short("role"), []).await.expect("a role");
        let new = NewUser::new("poisoned@shop.example").name(short("user")).role(short("role"));
        shop.accounts().create_user(new.password("seven owls in the attic")).await.expect("a user");
        Self { admin: shop.browser(Who::Admin).await, viewer: shop.browser(Who::Viewer).await, shop }
    }

    /// The form of a record with poison in every input, set behind what it holds.
    async fn typed(&self, path: &str) -> Page {
        let page = self.admin.get(path).await.ok();
        // With code of the application's own that cannot be asked about an unreadable record, nobody may change it.
        if !page.has("form.record") {
            return page;
        }
        let form = page.form("form.record");
        let names =
            TEXTS.iter().chain(&OTHERS).chain(&["maker_id", "data", "words"]).filter(|name| **name != "packing");
        let form = names.fold(form, |form, name| form.set(name, &poison(name)));
        let form =
            form.set("packing.colour", &poison("packing.colour")).set("packing.layers", &poison("packing.layers"));
        form.submit(&self.admin).await.is(StatusCode::UNPROCESSABLE_ENTITY)
    }

    /// The form of a record that cannot be read.
    async fn typed_raw(&self) -> Page {
        let form = self.admin.get("/raw/raws/1").await.ok().form("form.record");
        let names =
            ["title", "flag", "small", "ratio", "price", "letter", "code", "day", "hour", "packed", "sold", "grade"];
        let form = names.iter().fold(form, |form, name| form.set(name, &poison(name)));
        form.submit(&self.admin).await.is(StatusCode::UNPROCESSABLE_ENTITY)
    }

    /// The form of a record, or its page where there is no form.
    async fn changed(&self, sets: &[(&str, &str)], meanwhile: &str) -> Page {
        let page = self.admin.get("/shop/things/3").await.ok();
        if !page.has("form.record") {
            return page;
        }
        let form = page.form("form.record");
        run(self.shop.admin.database(), meanwhile).await;
        sets.iter().fold(form, |form, (name, value)| form.set(name, value)).submit(&self.admin).await
    }

    async fn draw(&self, place: Place) -> Vec<Page> {
        let (admin, viewer) = (&self.admin, &self.viewer);
        let list = "/shop/things";
        match place {
            Place::List => vec![admin.get(list).await, viewer.get(list).await, admin.get("/raw/raws").await],
            Place::FilterChip => vec![admin.get(&format!("{list}?{}", filters())).await],
            Place::Tabs => vec![
                admin.get(list).await,
                admin.get(&format!("{list}?tab=dear&q=nosuch&facets=1")).await,
                admin.get(&format!("{list}?tab=dear")).await,
            ],
            Place::Cells => {
                let cells = format!("{list}/cells");
                let page = admin.get(&cells).await;
                let wrong = page.form("form.cells").set("rows.0.mail", &poison("typed")).submit(admin).await;
                let one = admin.get(&format!("{cells}?_id=1&_cell=title")).await;
                let saved = one.form("form.cell-form").submit(admin).await;
                vec![page, wrong, one, saved]
            }
            Place::Selection => {
                vec![admin.get(&format!("{list}?{}", pairs(&[("q", &poison("words"))]))).await, admin.get(list).await]
            }
            Place::ReadOnly => vec![viewer.get("/shop/things/1").await],
            Place::Form => vec![admin.get("/shop/things/1").await, admin.get("/raw/raws/1").await],
            Place::FormFilledByAddress => {
                let names: Vec<_> = expected(place).split_whitespace().collect();
                let values: Vec<_> = names.iter().map(|name| poison(name)).collect();
                let query: Vec<_> = names.iter().copied().zip(values.iter().map(String::as_str)).collect();
                vec![admin.get(&format!("{list}/new?{}", pairs(&query))).await]
            }
            Place::FormWithErrors => {
                vec![self.typed("/shop/things/new").await, self.typed("/shop/things/1").await, self.typed_raw().await]
            }
            Place::Conflict => {
                let sets = [
                    ("title", &*poison("mine")),
                    ("notes", "mine"),
                    ("site", ""),
                    ("mail", ""),
                    ("color", ""),
                    ("size", "s"),
                ];
                let theirs = "UPDATE things SET title = title || ' theirs', notes = notes || 'x' WHERE id = 3";
                vec![self.changed(&sets, theirs).await]
            }
            Place::InlineRows | Place::Links => {
                vec![admin.get("/shop/things/1").await, viewer.get("/shop/things/1").await]
            }
            Place::Picker => vec![
                admin.get("/shop/things?_pick=maker_id").await,
                admin.get("/shop/makers?q=zqx7").await,
                admin
                    .get("/shop/things/new")
                    .await
                    .ok()
                    .form("form.record")
                    .set("_pick", "maker_id")
                    .submit(admin)
                    .await,
            ],
            Place::Options => vec![admin.get("/shop/makers/options").await],
            Place::Flash => {
                let done = admin.post("/shop/things/1/actions/praise", &[]).await;
                vec![done, admin.get(list).await]
            }
            Place::DeleteQuestion => vec![
                admin.get("/raw/raws/1/delete").await,
                admin.get("/shop/things/1/delete").await,
                admin.get("/shop/makers/1/delete").await,
            ],
            Place::DeleteRefused => vec![admin.get("/shop/makers/1/delete").await],
            Place::Trash => {
                let held = admin.get("/shop/leaflets/1").await.ok().form("form.record");
                let held = held.set("title", &poison("leaflet")).submit(admin).await;
                let mut pages = vec![
                    admin.get("/shop/leaflets?trash=1").await,
                    admin.get("/shop/leaflets/2").await,
                    admin.get("/shop/leaflets/2/purge").await,
                    admin.get("/shop/leaflets/actions/purge?_id=2").await,
                    held,
                ];
                pages.push(admin.post("/shop/leaflets/2/restore", &[]).await);
                pages.push(admin.get("/shop/leaflets/2/delete").await);
                pages.push(admin.post("/shop/leaflets/2/delete", &[]).await);
                pages.push(admin.get("/shop/leaflets").await);
                pages
            }
            Place::BulkQuestion => vec![admin.get("/shop/things/actions/delete?_id=1&_id=3").await],
            Place::BulkResult => {
                let fields = [("_id", "1"), ("_id", "3"), ("_run", "1"), ("title", "x"), ("maker_id", "2")];
                vec![admin.post("/shop/things/actions/rename", &fields[..]).await, admin.get(list).await]
            }
            Place::ActionRun => {
                let run = format!("/shop/things/actions/polish/{STOPPED_RUN}");
                vec![admin.get(&run).await, admin.get(&format!("{run}/failures")).await, admin.get(list).await]
            }
            Place::ActionInputs => vec![admin.get("/shop/things/1/actions/rename").await],
            Place::ActionInputsWithErrors => {
                let fields = [("title", &*poison("typed")), ("maker_id", &*poison("typed")), ("_run", "1")];
                vec![admin.post("/shop/things/1/actions/rename", &fields).await]
            }
            Place::RecordGone => {
                vec![self.changed(&[("title", &poison("mine"))], "DELETE FROM things WHERE id = 3").await]
            }
            Place::History => vec![self.history().await, viewer.get("/shop/things/1/history").await],
            Place::Audit => {
                self.history().await;
                vec![
                    admin.get("/audit").await,
                    admin.get(&format!("/audit?{}", pairs(&[("who", &short("user"))]))).await,
                ]
            }
            Place::ExportQuestion => vec![admin.get("/shop/things/export").await],
            Place::ExportFile => {
                let names = self.shop.admin.registry().of(Thing::META).expect("there");
                let columns: Vec<_> = names.columns().iter().map(|column| ("_column", column.meta.name)).collect();
                let columns: Vec<_> = columns.into_iter().filter(|(_, name)| *name != "secret").collect();
                let ask = |style: &'static str| [columns.clone(), vec![("_run", "1"), ("_as", style)]].concat();
                vec![
                    admin.post("/shop/things/export", &ask("raw")).await,
                    admin.post("/shop/things/export", &ask("shown")).await,
                ]
            }
            Place::ImportMapping => vec![self.mapping("title,zqx7heading").await],
            Place::ImportDryRun => {
                let mapped = self
                    .mapping("title,flag,small,price,day,grade,maker_id")
                    .await
                    .form("form.import")
                    .without("_local");
                vec![mapped.set("_run", "check").submit(admin).await]
            }
            Place::Widgets => vec![
                admin.get("/dashboard?whole").await,
                admin.get("/dashboard").await,
                admin.get("/dashboard/widgets/things-newest?part").await,
            ],
            Place::ChartLabels => vec![
                admin.get("/dashboard/widgets/things-by-title").await,
                admin.get("/dashboard/widgets/things-by-title?part").await,
            ],
            Place::Home => {
                vec![World::shop(AdminBuilder::without_dashboard).await.browser(Who::Admin).await.get("/").await]
            }
            Place::Context => vec![admin.get("/shop").await],
            Place::CustomPage => vec![admin.get("/p/secret").await],
            Place::CustomLink => {
                let home = admin.get("/dashboard").await;
                let href = home.attributes("a[href*='/links/'], form[action*='/links/']", "href");
                let mut pages = vec![home];
                for href in href {
                    pages.push(admin.get(href.strip_prefix("/admin").expect("below")).await);
                }
                pages
            }
            Place::ErrorPage => vec![
                admin.get("/nosuch").await,
                admin.get(&format!("{list}?{}", pairs(&[("sort", &poison("typed"))]))).await,
                admin
                    .get(&format!("{list}?{}", pairs(&[(&poison("typed"), "x"), ("f.nosuch", &poison("typed"))])))
                    .await,
                self.shop.browser(Who::Bare).await.get(list).await,
            ],
            Place::Users => vec![
                admin.get(&format!("/accounts/users?{}", pairs(&[("q", &poison("words"))]))).await,
                admin.get("/accounts/users").await,
            ],
            Place::User => {
                let id = self.shop.user("poisoned").await;
                vec![admin.get(&format!("/accounts/users/{id}")).await]
            }
            Place::UserWithErrors => {
                let fields = [("email", &*poison("typed")), ("name", &*poison("typed")), ("roles", &*poison("typed"))];
                let me = [("name", &*poison("typed")), ("locale", &*poison("typed")), ("time_zone", &*poison("typed"))];
                vec![admin.post("/accounts/users", &fields).await, admin.post("/accounts/me", &me).await]
            }
            Place::PasswordOnce => {
                let fields = [("email", "once@shop.example"), ("name", &*poison("typed"))];
                vec![admin.post("/accounts/users", &fields).await]
            }
            Place::Roles => vec![admin.get("/accounts/roles").await],
            Place::Role => {
                let id = self.shop.role(&short("role")).await;
                vec![
                    admin.get(&format!("/accounts/roles/{id}")).await,
                    admin.get(&format!("/accounts/roles/{id}/delete")).await,
                ]
            }
            Place::Sessions => {
                let request = Request::get(admin.address("/login")).header(header::USER_AGENT, poison("agent"));
                drop(admin.send(request, Body::empty()).await);
                vec![self.sessions_of_an_agent().await]
            }
            Place::Jobs => vec![
                admin.get("/jobs").await,
                viewer.get("/jobs").await,
                admin.get(&format!("/jobs?{}", pairs(&[("q", &poison("words")), ("queue", &poison("words"))]))).await,
                admin.get(&format!("/jobs?{}", pairs(&[("state", &poison("words"))]))).await,
            ],
            Place::Job => vec![
                admin.get("/shop/things/3").await,
                admin.get(&format!("/jobs/{WAITS}")).await,
                viewer.get(&format!("/jobs/{WAITS}")).await,
            ],
            Place::JobForms => {
                let typed = poison("typed");
                let fields =
                    [("type", "praise_later"), ("arg.title", &*typed), ("priority", &*typed), ("run_at", &*typed)];
                vec![
                    admin.get("/jobs/new").await,
                    admin.get(&format!("/jobs/{WAITS}/args")).await,
                    admin.get(&format!("/jobs/{WAITS}/delete")).await,
                    admin.post("/jobs", &fields).await,
                    admin.post(&format!("/jobs/{WAITS}/reschedule"), &[("run_at", &*typed)]).await,
                    admin.post(&format!("/jobs/{WAITS}/args"), &[(&*typed, "x")]).await,
                ]
            }
            Place::JobsInBulk => vec![admin.post("/jobs/bulk", &[("_action", "cancel"), ("_id", WAITS)]).await],
            Place::JobGroups => vec![
                admin.get("/jobs/groups").await,
                viewer.get(&format!("/jobs/groups/{GROUP}")).await,
                admin.get(&format!("/jobs/groups/{GROUP}")).await,
                admin.get(&format!("/jobs/{WAITS}")).await,
                admin
                    .get(&format!("/jobs/groups?{}", pairs(&[("name", &poison("words")), ("type", &poison("words"))])))
                    .await,
                admin.get(&format!("/jobs/groups?{}", pairs(&[("status", &poison("words"))]))).await,
            ],
            Place::JobQueues => {
                let fields = [("do", "concurrency"), ("concurrency", &*poison("typed"))];
                vec![admin.get("/jobs/queues").await, admin.post("/jobs/queues/default", &fields).await]
            }
            Place::JobWorkers => vec![admin.get("/jobs/workers").await],
            Place::Schedules => vec![
                admin.get("/schedules").await,
                viewer.get("/schedules").await,
                admin
                    .get(&format!("/schedules?{}", pairs(&[("type", &short("words")), ("after", &short("words"))])))
                    .await,
                admin.get(&format!("/schedules?{}", pairs(&[("state", &short("words"))]))).await,
            ],
            Place::Schedule => vec![admin.get("/schedules/plan").await, viewer.get("/schedules/plan").await],
            Place::ScheduleForms => {
                let typed = poison("typed");
                let fields = [
                    ("type", "praise_later"),
                    ("name", &*typed),
                    ("arg.title", &*typed),
                    ("cron", &*typed),
                    ("timezone", &*typed),
                    ("missed", &*typed),
                    ("priority", &*typed),
                    ("node", &*typed),
                ];
                let named = "/schedules/zqx7name%20%3Czqx7n%3E%22'%20zqx7attr='1'%7B%7B7331*7919%7D%7D";
                vec![
                    admin.get("/schedules/new").await,
                    admin.post("/schedules", &fields).await,
                    admin.get("/schedules/plan/edit").await,
                    admin.post("/schedules/plan/edit", &fields[2..]).await,
                    admin.post("/schedules/plan/edit", &[(&*typed, "x")]).await,
                    admin.post("/schedules/plan/pause", &[("reason", &typed.repeat(9))]).await,
                    admin.get(&format!("{named}/pause")).await,
                    admin.get(&format!("{named}/delete")).await,
                    admin.get(named).await,
                ]
            }
            Place::Chores => vec![
                admin.get("/chores").await,
                viewer.get("/chores").await,
                admin.get(&format!("/chores?{}", pairs(&[("q", &short("words"))]))).await,
            ],
            Place::ChoreForm => {
                let typed = poison("typed");
                vec![
                    admin.get("/chores/tidy").await,
                    viewer.get("/chores/tidy").await,
                    admin.get(&format!("/chores/tidy?{}", pairs(&[("title", &typed), ("secret", &typed)]))).await,
                    admin.get(&format!("/chores/tidy?again={TRIED}")).await,
                    admin.post("/chores/tidy", &[("title", &typed), (&typed, "x")]).await,
                    admin.get(&format!("/chores/runs/{AWAITS}/move?move=cancel")).await,
                    admin.get(&format!("/chores/runs/{TRIED}/files/{MADE}/delete")).await,
                ]
            }
            Place::ChoreRun => {
                let typed = poison("typed").repeat(60);
                vec![
                    admin.get(&format!("/chores/runs/{AWAITS}")).await,
                    viewer.get(&format!("/chores/runs/{AWAITS}")).await,
                    admin.get(&format!("/chores/runs/{TRIED}")).await,
                    admin
                        .post(&format!("/chores/runs/{AWAITS}/approve"), &[("answer", "agree"), ("reason", &typed)])
                        .await,
                    admin.get(&format!("/chores/runs/{TRIED}/failures")).await,
                ]
            }
            Place::ChoreRuns => vec![
                admin.get("/chores/runs").await,
                admin
                    .get(&format!("/chores/runs?{}", pairs(&[("who", &short("words")), ("chore", &short("words"))])))
                    .await,
                admin.get(&format!("/chores/runs?{}", pairs(&[("status", &short("words"))]))).await,
                admin.get("/chores/runs/export").await,
            ],
            Place::Views => {
                let fields = [("list", "shop/things"), ("name", &*poison("typed")), ("query", "")];
                let mut pages = vec![
                    admin.get("/views?list=shop/things").await,
                    admin.get(&format!("/views/{SHARED_VIEW}")).await,
                    admin.post("/views", &fields).await,
                    admin.post(&format!("/views/{SHARED_VIEW}"), &fields).await,
                ];
                admin.post("/views/default", &[("list", "shop/things"), ("view", SHARED_VIEW)]).await.location();
                pages.push(admin.get("/shop/things?view=none").await);
                admin.post("/views/default", &[("list", "shop/things")]).await.location();
                pages.push(admin.get(list).await);
                for list in LISTS {
                    pages.push(admin.get(&format!("/{list}")).await);
                    pages.push(admin.get(&format!("/views?list={list}")).await);
                }
                pages
            }
            Place::Search => {
                drop(admin.get("/shop/things/1").await);
                vec![
                    admin.get("/search").await,
                    admin.get("/search?q=zqx7title").await,
                    admin.get("/search?q=zqx7title&part").await,
                    admin.get("/search?q=thing+1&part").await,
                    admin.get("/search?q=zqx7chore&part").await,
                    admin.get("/search?q=zqx7maker").await,
                    viewer.get("/search?q=zqx7title").await,
                    admin.get(&format!("/search?{}", pairs(&[("q", &short("words"))]))).await,
                    admin.get(&format!("/search?{}", pairs(&[("q", &poison("words"))]))).await,
                ]
            }
            Place::Keys => vec![
                admin.get("/keys").await,
                admin.get("/keys?part").await,
                admin.get(&format!("/keys?{}", pairs(&[("q", &poison("words"))]))).await,
            ],
            Place::Notifications => {
                vec![admin.get("/notifications").await, admin.get("/notifications/news").await]
            }
            Place::SignIn => {
                let stranger = self.shop.browser(Who::Anonymous).await;
                let fields =
                    [("email", &*poison("email")), ("password", &*poison("typed")), ("next", &*poison("typed"))];
                vec![
                    stranger.post("/login", &fields).await,
                    stranger.get(&format!("/login?{}", pairs(&[("next", &poison("typed"))]))).await,
                ]
            }
            Place::AskAgain => {
                let waiting = self.shop.browser(Who::Admin).await;
                self.shop.later(15 * 60);
                let fields = [("name", &*poison("typed")), (&*poison("typed"), "x"), ("allow", &*poison("typed"))];
                let page = waiting.post("/accounts/roles", &fields).await.is(StatusCode::FORBIDDEN);
                let wrong = page.form("form.record").set("_password", &poison("wrong")).submit(&waiting).await;
                self.shop.later(-15 * 60);
                vec![page, wrong]
            }
            Place::Acting => {
                let acting = self.shop.browser(Who::Admin).await;
                let id = self.shop.user("poisoned").await;
                let form = acting.get(&format!("/accounts/users/{id}")).await.ok().form("form[action$='/act']");
                form.submit(&acting).await.location();
                vec![acting.get("/dashboard").await, acting.get("/shop/things").await]
            }
            Place::SecondFactor => {
                let fields = [("code", &*poison("typed")), ("key", &*poison("typed")), ("_save", "on")];
                vec![
                    admin.get("/accounts/me/second-factor").await,
                    admin.post("/accounts/me/second-factor", &fields).await,
                    admin.post("/login/code", &fields).await,
                ]
            }
        }
    }

    /// Takes the poison of a record away through its form, so that the log has it as what was there.
    async fn history(&self) -> Page {
        let page = self.admin.get("/shop/things/1").await.ok();
        if page.has("form.record") {
            let form = page.form("form.record");
            let clean = [
                ("title", "Anvil"),
                ("letter", "x"),
                ("size", "s"),
                ("site", ""),
                ("mail", ""),
                ("phone", ""),
                ("color", ""),
                ("story", ""),
                ("notes", ""),
                ("flag", ""),
                ("small", "3"),
                ("ratio", ""),
                ("price", ""),
                ("blob", ""),
                ("code", ""),
                ("day", ""),
                ("hour", ""),
                ("packed", ""),
                ("sold", ""),
                ("data", ""),
                ("grade", ""),
                ("words", "[]"),
            ];
            let form = clean.iter().fold(form, |form, (name, value)| form.set(name, value));
            form.submit(&self.admin).await.location();
        }
        self.admin.get("/shop/things/1/history").await
    }

    /// The page after a file came whose every cell is poison.
    async fn mapping(&self, headings: &str) -> Page {
        let cells: Vec<_> =
            headings.split(',').map(|name| format!("\"{}\"", poison(name).replace('"', "\"\""))).collect();
        let file = format!("{headings},\"{}\"\r\n{},x\r\n", poison("heading").replace('"', "\"\""), cells.join(","));
        let part = "--XyZ\r\nContent-Disposition: form-data; name=\"_sheet\"; filename=\"a.csv\"\r\n\r\n";
        self.admin.post_parts("/shop/things/import", format!("{part}{file}\r\n--XyZ--\r\n").as_bytes()).await.ok()
    }

    async fn sessions_of_an_agent(&self) -> Page {
        let token = self.shop.browser(Who::Anonymous).await;
        let csrf = token.token().await;
        let mut body = form_urlencoded::Serializer::new(String::new());
        let fields = [("_csrf", &*csrf), ("email", "root@shop.example"), ("password", crate::shop::PASSWORD)];
        let body = body.extend_pairs(fields).finish();
        let request =
            token.form("/login").header(header::ORIGIN, "http://shop.test").header(header::USER_AGENT, poison("agent"));
        token.send(request, Body::from(body)).await.location();
        self.admin.get("/accounts/me/sessions").await.ok()
    }
}

/// One filter for each column that has any.
fn filters() -> String {
    let names: Vec<_> = expected(Place::FilterChip).split_whitespace().collect();
    let values: Vec<_> = names.iter().map(|name| (format!("f.{name}"), poison(name))).collect();
    let query: Vec<_> = values.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    pairs(&query)
}

fn pairs(pairs: &[(&str, &str)]) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
}

/// Nothing of the poison became an element, an attribute, a script or a template.
#[track_caller]
fn is_harmless(page: &Page, place: Place) {
    let at = format!("{place:?}, {}", page.address);
    assert!(!page.status.is_server_error(), "{at}: {}", page.status);
    assert!(!page.body.contains("58054189"), "{at}: a template ran");
    let kind = page.headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    match kind.split(';').next().unwrap_or_default() {
        "text/html" => {}
        "application/json" => {
            let json: serde_json::Value =
                serde_json::from_str(&page.body).unwrap_or_else(|error| panic!("{at}: {error}"));
            assert!(json.is_object(), "{at}");
            return;
        }
        "text/csv" => {
            let mut file = csv::ReaderBuilder::new().from_reader(page.body.as_bytes());
            let width = file.headers().expect("a row").len();
            for row in file.records() {
                assert_eq!(row.expect("quoted as it should be").len(), width, "{at}");
            }
            assert!(
                page.headers[header::CONTENT_DISPOSITION].to_str().expect("text").starts_with("attachment"),
                "{at}"
            );
            return;
        }
        "" if page.status.is_redirection() => return,
        other => panic!("{at}: {other}"),
    }
    let html = Html::parse_document(&page.body);
    for element in html.select(&Selector::parse("*").expect("a selector")) {
        let element_name = element.value().name();
        assert_ne!(element_name, "zqx7n", "{at}: an element came of it: {}", element.parent_html());
        for (name, value) in element.value().attrs() {
            assert!(
                !name.starts_with("zqx7") && !name.starts_with("on") && name != "style",
                "{at}: <{element_name} {name}>"
            );
            if matches!(name, "href" | "src" | "action" | "formaction") {
                assert!(value.starts_with(['/', '#', '?']) || value.starts_with("otpauth:"), "{at}: {name}={value}");
            }
        }
        if element_name == "script" {
            assert!(element.value().attr("src").is_some() && element.text().all(|text| text.trim().is_empty()), "{at}");
        }
    }
}

/// For the words of a failure.
trait ParentHtml {
    fn parent_html(&self) -> String;
}

impl ParentHtml for scraper::ElementRef<'_> {
    fn parent_html(&self) -> String {
        let parent = self.parent().and_then(scraper::ElementRef::wrap).map(|parent| parent.html());
        parent.unwrap_or_default().chars().take(400).collect()
    }
}

fn has_mark(page: &Page, mark: &str) -> bool {
    // A mark ends with a blank, whatever else is made of the text.
    [" ", "+", "&#", "%20", "&nbsp;", "\u{a0}"].iter().any(|end| page.body.contains(&format!("zqx7{mark}{end}")))
}

#[tokio::test]
async fn s9_s36_no_value_of_any_kind_is_markup_in_any_place() {
    let mut missing = Vec::new();
    let shared = [World::with(false).await, World::with(true).await];
    for place in PLACES {
        let mut pages = Vec::new();
        for (world, all_kinds) in shared.iter().zip([false, true]) {
            match changes(*place) {
                true => pages.extend(World::with(all_kinds).await.draw(*place).await),
                false => pages.extend(world.draw(*place).await),
            }
        }
        assert!(!pages.is_empty(), "{place:?} is nowhere");
        for page in &pages {
            is_harmless(page, *place);
        }
        let unseen: Vec<_> =
            expected(*place).split_whitespace().filter(|mark| !pages.iter().any(|page| has_mark(page, mark))).collect();
        if !unseen.is_empty() {
            let answers: Vec<_> =
                pages.iter().map(|page| format!("{} {}", page.status.as_u16(), page.address)).collect();
            missing.push(format!("{place:?} does not draw {unseen:?}: {answers:?}"));
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

#[tokio::test]
async fn s36_every_kind_and_every_input_stands_in_the_form() {
    let shop = Shop::over(support::sqlite().await).await;
    let thing = shop.admin.registry().of(Thing::META).expect("there");
    let columns = thing.columns();
    let mut kinds: BTreeSet<_> = columns.iter().map(|column| column.kind().name()).collect();
    let widgets: BTreeSet<_> = columns.iter().map(|column| column.meta.widget.name()).collect();
    assert!(columns.iter().any(|column| matches!(column.kind(), Kind::List(item) if item.kind.name() == "text")));
    for known in Kind::NAMES {
        assert!(kinds.remove(known), "no field of the kind {known:?}: give `Thing` one, and say where it is drawn");
    }
    for known in Widget::NAMES {
        assert!(
            widgets.contains(known),
            "no field with the input {known:?}: give `Thing` one, and say where it is drawn"
        );
    }
    // What is typed into any of them comes back as it was typed.
    let typed: BTreeSet<_> = expected(Place::FormWithErrors).split_whitespace().map(first_part).collect();
    let unseen = ["id", "owner", "secret", "photo", "paper"];
    for column in columns.iter().filter(|column| !unseen.contains(&column.meta.name)) {
        assert!(typed.contains(column.meta.name), "`{}` is not in `FormWithErrors`", column.meta.name);
    }
    let filtered: BTreeSet<_> = expected(Place::FilterChip).split_whitespace().collect();
    for path in thing.filters() {
        assert!(filtered.contains(path.name), "`{}` is not in `FilterChip`", path.name);
    }
}

fn first_part(name: &str) -> &str {
    name.split('.').next().unwrap_or_default()
}

#[test]
fn s36_every_template_draws_a_place_that_is_looked_at() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("kaffy-web/templates/builtin");
    let mut found = BTreeSet::new();
    names(&folder, "", &mut found);
    let claimed: BTreeSet<_> =
        PLACES.iter().flat_map(|place| templates(*place)).map(|name| format!("{name}.html")).collect();
    let missing: Vec<_> = found.difference(&claimed).collect();
    assert!(missing.is_empty(), "templates that no place stands for: {missing:?}");
    let stale: Vec<_> = claimed.difference(&found).collect();
    assert!(stale.is_empty(), "templates that are gone: {stale:?}");
}

fn names(folder: &Path, prefix: &str, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).expect("readable").map(|entry| entry.expect("readable")) {
        let name = format!("{prefix}{}", entry.file_name().to_str().expect("UTF-8"));
        if entry.path().is_dir() {
            names(&entry.path(), &format!("{name}/"), found);
        } else {
            found.insert(name);
        }
    }
}
