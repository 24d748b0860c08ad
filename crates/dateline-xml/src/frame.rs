//! Finds where markup and whole elements end in a buffer that grows.
//!
//! The scanner looks at every byte once, however the input is cut, and knows only what it must to
//! tell tags from what looks like tags: comments, CDATA sections, processing instructions, document
//! types and quoted attribute values. A `<` inside a tag ends it, as XML allows none there, so that
//! a quote that was never closed damages one record and not all that follow.

use dateline_core::text::Places;
use memchr::{memchr, memchr2, memmem};

/// What a piece of markup is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Kind {
    /// `<a …>`
    Open,
    /// `<a …/>`
    Empty,
    /// `</a>`
    Close,
    /// `<?a …?>`
    Instruction,
    /// `<!-- … -->`
    Comment,
    /// `<![CDATA[ … ]]>`
    CData,
    /// `<!DOCTYPE …>`
    Doctype,
}

/// A piece of markup, by its place in the buffer.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Markup {
    pub(crate) kind: Kind,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

impl Markup {
    /// The name of an element's tag.
    pub(crate) fn name<'b>(&self, buffer: &'b [u8]) -> &'b [u8] {
        let tag = &buffer[self.start..self.end];
        let name = &tag[if self.kind == Kind::Close { 2 } else { 1 }.min(tag.len())..];
        let ends = |b: &u8| b.is_ascii_whitespace() || matches!(b, b'/' | b'>');
        &name[..name.iter().position(ends).unwrap_or(name.len())]
    }
}

/// Cuts a buffer that grows into markup. Offsets count from the buffer's start.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Scanner {
    /// Where the markup begins that is being looked at.
    start: usize,
    /// Everything before this has been looked at.
    seen: usize,
    state: State,
}

#[derive(Clone, Copy, Debug, Default)]
enum State {
    #[default]
    Text,
    /// Behind a `<`, before it is clear what it opens.
    Opening,
    Tag {
        quote: u8,
    },
    Until {
        kind: Kind,
        /// The shortest it can be, with its end.
        least: usize,
        /// What stands before the closing `>`.
        tail: &'static [u8],
    },
    Doctype {
        quote: u8,
        subset: bool,
        /// What closes the comment or instruction that stands in the subset.
        nested: &'static [u8],
    },
}

impl Scanner {
    /// The next piece of markup, or `None` where the buffer ends before it does; then it goes on
    /// where it stopped when the buffer has grown.
    pub(crate) fn step(&mut self, buffer: &[u8]) -> Option<Markup> {
        loop {
            match self.state {
                State::Text => {
                    let Some(at) = memchr(b'<', &buffer[self.seen..]) else {
                        self.seen = buffer.len();
                        return None;
                    };
                    self.start = self.seen + at;
                    self.seen = self.start;
                    self.state = State::Opening;
                }
                State::Opening => {
                    let (state, length) = opening(&buffer[self.start..])?;
                    self.state = state;
                    self.seen = self.start + length;
                }
                State::Tag { quote } => return self.tag(buffer, quote),
                State::Until { kind, least, tail } => {
                    while let Some(at) = memchr(b'>', &buffer[self.seen..]) {
                        let end = self.seen + at;
                        self.seen = end + 1;
                        if self.seen - self.start >= least && buffer[..end].ends_with(tail) {
                            return Some(self.markup(kind));
                        }
                    }
                    self.seen = buffer.len();
                    return None;
                }
                State::Doctype { .. } => return self.doctype(buffer),
            }
        }
    }

    /// What is not closed where the buffer ends: its start, what it is, and what would close it.
    pub(crate) fn open(&self) -> Option<(usize, &'static str, &'static str)> {
        let (what, end) = match self.state {
            State::Text => return None,
            State::Opening | State::Tag { quote: 0 } => ("a tag", ">"),
            State::Tag { quote: b'"' } => ("an attribute", "\""),
            State::Tag { .. } => ("an attribute", "'"),
            State::Until {
                kind: Kind::Comment,
                ..
            } => ("a comment", "-->"),
            State::Until {
                kind: Kind::CData, ..
            } => ("a CDATA section", "]]>"),
            State::Until { .. } => ("a processing instruction", "?>"),
            State::Doctype { .. } => ("the document type", ">"),
        };
        Some((self.start, what, end))
    }

