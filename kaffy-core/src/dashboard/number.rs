//! Numbers of any type, as a chart draws them.

use rust_decimal::{Decimal, prelude::ToPrimitive};

mod sealed {
    pub trait Sealed {}
}

/// A number that can be drawn: every integer and float, `Decimal`, and an `Option` of one, whose `None`
/// is a gap.
pub trait Number: sealed::Sealed {
    /// As the float nearest to it; `None` for what is no finite number.
    fn drawn(self) -> Option<f64>;
}

macro_rules! numbers {
    ($($number:ty: $convert:expr),+ $(,)?) => {$(
        impl sealed::Sealed for $number {}
        impl Number for $number {
            fn drawn(self) -> Option<f64> {
                let convert: fn($number) -> Option<f64> = $convert;
                convert(self).filter(|number| number.is_finite())
            }
        }
    )+};
}
numbers! {
    i8: |it| Some(it.into()), i16: |it| Some(it.into()), i32: |it| Some(it.into()), i64: |it| it.to_f64(),
    u8: |it| Some(it.into()), u16: |it| Some(it.into()), u32: |it| Some(it.into()), u64: |it| it.to_f64(),
    usize: |it| it.to_f64(), f32: |it| Some(it.into()), f64: Some, Decimal: |it| it.to_f64(),
}

impl<N: Number> sealed::Sealed for Option<N> {}
impl<N: Number> Number for Option<N> {
    fn drawn(self) -> Option<f64> {
        self.and_then(Number::drawn)
    }
}
