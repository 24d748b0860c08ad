//! Plain text in elements that hold HTML, there and back.

use std::borrow::Cow;
use std::ops::Range;

use dateline_core::text::{ByteClass, ByteKind, ByteKinds};

use crate::entities;
use crate::escape::is_blank;
use crate::scan;

/// Makes HTML of plain text so that dropping the tags and unescaping `&amp;`, `&lt;` and `&gt;`
/// gives the text back byte for byte.
///
/// A line end (LF, CRLF or CR) gets a `<br>` before it, two or more end the paragraph, and those
/// at either end of the text stand outside all paragraphs.
///
/// ```
/// use dateline_xml::html_from_plain;
///
/// assert_eq!(
///     html_from_plain("Fish & chips\nat noon\n\nAll welcome\n"),
///     "<p>Fish &amp; chips<br>\nat noon</p>\n\n<p>All welcome</p>\n",
/// );
/// ```
#[must_use]
pub fn html_from_plain(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + text.len() / 16 + 16);
    from_plain(&mut html, text, ByteKinds::of(text), &AS_HTML);
    html
}

/// What the pieces of plain text become.
pub(crate) struct Marks {
    /// The start and the end of a paragraph.
    pub(crate) paragraph: &'static str,
    pub(crate) end: &'static str,
    pub(crate) line_break: &'static str,
    /// What one LF and two of them between lines become in all, as nearly all are.
    pub(crate) one_feed: &'static str,
    pub(crate) two_feeds: &'static str,
    pub(crate) ampersand: &'static str,
    pub(crate) less: &'static str,
    pub(crate) greater: &'static str,
    /// Writes line ends between lines.
    pub(crate) ends: fn(&mut String, &str),
    /// Writes line ends at either end of the text.
    pub(crate) outside: fn(&mut String, &str),
}

const AS_HTML: Marks = Marks {
    paragraph: "<p>",
    end: "</p>",
    line_break: "<br>",
    one_feed: "<br>\n",
    two_feeds: "</p>\n\n<p>",
    ampersand: "&amp;",
    less: "&lt;",
    greater: "&gt;",
    ends: String::push_str,
    outside: String::push_str,
};

/// Appends what [`html_from_plain`] makes of a text, in these marks. `bytes` is what bytes it has.
pub(crate) fn from_plain(out: &mut String, text: &str, bytes: ByteKinds, marks: &Marks) {
    let is_end = |c| matches!(c, '\n' | '\r');
    let inner = text.trim_start_matches(is_end);
    (marks.outside)(out, &text[..text.len() - inner.len()]);
    let (inner, tail) = inner.split_at(inner.trim_end_matches(is_end).len());
    if !inner.is_empty() {
        let mut words = Words::new(inner, bytes.has(ByteKind::Markup), marks);
        let may_have_cr = bytes.has(ByteKind::Control);
        let end_of_line = |rest: &[u8]| {
            if may_have_cr {
                memchr::memchr2(b'\n', b'\r', rest)
            } else {
                memchr::memchr(b'\n', rest)
            }
        };
        out.push_str(marks.paragraph);
        let mut from = 0;
        while let Some(at) = end_of_line(&inner.as_bytes()[from..]) {
            let at = from + at;
            let ends = &inner[at..at + line_ends(&inner[at..])];
            words.push(from..at, out);
            match ends {
                "\n" => out.push_str(marks.one_feed),
                "\n\n" => out.push_str(marks.two_feeds),
                _ if is_one_end(ends) => {
                    out.push_str(marks.line_break);
                    (marks.ends)(out, ends);
                }
                _ => {
                    out.push_str(marks.end);
                    (marks.ends)(out, ends);
                    out.push_str(marks.paragraph);
                }
            }
            from = at + ends.len();
        }
        words.push(from..inner.len(), out);
        out.push_str(marks.end);
    }
    (marks.outside)(out, tail);
}

/// Writes the lines of a text, one behind the other. What needs a mark is looked for once, and not
/// in each line anew.
struct Words<'t> {
    text: &'t str,
    marks: &'t Marks,
    /// Where the next character stands that needs a mark, or the end.
    next: usize,
}

impl<'t> Words<'t> {
    /// `may_need` is whether any character may need a mark.
    fn new(text: &'t str, may_need: bool, marks: &'t Marks) -> Self {
        let next = text.len();
        let mut words = Self { text, marks, next };
        if may_need {
            words.seek(0);
        }
        words
    }

