//! Filters by declared paths, with the operators of their kinds (A10–A14, A16, A73).

use chrono::{Days, Utc};
use kaffy::{Dialect, ListQuery};

use crate::{
    models::Item,
    server::{Shop, params},
};

pub(crate) async fn a14_several_values_of_one_filter_are_any_of(shop: &Shop) {
    shop.makers().await;
    shop.item(1, &[("status", "'gone'"), ("maker_id", "1")]).await;
    shop.item(2, &[("maker_id", "2"), ("size", "'l'")]).await;
    shop.item(3, &[("active", "FALSE")]).await;
    assert_eq!(shop.found::<Item>("f.status=sold_out").await, [1]);
    assert_eq!(shop.found::<Item>("f.status=sold_out&f.status=available").await, [1, 2, 3]);
    assert_eq!(shop.found::<Item>("f.status.is=available&f.size=l").await, [2]);
    assert_eq!(shop.found::<Item>("f.active=false").await, [3]);
    // A foreign key goes by the name of its relation and of its field.
    assert_eq!(shop.found::<Item>("f.maker=1&f.maker=2").await, [1, 2]);
    assert_eq!(shop.found::<Item>("f.maker_id=2").await, [2]);
    assert_eq!(shop.found::<Item>("f.maker.empty=true").await, [3]);
    assert_eq!(shop.found::<Item>("f.maker.empty=false").await, [1, 2]);
    assert_eq!(shop.found::<Item>("f.maker.name.starts=du").await, [1]);
}

/// Operators of texts, and all conditions together; groups of AND and OR are not offered.
pub(crate) async fn a11_texts_have_operators_and_all_filters_hold_together(shop: &Shop) {
    for (id, title, price) in [(1, "'Rye bread'", "'4'"), (2, "'Rye roll'", "'1'"), (3, "'Dark rye'", "'5'")] {
        shop.item(id, &[("title", title), ("price", price)]).await;
    }
    assert_eq!(shop.found::<Item>("f.title.contains=rye").await, [1, 2, 3]);
    assert_eq!(shop.found::<Item>("f.title.starts=RYE").await, [1, 2]);
    assert_eq!(shop.found::<Item>("f.title=Rye+roll").await, [2]);
    assert_eq!(shop.found::<Item>("f.title.starts=rye&f.price.gt=1").await, [1]);
    assert_eq!(shop.found::<Item>("f.title.starts=rye&f.title.contains=bread&f.price.gte=5").await, [0; 0]);
}

pub(crate) async fn a12_numbers_have_ranges(shop: &Shop) {
    for (id, price, score) in [(1, "'9.50'", "NULL"), (2, "'10'", "0.5"), (3, "'10.5'", "-1"), (4, "'100'", "7")] {
        shop.item(id, &[("price", price), ("score", score)]).await;
    }
    assert_eq!(shop.found::<Item>("f.price.gte=10").await, [2, 3, 4]);
    assert_eq!(shop.found::<Item>("f.price.gt=10&f.price.lt=100").await, [3]);
    assert_eq!(shop.found::<Item>("f.price.lte=10.0").await, [1, 2]);
    assert_eq!(shop.found::<Item>("f.price=10.00").await, [2]);
    assert_eq!(shop.found::<Item>("f.price.eq=100").await, [4]);
    assert_eq!(shop.found::<Item>("f.score.lt=0").await, [3]);
    assert_eq!(shop.found::<Item>("f.score.empty=true").await, [1]);
    assert_eq!(shop.found::<Item>("f.views.gte=-2147483648").await, [1, 2, 3, 4]);
}

pub(crate) async fn a12_days_are_whole_days(shop: &Shop) {
    let at = [
        (1, "2026-02-28 23:59:59"),
        (2, "2026-03-01 00:00:00"),
        (3, "2026-03-01 18:30:00"),
        (4, "2026-03-02 00:00:00"),
    ];
    for (id, at) in at {
        let day = format!("'{}'", &at[..10]);
        shop.item(id, &[("inserted_at", &format!("'{at}'")), ("made", &day)]).await;
    }
    for name in ["inserted_at", "made"] {
        assert_eq!(shop.found::<Item>(&format!("f.{name}.gte=2026-03-01")).await, [2, 3, 4], "{name}");
        assert_eq!(shop.found::<Item>(&format!("f.{name}.lte=2026-03-01")).await, [1, 2, 3], "{name}");
        assert_eq!(shop.found::<Item>(&format!("f.{name}.gt=2026-03-01")).await, [4], "{name}");
        assert_eq!(shop.found::<Item>(&format!("f.{name}.lt=2026-03-01")).await, [1], "{name}");
        assert_eq!(shop.found::<Item>(&format!("f.{name}=2026-03-01")).await, [2, 3], "{name}");
        assert_eq!(shop.found::<Item>(&format!("f.{name}=2026-03-02&f.{name}=2026-02-28")).await, [1, 4], "{name}");
        assert_eq!(shop.found::<Item>(&format!("f.{name}.during=2026-03")).await, [2, 3, 4], "{name}");
        assert_eq!(shop.found::<Item>(&format!("f.{name}.lte=9999-12-31")).await, [1, 2, 3, 4], "{name}");
        assert_eq!(shop.found::<Item>(&format!("f.{name}.gt=9999-12-31")).await, [0; 0], "{name}");
    }
}

