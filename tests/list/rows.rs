//! What is read of a row: cells, links, labels, one row by its key (A1, A4, A45, B11).

use kaffy::{AdminResource, Key, OptionsQuery, value};

use crate::{
    models::{Code, Country, Item, Maker, Slot},
    server::{Shop, params},
};

pub(crate) async fn a4_columns_over_relations_and_links_to_rows(shop: &Shop) {
    shop.makers().await;
    shop.item(1, &[("maker_id", "1"), ("nick", "'Nick'"), ("title", "'Bread'")]).await;
    shop.item(2, &[("maker_id", "4")]).await;
    shop.item(3, &[]).await;
    let page = shop.page::<Item>("sort=made").await;
    let item = shop.resource::<Item>();
    let cell = |row: usize, name: &str| {
        let at = item.list().iter().position(|path| path.name == name).expect("a column of the list");
        &page.rows[row].cells[at]
    };
    let text = |row: usize, name: &str| {
        let at = item.list().iter().find(|path| path.name == name).expect("a column of the list");
        let kind = at.path.as_ref().expect("a field").column.kind();
        value::print(kind, cell(row, name).value.as_ref().expect("readable"))
    };
    assert_eq!(page.rows[0].label, "Bread");
    assert_eq!(page.rows[0].key.as_ref().expect("a key").segment(item), "1");
    assert_eq!(
        (text(0, "nick"), text(0, "maker.name"), text(0, "maker.country.name")),
        ("Nick".into(), "Durand".into(), "France".into())
    );
    assert_eq!((text(1, "maker.name"), text(1, "maker.country.name")), ("Nobody".into(), String::new()));
    let link = cell(0, "maker_id").link.as_ref().expect("a link");
    assert_eq!((link.label.as_str(), link.key.segment(&link.target), link.may_view), ("Durand", "1".to_owned(), true));
    assert!(link.target.is::<Maker>());
    assert!(
        cell(2, "maker_id").link.is_none() && value::is_null(cell(2, "maker_id").value.as_ref().expect("readable"))
    );
}

pub(crate) async fn b11_one_row_is_found_by_its_key(shop: &Shop) {
    shop.makers().await;
    shop.item(1, &[("maker_id", "3"), ("price", "'12.50'")]).await;
    let item = shop.resource::<Item>();
    let find = async |segment: &str| {
        shop.view::<Item>().find(&Key::parse(item, segment).expect("a key")).await.expect("an answer")
    };
    let found = find("1").await.expect("the row");
    assert_eq!(found.record.get(Item::fields().price).expect("a price").to_string(), "12.50");
    let labels: Vec<_> = found.labels.iter().flatten().collect();
    assert_eq!(labels, ["Petit"]);
    assert!(find("2").await.is_none() && find("9223372036854775807").await.is_none());
    assert_eq!(
        shop.view::<Item>().label_for(&Key::parse(item, "1").expect("a key")).await.expect("an answer").as_deref(),
        Some("Plain")
    );

    for (room, hour) in [("a,b", 1), ("a,b", 2), ("~", 1)] {
        shop.run(format!("INSERT INTO slots (room, hour, note) VALUES ('{room}', {hour}, NULL)")).await;
    }
    let slot = shop.resource::<Slot>();
    let key = Key::parse(slot, "a%2Cb,2").expect("a key");
    let found = shop.view::<Slot>().find(&key).await.expect("an answer").expect("the row");
    assert_eq!(found.record.get(Slot::fields().hour).expect("an hour"), 2);
    assert_eq!(shop.view::<Slot>().label_for(&key).await.expect("an answer").as_deref(), Some("Slot a,b, 2"));
    shop.run("INSERT INTO codes (code, weight) VALUES ('../x', '1')".to_owned()).await;
    let code = shop.resource::<Code>();
    let key = Key::parse(code, "..%2Fx").expect("a key");
    assert!(shop.view::<Code>().find(&key).await.expect("an answer").is_some());
}

pub(crate) async fn a45_options_are_searched_labelled_and_paged(shop: &Shop) {
    shop.run("INSERT INTO countries (id, name) VALUES (1, 'France'), (2, 'Peru')".to_owned()).await;
    for id in 1..=45 {
        shop.run(format!(
            "INSERT INTO makers (id, name, country_id) VALUES ({id}, 'Maker {:02}', {})",
            (id + 1) / 2,
            id % 2 + 1
        ))
        .await;
    }
    let maker = shop.resource::<Maker>();
    let mut query = OptionsQuery::parse(maker, &[]).expect("no words");
    let mut seen = Vec::new();
    loop {
        let options = shop.view::<Maker>().options(&query).await.expect("options");
        assert!(options.rows.len() <= 20);
        seen.extend(options.rows.into_iter().map(|row| (row.label, row.key.segment(maker))));
        let Some(after) = options.after else { break };
        query = OptionsQuery::parse(maker, &params(&format!("after={after}"))).expect("the next ones");
    }
    let expected: Vec<_> = (1..=45).map(|id: i32| (format!("Maker {:02}", (id + 1) / 2), id.to_string())).collect();
    assert_eq!(seen, expected);

    // By the target's own search, relations of its own included.
    let query = OptionsQuery::parse(maker, &params("q=peru+12")).expect("words");
    let rows = shop.view::<Maker>().options(&query).await.expect("options").rows;
    assert_eq!(rows.iter().map(|row| row.label.as_str()).collect::<Vec<_>>(), ["Maker 12"]);
    // A cursor of another resource, or a forged one.
    let other = shop.list::<Maker>("").to_query_string();
    assert_eq!(other, "");
    OptionsQuery::parse(maker, &params("after=WyJuYW1lLGlkIiwiaXgiLCJpeCJd")).expect_err("forged");
    OptionsQuery::parse(maker, &params("q=%00")).expect_err("NUL");
    OptionsQuery::parse(shop.resource::<Country>(), &params("after=AAAA")).expect_err("forged");
}

