//! The form of a record as templates see it: the usual fields as HTML, the others as values.

use serde::Serialize;

use super::{FormView, SectionView, field_html::FieldHtml};
use crate::{WebError, pages::Web};

impl FormView {
    /// The view as templates see it, its fields drawn.
    pub(crate) fn into_value(mut self, web: &Web) -> Result<tera::Value, WebError> {
        let html = FieldHtml::new(web.press(), self.takes_related);
        let section = |section: &SectionView| section.value(html.as_ref(), web.templates.has_own);
        self.drawn = self.sections.iter().map(section).collect::<Result<Vec<_>, WebError>>()?;
        Ok(tera::Value::try_from_serializable(&self)?)
    }
}

/// A section whose fields are values already.
#[derive(Serialize)]
struct DrawnSection<'a> {
    id: &'a str,
    title: Option<&'a str>,
    description: Option<&'a str>,
    is_collapsible: bool,
    is_open: bool,
    fields: Vec<tera::Value>,
}

/// Fields that follow each other, of which a template needs nothing else.
#[derive(Serialize)]
struct DrawnField {
    html: tera::Value,
}

impl DrawnField {
    /// What was drawn so far, if anything.
    fn value(drawn: &mut String) -> Result<Option<tera::Value>, WebError> {
        let html = std::mem::take(drawn);
        let one = |html| tera::Value::try_from_serializable(&Self { html: tera::Value::safe_string(html) });
        Ok((!html.is_empty()).then(|| one(&html)).transpose()?)
    }
}

impl SectionView {
    /// The section as templates see it. `html` draws the usual fields, whose values then only templates of
    /// the application look at.
    pub(super) fn value(&self, html: Option<&FieldHtml<'_>>, is_looked_at: bool) -> Result<tera::Value, WebError> {
        let (mut fields, mut drawn) = (Vec::new(), String::with_capacity(512 * self.fields.len()));
        for field in &self.fields {
            let is_drawn = html.is_some_and(|html| html.draw(field, &mut drawn));
            if is_drawn && is_looked_at {
                let mut value = tera::Value::try_from_serializable(field)?.into_map().unwrap_or_default();
                value.insert("html".into(), tera::Value::safe_string(&std::mem::take(&mut drawn)));
                fields.push(value.into());
            } else if !is_drawn {
                fields.extend(DrawnField::value(&mut drawn)?);
                fields.push(tera::Value::try_from_serializable(field)?);
            }
        }
        fields.extend(DrawnField::value(&mut drawn)?);
        let section = DrawnSection {
            id: &self.id,
            title: self.title.as_deref(),
            description: self.description.as_deref(),
            is_collapsible: self.is_collapsible,
            is_open: self.is_open,
            fields,
        };
        Ok(tera::Value::try_from_serializable(&section)?)
    }
}
