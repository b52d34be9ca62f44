//! The fields of an expression, read strictly, and written as croner takes them.
//!
//! croner replaces names wherever they stand (`MONTUE` is 12), skips empty parts and refuses ranges that wrap. Here a
//! name is a whole word in its own field, nothing is empty, and `18-6/2` is 18, 20, 22, 0, 2, 4, 6.

const WEEKDAYS: [&str; 7] = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];
const MONTHS: [&str; 12] = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];

/// What a field may hold.
struct Field {
    what: &'static str,
    least: u32,
    most: u32,
    names: &'static [&'static str],
    /// Whether a range may go past its end and on from its beginning.
    wraps: bool,
}

const fn field(what: &'static str, least: u32, most: u32) -> Field {
    Field { what, least, most, names: &[], wraps: true }
}

const FIELDS: [Field; 7] = [
    field("second", 0, 59),
    field("minute", 0, 59),
    field("hour", 0, 23),
    field("day of the month", 1, 31),
    Field { names: &MONTHS, ..field("month", 1, 12) },
    // 7 is Sunday, too.
    Field { names: &WEEKDAYS, ..field("day of the week", 0, 7) },
    Field { wraps: false, ..field("year", 1970, 2199) },
];
const DAY: usize = 3;
const WEEKDAY: usize = 5;

/// Seven fields as croner takes them, out of five (from the minute), six (from the second) or seven (with the year).
/// What is wrong is said in words.
pub(crate) fn seven(text: &str) -> Result<[String; 7], String> {
    if let Some(odd) = text.chars().find(|letter| !(letter.is_ascii_graphic() || *letter == ' ')) {
        return Err(format!("`{}` is no character of an expression; take it out", odd.escape_default()));
    }
    let parts: Vec<String> = text.split_ascii_whitespace().map(str::to_ascii_uppercase).collect();
    let parts = match parts.len() {
        5 => [&["0".to_owned()], &parts[..], &["*".to_owned()]].concat(),
        6 => [&parts[..], &["*".to_owned()]].concat(),
        7 => parts,
        count => {
            return Err(format!("an expression has 5 fields, 6 with seconds, or 7 with years, and this has {count}"));
        }
    };
    let mut seven: [String; 7] = Default::default();
    for (at, part) in parts.iter().enumerate() {
        seven[at] = one(at, part).map_err(|wrong| format!("{}: {wrong}", FIELDS[at].what))?;
    }
    Ok(seven)
}

fn one(at: usize, part: &str) -> Result<String, String> {
    let mut items = Vec::new();
    // Alone a `+` before weekdays is croner's for "and".
    let part = match part.strip_prefix('+') {
        Some(_) => return Err("`+` is not taken here; leave it out".to_owned()),
        None => part,
    };
    for item in part.split(',') {
        items.push(one_item(at, item)?);
    }
    // With all of them among them, it is all of them.
    Ok(if items.iter().any(|item| item == "*") { "*".to_owned() } else { items.join(",") })
}

fn one_item(at: usize, item: &str) -> Result<String, String> {
    let field = &FIELDS[at];
    if item.is_empty() {
        return Err("nothing stands between two commas; leave one out".to_owned());
    }
    let (range, step) = match item.split_once('/') {
        Some((range, step)) => (range, Some(field.step(step)?)),
        None => (item, None),
    };
    let with_step = |range: String| step.map_or_else(|| range.clone(), |step| format!("{range}/{step}"));
    if range == "*" || (range == "?" && (at == DAY || at == WEEKDAY)) {
        return Ok(with_step("*".to_owned()));
    }
    if let Some(special) = special(at, range)? {
        return if step.is_none() {
            Ok(special)
        } else {
            Err(format!("`{range}` takes no step; leave out what is behind the `/`"))
        };
    }
    let Some((first, last)) = range.split_once('-') else {
        let value = field.value(range)?;
        return match step {
            None => Ok(value.to_string()),
            Some(step) => Err(format!("a step needs a range: `{value}-{}/{step}`", field.most)),
        };
    };
    let (mut first, mut last) = (field.value(first)?, field.value(last)?);
    if at == WEEKDAY && last == 0 && first > 0 {
        last = 7;
    }
    if first <= last {
        return Ok(with_step(format!("{first}-{last}")));
    }
    if !field.wraps {
        return Err(format!("`{range}` goes backwards; write the earlier year first"));
    }
    let size = if at == WEEKDAY { 7 } else { field.most - field.least + 1 };
    if at == WEEKDAY && first == 7 {
        first = 0;
    }
    let (from, length) = (first - field.least, (last + size - first) % size);
    let values = (0..=length).step_by(usize::try_from(step.unwrap_or(1)).unwrap_or(1));
    Ok(values.map(|on| ((from + on) % size + field.least).to_string()).collect::<Vec<_>>().join(","))
}

