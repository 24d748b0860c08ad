//! What holds for every history of runs.

use std::collections::BTreeSet;

use proptest::collection::{btree_map, vec};
use proptest::prelude::*;

use super::*;

/// A release of a random run: its version, feeds and size.
type Random = (u8, BTreeSet<u8>, u64);

fn items(run: &BTreeMap<u8, Random>) -> Vec<Item> {
    let item = |(id, (version, feeds, size)): (&u8, &Random)| Item {
        // Some ids have one date.
        id: format!("{}{}", char::from(b'a' + id / 2), id % 2),
        version: version.to_string(),
        feeds: feeds.iter().map(|feed| format!("feed/{feed}")).collect(),
        size: *size,
    };
    run.iter().map(item).collect()
}

fn a_run() -> impl Strategy<Value = BTreeMap<u8, Random>> {
    let feeds = proptest::collection::btree_set(0..4_u8, 0..4);
    btree_map(0..12_u8, (0..3_u8, feeds, 0..40_u64), 0..12)
}

fn some_limits() -> impl Strategy<Value = Limits> {
    (1..5_u32, 0..100_u64).prop_map(|(releases, bytes)| limits(releases, bytes))
}

/// What a reader has of a feed that follows its archive documents from the oldest on and ends with
/// the subscription document.
fn read(archives: &[(bool, Vec<String>)], unsealed: &[String]) -> BTreeMap<String, String> {
    let documents = archives.iter().map(|(_, releases)| releases.as_slice());
    let mut known = BTreeMap::new();
    for document in documents.chain([unsealed]) {
        let mut ids = BTreeSet::new();
        for name in document {
            let (id, version) = name.split_at(name.len() - 1);
            assert!(ids.insert(id), "{id} is in one document twice");
            known.insert(id.to_owned(), version.to_owned());
        }
    }
    known
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_history_keeps_its_promises(runs in vec((a_run(), some_limits()), 1..8)) {
        let mut set = Set::default();
        let mut before: BTreeMap<String, Vec<Vec<String>>> = BTreeMap::new();
        for (run, limits) in &runs {
            let items = items(run);
            let old_file = set.file.clone().unwrap_or_default();
            let outcome = set.run(&items, *limits);
            check_rebuild(&set, &items, *limits, &outcome);

            // Events are only added.
            let is_event = |line: &&str| line.starts_with("{\"event\"") || line.starts_with("{\"number\"");
            let (old, new) = (String::from_utf8(old_file).unwrap(), String::from_utf8(set.file.clone().unwrap()).unwrap());
            let old: Vec<&str> = old.lines().filter(is_event).collect();
            let new: Vec<&str> = new.lines().filter(is_event).collect();
            prop_assert_eq!(new.get(..old.len()), Some(&old[..]));

            let size_of = |name: &String| {
                let item = items.iter().find(|item| item.name() == *name);
                item.unwrap().size
            };
            let sum = |names: &[String]| names.iter().map(size_of).sum::<u64>();
            let most = usize::try_from(limits.releases.get()).unwrap();
            for (feed, (archives, unsealed)) in &outcome.feeds {
                // Archive documents of earlier runs never change.
                let old = before.remove(feed).unwrap_or_default();
                let now: Vec<Vec<String>> = archives.iter().map(|(_, names)| names.clone()).collect();
                prop_assert_eq!(now.get(..old.len()), Some(&old[..]));
                prop_assert!(archives.iter().zip(0..).all(|((is_new, _), at)| *is_new == (at >= old.len())));

                // New ones are full, and no longer than they may be.
                let mut following = archives[old.len()..].iter().map(|(_, names)| names).chain([unsealed]).peekable();
                while let Some(document) = following.next() {
                    let Some(next) = following.peek() else { break };
                    prop_assert!(!document.is_empty() && document.len() <= most);
                    prop_assert!(document.len() == 1 || sum(document) <= limits.bytes);
                    let is_full = document.len() == most || sum(document) > limits.bytes;
                    let next = next.first().map_or(0, size_of);
                    prop_assert!(is_full || sum(document) + next > limits.bytes);
                }
                prop_assert!(unsealed.len() < most && sum(unsealed) <= limits.bytes);

                // The whole history of the feed ends with what is in it now.
                let known = read(archives, unsealed);
                for item in items.iter().filter(|item| item.feeds.contains(feed)) {
                    prop_assert_eq!(known.get(&item.id), Some(&item.version), "{} of {}", item.id, feed);
                }
                // Nothing that is not in it now waits for an archive document.
                for name in unsealed {
                    prop_assert!(items.iter().any(|item| item.name() == *name && item.feeds.contains(feed)));
                }
            }
            // A feed without releases keeps its archive documents.
            prop_assert!(before.values().all(Vec::is_empty));
            before = outcome.feeds.into_iter().map(|(feed, (archives, _))| {
                (feed, archives.into_iter().map(|(_, names)| names).collect())
            }).collect();

            // The file says all that there is.
            let mut written = Vec::new();
            set.ledger().write(&mut written).unwrap();
            prop_assert_eq!(Some(written), set.file.clone());
        }
    }

    #[test]
    fn the_order_of_the_input_does_not_matter(
        runs in vec((a_run(), some_limits()), 1..5),
        turn in 0..12_usize,
    ) {
        let (mut set, mut other) = (Set::default(), Set::default());
        for (run, limits) in &runs {
            let mut items = items(run);
            let outcome = set.run(&items, *limits);
            let turn = turn.min(items.len());
            items.rotate_left(turn);
            let turned = other.run(&items, *limits);
            prop_assert_eq!(outcome, turned);
            prop_assert_eq!(&set.file, &other.file);
        }
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in vec(any::<u8>(), 0..200)) {
        prop_assert!(Ledger::read(&bytes[..]).is_err());
    }

    #[test]
    fn no_ledger_that_was_changed_makes_it_panic(
        runs in vec((a_run(), some_limits()), 1..4),
        changes in vec((any::<prop::sample::Index>(), "[0-9a-z\"{}:,\\[\\]\n-]{0,3}", 0..3_usize), 1..4),
    ) {
        let mut set = Set::default();
        for (run, limits) in &runs {
            let _ = set.run(&items(run), *limits);
        }
        let mut text = String::from_utf8(set.file.unwrap()).unwrap();
        for (index, put, cut) in &changes {
            let at = index.index(text.len());
            let end = (at + cut).min(text.len());
            text.replace_range(at..end, put);
        }
        // What is still a ledger can be used and written.
        if let Ok(ledger) = Ledger::read(text.as_bytes()) {
            let history = ledger.history();
            for (feed, _) in ledger.feeds() {
                for number in (1..).take(ledger.archives(feed)) {
                    prop_assert!(history.archive(feed, number).next().is_some());
                }
            }
            let mut plan = ledger.run().finish(&mut Vec::new());
            let feeds: Vec<FeedNo> = plan.feeds().map(|(feed, _)| feed).collect();
            for feed in feeds {
                prop_assert!(plan.feed(feed, limits(1, 0), |_| 1).unsealed.is_empty());
            }
            let mut file = Vec::new();
            plan.into_ledger().write(&mut file).unwrap();
            prop_assert!(Ledger::read(&file[..]).is_ok());
        }
    }
}
