//! Every rule has a feed that breaks it and no other.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use dateline_core::{Diagnostic, Fix};
use insta::assert_snapshot;
use proptest::prelude::*;

use super::{Options, RULES, lint};

/// Where the feeds are.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/lint")
}

/// The feeds of a folder by the rule that each is named after.
fn feeds(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut feeds = BTreeMap::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let ending = path.extension().and_then(|ending| ending.to_str());
        if matches!(ending, Some("xml" | "atom" | "opml")) {
            let rule = path.file_stem().unwrap().to_str().unwrap().to_owned();
            feeds.insert(rule, std::fs::read(&path).unwrap());
        }
    }
    feeds
}

/// What has to be known beyond the bytes of the feed that breaks a rule.
fn options(rule: &str) -> Options {
    let served = |kind: &str| Options::default().content_type(Some(kind.to_owned()));
    match rule {
        "atom.self-differs" | "atom.self-missing" => {
            Options::default().feed_url(Some("https://a.example/news.atom".to_owned()))
        }
        "rss.self-differs" | "rss.self-missing" => {
            Options::default().feed_url(Some("https://a.example/news.rss?a&b".to_owned()))
        }
        "feed.date-future" => Options::default().as_of(Some("2016-10-25T10:00Z".parse().unwrap())),
        "feed.charset" => served("application/rss+xml; charset=ISO-8859-1"),
        "rss.content-type" | "atom.content-type" => served("text/html; charset=utf-8"),
        "rss.content-type-text" => served("text/xml"),
        _ => Options::default(),
    }
}

/// The feed of a rule, as long as the rule needs it.
fn padded(rule: &str, mut feed: Vec<u8>) -> Vec<u8> {
    let length = match rule {
        "feed.heavy" => 500_001,
        "feed.too-long" => 5_000_001,
        _ => 0,
    };
    while feed.len() < length {
        feed.push(b'\n');
    }
    feed
}

fn report(found: &[Diagnostic]) -> String {
    let mut report = String::new();
    for one in found {
        let spot = one.spot.as_ref().unwrap();
        let end = spot.end.map(|end| format!("-{end}")).unwrap_or_default();
        let _ = writeln!(
            report,
            "{}{end}: {:?}: {one} [{}]",
            spot.position, one.level, one.rule
        );
        if let Some(record) = one.record {
            let id = one.id.as_deref().unwrap_or_default();
            let _ = writeln!(report, "  item {record} {id}");
        }
        if let Some(value) = &one.value {
            let _ = writeln!(report, "  value: {value:?}");
        }
        if let Some(fix) = &one.fix {
            let _ = writeln!(report, "  fix: {}", fix.what);
            for edit in &fix.edits {
                let _ = writeln!(
                    report,
                    "    {}-{}: {:?}",
                    edit.position, edit.end, edit.text
                );
            }
        }
    }
    report
}

fn fixed(feed: &[u8], found: &[Diagnostic]) -> Vec<u8> {
    Fix::apply(feed, found.iter().filter_map(|found| found.fix.as_ref())).0
}

#[test]
fn every_feed_breaks_its_rule_and_no_other() {
    let mut wrong = String::new();
    for (rule, feed) in feeds(&folder()) {
        let found = lint(&padded(&rule, feed), &options(&rule));
        let broken: BTreeSet<_> = found.iter().map(|found| found.rule).collect();
        let mut expected = BTreeSet::from([rule.as_str()]);
        // Who has a withdrawn entry at all has this one as well.
        if rule == "atom.deleted-entry-incomplete" {
            expected.insert("atom.deleted-entry");
        }
        if broken != expected {
            let _ = writeln!(wrong, "{rule}:\n{}", report(&found));
        }
        insta::with_settings!({ omit_expression => true }, {
            assert_snapshot!(rule, report(&found));
        });
    }
    assert_eq!(wrong, "");
}

#[test]
fn every_rule_has_a_feed_and_every_feed_a_rule() {
    let feeds: BTreeSet<_> = feeds(&folder()).into_keys().collect();
    let rules: BTreeSet<_> = RULES.iter().map(|rule| rule.id.to_owned()).collect();
    assert_eq!(feeds, rules);
}

#[test]
fn rules_are_in_order_and_complete() {
    assert!(RULES.is_sorted_by(|one, other| one.id < other.id));
    for rule in RULES {
        let texts = [rule.title, rule.why, rule.mend, rule.source];
        assert!(texts.iter().all(|text| !text.is_empty()), "{}", rule.id);
        assert!(!rule.title.ends_with('.'), "{}", rule.id);
        assert!(
            rule.why.ends_with('.') && rule.mend.ends_with('.'),
            "{}",
            rule.id
        );
    }
    let codes: BTreeSet<_> = RULES.iter().map(|rule| rule.code).collect();
    let expected = (1..=16)
        .chain(20..=36)
        .map(|number| format!("R{number}"))
        .chain((1..=15).map(|number| format!("A{number}")))
        .chain((1..=4).map(|number| format!("O{number}")));
    for code in expected {
        assert!(codes.contains(code.as_str()), "{code}");
    }
}

