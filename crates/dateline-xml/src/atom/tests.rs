//! Feeds of releases, as they are written and as they are read again.

use dateline_core::{Channel, ChannelDraft, Draft, Finding, Foreign, Release, Withheld, Written};
use insta::assert_snapshot;

use super::{Encoder, Writer};
use crate::rss::tests::{
    archive, channel, check_coverage, complete, full, minimal, read_channel, release, talkative,
};

pub(super) fn feed(releases: &[Release<'_>]) -> (String, Vec<Finding>) {
    let mut findings = Vec::new();
    let mut writer = Writer::new(Vec::new(), &channel()).unwrap();
    for release in releases {
        assert_eq!(writer.write(release, &mut findings).unwrap(), Written::Out);
    }
    let feed = writer.finish(&mut findings).unwrap();
    (String::from_utf8(feed).unwrap(), findings)
}

/// What an encoder makes of a channel without entries.
pub(super) fn head(channel: &Channel) -> (String, Vec<String>) {
    let (mut out, mut findings) = (String::new(), Vec::new());
    let encoder = Encoder::default();
    encoder.head(channel, &mut out, &mut findings);
    encoder.tail(false, &mut out);
    (out, findings.iter().map(Finding::to_string).collect())
}

/// Two releases of one day whose ids make the same fraction.
pub(super) fn of_one_instant() -> (Release<'static>, Release<'static>) {
    let mut met = std::collections::HashMap::new();
    let of = |n: u32| {
        release(Draft {
            id: format!("urn:x:{n}").into(),
            ..minimal()
        })
    };
    for n in 0.. {
        let release = of(n);
        if let Some(other) = met.insert(super::updated(&release), n) {
            return (of(other), release);
        }
    }
    unreachable!("there are fewer fractions than numbers")
}

#[test]
fn what_comes_back_is_what_is_said() {
    let writer = Writer::new(Vec::new(), &channel()).unwrap();
    let mut writer = writer.as_of("2020-01-01".parse().ok());
    let written = writer.write(&complete(), &mut Vec::new()).unwrap();
    assert_eq!(written, Written::Out);
    let feed = writer.finish(&mut Vec::new()).unwrap();
    check_coverage(super::coverage, &feed);
}

#[test]
fn a_channel_that_says_everything() {
    let (feed, findings) = head(&archive());
    assert_eq!(
        findings,
        ["Atom has no place for how long a feed may be kept: 60 minutes"]
    );
    assert_snapshot!(feed);
}

#[test]
fn what_a_channel_says_comes_back() {
    let (feed, _) = head(&archive());
    let (channel, said) = read_channel(&feed);
    let expected = ChannelDraft {
        feed_url: "https://www.osce.org/news/0002.rss".into(),
        id: "https://www.osce.org/news.rss".into(),
        modified: "2016-10-25T12:30:05Z".into(),
        ttl: String::new(),
        ..talkative()
    };
    let authors = channel.authors.clone();
    assert_eq!(
        channel,
        ChannelDraft {
            authors,
            ..expected
        }
    );
    let earlier = "`<link>` of the channel is not kept: more items are at \
                   `https://www.osce.org/news/0001.rss`";
    assert_eq!(said, [earlier]);
}

/// Only the feed's own date depends on what comes first.
#[test]
fn encoded_parts_are_a_feed() {
    let releases = [full(), minimal()].map(release);
    let (encoder, mut findings, mut parts) = (Encoder::default(), Vec::new(), String::new());
    let changed = *releases[0].modified().unwrap();
    encoder.head(
        &channel().with_changed(Some(changed)),
        &mut parts,
        &mut findings,
    );
    for (index, release) in releases.iter().enumerate() {
        if index > 0 {
            parts.push_str(Encoder::SEPARATOR);
        }
        let written = encoder.item(release, &archive(), &mut parts, &mut findings);
        assert_eq!(written, Written::Out);
    }
    encoder.tail(true, &mut parts);
    assert_eq!(parts, feed(&releases).0);
    assert_eq!(findings, []);
}

#[test]
fn when_the_feed_changed_is_the_channels_where_it_knows() {
    let changed = "2020-01-02".parse().unwrap();
    let channel = channel().with_changed(Some(changed));
    let mut writer = Writer::new(Vec::new(), &channel).unwrap();
    let _ = writer.write(&release(minimal()), &mut Vec::new()).unwrap();
    let feed = String::from_utf8(writer.finish(&mut Vec::new()).unwrap()).unwrap();
    assert!(feed.contains("\n  <updated>2020-01-02T00:00:00Z</updated>\n"));
}

#[test]
fn what_is_published_depends_on_the_moment_and_on_what_is_clean() {
    let embargoed = release(Draft {
        embargo: "2016-10-26".into(),
        ..minimal()
    });
    let old = release(Draft {
        date: "1975-08-01".into(),
        ..minimal()
    });
    let check = |as_of: &str, clean: bool, release: &Release<'_>, expected, said: &[&str]| {
        let writer = Writer::new(Vec::new(), &channel()).unwrap();
        let mut writer = writer.as_of(as_of.parse().ok()).clean(clean);
        let mut findings = Vec::new();
        assert_eq!(writer.write(release, &mut findings).unwrap(), expected);
        let found: Vec<_> = findings.iter().map(Finding::to_string).collect();
        assert_eq!(found, said);
        let feed = String::from_utf8(writer.finish(&mut findings).unwrap()).unwrap();
        assert_eq!(feed.contains("<entry"), expected == Written::Out);
    };
    let withheld = Written::Withheld;
    check("", true, &embargoed, withheld(Withheld::Embargo), &[]);
    check(
        "2016-10-24",
        true,
        &embargoed,
        withheld(Withheld::Embargo),
        &[],
    );
    let loss = "embargo: Atom has no place for an embargo, which is over: `2016-10-26`";
    check("2016-10-26", true, &embargoed, Written::Out, &[loss]);
    check(
        "2016-10-24",
        true,
        &release(minimal()),
        withheld(Withheld::Future),
        &[],
    );
    let hazard = "date: a feed validator may warn of the date `1975-08-01`, before 1990";
    check("2016-10-24", false, &old, Written::Out, &[hazard]);
    check(
        "2016-10-24",
        true,
        &old,
        withheld(Withheld::Unclean),
        &[hazard],
    );
}

