//! What is to be done with a file that is kept: which of its columns is which field, and how.

use std::collections::BTreeMap;

use kaffy_core::{ImportMode, ImportPlan, Importer, NoImport, Sheet};

use super::FILE;
use crate::{
    extract::Form,
    view::{Hidden, ImportMapping},
};

/// What stands before the name of a field in the name of its select.
const MAP: &str = "_map.";
const MODE: &str = "_mode";
const LOCAL: &str = "_local";
const WHOLE: &str = "_whole";

pub(super) struct Asked {
    pub(super) sheet: Sheet,
    pub(super) plan: ImportPlan,
    /// The file, as pages carry it.
    pub(super) carried: String,
}

impl Asked {
    /// As the headings of a file suggest.
    pub(super) fn guessed(importer: &Importer, sheet: Sheet, carried: String) -> Self {
        let columns = importer.guess(&sheet);
        let fields = importer.fields();
        let has_key = fields.iter().any(|field| field.is_key())
            && fields.iter().filter(|field| field.is_key()).all(|field| columns.contains_key(field.name()));
        let modes = importer.modes();
        // With keys there are records to find.
        let wanted = if has_key { modes.last() } else { modes.first() };
        let plan = ImportPlan {
            mode: wanted.copied().unwrap_or(ImportMode::Add),
            columns: columns.into_iter().map(|(name, at)| (name.to_owned(), at)).collect(),
            is_local: false,
            is_whole: sheet.len() <= Importer::AT_ONCE,
        };
        Self { sheet, plan, carried }
    }

    /// As somebody chose.
    pub(super) fn of_form(importer: &Importer, sheet: Sheet, form: &Form) -> Result<Self, NoImport> {
        let mode = form.get(MODE).unwrap_or_default();
        let mode = importer.modes().into_iter().find(|known| known.key() == mode).ok_or(NoImport::Mode)?;
        let fields = importer.fields();
        let mut columns = BTreeMap::new();
        for (name, at) in form.pairs().iter().filter_map(|(name, at)| Some((name.strip_prefix(MAP)?, at))) {
            let unknown = || NoImport::Unknown(name.chars().take(60).collect());
            let field = fields.iter().find(|field| field.name() == name).ok_or_else(unknown)?;
            if at.is_empty() {
                continue;
            }
            let at = at.parse().ok().filter(|at| *at < sheet.headings().len()).ok_or_else(unknown)?;
            // What this way has no use for, the page says to be left out.
            if field.is_for(mode) {
                columns.insert(name.to_owned(), at);
            }
        }
        let plan =
            ImportPlan { mode, columns, is_local: form.get(LOCAL).is_some(), is_whole: form.get(WHOLE) == Some("1") };
        Ok(Self { sheet, plan, carried: form.get(FILE).unwrap_or_default().to_owned() })
    }

    pub(super) fn view(&self, importer: &Importer) -> ImportMapping {
        ImportMapping::new(importer, &self.sheet, &self.plan, &self.carried)
    }

    /// The same once more, as hidden inputs.
    pub(super) fn hidden(&self) -> Vec<Hidden> {
        let mut pairs = vec![
            (FILE.to_owned(), self.carried.clone()),
            (MODE.to_owned(), self.plan.mode.key().to_owned()),
            (WHOLE.to_owned(), u8::from(self.plan.is_whole).to_string()),
        ];
        pairs.extend(self.plan.is_local.then(|| (LOCAL.to_owned(), "1".to_owned())));
        pairs.extend(self.plan.columns.iter().map(|(name, at)| (format!("{MAP}{name}"), at.to_string())));
        Hidden::from_pairs(pairs)
    }

    /// The headings of columns that nothing becomes of.
    pub(super) fn left_out(&self) -> Vec<String> {
        let is_used = |at: usize| self.plan.columns.values().any(|used| *used == at);
        let headings = self.sheet.headings().iter().enumerate();
        headings.filter(|(at, _)| !is_used(*at)).map(|(_, heading)| heading.clone()).collect()
    }
}
