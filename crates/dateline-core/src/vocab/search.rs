//! Terms that somebody looks for, the likeliest first.

use super::index::bare;
use super::{AliasKind, Catalogue, Entry, Scheme, fold};

/// Longer texts are no names; comparing costs the product of two lengths.
const LONGEST: usize = 200;

/// A term that was found.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Hit<'c> {
    /// The term.
    pub entry: &'c Entry,
    /// The name of it that matched.
    pub name: &'c str,
    /// What sort of name that is.
    pub role: Role,
    /// How it matched.
    pub how: Match,
}

/// What sort of name of a term it is.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Role {
    /// Its label.
    Label,
    /// Its code.
    Code,
    /// A short name, a longer one or another spelling.
    Alias,
    /// A name that it once had.
    Former,
    /// Its name in another language.
    Further,
}

/// How a name matched what was looked for, the best first.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Match {
    /// It is the name.
    Exact,
    /// The name begins with it.
    Prefix,
    /// A word of the name, or several, begin with it.
    WordPrefix,
    /// It stands anywhere in the name.
    Inside,
    /// The name, or a word of it, is spelled nearly so: so many letters are wrong.
    Near(usize),
}

impl Role {
    /// What people call it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::Label => "label",
            Self::Alias => "alias",
            Self::Former => "former name",
            Self::Further => "name in another language",
        }
    }
}

impl Catalogue {
    /// The terms of a vocabulary that `text` may mean, each once, the likeliest first: case,
    /// accents and punctuation make no difference. What is equally likely stands in the order of
    /// the rows.
    ///
    /// ```
    /// use dateline_core::vocab::{Catalogue, Match, Role, Scheme};
    ///
    /// let hits = Catalogue::listed().search(Scheme::States, "turkey");
    /// assert_eq!((&*hits[0].entry.label, hits[0].role), ("Türkiye", Role::Former));
    /// assert_eq!(hits[0].how, Match::Exact);
    /// ```
    #[must_use]
    pub fn search(&self, scheme: Scheme, text: &str) -> Vec<Hit<'_>> {
        let Some(wanted) = Wanted::new(text) else {
            return Vec::new();
        };
        let entries = self.entries(scheme).iter();
        let mut hits: Vec<Hit<'_>> = entries.filter_map(|entry| wanted.best(entry)).collect();
        hits.sort_by_key(|hit| (hit.how, hit.role));
        hits
    }
}

/// What is looked for.
struct Wanted {
    /// The folded key.
    key: String,
    /// How many letters that has.
    length: usize,
    words: Vec<String>,
}

impl Wanted {
    /// Nothing where there is neither letter nor digit, or too many of them.
    fn new(text: &str) -> Option<Self> {
        let bare = bare(text);
        let is_short = bare.chars().nth(LONGEST).is_none();
        // Who looks for "OSCE" means the word.
        let key = [fold(bare), fold(text)]
            .into_iter()
            .find(|key| !key.is_empty())?;
        is_short.then(|| Self {
            length: key.chars().count(),
            words: words(bare),
            key: key.into_owned(),
        })
    }

