//! A form that stands on a page, filled in as people do.

use std::fmt::Display;

use scraper::ElementRef;
#[cfg(test)]
use scraper::Html;

use super::{
    FieldName, TestAdmin, TestError, TestPage,
    multipart::{self, File},
    read,
};

/// A form of a page, with what its inputs hold.
///
/// Only what people could do is possible: an input that is not there, a choice that is not offered, an input that is
/// disabled are errors when it is sent, and all of them are said.
///
/// ```
/// # use kaffy_web::testing::{TestAdmin, TestError};
/// # async fn test(ann: TestAdmin) -> Result<(), TestError> {
/// let page = ann.get("/chores/reprice").await;
/// let form = ann.form_on(&page, "main form")?.set("factor", "1.1");
/// ann.follow(&form.send().await?).await.assert_text("was started");
/// # Ok(()) }
/// ```
#[derive(Debug)]
pub struct TestForm<'a> {
    admin: &'a TestAdmin,
    page: TestPage,
    action: String,
    takes_files: bool,
    inputs: Vec<Input>,
    files: Vec<File>,
    mistakes: Vec<String>,
}

#[derive(Clone, Debug)]
struct Input {
    name: String,
    value: String,
    kind: Kind,
    is_sent: bool,
    is_disabled: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Kind {
    Text,
    Hidden,
    Check,
    Select(Vec<(String, String)>),
    File,
}

impl<'a> TestForm<'a> {
    pub(super) fn of(admin: &'a TestAdmin, page: &TestPage, selector: &str) -> Result<Self, TestError> {
        let read = |form: ElementRef<'_>| {
            let action = form.attr("action").map(str::to_owned);
            (action, form.attr("enctype") == Some("multipart/form-data"), form.attr("id").map(str::to_owned), own(form))
        };
        let found = page.select(selector, read).into_iter().next();
        let (action, takes_files, id, mut inputs) =
            found.ok_or_else(|| TestError::at(page, &format!("there is no form `{selector}` on the page")))?;
        // Some stand elsewhere on the page and say whose they are.
        if let Some(id) = id {
            inputs.extend(page.select(&format!("[form=\"{id}\"]"), input).into_iter().flatten());
        }
        let here = page.address().split_once(' ').map_or("", |(_, path)| path).to_owned();
        let action = action.filter(|action| !action.is_empty()).unwrap_or(here);
        let (page, files, mistakes) = (page.clone(), Vec::new(), Vec::new());
        Ok(Self { admin, page, action, takes_files, inputs, files, mistakes })
    }

    /// The page that it stands on.
    pub const fn page(&self) -> &TestPage {
        &self.page
    }

    /// What an input holds; nothing where there is no such input, or its tick is not set.
    pub fn value(&self, name: impl Into<FieldName>) -> Option<&str> {
        let name = name.into();
        let sent = self.inputs.iter().rev().find(|it| it.name == name.as_str() && it.is_sent);
        sent.map(|input| input.value.as_str())
    }

