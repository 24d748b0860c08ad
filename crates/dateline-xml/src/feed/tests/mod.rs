//! Feeds as they are met: of all dialects, foreign ones, and broken ones.

use std::fmt::Write as _;

use dateline_core::{Author, Draft, Fault, Field, FieldPath, Finding, Foreign};
use insta::assert_snapshot;
use proptest::prelude::*;

use super::{Reader, document};

mod dialects;
mod encodings;
mod fields;
mod foreign;
mod inherited;
mod located;
mod usual;
use crate::rss::tests::{feed, full, minimal, release};

/// Every record's draft or error, with every finding, as text.
fn read(input: &[u8]) -> String {
    read_with(Reader::new(input))
}

fn read_with(mut reader: Reader<&[u8]>) -> String {
    let mut out = String::new();
    let mut said = 0;
    let mut findings = Vec::new();
    let mut say = |findings: &[Finding], out: &mut String| {
        for finding in &findings[said..] {
            let position = finding.position.map(|p| p.to_string()).unwrap_or_default();
            let rule = finding.kind.rule();
            writeln!(out, "  {position} {rule}: {finding}").unwrap();
        }
        said = findings.len();
    };
    let fault = |error: &crate::Error| {
        let name = error.name().unwrap_or_default();
        format!(
            "{} {:?} {} {name}: {error}\n",
            error.position(),
            error.scope(),
            error.rule()
        )
    };
    loop {
        match reader.advance(&mut findings) {
            Ok(true) => {}
            Ok(false) => break,
            Err(error) => {
                out.push_str(&fault(&error));
                assert!(!reader.advance(&mut findings).unwrap(), "an end is an end");
            }
        }
        if reader.raw().is_empty() {
            continue;
        }
        match reader.record(&mut findings) {
            Ok(record) => {
                let (number, position) = (record.number, record.position);
                let draft = draft(&record.draft);
                writeln!(out, "{number} at {position} {draft}").unwrap();
                if !record.authors.is_empty() {
                    let authors: Vec<String> = record.authors.iter().map(person).collect();
                    writeln!(out, "  authors: {}", authors.join(", ")).unwrap();
                }
            }
            Err(error) => out.push_str(&fault(&error)),
        }
        say(&findings, &mut out);
    }
    say(&findings, &mut out);
    out
}

fn draft(draft: &Draft<'_>) -> String {
    use dateline_core::Values;
    let mut parts = Vec::new();
    for field in Field::ALL {
        let value = match draft.values(*field) {
            Values::One(text) if text.is_empty() => continue,
            Values::One(text) => format!("{text:?}"),
            Values::Lines([])
            | Values::Places([])
            | Values::Translations([])
            | Values::Foreign(_) => continue,
            Values::Lines(texts) => format!("{texts:?}"),
            Values::Places(places) => format!(
                "{:?}",
                places
                    .iter()
                    .map(|p| (&p.name, &p.qualifier))
                    .collect::<Vec<_>>()
            ),
            Values::Translations(all) => format!(
                "{:?}",
                all.iter()
                    .map(|t| (&t.language, &t.url))
                    .collect::<Vec<_>>()
            ),
        };
        parts.push(format!("{field}={value}"));
    }
    let foreign: Vec<String> = draft.foreign.iter().map(tree).collect();
    if !foreign.is_empty() {
        parts.push(format!("foreign=[{}]", foreign.join(", ")));
    }
    parts.join(" ")
}

