//! That nobody changes the log unseen.

use http::StatusCode;
use kaffy::{Admin, AuditError, AuditEvent, AuditFault, Database, DbError, Dialect};

use super::{Pie, Shop, resources};
use crate::app::by;

async fn with_entries(db: Database, count: usize) -> Shop {
    let shop = Shop::new(db).await;
    let actor = kaffy::Actor::new("test", "Test");
    for at in 1..=count {
        shop.admin.note(&actor, AuditEvent::Noted, &format!("entry {at}")).await.expect("written");
    }
    shop
}

/// Takes the triggers away, as somebody would who wants to change something.
async fn unguard(shop: &Shop) {
    let names: &[&str] = match shop.admin.database().dialect() {
        Dialect::Sqlite => &["no_update", "no_delete", "no_replace"],
        Dialect::Postgres => &["no_change", "no_truncate"],
        // There the one that moves the head also refuses what does not follow the last entry.
        Dialect::MySql => &["no_update", "no_delete", "moves"],
    };
    for name in names {
        let on = by(shop.admin.database(), "", " ON kaffy_audit", "");
        shop.run(&format!("DROP TRIGGER kaffy_audit_{name}{on};")).await;
    }
}

async fn found(shop: &Shop) -> (i64, AuditFault) {
    match shop.admin.verify_audit().await {
        Err(AuditError::Broken { sequence, fault }) => (sequence, fault),
        other => panic!("nothing was found: {other:?}"),
    }
}

pub(crate) async fn s40_entries_can_be_neither_changed_nor_deleted(db: Database) {
    let shop = with_entries(db, 2).await;
    let db = shop.admin.database();
    let refused = |result: Result<(), DbError>| match result {
        Err(DbError::Refused(words)) => assert_eq!(words, "kaffy_audit takes new entries only"),
        other => panic!("{other:?}"),
    };
    refused(db.execute("UPDATE kaffy_audit SET detail = 'x' WHERE sequence = 1").await);
    refused(db.execute("DELETE FROM kaffy_audit WHERE sequence = 2").await);
    refused(db.execute("DELETE FROM kaffy_audit").await);
    match db.dialect() {
        Dialect::Sqlite => {
            refused(db.execute("INSERT OR REPLACE INTO kaffy_audit SELECT * FROM kaffy_audit WHERE sequence = 1").await)
        }
        Dialect::Postgres => refused(db.execute("TRUNCATE kaffy_audit").await),
        Dialect::MySql => {
            refused(db.execute("REPLACE INTO kaffy_audit SELECT * FROM kaffy_audit WHERE sequence = 1").await);
        }
    }
    assert_eq!(shop.verified().await, 2);
}

pub(crate) async fn s40_verify_names_the_first_entry_that_is_not_as_it_was(db: Database) {
    let shop = with_entries(db, 6).await;
    assert_eq!(shop.verified().await, 6);
    unguard(&shop).await;
    assert_eq!(shop.verified().await, 6);
    // The last ones go.
    shop.run("CREATE TABLE kept AS SELECT * FROM kaffy_audit;").await;
    let again = "DELETE FROM kaffy_audit; INSERT INTO kaffy_audit SELECT * FROM kept ORDER BY sequence;";
    shop.run("DELETE FROM kaffy_audit WHERE sequence > 4;").await;
    assert_eq!(found(&shop).await, (5, AuditFault::CutOff));
    shop.run("DELETE FROM kaffy_audit;").await;
    assert_eq!(found(&shop).await, (1, AuditFault::CutOff));
    // One goes.
    shop.run(again).await;
    assert_eq!(shop.verified().await, 6);
    shop.run("DELETE FROM kaffy_audit WHERE sequence = 3;").await;
    assert_eq!(found(&shop).await, (3, AuditFault::Missing));
    // One is changed, in any of its columns.
    for column in [
        "at", "actor_id", "actor", "event", "resource", "record", "label", "changes", "detail", "request", "address",
        "hash",
    ] {
        shop.run(again).await;
        let column = match shop.admin.database().dialect() {
            Dialect::MySql => format!("`{column}`"),
            _ => format!("\"{column}\""),
        };
        shop.run(&format!("UPDATE kaffy_audit SET {column} = 'x' WHERE sequence = 3;")).await;
        assert_eq!(found(&shop).await, (3, AuditFault::Changed), "{column}");
    }
    // Two change places.
    shop.run(again).await;
    shop.run(
        "UPDATE kaffy_audit SET sequence = 99 WHERE sequence = 2; UPDATE kaffy_audit SET sequence = 2 WHERE sequence = 4;
         UPDATE kaffy_audit SET sequence = 4 WHERE sequence = 99;",
    )
    .await;
    assert_eq!(found(&shop).await, (2, AuditFault::Changed));
    // One is taken out and the others move up, with the right hash for their new place: the next does not follow.
    shop.run(again).await;
    let lines = shop.lines().await;
    let forged = hash_of(&lines[2], "forged");
    shop.run(&format!("UPDATE kaffy_audit SET detail = 'forged', hash = '{forged}' WHERE sequence = 3;")).await;
    assert_eq!(found(&shop).await, (4, AuditFault::Misplaced));
    // The head knows of another last one.
    shop.run(again).await;
    let forged = hash_of(&lines[5], "forged");
    shop.run(&format!("UPDATE kaffy_audit SET detail = 'forged', hash = '{forged}' WHERE sequence = 6;")).await;
    assert_eq!(found(&shop).await, (6, AuditFault::Head));
    shop.run("DELETE FROM kaffy_audit_head;").await;
    assert_eq!(found(&shop).await, (0, AuditFault::Head));
}

