//! Where values stand: a fault that is planted anywhere is found there.

use super::*;

/// A character of a value as it is written.
#[derive(Clone, Debug)]
enum Written {
    Literal(char),
    Reference(&'static str),
    /// In a CDATA section of its own.
    Section(char),
}

impl Written {
    fn text(&self) -> String {
        match self {
            Self::Literal(c) => c.to_string(),
            Self::Reference(text) => (*text).to_owned(),
            Self::Section(c) => format!("<![CDATA[{c}]]>"),
        }
    }

    /// Where the character itself begins and ends in it.
    fn range(&self) -> (usize, usize) {
        match self {
            Self::Section(c) => (9, 9 + c.len_utf8()),
            _ => (0, self.text().len()),
        }
    }
}

fn characters(in_attribute: bool) -> impl Strategy<Value = Vec<Written>> {
    let literal = prop_oneof![Just('a'), Just('é'), Just('🕊'), Just('>'), Just('Ж')];
    let reference = prop_oneof![
        Just(Written::Reference("&amp;")),
        Just(Written::Reference("&lt;")),
        Just(Written::Reference("&#x62;")),
        Just(Written::Reference("&#160;")),
        Just(Written::Reference("&#99;")),
    ];
    let section = prop_oneof![Just('d'), Just('&'), Just('<'), Just('ž')];
    let inner = if in_attribute {
        prop_oneof![3 => literal.prop_map(Written::Literal), 1 => reference].boxed()
    } else {
        prop_oneof![
            3 => literal.prop_map(Written::Literal),
            1 => reference,
            1 => section.prop_map(Written::Section),
        ]
        .boxed()
    };
    proptest::collection::vec(inner, 1..12).prop_map(|mut all| {
        // No field of a release begins or ends with what only seems to be white space.
        all.insert(0, Written::Literal('x'));
        all
    })
}

/// What is said by which element.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
enum Kind {
    Title,
    Category,
    Subject,
    Term,
    Place,
}

fn kinds() -> impl Strategy<Value = Kind> {
    prop_oneof![
        Just(Kind::Title),
        Just(Kind::Category),
        Just(Kind::Subject),
        Just(Kind::Term),
        Just(Kind::Place),
    ]
}

fn blanks() -> impl Strategy<Value = String> {
    let any = prop_oneof![
        Just("\n"),
        Just("\r\n"),
        Just("\r"),
        Just(" "),
        Just("\t"),
        Just("<!-- é > -->")
    ];
    proptest::collection::vec(any, 0..4).prop_map(|all| all.concat())
}

/// Where something stands, counted in a way of its own.
fn position(text: &str, at: usize) -> (usize, usize) {
    let before = text[..at].replace("\r\n", "\n").replace('\r', "\n");
    let line = before.matches('\n').count() + 1;
    let last = before.rsplit('\n').next().unwrap_or_default();
    (line, last.chars().count() + 1)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]
    #[test]
    fn a_fault_is_where_it_was_planted(
        items in proptest::collection::vec(
            proptest::collection::vec(
                (kinds(), blanks(), characters(false), characters(true)),
                1..8,
            ),
            1..4,
        ),
        prefix in "(dc|p|x-1)",
        quote in "['\"]",
        planted in any::<prop::sample::Index>(),
        which in any::<prop::sample::Index>(),
    ) {
        let mut feed = format!(
            "<?xml version='1.0'?>\r\n<rss version='2.0' xmlns:{prefix}='http://purl.org/dc/elements/1.1/' \
             xmlns:t='http://purl.org/dc/terms/' xmlns:m='http://search.yahoo.com/mrss/'>\n<channel>"
        );
        // The item, the path of the field, that of the element, and every character's place.
        let mut values = Vec::new();
        for (number, item) in items.iter().enumerate() {
            feed.push_str("<item>");
            let count = |kind| item.iter().filter(|(other, ..)| *other == kind).count();
            let mut seen = std::collections::HashMap::new();
            let (mut tags, mut places) = (0, 0);
            for (kind, blanks, text, attribute) in item {
                feed.push_str(blanks);
                let (name, inside) = match kind {
                    Kind::Title => ("title".to_owned(), text),
                    Kind::Category => ("category".to_owned(), text),
                    Kind::Subject => (format!("{prefix}:subject"), text),
                    Kind::Term => ("m:category".to_owned(), attribute),
                    Kind::Place => ("t:spatial".to_owned(), text),
                };
                let place: usize = *seen.entry(*kind).and_modify(|n| *n += 1).or_insert(1_usize);
                let mut path = format!("rss/channel/item[{}]/{name}", number + 1);
                if count(*kind) > 1 {
                    path = format!("{path}[{place}]");
                }
                let field = match kind {
                    Kind::Title => FieldPath::from(Field::Title),
                    Kind::Place => {
                        places += 1;
                        FieldPath::of(Field::Places, places - 1)
                    }
                    _ => {
                        tags += 1;
                        FieldPath::of(Field::Tags, tags - 1)
                    }
                };
                write!(feed, "<{name}").unwrap();
                if *kind == Kind::Term {
                    path.push_str("/@label");
                    write!(feed, "\n label = {quote}").unwrap();
                } else {
                    feed.push('>');
                    feed.push_str(if blanks.starts_with('\n') { "\n " } else { "" });
                }
                let mut ranges = Vec::new();
                for character in inside {
                    let (from, to) = character.range();
                    ranges.push((feed.len() + from, feed.len() + to));
                    feed.push_str(&character.text());
                }
                if *kind == Kind::Term {
                    write!(feed, "{quote}/>").unwrap();
                } else {
                    write!(feed, "\r</{name}>").unwrap();
                }
                // Only the first title counts.
                if *kind != Kind::Title || place == 1 {
                    values.push((number, field, path, ranges));
                }
            }
            feed.push_str("</item>");
        }
        feed.push_str("</channel></rss>");

        let (number, field, path, ranges) = planted.get(&values);
        let nth = which.index(ranges.len());
        let mut reader = Reader::new(feed.as_bytes());
        for _ in 0..=*number {
            prop_assert!(reader.advance(&mut Vec::new()).unwrap());
        }
        let place = |at: Option<dateline_core::Position>| at.map(|p| (p.line as usize, p.column as usize));
        let spot = reader.locate(field, Some(nth + 1)).unwrap();
        prop_assert_eq!(&spot.path, path);
        let (from, to) = ranges[nth];
        prop_assert_eq!(place(Some(spot.position)), Some(position(&feed, from)), "{}", feed);
        prop_assert_eq!(spot.position.byte as usize, from);
        prop_assert_eq!(place(spot.end), Some(position(&feed, to)), "{}", feed);
        // The whole value.
        let spot = reader.locate(field, None).unwrap();
        prop_assert_eq!(spot.position.byte as usize, ranges[0].0);
        let end = ranges.last().unwrap().1;
        prop_assert_eq!(spot.end.map(|end| end.byte as usize), Some(end));
    }
}