    /// Looks for the next character that needs a mark.
    fn seek(&mut self, from: usize) {
        let rest = &self.text.as_bytes()[from..];
        self.next = from + memchr::memchr3(b'&', b'<', b'>', rest).unwrap_or(rest.len());
    }

    /// Appends what stands there.
    #[inline]
    fn push(&mut self, range: Range<usize>, out: &mut String) {
        if self.next < range.end {
            self.push_marked(range, out);
        } else {
            out.push_str(&self.text[range]);
        }
    }

    #[inline(never)]
    fn push_marked(&mut self, Range { start, end }: Range<usize>, out: &mut String) {
        let mut copied = start;
        while self.next < end {
            out.push_str(&self.text[copied..self.next]);
            out.push_str(match self.text.as_bytes()[self.next] {
                b'&' => self.marks.ampersand,
                b'<' => self.marks.less,
                _ => self.marks.greater,
            });
            copied = self.next + 1;
            self.seek(copied);
        }
        out.push_str(&self.text[copied..end]);
    }
}

/// Takes back what [`html_from_plain`] made, and nothing else: the text is given only where making
/// it again gives the same bytes.
///
/// ```
/// use dateline_xml::plain_from_html;
///
/// assert_eq!(plain_from_html("<p>One<br>\ntwo</p>").as_deref(), Some("One\ntwo"));
/// assert_eq!(plain_from_html("<p>One<br/>two</p>"), None);
/// ```
#[must_use]
pub fn plain_from_html(html: &str) -> Option<String> {
    plain_from::<AsItStands>(html)
}

/// The same of HTML that stands escaped in an element of XML, as nearly all write it who escape it.
/// Around its paragraphs there must be nothing, and no CR in it.
pub(crate) fn plain_from_escaped(xml: &str) -> Option<String> {
    if xml.starts_with(Escaped::PARAGRAPH) && xml.ends_with(Escaped::END) {
        plain_from::<Escaped>(xml)
    } else {
        None
    }
}

/// How the HTML of plain text stands where it is taken back.
trait Writing {
    const PARAGRAPH: &'static str;
    const END: &'static str;
    const LINE_BREAK: &'static str;

    /// How many bytes of words a text begins with, before a tag or a reference. None where there is
    /// neither, or something in front of it that stands in no words.
    fn words(html: &[u8]) -> Option<usize>;

    /// What follows the ampersand that a text begins with.
    fn behind_ampersand(html: &str) -> Option<&str>;
}

struct AsItStands;

impl Writing for AsItStands {
    const PARAGRAPH: &'static str = "<p>";
    const END: &'static str = "</p>";
    const LINE_BREAK: &'static str = "<br>";

    fn words(html: &[u8]) -> Option<usize> {
        let length = memchr::memchr3(b'<', b'&', b'>', html)?;
        let words = html.get(..length)?;
        let has_end = memchr::memchr2(b'\n', b'\r', words).is_some();
        (!has_end).then_some(length)
    }

    fn behind_ampersand(html: &str) -> Option<&str> {
        html.strip_prefix('&')
    }
}

struct Escaped;

impl Writing for Escaped {
    const PARAGRAPH: &'static str = "&lt;p&gt;";
    const END: &'static str = "&lt;/p&gt;";
    const LINE_BREAK: &'static str = "&lt;br&gt;";

    fn words(xml: &[u8]) -> Option<usize> {
        let length = memchr::memchr3(b'&', b'>', b'\n', xml)?;
        (xml.get(length) == Some(&b'&')).then_some(length)
    }

    fn behind_ampersand(xml: &str) -> Option<&str> {
        let strip = |ampersand| xml.strip_prefix(ampersand);
        ["&#x26;", "&amp;", "&#38;"].into_iter().find_map(strip)
    }
}

