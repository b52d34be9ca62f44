//! The name a person gave a file: shown and handed back, never used as a path.

/// The longest name, in characters.
const LONGEST: usize = 120;

/// A name as a browser sent it, fit to be shown and to be saved under: without folders, control
/// characters and signs that turn the order of letters around (S7, S18).
pub(crate) fn clean_name(sent: &str) -> String {
    let last = sent.rsplit(['/', '\\']).next().unwrap_or_default();
    let seen: String = last.chars().filter(|c| !c.is_control() && !is_invisible(*c)).collect();
    let plain = seen.trim_matches(|c: char| c.is_whitespace() || c == '.');
    if plain.is_empty() { "file".to_owned() } else { shortened(plain) }
}

/// The name with the ending that its content asks for, so that a picture is not saved as a program.
pub(crate) fn with_extension(name: &str, extension: &str) -> String {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    let same = |ending: &str| ending == extension || (extension == "jpg" && ending == "jpeg");
    if ending.is_some_and(|ending| same(&ending)) { name.to_owned() } else { format!("{name}.{extension}") }
}

/// Cut in the middle, so that the ending stays.
fn shortened(name: &str) -> String {
    let letters: Vec<char> = name.chars().collect();
    if letters.len() <= LONGEST {
        return name.to_owned();
    }
    let (start, end) = (&letters[..LONGEST - 21], &letters[letters.len() - 20..]);
    start.iter().chain(&['…']).chain(end).collect()
}

/// Signs for the order of letters, and letters without a width.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s18_names_are_names_and_no_paths() {
        for (sent, name) in [
            ("cat.png", "cat.png"),
            ("../../x.png", "x.png"),
            ("/etc/passwd", "passwd"),
            ("C:\\Users\\mia\\x.png", "x.png"),
            ("..", "file"),
            ("", "file"),
            (".htaccess", "htaccess"),
            ("a\0.png", "a.png"),
            ("a\r\nX: y.png", "aX: y.png"),
            ("\u{202e}gnp.html", "gnp.html"),
            ("<img src=x onerror=1>.png", "<img src=x onerror=1>.png"),
            ("Überraschung 猫.png", "Überraschung 猫.png"),
        ] {
            assert_eq!(clean_name(sent), name, "{sent:?}");
        }
        let long = clean_name(&format!("{}.png", "a".repeat(5_000)));
        assert!(long.chars().count() == LONGEST && long.ends_with("aaa.png"), "{long}");
    }

    #[test]
    fn s18_a_name_ends_as_its_content_asks() {
        assert_eq!(with_extension("cat.PNG", "png"), "cat.PNG");
        assert_eq!(with_extension("cat.jpeg", "jpg"), "cat.jpeg");
        assert_eq!(with_extension("a.html", "png"), "a.html.png");
        assert_eq!(with_extension("a", "gif"), "a.gif");
    }
}