    /// Goes back to the markup that was found at `start`, to find it once more.
    pub(crate) fn back(&mut self, start: usize) {
        (self.start, self.seen, self.state) = (start, start, State::Text);
    }

    /// Says that the first `count` bytes have left the buffer.
    pub(crate) fn rebase(&mut self, count: usize) {
        self.start = self.start.saturating_sub(count);
        self.seen = self.seen.saturating_sub(count);
    }

    fn markup(&mut self, kind: Kind) -> Markup {
        self.state = State::Text;
        Markup {
            kind,
            start: self.start,
            end: self.seen,
        }
    }

    fn tag(&mut self, buffer: &[u8], mut quote: u8) -> Option<Markup> {
        loop {
            let rest = &buffer[self.seen..];
            let found = if quote == 0 {
                rest.iter()
                    .position(|b| matches!(b, b'>' | b'"' | b'\'' | b'<'))
            } else {
                memchr2(quote, b'<', rest)
            };
            let Some(at) = found else {
                self.seen = buffer.len();
                self.state = State::Tag { quote };
                return None;
            };
            self.seen += at + 1;
            match rest[at] {
                b'<' => {
                    self.seen -= 1;
                    break;
                }
                b'>' if quote == 0 => break,
                byte => quote = if quote == 0 { byte } else { 0 },
            }
        }
        let tag = &buffer[self.start..self.seen];
        let kind = if tag.get(1) == Some(&b'/') {
            Kind::Close
        } else if tag.ends_with(b"/>") {
            Kind::Empty
        } else {
            Kind::Open
        };
        Some(self.markup(kind))
    }

    fn doctype(&mut self, buffer: &[u8]) -> Option<Markup> {
        let State::Doctype {
            mut quote,
            mut subset,
            mut nested,
        } = self.state
        else {
            return None;
        };
        let markup = loop {
            let rest = &buffer[self.seen..];
            let Some(byte) = rest.first() else { break None };
            if !nested.is_empty() {
                let Some(at) = memchr(b'>', rest) else {
                    self.seen = buffer.len();
                    break None;
                };
                self.seen += at + 1;
                if buffer[..self.seen].ends_with(nested) {
                    nested = b"";
                }
                continue;
            }
            let mut length = 1;
            match byte {
                _ if quote != 0 => quote = if *byte == quote { 0 } else { quote },
                b'"' | b'\'' => quote = *byte,
                b'[' => subset = true,
                b']' => subset = false,
                b'>' if !subset => {
                    self.seen += 1;
                    return Some(self.markup(Kind::Doctype));
                }
                b'<' => {
                    if rest.starts_with(b"<!--") {
                        (nested, length) = (b"-->", 4);
                    } else if rest.starts_with(b"<?") {
                        (nested, length) = (b"?>", 2);
                    } else if b"<!--".starts_with(rest) {
                        break None;
                    }
                }
                _ => {}
            }
            self.seen += length;
        };
        self.state = State::Doctype {
            quote,
            subset,
            nested,
        };
        markup
    }
}

/// What the bytes open that begin with `<`, and how many of them say so.
fn opening(rest: &[u8]) -> Option<(State, usize)> {
    let until = |kind, least, tail, length| Some((State::Until { kind, least, tail }, length));
    match rest.get(1)? {
        b'?' => until(Kind::Instruction, "<??>".len(), b"?", 2),
        b'!' if rest.starts_with(b"<!--") => until(Kind::Comment, "<!---->".len(), b"--", 4),
        b'!' if rest.starts_with(b"<![CDATA[") => {
            until(Kind::CData, "<![CDATA[]]>".len(), b"]]", 9)
        }
        b'!' if b"<!--".starts_with(rest) || b"<![CDATA[".starts_with(rest) => None,
        b'!' => Some((
            State::Doctype {
                quote: 0,
                subset: false,
                nested: b"",
            },
            2,
        )),
        _ => Some((State::Tag { quote: 0 }, 1)),
    }
}

