//! The templates: the built-in ones, and the application's in their place.

mod embedded;

use tera::Tera;

use crate::TemplateError;

/// The built-in templates alone.
pub(crate) fn builtin() -> Tera {
    match load(&[]) {
        Ok(tera) => tera,
        // A test compiles them; without them every page says so in the log instead of ending the program.
        Err(error) => {
            tracing::error!(%error, "the built-in templates do not compile");
            Tera::default()
        }
    }
}

/// The built-in templates, and others that win over them by name.
pub(crate) fn load(own: &[(String, String)]) -> Result<Tera, TemplateError> {
    let mut tera = Tera::new();
    // Escaping goes by the end of a template's name, and everything we draw is HTML.
    tera.autoescape_on([".html"]);
    tera.set_fallback_prefixes(["builtin/"])?;
    if let Some((name, _)) = own.iter().find(|(name, _)| !name.ends_with(".html")) {
        return Err(TemplateError::Name(name.clone()));
    }
    let builtin = embedded::FILES.iter().map(|&(name, source)| (name.to_owned(), source.to_owned()));
    tera.add_raw_templates(builtin.chain(own.iter().cloned()))?;
    Ok(tera)
}

#[cfg(test)]
mod tests;
