//! What was written behind the name of a chore.

use kaffy_core::{FieldMeta, Kind, tr};
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::chores::ChoreEntry;

/// Options that are no inputs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Own {
    DryRun,
    Here,
    Detach,
    Help,
}

const OWN: [(&str, Own); 4] =
    [("dry-run", Own::DryRun), ("here", Own::Here), ("detach", Own::Detach), ("help", Own::Help)];

/// What was understood of it.
#[derive(Debug, Default)]
pub(super) struct Arguments {
    /// Values by input, as a program gives them; files have an id of nothing.
    pub(super) given: Map<String, Value>,
    /// Files by input, with their paths.
    pub(super) files: Vec<(String, String)>,
    own: Vec<Own>,
}

impl Arguments {
    pub(super) fn has(&self, own: Own) -> bool {
        self.own.contains(&own)
    }

    /// # Errors
    /// Everything that is wrong, in words.
    pub(super) fn read(entry: ChoreEntry, words: impl Iterator<Item = String>) -> Result<Self, Vec<String>> {
        let mut arguments = Self::default();
        let mut texts: Vec<(&'static FieldMeta, Vec<String>)> = Vec::new();
        let mut wrong = Vec::new();
        let mut words = words.peekable();
        while let Some(word) = words.next() {
            let Some(option) = word.strip_prefix("--") else {
                wrong.push(tr!("chore-command-stray", word = word.as_str()));
                continue;
            };
            let (name, value) = match option.split_once('=') {
                Some((name, value)) => (name, Some(value.to_owned())),
                None => (option, None),
            };
            if let (Some((_, own)), None) = (OWN.iter().find(|(own, _)| *own == name), &value) {
                arguments.own.push(*own);
                continue;
            }
            // As a program's options are written, and as the function has it.
            let name = name.replace('-', "_");
            let fields = entry.inputs().fields;
            let Some(field) = fields.iter().find(|field| field.name == name) else {
                let names = fields.iter().map(|field| field.name).chain(OWN.iter().map(|(name, _)| *name));
                let nearest = kaffy_core::nearest_name(&name, names)
                    .map(|name| tr!("chore-command-meant", name = format!("--{name}")));
                let unknown = tr!("chore-command-no-input", name = name.as_str());
                wrong.push(std::iter::once(unknown).chain(nearest).collect::<Vec<_>>().join(" "));
                // Its value is no stray word.
                words.next_if(|next| value.is_none() && !next.starts_with("--"));
                continue;
            };
            let value = value.or_else(|| match field.ty.kind {
                Kind::Bool => {
                    words.next_if(|next| next == "true" || next == "false").or_else(|| Some("true".to_owned()))
                }
                _ => words.next_if(|next| !next.starts_with("--")),
            });
            let Some(value) = value else {
                wrong.push(tr!("chore-command-no-value", name = field.name));
                continue;
            };
            match texts.iter_mut().find(|(other, _)| other.name == field.name) {
                Some((_, values)) => values.push(value),
                None => texts.push((field, vec![value])),
            }
        }
        for (field, values) in texts {
            if let Err(words) = arguments.take(field, values) {
                wrong.push(format!("--{}: {words}", field.name));
            }
        }
        // Who says nothing of a yes or no says no.
        let unsaid =
            |field: &&FieldMeta| matches!(field.ty.kind, Kind::Bool) && !field.ty.nullable && field.default.is_none();
        for field in entry.inputs().fields.iter().filter(unsaid) {
            arguments.given.entry(field.name).or_insert(Value::Bool(false));
        }
        if wrong.is_empty() { Ok(arguments) } else { Err(wrong) }
    }

    fn take(&mut self, field: &FieldMeta, mut values: Vec<String>) -> Result<(), String> {
        let value: Value = match (field.ty.kind, values.as_slice()) {
            (Kind::List(item), _) if matches!(item.kind, Kind::Choice(_)) => values.into(),
            (Kind::List(_), _) => values.join("\n").into(),
            (_, [_, _, ..]) => return Err(tr!("form-twice")),
            (Kind::Json, [text]) => serde_json::from_str(text).map_err(|error| error.to_string())?,
            _ => values.remove(0).into(),
        };
        let path =
            value.as_str().filter(|_| field.ty.is_upload).and_then(|text| text.strip_prefix('@')).map(str::to_owned);
        match path {
            Some(path) => {
                self.files.push((field.name.to_owned(), path));
                self.given.insert(field.name.to_owned(), Value::String(Uuid::nil().to_string()));
            }
            None => drop(self.given.insert(field.name.to_owned(), value)),
        }
        Ok(())
    }

    /// Files that cannot be read, in words.
    pub(super) async fn missing_files(&self) -> Vec<String> {
        let mut wrong = Vec::new();
        for (name, path) in &self.files {
            match tokio::fs::metadata(path).await {
                Ok(file) if file.is_file() => {}
                Ok(_) => wrong.push(format!("--{name}: {}", tr!("chore-command-no-file", path = path.as_str()))),
                Err(error) => wrong.push(format!("--{name}: {path}: {error}")),
            }
        }
        wrong
    }
}
