//! Templates of the application that nothing would draw, which a typo makes.

use kaffy_core::Registry;

use super::embedded::FILES;
use crate::TemplateError;

/// Refuses a template whose name is neither a built-in one, alone or below a context and a resource, nor
/// that of a custom page, nor used by another template or by a type that draws itself; and such a type
/// without its template.
pub(crate) fn check_names(own: &[(String, String)], registry: &Registry) -> Result<(), TemplateError> {
    let built_in: Vec<_> = FILES.iter().filter_map(|(name, _)| name.strip_prefix("builtin/")).collect();
    let plain: Vec<_> = built_in.iter().map(|name| name.strip_prefix("resource/").unwrap_or(name)).collect();
    let mut known: Vec<String> = built_in.iter().map(|name| (*name).to_owned()).collect();
    for resource in registry.resources() {
        let (context, slug) = (resource.context_slug(), resource.slug());
        known.extend(plain.iter().flat_map(|name| [format!("{context}/{name}"), format!("{context}/{slug}/{name}")]));
        // Types that draw themselves do it by a template of the application.
        for column in resource.columns() {
            let Some(custom) = column.meta.custom else { continue };
            if !own.iter().any(|(name, _)| name == custom.template) {
                let field = format!("{}.{}", resource.meta().rust_name, column.meta.name);
                return Err(TemplateError::Missing { name: custom.template, field });
            }
            known.push(custom.template.to_owned());
        }
    }
    for (name, _) in own {
        let quoted = [format!("\"{name}\""), format!("'{name}'")];
        let is_used = || own.iter().any(|(_, source)| quoted.iter().any(|quoted| source.contains(quoted)));
        let is_page = name.starts_with("p/");
        // Components have names of their own.
        let has_components = || own.iter().any(|(known, source)| known == name && source.contains("component"));
        if !is_page && !name.starts_with("builtin/") && !known.contains(name) && !is_used() && !has_components() {
            let nearest = kaffy_core::nearest_name(name, known.iter().map(String::as_str)).map(str::to_owned);
            return Err(TemplateError::Unused { name: name.clone(), nearest });
        }
    }
    Ok(())
}
