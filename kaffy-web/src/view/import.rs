//! The pages that make records of a file: choosing it, saying what its columns are, what became of it.

use kaffy_core::{Count, ImportMode, ImportPlan, ImportReport, Importer, ResourceMeta, Sheet, size_in_words, tr};
use serde::Serialize;

use super::{Hidden, count_words};

/// `resource/import.html`: asks for a file, then which of its columns is which field.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct ImportView {
    /// What is imported, as a heading.
    pub heading: String,
    /// Where the forms are posted.
    pub action: String,
    /// The list.
    pub cancel_href: String,
    /// A file with headings and one row.
    pub example_href: String,
    /// How large a file may be, in words.
    pub limits: String,
    /// The fields that a file may set.
    pub fields: Vec<String>,
    /// What is wrong.
    pub problem: Option<String>,
    /// What to do with a file that was read; none before.
    pub mapping: Option<ImportMapping>,
}

/// Which column of a file is which field.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct ImportMapping {
    /// The file, as the page carries it; the hidden field `_file`.
    pub file: String,
    /// How many rows there are, in words.
    pub rows: String,
    /// Headings that are there more than once.
    pub doubtful: Vec<String>,
    /// The columns to choose from.
    pub columns: Vec<ImportColumn>,
    /// The fields.
    pub fields: Vec<ImportFieldView>,
    /// What may become of the rows.
    pub modes: Vec<ImportColumn>,
    /// Whether numbers and times are as the reader's region writes them.
    pub is_local: bool,
    /// Whether one wrong row keeps all of them out.
    pub is_whole: bool,
    /// Whether the file is small enough for that.
    pub may_be_whole: bool,
    /// How small that is, in words.
    pub whole_limit: String,
}

/// Something to choose.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct ImportColumn {
    /// What is posted.
    pub value: String,
    /// What people call it.
    pub label: String,
    /// Whether it is chosen.
    pub is_on: bool,
}

/// A field, and the column that it is filled from.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct ImportFieldView {
    /// Its name.
    pub name: String,
    /// What people call it.
    pub label: String,
    /// The column that was chosen or guessed, as it is posted; empty for none.
    pub column: String,
    /// Whether a new record needs it.
    pub is_required: bool,
    /// What it is good for, in words.
    pub note: Option<String>,
}

impl ImportView {
    pub(crate) fn new(importer: &Importer) -> Self {
        let rows = Count::Exact(Sheet::ROWS as u64).to_string();
        Self {
            heading: tr!("import-heading", things = importer.seen().resource().meta().plural),
            action: String::new(),
            cancel_href: String::new(),
            example_href: String::new(),
            limits: tr!(
                "import-limits",
                size = size_in_words(Sheet::BYTES),
                rows = rows,
                columns = Count::Exact(Sheet::COLUMNS as u64).to_string()
            ),
            fields: importer.fields().iter().map(|field| field.label().to_owned()).collect(),
            problem: None,
            mapping: None,
        }
    }
}

impl ImportMapping {
    pub(crate) fn new(importer: &Importer, sheet: &Sheet, plan: &ImportPlan, carried: &str) -> Self {
        let headings = sheet.headings();
        let twice = |heading: &&String| {
            headings.iter().filter(|other| other.to_lowercase() == heading.to_lowercase()).count() > 1
        };
        let mut doubtful: Vec<_> = headings.iter().filter(twice).cloned().collect();
        doubtful.dedup();
        let column = |(at, heading): (usize, &String)| ImportColumn {
            value: at.to_string(),
            label: format!("{}: {heading}", at + 1),
            is_on: false,
        };
        let mode = |mode: ImportMode| ImportColumn {
            value: mode.key().to_owned(),
            label: match mode {
                ImportMode::Add => tr!("import-mode-add"),
                ImportMode::Change => tr!("import-mode-change"),
                ImportMode::Both => tr!("import-mode-both"),
            },
            is_on: mode == plan.mode,
        };
        let field = |field: &kaffy_core::ImportField| ImportFieldView {
            name: field.name().to_owned(),
            label: field.label().to_owned(),
            column: plan.columns.get(field.name()).map(usize::to_string).unwrap_or_default(),
            is_required: field.is_required(),
            note: match field.is_key() {
                true => Some(tr!("import-field-key")),
                false => field.is_for_new_ones(ImportMode::Both).then(|| tr!("import-field-new")),
            },
        };
        Self {
            file: carried.to_owned(),
            rows: count_words(Count::Exact(sheet.len() as u64), importer.seen().resource().meta()),
            doubtful,
            columns: headings.iter().enumerate().map(column).collect(),
            fields: importer.fields().iter().map(field).collect(),
            modes: importer.modes().into_iter().map(mode).collect(),
            is_local: plan.is_local,
            is_whole: plan.is_whole,
            may_be_whole: sheet.len() <= Importer::AT_ONCE,
            whole_limit: Count::Exact(Importer::AT_ONCE as u64).to_string(),
        }
    }
}

