//! Time zones by name.

use chrono_tz::{TZ_VARIANTS, Tz};

/// There is no time zone of this name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no time zone `{name}`{}", did_you_mean(.nearest.as_deref()))]
#[non_exhaustive]
pub struct UnknownZone {
    /// The name.
    pub name: String,
    /// One that is written nearly so.
    pub nearest: Option<String>,
}

fn did_you_mean(nearest: Option<&str>) -> String {
    nearest.map_or_else(|| ": write one like `Europe/Berlin`".to_owned(), |name| format!(": did you mean `{name}`?"))
}

/// The time zone of a name of the IANA database, such as `Europe/Berlin` or `UTC`.
///
/// ```
/// assert!(kaffy_cron::zone("Europe/Berlin").is_ok());
/// let unknown = kaffy_cron::zone("berlin").unwrap_err();
/// assert_eq!(unknown.nearest.as_deref(), Some("Europe/Berlin"));
/// ```
///
/// # Errors
/// When there is none.
pub fn zone(name: &str) -> Result<Tz, UnknownZone> {
    name.parse().map_err(|_| UnknownZone { name: name.chars().take(100).collect(), nearest: nearest(name) })
}

/// The same in other capitals, or the city alone.
fn nearest(name: &str) -> Option<String> {
    let wanted = name.replace(' ', "_");
    let city = |name: &str| name.rsplit('/').next().unwrap_or_default().to_owned();
    let all = || TZ_VARIANTS.iter().map(|zone| zone.name());
    let same = all().find(|name| name.eq_ignore_ascii_case(&wanted));
    same.or_else(|| all().find(|name| city(name).eq_ignore_ascii_case(&city(&wanted)))).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn q11_an_unknown_zone_is_refused_with_the_nearest() {
        assert_eq!(zone("Europe/Berlin").map(|zone| zone.name()), Ok("Europe/Berlin"));
        let said = |name: &str| zone(name).map(|_| ()).map_err(|error| error.to_string());
        assert_eq!(
            said("europe/berlin"),
            Err("there is no time zone `europe/berlin`: did you mean `Europe/Berlin`?".into())
        );
        assert_eq!(said("New York"), Err("there is no time zone `New York`: did you mean `America/New_York`?".into()));
        assert_eq!(said("Nowhere"), Err("there is no time zone `Nowhere`: write one like `Europe/Berlin`".into()));
    }
}