/// Takes HTML back that stands in this writing.
fn plain_from<W: Writing>(html: &str) -> Option<String> {
    let (head, mut rest) = html.split_at_checked(line_ends(html))?;
    if rest.is_empty() {
        return (!head.is_empty()).then(|| html.to_owned());
    }
    let mut text = String::with_capacity(html.len());
    text.push_str(head);
    rest = rest.strip_prefix(W::PARAGRAPH)?;
    let mut line_start = text.len();
    loop {
        let (words, mark) = rest.split_at_checked(W::words(rest.as_bytes())?)?;
        text.push_str(words);
        let (is_last, behind) = if let Some(behind) = mark.strip_prefix(W::END) {
            (true, behind)
        } else if let Some(behind) = mark.strip_prefix(W::LINE_BREAK) {
            (false, behind)
        } else {
            let (c, behind) = escape_back(W::behind_ampersand(mark)?)?;
            text.push(c);
            rest = behind;
            continue;
        };
        if text.len() == line_start {
            return None;
        }
        let (ends, next) = behind.split_at_checked(line_ends(behind))?;
        text.push_str(ends);
        line_start = text.len();
        rest = match (is_last, ends) {
            // What stands at the end is outside of all paragraphs, however many line ends there are.
            (true, _) if next.is_empty() => return Some(text),
            (true, ends) if !ends.is_empty() && !is_one_end(ends) => {
                next.strip_prefix(W::PARAGRAPH)?
            }
            (false, ends) if is_one_end(ends) => next,
            _ => return None,
        };
    }
}

/// The character of a reference as [`escape`] writes it, whose name stands there behind an ampersand,
/// and what follows.
fn escape_back(name: &str) -> Option<(char, &str)> {
    [("amp;", '&'), ("lt;", '<'), ("gt;", '>')]
        .into_iter()
        .find_map(|(reference, c)| Some((c, name.strip_prefix(reference)?)))
}

/// How many bytes of line ends the text begins with.
fn line_ends(text: &str) -> usize {
    scan::count_first(text.as_bytes(), |byte| matches!(byte, b'\n' | b'\r'))
}

/// Whether these line ends are one.
fn is_one_end(ends: &str) -> bool {
    matches!(ends, "\n" | "\r" | "\r\n")
}

/// What an HTML parser would not show as it stands.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Markup {
    /// Text that means itself.
    None,
    /// Character references, but no tags.
    References,
    /// Tags or comments.
    Tags,
}

/// What markup a text has, read as HTML.
pub(crate) fn markup(text: &str) -> Markup {
    let bytes = text.as_bytes();
    let opens = |at: usize| {
        bytes
            .get(at + 1)
            .is_some_and(|b| b.is_ascii_alphabetic() || matches!(b, b'/' | b'!' | b'?'))
    };
    if memchr::memchr_iter(b'<', bytes).any(opens) {
        return Markup::Tags;
    }
    if memchr::memchr_iter(b'&', bytes).any(|at| reference(&text[at..]).is_some()) {
        return Markup::References;
    }
    Markup::None
}

/// The words of HTML: tags are dropped, references resolved, ends of blocks and `<br>` become line
/// ends; what scripts and styles hold is dropped.
///
/// ```
/// let html = "<p>Talks <b>opened</b> &amp; closed.</p>";
/// assert_eq!(dateline_xml::words_of_html(html), "Talks opened & closed.");
/// ```
#[must_use]
pub fn words(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = memchr::memchr2(b'<', b'&', rest.as_bytes()) {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some((c, length)) = reference(rest) {
            text.push(c);
            rest = &rest[length..];
        } else if let Some((name, length)) = tag(rest) {
            rest = &rest[length..];
            let name = name.to_ascii_lowercase();
            if matches!(name.as_str(), "script" | "style") {
                rest = rest.find("</").map_or("", |end| &rest[end..]);
            }
            let ends_line = matches!(
                name.as_str(),
                "br" | "/p"
                    | "/div"
                    | "/li"
                    | "/tr"
                    | "/h1"
                    | "/h2"
                    | "/h3"
                    | "/h4"
                    | "/blockquote"
            );
            if ends_line && !rest.starts_with(['\n', '\r']) {
                text.push('\n');
            }
        } else {
            text.push_str(&rest[..1]);
            rest = &rest[1..];
        }
    }
    text.push_str(rest);
    text.trim_matches(is_blank).to_owned()
}

/// Whether there is a line break in a text, as in few short ones.
pub(crate) fn has_line_break(text: &str) -> bool {
    const CONTROLS: ByteClass<0> = ByteClass::new(b' ', []);
    CONTROLS.is_in(text.as_bytes()) && memchr::memchr2(b'\n', b'\r', text.as_bytes()).is_some()
}

