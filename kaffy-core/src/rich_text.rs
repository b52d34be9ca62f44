//! Rich text: HTML that people wrote, and what is left of it once it is safe to draw.
//!
//! [`CleanHtml`] is the only type whose text may stand in a page unescaped, and cleaning is the only
//! way to make one. Forms clean at saving, pages once more at drawing: the database may hold anything.

use std::{
    collections::{HashMap, HashSet},
    fmt,
    sync::LazyLock,
};

use ammonia::{Builder, UrlRelative};

/// Longer ones are not parsed, but shown as the text they are.
const LONGEST: usize = 512 * 1024;
/// So are those with more tags left open: the time a parser takes grows with the square of them.
const DEEPEST: usize = 256;

/// What may stay. No `style`, `svg`, `math` or raw text, which is where sanitisers have failed (S35), and
/// no images: they would be fetched from somewhere else.
const TAGS: &str = "a abbr b blockquote br caption cite code dd del dl dt em h1 h2 h3 h4 h5 h6 hr i ins kbd li mark \
    ol p pre q s small strong sub sup table tbody td th thead tr ul";

/// Tags that end a line where only the text is wanted.
const BLOCKS: &str = "blockquote br caption dd dt h1 h2 h3 h4 h5 h6 hr li p pre table td tr";

static SANITISER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::empty();
    builder
        .tags(TAGS.split(' ').collect())
        .clean_content_tags(HashSet::from([
            "script", "style", "title", "template", "noscript", "iframe", "svg", "math",
        ]))
        .tag_attributes(HashMap::from([
            ("a", HashSet::from(["href"])),
            ("abbr", HashSet::from(["title"])),
            ("ol", HashSet::from(["start"])),
            ("td", HashSet::from(["colspan", "rowspan"])),
            ("th", HashSet::from(["colspan", "rowspan"])),
        ]))
        .url_schemes(HashSet::from(["http", "https", "mailto"]))
        .url_relative(UrlRelative::Deny)
        .link_rel(Some("noopener noreferrer nofollow"))
        .strip_comments(true);
    builder
});

/// HTML that holds nothing but text and its formatting.
///
/// Paragraphs, headings, lists, quotes, code, tables, emphasis and links stay. Links lead to `http`,
/// `https` or `mailto` and carry `rel="noopener noreferrer nofollow"`. Everything else goes: other tags,
/// scripts and styles with what is in them, images, `style`, `class`, `id` and every other attribute.
///
/// ```
/// use kaffy_core::CleanHtml;
///
/// let clean = CleanHtml::of("<p onclick=x>Rye &amp; <b>spelt</b><script>alert(1)</script>");
/// assert_eq!(clean.as_str(), "<p>Rye &amp; <b>spelt</b></p>");
/// assert_eq!(clean.text(), "Rye & spelt");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CleanHtml(String);

impl CleanHtml {
    /// What is left of a text. One without any tag is taken as paragraphs, with an empty line between them.
    pub fn of(html: &str) -> Self {
        // As a parser of HTML reads them, so that what is clean stays as it is when it is cleaned again: line breaks, and
        // a mark of the byte order, which it takes away where a text begins with one.
        let html = match html.contains(['\r', '\0', '\u{feff}']) {
            true => &*html.replace("\r\n", "\n").replace('\r', "\n").replace(['\0', '\u{feff}'], ""),
            false => html,
        };
        if !html.contains('<') || html.len() > LONGEST || left_open(html) > DEEPEST {
            return Self(paragraphs(html));
        }
        let clean = SANITISER.clean(html).to_string();
        // Words alone would be taken for a plain text the next time, and escaped once more.
        Self(if clean.is_empty() || clean.contains('<') { clean } else { format!("<p>{clean}</p>") })
    }

    /// The HTML.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The HTML as a text of its own.
    pub fn into_string(self) -> String {
        self.0
    }

    /// The words without the formatting, on one line.
    pub fn text(&self) -> String {
        let mut text = String::with_capacity(self.0.len());
        let mut rest = self.0.as_str();
        while let Some(at) = rest.find('<') {
            text.push_str(&rest[..at]);
            let (tag, after) = rest[at..].split_at(end_of_tag(&rest[at..]));
            let name = tag.trim_matches(['<', '/', '>']);
            let name = name.split(' ').next().unwrap_or_default();
            if BLOCKS.split(' ').any(|block| block == name) {
                text.push(' ');
            }
            rest = after;
        }
        text.push_str(rest);
        // What the serialiser escapes in texts, `&` last.
        let text = text.replace("&nbsp;", " ").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Whether nobody would see anything of it.
    pub fn is_blank(&self) -> bool {
        self.text().is_empty() && !self.0.contains("<hr")
    }
}

impl fmt::Display for CleanHtml {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Behind the `>` that ends a tag; one in quotes is part of a value.
fn end_of_tag(tag: &str) -> usize {
    let mut quoted = false;
    for (at, byte) in tag.bytes().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b'>' if !quoted => return at + 1,
            _ => {}
        }
    }
    tag.len()
}

/// How many tags a text opens and does not close. Those that HTML closes by itself do not count.
fn left_open(html: &str) -> usize {
    const CLOSED: [&str; 12] = ["p", "li", "td", "th", "tr", "dt", "dd", "br", "hr", "img", "input", "wbr"];
    let mut open = HashMap::<&str, usize>::new();
    let mut total = 0;
    for tag in html.split('<').skip(1) {
        let (closes, tag) = tag.strip_prefix('/').map_or((false, tag), |tag| (true, tag));
        let name = &tag[..tag.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(tag.len())];
        if name.is_empty() || CLOSED.contains(&name.to_ascii_lowercase().as_str()) {
            continue;
        }
        let count = open.entry(name).or_default();
        match (closes, *count) {
            (false, _) => (*count, total) = (*count + 1, total + 1),
            (true, 0) => {}
            (true, _) => (*count, total) = (*count - 1, total - 1),
        }
    }
    total
}