pub(crate) async fn a71_w10_the_row_scope_reaches_every_reading(shop: &Shop) {
    shop.makers().await;
    shop.item(1, &[("size", "'s'"), ("maker_id", "1")]).await;
    shop.item(2, &[("size", "'l'"), ("maker_id", "2")]).await;
    let (list, item) = (shop.list::<Item>(""), shop.resource::<Item>());
    let view = shop.view_as::<Item>("small-only");
    let page = view.page(&list).await.expect("a page");
    assert_eq!(page.rows.len(), 1);
    assert_eq!(view.count(&list).await.expect("a count").to_string(), "1");
    let hidden = Key::parse(item, "2").expect("a key");
    assert!(view.find(&hidden).await.expect("an answer").is_none());
    assert!(view.label_for(&hidden).await.expect("an answer").is_none());
    let options = view.options(&OptionsQuery::parse(item, &[]).expect("no words")).await.expect("options");
    assert_eq!(options.rows.len(), 1);
    assert!(shop.view_as::<Item>("nothing").page(&list).await.expect("a page").rows.is_empty());

    // The label of a hidden row of another resource is neither shown nor searched nor filtered by.
    let view = shop.view_as::<Item>("not-maker-1");
    let shown = async |query: &str| {
        let page = view.page(&shop.list::<Item>(query)).await.expect("a page");
        format!("{:?}", page.rows.iter().map(|row| (&row.key, &row.cells)).collect::<Vec<_>>())
    };
    assert!(!shown("").await.contains("Durand") && shown("").await.contains("Quispe"));
    assert_eq!(shown("q=durand").await, "[]");
    assert_eq!(shown("f.maker.name.contains=ura").await, "[]");
    let query = shop.list::<Item>("f.maker=1&f.maker=2");
    assert_eq!(view.filter_labels(&query).await.expect("labels"), [["1", "Quispe"]]);
    let found = view.find(&Key::parse(item, "1").expect("a key")).await.expect("an answer").expect("the row");
    assert_eq!(found.labels.iter().flatten().count(), 0);
}

pub(crate) async fn a21_a_list_is_narrowed_by_year_month_and_day(shop: &Shop) {
    for (id, at) in
        [(1, "2024-05-03 10:00:00"), (2, "2026-01-31 00:00:00"), (3, "2026-03-01 23:59:59"), (4, "2026-03-04 00:00:00")]
    {
        shop.item(id, &[("inserted_at", &format!("'{at}'"))]).await;
    }
    let drill = async |query: &str| {
        let drill =
            shop.view::<Item>().drill_down(&shop.list::<Item>(query)).await.expect("an answer").expect("a date");
        let labels =
            |links: &[kaffy::DateLink]| links.iter().map(|link| link.label.clone()).collect::<Vec<_>>().join(" ");
        (labels(&drill.trail), labels(&drill.periods), drill)
    };
    let (trail, periods, years) = drill("q=plain").await;
    assert_eq!((trail.as_str(), periods.as_str()), ("", "2024 2025 2026"));
    assert_eq!(years.periods[2].query.to_query_string(), "q=plain&f.inserted_at.during=2026");
    let (trail, periods, _) = drill("f.inserted_at.during=2026").await;
    assert_eq!((trail.as_str(), periods.as_str()), ("All dates 2026", "January 2026 February 2026 March 2026"));
    // May 2024 is the only month of its year: its days come at once.
    let (_, periods, _) = drill("f.inserted_at.during=2024").await;
    assert_eq!(periods, "3 May 2024");
    let (trail, periods, _) = drill("f.inserted_at.during=2026-03").await;
    assert_eq!(trail, "All dates 2026 March 2026");
    assert_eq!(periods, "1 March 2026 2 March 2026 3 March 2026 4 March 2026");
    let (trail, periods, day) = drill("f.inserted_at.during=2026-03-01").await;
    assert_eq!((trail.as_str(), periods.as_str()), ("All dates 2026 March 2026 1 March 2026", ""));
    assert_eq!(day.trail[0].query.to_query_string(), "");
    assert_eq!(shop.found::<Item>("f.inserted_at.during=2026-03-01").await, [3]);
    assert!(shop.view::<Maker>().drill_down(&shop.list::<Maker>("")).await.expect("an answer").is_none());
}
