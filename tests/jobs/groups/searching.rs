//! Finding groups and tasks: G16 to G18, J10, J70.

use kaffy::{
    Database, Jobs,
    jobs::{FieldPath, GroupError, GroupStatus, JobFilter, Options, Rule, Search, SearchError, testing::TestJobs},
};
use serde_json::{Value, json};
use uuid::Uuid;

use super::handlers::{jobs, noted, refuses, returns};

/// Four groups that differ.
async fn some(jobs: &Jobs) -> Vec<Uuid> {
    let mut test = TestJobs::new(jobs).await.unwrap();
    let mut ids = Vec::new();
    for (name, city, size) in
        [(Some("Alpha 100%"), "Berlin", json!(3)), (Some("Beta_2"), "Bergen", json!(12.5)), (None, "Ulm", Value::Null)]
    {
        let meta = json!({ "shop": { "city": city, "size": size, "open": size.is_number(), "tags": ["a\"b", city] } });
        let mut group = jobs.group("import").meta(meta).task("first", noted("a"));
        if let Some(name) = name {
            group = group.name(name);
        }
        ids.push(group.create().await.unwrap().id());
    }
    test.drain("default").await.unwrap();
    let last = jobs.group("export").concurrent().created_by("ada");
    let last = last
        .task_with("one", returns { value: json!({ "rows": 3 }) }, Options::new().meta(json!({ "part": { "n": 1 } })))
        .task_with("two", refuses { reason: "no".into() }, Options::new().meta(json!({ "part": { "n": 2 } })))
        .task("three", noted("later"));
    ids.push(last.create().await.unwrap().id());
    let jobs_of_last: Vec<_> = super::tasks(jobs, ids[3]).await.iter().filter_map(|task| task.job_id).collect();
    for id in &jobs_of_last[..2] {
        test.perform(*id).await.unwrap();
    }
    ids
}

pub(crate) async fn g16_what_is_not_there_is_an_error(db: Database) {
    let (jobs, _) = jobs(&db).await;
    let id = Uuid::now_v7();
    assert!(matches!(jobs.get_group(id).await, Err(GroupError::NotFound(it)) if it == id));
    assert!(matches!(jobs.cancel_group(id, None).await, Err(GroupError::NotFound(it)) if it == id));
    assert_eq!(jobs.get_group(id).await.unwrap_err().to_string(), format!("there is no group {id}"));
}

/// Which of four groups these rules find, by their numbers.
async fn found(jobs: &Jobs, ids: &[Uuid], rules: Value) -> Vec<usize> {
    let search = Search::of_rules(&rules).unwrap().ascending("id");
    let groups = jobs.search_groups(&search).await.unwrap_or_else(|error| panic!("{rules}: {error:?}")).items;
    groups.iter().map(|group| ids.iter().position(|id| *id == group.id).unwrap()).collect()
}

