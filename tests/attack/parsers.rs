//! Everything that reads bytes from outside, with random ones: no panic, no 5xx, and none takes long (F27).
//!
//! The functions are the fuzz targets of `fuzz/`, for which libFuzzer needs nightly Rust; here they get bytes from
//! proptest, half of them put together from what the parsers look for.

use std::{
    fs,
    path::Path,
    time::{Duration, Instant},
};

use proptest::{
    collection::vec,
    prelude::{Strategy, any, prop_oneof},
    sample::select,
    strategy::ValueTree,
    test_runner::{Config, RngAlgorithm, TestRng, TestRunner},
};

#[path = "../../fuzz/src/targets.rs"]
#[allow(dead_code, unreachable_pub, reason = "a library of its own in `fuzz/`, which gives more of it to the targets")]
mod targets;

use targets::{ALL, Targets};

/// The longest that one input may take, the best of three: a busy machine is no finding.
const LONGEST: Duration = Duration::from_millis(50);

/// The largest input: without optimisation the parser of HTML takes some milliseconds for a kilobyte of nested tags.
const LARGEST: usize = 8_000;

/// Pieces that mean something somewhere.
const PIECES: &[&str] = &[
    "f.",
    "title",
    "price",
    "day",
    "tags",
    ".gte",
    ".contains",
    ".empty",
    ".during",
    ".preset",
    "=",
    "&",
    "+",
    "%00",
    "%ff",
    "%2C",
    ",",
    "sort=",
    "-",
    "size=25",
    "after=",
    "q=",
    "\"",
    "'",
    "\\",
    "[",
    "]",
    "{",
    "}",
    ":",
    "null",
    "true",
    "1",
    "-1",
    "1e309",
    "0.1",
    "2026-03-29",
    "T02:30:00",
    "Z",
    "é",
    "💩",
    "\u{0}",
    "\u{feff}",
    "\r\n",
    "\t",
    ";",
    "=1+1",
    "<p>",
    "</p>",
    "<script>",
    "<a href=\"javascript:x\">",
    "<svg>",
    "<style>",
    "<!--",
    "]]>",
    "&lt;",
    "--XyZ",
    "--XyZ--\r\n",
    "Content-Disposition: form-data; name=\"paper\"; filename=\"a.csv\"\r\n\r\n",
    "Content-Type: text/csv\r\n",
    "kaffy_session",
    "AAAA",
    "eyJpZCI6MX0",
    ".",
    "~",
    "/",
    "..",
    "shop/things",
    "/1",
    "/options",
    "?",
    "_csrf",
    "_save",
    "_version",
    "_pick",
    "_back",
];

fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        4 => select(PIECES.to_vec()).prop_map(|text| text.as_bytes().to_vec()),
        1 => vec(any::<u8>(), 1..6),
        // One thing again and again is what makes parsers slow.
        1 => (select(PIECES.to_vec()), 2..400_usize).prop_map(|(text, times)| text.repeat(times).into_bytes()),
    ];
    prop_oneof![1 => vec(any::<u8>(), 0..300), 3 => vec(piece, 0..24).prop_map(|pieces| pieces.concat())]
}

fn best_of_three(run: impl Fn()) -> Duration {
    let time = || {
        let (started, worked) = (Instant::now(), worked());
        run();
        let by_the_clock = started.elapsed();
        worked.zip(self::worked()).map_or(by_the_clock, |(before, after)| by_the_clock.min(after - before))
    };
    let first = time();
    if first <= LONGEST { first } else { first.min(time()).min(time()) }
}

/// How long this thread has worked, where the system tells: on a machine that does other things the clock says nothing.
fn worked() -> Option<Duration> {
    let text = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    text.split(' ').next()?.parse().ok().map(Duration::from_nanos)
}

/// How many inputs for each; `KAFFY_CASES` sets another number.
fn cases(name: &str) -> usize {
    // A request is some forty times the work of a parser.
    let usual = if ["form_body", "multipart", "cookie", "address"].contains(&name) { 150 } else { 1_000 };
    std::env::var("KAFFY_CASES").ok().and_then(|count| count.parse().ok()).unwrap_or(usual)
}

#[test]
fn f27_no_bytes_panic_or_take_long() {
    let targets = Targets::new();
    let mut slow = Vec::new();
    for (name, target) in ALL {
        let mut runner = TestRunner::new_with_rng(Config::default(), TestRng::deterministic_rng(RngAlgorithm::ChaCha));
        for _ in 0..cases(name) {
            let mut data = bytes().new_tree(&mut runner).expect("bytes").current();
            data.truncate(LARGEST);
            let took = best_of_three(|| target(&targets, &data));
            if took > LONGEST {
                slow.push(format!(
                    "{name}: {took:?} for {} bytes: {:?}",
                    data.len(),
                    String::from_utf8_lossy(&data[..data.len().min(120)])
                ));
            }
        }
    }
    assert!(slow.is_empty(), "{}", slow.join("\n"));
}

#[test]
fn f27_every_target_has_its_binary() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/fuzz_targets");
    let mut found: Vec<_> =
        fs::read_dir(folder).expect("readable").map(|entry| entry.expect("readable").path()).collect();
    found.sort();
    let names: Vec<_> =
        found.iter().map(|path| path.file_stem().and_then(|stem| stem.to_str()).expect("UTF-8")).collect();
    let mut known: Vec<_> = ALL.iter().map(|(name, _)| *name).collect();
    known.sort_unstable();
    assert_eq!(names, known);
    for (path, name) in found.iter().zip(known) {
        let text = fs::read_to_string(path).expect("readable");
        assert!(text.contains(&format!("run(\"{name}\"")), "{name}");
    }
}