/// The hash that an entry with other words would have: what somebody computes who knows how.
fn hash_of(line: &super::Line, detail: &str) -> String {
    use sha2::{Digest, Sha256};
    let texts = [
        &line.at,
        &line.actor_id,
        &line.actor,
        &line.event,
        &line.resource,
        &line.record,
        &line.label,
        &line.changes,
        detail,
        &line.request,
        &line.address,
    ];
    let row = serde_json::json!(["kaffy audit 1", line.sequence, line.previous, texts]).to_string();
    Sha256::digest(row).iter().map(|byte| format!("{byte:02x}")).collect()
}

pub(crate) async fn s40_twenty_at_once_make_one_chain(db: Database) {
    let shop = Shop::new(db).await;
    let pie = shop.resource::<Pie>();
    let pie = shop.admin.registry().of(pie.meta()).expect("registered").clone();
    let saves: Vec<_> = (0..20)
        .map(|at| {
            let (admin, pie) = (shop.admin.clone(), pie.clone());
            tokio::spawn(async move {
                let actor = kaffy::Actor::new(at.to_string(), "One of many");
                let allowed = admin.authorize::<kaffy::Change>(&actor, &pie).expect("allowed");
                let key = kaffy::Key::from(1 + at % 4);
                let price = (100 + at).to_string();
                let fields = [
                    ("title", "Pie"),
                    ("price", price.as_str()),
                    ("fresh", "true"),
                    ("notes", ""),
                    ("code", ""),
                    ("oven_id", ""),
                ];
                allowed.update(&key, kaffy::Posted::new(fields)).await.map(drop)
            })
        })
        .collect();
    for save in saves {
        save.await.expect("no panic").unwrap_or_else(|error| panic!("{error:?}"));
    }
    assert_eq!(shop.verified().await, 20);
    let lines = shop.lines().await;
    assert!(lines.windows(2).all(|two| two[0].hash == two[1].previous && two[0].at <= two[1].at));
}

pub(crate) async fn s40_a_second_start_goes_on_with_the_same_chain(db: Database) {
    let shop = with_entries(db, 3).await;
    let auth = kaffy::Auth::external(|_| async { None });
    let builder = Admin::builder(shop.admin.database().clone()).auth(auth).audit(kaffy::Audit::on());
    let admin = resources(builder).build().await.expect("it builds again");
    admin.note(&kaffy::Actor::new("test", "Test"), AuditEvent::Noted, "again").await.expect("written");
    assert_eq!(shop.verified().await, 4);
    shop.form_of::<Pie>("1").await.set("price", "50").submit(&shop).await.is(StatusCode::SEE_OTHER);
    assert_eq!(shop.verified().await, 5);
}
