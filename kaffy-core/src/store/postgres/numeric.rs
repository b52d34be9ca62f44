//! `NUMERIC` from the bytes of the protocol, digit for digit.
//!
//! The driver sums up powers of ten thousand: it rounds what is too fine for a `Decimal` without a word,
//! and `0.00` becomes `0`.

use rust_decimal::Decimal;

use crate::store::decode::exact;

/// The number, or `None` for NaN, infinity and what a `Decimal` cannot hold exactly.
pub(super) fn numeric(bytes: &[u8]) -> Option<Decimal> {
    let mut words = bytes.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
    let (count, weight, sign, scale) = (words.next()?, words.next()?, words.next()?, words.next()?);
    let digits: Vec<_> = words.take(count.into()).collect();
    // The weight says how many groups of four digits, less one, stand before the point.
    let before = i32::from(weight.cast_signed()) + 1;
    let sign = match sign {
        0x0000 => "",
        0x4000 => "-",
        _ => return None,
    };
    // Beyond what fits: no need to write it out.
    if !(-8..=8).contains(&before) && !digits.is_empty() {
        return None;
    }
    let group = |place: i32| usize::try_from(place).ok().and_then(|place| digits.get(place)).copied().unwrap_or(0);
    let whole: String = (0..before).map(|place| format!("{:04}", group(place))).collect();
    let groups = i32::from(scale.div_ceil(4));
    let mut fraction: String = (before..before + groups).map(|place| format!("{:04}", group(place))).collect();
    fraction.truncate(scale.into());
    let whole = if whole.is_empty() { "0" } else { &whole };
    let point = if fraction.is_empty() { "" } else { "." };
    exact(&format!("{sign}{whole}{point}{fraction}"))
}