/// An element whose end is looked for by counting the tags of its name.
///
/// What else is open or closed inside does not matter: an element that is not well-formed inside
/// still has an end, and what follows can be read.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ending {
    name: Vec<u8>,
    parent: Vec<u8>,
    /// What the two begin with.
    initials: [Initials; 2],
    content: Content,
    depth: usize,
    parents: usize,
    /// How many elements are open, as far as tags tell.
    level: usize,
    /// The level of an element that declares a namespace: what is in it may have any name.
    apart: Option<usize>,
}

/// What an element can hold, so that what it cannot hold shows that it was not closed.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) enum Content {
    /// An item: no other item.
    Item,
    /// Any element of the channel: no item.
    #[default]
    Any,
    /// An element of the channel that holds text: no other that does.
    Text,
}

impl Content {
    /// Elements of a channel that hold text.
    const TEXTS: [&'static [u8]; 16] = [
        b"title",
        b"link",
        b"description",
        b"language",
        b"pubDate",
        b"lastBuildDate",
        b"copyright",
        b"generator",
        b"docs",
        b"ttl",
        b"managingEditor",
        b"webMaster",
        b"subtitle",
        b"tagline",
        b"updated",
        b"id",
    ];

    /// What an element of the channel can hold, by its name.
    pub(crate) fn of(local: &str) -> Self {
        if Self::TEXTS.contains(&local.as_bytes()) {
            Self::Text
        } else {
            Self::Any
        }
    }

    /// Whether an element of this name cannot be inside.
    fn excludes(self, name: &[u8]) -> bool {
        let is_item = matches!(name, b"item" | b"entry");
        match self {
            Self::Item => false,
            Self::Any => is_item,
            Self::Text => {
                is_item
                    || Self::TEXTS.contains(&name)
                    || matches!(
                        name,
                        b"image" | b"category" | b"textInput" | b"cloud" | b"author"
                    )
            }
        }
    }
}

/// What a piece of markup means for an element whose end is looked for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Progress {
    /// The element goes on.
    Inside,
    /// The element ends with this markup.
    Ended,
    /// The parent ends with this markup: the element was never closed.
    Torn,
}

/// How far an element was skimmed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Skimmed {
    at: usize,
    in_section: bool,
}

impl Skimmed {
    /// From behind its start tag.
    pub(crate) const fn from(at: usize) -> Self {
        let in_section = false;
        Self { at, in_section }
    }
}

/// What came of skimming an element.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Skim {
    /// It ends there.
    Ended(usize),
    /// The buffer ends before it does.
    More,
    /// Something stands in it that has to be looked at.
    Unusual,
}

/// The first two letters of a name, by which most others show that they are not it.
#[derive(Clone, Copy, Debug, Default)]
struct Initials {
    letters: u16,
    /// Which of their bits count: of a name of one letter, those of the other do not.
    counts: u16,
}

impl Initials {
    /// What is not the same in the two cases of a letter.
    const CASE: u16 = 0x2020;

    fn of(name: &[u8]) -> Self {
        let [first, second] = [0, 1].map(|at| name.get(at).copied());
        let counts = [first, second].map(|letter| letter.map_or(0, |_| u8::MAX));
        let letters = [first, second].map(Option::unwrap_or_default);
        let counts = u16::from_le_bytes(counts);
        Self {
            letters: (u16::from_le_bytes(letters) | Self::CASE) & counts,
            counts,
        }
    }

    /// Whether a name that begins with these letters may be it, in any case of letters.
    #[inline]
    fn may_begin(self, letters: [u8; 2]) -> bool {
        (u16::from_le_bytes(letters) | Self::CASE) & self.counts == self.letters
    }
}

/// Whether bytes begin with a name, in any case of letters.
fn begins(bytes: &[u8], name: &[u8]) -> bool {
    let start = bytes.get(..name.len()).unwrap_or_default();
    !start.is_empty() && start.eq_ignore_ascii_case(name)
}

