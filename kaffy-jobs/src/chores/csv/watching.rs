//! What is wrong with the text of a CSV file before anybody asks for its cells.

use kaffy_core::tr;

/// The sign that stands most often in the first line, outside of quotes.
pub(super) fn separator(start: &[u8]) -> u8 {
    let mut counts = [(b',', 0_usize), (b';', 0), (b'\t', 0)];
    let mut is_quoted = false;
    for byte in start {
        match byte {
            b'"' => is_quoted = !is_quoted,
            b'\n' if !is_quoted => break,
            byte if !is_quoted => counts.iter_mut().filter(|(sign, _)| sign == byte).for_each(|(_, count)| *count += 1),
            _ => {}
        }
    }
    // Of equals the first.
    counts.iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(sign, _)| *sign)
}

/// Sees all bytes in their order: what is no text, and quotes that nothing closes, which would make one cell of the
/// rest of the file.
#[derive(Debug)]
pub(super) struct Watch {
    separator: u8,
    line: u64,
    at: At,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum At {
    /// Where a cell begins.
    Start,
    /// In a cell.
    Cell,
    /// In quotes that began on this line.
    Quoted(u64),
    /// Behind a quote in quotes, which ends them unless it is there twice.
    MaybeEnd(u64),
}

impl Watch {
    pub(super) const fn new(separator: u8) -> Self {
        Self { separator, line: 1, at: At::Start }
    }

    /// # Errors
    /// In words.
    pub(super) fn see(&mut self, bytes: &[u8]) -> Result<(), String> {
        for byte in bytes.iter().copied() {
            if byte == 0 {
                return Err(tr!("import-nul", line = self.line));
            }
            if byte == b'\n' {
                self.line += 1;
            }
            self.at = match (self.at, byte) {
                (At::Quoted(line), b'"') => At::MaybeEnd(line),
                (At::Quoted(line), _) | (At::MaybeEnd(line), b'"') => At::Quoted(line),
                (At::Start, b'"') => At::Quoted(self.line),
                (_, b'\n' | b'\r') => At::Start,
                (_, byte) if byte == self.separator => At::Start,
                _ => At::Cell,
            };
        }
        Ok(())
    }

    /// # Errors
    /// In words.
    pub(super) fn end(&self) -> Result<(), String> {
        match self.at {
            At::Quoted(line) => Err(tr!("import-unclosed", line = line)),
            _ => Ok(()),
        }
    }
}