pub(crate) async fn g18_j70_every_rule_for_columns_and_inside_of_json(db: Database) {
    let (jobs, _) = jobs(&db).await;
    let ids = some(&jobs).await;
    let created = jobs.get_group(ids[1]).await.unwrap().created_at.to_rfc3339();
    let cases: Vec<(Value, &[usize])> = vec![
        (json!([]), &[0, 1, 2, 3]),
        // Columns.
        (json!([["status", "equal", "succeeded"]]), &[0, 1, 2]),
        (json!([["status", "equal_one_of", ["failed", "running"]]]), &[3]),
        (json!([["status", "not_equal", "succeeded"]]), &[3]),
        (json!([["strategy", "equal", "concurrent"]]), &[3]),
        (json!([["type", "in", ["export", "other"]]]), &[3]),
        (json!([["type", "in", []]]), &[]),
        (json!([["id", "equal", ids[1]]]), &[1]),
        (json!([["id", "greater_than", ids[1]]]), &[2, 3]),
        (json!([["id", "less_than_or_equal", ids[1]]]), &[0, 1]),
        (json!([["created_at", "greater_than_or_equal", created]]), &[1, 2, 3]),
        (json!([["inserted_at", "less_than", created]]), &[0]),
        (json!([["started_at", "less_than_or_equal", created]]), &[0, 1]),
        (json!([["created_at", "greater_than", created]]), &[2, 3]),
        (json!([["name", "nil", true]]), &[2, 3]),
        (json!([["name", "nil", false]]), &[0, 1]),
        (json!([["ended_at", "nil", true]]), &[3]),
        (json!([["name", "not_equal", "Beta_2"]]), &[0, 2, 3]),
        (json!([["name", "contains", "100%"]]), &[0]),
        (json!([["name", "contains", "ALPHA"]]), &[0]),
        (json!([["name", "contains", "_"]]), &[1]),
        (json!([["name", "like", "beta__"]]), &[1]),
        (json!([["name", "like", "%a%"]]), &[0, 1]),
        (json!([["created_by", "equal", "ada"]]), &[3]),
        (json!([["type", "equal", "import"], ["name", "contains", "a"], ["status", "equal", "succeeded"]]), &[0, 1]),
        // Inside of JSON.
        (json!([["meta.shop.city", "equal", "Berlin"]]), &[0]),
        (json!([["meta.shop.city", "equal", "berlin"]]), &[]),
        (json!([["meta.shop.city", "not_equal", "Berlin"]]), &[1, 2, 3]),
        (json!([["meta.shop.city", "equal_one_of", ["Ulm", "Bergen", 7]]]), &[1, 2]),
        (json!([["meta.shop.city", "contains", "ER"]]), &[0, 1]),
        (json!([["meta.shop.city", "like", "Ber%n"]]), &[0, 1]),
        (json!([["meta.shop.city", "less_than", "Berlin"]]), &[1]),
        (json!([["meta.shop.size", "equal", 3]]), &[0]),
        (json!([["meta.shop.size", "equal", "3"]]), &[]),
        (json!([["meta.shop.size", "greater_than", 3]]), &[1]),
        (json!([["meta.shop.size", "greater_than_or_equal", 3]]), &[0, 1]),
        (json!([["meta.shop.size", "less_than_or_equal", 12.5]]), &[0, 1]),
        (json!([["meta.shop.size", "in", [3, 12.5]]]), &[0, 1]),
        (json!([["meta.shop.size", "nil", true]]), &[2, 3]),
        (json!([["meta.shop.size", "nil", false]]), &[0, 1]),
        (json!([["meta.shop.open", "equal", true]]), &[0, 1]),
        (json!([["meta.shop.open", "equal", false]]), &[2]),
        (json!([["meta.shop.tags", "contains", "a\"b"]]), &[0, 1, 2]),
        (json!([["meta.shop.tags", "contains", "Ulm"]]), &[2]),
        (json!([["meta.shop.tags", "contains", "Ul"]]), &[]),
        (json!([["meta", "nil", true]]), &[3]),
        (json!([["meta.shop", "nil", false]]), &[0, 1, 2]),
        (json!([["meta.shop.city.deeper", "nil", false]]), &[]),
        // Of their tasks.
        (json!([["tasks", [["name", "equal", "two"]]]]), &[3]),
        (json!([["tasks", [["status", "equal", "failed"], ["meta.part.n", "equal", 2]]]]), &[3]),
        (json!([["tasks", [["status", "equal", "failed"], ["meta.part.n", "equal", 1]]]]), &[]),
        (json!([["tasks", [["result.rows", "less_than", 4]]], ["status", "equal", "failed"]]), &[3]),
        (json!([["tasks", [["group", [["type", "equal", "import"]]], ["position", "equal", 1]]]]), &[0, 1, 2]),
    ];
    for (rules, expected) in cases {
        assert_eq!(found(&jobs, &ids, rules.clone()).await, expected, "{rules}");
    }
    // Tasks, and the other way of saying it.
    let tasks = async |search: Search| {
        let tasks = jobs.search_tasks(&search.ascending("created_at").ascending("position")).await.unwrap().items;
        tasks.into_iter().filter_map(|task| task.name).collect::<Vec<_>>()
    };
    let of_export = Search::new().group(Search::new().rule("type", Rule::Equal("export".into())));
    assert_eq!(tasks(of_export.clone()).await, ["one", "two", "three"]);
    assert_eq!(tasks(of_export.clone().rule("error", Rule::Contains("NO".into()))).await, ["two"]);
    assert_eq!(tasks(of_export.clone().rule("status", Rule::Equal("pending".into()))).await, ["three"]);
    assert_eq!(tasks(of_export.clone().rule(["meta", "part", "n"], Rule::GreaterThan(1.into()))).await, ["two"]);
    assert_eq!(tasks(of_export.rule("job_id", Rule::Nil(true))).await, Vec::<String>::new());
    let id = super::tasks(&jobs, ids[3]).await[0].job_id.unwrap();
    assert_eq!(tasks(Search::new().rule("job_id", Rule::Equal(id.to_string().into()))).await, ["one"]);
}

