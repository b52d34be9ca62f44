//! Importing rows: each goes the way of a form, in transactions that many rows share (A30, S38).
//!
//! A row that is wrong is taken back by itself, behind a savepoint. A dry run does all of it and commits nothing.

mod report;
mod resolve;
mod row;

use std::{
    collections::{BTreeMap, HashMap},
    ops::ControlFlow,
    time::{Duration, Instant},
};

pub use report::{ImportFailure, ImportReport};

use self::row::Done;
use crate::{
    Add, Allowed, Change, CsvText, Ctx, Datum, DbError, FormField, ImportField, ImportMode, Mode, Permission, Sheet,
    SheetRow, View,
    i18n::{Localizer, Tz},
    tr,
    transfer::guess,
};

/// Rows of one transaction, where they do not all share one.
const BATCH: usize = 100;
/// How long such a transaction may be open: others wait for its locks.
const PATIENCE: Duration = Duration::from_secs(1);

/// What somebody wants done with a file.
#[derive(Clone, Debug)]
pub struct ImportPlan {
    /// What becomes of its rows.
    pub mode: ImportMode,
    /// Which column of the file each field is.
    pub columns: BTreeMap<String, usize>,
    /// Whether numbers and times are written as the reader's region and zone have them; canonical otherwise.
    pub is_local: bool,
    /// Whether one wrong row keeps all of them out.
    pub is_whole: bool,
}

/// Why there is no import.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NoImport {
    /// The actor may not import.
    #[error("{}", tr!("import-forbidden", things = *.0))]
    Forbidden(&'static str),
    /// The plan names a field that no import may set, or a column that the file does not have.
    #[error("{}", tr!("import-unknown-field", name = .0.as_str()))]
    Unknown(String),
    /// The plan names a way that is not open to the actor.
    #[error("{}", tr!("import-no-mode"))]
    Mode,
    /// No field was chosen.
    #[error("{}", tr!("import-no-fields"))]
    Nothing,
    /// Records are to be changed, and nothing says which.
    #[error("{}", tr!("import-no-key", key = .0.as_str()))]
    NoKey(String),
    /// There are too many rows for one transaction.
    #[error("{}", tr!("import-too-many-at-once", most = Importer::AT_ONCE))]
    TooManyAtOnce,
}

/// The proof that an actor may import rows of a resource, with what that needs.
#[derive(Debug)]
pub struct Importer {
    seen: Allowed<View>,
    add: Option<Allowed<Add>>,
    change: Option<Allowed<Change>>,
}

impl Allowed<View> {
    /// Whether the actor may import at all ([`ResourceAdmin::may_import`](crate::ResourceAdmin::may_import)).
    pub fn may_import(&self) -> bool {
        let behaviour = self.resource().behaviour.as_ref();
        let is_on = behaviour.is_some_and(|behaviour| behaviour.get().may_import(self.actor()));
        let holds = |permission| self.admin().may(self.actor(), self.resource().meta(), permission);
        is_on && (holds(Permission::Add) || holds(Permission::Change))
    }

    /// The proof that the actor may import.
    ///
    /// # Errors
    /// When the actor may not.
    pub fn importer(self) -> Result<Importer, NoImport> {
        if !self.may_import() {
            return Err(NoImport::Forbidden(self.resource().meta().plural));
        }
        let add = self.admin().authorize::<Add>(self.actor(), self.resource()).ok();
        let change = self.admin().authorize::<Change>(self.actor(), self.resource()).ok();
        Ok(Importer { seen: self, add, change })
    }
}

impl Importer {
    /// The most rows that share one transaction: of an import that is all or nothing, and of a dry run.
    pub const AT_ONCE: usize = 5_000;

    /// The right to see what is there.
    pub fn seen(&self) -> &Allowed<View> {
        &self.seen
    }

    /// What the actor may do with rows.
    pub fn modes(&self) -> Vec<ImportMode> {
        let all = [
            (ImportMode::Add, self.add.is_some()),
            (ImportMode::Change, self.change.is_some()),
            (ImportMode::Both, self.add.is_some() && self.change.is_some()),
        ];
        all.into_iter().filter(|(_, may)| *may).map(|(mode, _)| mode).collect()
    }