/// Everything that a feed says: its dialect, its items, its channel.
fn whole(input: &str) -> String {
    let mut reader = Reader::new(input.as_bytes());
    while reader.advance(&mut Vec::new()).unwrap_or_default() {}
    let dialect = reader.dialect().unwrap();
    let channel = reader.channel();
    let mut out = format!("{} {:?}\n", dialect.format(), dialect.version());
    for (name, text) in [
        ("title", &channel.title),
        ("link", &channel.link),
        ("description", &channel.description),
        ("feed_url", &channel.feed_url),
        ("language", &channel.language),
        ("id", &channel.id),
        ("date", &channel.date),
        ("modified", &channel.modified),
    ] {
        if !text.is_empty() {
            writeln!(out, "{name}={text:?}").unwrap();
        }
    }
    for author in &channel.authors {
        writeln!(out, "author={}", person(author)).unwrap();
    }
    out + &read(input.as_bytes())
}

fn person(author: &Author<'_>) -> String {
    format!("{}<{}>{}", author.name, author.email, author.url)
}

/// A foreign element, in short.
fn tree(foreign: &Foreign<'_>) -> String {
    let mut out = foreign.to_string();
    for (name, value) in &foreign.attributes {
        write!(out, " {name}={value:?}").unwrap();
    }
    if !foreign.text.is_empty() {
        write!(out, " {:?}", foreign.text).unwrap();
    }
    if !foreign.children.is_empty() {
        let children: Vec<String> = foreign.children.iter().map(tree).collect();
        write!(out, " ({})", children.join(", ")).unwrap();
    }
    out
}

fn item(inner: &str) -> String {
    read(format!("<rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:t='http://purl.org/dc/terms/' \
        xmlns:c='http://purl.org/rss/1.0/modules/content/'><channel>\n<item>{inner}</item></channel></rss>").as_bytes())
}