pub(crate) async fn g18_what_is_not_known_is_an_error(db: Database) {
    let (jobs, _) = jobs(&db).await;
    some(&jobs).await;
    let refused = async |rules: Value| match Search::of_rules(&rules) {
        Err(error) => error,
        Ok(search) => match jobs.search_groups(&search).await {
            Err(error) => error,
            Ok(page) => panic!("{rules} found {}", page.items.len()),
        },
    };
    for field in
        ["", "state", "Status", "status.inner", "name.a", "callbacks", "position", "meta.", "meta.a\"b", "group"]
    {
        let error = refused(json!([[field, "equal", "x"]])).await;
        assert!(matches!(&error, SearchError::UnknownField(it) if it == field), "{field}: {error:?}");
    }
    for rule in ["", "equals", "EQUAL", "is", "not in", "contains_all"] {
        let error = refused(json!([["name", rule, "x"]])).await;
        assert!(matches!(&error, SearchError::UnknownRule(it) if it == rule), "{rule}: {error:?}");
    }
    for (rules, said) in [
        (json!([["id", "equal", "x"]]), "`id` takes a UUID"),
        (json!([["status", "equal", "new"]]), "`status` takes one of its words"),
        (json!([["status", "equal", null]]), "`status` takes one of its words"),
        (json!([["created_at", "less_than", "yesterday"]]), "`created_at` takes a time as RFC 3339"),
        (json!([["name", "equal", 7]]), "`name` takes a text"),
        (json!([["name", "equal", "a\0b"]]), "`name` takes a text"),
        (json!([["name", "equal_one_of", "a"]]), "`equal_one_of` takes a list"),
        (json!([["name", "nil", "yes"]]), "`nil` takes true or false"),
        (json!([["name", "like", 7]]), "`like` takes a text"),
        (json!([["status", "less_than", "failed"]]), "`less_than` is no rule for the field `status`"),
        (json!([["created_at", "contains", "2026"]]), "`contains` is no rule for the field `created_at`"),
        (json!([["meta.shop", "equal", { "city": "Ulm" }]]), "`meta.shop` takes a text, a number, true or false"),
        (json!([["meta.shop", "less_than", true]]), "`meta.shop` takes a text or a number"),
        (json!([["group", [["type", "equal", "import"]]]]), "there is no field `group` to search by"),
        (json!([["tasks", [["nothing", "equal", 1]]]]), "there is no field `nothing` to search by"),
        (json!([["name", "equal"]]), "there is no field `name` to search by"),
        (json!(["name"]), "`\"name\"` is no rule: [field, rule, value], or [\"tasks\", [rules]]"),
        (json!({ "name": "x" }), "`{\"name\":\"x\"}` is no rule: [field, rule, value], or [\"tasks\", [rules]]"),
    ] {
        // `["name", "equal"]` is no rule of any kind.
        let expected = if rules == json!([["name", "equal"]]) {
            "`[\"name\",\"equal\"]` is no rule: [field, rule, value], or [\"tasks\", [rules]]"
        } else {
            said
        };
        assert_eq!(refused(rules.clone()).await.to_string(), expected, "{rules}");
    }
    for order in ["state", "meta", "meta.shop.city", "error", "tasks", "position"] {
        let error = jobs.search_groups(&Search::new().ascending(order)).await.unwrap_err();
        assert!(matches!(&error, SearchError::UnknownOrder(it) if it == order), "{order}: {error:?}");
    }
    let tasks = jobs.search_tasks(&Search::new().descending("error")).await.unwrap_err();
    assert!(matches!(tasks, SearchError::UnknownOrder(_)), "{tasks:?}");
    // A key with a dot in it.
    let dotted = jobs.group("dots").meta(json!({ "a.b": { "c": 1 } })).task("a", noted("a")).create().await.unwrap();
    let search = Search::new().rule(FieldPath::from(["meta", "a.b", "c"]), Rule::Equal(1.into()));
    let found = jobs.search_groups(&search).await.unwrap().items;
    assert_eq!(found.iter().map(|group| group.id).collect::<Vec<_>>(), [dotted.id()]);
}

