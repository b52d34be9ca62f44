//! Chores and their forms: C70, C71, J71, J84, J85, S19.

use kaffy::{Database, jobs::chores::RunStatus};

use super::chores_app::{at_work, id_of, over, reaches, start, whole};

pub(crate) async fn c70_the_list_is_narrowed_and_names_what_runs(db: Database) {
    let (app, _worker) = at_work(&db).await;
    let page = app.get("/chores").await.ok();
    assert_eq!(page.texts(".chore h2"), ["Count up", "Import prices", "Raise prices"]);
    assert_eq!(page.texts(".chore > p:nth-child(2)")[0], "Counts <b>up</b>.", "the first sentence, escaped");
    assert!(!page.has(".run-card"), "nothing runs");
    for (search, found) in [("PRICES", 2), ("count_up", 1), ("more about", 1), ("nothing", 0), ("<b>", 1)] {
        let query = form_urlencoded::Serializer::new(String::new()).append_pair("q", search).finish();
        let page = app.get(&format!("/chores?{query}")).await.ok();
        assert_eq!(page.texts(".chore h2").len(), found, "{search}");
        assert_eq!(page.attribute("input[name=q]", "value").as_deref(), Some(search));
        assert_eq!(page.has("[data-chores-none][hidden]"), found > 0, "{search}");
    }
    assert_eq!(app.get("/chores?q=%00").await.status, 400);
    let id = start(&app, "count_up", &[("to", "5000"), ("word", "slow")]).await;
    reaches(&app, id, RunStatus::Running).await;
    let page = app.get("/chores").await.ok();
    assert_eq!(page.texts(".run-card h3"), ["Count up"]);
    assert!(page.words(".run-card").contains("Running") && page.words(".run-card").contains("all on "));
    let held = page.texts(".chore p.small a").join(" ");
    assert!(held.contains("“Count up” keeps it out: Running, started by all on"), "{held}");
    assert!(page.has(&format!(".chore a[href='/admin/chores/runs/{id}']")), "the run that keeps it out, and the last");
    // The form says so, too, and starting another one names it (C23).
    let page = app.get("/chores/count_up").await.ok();
    assert!(page.words("#chore-holder").contains("keeps it out"));
    let page = app.post("/chores/count_up", &whole(&[("to", "7"), ("word", "kept")])).await;
    assert_eq!(page.status, 409);
    assert!(page.words(".summary").contains("“Count up” keeps it out"), "{}", page.words(".summary"));
    assert_eq!(page.form("form.record").value("word"), Some("kept"), "what was typed is kept");
    app.post(&format!("/chores/runs/{id}/move"), &[("move", "cancel")]).await.location();
    reaches(&app, id, RunStatus::Cancelled).await;
}

pub(crate) async fn c70_an_address_fills_in_what_is_declared_and_no_secret(db: Database) {
    let app = over(&db).await;
    let page = app.get("/chores/count_up?to=42&word=%3Cb%3E&token=secret&other=1&_form=x").await.ok();
    let form = page.form("form.record");
    assert_eq!((form.value("to"), form.value("word"), form.value("token")), (Some("42"), Some("<b>"), Some("")));
    assert_eq!(form.value("other"), None);
    assert_ne!(form.value("_form"), Some("x"));
    assert!(!page.has("form.record [value=secret]"));
    let form = app.get("/chores/count_up").await.ok().form("form.record");
    assert_eq!(form.value("to"), Some("3"), "the default");
    for path in ["/chores/nosuch", "/chores/..%2Fchore", "/chores/%3Cb%3E", "/chores/Count_up"] {
        assert_eq!(app.get(path).await.status, 404, "{path}");
        assert_eq!(app.post(path, &[("to", "1")]).await.status, 404, "{path}");
    }
    // One that is called like the history has a page all the same.
    let page = app.get("/chores").await.ok();
    assert!(page.has(".chore a[href='/admin/chores/%72uns']"));
    assert_eq!(app.get("/chores/%72uns").await.ok().words("h1"), "Raise prices");
    assert_eq!(app.get("/chores/runs").await.ok().words("h1"), "All runs");
}

