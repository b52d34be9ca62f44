//! One contract that all three databases keep.

mod smoke;
