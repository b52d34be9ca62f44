//! The tables of accounts. Instants are seconds since 1970 and keys are texts made here, so that the three
//! databases differ in nothing but the collation.

use sea_query::{
    Alias, ColumnDef, ForeignKey, ForeignKeyAction, Index, IndexCreateStatement, Table, TableCreateStatement,
};

use crate::{
    Dialect,
    own_tables::{Migration, Step},
};

pub(super) const USERS: &str = "kaffy_users";
pub(super) const ROLES: &str = "kaffy_roles";
pub(super) const PERMISSIONS: &str = "kaffy_role_permissions";
pub(super) const USER_ROLES: &str = "kaffy_user_roles";
pub(super) const SESSIONS: &str = "kaffy_sessions";
pub(super) const RECOVERY_CODES: &str = "kaffy_recovery_codes";
pub(super) const ATTEMPTS: &str = "kaffy_sign_in_attempts";

/// What entries of the audit log may be about beside records: what accounts are made of, and what areas have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// Somebody who signs in.
    User,
    /// What roles allow.
    Role,
    /// A background job.
    Job,
    /// A queue of background jobs.
    Queue,
    /// A group of background jobs.
    JobGroup,
    /// A schedule of background jobs.
    Schedule,
    /// A run of a chore.
    ChoreRun,
    /// A view of a list that is shared.
    View,
}

impl Subject {
    /// All of them.
    pub const ALL: [Self; 8] =
        [Self::User, Self::Role, Self::Job, Self::Queue, Self::JobGroup, Self::Schedule, Self::ChoreRun, Self::View];

    /// The table, which is what the audit log calls them.
    pub(crate) const fn table(self) -> &'static str {
        match self {
            Self::User => USERS,
            Self::Role => ROLES,
            Self::Job => "kaffy_jobs",
            Self::Queue => "kaffy_job_queues",
            Self::JobGroup => "kaffy_job_groups",
            Self::Schedule => "kaffy_schedules",
            Self::ChoreRun => "kaffy_chore_runs",
            Self::View => "kaffy_views",
        }
    }
}

/// What they are made of, in their order.
pub(super) const MIGRATIONS: &[Migration] = &[
    Migration { version: 1, name: "accounts", steps },
    Migration { version: 10, name: "proofs of sessions", steps: proofs },
];

fn steps(dialect: Dialect) -> Vec<Step> {
    let table = |table: TableCreateStatement| Step::Table(Box::new(in_utf8(table, dialect)));
    let mut steps = vec![
        table(users()),
        table(roles()),
        table(permissions()),
        table(user_roles()),
        table(sessions()),
        table(recovery_codes()),
        table(attempts()),
    ];
    // MySQL keeps what was made before a later step failed, knows no `IF NOT EXISTS` here, and has an index for
    // each foreign key by itself.
    if dialect != Dialect::MySql {
        steps.extend([
            Step::Index(Box::new(index("kaffy_sessions_user", SESSIONS, "user_id"))),
            Step::Index(Box::new(index("kaffy_user_roles_role", USER_ROLES, "role_id"))),
        ]);
    }
    steps
}

/// When the password of a session was last typed, where that was later than its beginning; and as whom its owner acts.
fn proofs(dialect: Dialect) -> Vec<Step> {
    match dialect {
        // MySQL keeps what was made before a version was noted. MariaDB can be asked whether it did.
        Dialect::MySql => vec![Step::Sql(
            "ALTER TABLE kaffy_sessions ADD COLUMN /*M! IF NOT EXISTS */ proven BIGINT NULL, \
             ADD COLUMN /*M! IF NOT EXISTS */ acts_as VARCHAR(36) NULL",
        )],
        _ => vec![
            Step::Sql("ALTER TABLE kaffy_sessions ADD COLUMN proven BIGINT NULL"),
            Step::Sql("ALTER TABLE kaffy_sessions ADD COLUMN acts_as VARCHAR(36) NULL"),
        ],
    }
}

/// MySQL takes the charset of the database otherwise, and compares `é` with `e` as equal.
fn in_utf8(mut table: TableCreateStatement, dialect: Dialect) -> TableCreateStatement {
    if dialect == Dialect::MySql {
        table.engine("InnoDB").character_set("utf8mb4").collate("utf8mb4_bin");
    }
    table
}

