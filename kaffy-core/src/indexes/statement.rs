//! The statement that makes an index, for one database.

use super::need::{How, Need};
use crate::{
    Column, Dialect, Direction, Kind, Storage,
    store::{IndexCatalog, TableName},
};

/// The longest name that all databases take, with room for a number.
const NAME: usize = 58;

/// What to run; where no index helps, why and what to do instead.
pub(super) fn of(need: &Need, facts: &IndexCatalog, dialect: Dialect) -> Result<Vec<String>, String> {
    let make = Make { need, facts, dialect };
    match &need.how {
        How::InOrder(keys) => {
            if let Some((column, _)) = keys.iter().find(|(column, _)| make.is_converted(column)) {
                return Err(converted(column));
            }
            if let Some((column, _)) = keys.iter().find(|(column, _)| make.is_too_long(column)) {
                return Err(too_long(column));
            }
            // One way, either way: an index is read backwards as well.
            let is_mixed = keys.iter().any(|(_, direction)| *direction != keys[0].1);
            let key = |(column, direction): &(std::sync::Arc<Column>, Direction)| {
                let down = is_mixed && *direction == Direction::Desc;
                format!("{}{}", make.quoted(column.meta.column), if down { " DESC" } else { "" })
            };
            let names: Vec<_> = keys.iter().map(|(column, _)| column.meta.column).collect();
            Ok(vec![make.index(&names, &keys.iter().map(key).collect::<Vec<_>>(), "", "")])
        }
        How::ByValue(column) => Ok(vec![make.plain([(column.meta.column, make.is_too_long(column))])]),
        How::ByKey(columns) => Ok(vec![make.plain(columns.iter().map(|column| (column.as_str(), false)))]),
        How::InText(column) if dialect == Dialect::Postgres => Ok(make.trigrams(column)),
        How::InText(column) => Err(format!(
            "words anywhere in `{}` are looked for row by row, and no index of {} helps there: look for words and their \
             beginnings in a full-text index, `search(full_text({name}))`, or for how it begins or is as a whole, \
             `search(prefix({name}))`, `search(exact({name}))`, or leave it out of `search(…)`",
            column.meta.name,
            dialect.name(),
            name = column.meta.name
        )),
        How::AtStart(column) => match dialect {
            Dialect::Postgres => Ok(make.trigrams(column)),
            Dialect::Sqlite => {
                let key = format!("{} COLLATE NOCASE", make.quoted(column.meta.column));
                Ok(vec![make.index(&[column.meta.column, "nocase"], &[key], "", "")])
            }
            Dialect::MySql => Ok(vec![make.plain([(column.meta.column, make.is_too_long(column))])]),
        },
        How::InTrash(column) => {
            let key = make.quoted(column.meta.column);
            let only = if dialect == Dialect::MySql { String::new() } else { format!(" WHERE {key} IS NOT NULL") };
            Ok(vec![make.index(&[column.meta.column], std::slice::from_ref(&key), "", &only)])
        }
        How::OverRelation => Err(
            "it is about another table, so that all rows are looked at, and no index helps: leave it out, or keep a copy of \
             the value in this table"
                .to_owned(),
        ),
    }
}

/// A column that is compared as something else than it is stored as.
fn converted(column: &Column) -> String {
    format!(
        "`{}` is stored as {} and sorted as what it means, which no index of the column serves: store it as what it is, or \
         leave it out of the list's columns and `order(…)`",
        column.meta.name,
        column.type_name.as_deref().unwrap_or("text")
    )
}

fn too_long(column: &Column) -> String {
    format!(
        "MySQL sorts `{}` by no index, since a {} is not in one as a whole: make it a VARCHAR, or leave it out of the list's \
         columns and `order(…)`",
        column.meta.name,
        column.type_name.as_deref().unwrap_or("TEXT").to_uppercase()
    )
}

struct Make<'a> {
    need: &'a Need,
    facts: &'a IndexCatalog,
    dialect: Dialect,
}

impl Make<'_> {
    fn quoted(&self, name: &str) -> String {
        match self.dialect {
            Dialect::MySql => format!("`{}`", name.replace('`', "``")),
            _ => format!("\"{}\"", name.replace('"', "\"\"")),
        }
    }

    fn table(&self) -> String {
        let TableName { schema, name } = &self.need.table;
        match schema {
            Some(schema) => format!("{}.{}", self.quoted(schema), self.quoted(name)),
            None => self.quoted(name),
        }
    }

    /// One on columns; `true` for a text that MySQL takes the beginning of.
    fn plain<'c>(&self, columns: impl IntoIterator<Item = (&'c str, bool)>) -> String {
        let columns: Vec<_> = columns.into_iter().collect();
        let key =
            |(name, is_long): &(&str, bool)| format!("{}{}", self.quoted(name), if *is_long { "(100)" } else { "" });
        let names: Vec<_> = columns.iter().map(|(name, _)| *name).collect();
        self.index(&names, &columns.iter().map(key).collect::<Vec<_>>(), "", "")
    }

    fn index(&self, names: &[&str], keys: &[String], using: &str, only: &str) -> String {
        // Nobody who writes has to wait for it.
        let create = if self.dialect == Dialect::Postgres { "CREATE INDEX CONCURRENTLY" } else { "CREATE INDEX" };
        let name = self.quoted(&self.name(names));
        format!("{create} {name} ON {}{using} ({}){only}", self.table(), keys.join(", "))
    }

    /// A name that says what is in it, and that no index has.
    fn name(&self, columns: &[&str]) -> String {
        let words: String = format!("{}_{}", self.need.table.name, columns.join("_"))
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' })
            .take(NAME)
            .collect();
        let is_taken = |name: &str| self.facts.indexes.iter().any(|index| index.name.eq_ignore_ascii_case(name));
        let numbered = (2..100).map(|number| format!("{words}_{number}"));
        std::iter::once(words.clone()).chain(numbered).find(|name| !is_taken(name)).unwrap_or(words)
    }

    fn trigrams(&self, column: &Column) -> Vec<String> {
        let key = match (column.kind(), &column.storage) {
            (Kind::Text | Kind::Char | Kind::Choice(_), Storage::Native | Storage::Text) => {
                self.quoted(column.meta.column)
            }
            _ => format!("({}::text)", self.quoted(column.meta.column)),
        };
        let names = [column.meta.column, "trgm"];
        vec![
            "CREATE EXTENSION IF NOT EXISTS pg_trgm".to_owned(),
            self.index(&names, &[format!("{key} gin_trgm_ops")], " USING gin", ""),
        ]
    }

    fn is_converted(&self, column: &Column) -> bool {
        match (&column.storage, self.dialect) {
            (Storage::Text, Dialect::Sqlite | Dialect::MySql) => column.kind().is_number(),
            (Storage::Cast(_), Dialect::MySql) => true,
            _ => false,
        }
    }

    /// A text of MySQL that no index holds as a whole.
    fn is_too_long(&self, column: &Column) -> bool {
        let name = column.type_name.as_deref().unwrap_or_default().to_ascii_lowercase();
        self.dialect == Dialect::MySql && (name.ends_with("text") || name.ends_with("blob") || name.starts_with("json"))
    }
}