impl Ending {
    /// Begins with an element's start tag.
    pub(crate) fn begin(&mut self, name: &[u8], parent: &[u8], content: Content) {
        self.name.clear();
        self.name.extend_from_slice(name);
        self.parent.clear();
        self.parent.extend_from_slice(parent);
        self.initials = [Initials::of(name), Initials::of(parent)];
        (self.depth, self.parents) = (1, 0);
        (self.level, self.apart, self.content) = (1, None, content);
    }

    /// Whether what begins with these bytes may be a tag that counts, or no tag at all.
    #[inline]
    fn may_matter(&self, [_, first, second, third]: [u8; 4]) -> bool {
        let letters = if first == b'/' {
            [second, third]
        } else {
            [first, second]
        };
        let [own, parent] = self.initials;
        own.may_begin(letters) || parent.may_begin(letters) || matches!(first, b'!' | b'?')
    }

    /// Goes on to the end tag, as long as only tags and CDATA sections come that cannot matter: a `<`
    /// begins markup wherever it stands outside of a section, and only a tag of the element's own name
    /// or of its parent's counts. The rest is for [`take`](Self::take), from the start tag on.
    pub(crate) fn skim(&self, buffer: &[u8], skimmed: &mut Skimmed) -> Skim {
        const SECTION: &[u8] = b"![CDATA[";
        let enough = self.name.len().max(self.parent.len()).max(SECTION.len()) + 2;
        loop {
            if skimmed.in_section {
                let rest = buffer.get(skimmed.at..).unwrap_or_default();
                let Some(end) = memmem::find(rest, b"]]>") else {
                    skimmed.at = skimmed.at.max(buffer.len().saturating_sub(2));
                    return Skim::More;
                };
                skimmed.at += end + 3;
                skimmed.in_section = false;
            }
            let from = skimmed.at;
            let rest = buffer.get(from..).unwrap_or_default();
            // A tag that begins in this has room for all that may be asked of it.
            let sure = rest.get(..rest.len().saturating_sub(enough));
            let sure = sure.unwrap_or_default();
            skimmed.at = from + sure.len();
            for at in Places::new([b'<'], sure) {
                let tag = rest.get(at..).unwrap_or_default();
                if tag
                    .first_chunk()
                    .is_some_and(|start| !self.may_matter(*start))
                {
                    continue;
                }
                let tag = tag.get(1..).unwrap_or_default();
                let (name, is_start) = match tag {
                    [b'!', ..] if tag.starts_with(SECTION) => {
                        skimmed.at = from + at + 1 + SECTION.len();
                        skimmed.in_section = true;
                        break;
                    }
                    [b'!' | b'?', ..] => return Skim::Unusual,
                    [b'/', name @ ..] => (name, false),
                    name => (name, true),
                };
                if !begins(name, &self.name) && !begins(name, &self.parent) {
                    continue;
                }
                let is_end = !is_start
                    && name.starts_with(&self.name)
                    && name.get(self.name.len()) == Some(&b'>');
                if !is_end {
                    return Skim::Unusual;
                }
                return Skim::Ended(from + at + 3 + self.name.len());
            }
            if !skimmed.in_section {
                return Skim::More;
            }
        }
    }

