//! The records of a CSV file, one after the other, out of a stream: however long the file is, one of them is in memory.

use csv::StringRecord;
use csv_core::{ReadRecordResult, Reader, ReaderBuilder};
use kaffy_core::{size_in_words, tr};
use tokio::io::{AsyncRead, AsyncReadExt};

use super::watching::{Watch, separator};
use crate::chores::ChoreError;

/// Bytes that are read at once.
const BUFFER: usize = 64 * 1024;
/// The largest record. A quote that is not closed makes one cell of the rest of the file.
const LARGEST: usize = 1024 * 1024;
/// The most columns.
const COLUMNS: usize = 1_000;
const MARK: &[u8] = "\u{feff}".as_bytes();

/// Records as they stand in the file.
pub(super) struct Records<R> {
    content: R,
    buffer: Vec<u8>,
    from: usize,
    is_over: bool,
    core: Reader,
    watch: Watch,
    line: u64,
    cells: Vec<u8>,
    ends: Vec<usize>,
}

impl<R: AsyncRead + Unpin + Send> Records<R> {
    /// Reads how the file begins.
    pub(super) async fn open(mut content: R) -> Result<Self, ChoreError> {
        let mut buffer = Vec::with_capacity(BUFFER);
        (&mut content).take(BUFFER as u64).read_to_end(&mut buffer).await?;
        if buffer.starts_with(&[0xff, 0xfe]) || buffer.starts_with(&[0xfe, 0xff]) {
            return Err(ChoreError::failed(tr!("csv-utf16")));
        }
        if buffer.starts_with(MARK) {
            buffer.drain(..MARK.len());
        }
        let separator = separator(&buffer);
        let mut watch = Watch::new(separator);
        watch.see(&buffer).map_err(ChoreError::failed)?;
        Ok(Self {
            content,
            buffer,
            from: 0,
            is_over: false,
            core: ReaderBuilder::new().delimiter(separator).build(),
            watch,
            line: 1,
            cells: vec![0; 4 * 1024],
            ends: vec![0; 64],
        })
    }

    /// The next record, with the line that it begins on; empty lines are none.
    pub(super) async fn next(&mut self) -> Result<Option<(u64, StringRecord)>, ChoreError> {
        if !self.skip_line_breaks().await? {
            return Ok(None);
        }
        let (line, mut cells, mut ends) = (self.line, 0, 0);
        loop {
            if self.from == self.buffer.len() && !self.is_over {
                self.fill().await?;
            }
            let input = &self.buffer[self.from..];
            let (result, read, wrote, ended) =
                self.core.read_record(input, &mut self.cells[cells..], &mut self.ends[ends..]);
            self.line += breaks(&input[..read]);
            (self.from, cells, ends) = (self.from + read, cells + wrote, ends + ended);
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull if self.cells.len() >= LARGEST => {
                    let most = size_in_words(LARGEST as u64);
                    return Err(ChoreError::failed(tr!("import-large-cell", line = line, most = most)));
                }
                ReadRecordResult::OutputFull => self.cells.resize(self.cells.len() * 2, 0),
                ReadRecordResult::OutputEndsFull if self.ends.len() > COLUMNS => {
                    return Err(ChoreError::failed(tr!("csv-columns", line = line, most = COLUMNS)));
                }
                ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
                ReadRecordResult::Record => return record(&self.cells, &self.ends[..ends], line).map(Some),
                ReadRecordResult::End => return Ok(None),
            }
        }
    }

    /// Whether there is something behind.
    async fn skip_line_breaks(&mut self) -> Result<bool, ChoreError> {
        loop {
            let rest = &self.buffer[self.from..];
            let skipped = rest.iter().take_while(|byte| matches!(byte, b'\n' | b'\r')).count();
            self.line += breaks(&rest[..skipped]);
            self.from += skipped;
            if self.from < self.buffer.len() {
                return Ok(true);
            }
            if self.is_over {
                return Ok(false);
            }
            self.fill().await?;
        }
    }

    async fn fill(&mut self) -> Result<(), ChoreError> {
        self.buffer.clear();
        self.from = 0;
        (&mut self.content).take(BUFFER as u64).read_buf(&mut self.buffer).await?;
        self.is_over = self.buffer.is_empty();
        let seen = if self.is_over { self.watch.end() } else { self.watch.see(&self.buffer) };
        seen.map_err(ChoreError::failed)
    }
}

