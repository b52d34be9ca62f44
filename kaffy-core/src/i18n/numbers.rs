//! Digits with the signs of a region, and back.

use super::conventions::Ambiguous;

/// Digits with a decimal sign and a sign between groups; the sizes of the groups are counted from the right, the last
/// one repeats (`[3, 2]` in India).
pub(super) fn written(digits: &str, decimal: &str, sign: &str, sizes: &[i64]) -> String {
    if !is_plain(digits) {
        return digits.to_owned();
    }
    let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(whole, rest)| (whole, Some(rest)));
    let (minus, whole) = whole.strip_prefix('-').map_or(("", whole), |rest| ("-", rest));
    let whole = if sign.is_empty() { whole.to_owned() } else { grouped(whole, sign, sizes) };
    match fraction {
        Some(fraction) => [minus, &whole, decimal, fraction].concat(),
        None => [minus, &whole].concat(),
    }
}

/// How many digits are before the decimal sign.
pub(super) fn whole_digits(digits: &str) -> usize {
    digits.trim_start_matches('-').split('.').next().map_or(0, str::len)
}

/// What is typed where the decimal sign is this one, with a point.
pub(super) fn typed(text: &str, decimal: &str) -> Result<String, Ambiguous> {
    let text = text.trim();
    if decimal == "." || !text.bytes().all(|byte| byte.is_ascii_digit() || b"-+.,".contains(&byte)) {
        return Ok(text.to_owned());
    }
    match (text.matches(',').count(), text.matches('.').count()) {
        (1, 0) => Ok(text.replace(',', ".")),
        // With three digits behind it, a point is as likely to stand between thousands.
        (0, 1) if text.split('.').nth(1).is_some_and(|rest| rest.len() == 3) => Err(Ambiguous),
        _ => Ok(text.to_owned()),
    }
}

fn is_plain(digits: &str) -> bool {
    let bare = digits.strip_prefix('-').unwrap_or(digits);
    bare.bytes().next().is_some_and(|byte| byte.is_ascii_digit())
        && bare.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
}

fn grouped(whole: &str, sign: &str, sizes: &[i64]) -> String {
    let mut groups = Vec::new();
    let mut left = whole;
    let mut at = 0;
    while let Some(size) = sizes.get(at.min(sizes.len().saturating_sub(1))) {
        let Some(size) = usize::try_from(*size).ok().filter(|size| (1..left.len()).contains(size)) else { break };
        let (rest, group) = left.split_at(left.len() - size);
        groups.push(group);
        left = rest;
        at += 1;
    }
    groups.push(left);
    groups.reverse();
    groups.join(sign)
}