#[track_caller]
fn check(feed: &str, path: FieldPath, character: Option<usize>, expected: &str) {
    let mut reader = Reader::new(feed.as_bytes());
    assert!(reader.advance(&mut Vec::new()).unwrap());
    let found = reader.locate(&path, character).map(|spot| {
        let end = spot.end.unwrap();
        format!("{} {}-{end}", spot.path, spot.position)
    });
    assert_eq!(found.unwrap_or_default(), expected);
}

fn rss(item: &str) -> String {
    format!(
        "<rss xmlns:i='http://www.itunes.com/dtds/podcast-1.0.dtd' \
         xmlns:t='http://purl.org/dc/terms/' xmlns:dc='http://purl.org/dc/elements/1.1/'>\
         <channel>\n<item>{item}</item></channel></rss>"
    )
}

#[test]
fn what_was_made_of_the_text_is_located_in_it() {
    // Plain text that was made HTML.
    let body = rss(
        "<description>&lt;p>a &#x26;amp; b&lt;/p></description><dc:format>text/plain</dc:format>",
    );
    let at = |character| {
        check(
            &body,
            Field::Body.into(),
            Some(character),
            match character {
                1 => "rss/channel/item[1]/description 2:26-2:27",
                3 => "rss/channel/item[1]/description 2:28-2:38",
                _ => "rss/channel/item[1]/description 2:38-2:39",
            },
        )
    };
    at(1);
    at(3);
    at(4);
    // A date in another form is located as a whole.
    let date = rss("<pubDate>Tue, 25 Oct 2016 12:00:00 GMT</pubDate>");
    check(
        &date,
        Field::Date.into(),
        Some(3),
        "rss/channel/item[1]/pubDate 2:16-2:45",
    );
    // White space that became one blank.
    let title = rss("<title>a \r\n b</title>");
    check(
        &title,
        Field::Title.into(),
        Some(3),
        "rss/channel/item[1]/title 3:2-3:3",
    );
    // Words of a list in one element.
    let words = rss("<i:keywords>é, b ,c d</i:keywords>");
    check(
        &words,
        FieldPath::of(Field::Tags, 1),
        None,
        "rss/channel/item[1]/i:keywords 2:22-2:23",
    );
    check(
        &words,
        FieldPath::of(Field::Tags, 2),
        Some(3),
        "rss/channel/item[1]/i:keywords 2:27-2:28",
    );
    // A place and its parts.
    let place = rss("<t:spatial>Skopje, A&amp;B</t:spatial>");
    let part = |part| FieldPath::of(Field::Places, 0).part(part);
    check(
        &place,
        part("name"),
        None,
        "rss/channel/item[1]/t:spatial 2:18-2:24",
    );
    check(
        &place,
        part("qualifier"),
        Some(2),
        "rss/channel/item[1]/t:spatial 2:27-2:32",
    );
    // A tag with a scheme, which is put before it.
    let tag = rss("<category domain='d'>x</category>");
    check(
        &tag,
        FieldPath::of(Field::Tags, 0),
        Some(4),
        "rss/channel/item[1]/category 2:28-2:29",
    );
}

#[test]
fn elements_of_atom_have_paths_too() {
    let feed = "<feed xmlns='http://www.w3.org/2005/Atom'><title>F</title>\n\
        <entry><link rel='edit' href='e'/><link href='https://a.example/&amp;' hreflang='xx yy'/>\
        <author><name>A</name></author></entry></feed>";
    check(
        feed,
        Field::Url.into(),
        Some(19),
        "feed/entry[1]/link[2]/@href 2:65-2:70",
    );
    check(
        feed,
        FieldPath::of(Field::Sources, 0),
        None,
        "feed/entry[1]/author/name 2:104-2:105",
    );
    check(feed, Field::Body.into(), None, "");
}

#[test]
fn what_was_mended_is_located_where_it_stood() {
    let feed = rss("<title>a & b &nbsp;c</title><category>x\u{B}y</category>");
    check(
        &feed,
        Field::Title.into(),
        Some(8),
        "rss/channel/item[1]/title 2:26-2:27",
    );
    check(
        &feed,
        FieldPath::of(Field::Tags, 0),
        Some(2),
        "rss/channel/item[1]/category 2:47-2:48",
    );
}