#[test]
fn clean_feeds_have_nothing() {
    let feeds = feeds(&folder().join("clean"));
    assert_eq!(feeds.len(), 5);
    for (name, feed) in feeds {
        let found = lint(&feed, &Options::default());
        assert!(found.is_empty(), "{name}:\n{}", report(&found));
    }
}

#[test]
fn mends_mend_and_do_nothing_else() {
    let (mut mended_rules, mut wrong) = (Vec::new(), String::new());
    for (rule, feed) in feeds(&folder()) {
        let feed = padded(&rule, feed);
        let options = options(&rule);
        let found = lint(&feed, &options);
        if found.iter().all(|found| found.fix.is_none()) {
            continue;
        }
        let mended = fixed(&feed, &found);
        let after = lint(&mended, &options);
        if !after.is_empty() {
            let _ = writeln!(wrong, "{rule}:\n{}\n{}", report(&found), report(&after));
        }
        assert_eq!(fixed(&mended, &after), mended, "{rule}");
        mended_rules.push(rule);
    }
    assert_eq!(wrong, "");
    assert_snapshot!(mended_rules.join("\n"));
}

#[test]
fn empty_and_foreign_documents() {
    let check = |document: &str, expected: &str| {
        let found = lint(document.as_bytes(), &Options::default());
        let rules: Vec<_> = found.iter().map(|found| found.rule).collect();
        assert_eq!(rules.join(" "), expected, "{document}");
    };
    check("", "feed.no-feed");
    check(" \n", "feed.no-feed");
    check(
        "<!DOCTYPE html><html><body><p>No feed</body></html>",
        "feed.declaration feed.no-feed",
    );
    check("{\"version\": 1}", "feed.no-feed");
}

/// Text that takes up lines and columns of all kinds.
fn filler() -> impl Strategy<Value = String> {
    let pieces = vec![
        "a",
        "é",
        "🕊",
        " ",
        "\n",
        "\r\n",
        "\r",
        "&#x26;",
        "&lt; ",
        "<!-- <b> -->",
        "<?x y?>",
        "<![CDATA[ç ]]>",
        "\t",
    ];
    prop::collection::vec(prop::sample::select(pieces), 0..12).prop_map(|pieces| pieces.concat())
}

/// What is wrong, with a mark in front of it, where it stands in an item, and the rule.
const FAULTS: [(&str, &str); 9] = [
    ("<title>{}<![CDATA[ç¶<b>x</b>]]>{}</title>", "rss.markup"),
    ("<title>{}é¶&lt;b&gt;x{}</title>", "rss.markup"),
    ("<title>{}¶\u{92}{}</title>", "feed.characters"),
    ("<title>{}¶& {}</title>", "feed.not-well-formed"),
    (
        "<description>{}&lt;p ¶onclick='x'>y&lt;/p>{}</description>",
        "feed.html-unsafe",
    ),
    (
        "<description>{}<![CDATA[<a href=\"¶x\">y</a>]]>{}</description>",
        "feed.html-relative",
    ),
    (
        "<title>{}</title><guid a='é'\n isPermaLink='¶no'>{}https://a.example/1</guid>",
        "rss.guid-permalink-value",
    ),
    (
        "<title>{}</title><link>https://a.example/&#x41;¶ž{}</link>",
        "rss.address-characters",
    ),
    (
        "<title>{}{}</title><pubDate>\n¶Mon, 25 Oct 2016 12:30:00 GMT</pubDate>",
        "rss.date-weekday",
    ),
];

