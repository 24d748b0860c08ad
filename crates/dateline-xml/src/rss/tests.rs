//! Feeds there and back, foreign feeds, and feeds that are broken.

use std::fmt::Write as _;

use dateline_core::{
    Channel, ChannelDraft, Checker, Draft, DraftPlace, DraftTranslation, Fault, Field, FieldPath,
    Finding, Release, Withheld, Written,
};
use insta::assert_snapshot;
use proptest::prelude::*;

use super::{Reader, Writer, document};

pub(crate) fn channel() -> Channel {
    Channel::try_from(ChannelDraft {
        title: "News & views".into(),
        link: "https://www.osce.org/".into(),
        description: "What the missions do.".into(),
        feed_url: "https://www.osce.org/news.rss".into(),
        language: "en".into(),
        ..ChannelDraft::default()
    })
    .unwrap()
}

pub(crate) fn release(draft: Draft<'_>) -> Release<'static> {
    let checker = Checker::default().keep_unlisted(true);
    checker.check(draft, &mut Vec::new()).unwrap().into_owned()
}

pub(crate) fn minimal() -> Draft<'static> {
    Draft {
        title: "A title".into(),
        date: "2016-10-25".into(),
        ..Draft::default()
    }
}

pub(crate) fn full() -> Draft<'static> {
    Draft {
        id: "https://www.osce.org/node/276291".into(),
        number: "276291".into(),
        kind: "Press release".into(),
        title: "Border police train in Ohrid".into(),
        date: "2016-10-25T14:30+02:00".into(),
        modified: "2016-10-26".into(),
        language: "en".into(),
        url: "https://www.osce.org/node/276291".into(),
        places: vec![
            DraftPlace::from_text("SKOPJE".into()),
            DraftPlace::from_text("OHRID, North Macedonia".into()),
        ],
        sources: vec!["OSCE Mission to Skopje".into(), "UNDP".into()],
        fields_of_work: vec!["Border management".into()],
        participating_states: vec!["North Macedonia".into(), "Nowhereland".into()],
        partner_states: vec!["Japan".into()],
        tags: vec![
            "Water".into(),
            "{https://example.org/topics?a&b}Two  words".into(),
        ],
        summary: "Officers met.".into(),
        body: "SKOPJE, 25 October 2016 – Forty officers met.\nThey talked.\n\nThey left.".into(),
        translations: vec![DraftTranslation {
            language: "mk".into(),
            url: "https://www.osce.org/mk/node/276291".into(),
        }],
        ..Draft::default()
    }
}

