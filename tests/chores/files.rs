//! Files that runs are given and make: in the database, in pieces.

use std::time::Duration;

use kaffy::{
    Database,
    chores::{ChoreFile, FileError, RunOptions, RunStatus, StartError},
    jobs::testing::TestJobs,
};
use tokio::io::AsyncReadExt;

use crate::chores::{ada, bakery, copies, grace, until, working};

/// More than two pieces of what no text is.
fn content() -> Vec<u8> {
    (0..700_000u32).map(|at| (at % 251) as u8).collect()
}

pub(crate) async fn c60_c61_c62_c63_j80_a_download_is_kept_for_a_week(db: Database) {
    let (jobs, _) = bakery(&db).await;
    let mut test = TestJobs::new(&jobs).await.unwrap();
    let bytes = content();
    let sent = jobs.chores().upload(&ada(), "prices.csv", "text/csv", &mut bytes.as_slice(), 1_000_000).await.unwrap();
    assert_eq!((sent.size, sent.name.as_str(), sent.is_input), (700_000, "prices.csv", true));
    let done = test.run_chore(&ada(), copies { file: Some(ChoreFile::new(sent.id)) }, RunOptions::new()).await.unwrap();
    assert_eq!((done.run.status, done.run.result), (RunStatus::Succeeded, Some(700_000.into())));
    assert_eq!(done.run.inputs[0].text.as_deref(), Some("prices.csv"), "a file is shown by its name");
    let made = done.files.iter().find(|file| !file.is_input).unwrap();
    assert_eq!(
        (made.name.as_str(), made.size, made.digest.as_str()),
        ("copy of it.csv", 700_000, sent.digest.as_str())
    );
    let (_, mut read) = jobs.chores().open_file(done.run.id, made.id).await.unwrap().unwrap();
    let mut copy = Vec::new();
    read.read_to_end(&mut copy).await.unwrap();
    assert!(copy == bytes, "as it was");
    assert!(jobs.chores().open_file(uuid::Uuid::nil(), made.id).await.unwrap().is_none(), "not as another run's");
    let week = made.expires_at - made.created_at;
    assert_eq!(week.num_hours(), 7 * 24);
    test.advance(Duration::from_secs(8 * 24 * 3600));
    let worker = working(&jobs).await;
    until("it is gone", async || jobs.chores().files(done.run.id).await.unwrap().len() == 1).await;
    assert!(jobs.chores().files(done.run.id).await.unwrap()[0].is_input, "what the run was given stays with it");
    worker.stop().await;
}

pub(crate) async fn c15_c71_an_upload_belongs_to_the_run_that_it_is_given_to(db: Database) {
    let (jobs, _) = bakery(&db).await;
    let mut test = TestJobs::new(&jobs).await.unwrap();
    // None at all, since it is optional.
    let done = test.run_chore(&ada(), copies { file: None }, RunOptions::new()).await.unwrap();
    assert_eq!(done.run.result, Some((-1).into()));
    let sent = jobs.chores().upload(&ada(), "a.txt", "text/plain", &mut &b"hello"[..], 100).await.unwrap();
    let file = || copies { file: Some(ChoreFile::new(sent.id)) };
    // Of somebody else, or of nobody.
    for chore in [file(), copies { file: Some(ChoreFile::new(uuid::Uuid::nil())) }] {
        let error = jobs.chores().run(&grace(), chore, RunOptions::new()).await;
        let Err(StartError::Inputs(rejected)) = error else { panic!("{error:?}") };
        assert_eq!(rejected.errors["file"], "This file is not there any more: choose it again");
    }
    let first = test.run_chore(&ada(), file(), RunOptions::new()).await.unwrap();
    assert_eq!(first.run.result, Some(5.into()));
    // And once more with the same one.
    let second = test.run_chore(&ada(), file(), RunOptions::new().again_of(first.run.id)).await.unwrap();
    assert_eq!(second.run.result, Some(5.into()));
    let large = jobs.chores().upload(&ada(), "a.txt", "text/plain", &mut content().as_slice(), 100).await;
    assert!(matches!(large, Err(FileError::TooLarge { limit: 100 })));
}

pub(crate) async fn c71_uploads_that_nobody_uses_are_taken_away(db: Database) {
    let (jobs, _) = bakery(&db).await;
    let sent = jobs.chores().upload(&ada(), "a.txt", "text/plain", &mut &b"hello"[..], 100).await.unwrap();
    let test = TestJobs::new(&jobs).await.unwrap();
    test.advance(Duration::from_secs(25 * 3600));
    let worker = working(&jobs).await;
    until("it is gone", async || {
        let select = kaffy::sea_query::Query::select()
            .column("id")
            .from("kaffy_chore_files")
            .union(
                kaffy::sea_query::UnionType::All,
                kaffy::sea_query::Query::select().column("file_id").from("kaffy_chore_file_chunks").to_owned(),
            )
            .to_owned();
        db.fetch(&select, &[kaffy::inside::Read::As(kaffy::Kind::Text)]).await.unwrap().is_empty()
    })
    .await;
    let error = jobs.chores().run(&ada(), copies { file: Some(ChoreFile::new(sent.id)) }, RunOptions::new()).await;
    assert!(matches!(error, Err(StartError::Inputs(_))));
    worker.stop().await;
}

pub(crate) async fn j85_c71_a_file_stays_with_its_run_when_another_has_it_as_well(db: Database) {
    let (jobs, _) = bakery(&db).await;
    let mut test = TestJobs::new(&jobs).await.unwrap();
    let bytes = content();
    let sent =
        jobs.chores().upload(&ada(), "a.bin", "application/x-a", &mut bytes.as_slice(), 1_000_000).await.unwrap();
    let file = || copies { file: Some(ChoreFile::new(sent.id)) };
    let first = test.run_chore(&ada(), file(), RunOptions::new()).await.unwrap();
    for _ in 0..2 {
        let again = test.run_chore(&grace(), file(), RunOptions::new().again_of(first.run.id)).await.unwrap();
        let own = again.files.iter().find(|file| file.is_input).unwrap();
        assert!(own.id != sent.id && own.digest == sent.digest, "it has one of its own");
        assert_eq!(again.run.result, Some(700_000.into()));
    }
    let files = jobs.chores().files(first.run.id).await.unwrap();
    assert_eq!(files.iter().filter(|file| file.is_input).map(|file| file.id).collect::<Vec<_>>(), [sent.id]);
}