    /// The names of all inputs that people can use, in their order.
    pub fn names(&self) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        for input in self.inputs.iter().filter(|input| input.kind != Kind::Hidden) {
            if !names.contains(&&*input.name) {
                names.push(&input.name);
            }
        }
        names
    }

    /// Fills in an input: a text as people type it, the value or the words of a choice, `true` or `false` for a tick.
    #[must_use]
    pub fn set(mut self, name: impl Into<FieldName>, value: impl Display) -> Self {
        self.put(name.into().as_str(), &[value.to_string()]);
        self
    }

    /// Sets the ticks of several choices: those of these values, and no others.
    #[must_use]
    pub fn set_all(mut self, name: impl Into<FieldName>, values: &[&str]) -> Self {
        let values: Vec<_> = values.iter().map(|value| (*value).to_owned()).collect();
        self.put(name.into().as_str(), &values);
        self
    }

    /// Chooses a file.
    #[must_use]
    pub fn attach(mut self, name: impl Into<FieldName>, file: &str, bytes: impl Into<Vec<u8>>) -> Self {
        let name = name.into();
        match self.inputs.iter().any(|input| input.name == name.as_str() && input.kind == Kind::File) {
            true => self.files.push(File { input: name.to_string(), name: file.to_owned(), bytes: bytes.into() }),
            false => self.mistakes.push(format!("`{name}` takes no file; the form has: {}", self.names().join(", "))),
        }
        self
    }

    /// Sends a pair that no page would, in place of what an input of this name holds: for tests of what is refused.
    #[must_use]
    pub fn force(mut self, name: impl Into<FieldName>, value: impl Display) -> Self {
        let name = name.into();
        self.inputs.retain(|input| input.name != name.as_str());
        self.also(name.as_str(), &value.to_string())
    }

    /// Presses a button of this name and value instead of the first; it need not be there.
    #[must_use]
    pub fn press(self, name: &str, value: &str) -> Self {
        self.also(name, value)
    }

    /// Sends it. The answer is not followed where it leads on, and not looked at.
    ///
    /// # Errors
    /// When something was filled in that is not there.
    pub async fn send(self) -> Result<TestPage, TestError> {
        if !self.mistakes.is_empty() {
            return Err(TestError::at(&self.page, &self.mistakes.join("; ")));
        }
        let sent = self.inputs.iter().filter(|input| input.is_sent && !input.is_disabled && input.kind != Kind::File);
        let pairs = sent.map(|input| (&*input.name, &*input.value));
        Ok(if self.takes_files {
            let body = multipart::body(pairs, &self.files);
            self.admin.post(&self.action, &multipart::kind(), body).await
        } else {
            let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
            self.admin.post(&self.action, "application/x-www-form-urlencoded", body.into_bytes()).await
        })
    }

    /// With a pair that is no input of the form.
    pub(super) fn also(mut self, name: &str, value: &str) -> Self {
        let (name, value) = (name.to_owned(), value.to_owned());
        self.inputs.push(Input { name, value, kind: Kind::Hidden, is_sent: true, is_disabled: false });
        self
    }

    pub(super) fn has_select(&self, name: &str) -> Vec<&str> {
        let options = self.inputs.iter().filter(|input| input.name == name).filter_map(|input| match &input.kind {
            Kind::Select(options) => Some(options),
            _ => None,
        });
        options.flatten().map(|(value, _)| &**value).filter(|value| !value.is_empty()).collect()
    }

    pub(super) fn put(&mut self, name: &str, values: &[String]) {
        let is_usable = |input: &&Input| input.name == name && input.kind != Kind::Hidden;
        let Some(first) = self.inputs.iter().find(is_usable).cloned() else {
            match self.inputs.iter_mut().find(|input| input.name == name) {
                // A test that sends what no page would has a reason.
                Some(hidden) => hidden.value = values.concat(),
                None => {
                    self.mistakes.push(format!("there is no input `{name}`; the form has: {}", self.names().join(", ")))
                }
            }
            return;
        };
        if first.is_disabled {
            self.mistakes.push(format!("the input `{name}` is disabled"));
            return;
        }
        match &first.kind {
            Kind::Check => self.tick(name, values),
            Kind::File => self.mistakes.push(format!("`{name}` takes a file: `attach(\"{name}\", …)`")),
            Kind::Select(options) => {
                let value = values.concat();
                let chosen = options.iter().find(|(key, _)| *key == value);
                match chosen.or_else(|| options.iter().find(|(_, words)| *words == value)) {
                    Some((key, _)) => self.fill(name, key),
                    None => {
                        let offered: Vec<_> = options.iter().map(|(key, words)| format!("{key} ({words})")).collect();
                        let offered = offered.join(", ");
                        self.mistakes.push(format!("`{name}` does not offer `{value}` but: {offered}"));
                    }
                }
            }
            Kind::Text | Kind::Hidden => self.fill(name, &values.concat()),
        }
    }

    fn fill(&mut self, name: &str, value: &str) {
        if let Some(input) = self.inputs.iter_mut().find(|it| it.name == name && it.kind != Kind::Hidden) {
            value.clone_into(&mut input.value);
            input.is_sent = true;
        }
    }

    fn tick(&mut self, name: &str, values: &[String]) {
        let ticks: Vec<_> = (0..self.inputs.len())
            .filter(|at| self.inputs[*at].name == name && self.inputs[*at].kind == Kind::Check)
            .collect();
        let offered: Vec<_> = ticks.iter().map(|at| self.inputs[*at].value.clone()).collect();
        // A single one is said to be on or off.
        if let ([at], [value]) = (ticks.as_slice(), values)
            && let "true" | "false" | "" = value.as_str()
        {
            self.inputs[*at].is_sent = value == "true";
            return;
        }
        for value in values.iter().filter(|value| !offered.contains(value)) {
            self.mistakes.push(format!("`{name}` does not offer `{value}` but: {}", offered.join(", ")));
        }
        for at in ticks {
            self.inputs[at].is_sent = values.contains(&self.inputs[at].value);
        }
    }
}