pub(crate) async fn j84_the_source_stands_beside_the_button(db: Database) {
    let app = over(&db).await;
    let page = app.get("/chores/count_up").await.ok();
    assert_eq!(page.words(".chore-source pre"), "fn <b>count</b>()");
    assert!(page.words(".chore-source").contains("src/count.rs:7"));
    assert!(page.words(".chore-source").contains(app.jobs.build_version()));
    assert_eq!(page.texts("p.lead"), ["Counts <b>up</b>. And says so.", "More about it."]);
    assert_eq!(page.texts("form.record .bar button"), ["Start"]);
    let page = app.get("/chores/%72uns").await.ok();
    assert_eq!(page.texts("form.record .bar button"), ["Ask others to agree", "Try without changing anything"]);
    assert!(page.words("form.record").contains("Somebody else has to agree before it begins."));
}

pub(crate) async fn j71_what_is_wrong_stands_beside_its_input_and_starts_nothing(db: Database) {
    let app = over(&db).await;
    for (fields, beside, words) in [
        (vec![("to", "0")], "to", "1"),
        (vec![("to", "12abc")], "to", "number"),
        (vec![("to", "")], "to", "required"),
        (vec![("to", "3"), ("word", "wrong")], "word", "says <b>wrong</b>; and once more"),
    ] {
        let fields: Vec<_> = fields.into_iter().chain([("token", "hidden-token")]).collect();
        let fields = whole(&fields);
        let page = app.post("/chores/count_up", &whole(&fields)).await;
        assert_eq!(page.status, 422, "{fields:?}");
        let said = page.words(&format!("#field-{beside}-error"));
        assert!(said.contains(words), "{fields:?}: {said}");
        assert!(page.words(".summary").contains("1 field needs another look"), "{}", page.words(".summary"));
        assert!(page.words("title").starts_with("Error:"));
        let form = page.form("form.record");
        assert_eq!(form.value(beside), fields.iter().find(|(name, _)| *name == beside).map(|(_, value)| *value));
        assert!(!page.body.contains("hidden-token"), "a secret is typed again");
    }
    // What nobody declared is refused (S8), and so is what no chore can be asked.
    for fields in [[("to", "3"), ("admin", "1")], [("to", "3"), ("word", "a\0b")]] {
        let page = app.post("/chores/count_up", &whole(&fields)).await;
        assert!(matches!(page.status.as_u16(), 400 | 422), "{fields:?}: {}", page.status);
    }
    let page = app.post("/chores/count_up", &whole(&[("to", "3"), ("_start", "dry")])).await;
    assert_eq!(page.status, 400, "it cannot be tried");
    assert!(app.jobs.chores().list_runs(&Default::default(), None, 10).await.unwrap().is_empty());
}

pub(crate) async fn s19_a_form_that_is_sent_twice_starts_one_run(db: Database) {
    let app = over(&db).await;
    let form = app.get("/chores/import").await.ok();
    let nonce = form.form("form.record").value("_form").unwrap().to_owned();
    assert!(nonce.len() >= 16);
    assert_ne!(app.get("/chores/count_up").await.form("form.record").value("_form"), Some(&*nonce));
    let fields = whole(&[("to", "3"), ("_form", nonce.as_str())]);
    let (first, second) = tokio::join!(app.post("/chores/count_up", &fields), app.post("/chores/count_up", &fields));
    assert_eq!(id_of(&first), id_of(&second));
    assert_eq!(id_of(&app.post("/chores/count_up", &fields).await), id_of(&first));
    assert_eq!(app.jobs.chores().list_runs(&Default::default(), None, 10).await.unwrap().len(), 1);
}

