//! The site around the resources: addresses that may be linked to.

mod address;

pub use address::is_address;