/// The inputs inside a form.
fn own(form: ElementRef<'_>) -> Vec<Input> {
    form.select(&read::selector("input, select, textarea")).filter_map(input).collect()
}

/// An input as it stands on the page.
fn input(element: ElementRef<'_>) -> Option<Input> {
    let name = element.attr("name")?.to_owned();
    // What stands in a template is not on the page.
    if element.ancestors().filter_map(ElementRef::wrap).any(|it| it.value().name() == "template") {
        return None;
    }
    let value = || element.attr("value").unwrap_or_default().to_owned();
    let (kind, value, is_sent) = match (element.value().name(), element.attr("type").unwrap_or("text")) {
        ("textarea", _) => (Kind::Text, element.text().collect(), true),
        ("select", _) => {
            let all: Vec<_> = element.select(&read::selector("option")).collect();
            let key = |option: &ElementRef<'_>| match option.attr("value") {
                Some(value) => value.to_owned(),
                None => read::text(*option),
            };
            let chosen = all.iter().find(|option| option.attr("selected").is_some()).or(all.first());
            let value = chosen.map(key).unwrap_or_default();
            (Kind::Select(all.iter().map(|option| (key(option), read::text(*option))).collect()), value, true)
        }
        (_, "checkbox" | "radio") => {
            let value = element.attr("value").unwrap_or("on").to_owned();
            (Kind::Check, value, element.attr("checked").is_some())
        }
        (_, "hidden") => (Kind::Hidden, value(), true),
        (_, "file") => (Kind::File, String::new(), false),
        (_, "submit" | "button" | "reset" | "image") => return None,
        _ => (Kind::Text, value(), true),
    };
    let is_disabled = element.attr("disabled").is_some();
    Some(Input { name, value, kind, is_sent, is_disabled })
}

/// The inputs of a form in a piece of HTML, for the tests of this file.
#[cfg(test)]
fn inputs(html: &str) -> Vec<Input> {
    let html = Html::parse_fragment(html);
    html.select(&read::selector("form")).next().map(own).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn w16_inputs_hold_what_a_browser_would_send() {
        let inputs = inputs(
            "<form><input name=a value=1><input type=hidden name=b value=2><input type=checkbox name=b value=3 checked>\
             <textarea name=c>\nx</textarea><select name=d><option value=4>Four<option value=5 selected>Five</select>\
             <template><input name=e></template><input type=submit name=f><input type=file name=g></form>",
        );
        let held: Vec<_> = inputs.iter().map(|it| (&*it.name, &*it.value, it.is_sent)).collect();
        assert_eq!(
            held,
            [
                ("a", "1", true),
                ("b", "2", true),
                ("b", "3", true),
                ("c", "x", true),
                ("d", "5", true),
                ("g", "", false)
            ]
        );
    }
}
