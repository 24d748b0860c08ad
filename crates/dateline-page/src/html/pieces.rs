//! The pieces of a source, as they are handed to the parser one by one: a tag, a comment, a
//! character reference, a line of text.
//!
//! They are cut by the rules of the HTML standard's tokenization (13.2.5), so that a piece is what
//! the parser takes it for. This says where each node stands, and lets a tag be cut short before
//! its attributes are compared each with all others.

/// So many attributes of one tag are read.
pub(super) const ATTRIBUTES: usize = 256;

/// An end tag behind a script that is longer has no more than its name: what looks like one may be
/// text, and then what looks like its attributes is markup.
const END_TAG: usize = 4096;

/// The next piece of a source.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Piece {
    pub(super) length: usize,
    /// How much of it is read; a tag that is cut short has still to be closed.
    pub(super) kept: usize,
}

impl Piece {
    const fn whole(length: usize) -> Self {
        Self {
            length,
            kept: length,
        }
    }

    /// The piece that a source begins with; `is_foreign`, where it stands in another language.
    pub(super) fn next(source: &[u8], is_foreign: bool) -> Self {
        let until = |end: &[u8]| {
            let found = memchr::memmem::find(source, end);
            Self::whole(found.map_or(source.len(), |at| at + end.len()))
        };
        match source {
            [b'<', b'!', b'-', b'-', ..] => Self::whole(comment(source)),
            [b'<', b'!', rest @ ..] if is_foreign && rest.starts_with(b"[CDATA[") => until(b"]]>"),
            [b'<', letter, ..] if letter.is_ascii_alphabetic() => tag(source, 1),
            [b'<', b'/', letter, ..] if letter.is_ascii_alphabetic() => tag(source, 2),
            [b'<', b'!' | b'?' | b'/', ..] => until(b">"),
            _ => Self::text(source),
        }
    }

    /// The piece that a source begins with in an element whose content is text.
    pub(super) fn in_raw(source: &[u8], element: &str) -> Self {
        let ends = |rest: &[u8]| {
            let (name, behind) = rest.split_at_checked(element.len())?;
            let is_behind = matches!(
                behind.first()?,
                b'>' | b'/' | b' ' | b'\t' | b'\n' | b'\x0C' | b'\r'
            );
            (is_behind && name.eq_ignore_ascii_case(element.as_bytes())).then_some(())
        };
        if source.starts_with(b"</") && ends(&source[2..]).is_some() {
            let tag = tag(source, 2);
            return if tag.length > END_TAG {
                Self {
                    length: tag.length,
                    kept: 2 + element.len(),
                }
            } else {
                tag
            };
        }
        Self::text(source)
    }

    fn text(source: &[u8]) -> Self {
        match source {
            [b'&', rest @ ..] => {
                let is_name = |b: &u8| b.is_ascii_alphanumeric() || *b == b'#';
                // No name is longer; what follows is text.
                let name = rest.iter().take(33).take_while(|b| is_name(b)).count();
                Self::whole(1 + name + usize::from(rest.get(name) == Some(&b';')))
            }
            [b'\n', ..] => Self::whole(1),
            [_, rest @ ..] => {
                // A line is a piece, so that CRLF, which becomes one character, does not put what
                // follows in a wrong place.
                let end = memchr::memchr3(b'<', b'&', b'\n', rest);
                let end = end.map_or(rest.len(), |at| at + usize::from(rest[at] == b'\n'));
                Self::whole(1 + end)
            }
            [] => Self::whole(0),
        }
    }
}

/// The length of the comment that a source begins with.
fn comment(source: &[u8]) -> usize {
    for at in memchr::memchr_iter(b'>', source) {
        let inner = source[..at].get("<!".len()..).unwrap_or_default();
        // The hyphens of `-->` may be those of `<!--`, and there may be one less.
        let is_short = matches!(inner, b"--" | b"---");
        if is_short || inner.ends_with(b"--") || inner.len() > 4 && inner.ends_with(b"--!") {
            return at + 1;
        }
    }
    source.len()
}

