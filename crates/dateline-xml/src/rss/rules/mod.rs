//! The rules for a feed that no validator objects to, as far as bytes can show them: one test a
//! rule. They are those of the W3C's feed validator, of the RSS Advisory Board's profile and of the
//! RSS 2.0 specification; each test's name says what its rule asks.
//!
//! Not here: R3 (how a feed is served), R24's "not later than now" (there is no now), R36 (allowed).

mod item;

use dateline_core::{Channel, ChannelDraft, Draft, FindingKind};

use super::tests::{archive, feed, full, head, minimal, release, subscription, talkative};

fn everything() -> String {
    let hostile = Draft {
        title: "a & b < c > d ]]> \u{2028}".into(),
        tags: vec!["x & y".into()],
        body: "one\r\ntwo & three".into(),
        ..full()
    };
    let old = Draft {
        date: "1975-08-01".into(),
        id: "1234".into(),
        ..minimal()
    };
    feed(&[
        release(full()),
        release(minimal()),
        release(hostile),
        release(old),
    ])
    .0
}

/// What stands between the start and the end tag of every element of this name.
fn texts<'f>(feed: &'f str, name: &str) -> Vec<&'f str> {
    let (start, end) = (format!("<{name}"), format!("</{name}>"));
    let mut found = Vec::new();
    let mut rest = feed;
    while let Some(at) = rest.find(&start) {
        rest = &rest[at + start.len()..];
        if rest.starts_with([' ', '>']) {
            let (_, inner) = rest.split_once('>').unwrap();
            found.push(inner.split_once(&end).unwrap().0);
        }
    }
    found
}

fn items(feed: &str) -> Vec<&str> {
    texts(feed, "item")
}

