//! Messages that stand on a page many times, fetched once for it.

use std::cell::OnceCell;

use kaffy_core::tr;

macro_rules! said {
    ($($name:ident = $id:literal),+ $(,)?) => {
        /// Each is fetched when it is needed first, in the language of whoever reads.
        #[derive(Default)]
        pub(super) struct Said {
            $($name: OnceCell<String>,)+
        }

        impl Said {
            $(pub(super) fn $name(&self) -> &str {
                self.$name.get_or_init(|| tr!($id))
            })+
        }
    };
}

said! {
    yes = "cell-yes",
    no = "cell-no",
    empty = "cell-empty",
    new_tab = "layout-new-tab",
    open_row = "table-open",
    required = "page-form-required",
    choose = "combo-choose",
    open = "pick-open",
    add = "pick-add",
    edit = "pick-edit",
}