    /// The fields that a file may set: the inputs of the forms that the actor has, but for files and fields with
    /// inputs of their own; and the key, to find records by.
    pub fn fields(&self) -> Vec<ImportField> {
        let resource = self.seen.resource();
        let inputs = |mode, may: bool| if may { plain_inputs(resource.inputs(mode)) } else { Vec::new() };
        let create = inputs(Mode::Create, self.add.is_some());
        let update = inputs(Mode::Update, self.change.is_some());
        let of = |inputs: &[FormField], at: usize| inputs.iter().find(|field| field.column.index == at).cloned();
        let field = |column: &std::sync::Arc<crate::Column>| ImportField {
            column: column.clone(),
            create: of(&create, column.index),
            update: of(&update, column.index),
            is_key: resource.key().iter().any(|key| key.index == column.index) && self.change.is_some(),
        };
        let mut fields: Vec<_> = resource.columns().iter().map(field).collect();
        fields.retain(|field| field.is_key || field.create.is_some() || field.update.is_some());
        fields.sort_by_key(|field| !field.is_key);
        fields
    }

    /// Which column of a file each field is, as its headings suggest.
    pub fn guess(&self, sheet: &Sheet) -> BTreeMap<&'static str, usize> {
        guess(&self.fields(), sheet)
    }

    /// Whether a plan makes sense for a file.
    ///
    /// # Errors
    /// See [`NoImport`].
    pub fn check(&self, sheet: &Sheet, plan: &ImportPlan) -> Result<(), NoImport> {
        if !self.modes().contains(&plan.mode) {
            return Err(NoImport::Mode);
        }
        let fields = self.fields();
        for (name, at) in &plan.columns {
            let known = fields.iter().find(|field| field.name() == name && field.is_for(plan.mode));
            if known.is_none() || *at >= sheet.headings().len() {
                return Err(NoImport::Unknown(name.chars().take(60).collect()));
            }
        }
        let is_set = |field: &&ImportField| plan.columns.contains_key(field.name());
        if !fields.iter().any(|field| is_set(&field) && (field.create.is_some() || field.update.is_some())) {
            return Err(NoImport::Nothing);
        }
        if plan.mode.changes()
            && let Some(key) = fields.iter().filter(|field| field.is_key).find(|field| !is_set(field))
        {
            return Err(NoImport::NoKey(key.label().to_owned()));
        }
        if plan.is_whole && sheet.len() > Self::AT_ONCE {
            return Err(NoImport::TooManyAtOnce);
        }
        Ok(())
    }

    /// Runs a plan that was checked: for real, or to see what would become of it.
    ///
    /// `watch` hears how it goes after every hundred rows, and may end it there.
    pub async fn run(
        &self,
        sheet: &Sheet,
        plan: &ImportPlan,
        is_real: bool,
        watch: impl FnMut(&ImportReport) -> ControlFlow<()> + Send,
    ) -> ImportReport {
        let reading = Localizer::current();
        // Messages stay in the reader's language.
        let reading = if plan.is_local { reading } else { reading.written_as("en").in_zone(Tz::UTC) };
        let mut failed = CsvText::new(b',');
        let reasons = [tr!("import-line"), tr!("import-reasons")];
        let headings: Vec<_> = sheet.headings().iter().chain(&reasons).map(Datum::text).collect();
        failed.row(&headings);
        let run = Run { importer: self, plan, fields: self.fields(), is_real, width: sheet.headings().len() };
        let mut state = State { report: ImportReport::default(), failed, labels: HashMap::new(), watch };
        if let Err(error) = reading.scope(run.all(sheet, &mut state)).await {
            tracing::error!(resource = self.seen.resource().meta().rust_name, %error, "an import ended early");
            state.report.stopped = Some(match error {
                DbError::Unavailable(_) | DbError::Timeout => tr!("import-ended-unreachable"),
                _ => tr!("import-ended-failed"),
            });
        }
        if state.report.wrong > 0 {
            state.report.failed_rows = state.failed.take();
        }
        state.report
    }
}

/// Inputs that one text can fill in.
fn plain_inputs(inputs: Vec<FormField>) -> Vec<FormField> {
    let is_plain = |field: &FormField| {
        let meta = field.column.meta;
        meta.custom.is_none() && meta.embedded.is_none() && meta.file().is_none()
    };
    inputs.into_iter().filter(is_plain).collect()
}

/// What stays the same for all rows.
struct Run<'a> {
    importer: &'a Importer,
    plan: &'a ImportPlan,
    fields: Vec<ImportField>,
    is_real: bool,
    width: usize,
}

