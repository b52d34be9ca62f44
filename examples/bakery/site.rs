//! The admin of the bakery, save for its resources.

use kaffy::AdminBuilder;

pub(crate) fn site(builder: AdminBuilder) -> AdminBuilder {
    builder.title("Bakery")
}