fn named(name: &'static str) -> TableCreateStatement {
    Table::create().table(Alias::new(name)).if_not_exists().to_owned()
}

fn text(name: &'static str, length: u32) -> ColumnDef {
    ColumnDef::new(Alias::new(name)).string_len(length).not_null().take()
}

fn optional(name: &'static str, length: u32) -> ColumnDef {
    ColumnDef::new(Alias::new(name)).string_len(length).take()
}

fn id(name: &'static str, length: u32) -> ColumnDef {
    text(name, length).primary_key().take()
}

fn number(name: &'static str) -> ColumnDef {
    ColumnDef::new(Alias::new(name)).big_integer().not_null().take()
}

fn flag(name: &'static str) -> ColumnDef {
    ColumnDef::new(Alias::new(name)).boolean().not_null().take()
}

fn to(table: &'static str, column: &'static str, other: &'static str) -> sea_query::ForeignKeyCreateStatement {
    ForeignKey::create()
        .name(format!("{table}_{column}"))
        .from(Alias::new(table), Alias::new(column))
        .to(Alias::new(other), Alias::new("id"))
        .on_delete(ForeignKeyAction::Cascade)
        .to_owned()
}

fn index(name: &'static str, table: &'static str, column: &'static str) -> IndexCreateStatement {
    Index::create().name(name).if_not_exists().table(Alias::new(table)).col(Alias::new(column)).to_owned()
}

fn users() -> TableCreateStatement {
    named(USERS)
        .col(id("id", 36))
        // As it was typed, and in lower case for finding it.
        .col(text("email", 254))
        .col(text("email_key", 254).unique_key())
        .col(text("name", 100))
        .col(text("password_hash", 255))
        .col(flag("must_change_password"))
        .col(flag("disabled"))
        .col(optional("locale", 35))
        .col(optional("time_zone", 64))
        .col(optional("totp_secret", 64))
        .col(flag("totp_on"))
        // The last step whose code was taken: each is good once.
        .col(number("totp_step"))
        .col(number("created"))
        .col(ColumnDef::new(Alias::new("last_sign_in")).big_integer())
        .to_owned()
}

fn roles() -> TableCreateStatement {
    named(ROLES).col(id("id", 36)).col(text("name", 60).unique_key()).to_owned()
}

fn permissions() -> TableCreateStatement {
    named(PERMISSIONS)
        .col(text("role_id", 36))
        .col(text("resource", 200))
        .col(text("permission", 100))
        .primary_key(Index::create().col("role_id").col("resource").col("permission"))
        .foreign_key(&mut to(PERMISSIONS, "role_id", ROLES))
        .to_owned()
}

fn user_roles() -> TableCreateStatement {
    named(USER_ROLES)
        .col(text("user_id", 36))
        .col(text("role_id", 36))
        .primary_key(Index::create().col("user_id").col("role_id"))
        .foreign_key(&mut to(USER_ROLES, "user_id", USERS))
        .foreign_key(&mut to(USER_ROLES, "role_id", ROLES))
        .to_owned()
}

fn sessions() -> TableCreateStatement {
    named(SESSIONS)
        // Of the id that the browser has, its hash: who reads the table can be nobody by it.
        .col(id("id", 64))
        .col(text("user_id", 36))
        .col(flag("awaits_code"))
        .col(number("created"))
        .col(number("seen"))
        .col(optional("address", 64))
        .col(optional("agent", 200))
        .foreign_key(&mut to(SESSIONS, "user_id", USERS))
        .to_owned()
}

fn recovery_codes() -> TableCreateStatement {
    named(RECOVERY_CODES)
        .col(text("user_id", 36))
        .col(text("code_hash", 64))
        .primary_key(Index::create().col("user_id").col("code_hash"))
        .foreign_key(&mut to(RECOVERY_CODES, "user_id", USERS))
        .to_owned()
}

fn attempts() -> TableCreateStatement {
    named(ATTEMPTS).col(id("id", 100)).col(number("failures")).col(number("last")).to_owned()
}
