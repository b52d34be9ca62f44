//! The checks, one after the other.

use sea_query::{Alias, Expr, Query, Value};

use super::{Finding, Severity};
use crate::{Admin, Dialect, Kind, store::Read};

fn finding(id: &'static str, is_good: bool, otherwise: Severity, good: &str, wrong: &str) -> Finding {
    let (severity, words) = if is_good { (Severity::Good, good) } else { (otherwise, wrong) };
    Finding { id, severity, words: words.to_owned() }
}

pub(super) fn of_the_build() -> Vec<Finding> {
    let zones = chrono_tz::IANA_TZDB_VERSION;
    vec![
        finding(
            "release",
            !cfg!(debug_assertions),
            Severity::Problem,
            "this is a release build: pages say nothing of what is inside",
            "this is a debug build, which shows why a template failed and is slow: build with `--release`",
        ),
        Finding {
            id: "time zones",
            severity: Severity::Good,
            words: format!("the rules of time zones are those of {zones}; a newer `chrono-tz` brings newer ones"),
        },
    ]
}

pub(super) fn of_the_admin(admin: &Admin) -> Vec<Finding> {
    let transport = admin.transport();
    let mut findings = vec![
        finding(
            "login",
            !admin.auth().is_local_development(),
            Severity::Problem,
            "somebody has to sign in",
            "nobody signs in: choose a login, `.auth(Auth::external(…))`",
        ),
        finding(
            "https",
            admin.is_https(),
            Severity::Problem,
            "cookies are `Secure` and bound to this host",
            "cookies go over plain http as well: serve it over https and say so, `.https(true)`",
        ),
        finding(
            "hosts",
            transport.names_hosts(),
            Severity::Warning,
            "other hosts are refused",
            "it answers under every host: name yours, `.allowed_hosts([\"admin.example.org\"])`",
        ),
        finding(
            "secret",
            admin.has_own_secret(),
            Severity::Warning,
            "what is signed is good on every node and after a restart",
            "each process signs with a key of its own, so a question that was asked before a restart, or by another node, \
             has to be asked again: give all of them the same, `.secret(…)`",
        ),
        finding(
            "permissions",
            admin.has_permission_rule(),
            Severity::Warning,
            "a rule decides who may do what",
            "whoever is signed in may do everything that no resource forbids: decide, `.permissions(…)`",
        ),
        Finding {
            id: "at once",
            severity: if transport.at_once() > 1_000 { Severity::Warning } else { Severity::Good },
            words: format!(
                "{} requests are answered at once, others wait or are told to come again",
                transport.at_once()
            ),
        },
    ];
    let limit = admin.save_timeout();
    findings.push(finding(
        "save timeout",
        limit.as_secs() <= 120,
        Severity::Warning,
        &format!("a save ends after {} s at most", limit.as_secs()),
        "a save may hold its locks for more than two minutes: lower `.save_timeout(…)`",
    ));
    findings
}

pub(super) async fn of_the_database(admin: &Admin) -> Vec<Finding> {
    let db = admin.database();
    let alive = Query::select().expr(Expr::val(1)).to_owned();
    if let Err(error) = db.fetch(&alive, &[Read::integer()]).await {
        let words = format!("the database does not answer ({error}): start it, or mend its address");
        return vec![Finding { id: "database", severity: Severity::Problem, words }];
    }
    let name = db.dialect().name();
    let mut findings = vec![Finding { id: "database", severity: Severity::Good, words: format!("{name} answers") }];
    if db.dialect() == Dialect::Sqlite {
        let mode = pragma(admin, "journal_mode", Read::As(Kind::Text)).await;
        findings.push(finding(
            "journal",
            mode == Some(Value::String(Some("wal".to_owned()))),
            Severity::Warning,
            "readers do not wait for whoever writes (WAL)",
            "readers and writers wait for each other: a file that can be written is opened in WAL mode by \
             `Database::connect`; a pool of your own needs `journal_mode(SqliteJournalMode::Wal)`",
        ));
        let busy = pragma(admin, "busy_timeout", Read::integer()).await;
        findings.push(finding(
            "busy timeout",
            matches!(busy, Some(Value::BigInt(Some(millis))) if millis >= 1_000),
            Severity::Warning,
            "a writer waits for another one",
            "a save fails at once while another one goes on: set `busy_timeout` to some seconds on your pool",
        ));
    }
    findings
}

/// What a pragma is set to; each is a table of one row, too.
async fn pragma(admin: &Admin, name: &str, read: Read) -> Option<Value> {
    let column = if name == "busy_timeout" { "timeout" } else { name };
    let select =
        Query::select().expr(Expr::col(Alias::new(column))).from(Alias::new(format!("pragma_{name}"))).to_owned();
    admin.database().fetch(&select, &[read]).await.ok()?.into_iter().next()?.into_iter().next()?.ok()
}
