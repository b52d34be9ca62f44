//! "Did you mean": the valid name that is closest to a misspelt one.

/// The end of a message about `wrong`: the nearest of the valid names, and all of them while they are few.
pub(crate) fn suggest<'a>(wrong: &str, valid: impl IntoIterator<Item = &'a str>) -> String {
    let valid: Vec<&str> = valid.into_iter().collect();
    let nearest = valid
        .iter()
        .map(|name| (strsim::jaro_winkler(wrong, name), *name))
        .filter(|(likeness, _)| *likeness > 0.75)
        .max_by(|one, other| one.0.total_cmp(&other.0));
    let all = valid.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    match (nearest, valid.len()) {
        (_, 0) => String::new(),
        (Some((_, name)), 1) => format!("; did you mean `{name}`?"),
        (Some((_, name)), 2..=12) => format!("; did you mean `{name}`? There are {all}"),
        (Some((_, name)), _) => format!("; did you mean `{name}`?"),
        (None, 1) => format!("; there is only {all}"),
        (None, _) => format!("; there are {all}"),
    }
}