proptest! {
    #[test]
    fn a_fault_is_found_where_it_was_planted(
        number in 0..FAULTS.len(),
        before in filler(),
        front in filler(),
        behind in filler(),
        mark in any::<bool>(),
    ) {
        let (fault, rule) = FAULTS[number];
        // Text in an attribute's neighbour is data there, too.
        let item = fault.replacen("{}", &front, 1).replacen("{}", &behind, 1);
        let marked = format!(
            "{}<rss version='2.0'>\n<channel><title>a{before}</title><item>{item}</item></channel></rss>",
            if mark { "\u{FEFF}" } else { "" }
        );
        let at = marked.find('¶').unwrap();
        let feed = marked.replace('¶', "");
        let place = dateline_core::Position::default()
            .after(marked[..at].trim_start_matches('\u{FEFF}').as_bytes());
        let found = lint(feed.as_bytes(), &Options::default());
        let spot = found.iter().find(|found| found.rule == rule).map(|found| found.spot.clone());
        let spot = spot.flatten().ok_or_else(|| TestCaseError::fail(report(&found)))?;
        let met = (spot.position.line, spot.position.column);
        prop_assert_eq!(met, (place.line, place.column), "{}\n{}", feed, report(&found));
        prop_assert_eq!(spot.position.byte, at as u64);
    }

    #[test]
    fn what_is_written_here_is_clean(
        releases in prop::collection::vec(draft(), 0..4),
    ) {
        let mut seen = std::collections::HashSet::new();
        let releases: Vec<_> = releases
            .into_iter()
            .map(crate::rss::tests::release)
            .filter(|release| seen.insert(release.id().to_owned()))
            .collect();
        let channel = crate::rss::tests::channel();
        let mut findings = Vec::new();
        let mut rss = crate::rss::Writer::new(Vec::new(), &channel).unwrap().clean(true);
        let mut atom = crate::atom::Writer::new(Vec::new(), &channel).unwrap().clean(true);
        for release in &releases {
            let _ = rss.write(release, &mut findings).unwrap();
            let _ = atom.write(release, &mut findings).unwrap();
        }
        let feeds = [rss.finish(&mut findings).unwrap(), atom.finish(&mut findings).unwrap()];
        let options = Options::default()
            .feed_url(Some("https://www.osce.org/news.rss".to_owned()));
        for feed in feeds {
            let mut found = lint(&feed, &options);
            found.retain(|found| found.level > dateline_core::Level::Note);
            prop_assert!(
                found.is_empty(),
                "{}\n{}", report(&found), String::from_utf8_lossy(&feed)
            );
        }
    }

    #[test]
    fn no_bytes_are_too_much(
        which in any::<prop::sample::Index>(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), change()), 1..6),
    ) {
        let feeds: Vec<_> = feeds(&folder()).into_values().collect();
        let mut feed = which.get(&feeds).clone();
        for (place, (length, text)) in changes {
            let at = place.index(feed.len() + 1);
            let end = (at + length).min(feed.len());
            feed.splice(at..end, text.into_bytes());
        }
        let options = options("rss.self-missing").as_of(Some("2016".parse().unwrap()));
        let found = lint(&feed, &options);
        for one in &found {
            let spot = one.spot.as_ref().unwrap();
            prop_assert!(spot.end.is_none_or(|end| end.byte >= spot.position.byte));
            for edit in one.fix.iter().flat_map(|fix| &fix.edits) {
                prop_assert!(edit.bytes.start <= edit.bytes.end && edit.bytes.end <= feed.len());
            }
        }
        let _ = lint(&fixed(&feed, &found), &options);
    }
}

/// So many bytes, and what stands in their place.
fn change() -> impl Strategy<Value = (usize, String)> {
    let texts = vec![
        "",
        "<",
        ">",
        "&",
        "\"",
        "</",
        "<item>",
        "]]>",
        "<![CDATA[",
        "<!--",
        "&#x1;",
        "\u{0}",
        "é",
        "xmlns:a=''",
        "=",
        "\u{FFFD}",
        "&nbsp;",
        "a:",
    ];
    (
        0..20_usize,
        prop::sample::select(texts).prop_map(str::to_owned),
    )
}

/// A release with hostile text.
fn draft() -> impl Strategy<Value = dateline_core::Draft<'static>> {
    use dateline_core::Draft;
    let text = "([ \\t\\r\\n<>&\"'|;,{}]|[a-zéЖ]|]]>|<p>|</p>|<br>|<b|&amp;|&#38;|\u{2028}|\u{85}|Ã©){0,20}";
    let line = "([ <>&\"'|;{}@]|[a-zéЖ]|]]>|&amp;|&nbsp;|a@b[.]example){0,12}";
    let date = prop::sample::select(vec![
        "2016-10-25",
        "2016",
        "2016-10",
        "1975-08-01",
        "2016-10-25T14:30+05:45",
        "2016-10-25T14:30:05.12-03:30",
        "1990-01-01T00:30+01:00",
    ]);
    let url = prop::sample::select(vec![
        "",
        "https://a.example/ž š?a=b&c",
        "https://a.example/1",
    ]);
    (text, text, line, line, date, url, any::<bool>()).prop_map(
        |(summary, body, line, tag, date, url, html)| Draft {
            title: format!("t{line}").into(),
            id: line.clone().into(),
            url: url.into(),
            date: date.into(),
            summary: summary.into(),
            body_type: if html && !body.is_empty() {
                "text/html"
            } else {
                ""
            }
            .into(),
            body: body.into(),
            sources: vec![format!("s{tag}").into(), "b@c.example".into()],
            tags: vec![format!("x{tag}").into()],
            ..Draft::default()
        },
    )
}