/// What grows from row to row.
struct State<W> {
    report: ImportReport,
    failed: CsvText,
    /// Keys by field and label, looked up once.
    labels: resolve::Labels,
    watch: W,
}

impl<W: FnMut(&ImportReport) -> ControlFlow<()> + Send> State<W> {
    fn note(&mut self, row: &SheetRow, done: Done) {
        match done {
            Done::Added => self.report.added += 1,
            Done::Changed => self.report.changed += 1,
            Done::Unchanged => self.report.unchanged += 1,
            Done::Wrong(reasons) => {
                let extra = [row.line.to_string(), reasons.join(" ")];
                let cells: Vec<_> = row.cells.iter().chain(&extra).map(Datum::text).collect();
                self.failed.row(&cells);
                self.report.fail(row.line, reasons);
            }
        }
    }
}

impl Run<'_> {
    async fn all<W>(&self, sheet: &Sheet, state: &mut State<W>) -> Result<(), DbError>
    where
        W: FnMut(&ImportReport) -> ControlFlow<()> + Send,
    {
        let shares_one = self.plan.is_whole || (!self.is_real && sheet.len() <= Importer::AT_ONCE);
        let mut rows = sheet.rows();
        loop {
            let limit = if shares_one { usize::MAX } else { BATCH };
            let batch: Vec<_> = rows.by_ref().take(limit).collect();
            if batch.is_empty() {
                return Ok(());
            }
            let mut rest = batch.as_slice();
            while !rest.is_empty() {
                let count = self.some(rest, shares_one, state).await?;
                rest = rest.get(count..).unwrap_or_default();
                if (state.watch)(&state.report).is_break() {
                    state.report.stopped = Some(tr!("import-ended-stopped"));
                    return Ok(());
                }
            }
        }
    }

    /// The first of some rows in one transaction, as many as time allows; how many they were.
    async fn some<W>(&self, rows: &[SheetRow], is_patient: bool, state: &mut State<W>) -> Result<usize, DbError>
    where
        W: FnMut(&ImportReport) -> ControlFlow<()> + Send,
    {
        let mut ctx = self.importer.seen.ctx().await?;
        let since = Instant::now();
        let mut outcomes = Vec::new();
        for row in rows {
            outcomes.push(self.row(&mut ctx, &mut state.labels, row).await?);
            if !is_patient && since.elapsed() > PATIENCE {
                break;
            }
            if is_patient && outcomes.len().is_multiple_of(BATCH) {
                let report = ImportReport { seen: outcomes.len() as u64, ..ImportReport::default() };
                if (state.watch)(&report).is_break() {
                    state.report.stopped = Some(tr!("import-ended-nothing"));
                    return Ok(rows.len());
                }
            }
        }
        let is_wrong = outcomes.iter().any(|done| matches!(done, Done::Wrong(_)));
        let count = outcomes.len();
        if self.is_real && !(self.plan.is_whole && is_wrong) {
            match ctx.commit().await {
                Ok(()) => state.report.is_written = true,
                Err(error @ DbError::Unavailable(_)) => return Err(error),
                Err(error) => {
                    // A rule that is only looked at by the commit: which row broke it, nobody says.
                    self.broken(rows, count, error, state).await?;
                    return Ok(count);
                }
            }
        }
        // Keys of rows that were not kept are keys of nothing.
        if !self.is_real {
            state.labels.clear();
        }
        for (row, done) in rows.iter().zip(outcomes) {
            state.report.seen += 1;
            state.note(row, done);
        }
        Ok(count)
    }

    /// A commit that was refused: the rows again one by one; or none of them, where it is all or nothing.
    async fn broken<W>(
        &self,
        rows: &[SheetRow],
        count: usize,
        error: DbError,
        state: &mut State<W>,
    ) -> Result<(), DbError>
    where
        W: FnMut(&ImportReport) -> ControlFlow<()> + Send,
    {
        if self.plan.is_whole {
            return Err(error);
        }
        state.labels.clear();
        for row in &rows[..count] {
            let mut ctx: Ctx = self.importer.seen.ctx().await?;
            let mut done = self.row(&mut ctx, &mut state.labels, row).await?;
            match ctx.commit().await {
                Ok(()) => state.report.is_written = true,
                Err(error @ DbError::Unavailable(_)) => return Err(error),
                Err(error) => done = Done::Wrong(vec![error.to_string()]),
            }
            state.report.seen += 1;
            state.note(row, done);
        }
        Ok(())
    }
}