/// A plain text as HTML: what a person without the editor types.
fn paragraphs(text: &str) -> String {
    let text = text
        .replace("\r\n", "\n")
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('\u{a0}', "&nbsp;");
    let paragraphs = text.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty());
    paragraphs.map(|paragraph| format!("<p>{}</p>", paragraph.replace('\n', "<br>"))).collect()
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::*;

    fn clean(html: &str) -> String {
        CleanHtml::of(html).into_string()
    }

    #[test]
    fn k98_formatting_stays() {
        for html in [
            "<h2>Rye</h2><p>A <strong>dark</strong>, <em>sour</em> bread.</p>",
            "<ul><li>Flour</li><li>Water</li></ul><ol start=\"3\"><li>Salt</li></ol>",
            "<blockquote>Give us this day<br>our daily bread.</blockquote><hr>",
            "<table><tbody><tr><td colspan=\"2\">1</td></tr></tbody></table>",
        ] {
            assert_eq!(clean(html), html);
        }
    }

    #[test]
    fn s35_nothing_else_stays() {
        for (html, left) in [
            ("<script>alert(1)</script>a &amp; b", "<p>a &amp; b</p>"),
            ("<p style=\"position:fixed\" class=x id=y onclick=z>a</p>", "<p>a</p>"),
            ("<img src=x onerror=alert(1)>", ""),
            ("<img src=\"data:image/png;base64,AAAA\">", ""),
            ("<svg><script>1</script><a href=x>b</a></svg>a", "<p>a</p>"),
            ("<iframe srcdoc=\"<script>\"></iframe><object data=x></object>", ""),
            ("<form action=/x><input name=y><button>Go</button></form>", "<p>Go</p>"),
            ("<p>a<!-- b --></p>", "<p>a</p>"),
            ("<base href=//evil.example><meta http-equiv=refresh content=0>", ""),
        ] {
            assert_eq!(clean(html), left, "{html}");
        }
        for html in [
            r#"<svg></p><style><a id="</style><img src=1 onerror=1>">"#,
            r#"<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=1&gt;">"#,
            "<svg><set attributeName=href to=javascript:1>",
            "<noscript><p title=\"</noscript><img src=x onerror=1>\">",
        ] {
            let once = clean(html);
            assert!(!once.contains("<img") && !once.contains("<svg"), "{html}: {once}");
            assert_eq!(clean(&once), once, "cleaning again changes nothing: {html}");
        }
    }

    #[test]
    fn s34_links_lead_to_the_web_and_to_mail_only() {
        let rel = "rel=\"noopener noreferrer nofollow\"";
        assert_eq!(clean("<a href=\"https://example.org/?a=1&amp;b\" target=_top>x</a>"), {
            format!("<a href=\"https://example.org/?a=1&amp;b\" {rel}>x</a>")
        });
        assert_eq!(
            clean("<a href=mailto:a@example.org>x</a>"),
            format!("<a href=\"mailto:a@example.org\" {rel}>x</a>")
        );
        for bad in [
            "javascript:alert(1)",
            "JaVaScRiPt:1",
            "&#1;javascript:1",
            "data:text/html,x",
            "//evil.example",
            "/x",
            "x",
            "",
        ] {
            assert_eq!(clean(&format!("<a href=\"{bad}\">x</a>")), format!("<a {rel}>x</a>"), "{bad}");
        }
    }

    #[test]
    fn k98_a_plain_text_becomes_paragraphs() {
        assert_eq!(clean("Dark & sour.\r\nFrom rye.\n\n\nBaked daily."), {
            "<p>Dark &amp; sour.<br>From rye.</p><p>Baked daily.</p>"
        });
        assert_eq!(clean(""), "");
    }

    #[test]
    fn k98_the_words_alone() {
        let html = "<h2>Rye</h2><p>Dark&nbsp;&amp; <b>so</b>ur<br>&amp;lt; <a href=\"https://a/?b=>\">here</a></p>";
        assert_eq!(CleanHtml::of(html).text(), "Rye Dark & sour &lt; here");
        assert!(CleanHtml::of("<p><br></p><p>&nbsp;</p>").is_blank());
        assert!(!CleanHtml::of("<p>.</p>").is_blank());
    }

    #[test]
    fn s11_hostile_nesting_is_not_parsed() {
        let pieces = [
            "<b>",
            "<a href=x>",
            "<table>",
            "<p><b></p>",
            "<blockquote>",
            "<i></b>",
            "</b>",
            "<li>",
            "&amp;<",
            "<x y='",
        ];
        for piece in pieces {
            let html = piece.repeat(LONGEST / piece.len());
            // A machine may be busy with something else for a while, but not each time.
            let once = || {
                let start = Instant::now();
                let _ = CleanHtml::of(&html).text();
                start.elapsed()
            };
            let took = (0..3).map(|_| once()).find(|took| *took < Duration::from_secs(10));
            assert!(took.is_some(), "{piece} takes more than ten seconds");
        }
        let deep = format!("{}a{}", "<blockquote>".repeat(200), "</blockquote>".repeat(200));
        assert_eq!(clean(&deep), deep);
        assert_eq!(left_open(&"<p>a<br><b>c</b><IMG src=x></p>".repeat(1_000)), 0);
    }
}