/// The text on one line: runs of white space that hold a line break become one blank.
#[inline]
pub(crate) fn one_line(text: Cow<'_, str>) -> Cow<'_, str> {
    if has_line_break(&text) {
        Cow::Owned(joined(&text))
    } else {
        text
    }
}

/// The lines of a text as one.
fn joined(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    let mut rest = text.trim_matches(is_blank);
    while let Some(at) = rest.find(is_blank) {
        let next = rest[at..].trim_start_matches(is_blank);
        let run = &rest[at..rest.len() - next.len()];
        line.push_str(&rest[..at]);
        line.push_str(if run.contains(['\n', '\r']) { " " } else { run });
        rest = next;
    }
    line.push_str(rest);
    line
}

/// Plain text as HTML of one line: the three characters of markup are references.
pub(crate) fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + 16);
    escape(&mut html, text);
    html
}

/// Appends plain text as HTML of one line.
pub(crate) fn escape(html: &mut String, text: &str) {
    Words::new(text, true, &AS_HTML).push(0..text.len(), html);
}

/// The character reference that `text` begins with, and its length.
pub(crate) fn reference(text: &str) -> Option<(char, usize)> {
    let name = text.strip_prefix('&')?;
    // No name is longer than a few letters: what is farther away closes nothing.
    let end = name.bytes().take(10).position(|b| b == b';')?;
    let name = &name[..end];
    let c = match name.strip_prefix('#') {
        Some(number) => {
            let code = match number.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)?
        }
        None => entities::find(name)?,
    };
    Some((c, end + 2))
}