#[test]
fn r01_well_formed_utf_8_with_declaration() {
    let feed = everything();
    assert!(feed.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"));
    let mut reader = crate::feed::Reader::new(feed.as_bytes());
    let mut findings = Vec::new();
    while reader.advance(&mut findings).unwrap() {
        reader.record(&mut findings).unwrap();
    }
    assert_eq!((reader.number(), findings.len()), (4, 0));
}

#[test]
fn r02_a_feed_that_is_too_long_is_reported_once() {
    let long = release(Draft {
        body: "x".repeat(2_600_000).into(),
        ..minimal()
    });
    let (_, findings) = feed(std::slice::from_ref(&long));
    assert_eq!(findings, []);
    let (_, findings) = feed(&[long.clone(), long]);
    assert!(
        matches!(&findings[..], [finding] if matches!(finding.kind, FindingKind::Remark { .. }))
    );
}

#[test]
fn r04_one_channel_with_title_link_description() {
    let feed = everything();
    assert!(feed.contains("<rss version=\"2.0\""));
    assert_eq!(texts(&feed, "channel").len(), 1);
    let head = &feed[..feed.find("<item>").unwrap()];
    for name in ["title", "link", "description", "language"] {
        assert!(
            matches!(&texts(head, name)[..], [text] if !text.trim().is_empty()),
            "{name}"
        );
    }
}

#[test]
fn r05_tags_in_plain_text_are_a_hazard() {
    let tagged = release(Draft {
        title: "A <b>bold</b> step".into(),
        tags: vec!["<i>".into()],
        ..minimal()
    });
    let (_, findings) = feed(&[tagged]);
    let paths: Vec<String> = findings
        .iter()
        .map(|f| f.path.unwrap().to_string())
        .collect();
    assert_eq!(paths, ["title", "tags[0]"]);
}

#[test]
fn r06_plain_text_is_escaped_by_number() {
    let feed = everything();
    assert!(feed.contains("<title>a &#x26; b &#x3C; c &#x3E; d ]]&#x3E; \u{2028}</title>"));
    assert!(feed.contains(">x &#x26; y</category>"));
}

#[test]
fn r07_suspicious_characters_are_a_hazard() {
    for text in ["a\u{80}", "a\u{FFFD}", "caf\u{C3}\u{A9}"] {
        let (_, findings) = feed(&[release(Draft {
            body: text.into(),
            ..minimal()
        })]);
        assert_eq!(findings.len(), 1, "{text:?}");
    }
}

#[test]
fn r08_every_language_is_said() {
    let feed = everything();
    assert_eq!(texts(&feed, "dc:language"), ["en", "und", "en", "und"]);
    let (_, findings) = super::tests::feed(&[release(Draft {
        language: "cnr".into(),
        ..minimal()
    })]);
    assert_eq!(findings.len(), 1);
}

#[test]
fn r09_the_feed_names_its_own_address() {
    let link = "<atom:link href=\"https://www.osce.org/news.rss\" rel=\"self\" type=\"application/rss+xml\"/>";
    assert_eq!(everything().matches(link).count(), 1);
}

#[test]
fn r10_the_channel_speaks_before_its_items() {
    let feed = everything();
    let behind = &feed[feed.rfind("</item>").unwrap()..];
    assert_eq!(behind, "</item>\n  </channel>\n</rss>\n");
}

#[test]
fn r04_r10_r15_a_talkative_channel_says_each_thing_once() {
    let (feed, findings) = head(&archive());
    assert_eq!(findings, [""; 0]);
    for name in [
        "title",
        "link",
        "description",
        "language",
        "copyright",
        "lastBuildDate",
        "ttl",
        "image",
    ] {
        // Those of the picture stand further in.
        let own = format!("\n    <{name}>");
        assert_eq!(feed.matches(&own).count(), 1, "{name}");
    }
    for name in [
        "pubDate",
        "dcterms:modified",
        "dc:rights",
        "dc:language",
        "textInput",
    ] {
        assert_eq!(texts(&feed, name), [""; 0], "{name}");
    }
}

#[test]
fn r09_every_document_names_its_own_address() {
    let own = |channel: &Channel| {
        let (feed, _) = head(channel);
        let (_, rest) = feed.split_once("<atom:link href=\"").unwrap();
        let (href, rest) = rest
            .split_once("\" rel=\"self\" type=\"application/rss+xml\"/>")
            .unwrap();
        assert!(!rest.contains("rel=\"self\""));
        href.to_owned()
    };
    assert_eq!(own(&archive()), "https://www.osce.org/news/0002.rss");
    assert_eq!(own(&subscription()), "https://www.osce.org/news.rss");
}

#[test]
fn r11_minutes_are_a_positive_number() {
    assert_eq!(texts(&head(&archive()).0, "ttl"), ["60"]);
    assert!(
        Channel::try_from(ChannelDraft {
            ttl: "0".into(),
            ..talkative()
        })
        .is_err()
    );
}

#[test]
fn r12_the_picture_is_called_as_the_channel_is() {
    let (feed, _) = head(&archive());
    let [image] = texts(&feed, "image")[..] else {
        panic!("{feed}");
    };
    assert_eq!(
        texts(image, "url"),
        ["https://www.osce.org/logo.png?a&amp;b.png"]
    );
    assert_eq!(texts(image, "title")[0], texts(&feed, "title")[0]);
    assert_eq!(texts(image, "link")[0], texts(&feed, "link")[0]);
    assert!(
        Channel::try_from(ChannelDraft {
            image: "https://a.example/logo.svg".into(),
            ..talkative()
        })
        .is_err()
    );
}

#[test]
fn r13_r14_archives_alone_need_the_prefix_of_history() {
    let fh = "xmlns:fh=\"http://purl.org/syndication/history/1.0\"";
    let (feed, _) = head(&archive());
    let root = &feed[..feed.find("<channel>").unwrap()];
    assert!(root.contains(fh) && feed.contains("\n    <fh:archive/>\n"));
    let (feed, _) = head(&subscription());
    assert!(!feed.contains("fh:") && !feed.contains(":fh"));
}

#[test]
fn r23_r24_when_the_feed_changed_is_said_as_an_item_says_it() {
    let said = |changed: &str| {
        let channel = archive().with_changed(Some(changed.parse().unwrap()));
        texts(&head(&channel).0, "lastBuildDate").concat()
    };
    assert_eq!(said("2016-10-25"), "Tue, 25 Oct 2016 00:00:00 GMT");
    assert_eq!(
        said("2016-10-25T14:30+02:00"),
        "Tue, 25 Oct 2016 14:30:00 +0200"
    );
    assert_eq!(said("2016-10"), "");
    assert_eq!(said("1989-12-31"), "");
}

#[test]
fn documents_of_a_feed_lead_to_each_other() {
    let links = |channel: &Channel| {
        let (feed, _) = head(channel);
        let links: Vec<_> = feed
            .split("<atom:link href=\"")
            .skip(1)
            .map(|link| {
                let (href, rest) = link.split_once("\" rel=\"").unwrap();
                format!("{} {href}", rest.split('"').next().unwrap())
            })
            .collect();
        links
    };
    assert_eq!(
        links(&archive()),
        [
            "self https://www.osce.org/news/0002.rss",
            "hub https://hub.example/",
            "license https://creativecommons.org/licenses/by/4.0/",
            "current https://www.osce.org/news.rss",
            "prev-archive https://www.osce.org/news/0001.rss",
            "next-archive https://www.osce.org/news/0003.rss",
        ]
    );
    assert_eq!(
        links(&subscription())[3..],
        ["prev-archive https://www.osce.org/news/0003.rss"]
    );
}

#[test]
fn r05_tags_in_the_statement_of_rights_are_a_hazard() {
    let channel = Channel::try_from(ChannelDraft {
        rights: "The <b>OSCE</b>".into(),
        ..talkative()
    });
    let (_, findings) = head(&channel.unwrap());
    assert_eq!(
        findings,
        [
            "the channel's rights: a feed validator may take `<b>` for a tag, and no tags belong in plain text"
        ]
    );
}

#[test]
fn r13_r14_known_namespaces_with_their_customary_prefixes() {
    let feed = everything();
    let declared: Vec<&str> = feed
        .split("xmlns:")
        .skip(1)
        .map(|rest| rest.split_once('=').unwrap().0)
        .collect();
    assert_eq!(declared, ["atom", "content", "dc", "dcterms"]);
}

#[test]
fn r15_nothing_is_said_by_two_elements() {
    let feed = everything();
    for name in [
        "dc:date",
        "dc:subject",
        "author",
        "dc:source",
        "dc:title",
        "lastBuildDate",
    ] {
        assert_eq!(texts(&feed, name), [""; 0], "{name}");
    }
}
