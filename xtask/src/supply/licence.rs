//! Whether a licence, as a package writes it, may be used: SPDX with `OR`, `AND`, `WITH` and brackets, and the old `/`.

/// Whether the words come to something that is in the list.
pub(super) fn is_allowed(expression: &str, allowed: &[String]) -> bool {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut reader = Reader { words: &words, allowed };
    !words.is_empty() && reader.any() && reader.words.is_empty()
}

struct Reader<'a> {
    words: &'a [&'a str],
    allowed: &'a [String],
}

impl<'a> Reader<'a> {
    /// One of several.
    fn any(&mut self) -> bool {
        let mut is = self.all();
        while self.takes("OR") {
            is |= self.all();
        }
        is
    }

    /// Several at once.
    fn all(&mut self) -> bool {
        let mut is = self.one();
        while self.takes("AND") {
            is &= self.one();
        }
        is
    }

    fn one(&mut self) -> bool {
        if self.takes("(") {
            let is = self.any();
            return self.takes(")") && is;
        }
        let Some(name) = self.next() else { return false };
        let name = match self.takes("WITH") {
            true => format!("{name} WITH {}", self.next().unwrap_or_default()),
            false => name.to_owned(),
        };
        self.allowed.contains(&name)
    }

    fn takes(&mut self, word: &str) -> bool {
        let is = self.words.first() == Some(&word);
        if is {
            self.words = &self.words[1..];
        }
        is
    }

    fn next(&mut self) -> Option<&'a str> {
        let (first, rest) = self.words.split_first()?;
        self.words = rest;
        Some(first)
    }
}

#[cfg(test)]
mod tests {
    use super::is_allowed;

    #[test]
    fn s45_expressions_of_licences_are_understood() {
        let allowed = ["MIT", "Apache-2.0", "Apache-2.0 WITH LLVM-exception", "Unicode-3.0"].map(str::to_owned);
        for good in [
            "MIT",
            "GPL-2.0-only OR MIT",
            "MIT/GPL-2.0",
            "(MIT OR GPL-3.0) AND Unicode-3.0",
            "Apache-2.0 WITH LLVM-exception OR GPL-3.0",
        ] {
            assert!(is_allowed(good, &allowed), "{good}");
        }
        for bad in
            ["", "GPL-3.0", "MIT AND GPL-3.0", "(MIT", "MIT)", "MIT MIT", "Apache-2.0 WITH other", "OR MIT", "mit"]
        {
            assert!(!is_allowed(bad, &allowed), "{bad}");
        }
    }
}
