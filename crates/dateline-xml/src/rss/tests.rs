//! Feeds there and back.

use crate::clean::clean_html;
use dateline_core::{
    Channel, ChannelDraft, Checker, Coverage, Draft, DraftPlace, DraftTranslation, Field, Finding,
    Foreign, Paging, Release, WebAddress, Withheld, Written,
};
use insta::assert_snapshot;
use proptest::prelude::*;

use super::{Encoder, Writer};
use crate::feed::{Reader, document};

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

/// Every fact that a channel can state.
pub(crate) fn talkative() -> ChannelDraft {
    ChannelDraft {
        title: "News & views".into(),
        link: "https://www.osce.org/".into(),
        description: "What the missions do.".into(),
        feed_url: "https://www.osce.org/news.rss".into(),
        language: "en".into(),
        image: "https://www.osce.org/logo.png?a&b.png".into(),
        ttl: "60".into(),
        hub: "https://hub.example/".into(),
        licence: "https://creativecommons.org/licenses/by/4.0/".into(),
        rights: "The OSCE & others".into(),
        ..ChannelDraft::default()
    }
}

pub(crate) fn address(text: &'static str) -> WebAddress<'static> {
    WebAddress::parse(text.into()).unwrap()
}

/// The second of three archive documents of that channel.
pub(crate) fn archive() -> Channel {
    let channel = Channel::try_from(talkative()).unwrap();
    let changed = "2016-10-25T14:30:05.5+02:00".parse().unwrap();
    channel.with_changed(Some(changed)).with_paging(
        address("https://www.osce.org/news/0002.rss"),
        Paging {
            is_archive: true,
            current: address("https://www.osce.org/news.rss"),
            previous: Some(address("https://www.osce.org/news/0001.rss")),
            next: Some(address("https://www.osce.org/news/0003.rss")),
        },
    )
}

/// The subscription document of that channel.
pub(crate) fn subscription() -> Channel {
    let channel = Channel::try_from(talkative()).unwrap();
    let current = address("https://www.osce.org/news.rss");
    channel.with_paging(
        current.clone(),
        Paging {
            is_archive: false,
            current,
            previous: Some(address("https://www.osce.org/news/0003.rss")),
            next: None,
        },
    )
}

/// What an encoder makes of a channel without items.
pub(crate) fn head(channel: &Channel) -> (String, Vec<String>) {
    let (mut out, mut findings) = (String::new(), Vec::new());
    let encoder = Encoder::default();
    encoder.head(channel, &mut out, &mut findings);
    encoder.tail(false, &mut out);
    (out, findings.iter().map(Finding::to_string).collect())
}

/// What a reader takes up of a feed's channel, and what it says.
pub(crate) fn read_channel(feed: &str) -> (ChannelDraft, Vec<String>) {
    let (mut reader, mut findings) = (Reader::new(feed.as_bytes()), Vec::new());
    while reader.advance(&mut findings).unwrap() {}
    let said = findings.iter().map(Finding::to_string).collect();
    (reader.channel().clone(), said)
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

/// That a release comes back from RSS and from Atom.
#[track_caller]
fn check_round_trip(original: &Release<'_>) {
    check_feed(&feed(std::slice::from_ref(original)).0, original);
    let mut writer = crate::atom::Writer::new(Vec::new(), &channel()).unwrap();
    let written = writer.write(original, &mut Vec::new()).unwrap();
    assert_eq!(written, Written::Out);
    let feed = writer.finish(&mut Vec::new()).unwrap();
    check_feed(&String::from_utf8(feed).unwrap(), original);
}

#[track_caller]
fn check_feed(feed: &str, original: &Release<'_>) {
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
          <category domain="https://example.org/topics?a&amp;b">Two  words</category>
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

/// A body that a feed can hold as it is.
fn as_kept(body: &str, html: bool) -> dateline_core::Text<'static> {
    if html {
        clean_html(body).html.into_owned().into()
    } else {
        body.to_owned().into()
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
            let body = format!("{text}b{text}");
            check_round_trip(&release(Draft {
                title: format!("{line}t").into(),
                summary: format!("{text}s").into(),
                body: as_kept(&body, html),
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
            body: as_kept(&text, html),
            body_type: if html { "text/html" } else { "" }.into(),
            tags: values.clone(),
            sources: values,
            ..minimal()
        }));
    }
}

/// A release that has something in every field, and foreign data of which the half is known.
pub(crate) fn complete() -> Release<'static> {
    let element = |namespace: &'static str, name: &'static str| Foreign {
        name: name.into(),
        namespace: namespace.into(),
        text: "41.99 21.43".into(),
        ..Foreign::default()
    };
    release(Draft {
        body: "<p onclick=\"x()\">Forty officers met.</p>".into(),
        body_type: "text/html".into(),
        embargo: "2016-10-25T12:00Z".into(),
        foreign: vec![
            element("http://www.georss.org/georss", "point"),
            element("urn:x", "point"),
        ],
        ..full()
    })
}

/// What a draft says in a field.
fn said(draft: &Draft<'_>, field: Field) -> String {
    match field {
        Field::Id => draft.id.to_string(),
        Field::Number => draft.number.to_string(),
        Field::Kind => draft.kind.to_string(),
        Field::Title => draft.title.to_string(),
        Field::Date => draft.date.to_string(),
        Field::Modified => draft.modified.to_string(),
        Field::Language => draft.language.to_string(),
        Field::Url => draft.url.to_string(),
        Field::Places => format!("{:?}", draft.places),
        Field::Sources => format!("{:?}", draft.sources),
        Field::FieldsOfWork => format!("{:?}", draft.fields_of_work),
        Field::ParticipatingStates => format!("{:?}", draft.participating_states),
        Field::PartnerStates => format!("{:?}", draft.partner_states),
        Field::Tags => format!("{:?}", draft.tags),
        Field::Summary => draft.summary.to_string(),
        Field::Body => draft.body.to_string(),
        Field::BodyType => draft.body_type.to_string(),
        Field::Translations => format!("{:?}", draft.translations),
        Field::Embargo => draft.embargo.to_string(),
        Field::Foreign => format!("{:?}", draft.foreign),
    }
}

/// That what a feed of the complete release gives back is what is said of its format.
#[track_caller]
pub(crate) fn check_coverage(coverage: impl Fn(Field) -> Coverage, feed: &[u8]) {
    let (mut reader, mut findings) = (Reader::new(feed), Vec::new());
    assert!(reader.advance(&mut findings).unwrap());
    let checker = Checker::default().keep_unlisted(true);
    let record = reader.record(&mut findings).unwrap();
    let again = checker.check(record.draft, &mut findings).unwrap();
    let original = complete();
    let (original, again, none) = (
        Draft::from(&original),
        Draft::from(&again),
        Draft::default(),
    );
    for field in Field::ALL.iter().copied().chain([Field::Foreign]) {
        let [was, is, absent] = [&original, &again, &none].map(|draft| said(draft, field));
        assert_ne!(was, absent, "{field} says nothing");
        match coverage(field) {
            Coverage::Whole => assert_eq!(is, was, "{field}"),
            Coverage::Part(_) => assert!(is != was && is != absent, "{field}: {is}"),
            Coverage::None => assert_eq!(is, absent, "{field}"),
        }
    }
}

#[test]
fn what_comes_back_is_what_is_said() {
    let writer = Writer::new(Vec::new(), &channel()).unwrap();
    let mut writer = writer.as_of(Some(at("2020-01-01")));
    let written = writer.write(&complete(), &mut Vec::new()).unwrap();
    assert_eq!(written, Written::Out);
    let feed = writer.finish(&mut Vec::new()).unwrap();
    check_coverage(crate::rss::coverage, &feed);
}

#[test]
fn a_channel_that_says_everything() {
    let (feed, findings) = head(&archive());
    assert_eq!(findings, [""; 0]);
    assert_snapshot!(feed);
}

#[test]
fn what_a_channel_says_comes_back() {
    let (feed, _) = head(&archive());
    let (channel, said) = read_channel(&feed);
    let expected = ChannelDraft {
        feed_url: "https://www.osce.org/news/0002.rss".into(),
        modified: "2016-10-25T14:30:05+02:00".into(),
        ..talkative()
    };
    assert_eq!(channel, expected);
    let earlier = "`<atom:link>` of the channel is not kept: more items are at \
                   `https://www.osce.org/news/0001.rss`";
    assert_eq!(said, [earlier]);
}

/// Items are the same, wherever they go.
#[test]
fn encoded_parts_are_a_feed() {
    let releases = [full(), minimal()].map(release);
    let (encoder, mut findings, mut parts) = (Encoder::default(), Vec::new(), String::new());
    encoder.head(&channel(), &mut parts, &mut findings);
    for (index, release) in releases.iter().enumerate() {
        if index > 0 {
            parts.push_str(Encoder::SEPARATOR);
        }
        let mut item = String::new();
        let written = encoder.item(release, &archive(), &mut item, &mut findings);
        assert_eq!(written, Written::Out);
        parts.push_str(&item);
    }
    encoder.tail(true, &mut parts);
    assert_eq!(parts, feed(&releases).0);
    assert_eq!(findings, []);
}

fn at(text: &str) -> dateline_core::Date {
    text.parse().unwrap()
}

#[test]
fn what_is_published_depends_on_the_moment() {
    let embargoed = release(Draft {
        embargo: "2016-10-26".into(),
        ..minimal()
    });
    let write = |as_of: Option<&str>| {
        let writer = Writer::new(Vec::new(), &channel()).unwrap();
        let mut writer = writer.as_of(as_of.map(at));
        let mut findings = Vec::new();
        let written = writer.write(&embargoed, &mut findings).unwrap();
        let feed = String::from_utf8(writer.finish(&mut findings).unwrap()).unwrap();
        assert_eq!(feed.contains("<item>"), written == Written::Out);
        assert!(!feed.contains("2016-10-26"));
        let said: Vec<_> = findings.iter().map(Finding::to_string).collect();
        (written, said)
    };
    let withheld = |why| (Written::Withheld(why), Vec::new());
    assert_eq!(write(None), withheld(Withheld::Embargo));
    assert_eq!(write(Some("2016-10-25")), withheld(Withheld::Embargo));
    let loss = "embargo: RSS has no place for an embargo, which is over: `2016-10-26`";
    assert_eq!(
        write(Some("2016-10-26")),
        (Written::Out, vec![loss.to_owned()])
    );
    let later = release(minimal());
    let encoder = Encoder::default().as_of(Some(at("2016-10-24")));
    let mut item = String::new();
    let written = encoder.item(&later, &channel(), &mut item, &mut Vec::new());
    assert_eq!((written, &*item), (Written::Withheld(Withheld::Future), ""));
}

#[test]
fn only_what_is_clean_goes_out_where_that_is_asked_for() {
    let tagged = release(Draft {
        title: "A <b>bold</b> step".into(),
        ..minimal()
    });
    for clean in [false, true] {
        let writer = Writer::new(Vec::new(), &channel()).unwrap();
        let mut writer = writer.clean(clean);
        let mut findings = Vec::new();
        let written = writer.write(&tagged, &mut findings).unwrap();
        let expected = if clean {
            Written::Withheld(Withheld::Unclean)
        } else {
            Written::Out
        };
        assert_eq!((written, findings.len()), (expected, 1));
        let written = writer.write(&release(full()), &mut findings).unwrap();
        assert_eq!(written, Written::Out);
        let feed = String::from_utf8(writer.finish(&mut findings).unwrap()).unwrap();
        assert_eq!(feed.matches("<item>").count(), 2 - usize::from(clean));
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