#[test]
fn foreign_items() {
    // A description alone: text, references, tags.
    assert_snapshot!(item("<title>A</title><description>AT&amp;T &lt; 3</description>"), @r#"1 at 2:1 title="A" summary="AT&T < 3""#);
    assert_snapshot!(item("<title>A</title><description>AT&amp;amp;T</description>"), @r#"
    1 at 2:1 title="A" summary="AT&T"
      2:36 release.normalized: summary: `AT&amp;T` is kept as `AT&T`
    "#);
    assert_snapshot!(item("<title>A</title><description><![CDATA[ <b>One</b> ]]></description>"), @r#"
    1 at 2:1 title="A" body="<b>One</b>" body_type="text/html"
      2:36 release.inferred: body_type: `text/html` was inferred from the tags in its description
    "#);
    assert_snapshot!(item("<description>&lt;b&gt;One&lt;/b&gt; two</description><c:encoded>&lt;p>One</c:encoded>"), @r#"
    1 at 2:1 summary="One two" body="<p>One" body_type="text/html"
      2:20 format.loss: summary: the tags of the summary are not kept: `<b>One</b> two`
    "#);
    // Facts that stand twice.
    assert_snapshot!(item("<t:issued>2016-10-25</t:issued><pubDate>Tue, 25 Oct 2016 12:00:00 GMT</pubDate><title>A</title><title>B</title>"), @r#"
    1 at 2:1 title="A" date="2016-10-25" foreign=[pubDate "Tue, 25 Oct 2016 12:00:00 GMT", title "B"]
      2:47 release.disagreement: date: `2016-10-25` is kept, and does not agree with `<pubDate>`, which says `Tue, 25 Oct 2016 12:00:00 GMT`
    "#);
    assert_snapshot!(item("<pubDate>yesterday</pubDate><dc:date>2016-10-25</dc:date>"), @r#"
    1 at 2:1 date="2016-10-25" foreign=[pubDate "yesterday"]
      2:16 input.repair: date: `<pubDate>` is no date that can be read, `2016-10-25` of `<dc:date>` is: `yesterday`
    "#);
    // The address in the guid, and the id beside it.
    assert_snapshot!(item("<guid>https://a.example/1</guid>"), @r#"
    1 at 2:1 id="https://a.example/1" url="https://a.example/1"
      2:13 release.inferred: url: `https://a.example/1` was inferred from the permanent link in its guid
    "#);
    assert_snapshot!(item("<guid isPermaLink='false'>https://a.example/1</guid>"), @r#"1 at 2:1 id="https://a.example/1""#);
    assert_snapshot!(item("<guid isPermaLink='false'>urn:x</guid><dc:identifier>id:1</dc:identifier><dc:identifier>007</dc:identifier>"), @r#"1 at 2:1 id="1" foreign=[guid isPermaLink="false" "urn:x", {http://purl.org/dc/elements/1.1/}identifier "007"]"#);
    // What has no home.
    assert_snapshot!(item("<enclosure url='https://a.example/a.mp3' length='1' type='audio/mpeg'/>\n<author>a@b.example (Ann)</author> stray <comments/><title>A <b>bold</b></title>"), @r#"
    1 at 2:1 title="A bold" sources=["Ann"] foreign=[enclosure url="https://a.example/a.mp3" length="1" type="audio/mpeg", author "a@b.example (Ann)",  "stray"]
      authors: Ann<a@b.example>
      3:53 format.loss: the tags inside `<title>`, such as `<b>`, are not kept
    "#);
    // Categories, ours and others.
    assert_snapshot!(item("<category domain='https://www.osce.org/fields-of-work'>Border management</category><category domain='x'>Water</category><category> Two\n  lines </category><dc:subject>Peace</dc:subject><category domain='y'/>"), @r#"1 at 2:1 fields_of_work=["Border management"] tags=["{x}Water", "Two lines", "Peace"] foreign=[category domain="y"]"#);
    assert_snapshot!(item("<title>Long\n    title</title><dc:format>audio/mpeg</dc:format><description>Text</description>"), @r#"
    1 at 2:1 title="Long title" summary="Text" foreign=[{http://purl.org/dc/elements/1.1/}format "audio/mpeg"]
      2:14 release.normalized: title: `Long\n    title` is kept as `Long title`
    "#);
    assert_snapshot!(item("<dc:format>text/plain</dc:format><description>&lt;p>One&lt;p>two</description>"), @r#"
    1 at 2:1 body="<p>One<p>two" body_type="text/html"
      2:53 input.repair: body_type: the body says it is plain text and is kept as HTML, which it is
    "#);
}

#[test]
fn white_space_by_reference_is_data() {
    assert_snapshot!(item("<title>\n &#32;A<![CDATA[ ]]>&#x20; </title><description> \u{85}x\r\ny&#13;\n</description>"), @r#"1 at 2:1 title=" A  " summary="\u{85}x\ny\r""#);
}

#[test]
fn facts_of_the_channel() {
    assert_snapshot!(read(b"<rss version='0.92' xmlns:a='http://www.w3.org/2005/Atom'><channel><title>T</title><a:link rel='self' href='https://a.example/f'/>\n<language>en-us</language><generator>G</generator> stray <item><title>A</title></item><ttl>5</ttl><description>Late</description></channel></rss>"), @r#"
    1 at 2:58 title="A" language="en-us"
      2:27 format.loss: `<generator>` of the channel is not kept: `<generator>G</generator>`
      2:51 format.loss: text between the elements of the channel is not kept: `stray`
      2:58 release.inferred: language: `en-us` was inferred from the language of the channel
      2:87 format.loss: `<ttl>` of the channel stands behind the first item, too late for a feed that is written meanwhile: `5`
      2:99 format.loss: `<description>` of the channel stands behind the first item, too late for a feed that is written meanwhile: `Late`
    "#);
    assert_snapshot!(read(b"<rss><channel><language>en_US</language><item><title>A</title></item></channel></rss>"), @r#"
    1 at 1:41 title="A"
      1:15 format.loss: items do not inherit the channel's language, it is no language tag: `en_US`
    "#);
}

#[test]
fn a_broken_item_is_mended_and_strict_reading_refuses_it() {
    for (inner, name) in [
        ("<title>A</titel>", "mismatched"),
        ("<title>A", "unclosed"),
        ("<title>&nbsp;&nosuch;</title>", "entity"),
        ("<title>a & b</title>", "ampersand"),
        ("<title>&#0;</title>", "nul"),
        ("<title>&#x1F;</title>", "control"),
        ("<x:title>A</x:title>", "prefix"),
        ("<a b=c/>", "unquoted"),
        ("<a b='1' b='2'/>", "twice"),
        ("<a b='<'/>", "less"),
        ("<a b='c></a>", "quote"),
        ("< title>A</title>", "blank"),
        ("<!DOCTYPE a>", "doctype"),
        ("</title>", "unopened"),
        ("<category domain='&x;'>A</category>", "attribute"),
        ("<title>a ]]> b</title>", "section end"),
        ("<title>a<!-- b -- c --></title>", "comment"),
        ("<title>\u{1}\u{FFFE}</title>", "characters"),
    ] {
        let feed = format!(
            "<rss><channel>\n<item>{inner}</item>\n<item><title>Next</title></item></channel></rss>"
        );
        let mended = read(feed.as_bytes());
        assert!(!mended.contains(" Record "), "{name}: {mended}");
        let strict = read_with(Reader::new(feed.as_bytes()).strict(true));
        assert!(strict.contains(" Record xml."), "{name}: {strict}");
        for read in [mended, strict] {
            assert!(
                read.ends_with("2 at 3:1 title=\"Next\"\n"),
                "{name}: {read}"
            );
        }
    }
    assert_snapshot!(item("\n <title>A</titel>"), @r#"
    1 at 2:1 title="A"
      3:10 input.repair: expected no end tag here, found `</titel>`; dropped
      3:18 input.repair: expected `</title>`, found `</item>`; closed here
    "#);
    assert_snapshot!(item("<title>a&nbsp;b</title>"), @r#"
    1 at 2:1 title="a\u{a0}b"
      2:15 input.repair: expected a declared entity, found `&nbsp;` of HTML; taken as U+00A0
    "#);
    assert_snapshot!(item("<title>a & b</title>"), @r#"
    1 at 2:1 title="a & b"
      2:16 input.repair: expected a reference behind `&`, found a bare `&`; taken as `&amp;`
    "#);
    assert_snapshot!(item("<title>&#x1F;</title>"), @"
    1 at 2:1 
      2:14 input.repair: expected a reference to a character that XML allows, found `&#x1F;`; dropped
    ");
    assert_snapshot!(item("<x:title>A</x:title>"), @r#"
    1 at 2:1 foreign=[{urn:x-undeclared:x}title "A"]
      2:8 input.repair: expected a declared prefix, found `x:`; taken for `urn:x-undeclared:x`
    "#);
    assert_snapshot!(item("<a b=c/>"), @r#"
    1 at 2:1 foreign=[a b="c"]
      2:10 input.repair: expected a value in quotes, found `b=c`; taken as if in quotes
    "#);
    assert_snapshot!(item("<a b='c></a>"), @r#"
    1 at 2:1 foreign=[a b="c"]
      2:10 input.repair: expected a quote at both ends of a value, found `b='c`; put in
    "#);
    assert_snapshot!(item(&"<a>".repeat(300)), @"2:772 Record xml.too-deep : expected at most 256 nested elements, found more");
    assert_snapshot!(read(b"<rss><channel><item><title>\xE9t\xE9</title></item><item><title>B</title></item></channel></rss>"), @r#"
    1 at 1:15 title="été"
      1:28 input.repair: the text is no UTF-8, and no other encoding is declared; it is read as windows-1252
    2 at 1:46 title="B"
    "#);
}

#[test]
fn an_unclosed_text_ends_where_the_next_element_begins() {
    assert_snapshot!(item("<title>A<link>https://a.example/1</link><description>B</description>"), @r#"
    1 at 2:1 title="A" url="https://a.example/1" summary="B"
      2:15 input.repair: expected `</title>`, found `<link>`; closed here
    "#);
    assert_snapshot!(item("<title>A</titel><link>https://a.example/1<guid>x</guid>"), @r#"
    1 at 2:1 id="x" title="A" url="https://a.example/1"
      2:15 input.repair: expected no end tag here, found `</titel>`; dropped
      2:23 input.repair: expected `</title>`, found `<link>`; closed here
      2:48 input.repair: expected `</link>`, found `<guid>`; closed here
    "#);
    // What is well-formed stays as it is.
    assert_snapshot!(item("<title>A <link>b</link> c</title>"), @r#"
    1 at 2:1 title="A b c"
      2:7 format.loss: the tags inside `<title>`, such as `<link>`, are not kept
    "#);
}

#[test]
fn a_fact_that_cannot_be_read_is_passed_over() {
    assert_snapshot!(read(b"<rss><channel><title>&nbsp;</title><item/></channel></rss>"), @"
    1 at 1:36 
      1:22 input.repair: expected a declared entity, found `&nbsp;` of HTML; taken as U+00A0
    ");
}

#[test]
fn a_broken_document_ends() {
    assert_snapshot!(read(b""), @r#"1:1 Document xml.empty : expected a feed, found an empty input"#);
    assert_snapshot!(read(b" \n "), @r#"1:1 Document xml.empty : expected a feed, found an empty input"#);
    assert_snapshot!(read(b"title,date\n"), @r#"1:1 Document xml.not-xml : expected a feed, found text that is no XML: `title,date\n`"#);
    assert_snapshot!(read(b"\x89PNG\r\n\x1a\n\0"), @r"
    1:1 Document xml.not-xml : expected a feed, found text that is no XML: `‰PNG\r\n\u{1a}\n\u{0}`
      1:1 input.repair: the text is no UTF-8, and no other encoding is declared; it is read as windows-1252
    ");
    assert_snapshot!(read(b"<!doctype html><html>"), @r#"1:1 Document xml.html : expected a feed, found an HTML page; was the feed's own address fetched?"#);
    assert_snapshot!(read(b"<HTML><body>"), @r#"1:1 Document xml.html : expected a feed, found an HTML page; was the feed's own address fetched?"#);
    assert_snapshot!(read(b"<feed xmlns='http://www.w3.org/2005/Atom'/>"), @r#""#);
    assert_snapshot!(read(b"<rss version='2.0'></rss>"), @r#"1:20 Document xml.no-channel : expected `<channel>` in `<rss>`, found none"#);
    assert_snapshot!(read(b"<?xml version='1.0' encoding='windows-1251'?><rss/>"), @r#"1:46 Document xml.no-channel : expected `<channel>` in `<rss>`, found none"#);
    assert_snapshot!(read(b"<rss><channel>\n <item><title>A</title>\n <item><title>B</title></item>\n</channel></rss>"), @r#"
    1 at 2:2 title="A"
      3:2 input.repair: expected `</item>`, found the end; closed here
    2 at 3:2 title="B"
    "#);
    assert_snapshot!(read(b"<rss><channel>\n <item><title>A</title>"), @"2:24 Record xml.unclosed-element : expected `</item>`, found the end of the input; `<item>` was opened at 2:2");
    assert_snapshot!(read(b"<rss><channel><item><title>A</title></item>"), @r#"
    1 at 1:15 title="A"
      1:44 input.repair: expected `</channel>`, found the end of the input; `<channel>` was opened at 1:6; closed there
      1:44 input.repair: expected `</rss>`, found the end of the input; `<rss>` was opened at 1:1; closed there
    "#);
    assert_snapshot!(read(b"<rss><channel><item><!-- "), @"1:26 Record xml.unclosed-element : expected `</item>`, found the end of the input; `<item>` was opened at 1:15");
    assert_snapshot!(read(b"<rss><channel></chanel></rss>"), @"
    1:15 input.repair: expected no end tag here, found `</chanel>`; dropped
    1:24 input.repair: expected `</channel>`, found `</rss>`; `<channel>` was opened at 1:6; closed here
    ");
    assert_snapshot!(read(b"<rss><channel></channel></rss><rss/>"), @"
    1:31 Document xml.no-channel : expected `<channel>` in `<rss>`, found none
      1:31 input.repair: expected nothing behind `</rss>`, found `<rss/>`; read as well
    ");
}

#[test]
fn frames_survive_what_only_looks_like_an_end() {
    assert_snapshot!(item("<title>A</title><!-- </item> --><description><![CDATA[</item>]]></description><x y='>'/><item/><?p </item>?>"), @r#"
    1 at 2:1 title="A" body="</item>" body_type="text/html" foreign=[x y=">"]
      2:52 release.inferred: body_type: `text/html` was inferred from the tags in its description
    "#);
}

#[test]
fn input_that_comes_byte_by_byte() {
    struct Slow<'a>(&'a [u8]);
    impl std::io::Read for Slow<'_> {
        fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
            let take = self.0.len().min(into.len()).min(1);
            into[..take].copy_from_slice(&self.0[..take]);
            self.0 = &self.0[take..];
            Ok(take)
        }
    }
    let (feed, _) = feed(&[release(full()), release(minimal())]);
    let mut slow = Reader::new(Slow(feed.as_bytes()));
    let mut fast = Reader::new(feed.as_bytes());
    let mut findings = Vec::new();
    while fast.advance(&mut findings).unwrap() {
        assert!(slow.advance(&mut findings).unwrap());
        assert_eq!(
            slow.record(&mut findings).unwrap(),
            fast.record(&mut findings).unwrap()
        );
        assert_eq!((slow.position(), slow.raw()), (fast.position(), fast.raw()));
    }
    assert!(!slow.advance(&mut findings).unwrap());
    assert_eq!(slow.channel(), fast.channel());
    assert_eq!(fast.channel().feed_url, "https://www.osce.org/news.rss");
}

#[test]
fn utf_16_is_read() {
    let feed = "<?xml version='1.0' encoding='UTF-16'?><rss><channel><item><title>Š🕊</title></item></channel></rss>";
    let wide: Vec<u8> = std::iter::once(0xFEFF)
        .chain(feed.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let mut reader = Reader::new(wide.as_slice());
    assert!(reader.advance(&mut Vec::new()).unwrap());
    assert_eq!(reader.record(&mut Vec::new()).unwrap().draft.title, "Š🕊");
    let alone = document(reader.header(), reader.raw());
    assert_eq!(read(&alone), "1 at 1:53 title=\"Š🕊\"\n");
}

#[test]
fn values_are_located() {
    let feed = "<rss><channel>\n<item>\n <title>\n  A</title>\n <category>x</category><category>é</category><category>z</category>\n</item></channel></rss>";
    let mut reader = Reader::new(feed.as_bytes());
    reader.advance(&mut Vec::new()).unwrap();
    let locate = |path: FieldPath| {
        reader
            .locate(&path, None)
            .map(|spot| spot.position.to_string())
    };
    assert_eq!(locate(Field::Title.into()).as_deref(), Some("4:3"));
    assert_eq!(
        locate(FieldPath::of(Field::Tags, 2)).as_deref(),
        Some("5:56")
    );
    assert_eq!(locate(Field::Date.into()), None);
}

#[test]
fn prefixes_do_not_matter() {
    let feed = "<r:rss xmlns:r='http://backend.userland.com/rss2'><r:channel xmlns='http://purl.org/dc/elements/1.1/'><r:item><r:title>A</r:title><type>News</type></r:item></r:channel></r:rss>";
    assert_snapshot!(read(feed.as_bytes()), @r#"1 at 1:103 kind="News" title="A""#);
}

/// Elements as items have them, well-formed but with little sense.
fn elements() -> impl Strategy<Value = String> {
    let names = "(a:|dc:|m:|i:|h:)?(title|Title|link|id|guid|identifier|content|summary|description\
        |author|creator|name|updated|pubDate|date|category|keywords|group|body|div|script|pre|br|p)";
    let attributes = "( type='(html|xhtml|text|application/xml|x/y|image/png)')?\
        ( mode='(xml|escaped|base64)')?( href='[./a#:]{0,3}')?( src='x')?\
        ( xml:base='(https://a[.]example/)?b?')?( term='x')?( label='(y)?')?( xml:lang='(en)?')?";
    let text = "(&lt;a href=x>|&lt;b>|2016-10-25|[a-c ]|é|&#32;|&amp;|<!-- x -->|<!\\[CDATA\\[ x ]]>|<b c='d'>e</b>){0,5}";
    let element = (names, attributes, text)
        .prop_map(|(name, attributes, text)| format!("<{name}{attributes}>{text}</{name}>"));
    let nested = (
        names,
        attributes,
        proptest::collection::vec(element.clone(), 0..3),
    )
        .prop_map(|(name, attributes, inner)| {
            format!("<{name}{attributes}>{}</{name}>", inner.concat())
        });
    let any = prop_oneof![4 => element, 1 => nested, 1 => Just(" x ".to_owned())];
    proptest::collection::vec(any, 0..12).prop_map(|all| all.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]
    #[test]
    fn no_input_makes_the_reader_panic(
        text in "(<rss version='2.0'><channel>)?(<item>|</item>|<title>|</title>|<a b='|\"|'|>|<|&|&amp;|&#0;|&x;|<!--|-->|<!\\[CDATA\\[|]]>|<\\?|\\?>|<!DOCTYPE|\\[|x|é| |</channel>|</rss>|<dc:a>|xmlns:dc='|/){0,30}",
    ) {
        let _ = read(text.as_bytes());
    }

    #[test]
    fn no_feed_makes_the_reader_panic(
        inner in elements(),
        root in "(rss|feed|rdf:RDF|channel)",
        own in "(http://www[.]w3[.]org/2005/Atom|http://purl[.]org/rss/1[.]0/|urn:x)?",
    ) {
        let feed = format!(
            "<{root} xmlns='{own}' xmlns:a='http://www.w3.org/2005/Atom' \
             xmlns:m='http://search.yahoo.com/mrss' xmlns:dc='http://purl.org/dc/elements/1.1/' \
             xmlns:i='http://www.itunes.com/dtds/podcast-1.0.dtd' xmlns:h='http://www.w3.org/1999/xhtml' \
             xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><item>{inner}</item><entry>{inner}\
             </entry>{inner}</{root}>"
        );
        let _ = read(feed.as_bytes());
        let mut reader = Reader::new(feed.as_bytes());
        let mut findings = Vec::new();
        while reader.advance(&mut findings).unwrap_or_default() {
            let record = reader.record(&mut findings).unwrap();
            for field in Field::ALL {
                for character in [None, Some(1), Some(2), Some(usize::MAX)] {
                    let _ = reader.locate(&FieldPath::from(*field), character);
                }
            }
            // What could be read is a document by itself, and says the same there.
            let alone = document(reader.header(), reader.raw());
            let mut again = Reader::new(alone.as_slice());
            prop_assert!(again.advance(&mut Vec::new()).unwrap());
            prop_assert_eq!(again.record(&mut Vec::new()).unwrap().draft, record.draft);
        }
    }

    #[test]
    fn no_bytes_make_the_reader_panic(bytes in proptest::collection::vec(any::<u8>(), 0..64)) {
        let _ = read(&bytes);
        let inside = [b"<rss><channel><item>".as_slice(), &bytes, b"</item></channel></rss>"].concat();
        let _ = read(&inside);
    }
}