    /// Goes on with the markup that follows.
    pub(crate) fn take(&mut self, markup: Markup, buffer: &[u8]) -> Progress {
        if !matches!(markup.kind, Kind::Open | Kind::Close) {
            return Progress::Inside;
        }
        let name = markup.name(buffer);
        let own = name.eq_ignore_ascii_case(&self.name);
        let parent = name == self.parent;
        if markup.kind == Kind::Open {
            let is_apart = self.apart.is_some();
            if !is_apart && (self.content.excludes(name) || own && self.content != Content::Any) {
                return Progress::Torn;
            }
            self.level += 1;
            if !is_apart && memmem::find(&buffer[markup.start..markup.end], b"xmlns").is_some() {
                self.apart = Some(self.level);
            }
        } else {
            if self.apart == Some(self.level) {
                self.apart = None;
            }
            self.level = self.level.saturating_sub(1);
        }
        match markup.kind {
            Kind::Open if own => self.depth += 1,
            Kind::Open if parent => self.parents += 1,
            Kind::Close if own => {
                self.depth -= 1;
                if self.depth == 0 {
                    return Progress::Ended;
                }
            }
            Kind::Close if parent => match self.parents.checked_sub(1) {
                Some(parents) => self.parents = parents,
                None => return Progress::Torn,
            },
            _ => {}
        }
        Progress::Inside
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn all(text: &str) -> Vec<(Kind, &str)> {
        let mut scanner = Scanner::default();
        let mut found = Vec::new();
        while let Some(markup) = scanner.step(text.as_bytes()) {
            found.push((markup.kind, &text[markup.start..markup.end]));
        }
        found
    }

    #[track_caller]
    fn check(text: &str, expected: &[(Kind, &str)]) {
        assert_eq!(all(text), expected);
        // However the input is cut, it is cut into the same markup.
        let mut scanner = Scanner::default();
        let mut found = Vec::new();
        for end in 0..=text.len() {
            while let Some(markup) = scanner.step(&text.as_bytes()[..end]) {
                found.push((markup.kind, &text[markup.start..markup.end]));
            }
        }
        assert_eq!(found, expected, "byte by byte");
    }

    #[test]
    fn tags_and_what_only_looks_like_them() {
        check("", &[]);
        check("a > b", &[]);
        check(
            "x<a>y</a >z<b c='>'/>",
            &[
                (Kind::Open, "<a>"),
                (Kind::Close, "</a >"),
                (Kind::Empty, "<b c='>'/>"),
            ],
        );
        check(
            "<!-- <a> -- > --><![CDATA[<a>]]]]><?a <b> ?>",
            &[
                (Kind::Comment, "<!-- <a> -- > -->"),
                (Kind::CData, "<![CDATA[<a>]]]]>"),
                (Kind::Instruction, "<?a <b> ?>"),
            ],
        );
        check("<!-->-->", &[(Kind::Comment, "<!-->-->")]);
        check("<?>?>", &[(Kind::Instruction, "<?>?>")]);
    }

    #[test]
    fn document_types_with_and_without_subset() {
        check(
            "<!DOCTYPE rss><a>",
            &[(Kind::Doctype, "<!DOCTYPE rss>"), (Kind::Open, "<a>")],
        );
        let subset = "<!DOCTYPE a [<!ENTITY b \"]>\"><!-- ' ]> --><?p ' ]> ?>]>";
        check(subset, &[(Kind::Doctype, subset)]);
    }

    #[test]
    fn a_quote_that_is_never_closed_ends_with_the_tag() {
        check(
            "<a b=\"c></a>",
            &[(Kind::Open, "<a b=\"c>"), (Kind::Close, "</a>")],
        );
    }

    #[test]
    fn what_is_open_at_the_end_has_a_name() {
        for (text, expected) in [
            ("a", None),
            ("a<", Some((1, "a tag", ">"))),
            ("<a b='", Some((0, "an attribute", "'"))),
            ("<!-- ", Some((0, "a comment", "-->"))),
            ("<![CDATA[", Some((0, "a CDATA section", "]]>"))),
            ("<!DOCTYPE", Some((0, "the document type", ">"))),
        ] {
            let mut scanner = Scanner::default();
            assert_eq!(scanner.step(text.as_bytes()), None);
            assert_eq!(scanner.open(), expected, "{text:?}");
        }
    }

    #[test]
    fn an_ending_counts_its_own_name() {
        let text = "<i><b><i/></x><i>c</i></i><i>";
        let mut ending = Ending::default();
        ending.begin(b"i", b"p", Content::Any);
        let mut scanner = Scanner::default();
        let first = scanner.step(text.as_bytes()).unwrap();
        assert_eq!(first.name(text.as_bytes()), b"i");
        let end = loop {
            let markup = scanner.step(text.as_bytes()).unwrap();
            if ending.take(markup, text.as_bytes()) == Progress::Ended {
                break markup.end;
            }
        };
        assert_eq!(&text[..end], "<i><b><i/></x><i>c</i></i>");
    }

    #[track_caller]
    fn check_end(text: &str, content: Content, expected: &str) {
        let mut scanner = Scanner::default();
        let first = scanner.step(text.as_bytes()).unwrap();
        let mut ending = Ending::default();
        ending.begin(first.name(text.as_bytes()), b"channel", content);
        let end = loop {
            let markup = scanner.step(text.as_bytes()).unwrap();
            match ending.take(markup, text.as_bytes()) {
                Progress::Inside => {}
                Progress::Ended => break markup.end,
                Progress::Torn => break markup.start,
            }
        };
        assert_eq!(&text[..end], expected);
    }

    #[test]
    fn what_cannot_be_inside_shows_where_an_element_ends() {
        use Content::{Any, Item, Text};
        check_end("<item><a>1</a><item>2</item>", Item, "<item><a>1</a>");
        check_end("<item><a>1<item>2</item>", Item, "<item><a>1");
        check_end("<item>1</ITEM><item>", Item, "<item>1</ITEM>");
        check_end("<item>1</channel>", Item, "<item>1");
        let apart = "<item><x xmlns='urn:x'><item>1</item></x></item>";
        check_end(&format!("{apart}<item>"), Item, apart);
        check_end(
            "<entry><d xmlns='x'>1</d><entry>",
            Item,
            "<entry><d xmlns='x'>1</d>",
        );
        check_end("<title>1<link>2</link>", Text, "<title>1");
        check_end(
            "<title>1 <b>2</b></title><link>",
            Text,
            "<title>1 <b>2</b></title>",
        );
        check_end(
            "<image><title>1</title></image>",
            Any,
            "<image><title>1</title></image>",
        );
        check_end(
            "<image><title>1</title><item>",
            Any,
            "<image><title>1</title>",
        );
    }

    proptest! {
        /// Skimming finds the end that looking at every tag finds, however the input is cut.
        #[test]
        fn skimming_finds_the_same_end(
            inner in "([a> ]|<a|<a b='|'|\"|>|</a>|<b/>|<item>|<ITEM>|</item >|</Item>|</channel>|<channel>\
                |<x xmlns='u'>|<!--|-->|<!\\[CDATA\\[|\\]\\]>|<\\?|\\?>|<!a){0,12}",
        ) {
            let text = format!("<item>{inner}</item><item>              ");
            let buffer = text.as_bytes();
            let mut scanner = Scanner::default();
            scanner.step(buffer).unwrap();
            let mut ending = Ending::default();
            ending.begin(b"item", b"channel", Content::Item);
            let expected = std::iter::from_fn(|| scanner.step(buffer)).find_map(|markup| {
                match ending.take(markup, buffer) {
                    Progress::Inside => None,
                    Progress::Ended => Some(markup.end),
                    Progress::Torn => Some(0),
                }
            });
            let mut skimmed = Skimmed::from(6);
            let mut found = Skim::More;
            for end in 6..=buffer.len() {
                found = ending.skim(&buffer[..end], &mut skimmed);
                if found != Skim::More {
                    break;
                }
            }
            match found {
                Skim::Ended(end) => prop_assert_eq!(Some(end), expected),
                Skim::More => prop_assert!(expected.is_none(), "{}", text),
                Skim::Unusual => {}
            }
            if !inner.contains(['<', '>']) {
                prop_assert_eq!(found, Skim::Ended(6 + inner.len() + 7));
            }
        }

        #[test]
        fn cutting_changes_nothing(text in "([<>!?/\\[\\]\"'a -]|<!--|-->|<!\\[CDATA\\[|\\]\\]>|<a|</a>){0,40}") {
            let whole = all(&text);
            let mut scanner = Scanner::default();
            let mut found = Vec::new();
            for end in 0..=text.len() {
                while let Some(markup) = scanner.step(&text.as_bytes()[..end]) {
                    found.push((markup.kind, &text[markup.start..markup.end]));
                }
            }
            prop_assert_eq!(found, whole);
        }
    }
}