#[test]
fn a_feed() {
    let (feed, findings) = feed(&[full(), minimal()].map(release));
    assert_eq!(findings, []);
    assert_snapshot!(feed);
}

#[test]
fn an_empty_feed() {
    let (feed, findings) = feed(&[]);
    assert_eq!(findings, []);
    assert!(feed.contains("<updated>1990-01-01T00:00:00Z</updated>"));
    assert!(feed.ends_with("</author>\n</feed>\n"));
}

#[test]
fn an_embargo_withholds() {
    let release = release(Draft {
        embargo: "2030-01-01".into(),
        ..minimal()
    });
    let mut writer = Writer::new(Vec::new(), &channel()).unwrap();
    let written = writer.write(&release, &mut Vec::new()).unwrap();
    assert_eq!(written, Written::Withheld(Withheld::Embargo));
}

fn element(namespace: &'static str, name: &'static str, text: &'static str) -> Foreign<'static> {
    Foreign {
        name: name.into(),
        namespace: namespace.into(),
        text: text.into(),
        ..Foreign::default()
    }
}

fn with_foreign() -> Release<'static> {
    let media = "http://search.yahoo.com/mrss/";
    release(Draft {
        foreign: vec![
            element("http://www.georss.org/georss", "point", "41.99 21.43"),
            element("http://www.georss.org/georss", "point", "1,2"),
            Foreign {
                attributes: vec![
                    ("url".into(), "https://www.osce.org/a.jpg".into()),
                    ("medium".into(), "image".into()),
                ],
                ..element(media, "content", "")
            },
            Foreign {
                attributes: vec![("{urn:y}b".into(), "c & d".into())],
                children: vec![
                    element("", "", "between "),
                    element("urn:x", "inner", "deep"),
                    element("urn:z", "other", ""),
                ],
                ..element("urn:x", "outer", "")
            },
            element("urn:x", "no name", "lost"),
            element(Foreign::JSON_FEED, "_x", "{}"),
        ],
        ..minimal()
    })
}

#[track_caller]
fn check_foreign(all: bool, expected: &[&str], lost: &str) {
    let mut findings = Vec::new();
    let mut writer = Writer::new(Vec::new(), &channel()).unwrap().foreign(all);
    let _ = writer.write(&with_foreign(), &mut findings).unwrap();
    let feed = String::from_utf8(writer.finish(&mut findings).unwrap()).unwrap();
    let (_, behind) = feed.split_once("</dcterms:issued>\n").unwrap();
    let lines: Vec<_> = behind.lines().map(str::trim).collect();
    assert_eq!(lines[..lines.len() - 2], *expected);
    assert_eq!(findings[0].to_string(), lost);
}

#[test]
fn foreign_elements_that_validators_know() {
    check_foreign(
        false,
        &[
            "<georss:point xmlns:georss=\"http://www.georss.org/georss\">41.99 21.43</georss:point>",
            "<media:content xmlns:media=\"http://search.yahoo.com/mrss/\" url=\"https://www.osce.org/a.jpg\" medium=\"image\"/>",
        ],
        "foreign: Atom has no place for foreign data: `{http://www.georss.org/georss}point`, \
         `{urn:x}outer`, `{urn:x}no name`, `{https://jsonfeed.org/version/1.1}_x`",
    );
}

#[test]
fn all_foreign_elements_that_xml_can_hold() {
    check_foreign(
        true,
        &[
            "<georss:point xmlns:georss=\"http://www.georss.org/georss\">41.99 21.43</georss:point>",
            "<georss:point xmlns:georss=\"http://www.georss.org/georss\">1,2</georss:point>",
            "<media:content xmlns:media=\"http://search.yahoo.com/mrss/\" url=\"https://www.osce.org/a.jpg\" medium=\"image\"/>",
            "<ns:outer xmlns:ns=\"urn:x\" xmlns:a0=\"urn:y\" a0:b=\"c &amp; d\">between&#x20;<ns:inner>deep</ns:inner><ns:other xmlns:ns=\"urn:z\"/></ns:outer>",
        ],
        "foreign: Atom has no place for foreign data: `{urn:x}no name`, \
         `{https://jsonfeed.org/version/1.1}_x`",
    );
}
