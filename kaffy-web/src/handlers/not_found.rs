//! An address that no page has.

use crate::WebError;

pub(crate) async fn page() -> WebError {
    WebError::no_page()
}
