//! What is missing of indexes, as findings.

use super::{Finding, Severity};
use crate::{
    Admin,
    indexes::{MANY, MissingIndex, missing},
};

/// One for each index that is missing; in short, those of small tables as one.
pub(super) async fn of(admin: &Admin, in_short: bool) -> Vec<Finding> {
    let missing = match missing(admin).await {
        Ok(missing) => missing,
        Err(error) => {
            let words = format!("the indexes of the database could not be read ({error}): look at its rights");
            return vec![Finding { id: "indexes", severity: Severity::Warning, words }];
        }
    };
    if missing.is_empty() {
        let words = "every list, filter, search and deletion finds its rows by an index".to_owned();
        return vec![Finding { id: "indexes", severity: Severity::Good, words }];
    }
    let (long, short): (Vec<_>, Vec<_>) = missing.iter().partition(|it| it.rows.is_some_and(|rows| rows >= MANY));
    let mut findings: Vec<_> = long.into_iter().map(|it| finding(it, Severity::Warning)).collect();
    if in_short && !short.is_empty() {
        let words =
            format!("{} more would be used when their tables grow, `kaffy::doctor::indexes` names them", short.len());
        findings.push(Finding { id: "indexes", severity: Severity::Good, words });
    } else {
        findings.extend(short.into_iter().map(|it| finding(it, Severity::Good)));
    }
    findings
}

fn finding(missing: &MissingIndex, severity: Severity) -> Finding {
    let rows = missing.rows.map_or_else(|| "of unknown length".to_owned(), |rows| format!("about {rows} rows"));
    let way = match missing.statements.as_slice() {
        [] => missing.instead.clone(),
        statements => format!("add it: {};", statements.join("; ")),
    };
    let words = format!("`{}` ({rows}) has no index for {}: {way}", missing.table, missing.uses.join(", "));
    Finding { id: "indexes", severity, words }
}