/// The tag that a source begins with, whose name begins at `name`.
fn tag(source: &[u8], name: usize) -> Piece {
    /// The states of the standard's tokenizer in a tag.
    #[derive(Clone, Copy)]
    enum State {
        TagName,
        BeforeName,
        Name,
        AfterName,
        BeforeValue,
        Quoted(u8),
        AfterQuoted,
        Unquoted,
    }
    let mut state = State::TagName;
    let mut attributes = 0;
    let mut kept = None;
    for (at, &byte) in source.iter().enumerate().skip(name) {
        let is_blank = matches!(byte, b'\t' | b'\n' | b'\x0C' | b'\r' | b' ');
        let is_end = byte == b'>' && !matches!(state, State::Quoted(_));
        if is_end {
            return Piece {
                length: at + 1,
                kept: kept.unwrap_or(at + 1),
            };
        }
        state = match state {
            State::Quoted(quote) if byte == quote => State::AfterQuoted,
            State::BeforeValue if matches!(byte, b'"' | b'\'') => State::Quoted(byte),
            State::BeforeValue if !is_blank => State::Unquoted,
            State::TagName | State::Unquoted | State::AfterQuoted if is_blank => State::BeforeName,
            State::TagName | State::Name | State::AfterName | State::AfterQuoted
                if byte == b'/' =>
            {
                State::BeforeName
            }
            State::Name | State::AfterName if byte == b'=' => State::BeforeValue,
            State::BeforeName if is_blank || byte == b'/' => State::BeforeName,
            State::Name | State::AfterName if is_blank => State::AfterName,
            State::BeforeName | State::AfterName | State::AfterQuoted => {
                attributes += 1;
                if attributes > ATTRIBUTES && kept.is_none() {
                    kept = Some(at);
                }
                State::Name
            }
            state => state,
        };
    }
    Piece {
        length: source.len(),
        kept: kept.unwrap_or(source.len()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(source: &str, expected: &[&str]) {
        let mut pieces = Vec::new();
        let mut rest = source;
        while !rest.is_empty() {
            let (piece, behind) = rest.split_at(Piece::next(rest.as_bytes(), false).length);
            pieces.push(piece);
            rest = behind;
        }
        assert_eq!(pieces, expected);
    }

    #[test]
    fn tags_end_where_the_standard_ends_them() {
        check("<a>b</a>", &["<a>", "b", "</a>"]);
        check("<a title='>'>b", &["<a title='>'>", "b"]);
        check("<a title = \">\" x>b", &["<a title = \">\" x>", "b"]);
        check("<a title=x'>b'>", &["<a title=x'>", "b'>"]);
        check("<a ='>b'>", &["<a ='>", "b'>"]);
        check("<a '>b'>", &["<a '>", "b'>"]);
        check("<a x=''y='>'/>b", &["<a x=''y='>'/>", "b"]);
        check("<a x=>b", &["<a x=>", "b"]);
        check("</a x='>'>b", &["</a x='>'>", "b"]);
        check("<a", &["<a"]);
        check("1 < 2 <3", &["1 ", "< 2 ", "<3"]);
    }

    #[test]
    fn comments_end_where_the_standard_ends_them() {
        check("<!-- > -- > -->a", &["<!-- > -- > -->", "a"]);
        check("<!-->a", &["<!-->", "a"]);
        check("<!--->a", &["<!--->", "a"]);
        check("<!----!>a", &["<!----!>", "a"]);
        check("<!--!>a-->", &["<!--!>a-->"]);
        check("<!-- --!>a", &["<!-- --!>", "a"]);
        check("<!doctype html \">\">a", &["<!doctype html \">", "\">a"]);
        check("<?xml ?>a</3>b", &["<?xml ?>", "a", "</3>", "b"]);
        check("<!-- a", &["<!-- a"]);
        let foreign = Piece::next(b"<![CDATA[ > ]]>a", true);
        assert_eq!(foreign.length, 15);
    }

    #[test]
    fn text_is_cut_at_lines_and_references() {
        check("a&amp;b & c&#38", &["a", "&amp;", "b ", "&", " c", "&#38"]);
        check("a\r\nb\n\nc", &["a\r\n", "b\n", "\n", "c"]);
        check("é&é", &["é", "&", "é"]);
    }

    #[test]
    fn only_its_own_end_tag_ends_a_script() {
        let piece = |source: &str| Piece::in_raw(source.as_bytes(), "script");
        assert_eq!(piece("</b a='>'>"), Piece::whole(10));
        assert_eq!(piece("</scripts a>b<").length, 13);
        assert_eq!(piece("</SCRIPT a='>'>b"), Piece::whole(15));
        let long = piece(&format!("</script a='{}'>", "b ".repeat(5000)));
        assert_eq!((long.length, long.kept), (10_014, 8));
    }

    #[test]
    fn a_tag_is_cut_before_an_attribute() {
        let source = format!("<p{}>", " a=' b c '".repeat(ATTRIBUTES + 5));
        let piece = tag(source.as_bytes(), 1);
        assert_eq!(piece.length, source.len());
        assert_eq!(piece.kept, 2 + ATTRIBUTES * 10 + 1);
    }
}
