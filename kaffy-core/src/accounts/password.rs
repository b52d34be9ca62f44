//! Which passwords are taken, and random ones.

use rand::{RngExt, distr::Uniform};

use super::common_passwords::COMMON;
use crate::tr;

/// Longer ones cost time and add nothing.
pub(super) const LONGEST: usize = 128;

/// Says what is wrong with a new password of somebody.
pub(super) fn check(password: &str, shortest: usize, email: &str, name: &str) -> Result<(), String> {
    let length = password.chars().count();
    if length < shortest {
        return Err(tr!("accounts-password-short", least = shortest.to_string()));
    }
    if length > LONGEST {
        return Err(tr!("accounts-password-long", most = LONGEST.to_string()));
    }
    let plain = password.trim().to_lowercase();
    let before_the_at = email.split('@').next().unwrap_or_default();
    if [email, before_the_at, name].iter().any(|own| plain == own.trim().to_lowercase()) {
        return Err(tr!("accounts-password-own"));
    }
    let first = plain.chars().next();
    let is_one_sign = plain.chars().all(|sign| Some(sign) == first);
    if is_one_sign || is_common(&plain) {
        return Err(tr!("accounts-password-common"));
    }
    Ok(())
}

/// Also one that is doubled, or has a number or a sign behind it.
fn is_common(plain: &str) -> bool {
    let bare = plain.trim_end_matches(|sign: char| sign.is_ascii_digit() || sign.is_ascii_punctuation());
    let half = plain.split_at_checked(plain.len() / 2).filter(|(one, other)| one == other).map_or("", |(one, _)| one);
    [plain, bare, half].iter().any(|text| !text.is_empty() && COMMON.contains(text))
}

/// A password that nobody can guess and that can be read out: five groups of four, 96 bits.
pub(super) fn random() -> String {
    // Without what looks alike.
    const SIGNS: &[u8] = b"abcdefghijkmnpqrstuvwxyz23456789";
    let Ok(places) = Uniform::new(0, SIGNS.len()) else { unreachable!("there are signs") };
    let signs: Vec<u8> = rand::rng().sample_iter(places).take(20).map(|at| SIGNS[at]).collect();
    let groups: Vec<_> = signs.chunks(4).map(String::from_utf8_lossy).collect();
    groups.join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a76_short_long_own_and_common_passwords_are_refused() {
        let check = |password: &str| check(password, 12, "ann.baker@shop.example", "Ann the Baker");
        check("a violet tin of nails").expect("a good one");
        check(&"ab".repeat(64)).expect("the longest");
        for (bad, why) in [
            ("short", "at least 12"),
            (&*"ab".repeat(65), "at most 128"),
            ("Ann.Baker@shop.example", "your name or"),
            ("Ann the baker", "your name or"),
            ("password1234", "most common"),
            ("PasswordPassword", "most common"),
            ("qwertyuiop123!", "most common"),
            ("............", "most common"),
        ] {
            assert!(check(bad).is_err_and(|words| words.contains(why)), "{bad}");
        }
    }

    #[test]
    fn a76_random_passwords_are_taken_and_differ() {
        let one = random();
        assert_eq!(one.len(), 24);
        check(&one, 12, "a@b.example", "A").expect("it is good");
        assert_ne!(one, random());
    }
}