/// `resource/import_done.html` and `resource/import_result.html` in it: what became of the rows, or would.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct ImportResultView {
    /// What was done.
    pub heading: String,
    /// Whether it was done, and not only looked at.
    pub is_real: bool,
    /// Whether every row is in order.
    pub is_complete: bool,
    /// What became of rows, a sentence each.
    pub counts: Vec<String>,
    /// Why it ended early.
    pub stopped: Option<String>,
    /// That nothing was written, although it was meant.
    pub nothing: Option<String>,
    /// The first rows that are wrong.
    pub failures: Vec<ImportFailureView>,
    /// How many more there are.
    pub more: Option<String>,
    /// All of them as a file.
    pub failed_href: Option<String>,
    /// Headings of columns that nothing becomes of.
    pub left_out: Vec<String>,
    /// Whether a value that is there twice in the file was found: not between rows of different transactions.
    pub is_known_between_batches: bool,
    /// Whether something can be imported now.
    pub may_run: bool,
    /// The token of the forms.
    pub csrf: String,
    /// Where the forms are posted.
    pub action: String,
    /// What was chosen, as hidden inputs.
    pub hidden: Vec<Hidden>,
    /// The list.
    pub back_href: String,
    /// All of them, as it stands alone, for messages.
    pub things: String,
}

/// A row that is wrong.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct ImportFailureView {
    /// Its line: `Line 7`.
    pub line: String,
    /// Why, a sentence each.
    pub reasons: Vec<String>,
}

impl ImportResultView {
    pub(crate) fn new(meta: &ResourceMeta, report: &ImportReport, is_real: bool, is_whole: bool) -> Self {
        // All or nothing, and not all.
        let is_nothing = is_real && !report.is_written;
        let words = |done: [&'static str; 2], count: u64| {
            let message = if is_real && !is_nothing { done[0] } else { done[1] };
            (count > 0).then(|| tr!(message, rows = count_words(Count::Exact(count), meta)))
        };
        let counts = [
            words(["import-added", "import-would-add"], report.added),
            words(["import-changed", "import-would-change"], report.changed),
            words(["import-unchanged", "import-would-stay"], report.unchanged),
            (report.wrong > 0).then(|| tr!("import-wrong", count = report.wrong)),
        ];
        let failure = |failure: &kaffy_core::ImportFailure| ImportFailureView {
            line: tr!("import-at-line", line = failure.line.to_string()),
            reasons: failure.reasons.clone(),
        };
        let more = report.wrong.saturating_sub(report.failures.len() as u64);
        let is_over = report.stopped.is_none();
        let good = report.added + report.changed;
        Self {
            heading: match (is_real, is_nothing) {
                (true, false) => tr!("import-done-heading", things = meta.plural),
                (true, true) => tr!("import-nothing-heading"),
                (false, _) => tr!("import-check-heading"),
            },
            is_real,
            is_complete: report.wrong == 0 && is_over,
            counts: counts.into_iter().flatten().collect(),
            stopped: report.stopped.clone(),
            nothing: (is_nothing && is_whole && report.wrong > 0).then(|| tr!("import-nothing-whole")),
            failures: report.failures.iter().map(failure).collect(),
            more: (more > 0).then(|| tr!("import-more", count = more)),
            failed_href: None,
            left_out: Vec::new(),
            is_known_between_batches: true,
            may_run: !is_real && is_over && good > 0 && (report.wrong == 0 || !is_whole),
            csrf: String::new(),
            action: String::new(),
            hidden: Vec::new(),
            back_href: String::new(),
            things: meta.plural.to_owned(),
        }
    }
}
