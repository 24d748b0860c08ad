//! How a text finds its term: exactly, by folded key, or by being near.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::OnceLock;

use foldhash::fast::FixedState;

use super::Vocabulary;
use super::fold::{SHORT_KEY, fold, fold_short};

/// No name is longer, in bytes; more text is not worth folding.
const LONGEST: usize = 1_000;

/// Comparing costs the product of two lengths, so that guesses are made for short texts only.
const LONGEST_GUESS: usize = 200;

/// A key with fewer letters is near too much.
const SHORTEST_GUESS: usize = 3;

/// A name with fewer letters inside a longer text is there by chance.
const SHORTEST_PART: usize = 4;

/// A table of spellings. All keys are the program's own, so that nobody can choose them to be slow,
/// and the hash can be a quick one that is the same in every run.
type Table<K, T> = HashMap<K, T, FixedState>;

/// All spellings of a vocabulary, ready for looking up, each table built once.
pub(super) struct Index<T> {
    exact: Table<Cow<'static, str>, T>,
    /// Only what is not spelled to the letter needs it, and it is the larger part.
    folded: OnceLock<Table<Box<str>, T>>,
    /// In the order of the rows; of each row the label first. Only guesses need them.
    near: OnceLock<Vec<Near<T>>>,
}

/// Further names of terms, which are looked up when a spelling is not found.
pub(super) struct Names<T>(Table<Box<str>, T>);

impl<T: Vocabulary> Names<T> {
    /// Indexes the names, which stand by the codes of their terms.
    pub(super) fn new(table: &[(&str, &[&str])]) -> Self {
        let mut names = Table::default();
        for &term in T::all() {
            let rows = table.iter().filter(|(code, _)| *code == term.code());
            for name in rows.flat_map(|(_, names)| names.iter()) {
                names.entry(fold(name).into()).or_insert(term);
            }
        }
        Self(names)
    }

    /// The term of this name.
    pub(super) fn find(&self, text: &str) -> Option<T> {
        by_key(&self.0, text)
    }
}

/// The term whose key is the folded text.
fn by_key<T: Vocabulary>(table: &Table<Box<str>, T>, text: &str) -> Option<T> {
    let bare = bare(text);
    if bare.len() > LONGEST {
        return None;
    }
    let mut key = [0; SHORT_KEY];
    match fold_short(bare, &mut key) {
        Some(key) => table.get(key).copied(),
        None => table.get(&*fold(bare)).copied(),
    }
}

struct Near<T> {
    key: Box<str>,
    letters: Letters,
    length: usize,
    words: Box<str>,
    term: T,
}

/// Which letters a text has: one bit for each, which some share. Two texts that differ by a few
/// slips differ by few bits, which is told much sooner than the slips are counted.
#[derive(Clone, Copy)]
struct Letters(u64);

impl Letters {
    fn of(text: &str) -> Self {
        Self(
            text.chars()
                .fold(0, |letters, c| letters | 1 << (u32::from(c) % 64)),
        )
    }

    /// Whether it has more letters that the other does not have than these few.
    const fn is_beyond(self, other: Self, few: usize) -> bool {
        let mut letters = self.0 & !other.0;
        // Counting all of them costs more where the processor does not count.
        let mut counted = 0;
        while counted < few && letters != 0 {
            letters &= letters - 1;
            counted += 1;
        }
        letters != 0
    }
}

impl<T: Vocabulary> Index<T> {
    /// Indexes every spelling of every term.
    pub(super) fn new() -> Self {
        let mut index = Self {
            exact: Table::default(),
            folded: OnceLock::new(),
            near: OnceLock::new(),
        };
        for &term in T::all() {
            for spelling in spellings(term) {
                index.exact.entry(spelling.into()).or_insert(term);
            }
            // So are the names of cities in datelines.
            let capitals = term.label().to_uppercase();
            index.exact.entry(capitals.into()).or_insert(term);
        }
        index
    }

    fn folded(&self) -> &Table<Box<str>, T> {
        self.folded.get_or_init(|| {
            let mut folded = Table::default();
            for &term in T::all() {
                for spelling in spellings(term) {
                    for key in [fold(spelling), fold(bare(spelling))] {
                        folded.entry(key.into()).or_insert(term);
                    }
                }
            }
            folded
        })
    }

    fn near(&self) -> &[Near<T>] {
        self.near.get_or_init(|| {
            let of_term = |&term: &T| {
                spellings(term).filter_map(move |spelling| {
                    let key = fold(bare(spelling));
                    let length = key.chars().count();
                    (length >= SHORTEST_GUESS).then(|| Near {
                        letters: Letters::of(&key),
                        key: key.into(),
                        length,
                        words: words(bare(spelling)).into(),
                        term,
                    })
                })
            };
            T::all().iter().flat_map(of_term).collect()
        })
    }

    /// The term of this spelling.
    pub(super) fn find(&self, text: &str) -> Option<T> {
        self.spelled(text).or_else(|| by_key(self.folded(), text))
    }

    /// The term of this spelling, to the letter, or of this label in capitals.
    pub(super) fn spelled(&self, text: &str) -> Option<T> {
        self.exact.get(text).copied()
    }