pub(crate) async fn c71_j72_files_are_kept_while_another_input_is_wrong(db: Database) {
    let (app, _worker) = at_work(&db).await;
    let page = app.get("/chores/import").await.ok();
    assert_eq!(page.attribute("form.record", "enctype").as_deref(), Some("multipart/form-data"));
    assert_eq!(page.attributes("input[type=file]", "name"), ["prices", "more"]);
    // A file is missing, one may be.
    let page = app.post_files("/chores/import", &[("note", "x")], &[]).await;
    assert_eq!(page.status, 422);
    assert!(page.has("#field-prices-error") && !page.has("#field-more-error"));
    // Another input is wrong: the file is not sent twice.
    let file = [("prices", "<b>.csv", "title,price\nRye,4\n")];
    let page = app.post_files("/chores/import", &[("note", "")], &file).await;
    assert_eq!(page.status, 422);
    assert!(page.has("#field-note-error") && !page.has("#field-prices-error"), "{}", page.words(".summary"));
    assert!(page.words(".kept-file").starts_with("<b>.csv"), "{}", page.words(".kept-file"));
    let kept = page.form("form.record").value("_kept.prices").unwrap().to_owned();
    let page = app.post_files("/chores/import", &[("note", "fine"), ("_kept.prices", &kept)], &[]).await;
    let id = id_of(&page);
    let run = reaches(&app, id, RunStatus::Succeeded).await;
    let shown: Vec<_> = run.inputs.iter().map(|input| input.text.as_deref()).collect();
    assert_eq!(shown, [Some("<b>.csv"), Some("fine"), None]);
    let page = app.get(&format!("/chores/runs/{id}")).await.ok();
    assert!(page.words(".run-files").contains("<b>.csv") && !page.has(".run-files a[download]"));
    // Of another input, of nobody, or forged: it is not there.
    for (name, value) in [("_kept.more", kept.as_str()), ("_kept.prices", "x.y"), ("_kept.prices", "")] {
        let page = app.post_files("/chores/import", &[("note", "fine"), (name, value)], &[]).await;
        assert_eq!(page.status, 422, "{name}");
        assert!(page.has("#field-prices-error"), "{name}");
    }
    // Empty files are refused, and two problems are said at once.
    let page = app.post_files("/chores/import", &[("note", "")], &[("prices", "empty.csv", "")]).await;
    assert!(page.words("#field-prices-error").contains("“empty.csv” is empty"), "{}", page.words(".summary"));
    assert!(page.has("#field-note-error"));
    // Where no file is asked for, none is taken; as text, none is, either.
    let page = app.post_files("/chores/count_up", &[("to", "3")], &file).await;
    assert_eq!(page.status, 415);
    let page = app.post("/chores/import", &[("note", "x"), ("prices", "0197f2a0-0000-7000-8000-000000000000")]).await;
    assert_eq!(page.status, 422);
}

pub(crate) async fn j85_again_with_the_same_inputs_but_no_secrets(db: Database) {
    let (app, _worker) = at_work(&db).await;
    let id = start(&app, "count_up", &[("to", "2"), ("word", "again <b>"), ("token", "hidden-token")]).await;
    reaches(&app, id, RunStatus::Succeeded).await;
    let page = app.get(&format!("/chores/runs/{id}")).await.ok();
    assert!(!page.body.contains("hidden-token") && page.words("main").contains("••••••"));
    let href = page.attribute("a[href*='again=']", "href").unwrap();
    let page = app.get(href.trim_start_matches("/admin")).await.ok();
    let form = page.form("form.record");
    assert_eq!((form.value("to"), form.value("word"), form.value("token")), (Some("2"), Some("again <b>"), Some("")));
    assert!(page.words("p.note").contains("Passwords have to be typed again."));
    let again = form.value("_again").unwrap().to_owned();
    let second = start(&app, "count_up", &[("to", "3"), ("_again", &again)]).await;
    let page = app.get(&format!("/chores/runs/{second}")).await.ok();
    assert!(page.has(&format!("#run-facts-list a[href='/admin/chores/runs/{id}']")));
    // Of another chore, or of nothing, an empty form.
    for path in [format!("/chores/import?again={id}"), "/chores/import?again=x".to_owned()] {
        assert!(app.get(&path).await.ok().form("form.record").value("_again").is_none(), "{path}");
    }
    // A file goes along.
    let first = app.post_files("/chores/import", &[("note", "n")], &[("prices", "p.csv", "a\n")]).await;
    let page = app.get(&format!("/chores/import?again={}", id_of(&first))).await.ok();
    assert!(page.words(".kept-file").starts_with("p.csv"), "{}", page.words("form.record"));
    let kept = page.form("form.record").value("_kept.prices").unwrap().to_owned();
    let third = app.post_files("/chores/import", &[("note", "n2"), ("_kept.prices", &kept)], &[]).await;
    reaches(&app, id_of(&third), RunStatus::Succeeded).await;
}