fn breaks(bytes: &[u8]) -> u64 {
    bytes.iter().filter(|byte| **byte == b'\n').count() as u64
}

fn record(cells: &[u8], ends: &[usize], line: u64) -> Result<(u64, StringRecord), ChoreError> {
    let mut record = StringRecord::with_capacity(ends.last().copied().unwrap_or_default(), ends.len());
    let mut from = 0;
    for end in ends {
        let cell =
            str::from_utf8(&cells[from..*end]).map_err(|_| ChoreError::failed(tr!("import-utf8", line = line)))?;
        record.push_field(cell);
        from = *end;
    }
    Ok((line, record))
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn all(bytes: &[u8]) -> Result<Vec<(u64, Vec<String>)>, ChoreError> {
        let mut records = Records::open(bytes).await?;
        let mut all = Vec::new();
        while let Some((line, record)) = records.next().await? {
            all.push((line, record.iter().map(str::to_owned).collect()));
        }
        Ok(all)
    }

    async fn words(bytes: &[u8]) -> String {
        all(bytes).await.expect_err("it is bad").to_string()
    }

    #[tokio::test]
    async fn j72_separators_marks_quotes_and_lines_are_read() {
        for text in ["a,b\n1,\"x;y\"\n", "a;b\r\n1;\"x;y\"\r\n", "a\tb\n1\tx;y\n", "\u{feff}a,b\n1,x;y"] {
            let read = all(text.as_bytes()).await.expect("it is good");
            assert_eq!(read[0], (1, vec!["a".to_owned(), "b".to_owned()]), "{text}");
            assert_eq!(read[1], (2, vec!["1".to_owned(), "x;y".to_owned()]), "{text}");
        }
        let read = all(b"a,b\r\n5\" pipe,\"two\r\nlines \"\"so\"\"\"\r\n\r\nx,y\r\n").await.expect("it is good");
        assert_eq!(read.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [1, 2, 5], "empty lines are no rows");
        assert_eq!(read[1].1, ["5\" pipe", "two\r\nlines \"so\""]);
        assert!(all(b"").await.expect("nothing is wrong").is_empty());
    }

    #[tokio::test]
    async fn j72_what_is_no_csv_is_refused_in_words() {
        assert!(words(b"a\nBr\xf6tchen\n").await.contains("Line 2"));
        assert!(words(b"a\n\"Rye\nWheat\n").await.contains("line 2"));
        assert!(words(b"a\nR\0ye\n").await.contains("Line 2"));
        assert!(words(b"\xff\xfea\0\n\0").await.contains("UTF-16"));
        assert!(words(&[b"a\n\"".to_vec(), vec![b'x'; 5_000_000]].concat()).await.contains("ine 2"));
        assert!(words(vec!["a"; 5_000].join(",").as_bytes()).await.contains("1,000"));
    }

    #[tokio::test]
    async fn j72_records_are_whole_wherever_the_pieces_end() {
        let text: String = (0..20_000).map(|number| format!("{number},\"a \"\"{number}\"\"\r\nb\"\r\n")).collect();
        let read = all(text.as_bytes()).await.expect("it is good");
        assert_eq!(read.len(), 20_000);
        for (number, (line, cells)) in read.iter().enumerate() {
            assert_eq!(*line, number as u64 * 2 + 1);
            assert_eq!(cells[..], [number.to_string(), format!("a \"{number}\"\r\nb")]);
        }
    }
}
