//! Small pictures, from the icon sets of the `icondata` crates.

use std::fmt;

use icondata_core::IconData;

/// A small picture: any icon of an `icondata_…` crate, such as `kaffy::icons::LuCookie`.
///
/// Icons are drawings of the program and never come from a request.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Icon(&'static IconData);

impl Icon {
    /// For a `const`, where `.into()` cannot be called.
    pub const fn new(data: &'static IconData) -> Self {
        Self(data)
    }

    /// The drawing as a `<symbol>` with an `id`, for a sheet of icons.
    pub fn symbol(self, id: &str) -> String {
        let data = self.0;
        let attributes = [
            ("viewBox", data.view_box),
            ("fill", data.fill),
            ("stroke", data.stroke),
            ("stroke-width", data.stroke_width),
            ("stroke-linecap", data.stroke_linecap),
            ("stroke-linejoin", data.stroke_linejoin),
        ];
        let attributes = attributes.into_iter().filter_map(|(name, value)| Some(format!(" {name}=\"{}\"", value?)));
        format!("<symbol id=\"{id}\"{}>{}</symbol>", attributes.collect::<String>(), data.data)
    }
}

impl From<&'static IconData> for Icon {
    fn from(data: &'static IconData) -> Self {
        Self(data)
    }
}

impl fmt::Debug for Icon {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Icon")
    }
}