    /// The term whose name is part of the text, or else the one with the nearest spelling, or else
    /// the one that has the text as a part.
    pub(super) fn nearest(&self, text: &str) -> Option<T> {
        let bare = bare(text);
        if bare.chars().nth(LONGEST_GUESS).is_some() {
            return None;
        }
        let words = words(bare);
        self.named(&words)
            .or_else(|| self.misspelt(&fold(bare)))
            .or_else(|| self.around(&words))
    }

    fn misspelt(&self, key: &str) -> Option<T> {
        let length = key.chars().count();
        let letters = Letters::of(key);
        self.near()
            .iter()
            .filter_map(|near| {
                // One slip in four letters, three at most: Austria is not what Australia means,
                // nor is one mission another whose name differs by its country only.
                let slips = (length.min(near.length) / 4).min(3);
                if length.abs_diff(near.length) > slips {
                    return None;
                }
                // No slip takes away more than one letter, or adds more than one.
                if letters.is_beyond(near.letters, slips) || near.letters.is_beyond(letters, slips)
                {
                    return None;
                }
                let distance = strsim::damerau_levenshtein(key, &near.key);
                (distance <= slips).then_some((distance, near.term))
            })
            // The first of equals.
            .min_by_key(|(distance, _)| *distance)
            .map(|(_, term)| term)
    }

    /// The longest name that is whole words of the text.
    fn named(&self, words: &str) -> Option<T> {
        let letters = Letters::of(words);
        self.near()
            .iter()
            // `rev` because `max_by_key` takes the last of equals.
            .rev()
            .filter(|near| near.length >= SHORTEST_PART && !near.letters.is_beyond(letters, 0))
            .filter(|near| words.contains(&*near.words))
            .max_by_key(|near| near.length)
            .map(|near| near.term)
    }

    /// The text within names: a guess only if all of them are of one term.
    fn around(&self, words: &str) -> Option<T> {
        let own = words.chars().filter(|c| *c != ' ');
        if own.clone().count() < SHORTEST_PART {
            return None;
        }
        let letters =
            Letters(own.fold(0, |all, c| all | Letters::of(c.encode_utf8(&mut [0; 4])).0));
        let near = self.near().iter();
        let mut around =
            near.filter(|near| !letters.is_beyond(near.letters, 0) && near.words.contains(words));
        let first = around.next()?.term;
        around.all(|near| near.term == first).then_some(first)
    }
}

/// The code, the label and the aliases of a term.
pub(super) fn spellings<T: Vocabulary>(term: T) -> impl Iterator<Item = &'static str> {
    [term.label(), term.code()]
        .into_iter()
        .chain(term.aliases().iter().copied())
}

/// A name without the words that are put in front of any name and behind any closed one.
pub(super) fn bare(text: &str) -> &str {
    let mut text = text.trim();
    loop {
        let shorter = without_front(text, "the", &[])
            .or_else(|| without_front(text, "osce", &['/']))
            .or_else(|| without_end(text, "(closed)"))
            .or_else(|| without_end(text, "(discontinued)"));
        match shorter {
            Some(shorter) => text = shorter,
            None => return text,
        }
    }
}

fn without_front<'t>(text: &'t str, word: &str, separators: &[char]) -> Option<&'t str> {
    let (front, rest) = text.split_at_checked(word.len())?;
    let next = rest.chars().next()?;
    let ends = next.is_whitespace() || separators.contains(&next);
    (front.eq_ignore_ascii_case(word) && ends).then(|| rest[next.len_utf8()..].trim_start())
}

fn without_end<'t>(text: &'t str, end: &str) -> Option<&'t str> {
    let (rest, tail) = text.split_at_checked(text.len().checked_sub(end.len())?)?;
    tail.eq_ignore_ascii_case(end).then(|| rest.trim_end())
}

/// The folded words with a blank before and after each, so that a search finds whole words.
fn words(text: &str) -> String {
    let mut words = String::from(" ");
    for word in text.split(|c: char| c.is_whitespace() || "/,;:()–—".contains(c)) {
        let word = fold(word);
        if !word.is_empty() {
            words.push_str(&word);
            words.push(' ');
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_round_a_name_is_dropped() {
        assert_eq!(bare("  The OSCE Mission to Skopje "), "Mission to Skopje");
        assert_eq!(
            bare("OSCE Mission to Georgia (Closed)"),
            "Mission to Georgia"
        );
        assert_eq!(bare("OSCE/ODIHR"), "ODIHR");
        assert_eq!(bare("the\u{a0}Netherlands"), "Netherlands");
        assert_eq!(bare("Theology"), "Theology");
        assert_eq!(bare("OSCE"), "OSCE");
        assert_eq!(bare("ééé"), "ééé");
        assert_eq!(bare("(closed)"), "");
    }

    #[test]
    fn words_are_whole() {
        assert_eq!(words("Cyber/ICT Security"), " cyber ict security ");
        assert_eq!(words("Co-operation – & more"), " cooperation and more ");
        assert_eq!(words("–"), " ");
    }
}
