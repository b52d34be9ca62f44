//! Pages of the application's own inside the admin.

use std::{borrow::Cow, fmt, future::Future, pin::Pin, sync::Arc};

use serde::Serialize;

use crate::{Actor, Admin, DbError, Icon, Permission, Reader, Refusal, ResourceMeta};

type Run = dyn Fn(Reader) -> Pin<Box<dyn Future<Output = Result<serde_json::Value, Refusal>> + Send>> + Send + Sync;
type Rule = dyn Fn(&Actor) -> bool + Send + Sync;

/// What a custom page shows, made each time somebody looks. `()` is nothing.
pub trait PageData: Send + Sync + 'static {
    /// What the template sees as `page.data`.
    type Data: Serialize + Send;

    /// Makes it for the actor of the reader.
    fn data(&self, reader: &Reader) -> impl Future<Output = Result<Self::Data, Refusal>> + Send;
}

impl PageData for () {
    type Data = ();

    async fn data(&self, _reader: &Reader) -> Result<(), Refusal> {
        Ok(())
    }
}

/// A page of the application's own at `/p/{slug}`, inside the layout of the admin (K48).
///
/// ```
/// use kaffy_core::{Reader, Refusal, site::{CustomPage, PageData}};
///
/// struct Secret;
///
/// impl PageData for Secret {
///     type Data = String;
///
///     async fn data(&self, reader: &Reader) -> Result<String, Refusal> {
///         Ok(format!("Only {} knows.", reader.actor().name))
///     }
/// }
///
/// let page = CustomPage::new("secret", "Secret place", concat!(
///     "{% extends \"layout.html\" %}",
///     "{% block content %}<h1>{{ page.name }}</h1><p>{{ page.data }}</p>{% endblock content %}",
/// ))
/// .data(Secret);
/// # let _ = page;
/// ```
#[derive(Clone)]
pub struct CustomPage {
    pub(crate) slug: String,
    pub(crate) name: String,
    pub(crate) source: Cow<'static, str>,
    pub(crate) icon: Option<Icon>,
    pub(crate) order: i32,
    pub(crate) in_menu: bool,
    pub(crate) run: Arc<Run>,
    pub(crate) rule: Option<Arc<Rule>>,
}

impl CustomPage {
    /// A page with its template: `include_str!("secret.html")`. It is compiled when the pages are made, and
    /// is named `p/{slug}.html` there.
    pub fn new(slug: impl Into<String>, name: impl Into<String>, template: impl Into<Cow<'static, str>>) -> Self {
        let page = Self {
            slug: slug.into(),
            name: name.into(),
            source: template.into(),
            icon: None,
            order: 999,
            in_menu: true,
            run: Arc::new(|_| Box::pin(async { Ok(serde_json::Value::Null) })),
            rule: None,
        };
        page.data(())
    }

    /// Sets what the template sees as `page.data`; nothing by default.
    #[must_use]
    pub fn data<D: PageData>(mut self, data: D) -> Self {
        let data = Arc::new(data);
        self.run = Arc::new(move |reader| {
            let data = data.clone();
            Box::pin(async move {
                let made = data.data(&reader).await?;
                serde_json::to_value(made).map_err(|error| DbError::Other(Box::new(error)).into())
            })
        });
        self
    }

    /// Adds an icon; none by default.
    #[must_use]
    pub fn icon(mut self, icon: impl Into<Icon>) -> Self {
        self.icon = Some(icon.into());
        self
    }

    /// Sets its place in the menu: smaller numbers first, 999 by default.
    #[must_use]
    pub fn order(mut self, order: i32) -> Self {
        self.order = order;
        self
    }

    /// Leaves it out of the menu; its address stays.
    #[must_use]
    pub fn not_in_menu(mut self) -> Self {
        self.in_menu = false;
        self
    }

    /// Says who sees it; for anybody else there is no such page. A page of a resource is never seen by
    /// somebody who may not view the resource.
    #[must_use]
    pub fn visible_to(mut self, rule: impl Fn(&Actor) -> bool + Send + Sync + 'static) -> Self {
        self.rule = Some(Arc::new(rule));
        self
    }
}

impl fmt::Debug for CustomPage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CustomPage").field("slug", &self.slug).finish_non_exhaustive()
    }
}

/// A custom page in its place.
#[derive(Clone, Debug)]
pub struct PlacedPage {
    pub(super) page: CustomPage,
    pub(super) resource: Option<&'static ResourceMeta>,
}

impl PlacedPage {
    /// Its part of the address, after `/p/`.
    pub fn slug(&self) -> &str {
        &self.page.slug
    }

    /// What it is called.
    pub fn name(&self) -> &str {
        &self.page.name
    }

    /// The text of its template.
    pub fn template(&self) -> &str {
        &self.page.source
    }

    /// Its icon.
    pub fn icon(&self) -> Option<Icon> {
        self.page.icon
    }

    /// Whether the menu shows it.
    pub fn is_in_menu(&self) -> bool {
        self.page.in_menu
    }

    /// What its template sees.
    ///
    /// # Errors
    /// What its function refuses.
    pub async fn data(&self, reader: Reader) -> Result<serde_json::Value, Refusal> {
        (self.page.run)(reader).await
    }

    pub(super) fn is_for(&self, admin: &Admin, actor: &Actor) -> bool {
        self.resource.is_none_or(|meta| admin.may(actor, meta, Permission::View))
            && self.page.rule.as_ref().is_none_or(|rule| rule(actor))
    }
}