pub(crate) async fn g17_order_and_pages_that_begin_behind_the_last_row(db: Database) {
    let (jobs, _) = jobs(&db).await;
    let mut test = TestJobs::new(&jobs).await.unwrap();
    for number in 0..9 {
        let mut group = jobs.group(format!("type {}", number % 2)).task("a", noted("a"));
        if number % 3 > 0 {
            group = group.name(format!("name {}", number % 3));
        }
        group.create().await.unwrap();
        if number == 4 {
            test.drain("default").await.unwrap();
        }
    }
    let all = jobs.search_groups(&Search::new().limit(500)).await.unwrap();
    assert_eq!((all.items.len(), all.next), (9, None));
    assert!(all.items.is_sorted_by(|one, other| one.id > other.id), "the newest first");
    let orders = [
        Search::new(),
        Search::new().ascending("inserted_at"),
        Search::new().descending("started_at"),
        Search::new().ascending("name"),
        Search::new().descending("name").ascending("type"),
        Search::new().ascending("type").descending("ended_at"),
        Search::new().descending("status").ascending("id"),
        Search::new().ascending("ended_at").descending("name"),
    ];
    for order in orders {
        let whole: Vec<_> = jobs.search_groups(&order.clone().limit(100)).await.unwrap().items;
        let whole: Vec<_> = whole.into_iter().map(|group| group.id).collect();
        let (mut seen, mut search) = (Vec::new(), order.clone().limit(2));
        loop {
            let page = jobs.search_groups(&search).await.unwrap();
            assert!(page.items.len() <= 2);
            seen.extend(page.items.iter().map(|group| group.id));
            let Some(next) = page.next else { break };
            search = search.after(next);
            // Rows that come meanwhile move no page.
            if seen.len() == 4 && order == Search::new() {
                jobs.group("type 9").task("a", noted("a")).create().await.unwrap();
            }
        }
        if order == Search::new() {
            assert_eq!(seen, whole);
            continue;
        }
        assert_eq!(seen, whole, "{order:?}");
    }
    let named = jobs.search_groups(&Search::new().ascending("name").limit(100)).await.unwrap().items;
    assert!(named.iter().rev().take(4).all(|group| group.name.is_none()), "those without one come last");
    // A cursor is one of its order, and nothing else is one.
    let cursor = jobs.search_groups(&Search::new().ascending("name").limit(2)).await.unwrap().next.unwrap();
    for bad in [&*cursor, "", "x", "7b7d", "5b5d", &cursor[..8], &cursor.to_uppercase().replace('A', "é")] {
        let search = Search::new().ascending("type").after(bad);
        let error = jobs.search_groups(&search).await.unwrap_err();
        assert!(matches!(error, SearchError::Cursor), "{bad}: {error:?}");
    }
    // However many are asked for, there is a most.
    assert_eq!(jobs.search_groups(&Search::new().limit(u64::MAX)).await.unwrap().items.len(), 10);
    assert_eq!(jobs.search_groups(&Search::new().limit(0)).await.unwrap().items.len(), 1);
    assert_eq!(jobs.search_tasks(&Search::new().descending("position").limit(3)).await.unwrap().items.len(), 3);
}

pub(crate) async fn j10_tags_and_metadata_find_jobs_groups_and_tasks(db: Database) {
    let (jobs, _) = jobs(&db).await;
    let about = || Options::new().tag("night").meta(json!({ "shop": { "id": 7, "city": "Ulm" } }));
    let alone = jobs.enqueue(noted("alone")).tag("night").meta(json!({ "shop": { "id": 7 } })).await.unwrap().id();
    let group = jobs.group("import").meta(json!({ "shop": { "id": 7 } })).concurrent();
    let group = group.task_with("a", noted("a"), about()).task("b", noted("b")).create().await.unwrap().id();
    let of_group = jobs.list(&JobFilter::new().group(group), None, 10).await.unwrap();
    assert_eq!(of_group.len(), 2);
    assert!(of_group.iter().all(|job| job.group_id == Some(group)));
    assert_eq!(jobs.find(alone).await.unwrap().unwrap().group_id, None);
    assert_eq!(jobs.list(&JobFilter::new().tag("night"), None, 10).await.unwrap().len(), 2);
    assert_eq!(jobs.list(&JobFilter::new().tag("night").group(group), None, 10).await.unwrap().len(), 1);
    let mut filter = JobFilter::new();
    filter.meta_contains = Some("\"id\":7".into());
    assert_eq!(jobs.list(&filter, None, 10).await.unwrap().len(), 2);
    let by_meta = Search::new().rule("meta.shop.id", Rule::Equal(7.into()));
    assert_eq!(jobs.search_groups(&by_meta).await.unwrap().items[0].id, group);
    let found = jobs.search_tasks(&by_meta.rule("meta.shop.city", Rule::Equal("Ulm".into()))).await.unwrap().items;
    assert_eq!(found.iter().map(|task| task.name.as_deref()).collect::<Vec<_>>(), [Some("a")]);
    assert_eq!(jobs.get_group(group).await.unwrap().status, GroupStatus::Pending);
}
