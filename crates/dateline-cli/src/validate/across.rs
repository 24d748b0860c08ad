//! Rules about several releases.
//!
//! Of each release, what is kept is a fingerprint of 128 bits of its id, one of its title with date
//! and language, one of its address where that is not told by the id, and where it was met: some 150
//! bytes a release. No two texts that differ have the same fingerprint but by a chance that never
//! happens.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use dateline_core::{Breach, Excerpt, Field, Finding, Release, WebAddress};
use jiff::SignedDuration;

use super::rules;
use crate::args::Order;
use crate::run::Files;
use crate::unique::Met;

/// What is remembered of the releases that were met.
pub(super) struct Across {
    files: Files,
    order: Option<Order>,
    met: HashMap<u128, Place>,
    /// The input, the date and the line of the release before.
    before: Option<(usize, SignedDuration, u64)>,
}

/// Where a release was met.
#[derive(Clone, Copy, Debug)]
struct Place {
    input: u32,
    line: u64,
}

/// What is looked for, so that an id is never taken for an address.
#[derive(Clone, Copy, Debug, Hash)]
enum Sort {
    Id,
    Url,
    Title,
}

impl Across {
    pub(super) fn new(files: Files, order: Option<Order>) -> Self {
        Self {
            files,
            order,
            met: HashMap::new(),
            before: None,
        }
    }

    /// Says what a release has in common with one before it.
    pub(super) fn look(&mut self, release: &Release<'_>, met: Met, findings: &mut Vec<Finding>) {
        let id = self.meet(Sort::Id, &[release.id()], met);
        let url = release.url().filter(|url| !is_told(release.id(), url));
        let url = url.map(WebAddress::as_str);
        let of_url = url.and_then(|url| self.meet(Sort::Url, &[url], met));
        let date = release.date().to_string();
        let language = release.language().map_or("", |language| language.as_str());
        let title = [release.title().trim(), &date, language];
        let of_title = self.meet(Sort::Title, &title, met);
        let mut say = |field: Field, breach: Breach| {
            findings.push(Finding::about(field, breach.into()));
        };
        if let Some(other) = id {
            let (shown, other) = (Excerpt(release.id()), self.called(other));
            let what = format!("`{shown}` is the id of the release of {other} as well");
            let breach = Breach::new(rules::ID_TWICE, what);
            say(Field::Id, breach.value(release.id()));
        } else if let (Some(other), Some(url)) = (of_url, url) {
            let (shown, other) = (Excerpt(url), self.called(other));
            let what = format!("`{shown}` is the address of the release of {other} as well");
            say(Field::Url, Breach::new(rules::URL_TWICE, what).value(url));
        } else if let Some(other) = of_title {
            let other = self.called(other);
            let what =
                format!("the release of {other} has the same title and date, and another id");
            say(Field::Title, Breach::new(rules::TITLE_TWICE, what));
        }
        if let Some(what) = self.out_of_order(release, met) {
            let breach = Breach::new(rules::ORDER, what).value(date);
            say(Field::Date, breach);
        }
    }

    /// Where the same was met before; else it is met here.
    fn meet(&mut self, sort: Sort, texts: &[&str], met: Met) -> Option<Place> {
        match self.met.entry(fingerprint(sort, texts)) {
            Entry::Occupied(entry) => Some(*entry.get()),
            Entry::Vacant(entry) => {
                entry.insert(Place {
                    input: u32::try_from(met.input).unwrap_or(u32::MAX),
                    line: met.line,
                });
                None
            }
        }
    }

    fn called(&self, place: Place) -> String {
        let input = usize::try_from(place.input).unwrap_or(usize::MAX);
        format!("{}:{}", self.files.name(input), place.line)
    }

    fn out_of_order(&mut self, release: &Release<'_>, met: Met) -> Option<String> {
        let order = self.order?;
        let instant = release.date().first_instant();
        let (input, before, line) = self.before.replace((met.input, instant, met.line))?;
        let (is_wrong, than) = match order {
            Order::NewestFirst => (instant > before, "later"),
            Order::OldestFirst => (instant < before, "earlier"),
        };
        (input == met.input && is_wrong).then(|| {
            let date = release.date();
            format!("`{date}` is {than} than the date of the release before it, of line {line}")
        })
    }
}

/// Whether an id tells the address, so that who has the one has the other.
fn is_told(id: &str, url: &WebAddress<'_>) -> bool {
    let number = url.osce_number().map(|number| number.to_string());
    id == url.as_str()
        || number.is_some_and(|number| {
            let of_site = id.strip_prefix("https://www.osce.org/node/");
            of_site.is_some_and(|of_id| of_id == number)
        })
}

/// A hash of 128 bits, made of two of 64.
fn fingerprint(sort: Sort, texts: &[&str]) -> u128 {
    let half = |salt: u8| {
        let mut hasher = DefaultHasher::new();
        (salt, sort, texts).hash(&mut hasher);
        u128::from(hasher.finish())
    };
    (half(0) << 64) | half(1)
}