pub(crate) async fn a10_presets_count_from_today_in_utc(shop: &Shop) {
    let today = Utc::now().date_naive();
    for (id, back) in [(1, 0), (2, 1), (3, 7), (4, 8), (5, 400)] {
        let day = today.checked_sub_days(Days::new(back)).expect("a day");
        shop.item(id, &[("made", &format!("'{day}'")), ("inserted_at", &format!("'{day} 23:59:59'"))]).await;
    }
    for name in ["made", "inserted_at"] {
        assert_eq!(shop.found::<Item>(&format!("f.{name}.preset=today")).await, [1], "{name}");
        assert_eq!(shop.found::<Item>(&format!("f.{name}.preset=yesterday")).await, [2], "{name}");
        assert_eq!(shop.found::<Item>(&format!("f.{name}.preset=past_7_days")).await, [1, 2, 3], "{name}");
        assert_eq!(shop.found::<Item>(&format!("f.{name}.preset=past_30_days")).await, [1, 2, 3, 4], "{name}");
    }
}

pub(crate) async fn a10_empty_text_is_empty_too(shop: &Shop) {
    shop.item(1, &[("nick", "NULL")]).await;
    shop.item(2, &[("nick", "''")]).await;
    shop.item(3, &[("nick", "'Nick'"), ("title", "''")]).await;
    assert_eq!(shop.found::<Item>("f.nick.empty=true").await, [1, 2]);
    assert_eq!(shop.found::<Item>("f.nick.empty=false").await, [3]);
    assert_eq!(shop.found::<Item>("f.title.empty=true").await, [3]);
    assert_eq!(shop.found::<Item>("f.nick=Nick").await, [3]);
    assert_eq!(shop.found::<Item>("f.nick.contains=ic").await, [3]);
}

