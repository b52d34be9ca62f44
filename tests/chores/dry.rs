//! Dry runs (J77): what would change, before and after, and nothing of it lasts.

use kaffy::{
    Database,
    chores::{RunOptions, RunStatus, StartError},
    jobs::{JobFilter, testing::TestJobs},
};

use crate::chores::{ada, bakery, hangs, loaves, reprice, walks_dry};

async fn changes(db: &Database, jobs: &kaffy::Jobs, id: uuid::Uuid) -> Vec<kaffy::chores::DryChange> {
    let admin = kaffy::Admin::builder(db.clone()).auth(kaffy::Auth::none_for_local_development());
    let admin = kaffy::jobs::WithJobs::jobs(admin, jobs.clone()).build().await.unwrap();
    let right = admin.authorize_area::<kaffy::chore_rights::View>(&ada()).unwrap();
    jobs.desk().dry_changes(&right, id, 0, 100).await.unwrap()
}

pub(crate) async fn j77_a_dry_run_changes_nothing_and_shows_each_row(db: Database) {
    let (jobs, _) = bakery(&db).await;
    let mut test = TestJobs::new(&jobs).await.unwrap();
    let before = loaves(&db).await;
    let chore = || reprice { above: 300, factor: 2, fails: false };
    let done = test.run_chore(&ada(), chore(), RunOptions::new().dry()).await.unwrap();
    assert_eq!(
        (done.run.status, done.run.is_dry, done.counter("changed")),
        (RunStatus::Succeeded, true, 2.0),
        "{done:#?}"
    );
    assert_eq!(loaves(&db).await, before, "nothing lasts");
    assert!(jobs.list(&JobFilter::new().of_type("tidy"), None, 10).await.unwrap().is_empty(), "no job does");
    let changes = changes(&db, &jobs, done.run.id).await;
    let value = |row: &Option<Vec<(String, Option<String>)>>, name: &str| {
        row.as_ref().and_then(|row| row.iter().find(|(label, _)| label == name)).and_then(|(_, value)| value.clone())
    };
    let words: Vec<_> = changes
        .iter()
        .map(|change| (change.row.as_str(), value(&change.before, "Cents"), value(&change.after, "Cents"), change.rows))
        .collect();
    let text = |text: &str| Some(text.to_owned());
    assert_eq!(
        words[..4],
        [
            ("4", text("400"), text("800"), None),
            ("5", text("500"), text("1000"), None),
            ("", None, text("1"), None),
            ("1", text("100"), None, None),
        ]
    );
    assert!(words[4].0.starts_with("UPDATE") && words[4].3 == Some(1) && words.len() == 5, "{words:?}");
    // A dry run that fails is a failed one, with the changes so far.
    let done = test.run_chore(&ada(), reprice { fails: true, ..chore() }, RunOptions::new().dry()).await.unwrap();
    assert_eq!((done.run.status, done.run.error.as_deref()), (RunStatus::Errored, Some("after all")));
    assert_eq!(loaves(&db).await, before);
    // And then for good.
    let done = test.run_chore(&ada(), chore(), RunOptions::new()).await.unwrap();
    assert_eq!(done.run.status, RunStatus::Succeeded);
    assert_eq!(loaves(&db).await, [(2, 200, 1), (3, 300, 0), (4, 800, 0), (5, 1000, 0), (100, 1, 0)]);
    assert_eq!(jobs.list(&JobFilter::new().of_type("tidy"), None, 10).await.unwrap().len(), 1);
}

pub(crate) async fn j77_what_cannot_be_taken_back_is_not_offered(db: Database) {
    let (jobs, _) = bakery(&db).await;
    let error = jobs.chores().run(&ada(), hangs {}, RunOptions::new().dry()).await;
    assert!(matches!(error, Err(StartError::NotDry(key)) if key == "hangs"));
}

pub(crate) async fn j77_a_dry_walk_counts_as_a_real_one_does(db: Database) {
    let (jobs, _) = bakery(&db).await;
    let mut test = TestJobs::new(&jobs).await.unwrap();
    let before = loaves(&db).await;
    let done = test.run_chore(&ada(), walks_dry {}, RunOptions::new().dry()).await.unwrap();
    assert_eq!((done.run.status, done.run.done, done.run.total), (RunStatus::Succeeded, 4, Some(4)), "{done:#?}");
    done.assert_logged("item 3: the third");
    assert_eq!(loaves(&db).await, before);
    let rows: Vec<_> = changes(&db, &jobs, done.run.id).await.into_iter().map(|change| change.row).collect();
    assert_eq!(rows, ["1", "2", "4"], "what was taken back on the way is not shown");
}

pub(crate) async fn j77_exactly_this_is_exactly_this(db: Database) {
    let (jobs, _) = bakery(&db).await;
    let mut test = TestJobs::new(&jobs).await.unwrap();
    let admin = kaffy::Admin::builder(db.clone()).auth(kaffy::Auth::none_for_local_development());
    let admin = kaffy::jobs::WithJobs::jobs(admin, jobs.clone()).build().await.unwrap();
    let right = admin.authorize_area::<kaffy::chore_rights::Run>(&ada()).unwrap();
    let other = admin.authorize_area::<kaffy::chore_rights::Run>(&crate::chores::grace()).unwrap();
    let chore = || reprice { above: 300, factor: 2, fails: false };
    let tried = test.run_chore(&ada(), chore(), RunOptions::new().dry()).await.unwrap().run.id;
    assert!(matches!(jobs.desk().start_exactly(&other, tried).await, Err(StartError::Unknown(_))));
    let id = jobs.desk().start_exactly(&right, tried).await.unwrap();
    assert_eq!(jobs.desk().start_exactly(&right, tried).await.unwrap(), id, "it is pressed twice");
    test.drain("default").await.unwrap();
    let run = jobs.chores().find_run(id).await.unwrap().unwrap();
    assert_eq!((run.status, run.is_dry, run.again_of), (RunStatus::Succeeded, false, Some(tried)));
    // One that failed, one whose secret is forgotten, and one of another program.
    let failed = test.run_chore(&ada(), reprice { fails: true, ..chore() }, RunOptions::new().dry()).await.unwrap();
    let secret = crate::chores::dangerous { what: "all".into(), pin: Some("1234".into()) };
    let secret = test.run_chore(&ada(), secret, RunOptions::new().dry()).await.unwrap();
    for id in [failed.run.id, secret.run.id] {
        assert!(matches!(jobs.desk().start_exactly(&right, id).await, Err(StartError::Changed)));
    }
    let (next, _) = crate::chores::again(&db, |builder| builder.build_version("next")).await;
    assert!(matches!(next.desk().start_exactly(&right, tried).await, Err(StartError::Changed)));
}
