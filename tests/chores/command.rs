//! Chores on the command line: the same runs (J83).

use kaffy::{
    Database,
    chores::{RunStatus, StartedVia, command_line},
    prelude::*,
};

use crate::chores::{ada, bakery, until, working};

async fn line(jobs: &Jobs, arguments: &[&str]) -> (u8, String) {
    line_with(jobs, None, arguments).await
}

async fn line_with(jobs: &Jobs, admin: Option<&Admin>, arguments: &[&str]) -> (u8, String) {
    let mut out = Vec::new();
    let arguments = arguments.iter().map(|&word| word.to_owned()).collect::<Vec<_>>();
    let code = command_line(jobs, admin, &ada(), arguments, &mut out).await;
    (code, String::from_utf8(out).unwrap())
}

pub(crate) async fn j83_chores_are_listed_with_what_they_ask_for(db: Database) {
    let (jobs, _) = bakery(&db).await;
    let (code, text) = line(&jobs, &["chore"]).await;
    assert_eq!(code, 0);
    for words in [
        "says  Says",
        "    Says what it is given.",
        "    And more about it.",
        "    --words <text>  Words: What is said.",
        "    [--times <int>]  Times (2 unless you say another)",
        "    [--keeps_going]  Keeps going",
        "    [--file @file]  File",
    ] {
        assert!(text.lines().any(|line| line.starts_with(words)), "{words:?} in {text}");
    }
    assert!(!text.contains("for_managers"), "only what the actor may start");
    let (code, text) = line(&jobs, &["chore", "says", "--help"]).await;
    assert!(code == 0 && text.starts_with("says  Says\n") && !text.contains("hangs"), "{text}");
}

pub(crate) async fn j83_the_same_run_as_on_the_page_is_started_and_followed(db: Database) {
    let (jobs, seen) = bakery(&db).await;
    let worker = working(&jobs).await;
    let (code, text) = line(&jobs, &["chore", "says", "--words", "hello", "--times=3", "--key", "hunter2"]).await;
    assert_eq!(code, 0, "{text}");
    assert!(text.contains("  hello 1\n") && text.contains("  hello 3\n") && text.ends_with("succeeded\n"), "{text}");
    assert!(text.contains("times: 3") && text.contains("\"said\": \"hello\""), "{text}");
    assert!(!text.contains("hunter2"));
    assert_eq!(seen.all(), ["key true"]);
    let runs = jobs.chores().list_runs(&Default::default(), None, 10).await.unwrap();
    assert_eq!((runs.len(), runs[0].via, runs[0].actor.as_str()), (1, StartedVia::CommandLine, "ada"));
    // One that fails.
    let (code, text) = line(&jobs, &["chore", "says", "--words", "error"]).await;
    assert!(code == 1 && text.contains("no disk") && text.ends_with("errored\n"), "{text}");
    // What is taken back.
    let (code, text) = line(&jobs, &["chore", "reprice", "--above", "100", "--factor", "2", "--dry-run"]).await;
    assert!(code == 0 && text.contains("taken back"), "{text}");
    // What is not waited for.
    let (code, text) = line(&jobs, &["chore", "says", "--words", "later", "--detach"]).await;
    assert!(code == 0 && text.starts_with("Started: ") && text.lines().count() == 1, "{text}");
    worker.stop().await;
}

pub(crate) async fn j83_where_no_worker_is_it_works_here(db: Database) {
    let (jobs, _) = bakery(&db).await;
    let path = std::env::temp_dir().join(format!("kaffy-{}.txt", uuid::Uuid::now_v7()));
    std::fs::write(&path, "hello").unwrap();
    let file = format!("@{}", path.display());
    let (code, text) = line(&jobs, &["chore", "copies", "--file", &file, "--here"]).await;
    std::fs::remove_file(&path).unwrap();
    assert!(code == 0 && text.ends_with("5\nsucceeded\n"), "{text}");
    let run = jobs.chores().list_runs(&Default::default(), None, 1).await.unwrap().remove(0);
    assert_eq!(run.inputs[0].text.as_deref(), path.file_name().unwrap().to_str());
    until("its worker is gone", async || jobs.workers().await.unwrap().is_empty()).await;
}

pub(crate) async fn j83_everything_that_is_wrong_is_said_and_nothing_started(db: Database) {
    let (jobs, _) = bakery(&db).await;
    for (arguments, words) in [
        (&["jobs"][..], &["chore [NAME"][..]),
        (&["chore", "sais"], &["no chore “sais”", "Did you mean says?"]),
        (&["chore", "for_managers"], &["no chore “for_managers”"]),
        (&["chore", "says"], &["--words: "]),
        (&["chore", "says", "--wrods", "x", "--words", "y", "stray"], &["“wrods”", "--words?", "“stray”"]),
        (&["chore", "says", "--times", "12abc", "--words="], &["--times: ", "--words: "]),
        (&["chore", "says", "--times", "9", "--words"], &["--words lacks its value"]),
        (&["chore", "says", "--words", "a", "--words", "b"], &["--words: "]),
        (&["chore", "copies", "--file", "@/nowhere/at/all"], &["--file: /nowhere/at/all"]),
        (&["chore", "copies", "--file", "7"], &["--file: "]),
        (&["chore", "says", "--words", "x", "--dry-run"], &["cannot be started dry"]),
    ] {
        let (code, text) = line(&jobs, arguments).await;
        assert_eq!(code, 2, "{arguments:?}: {text}");
        for word in words {
            assert!(text.contains(word), "{arguments:?}: {word} in {text}");
        }
    }
    assert!(jobs.chores().list_runs(&Default::default(), None, 10).await.unwrap().is_empty());
    // Two others have to agree to this one.
    let (code, text) = line(&jobs, &["chore", "dangerous", "--what", "all"]).await;
    assert!(code == 0 && text.contains("2 other people"), "{text}");
    let run = jobs.chores().list_runs(&Default::default(), None, 1).await.unwrap().remove(0);
    assert_eq!(run.status, RunStatus::Awaiting);
}

pub(crate) async fn j83_with_an_admin_its_rules_hold(db: Database) {
    let (jobs, _) = bakery(&db).await;
    let builder = Admin::builder(db.clone()).auth(Auth::none_for_local_development());
    let admin = builder.areas(|_, _, right| right == "view").jobs(jobs.clone()).build().await.unwrap();
    let (code, text) = line_with(&jobs, Some(&admin), &["chore", "says", "--words", "x"]).await;
    assert!(code == 2 && text.contains("Ada may not start chores"), "{text}");
    assert!(jobs.chores().list_runs(&Default::default(), None, 10).await.unwrap().is_empty());
}