pub(crate) fn feed(releases: &[Release<'_>]) -> (String, Vec<Finding>) {
    let mut findings = Vec::new();
    let mut writer = Writer::new(Vec::new(), &channel()).unwrap();
    for release in releases {
        assert_eq!(writer.write(release, &mut findings).unwrap(), Written::Out);
    }
    let feed = writer.finish(&mut findings).unwrap();
    (String::from_utf8(feed).unwrap(), findings)
}

/// Every record's draft or error, with every finding, as text.
fn read(input: &[u8]) -> String {
    let mut reader = Reader::new(input);
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
    parts.join(" ")
}

fn item(inner: &str) -> String {
    read(format!("<rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:t='http://purl.org/dc/terms/' \
        xmlns:c='http://purl.org/rss/1.0/modules/content/'><channel>\n<item>{inner}</item></channel></rss>").as_bytes())
}

#[track_caller]
fn check_round_trip(original: &Release<'_>) {
    let (feed, _) = feed(std::slice::from_ref(original));
    let mut findings = Vec::new();
    let mut reader = Reader::new(feed.as_bytes());
    assert!(reader.advance(&mut findings).unwrap(), "{feed}");
    let record = reader.record(&mut findings).unwrap();
    assert_eq!(findings, [], "{feed}");
    let checker = Checker::default().keep_unlisted(true);
    let again = checker.check(record.draft, &mut findings).unwrap();
    assert_eq!(&again, original, "{feed}");
    let alone = document(reader.header(), reader.raw());
    let mut reader = Reader::new(alone.as_slice());
    assert!(reader.advance(&mut findings).unwrap());
    let again = checker
        .check(reader.record(&mut findings).unwrap().draft, &mut findings)
        .unwrap();
    assert_eq!(&again, original, "{feed}");
    assert!(!reader.advance(&mut findings).unwrap());
}

#[test]
fn a_feed_as_it_is_written() {
    assert_snapshot!(feed(&[release(full())]).0, @r#"
    <?xml version="1.0" encoding="UTF-8"?>
    <rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">
      <channel>
        <title>News &#x26; views</title>
        <link>https://www.osce.org/</link>
        <description>What the missions do.</description>
        <language>en</language>
        <atom:link href="https://www.osce.org/news.rss" rel="self" type="application/rss+xml"/>
        <item>
          <title>Border police train in Ohrid</title>
          <link>https://www.osce.org/node/276291</link>
          <guid isPermaLink="true">https://www.osce.org/node/276291</guid>
          <description>&lt;p&gt;Officers met.&lt;/p&gt;</description>
          <content:encoded>&lt;p&gt;SKOPJE, 25 October 2016 – Forty officers met.&lt;br&gt;
    They talked.&lt;/p&gt;

    &lt;p&gt;They left.&lt;/p&gt;</content:encoded>
          <dcterms:issued>2016-10-25T14:30+02:00</dcterms:issued>
          <pubDate>Tue, 25 Oct 2016 14:30:00 +0200</pubDate>
          <dcterms:modified>2016-10-26</dcterms:modified>
          <dc:language>en</dc:language>
          <dc:type>Press release</dc:type>
          <dc:creator>OSCE Mission to Skopje</dc:creator>
          <dc:creator>UNDP</dc:creator>
          <dcterms:spatial>SKOPJE</dcterms:spatial>
          <dcterms:spatial>OHRID, North Macedonia</dcterms:spatial>
          <category domain="https://www.osce.org/fields-of-work">Border management</category>
          <category domain="https://www.osce.org/participating-states">North Macedonia</category>
          <category domain="https://www.osce.org/participating-states">Nowhereland</category>
          <category domain="https://www.osce.org/partners-for-cooperation">Japan</category>
          <category>Water</category>
          <category domain="https://example.org/topics?a&#x26;b">Two  words</category>
          <dc:identifier>276291</dc:identifier>
          <dc:format>text/plain</dc:format>
          <dcterms:hasVersion xml:lang="mk">https://www.osce.org/mk/node/276291</dcterms:hasVersion>
        </item>
      </channel>
    </rss>
    "#);
}

#[test]
fn a_release_that_says_little() {
    let html = Draft {
        body: "<p>Hi &amp; bye</p>".into(),
        body_type: "text/html".into(),
        id: "12345".into(),
        ..minimal()
    };
    let summary = Draft {
        summary: " Short\r\n".into(),
        date: "1975-08-01".into(),
        ..minimal()
    };
    let (feed, findings) = feed(&[release(html), release(summary)]);
    assert_eq!(findings, []);
    let items = feed.find("    <item>").map(|at| &feed[at..]).unwrap();
    assert_snapshot!(items, @r#"
        <item>
          <title>A title</title>
          <guid isPermaLink="false">urn:uuid:a82b9066-2032-5bba-8bf9-8e865b09025c</guid>
          <description>&lt;p&gt;Hi &#x26;amp; bye&lt;/p&gt;</description>
          <dcterms:issued>2016-10-25</dcterms:issued>
          <pubDate>Tue, 25 Oct 2016 00:00:00 GMT</pubDate>
          <dc:language>und</dc:language>
          <dc:identifier>id:12345</dc:identifier>
          <dc:format>text/html</dc:format>
        </item>
        <item>
          <title>A title</title>
          <guid isPermaLink="false">urn:uuid:25179e37-b428-5223-a64a-c327c1b085f2</guid>
          <description>&lt;p&gt; Short&lt;/p&gt;&#13;&#10;</description>
          <dcterms:available>1975-08-01</dcterms:available>
          <dc:language>und</dc:language>
        </item>
      </channel>
    </rss>
    "#);
}

#[test]
fn every_field_comes_back() {
    check_round_trip(&release(full()));
    check_round_trip(&release(minimal()));
    check_round_trip(&release(Draft {
        url: "".into(),
        ..full()
    }));
    check_round_trip(&release(Draft {
        id: "urn:x:1".into(),
        ..full()
    }));
    check_round_trip(&release(Draft {
        summary: "".into(),
        ..full()
    }));
    check_round_trip(&release(Draft {
        body: "".into(),
        ..full()
    }));
    check_round_trip(&release(Draft {
        body_type: "text/html".into(),
        ..full()
    }));
    check_round_trip(&release(Draft {
        language: "".into(),
        ..full()
    }));
    for date in [
        "2016",
        "2016-10",
        "1975",
        "1975-08-01",
        "1990-01-01T00:00+05:45",
        "1989-12-31T23:59:59.5-23:59",
        "0001-01-01",
        "9999-12-31T23:59:59.999999999-05:45",
        "2016-10-25T14:30:05.120+05:45",
        "2016-10-25T00:00Z",
    ] {
        check_round_trip(&release(Draft {
            date: date.into(),
            modified: date.into(),
            ..full()
        }));
    }
    for id in [
        "1",
        "12345678",
        "123456789",
        "id:7",
        "id:",
        "٣",
        "https://a.example/",
        "a b",
        "]]>",
        "{a}",
    ] {
        check_round_trip(&release(Draft {
            id: id.into(),
            ..full()
        }));
    }
}

#[test]
fn hostile_text_comes_back() {
    for text in HOSTILE {
        let line = text.replace(['\r', '\n'], " ");
        let list = if line.trim().is_empty() {
            "x".to_owned()
        } else {
            line.clone()
        };
        for html in [false, true] {
            check_round_trip(&release(Draft {
                title: format!("{line}t").into(),
                summary: format!("{text}s").into(),
                body: format!("{text}b{text}").into(),
                body_type: if html { "text/html" } else { "text/plain" }.into(),
                kind: line.clone().into(),
                sources: vec![list.clone().into()],
                places: vec![DraftPlace {
                    name: format!("p {}", list.replace(',', ";")).into(),
                    qualifier: list.clone().into(),
                    ..DraftPlace::default()
                }],
                tags: vec![
                    list.clone().into(),
                    dateline_core::Tag::new(list.clone().into(), list.clone().into())
                        .to_string()
                        .into(),
                ],
                id: list.clone().into(),
                ..minimal()
            }));
        }
        let trailing = Draft {
            title: format!("{line}t{line}").into(),
            summary: format!("s{text}").into(),
            ..minimal()
        };
        check_round_trip(&release(trailing));
    }
}

const HOSTILE: &[&str] = &[
    "\"quotes\" 'and' more",
    "a, b; c | d \\ e \\| f",
    "line\nline\r\nline\rline",
    "\n\n\r\n",
    "\r",
    "]]>",
    "&amp;amp; &lt; &#10; &#x26; &nbsp;",
    "<![CDATA[x]]>",
    "<!-- -->",
    "<p>a</p>",
    "<br>",
    "</p>\n\n<p>",
    "🕊 \u{10FFFF}",
    "\u{202E}עברית العربية\u{202C}",
    "\u{2028}\u{2029}\u{85}",
    "  blanks \t ",
    "\t",
    "\u{A0}nbsp\u{A0}",
    "\u{FEFF}mark",
    "\u{7F}\u{80}\u{FFFD}\u{FDD0}",
    "</item></channel></rss>",
    "{a}b",
    "{}",
    "{a\\}b}c",
    "id:1",
    "e\u{301}",
];

#[test]
fn a_body_of_a_megabyte_comes_back() {
    let body = "Śniadanie & <obiad>\r\n".repeat(50_000);
    check_round_trip(&release(Draft {
        body: body.into(),
        ..minimal()
    }));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]
    #[test]
    fn any_text_comes_back(
        text in "([ \\t\\r\\n<>&\"'|\\\\;,{}]|\\PC|]]>|<p>|<br>|&amp;|\u{2028}|\u{85}){0,30}",
        other in "([ \\t<>&\"'|\\\\;{}]|\\PC|]]>|\u{2028}){0,12}",
        html in any::<bool>(),
    ) {
        let values = if other.trim().is_empty() { vec![] } else { vec![other.clone().into()] };
        check_round_trip(&release(Draft {
            title: format!("{other}t{other}").into(),
            id: other.clone().into(),
            summary: text.clone().into(),
            body: text.into(),
            body_type: if html { "text/html" } else { "" }.into(),
            tags: values.clone(),
            sources: values,
            ..minimal()
        }));
    }

    #[test]
    fn no_input_makes_the_reader_panic(
        text in "(<rss version='2.0'><channel>)?(<item>|</item>|<title>|</title>|<a b='|\"|'|>|<|&|&amp;|&#0;|&x;|<!--|-->|<!\\[CDATA\\[|]]>|<\\?|\\?>|<!DOCTYPE|\\[|x|é| |</channel>|</rss>|<dc:a>|xmlns:dc='|/){0,30}",
    ) {
        let _ = read(text.as_bytes());
    }

    #[test]
    fn no_bytes_make_the_reader_panic(bytes in proptest::collection::vec(any::<u8>(), 0..64)) {
        let _ = read(&bytes);
        let inside = [b"<rss><channel><item>".as_slice(), &bytes, b"</item></channel></rss>"].concat();
        let _ = read(&inside);
    }
}

#[test]
fn an_embargo_withholds() {
    let mut writer = Writer::new(Vec::new(), &channel()).unwrap();
    let release = release(Draft {
        embargo: "2030".into(),
        ..minimal()
    });
    let written = writer.write(&release, &mut Vec::new()).unwrap();
    assert_eq!(written, Written::Withheld(Withheld::Embargo));
    let feed = String::from_utf8(writer.finish(&mut Vec::new()).unwrap()).unwrap();
    assert!(!feed.contains("<item>"));
}

#[test]
fn foreign_items() {
    // A description alone: text, references, tags.
    assert_snapshot!(item("<title>A</title><description>AT&amp;T &lt; 3</description>"), @r#"1 at 2:1 title="A" summary="AT&T < 3""#);
    assert_snapshot!(item("<title>A</title><description>AT&amp;amp;T</description>"), @r#"
    1 at 2:1 title="A" summary="AT&T"
      2:36 normalized: summary: `AT&amp;T` is kept as `AT&T`
    "#);
    assert_snapshot!(item("<title>A</title><description><![CDATA[ <b>One</b> ]]></description>"), @r#"
    1 at 2:1 title="A" body="<b>One</b>" body_type="text/html"
      2:36 inferred: body_type: `text/html` was inferred from the tags in its description
    "#);
    assert_snapshot!(item("<description>&lt;b&gt;One&lt;/b&gt; two</description><c:encoded>&lt;p>One</c:encoded>"), @r#"
    1 at 2:1 summary="One two" body="<p>One" body_type="text/html"
      2:20 loss: summary: the tags of the summary are not kept: `<b>One</b> two`
    "#);
    // Facts that stand twice.
    assert_snapshot!(item("<t:issued>2016-10-25</t:issued><pubDate>Tue, 25 Oct 2016 12:00:00 GMT</pubDate><title>A</title><title>B</title>"), @r#"
    1 at 2:1 title="A" date="2016-10-25"
      2:47 disagreement: date: `2016-10-25` is kept, and does not agree with `<pubDate>`, which says `Tue, 25 Oct 2016 12:00:00 GMT`
      2:109 loss: title: a second `<title>` is not kept: `B`
    "#);
    assert_snapshot!(item("<pubDate>yesterday</pubDate><dc:date>2016-10-25</dc:date>"), @r#"1 at 2:1 date="yesterday""#);
    // The address in the guid, and the id beside it.
    assert_snapshot!(item("<guid>https://a.example/1</guid>"), @r#"
    1 at 2:1 id="https://a.example/1" url="https://a.example/1"
      2:13 inferred: url: `https://a.example/1` was inferred from the permanent link in its guid
    "#);
    assert_snapshot!(item("<guid isPermaLink='false'>https://a.example/1</guid>"), @r#"1 at 2:1 id="https://a.example/1""#);
    assert_snapshot!(item("<guid isPermaLink='false'>urn:x</guid><dc:identifier>id:1</dc:identifier><dc:identifier>007</dc:identifier>"), @r#"
    1 at 2:1 id="1"
      2:33 loss: id: the id in `<guid>` is not kept: `urn:x`
      2:95 loss: number: `<dc:identifier>` is not kept, it is no number: `007`
    "#);
    // What has no home.
    assert_snapshot!(item("<enclosure url='https://a.example/a.mp3' length='1' type='audio/mpeg'/>\n<author>a@b.example (Ann)</author> stray <comments/><title>A <b>bold</b></title>"), @r#"
    1 at 2:1 title="A bold"
      2:7 loss: `<enclosure>` is not kept, a release has no place for it: `<enclosure url='https://a.example/a.mp3' length='1' type='au…`
      3:1 loss: `<author>` is not kept, a release has no place for it: `<author>a@b.example (Ann)</author>`
      3:35 loss: text between the elements of the item is not kept: `stray`
      3:53 loss: the tags inside `<title>`, such as `<b>`, are not kept
    "#);
    // Categories, ours and others.
    assert_snapshot!(item("<category domain='https://www.osce.org/fields-of-work'>Border management</category><category domain='x'>Water</category><category> Two\n  lines </category><dc:subject>Peace</dc:subject><category domain='y'/>"), @r#"
    1 at 2:1 fields_of_work=["Border management"] tags=["{x}Water", "Two lines", "Peace"]
      3:72 loss: tags: a category without a label is not kept: `y`
    "#);
    assert_snapshot!(item("<title>Long\n    title</title><dc:format>audio/mpeg</dc:format><description>Text</description>"), @r#"
    1 at 2:1 title="Long title" summary="Text"
      2:14 normalized: title: `Long\n    title` is kept as `Long title`
      3:29 loss: body_type: `<dc:format>` is not kept, it is neither plain text nor HTML: `audio/mpeg`
    "#);
    assert_snapshot!(item("<dc:format>text/plain</dc:format><description>&lt;p>One&lt;p>two</description>"), @r#"
    1 at 2:1 body="<p>One<p>two" body_type="text/html"
      2:53 repair: body_type: the body says it is plain text and is kept as HTML, which it is
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
      2:27 loss: `<generator>` of the channel is not kept: `<generator>G</generator>`
      2:51 loss: text between the elements of the channel is not kept: `stray`
      2:58 inferred: language: `en-us` was inferred from the language of the channel
      2:87 loss: `<ttl>` of the channel is not kept: `<ttl>5</ttl>`
      2:99 loss: `<description>` of the channel stands behind the first item and is not kept: `Late`
    "#);
    assert_snapshot!(read(b"<rss><channel><language>en_US</language><item><title>A</title></item></channel></rss>"), @r#"
    1 at 1:41 title="A"
      1:15 loss: items do not inherit the channel's language, it is no language tag: `en_US`
    "#);
}

#[test]
fn a_broken_item_is_set_aside() {
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
    ] {
        let feed = format!(
            "<rss><channel>\n<item>{inner}</item>\n<item><title>Next</title></item></channel></rss>"
        );
        let read = read(feed.as_bytes());
        assert!(read.contains(" Record "), "{name}: {read}");
        assert!(
            read.ends_with("2 at 3:1 title=\"Next\"\n"),
            "{name}: {read}"
        );
    }
    assert_snapshot!(item("\n <title>A</titel>"), @r#"3:10 Record xml.unclosed-element title: expected `</title>`, found `</titel>`; `<title>` was opened at 3:2"#);
    assert_snapshot!(item("<title>a&nbsp;b</title>"), @r#"2:15 Record xml.entity title: expected one of `&amp;` `&lt;` `&gt;` `&quot;` `&apos;`, found the entity `&nbsp;`; did you mean `&#xA0;`?"#);
    assert_snapshot!(item("<title>a & b</title>"), @r#"2:16 Record xml.ampersand title: expected a reference behind `&`, found a bare `&`; did you mean `&amp;`?"#);
    assert_snapshot!(item("<title>&#x1F;</title>"), @r#"2:14 Record xml.character-reference title: expected a reference to a character that XML allows, found `&#x1F;`"#);
    assert_snapshot!(item("<x:title>A</x:title>"), @r#"2:7 Record xml.prefix item: expected a declared prefix, found `<x:title>`; add `xmlns:x="…"` to the root"#);
    assert_snapshot!(item("<a b=c/>"), @r#"2:12 Record xml.tag a: expected an attribute's value in quotes, found `c`"#);
    assert_snapshot!(item("<a b='c></a>"), @r#"2:7 Record xml.unclosed-markup item: expected `'`, found the end of the item; an attribute is not closed"#);
    assert_snapshot!(item(&"<a>".repeat(300)), @r#"2:772 Record xml.too-deep a: expected at most 256 nested elements, found more"#);
    assert_snapshot!(read(b"<rss><channel><item><title>\xE9t\xE9</title></item><item><title>B</title></item></channel></rss>"), @r#"
    1 at 1:15 title="été"
      1:28 repair: the text is no UTF-8, and no other encoding is declared; it is read as windows-1252
    2 at 1:46 title="B"
    "#);
}

#[test]
fn a_fact_that_cannot_be_read_is_passed_over() {
    assert_snapshot!(read(b"<rss><channel><title>&nbsp;</title><item/></channel></rss>"), @"
    1 at 1:36 
      1:22 loss: an element of the channel is not kept: expected one of `&amp;` `&lt;` `&gt;` `&quot;` `&apos;`, found the entity `&nbsp;`; did you mean `&#xA0;`?
    ");
}

#[test]
fn a_broken_document_ends() {
    assert_snapshot!(read(b""), @r#"1:1 Document xml.empty : expected an RSS feed, found an empty input"#);
    assert_snapshot!(read(b" \n "), @r#"1:1 Document xml.empty : expected an RSS feed, found an empty input"#);
    assert_snapshot!(read(b"title,date\n"), @r#"1:1 Document xml.not-xml : expected an RSS feed, found text that is no XML: `title,date\n`"#);
    assert_snapshot!(read(b"\x89PNG\r\n\x1a\n\0"), @r#"
    1:1 Document xml.not-xml : expected an RSS feed, found text that is no XML: `‰PNG\r\n\u{1a}\n\u{0}`
      1:1 repair: the text is no UTF-8, and no other encoding is declared; it is read as windows-1252
    "#);
    assert_snapshot!(read(b"<!doctype html><html>"), @r#"1:1 Document xml.html : expected a feed, found an HTML page; was the feed's own address fetched?"#);
    assert_snapshot!(read(b"<!DOCTYPE html><html><head><link rel='alternate' type='application/rss+xml' href='/news.rss?a&amp;b'>"), @r#"1:1 Document xml.html : expected a feed, found an HTML page; it names the feed `/news.rss?a&b`: fetch that"#);
    assert_snapshot!(read(b"\n<html><link rel=alternate type=application/atom+xml href=/a><link rel=alternate type=application/feed+json href=/b>"), @r#"2:1 Document xml.html : expected a feed, found an HTML page; it names the feeds `/a`, `/b`: fetch one of them"#);
    assert_snapshot!(read(b"<HTML><body>"), @r#"1:1 Document xml.html : expected a feed, found an HTML page; was the feed's own address fetched?"#);
    assert_snapshot!(read(b"<feed xmlns='http://www.w3.org/2005/Atom'/>"), @r#"1:1 Document xml.not-rss : expected an RSS feed with the root `<rss>`, found `<feed>`: an Atom feed"#);
    assert_snapshot!(read(b"<rss version='2.0'></rss>"), @r#"1:20 Document xml.no-channel : expected `<channel>` in `<rss>`, found none"#);
    assert_snapshot!(read(b"<?xml version='1.0' encoding='windows-1251'?><rss/>"), @r#"1:46 Document xml.no-channel : expected `<channel>` in `<rss>`, found none"#);
    assert_snapshot!(read(b"<rss><channel>\n <item><title>A</title>\n <item><title>B</title></item>\n</channel></rss>"), @r#"4:1 Document xml.unclosed-element item: expected `</item>`, found `</channel>`; `<item>` was opened at 2:2"#);
    assert_snapshot!(read(b"<rss><channel>\n <item><title>A</title>"), @r#"2:24 Document xml.unclosed-element item: expected `</item>`, found the end of the input; `<item>` was opened at 2:2"#);
    assert_snapshot!(read(b"<rss><channel><item><title>A</title></item>"), @r#"
    1 at 1:15 title="A"
    1:44 Document xml.unclosed-element : expected `</channel>`, found the end of the input; `<channel>` was opened at 1:6
    "#);
    assert_snapshot!(read(b"<rss><channel><item><!-- "), @r#"1:21 Document xml.unclosed-markup : expected `-->`, found the end of the input; a comment is not closed"#);
    assert_snapshot!(read(b"<rss><channel></chanel></rss>"), @r#"1:15 Document xml.unclosed-element : expected `</channel>`, found `</chanel>`; `<channel>` was opened at 1:6"#);
    assert_snapshot!(read(b"<rss><channel></channel></rss><rss/>"), @r#"1:31 Document xml.trailing : expected nothing behind `</rss>`, found `<rss/>`"#);
}

#[test]
fn frames_survive_what_only_looks_like_an_end() {
    assert_snapshot!(item("<title>A</title><!-- </item> --><description><![CDATA[</item>]]></description><x y='>'/><item/><?p </item>?>"), @r#"
    1 at 2:1 title="A" body="</item>" body_type="text/html"
      2:52 inferred: body_type: `text/html` was inferred from the tags in its description
      2:85 loss: `<x>` is not kept, a release has no place for it: `<x y='>'/>`
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
fn any_encoding_is_read_and_what_is_mended_is_said() {
    let mut bytes =
        b"<?xml version='1.0' encoding='windows-1251'?>\n<rss><channel><item><title>".to_vec();
    bytes.extend_from_slice(b"\xCC\xE8\xF1\xF1\xE8\xFF</title></item></channel></rss>");
    assert_snapshot!(read(&bytes), @r#"1 at 2:15 title="Миссия""#);
    let mut reader = Reader::new(bytes.as_slice());
    assert!(reader.advance(&mut Vec::new()).unwrap());
    assert_eq!(reader.encoding(), "windows-1251");
    // What is set aside is in UTF-8, and says so.
    let alone = document(reader.header(), reader.raw());
    assert_snapshot!(read(&alone), @r#"1 at 2:15 title="Миссия""#);
    assert_snapshot!(read("<?xml version='1.0' encoding='koi8-r'?><rss><channel><title>Да</title><item><title>Ü</title></item></channel></rss>".as_bytes()), @r#"
    1 at 1:71 title="Ü"
      1:61 repair: the text is not in `koi8-r` as it declares; it is read as UTF-8
    "#);
    assert_snapshot!(read("<?xml version='1.0' encoding='x-odd'?><rss><channel>\n<item><title>Ü</title></item></channel></rss>".as_bytes()), @r#"
    1 at 2:1 title="Ü"
      1:31 repair: `x-odd` is no encoding that is known; the text shows what it is in
    "#);
    let mixed = b"<rss><channel><title>\xC3\x9C \x96</title>\n<item><title>\xC3\xBC\xC3\xBC\xC3\xBC \x93\x93\n \x94</title></item><item><title>\x81</title></item><item><title>\xE9</title></item></channel></rss>\x85";
    assert_snapshot!(read(mixed), @r#"
    1 at 2:1 title="üüü ““ ”"
      1:24 repair: the byte 0x96 is no UTF-8; it is read as windows-1252: `–`
      2:18 repair: the byte 0x93 is no UTF-8; it is read as windows-1252: `“`
      3:2 repair: the byte 0x94 is no UTF-8; it is read as windows-1252: `”`
      2:14 normalized: title: `üüü ““\n ”` is kept as `üüü ““ ”`
    3:31 Record xml.utf-8 : expected UTF-8, found the byte 0x81
    3 at 3:46 title="é"
      3:59 repair: the byte 0xE9 is no UTF-8; it is read as windows-1252: `é`
    3:91 Document xml.trailing : expected nothing behind `</rss>`, found `…`
      3:91 repair: the byte 0x85 is no UTF-8; it is read as windows-1252: `…`
    "#);
    let strict = |input: &[u8]| {
        let mut reader = Reader::new(input).strict(true);
        let error = loop {
            match reader.advance(&mut Vec::new()) {
                Ok(more) => assert!(more),
                Err(error) => break error,
            }
        };
        assert!(!reader.advance(&mut Vec::new()).unwrap());
        format!("{} {} {error}", error.position(), error.rule())
    };
    assert_snapshot!(strict(mixed), @r#"1:24 xml.utf-8 expected UTF-8, found the byte 0x96"#);
    assert_snapshot!(strict(b"<?xml version='1.0' encoding='x-odd'?><rss/>"), @r#"1:31 xml.encoding expected an encoding that can be read, found `x-odd`; convert the document to UTF-8 first"#);
    assert_snapshot!(strict(b"\xEF\xBB\xBF<?xml version='1.0' encoding='koi8-r'?><rss/>"), @r#"1:31 xml.wrong-encoding expected a document in UTF-8 to say so, found `encoding="koi8-r"`"#);
}

#[test]
fn values_are_located() {
    let feed = "<rss><channel>\n<item>\n <title>\n  A</title>\n <category>x</category><category>é</category><category>z</category>\n</item></channel></rss>";
    let mut reader = Reader::new(feed.as_bytes());
    reader.advance(&mut Vec::new()).unwrap();
    let locate = |path: FieldPath| reader.locate(&path).map(|p| p.to_string());
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