impl Field {
    fn value(&self, word: &str) -> Result<u32, String> {
        if let Some(at) = self.names.iter().position(|name| *name == word) {
            return Ok(u32::try_from(at).unwrap_or_default() + self.least);
        }
        let is_number = (1..=4).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit());
        let value = if is_number { word.parse().ok() } else { None };
        let value = value.filter(|value| (self.least..=self.most).contains(value));
        value.ok_or_else(|| {
            let word: String = word.chars().take(20).collect();
            format!("`{word}` is not one of {} to {}", self.least, self.most)
        })
    }

    fn step(&self, word: &str) -> Result<u32, String> {
        let most = self.most - self.least;
        let step = if word.len() <= 4 { word.parse::<u32>().ok() } else { None };
        step.filter(|step| (1..=most).contains(step) && !word.starts_with('+')).ok_or_else(|| {
            let word: String = word.chars().take(20).collect();
            format!("`/{word}` is no step: it is 1 to {most}")
        })
    }
}

/// `L`, `LW`, `15W`; `5#3` and `5L`.
fn special(at: usize, word: &str) -> Result<Option<String>, String> {
    let field = &FIELDS[at];
    if at == DAY {
        return match word {
            "L" | "LW" => Ok(Some(word.to_owned())),
            _ => word.strip_suffix('W').map(|day| Ok(format!("{}W", field.value(day)?))).transpose(),
        };
    }
    if at != WEEKDAY {
        return Ok(None);
    }
    let day = |day: &str| field.value(day).map(|day| day % 7);
    if let Some((weekday, which)) = word.split_once('#') {
        if !["1", "2", "3", "4", "5"].contains(&which) {
            return Err(format!(
                "`#{}` is none of a month's weeks: 1 to 5",
                which.chars().take(20).collect::<String>()
            ));
        }
        return Ok(Some(format!("{}#{which}", day(weekday)?)));
    }
    word.strip_suffix('L').map(|weekday| Ok(format!("{}#L", day(weekday)?))).transpose()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<String, String> {
        seven(text).map(|seven| seven.join(" "))
    }

    #[test]
    fn q16_j35_ranges_wrap_with_steps_and_names_are_names() {
        assert_eq!(read("0 18-6/2 * * *"), Ok("0 0 18,20,22,0,2,4,6 * * * *".into()));
        assert_eq!(read("0 0 * * FRI-MON"), Ok("0 0 0 * * 5,6,0,1 *".into()));
        assert_eq!(read("0 0 * * sat-sun"), Ok("0 0 0 * * 6-7 *".into()));
        assert_eq!(read("0 0 * * SUN-TUE"), Ok("0 0 0 * * 0-2 *".into()));
        assert_eq!(read("0 0 * nov-feb *"), Ok("0 0 0 * 11,12,1,2 * *".into()));
        assert_eq!(read("50-10/5 * * * *"), Ok("0 50,55,0,5,10 * * * * *".into()));
        assert_eq!(read("0 0 ? * mon#2,FRIL"), Ok("0 0 0 * * 1#2,5#L *".into()));
        assert_eq!(read("0 0 L,15W * *"), Ok("0 0 0 L,15W * * *".into()));
    }

    #[test]
    fn q9_the_count_of_fields_says_what_they_are() {
        assert_eq!(read("5 * * * *"), Ok("0 5 * * * * *".into()));
        assert_eq!(read("5 * * * * *"), Ok("5 * * * * * *".into()));
        assert_eq!(read("5 * * * * * 2030-2040"), Ok("5 * * * * * 2030-2040".into()));
        for (text, why) in [
            ("* * * *", "an expression has 5 fields, 6 with seconds, or 7 with years, and this has 4"),
            ("60 * * * *", "minute: `60` is not one of 0 to 59"),
            ("*/0 * * * *", "minute: `/0` is no step: it is 1 to 59"),
            ("5/10 * * * *", "minute: a step needs a range: `5-59/10`"),
            ("MON * * * *", "minute: `MON` is not one of 0 to 59"),
            ("0 0 * * MONTUE", "day of the week: `MONTUE` is not one of 0 to 7"),
            ("0,,1 * * * *", "minute: nothing stands between two commas; leave one out"),
            ("0 0 * * * * 2040-2030", "year: `2040-2030` goes backwards; write the earlier year first"),
            ("*\u{a0}* * * *", "`\\u{a0}` is no character of an expression; take it out"),
        ] {
            assert_eq!(read(text), Err(why.to_owned()), "{text}");
        }
    }
}