pub(crate) async fn k78_a_list_column_is_filtered_by_its_items(shop: &Shop) {
    let list = |json: &str, array: &str| match shop.dialect() {
        Dialect::Postgres => format!("'{array}'"),
        _ => format!("'{json}'"),
    };
    shop.item(1, &[("tags", &list(r#"["new","red hot"]"#, r#"{new,"red hot"}"#))]).await;
    shop.item(2, &[("tags", &list(r#"["newer"]"#, "{newer}"))]).await;
    shop.item(3, &[]).await;
    assert_eq!(shop.found::<Item>("f.tags=new").await, [1]);
    assert_eq!(shop.found::<Item>("f.tags=red+hot&f.tags=newer").await, [1, 2]);
    assert_eq!(shop.found::<Item>("f.tags.empty=true").await, [3]);
    assert_eq!(shop.found::<Item>("f.tags.empty=false").await, [1, 2]);
    assert_eq!(shop.found::<Item>("f.tags=%25").await, [0; 0]);
}

pub(crate) async fn a16_filters_read_as_sentences(shop: &Shop) {
    shop.makers().await;
    let query = shop.list::<Item>(
        "f.status=available&f.status=sold_out&f.price.gte=10&f.maker=1&f.maker=99&f.nick.empty=false&f.active=true\
         &f.inserted_at.preset=past_7_days&f.made.during=2026-03&f.title.contains=x&f.made.lte=2026-01-31&f.size=s",
    );
    let labels = shop.view::<Item>().filter_labels(&query).await.expect("labels");
    let words: Vec<_> = query.filters().iter().zip(&labels).map(|(filter, labels)| filter.words(labels)).collect();
    assert_eq!(
        words,
        [
            "Status is Available or Sold out",
            "Price is at least 10",
            "Maker is Durand or 99",
            "Nick is not empty",
            "Active is Yes",
            "Inserted at is in the past 7 days",
            "Made is in March 2026",
            "Title contains “x”",
            "Made is until 2026-01-31",
            "Size is Small",
        ]
    );
}

pub(crate) async fn a16_a_filter_that_cannot_be_read_is_kept_with_its_error(shop: &Shop) {
    shop.item(1, &[("views", "5")]).await;
    shop.item(2, &[]).await;
    let query = shop.list::<Item>(
        "f.price.gte=cheap&f.views=5&f.made=2026-13-01&f.status=nosuch&f.inserted_at.preset=soon&f.nick.empty=x",
    );
    let errors: Vec<_> = query.filters().iter().map(|filter| filter.error().is_some()).collect();
    assert_eq!(errors, [true, false, true, true, true, true]);
    let page = shop.view::<Item>().page(&query).await.expect("a page");
    assert_eq!(page.rows.len(), 1, "the rest still applies");
    assert_eq!(query.filters()[0].values(), ["cheap"], "the input is kept");
    assert_eq!(query.filters()[0].words(&[]), "Price is at least cheap");
}

pub(crate) async fn s15_only_declared_names_filter_and_sort(shop: &Shop) {
    let refused = [
        "f.secret=hush",
        "f.secret.starts=h",
        "f.nosuch=1",
        "f.maker.country.name=x",
        "f.maker.id=1",
        "f.price.contains=1",
        "f.price.like=1",
        "f.title.gte=a",
        "f.a.b.c.d.e=1",
        "f.__proto__=1",
        "f.=1",
        "f.title.=1",
        "f.title'=1",
        "sort=secret",
        "sort=nosuch",
        "sort=title;drop",
        "sort=(select 1)",
        "sort=-",
        "sort=--title",
        "sort=title,",
        "sort=title,title",
        "sort=tags",
        "sort=1",
        "sort=title desc nulls last",
        "size=0",
        "size=-1",
        "size=1000000000",
        "size=26",
        "size=all",
        "size=1e2",
        "size=%2B25",
        "after=AAAA",
        "before=%FF",
        "last=2",
        "after=x&last=1",
        "q=%00",
        "q=a%1Fb",
    ];
    for query in refused {
        let error = ListQuery::parse(shop.resource::<Item>(), &params(query)).expect_err(query).to_string();
        assert!(error.len() > 20 && !error.contains("hush"), "{query}: {error}");
    }
    let many: String = (0..21).map(|at| format!("&f.price.gte={at}&f.views.gt={at}")).collect();
    ListQuery::parse(shop.resource::<Item>(), &params(&many)).expect_err("too many filters");
    let many: String = (0..101).map(|at| format!("&f.maker={at}")).collect();
    ListQuery::parse(shop.resource::<Item>(), &params(&many)).expect_err("too many values");
}

pub(crate) async fn s6_odd_addresses_are_a_page_or_a_bad_query_and_never_an_error(shop: &Shop) {
    shop.item(1, &[("title", "'%'")]).await;
    let corpus: Vec<String> = serde_json::from_str(include_str!("corpus.json")).expect("a list of query strings");
    assert!(corpus.len() > 80);
    // As it stands, and with the names that a list knows.
    let names = |query: &String| {
        [
            query.clone(),
            query.replace("search=", "q="),
            query.replace("limit=", "size="),
            query.replace("cursor=", "after="),
            query.replace("created_at=", "f.made="),
            query.replace("n=", "f.views="),
            query.replace("active=", "f.active="),
            query.replace("filter[name]", "f.title"),
            query.replace("status=", "f.status="),
        ]
    };
    let mut pages = 0;
    for query in corpus.iter().flat_map(names) {
        let Ok(parsed) = ListQuery::parse(shop.resource::<Item>(), &params(&query)) else { continue };
        let view = shop.view::<Item>();
        view.page(&parsed).await.unwrap_or_else(|error| panic!("{query}: {error:?}"));
        view.count(&parsed).await.unwrap_or_else(|error| panic!("{query}: {error:?}"));
        pages += 1;
    }
    assert!(pages > 100, "{pages}");
    // Somebody else's parameters change nothing.
    assert_eq!(shop.list::<Item>("utm_source=x&page=-1&_method=DELETE&a;b=c").to_query_string(), "");
}

pub(crate) async fn s5_metacharacters_are_values_everywhere(shop: &Shop) {
    shop.item(1, &[]).await;
    for evil in
        ["' OR 1=1 --", "\"; DROP TABLE items; --", "\\", "?", "$1", ":a", "%s", "{}", "/*", "\u{202e}", "💩", "'||'"]
    {
        let value: String = percent_encoding::utf8_percent_encode(evil, percent_encoding::NON_ALPHANUMERIC).to_string();
        for name in ["q", "f.title", "f.title.contains", "f.title.starts", "f.nick", "f.tags", "f.size", "f.maker.name"]
        {
            assert_eq!(shop.found::<Item>(&format!("{name}={value}")).await, [0; 0], "{name}={evil}");
        }
    }
    assert_eq!(shop.found::<Item>("").await, [1]);
}