/// The text with its character references resolved.
pub(crate) fn unescaped(text: &str) -> Cow<'_, str> {
    if memchr::memchr(b'&', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = memchr::memchr(b'&', rest.as_bytes()) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let (c, length) = reference(rest).unwrap_or(('&', 1));
        out.push(c);
        rest = &rest[length..];
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// The name of the tag or comment that `text` begins with, and its length.
pub(crate) fn tag(text: &str) -> Option<(&str, usize)> {
    let inner = text.strip_prefix('<')?;
    if let Some(comment) = inner.strip_prefix("!--") {
        return Some((
            "",
            comment
                .find("-->")
                .map_or(text.len(), |end| end + "<!---->".len()),
        ));
    }
    if !inner.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')) {
        return None;
    }
    let mut quote = 0;
    let end = inner.bytes().position(|byte| {
        match byte {
            b'>' if quote == 0 => return true,
            b'"' | b'\'' if quote == 0 => quote = byte,
            _ if byte == quote => quote = 0,
            _ => {}
        }
        false
    });
    let end = end.unwrap_or(inner.len());
    let name = inner[..end]
        .split(|c: char| c.is_ascii_whitespace())
        .next()
        .unwrap_or_default();
    let name = if name.len() > 1 {
        name.trim_end_matches('/')
    } else {
        name
    };
    Some((name, (end + 2).min(text.len())))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let html = html_from_plain(text);
        assert_eq!(html, expected);
        assert_eq!(plain_from_html(&html).as_deref(), Some(text));
    }

    #[test]
    fn every_line_end_stays_what_it_was() {
        check("a", "<p>a</p>");
        check("a\nb", "<p>a<br>\nb</p>");
        check("a\r\nb\rc", "<p>a<br>\r\nb<br>\rc</p>");
        check("a\n\nb", "<p>a</p>\n\n<p>b</p>");
        check(
            "a\r\n\r\nb\n\r\nc",
            "<p>a</p>\r\n\r\n<p>b</p>\n\r\n<p>c</p>",
        );
        check("\na\n", "\n<p>a</p>\n");
        check("  a\n \n b  ", "<p>  a<br>\n <br>\n b  </p>");
        check("\n\n", "\n\n");
        check("a\u{2028}b\u{85}c", "<p>a\u{2028}b\u{85}c</p>");
    }

    #[test]
    fn markup_in_plain_text_is_text() {
        check("<p>a</p>", "<p>&lt;p&gt;a&lt;/p&gt;</p>");
        check("a &amp; b ]]>", "<p>a &amp;amp; b ]]&gt;</p>");
    }

    #[test]
    fn html_that_was_not_made_here_stays_html() {
        for html in [
            "",
            "a",
            "<p>a",
            "<p>a</p><p>b</p>",
            "<p>a\nb</p>",
            "<p>a<br>b</p>",
            "<P>a</P>",
            "<p>a > b</p>",
            "<p>&eacute;</p>",
            "<p></p>",
            "a<br>\nb",
            "<p>a</p> ",
        ] {
            assert_eq!(plain_from_html(html), None, "{html:?}");
        }
    }

    #[test]
    fn escaped_html_is_taken_back_where_nothing_stands_around_it() {
        let check = |xml: &str, text: Option<&str>| {
            assert_eq!(plain_from_escaped(xml).as_deref(), text, "{xml:?}");
        };
        check(
            "&lt;p&gt;a&#x26;amp;b&lt;br&gt;\nc&lt;/p&gt;",
            Some("a&b\nc"),
        );
        check(
            "&lt;p&gt;a&lt;/p&gt;\n\n&lt;p&gt;b&lt;/p&gt;",
            Some("a\n\nb"),
        );
        for xml in [
            "",
            "a",
            "\n",
            " &lt;p&gt;a&lt;/p&gt;",
            "&lt;p&gt;a&lt;/p&gt;\n",
            "&lt;p&gt;a > b&lt;/p&gt;",
            "&lt;p&gt;a &amp; b&lt;/p&gt;",
            "&lt;p>a&lt;/p>",
            "&lt;p&gt;&lt;/p&gt;",
        ] {
            check(xml, None);
        }
    }

    #[test]
    fn words_of_html() {
        let check = |html: &str, expected: &str| assert_eq!(words(html), expected);
        check(
            "<p>One <b>two</b></p><p>three&nbsp;&amp; four</p>",
            "One two\nthree\u{A0}& four",
        );
        check("a<br/>b<br>\nc", "a\nb\nc");
        check("1 < 2 & 3 > 2 &nosuch;", "1 < 2 & 3 > 2 &nosuch;");
        check(
            "<a title='x>y' href=\"z\">link</a><!-- no --><script>if (a<b) {}</script>!",
            "link!",
        );
        check("<!-- open", "");
        check("<a", "");
        check("&#x41;&#66;&#xD800;", "AB&#xD800;");
    }

    #[test]
    fn lines_are_joined_only_where_they_break() {
        assert_eq!(one_line("a  b".into()), "a  b");
        assert_eq!(one_line("a \n\t b  c\n".into()), "a b  c");
    }

    #[test]
    fn what_looks_like_markup() {
        assert_eq!(markup("1 < 2 && 3 > 2; R&D; a & b;"), Markup::None);
        assert_eq!(markup("a &amp; b"), Markup::References);
        assert_eq!(markup("a <b>"), Markup::Tags);
    }

    proptest! {
        #[test]
        fn plain_text_comes_back(text in "(\\PC|[<>&\r\n \t]|<p>|</p>|<br>|&amp;){1,40}") {
            let html = html_from_plain(&text);
            prop_assert_eq!(plain_from_html(&html), Some(text));
        }

        /// What it takes back is all whose making gives the same bytes, and nothing else.
        #[test]
        fn only_what_was_made_here_comes_back(
            html in "(a|é|<|>|&|\r|\n|\r\n|<p>|</p>|<br>|<br>\n|</p>\n\n<p>|&amp;|&lt;|&gt;|&a;){0,12}",
        ) {
            let mut text = html.replace("<p>", "").replace("</p>", "").replace("<br>", "");
            text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
            let is_made = !text.is_empty() && html_from_plain(&text) == html;
            prop_assert_eq!(plain_from_html(&html), is_made.then_some(text));
        }

        /// Escaped HTML gives the text that it gives where it is not.
        #[test]
        fn escaped_html_gives_the_same_text(
            html in "(a|é|<|>|&|\n|<p>|</p>|<br>|<br>\n|</p>\n\n<p>|&amp;|&lt;|&gt;|&a;){0,8}",
            ampersand in "(&amp;|&#x26;|&#38;)",
        ) {
            let html = format!("<p>{html}</p>");
            let escaped = html.replace('&', "\0").replace('<', "&lt;").replace('>', "&gt;");
            let escaped = escaped.replace('\0', &ampersand);
            prop_assert_eq!(plain_from_escaped(&escaped), plain_from_html(&html));
        }

        #[test]
        fn any_html_has_words(html in "(\\PC|[<>&;'\"#x/!-]|<!--|-->){0,40}") {
            let _ = words(&html);
        }
    }
}
