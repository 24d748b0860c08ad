//! Tests of the ledger: histories of runs, written as text.
//!
//! A release is `a1:xy`: id `a`, version 1, in the feeds `x` and `y`; `a1:x*70` is one of 70 bytes
//! where others have 10. Ids are dated in the order of the alphabet, whatever comes first.
//!
//! What comes out of a run is a line for each feed that has something: `x: [a1 b1] +[c1 d1] | e1` is
//! an archive document of an earlier run, one of this run, and an unsealed release.

mod file;
mod plan;
mod property;
mod warn;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use dateline_core::{Date, Finding};

use super::{Changes, Digest, Facts, FeedNo, Key, Ledger, Limits, Met, Plan, ReleaseNo};

/// A release of the input.
#[derive(Clone, Debug, Eq, PartialEq)]
struct Item {
    id: String,
    version: String,
    feeds: Vec<String>,
    size: u64,
}

impl Item {
    fn parse(text: &str) -> Self {
        let (text, size) = text.split_once('*').unwrap_or((text, "10"));
        let (name, feeds) = text.split_once(':').unwrap();
        let (id, version) = name.split_at(name.len() - 1);
        Self {
            id: id.to_owned(),
            version: version.to_owned(),
            feeds: feeds.chars().map(String::from).collect(),
            size: size.parse().unwrap(),
        }
    }

    fn parse_all(text: &str) -> Vec<Self> {
        text.split_whitespace().map(Self::parse).collect()
    }

    fn name(&self) -> String {
        [self.id.as_str(), &self.version].concat()
    }

    fn digest(&self) -> Digest {
        Digest::of([self.name().as_bytes()])
    }

    /// The alphabet from 1 January 2016 on.
    fn date(&self) -> Date {
        let day = self.id.bytes().next().unwrap() - b'a' + 1;
        Date::day(2016, 1, day).unwrap()
    }
}

/// A set that is rebuilt, with nothing kept between its runs but the ledger's file.
#[derive(Clone, Debug, Default)]
struct Set {
    file: Option<Vec<u8>>,
    /// The name of each release that was ever there, by its digest.
    names: BTreeMap<Digest, String>,
}

/// The archive documents of a feed, with whether they are new, and what is unsealed.
type Documents = (Vec<(bool, Vec<String>)>, Vec<String>);

/// What a run came to.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
struct Outcome {
    feeds: BTreeMap<String, Documents>,
    changes: Changes,
    findings: Vec<String>,
}

impl Set {
    fn ledger(&self) -> Ledger {
        match &self.file {
            Some(file) => Ledger::read(&file[..]).unwrap(),
            None => Ledger::default(),
        }
    }

    fn run(&mut self, items: &[Item], limits: Limits) -> Outcome {
        let mut findings = Vec::new();
        let mut run = self.ledger().run();
        let mut numbers = Vec::new();
        for item in items {
            self.names.insert(item.digest(), item.name());
            let feeds: Vec<FeedNo> = item.feeds.iter().map(|key| run.feed(key)).collect();
            let facts = Facts {
                id: &item.id,
                url: None,
                key: Key::from(Digest::of([item.id.as_bytes(), b"key"])),
                date: item.date(),
                digest: item.digest(),
                feeds: &feeds,
            };
            let Met::First(number) = run.seen(&facts, &mut findings) else {
                panic!("{} is there twice", item.id);
            };
            assert_eq!(number.get(), numbers.len());
            numbers.push(item);
        }
        let mut plan = run.finish(&mut findings);
        let outcome = Outcome {
            feeds: self.feeds(&mut plan, &numbers, limits),
            changes: plan.changes(),
            findings: findings.iter().map(Finding::to_string).collect(),
        };
        let mut file = Vec::new();
        plan.into_ledger().write(&mut file).unwrap();
        self.file = Some(file);
        outcome
    }

    fn feeds(
        &self,
        plan: &mut Plan,
        items: &[&Item],
        limits: Limits,
    ) -> BTreeMap<String, Documents> {
        let name = |release: &ReleaseNo| items[release.get()].name();
        let keys: Vec<(FeedNo, String)> = plan
            .feeds()
            .map(|(feed, key)| (feed, key.to_owned()))
            .collect();
        let mut feeds = BTreeMap::new();
        for (feed, key) in keys {
            let size_of = |release: ReleaseNo| items[release.get()].size;
            let planned = plan.feed(feed, limits, size_of);
            let again = plan.feed(feed, limits, size_of);
            let history = plan.history();
            let mut archives = Vec::new();
            for (number, archive) in (1..).zip(&planned.archives) {
                assert_eq!(archive.number, number);
                let held = history.archive(feed, number);
                let held: Vec<String> = held
                    .map(|published| self.names[&published.digest].clone())
                    .collect();
                if archive.is_new {
                    let releases: Vec<String> = archive.releases.iter().map(name).collect();
                    assert_eq!(releases, held);
                }
                archives.push((archive.is_new, held));
            }
            let beyond = u32::try_from(archives.len()).unwrap() + 1;
            assert_eq!(history.archive(feed, beyond).count(), 0);
            assert_eq!(history.archive(feed, 0).count(), 0);
            assert_eq!(again.archives.len(), archives.len());
            assert!(again.archives.iter().all(|archive| !archive.is_new));
            assert_eq!(again.unsealed, planned.unsealed);
            let unsealed: Vec<String> = planned.unsealed.iter().map(name).collect();
            if !archives.is_empty() || !unsealed.is_empty() {
                feeds.insert(key, (archives, unsealed));
            }
        }
        feeds
    }
}

impl Outcome {
    fn show(&self) -> String {
        let mut text = String::new();
        for (feed, (archives, unsealed)) in &self.feeds {
            write!(text, "{feed}:").unwrap();
            for (is_new, releases) in archives {
                let mark = if *is_new { "+" } else { "" };
                write!(text, " {mark}[{}]", releases.join(" ")).unwrap();
            }
            if !unsealed.is_empty() {
                write!(text, " | {}", unsealed.join(" ")).unwrap();
            }
            text.push('\n');
        }
        text
    }
}

fn limits(releases: u32, bytes: u64) -> Limits {
    Limits {
        releases: releases.try_into().unwrap(),
        bytes,
    }
}

/// Runs with archive documents of two releases: what each of them comes to, feeds apart by `; `.
#[track_caller]
fn check(runs: &[(&str, &str)]) {
    check_limited(limits(2, 1000), runs);
}

#[track_caller]
fn check_limited(limits: Limits, runs: &[(&str, &str)]) {
    let mut set = Set::default();
    for (number, (input, expected)) in (1..).zip(runs) {
        let items = Item::parse_all(input);
        let outcome = set.run(&items, limits);
        let shown = outcome.show().trim_end().replace('\n', "; ");
        assert_eq!(shown, *expected, "run {number}");
        check_rebuild(&set, &items, limits, &outcome);
    }
}

/// The same input changes nothing more, in whatever order it comes.
#[track_caller]
fn check_rebuild(set: &Set, items: &[Item], limits: Limits, outcome: &Outcome) {
    let mut again = set.clone();
    let reversed: Vec<Item> = items.iter().rev().cloned().collect();
    let rebuilt = again.run(&reversed, limits);
    assert_eq!(again.file, set.file);
    assert_eq!(rebuilt.changes, Changes::default());
    assert_eq!(rebuilt.show(), outcome.show().replace('+', ""));
}
