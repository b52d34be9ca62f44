//! What is around the resources: the menu's groups, and the extension.

use kaffy::{AdminBuilder, CustomField, icons, site::Context, web::Pages};

use crate::url_field::UrlField;

/// The admin of the bakery, save for its resources.
pub(crate) fn site(builder: AdminBuilder) -> AdminBuilder {
    builder
        .title("Bakery")
        .context(Context::new("Categories").icon(icons::LuLayers))
        .context(Context::new("Products").icon(icons::LuCroissant))
        .context(Context::new("Tags").icon(icons::LuTags))
}

/// Its pages, with the extension (one style sheet and one script, served from the admin's own address) and
/// the inputs of a field type.
pub(crate) fn pages(pages: Pages) -> Pages {
    pages
        .stylesheet("bakery.css", include_str!("bakery.css"))
        .script("bakery.js", include_str!("bakery.js"))
        .template(UrlField::TEMPLATE, include_str!("url.html"))
}