    /// The best match among the names of a term; the first of equals.
    fn best<'c>(&self, entry: &'c Entry) -> Option<Hit<'c>> {
        let names = [(Role::Code, &*entry.code), (Role::Label, &*entry.label)].into_iter();
        let aliases = entry.aliases.iter().map(|alias| {
            let role = match alias.kind {
                AliasKind::Alpha3 => Role::Code,
                AliasKind::Other => Role::Alias,
                AliasKind::Former { .. } => Role::Former,
            };
            (role, &*alias.name)
        });
        let further = entry.further.iter().map(|name| (Role::Further, *name));
        names
            .chain(aliases)
            .chain(further)
            .filter_map(|(role, name)| {
                let how = self.matches(name, role)?;
                Some(Hit {
                    entry,
                    name,
                    role,
                    how,
                })
            })
            .min_by_key(|hit| (hit.how, hit.role))
    }

    fn matches(&self, name: &str, role: Role) -> Option<Match> {
        let bare = bare(name);
        let key = fold(bare);
        if *key == self.key || fold(name) == self.key {
            return Some(Match::Exact);
        }
        // A code is typed whole, and looks like the beginning of many a word.
        if role == Role::Code && name.len() <= 3 {
            return None;
        }
        if key.starts_with(&self.key) {
            return Some(Match::Prefix);
        }
        let own = words(bare);
        if self.begins_words(&own) {
            return Some(Match::WordPrefix);
        }
        if self.length >= 3 && key.contains(&self.key) {
            return Some(Match::Inside);
        }
        let single = (self.words.len() == 1).then_some(own.as_slice());
        std::iter::once(&*key)
            .chain(single.into_iter().flatten().map(String::as_str))
            .filter_map(|key| self.slips(key))
            .min()
            .map(Match::Near)
    }

    /// Whether words of the name, one behind the other, begin with those that are looked for.
    fn begins_words(&self, own: &[String]) -> bool {
        let Some((last, before)) = self.words.split_last() else {
            return false;
        };
        own.windows(self.words.len()).any(|window| {
            window.split_last().is_some_and(|(own_last, own_before)| {
                own_before == before && own_last.starts_with(last.as_str())
            })
        })
    }

    /// How many letters are wrong, where it is no more than one in four, and three in all.
    fn slips(&self, key: &str) -> Option<usize> {
        let length = key.chars().count();
        let slips = (self.length.min(length) / 4).min(3);
        if self.length.abs_diff(length) > slips {
            return None;
        }
        let distance = strsim::damerau_levenshtein(&self.key, key);
        (distance <= slips).then_some(distance)
    }
}

fn words(text: &str) -> Vec<String> {
    text.split(|c: char| c.is_whitespace() || "/,;:()–—-".contains(c))
        .map(|word| fold(word).into_owned())
        .filter(|word| !word.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is found, a line each: the label, the name that matched, what it is, and how.
    #[track_caller]
    fn check(scheme: Scheme, text: &str, expected: &[&str]) {
        let hits = Catalogue::listed().search(scheme, text);
        let shown: Vec<String> = hits
            .iter()
            .map(|hit| {
                let role = hit.role.name();
                format!("{}: {role} {} {:?}", hit.entry.label, hit.name, hit.how)
            })
            .collect();
        assert_eq!(shown, expected, "{text:?}");
    }

    #[test]
    fn exact_names_come_first() {
        check(
            Scheme::States,
            "TURKEY",
            &["Türkiye: former name Turkey Exact"],
        );
        check(
            Scheme::States,
            "tur",
            &[
                "Türkiye: code TUR Exact",
                "Turkmenistan: label Turkmenistan Prefix",
            ],
        );
        check(Scheme::States, "türkiye", &["Türkiye: label Türkiye Exact"]);
        check(
            Scheme::States,
            "Frankreich",
            &["France: name in another language Frankreich Exact"],
        );
        check(
            Scheme::Structures,
            "osce/odihr",
            &["OSCE Office for Democratic Institutions and Human Rights: code odihr Exact"],
        );
    }

    #[test]
    fn beginnings_words_and_slips() {
        check(
            Scheme::Fields,
            "boarder",
            &["Border management: label Border management Near(1)"],
        );
        check(
            Scheme::Fields,
            "human",
            &[
                "Human rights: label Human rights Prefix",
                "Combating trafficking in human beings: label Combating trafficking in human beings WordPrefix",
            ],
        );
        check(Scheme::Fields, "rights hum", &[]);
        check(
            Scheme::Operations,
            "office in baku",
            &["OSCE Office in Baku: label OSCE Office in Baku Exact"],
        );
        check(
            Scheme::Operations,
            "spillover",
            &[
                "OSCE Mission to Skopje: former name OSCE Spillover Monitor Mission to Skopje Prefix",
            ],
        );
    }

    #[test]
    fn what_names_nothing_finds_nothing() {
        for text in ["", " ", "–", "zzzzzz", &"x".repeat(1_000_000)] {
            check(Scheme::Places, text, &[]);
        }
    }
}
