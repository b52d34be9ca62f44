//! What an entry costs, and that one chain comes of many who write at once.

use crate::{Actor, Admin, Audit, AuditEvent, Auth, Ctx, Database, Dialect};

async fn admin(db: &Database) -> Admin {
    let builder = Admin::builder(db.clone()).auth(Auth::external(|_| async { None })).audit(Audit::on());
    builder.build().await.unwrap_or_else(|problems| panic!("{problems}"))
}

fn actor() -> Actor {
    Actor::new("test", "Test")
}

/// A transaction that does nothing but to note something so many times.
async fn noted(admin: &Admin, times: usize) -> Ctx {
    let mut ctx = Ctx::begin(admin.clone(), actor()).await.expect("it opens");
    (0..times).for_each(|at| ctx.note(AuditEvent::Noted, &at.to_string()));
    ctx
}

/// Statements of a save with so many entries.
async fn cost(admin: &Admin, times: usize) -> u64 {
    let before = admin.database().statements();
    noted(admin, times).await.commit().await.expect("written");
    admin.database().statements() - before
}

pub(crate) async fn s40_an_entry_is_one_statement_until_somebody_else_writes(db: &Database) {
    let (one, other) = (admin(db).await, admin(&db.as_in_another_process()).await);
    assert_eq!(cost(&one, 1).await, 2, "nothing is known");
    assert_eq!([cost(&one, 1).await, cost(&one, 3).await, cost(&one, 100).await], [1, 1, 1]);
    assert_eq!(cost(&one, 101).await, 3, "asked for, and two times a hundred");
    assert_eq!([cost(&one, 1).await, cost(&other, 1).await, cost(&other, 1).await], [1, 2, 1]);
    // A wrong guess costs one more, and is not made again and again.
    assert_eq!([cost(&one, 2).await, cost(&other, 1).await], [3, 3]);
    for _ in 0..3 {
        assert_eq!([cost(&one, 1).await, cost(&other, 2).await], [2, 2]);
    }
    assert_eq!([cost(&one, 1).await, cost(&one, 1).await, cost(&one, 1).await], [2, 2, 1], "alone again");
    // What is rolled back is known to nobody.
    let mut dropped = noted(&one, 2).await;
    let moved = dropped.write_trail().await.expect("written");
    drop((dropped, moved));
    assert_eq!([cost(&one, 1).await, cost(&one, 1).await], [1, 1]);
    let entries = 1 + 104 + 101 + 3 + 3 + 9 + 3 + 2;
    assert_eq!(one.verify_audit().await.unwrap_or_else(|error| panic!("{error}")), entries);
}

pub(crate) async fn s40_many_processes_at_once_make_one_chain(db: &Database) {
    const PROCESSES: usize = 4;
    const SAVES: usize = 60;
    let first = admin(db).await;
    let mut all = Vec::new();
    for process in 0..PROCESSES {
        let admin = if process == 0 { first.clone() } else { admin(&db.as_in_another_process()).await };
        for half in 0..2 {
            let admin = admin.clone();
            all.push(tokio::spawn(async move {
                let mut written = 0;
                for at in 0..SAVES / 2 {
                    let times = 1 + (at + half) % 3;
                    let mut ctx = noted(&admin, times).await;
                    if at % 5 == 4 {
                        // The hash that nobody will ever see is behind the last one for a moment.
                        drop(ctx.write_trail().await.expect("written"));
                        continue;
                    }
                    ctx.commit().await.unwrap_or_else(|error| panic!("{error:?}"));
                    written += times as u64;
                }
                written
            }));
        }
    }
    let mut written = 0;
    for one in all {
        written += one.await.expect("no panic");
    }
    assert_eq!(first.verify_audit().await.unwrap_or_else(|error| panic!("{error}")), written);
}

pub(crate) async fn s40_a_log_that_was_put_back_goes_on_from_there(db: &Database) {
    let admin = admin(db).await;
    for _ in 0..4 {
        cost(&admin, 1).await;
    }
    let unguard = match db.dialect() {
        Dialect::Postgres => "DROP TRIGGER kaffy_audit_no_change ON kaffy_audit",
        Dialect::Sqlite | Dialect::MySql => "DROP TRIGGER kaffy_audit_no_delete",
    };
    for sql in [
        unguard,
        "UPDATE kaffy_audit_head SET sequence = 2, hash = (SELECT hash FROM kaffy_audit WHERE sequence = 2)",
        "DELETE FROM kaffy_audit WHERE sequence > 2",
    ] {
        db.execute(sql).await.unwrap_or_else(|error| panic!("{sql}: {error:?}"));
    }
    assert_eq!([cost(&admin, 1).await, cost(&admin, 1).await, cost(&admin, 1).await], [3, 2, 1]);
    assert_eq!(admin.verify_audit().await.unwrap_or_else(|error| panic!("{error}")), 5);
}
