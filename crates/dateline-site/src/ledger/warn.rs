//! What deserves saying about ids.
//!
//! An id is all that a reader of feeds knows a release by. One that changes brings the release once
//! more, one that is used again replaces another release.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::fmt::Write as _;
use std::hash::Hash;

use dateline_core::{Excerpt, Field, Finding, FindingKind};

use super::arena::{NONE, place};
use super::run::Seen;
use super::{Event, Facts, Ledger, Withdrawn};

/// How many releases with changed ids are named. Where a whole site's ids changed, more of them say
/// no more.
const NAMED: usize = 20;

/// An id that was there before in this run.
pub(super) fn twice(ledger: &Ledger, first: &Seen, facts: &Facts<'_>) -> Finding {
    let first_url = (first.url != NONE).then(|| ledger.texts.text(first.url));
    let urls = first_url.zip(facts.url).filter(|(a, b)| a != b);
    let what = match urls {
        Some((a, b)) => format!(
            "`{}` is the id of two releases of this input, {} and {}: a feed has room for one",
            Excerpt(facts.id),
            Excerpt(a),
            Excerpt(b),
        ),
        None => format!(
            "`{}` is the id of more than one release of this input: a feed has room for one",
            Excerpt(facts.id),
        ),
    };
    Finding::about(Field::Id, FindingKind::Hazard { what })
}

/// An id that was another release's in earlier runs.
pub(super) fn other_release(ledger: &Ledger, id: u32, facts: &Facts<'_>) -> Option<Finding> {
    let known = ledger.newest(id)?;
    let url = facts.url?;
    let known_url = ledger.texts.text(known.url);
    if known.url == NONE || known_url == url || known.key == facts.key {
        return None;
    }
    let what = format!(
        "`{}` was published as the id of another release, {}: readers will take this one for a new \
         version of that",
        Excerpt(facts.id),
        Excerpt(known_url),
    );
    Some(Finding::about(Field::Id, FindingKind::Hazard { what }))
}

/// Releases that had another id in earlier runs: the ledger has not their id, and has their key or
/// their address under one that is not in the input any more.
///
/// What several releases of the input share tells none of them.
pub(super) fn changed_ids(ledger: &Ledger, releases: &[Seen], release_of: &[u32]) -> Vec<Finding> {
    let is_gone = |event: &&Event| {
        event.previous == NONE && release_of.get(place(event.id)).is_none_or(|no| *no == NONE)
    };
    let gone = || {
        let first = ledger.events.iter().filter(is_gone);
        first.filter_map(|event| ledger.newest(event.id))
    };
    if gone().next().is_none() {
        return Vec::new();
    }
    let is_new = |seen: &Seen| ledger.newest(seen.id).is_none();
    let keys = Tellers::new(releases, is_new, |seen| Some(seen.key));
    let urls = Tellers::new(releases, is_new, |seen| {
        (seen.url != NONE).then_some(seen.url)
    });
    // Which id each new release had. The key comes first: an address can be a page that many
    // releases share.
    let mut before: HashMap<usize, u32> = HashMap::new();
    let mut left = Vec::new();
    for event in gone() {
        match keys.tell(&event.key).map(|release| before.entry(release)) {
            Some(Entry::Vacant(entry)) => {
                entry.insert(event.id);
            }
            _ => left.push(event),
        }
    }
    for event in left {
        if let Some(Entry::Vacant(entry)) =
            urls.tell(&event.url).map(|release| before.entry(release))
        {
            entry.insert(event.id);
        }
    }
    let mut changed: Vec<(usize, u32)> = before.into_iter().collect();
    changed.sort_unstable();
    let named = changed.iter().take(NAMED).filter_map(|(release, old)| {
        let new = ledger.texts.text(releases.get(*release)?.id);
        let what = format!(
            "`{}` is new, and this release was published with the id `{}`, which is not in the input \
             any more: readers will show it as new",
            Excerpt(new),
            Excerpt(ledger.texts.text(*old)),
        );
        Some(Finding::about(Field::Id, FindingKind::Hazard { what }))
    });
    let mut findings: Vec<Finding> = named.collect();
    if changed.len() > NAMED {
        let what = format!(
            "{} more releases were published with other ids: readers will show them as new",
            changed.len() - NAMED,
        );
        findings.push(Finding::general(FindingKind::Hazard { what }));
    }
    findings
}

/// The releases of earlier runs that are not in the input any more.
pub(super) fn withdrawn(withdrawn: &Withdrawn) -> Option<Finding> {
    let mut what = match withdrawn.count {
        0 => return None,
        1 => "1 release of earlier runs is not in the input any more".to_owned(),
        count => format!("{count} releases of earlier runs are not in the input any more"),
    };
    for (number, id) in withdrawn.first.iter().enumerate() {
        let before = if number == 0 { ": " } else { ", " };
        // Writing to a text cannot fail.
        let _ = write!(what, "{before}`{}`", Excerpt(id));
    }
    if withdrawn.count > withdrawn.first.len() as u64 {
        what.push_str(", …");
    }
    what.push_str("; what archive documents have of them stays");
    Some(Finding::general(FindingKind::Remark { what }))
}

/// Which release of the input has a value that tells it from all others, of those that are new.
struct Tellers<T>(HashMap<T, Option<usize>>);

impl<T: Eq + Hash> Tellers<T> {
    fn new(
        releases: &[Seen],
        is_new: impl Fn(&Seen) -> bool,
        value: impl Fn(&Seen) -> Option<T>,
    ) -> Self {
        let mut tellers = HashMap::new();
        for (release, seen) in releases.iter().enumerate().filter(|(_, seen)| is_new(seen)) {
            if let Some(value) = value(seen) {
                let shared = |other: &mut Option<usize>| *other = None;
                tellers
                    .entry(value)
                    .and_modify(shared)
                    .or_insert(Some(release));
            }
        }
        for seen in releases.iter().filter(|seen| !is_new(seen)) {
            if let Some(other) = value(seen).and_then(|value| tellers.get_mut(&value)) {
                *other = None;
            }
        }
        Self(tellers)
    }

    fn tell(&self, value: &T) -> Option<usize> {
        self.0.get(value).copied().flatten()
    }
}
