//! Every rule has a feed that breaks it and no other.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use dateline_core::{Diagnostic, Fix, Level, Position};
use insta::assert_snapshot;
use proptest::prelude::*;

use super::{Options, RULES, lint};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/lint")
}

/// The feeds of a folder by the rule that each is named after.
fn feeds(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut feeds = BTreeMap::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "json") {
            let rule = path.file_stem().unwrap().to_str().unwrap().to_owned();
            let mut feed = std::fs::read(&path).unwrap();
            while rule == "json-feed.heavy" && feed.len() < 250_001 {
                feed.push(b'\n');
            }
            feeds.insert(rule, feed);
        }
    }
    feeds
}

/// What has to be known beyond the bytes of the feed that breaks a rule.
fn options(rule: &str) -> Options {
    let options = Options::default();
    match rule {
        "json-feed.content-type" => options.content_type(Some("text/plain".to_owned())),
        "json-feed.feed-url" => options.feed_url(Some("https://a.example/news.json".to_owned())),
        _ => options,
    }
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
        for edit in one.fix.iter().flat_map(|fix| &fix.edits) {
            let _ = writeln!(
                report,
                "  fix: {}-{}: {:?}",
                edit.position, edit.end, edit.text
            );
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
        let found = lint(&feed, &options(&rule));
        let broken: BTreeSet<_> = found.iter().map(|found| found.rule).collect();
        if broken != BTreeSet::from([rule.as_str()]) {
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
    assert!(RULES.is_sorted_by(|one, other| one.id < other.id));
    let codes: BTreeSet<_> = RULES.iter().map(|rule| rule.code.to_owned()).collect();
    assert_eq!(codes, (1..=10).map(|number| format!("J{number}")).collect());
}

#[test]
fn clean_feeds_have_nothing() {
    let feeds = feeds(&folder().join("clean"));
    assert_eq!(feeds.len(), 1);
    for (name, feed) in feeds {
        let found = lint(&feed, &Options::default());
        assert!(found.is_empty(), "{name}:\n{}", report(&found));
    }
}

#[test]
fn mends_mend_and_do_nothing_else() {
    let mut mended_rules = Vec::new();
    for (rule, feed) in feeds(&folder()) {
        let options = options(&rule);
        let found = lint(&feed, &options);
        if found.iter().any(|found| found.fix.is_some()) {
            let mended = fixed(&feed, &found);
            let after = lint(&mended, &options);
            assert!(
                after.is_empty(),
                "{rule}:\n{}\n{}",
                report(&found),
                report(&after)
            );
            mended_rules.push(rule);
        }
    }
    assert_snapshot!(mended_rules.join("\n"));
}

/// Text in quotes that takes up lines and columns of all kinds.
fn filler() -> impl Strategy<Value = String> {
    let pieces = vec![
        "a",
        "é",
        "🕊",
        " ",
        "\\n",
        "\\\"",
        "\\u00e9",
        "\\ud83d\\udd4a",
        "\\\\",
    ];
    prop::collection::vec(prop::sample::select(pieces), 0..10).prop_map(|pieces| pieces.concat())
}

fn blanks() -> impl Strategy<Value = String> {
    let pieces = vec![" ", "\n", "\r\n", "\r", "\t"];
    prop::collection::vec(prop::sample::select(pieces), 0..5).prop_map(|pieces| pieces.concat())
}

/// What is wrong in an item, with a mark in front of it, and the rule.
const FAULTS: [(&str, &str); 5] = [
    ("\"title\": \"{}¶<b>x\"", "json-feed.markup"),
    (
        "\"summary\": \"{}\", \"date_modified\": ¶\"25/10\"",
        "json-feed.date",
    ),
    ("\"summary\": \"{}\", ¶\"titel\": \"\"", "json-feed.key"),
    (
        "\"summary\": \"{}\", \"tags\": [\"{}\", ¶7]",
        "json-feed.type",
    ),
    ("\"summary\": \"{}\", ¶]", "json-feed.syntax"),
];

proptest! {
    #[test]
    fn a_fault_is_found_where_it_was_planted(
        number in 0..FAULTS.len(),
        front in filler(),
        blanks in blanks(),
        mark in any::<bool>(),
    ) {
        let (fault, rule) = FAULTS[number];
        let item = fault.replace("{}", &front);
        let mark = if mark { "\u{FEFF}" } else { "" };
        let marked = format!("{mark}{{{blanks}\"items\": [{{\"id\": \"1\",{blanks}{item}}}]}}");
        let at = marked.find('¶').unwrap();
        let feed = marked.replace('¶', "");
        let before = marked[..at].trim_start_matches('\u{FEFF}');
        let place = Position::default().after(before.as_bytes());
        let found = lint(feed.as_bytes(), &Options::default());
        let spot = found.iter().find(|found| found.rule == rule).map(|found| found.spot.clone());
        let spot = spot.flatten().ok_or_else(|| TestCaseError::fail(report(&found)))?;
        let met = (spot.position.line, spot.position.column);
        prop_assert_eq!(met, (place.line, place.column), "{}\n{}", feed, report(&found));
    }

    #[test]
    fn what_is_written_here_is_clean(
        releases in prop::collection::vec(crate::generate::release(), 0..3),
    ) {
        let mut seen = std::collections::HashSet::new();
        let channel = crate::feed::tests::channel();
        let mut writer = crate::feed::Writer::new(Vec::new(), &channel).unwrap();
        let mut findings = Vec::new();
        for release in releases.iter().filter(|release| release.foreign().is_empty() && seen.insert(release.id())) {
            let _ = writer.write(release, &mut findings).unwrap();
        }
        let feed = writer.finish(&mut findings).unwrap();
        let mut found = lint(&feed, &Options::default());
        // Foreign keys go out as they came, so that releases with such are left out above.
        // Titles, summaries and labels go out as they are, also where they look like markup.
        found.retain(|found| found.level > Level::Note && found.rule != "json-feed.markup");
        prop_assert!(
            found.is_empty(),
            "{}\n{}", report(&found), String::from_utf8_lossy(&feed)
        );
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
        let found = lint(&feed, &options("json-feed.feed-url"));
        for one in &found {
            for edit in one.fix.iter().flat_map(|fix| &fix.edits) {
                prop_assert!(edit.bytes.start <= edit.bytes.end && edit.bytes.end <= feed.len());
            }
        }
        let _ = fixed(&feed, &found);
    }
}

/// So many bytes, and what stands in their place.
fn change() -> impl Strategy<Value = (usize, String)> {
    let texts = vec![
        "", "{", "}", "[", "]", "\"", "\\", ",", ":", "null", "1e9", "é", "\u{0}", "\\ud800",
        "\"_\":1,",
    ];
    (
        0..15_usize,
        prop::sample::select(texts).prop_map(str::to_owned),
    )
}
