//! The OSCE's controlled vocabularies: a fixed list of terms for each field that has one.
//!
//! A term has a code that never changes, a label as the OSCE prints it today, and aliases: former
//! names, short names and spellings met in releases. Each vocabulary is an enum made from the rows
//! of its file, so that adding a term is adding a line. The lists are those of the site's navigation
//! (2025-26) and of the newsroom's listings up to August 2025; each file says more.
//!
//! [`Catalogue`] is one view over all of them, with what is known beyond the rows, and can be searched;
//! an [`Extension`] adds somebody's own terms.
//!
//! ```
//! use dateline_core::vocab::{FieldOfWork, ParticipatingState, Vocabulary};
//!
//! let turkey = ParticipatingState::find("Turkey");
//! assert_eq!(turkey, Some(ParticipatingState::Turkiye));
//! assert_eq!(ParticipatingState::Turkiye.label(), "Türkiye");
//!
//! assert_eq!(FieldOfWork::find("Boarder management"), None);
//! assert_eq!(FieldOfWork::nearest("Boarder management"), Some(FieldOfWork::BorderManagement));
//! ```

use std::fmt::{Debug, Display};
use std::hash::Hash;

mod catalogue;
mod cldr;
mod extension;
mod field_of_work;
mod field_operation;
mod fold;
mod gazetteer;
mod history;
mod index;
mod kind;
mod meeting_series;
mod participating_state;
mod partner_state;
mod scheme;
mod search;
mod structure;

pub use self::catalogue::{Alias, AliasKind, Catalogue, Entry, Fact, FactName};
pub use self::extension::{
    Extended, Extension, ExtensionErrors, ExtensionFault, ExtensionProblem, FormerDraft, OwnTerm,
    TermDraft, Written,
};
pub use self::field_of_work::FieldOfWork;
pub use self::field_operation::FieldOperation;
pub use self::fold::fold;
pub use self::gazetteer::KnownPlace;
pub use self::kind::Kind;
pub use self::meeting_series::MeetingSeries;
pub use self::participating_state::ParticipatingState;
pub use self::partner_state::{PartnerGroup, PartnerState};
pub use self::scheme::Scheme;
pub use self::search::{Hit, Match, Role};
pub use self::structure::{Structure, StructureKind};

/// A closed list of terms.
///
/// ```
/// use dateline_core::vocab::{Kind, Structure, Vocabulary};
///
/// fn codes<V: Vocabulary>() -> Vec<&'static str> {
///     V::all().iter().map(|term| term.code()).collect()
/// }
///
/// assert!(codes::<Kind>().contains(&"press-release"));
/// assert_eq!(Structure::NAME, "structure");
/// ```
pub trait Vocabulary: Copy + Eq + Hash + Ord + Debug + Display + 'static {
    /// What one term of this vocabulary is called in messages: `field of work`.
    const NAME: &'static str;

    /// The address that names the vocabulary, as the `domain` of an RSS category.
    const SCHEME: &'static str;

    /// All terms, in the order of their rows.
    fn all() -> &'static [Self];

    /// The code, which stays when the label changes.
    fn code(self) -> &'static str;

    /// The label, as the OSCE prints it today; also what `Display` prints.
    fn label(self) -> &'static str;

    /// Former names, short names and other spellings.
    fn aliases(self) -> &'static [&'static str];

    /// The term of this code, label or alias, to the letter, or of this label in capitals.
    fn spelled(text: &str) -> Option<Self>;

    /// The term of this code, label or alias.
    ///
    /// Case, blanks, accents, punctuation and `&` for "and" make no difference, nor does "the" or
    /// "OSCE" in front or "(closed)" or "(discontinued)" behind. States and cities are found by
    /// their names in the OSCE's working languages and those of its host countries as well.
    fn find(text: &str) -> Option<Self>;

    /// The term that `text` most likely means, for "did you mean". Nothing where none is near;
    /// the first row where two are equally near.
    fn nearest(text: &str) -> Option<Self>;
}

/// What a row says of a term: the three things every vocabulary has, and what only this one has.
struct Row<F> {
    code: &'static str,
    label: &'static str,
    aliases: &'static [&'static str],
    facts: F,
}

/// Makes a vocabulary from rows of the form
///
/// ```text
/// Variant => "code", "Label", with facts("for", "this", "vocabulary"), also ["Alias", "Former name"];
/// ```
///
/// `with` stands in every row or, where the vocabulary has no facts of its own, in none; `also` is
/// left out where there is no alias. `names` names a table of further names, by code, that are not
/// printed and not guessed. `shorten` names a function that cuts from a text what does
/// not belong to the name; it is asked only when nothing else was found.
macro_rules! vocabulary {
    (
        $(#[$meta:meta])*
        $name:ident($title:literal, $scheme:literal $(, facts: $facts:ty)? $(, names: $names:path)? $(, shorten: $shorten:path)?) {
            $($term:ident => $code:literal, $label:literal
                $(, with $fact:expr)? $(, also [$($alias:literal),* $(,)?])?;)*
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
        #[non_exhaustive]
        pub enum $name {
            $(#[doc = concat!("`", $label, "`, code `", $code, "`.")] $term,)*
        }

        impl $name {
            const fn row(self) -> &'static $crate::vocab::Row<vocabulary!(@facts $($facts)?)> {
                static ROWS: &[$crate::vocab::Row<vocabulary!(@facts $($facts)?)>] = &[
                    $($crate::vocab::Row {
                        code: $code,
                        label: $label,
                        aliases: &[$($($alias),*)?],
                        facts: vocabulary!(@fact $($fact)?),
                    },)*
                ];
                &ROWS[self as usize]
            }

            fn index() -> &'static $crate::vocab::index::Index<Self> {
                static INDEX: std::sync::LazyLock<$crate::vocab::index::Index<$name>> =
                    std::sync::LazyLock::new($crate::vocab::index::Index::new);
                &INDEX
            }

            /// The term of a spelling or a further name.
            fn named(text: &str) -> Option<Self> {
                Self::index().find(text)$(.or_else(|| {
                    static NAMES: std::sync::LazyLock<$crate::vocab::index::Names<$name>> =
                        std::sync::LazyLock::new(|| $crate::vocab::index::Names::new($names));
                    NAMES.find(text)
                }))?
            }
        }

        impl $crate::vocab::Vocabulary for $name {
            const NAME: &'static str = $title;
            const SCHEME: &'static str = $scheme;

            fn all() -> &'static [Self] {
                &[$(Self::$term),*]
            }

            fn code(self) -> &'static str {
                self.row().code
            }

            fn label(self) -> &'static str {
                self.row().label
            }

            fn aliases(self) -> &'static [&'static str] {
                self.row().aliases
            }

            fn spelled(text: &str) -> Option<Self> {
                Self::index().spelled(text)
            }

            fn find(text: &str) -> Option<Self> {
                Self::named(text)$(.or_else(|| Self::named($shorten(text)?)))?
            }

            fn nearest(text: &str) -> Option<Self> {
                Self::find(text).or_else(|| Self::index().nearest(text))
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.row().label)
            }
        }
    };
    (@facts) => { () };
    (@facts $facts:ty) => { $facts };
    (@fact) => { () };
    (@fact $fact:expr) => { $fact };
}
use vocabulary;

#[cfg(test)]
mod tests {
    use std::collections::{HashMap, HashSet};

    use super::index::{bare, spellings};
    use super::*;

    /// That a text is found as the term of a label.
    #[track_caller]
    pub(super) fn check_found<V: Vocabulary>(text: &str, label: &str) {
        assert_eq!(V::find(text).map(V::label), Some(label), "{text:?}");
    }

    /// That a text is taken for the term of a label, or for none.
    #[track_caller]
    pub(super) fn check_nearest<V: Vocabulary>(text: &str, label: Option<&str>) {
        assert_eq!(V::nearest(text).map(V::label), label, "{text:?}");
    }

    /// What rows are sorted by where a vocabulary has no order of its own.
    pub(super) fn sort_key<V: Vocabulary>(term: V) -> String {
        fold(bare(term.label())).into_owned()
    }

    /// Each spelling of a vocabulary, folded and bare, with its term.
    fn keys<V: Vocabulary>() -> impl Iterator<Item = (String, V)> {
        V::all().iter().flat_map(|&term| {
            spellings(term).flat_map(move |spelling| {
                [fold(spelling), fold(bare(spelling))].map(|key| (key.into_owned(), term))
            })
        })
    }

    /// What holds for the rows of every vocabulary.
    #[track_caller]
    pub(super) fn check_rows<V: Vocabulary>(count: usize) {
        assert_eq!(V::all().len(), count);
        assert!(V::all().is_sorted(), "the order of terms is that of rows");
        let mut owners = HashMap::new();
        for (key, term) in keys::<V>() {
            assert!(!key.is_empty(), "{term}: a spelling without letters");
            let owner = *owners.entry(key.clone()).or_insert(term);
            assert_eq!(owner, term, "`{key}` names two terms");
        }
        let codes: HashSet<_> = V::all().iter().map(|term| term.code()).collect();
        assert_eq!(codes.len(), count, "codes are unique");
        for &term in V::all() {
            let own: HashSet<_> = term.aliases().iter().collect();
            assert_eq!(
                own.len(),
                term.aliases().len(),
                "{term}: an alias stands twice"
            );
            for spelling in spellings(term) {
                // `|` joins the values of a list in CSV.
                assert!(!spelling.contains(['|', '\n', '\r', '\t']), "{spelling}");
                assert_eq!(spelling.trim(), spelling);
                assert_eq!(V::find(spelling), Some(term), "{spelling}");
                assert_eq!(V::find(&spelling.to_uppercase()), Some(term), "{spelling}");
                assert_eq!(
                    V::find(&format!(" The OSCE  {spelling} (closed) ")),
                    Some(term)
                );
                assert_eq!(V::nearest(spelling), Some(term), "{spelling}");
            }
            assert_eq!(term.to_string(), term.label());
        }
        for text in [
            "",
            " ",
            "-",
            "–",
            "|",
            "()",
            "(closed)",
            "OSCE",
            "the",
            "The OSCE ",
            "\u{301}",
        ] {
            assert_eq!(V::find(text), None, "{text:?}");
            assert_eq!(V::nearest(text), None, "{text:?}");
        }
        assert_eq!(V::find(&"x".repeat(1_000_000)), None);
        assert_eq!(V::nearest(&"x".repeat(1_000_000)), None);
        assert!(V::SCHEME.starts_with("https://www.osce.org/"));
    }

    /// That each further name is found, as no other term.
    #[track_caller]
    pub(super) fn check_names<V: Vocabulary>(table: &[(&str, &[&str])]) {
        for (code, names) in table {
            let term = V::all().iter().find(|term| term.code() == *code);
            assert!(term.is_some(), "{code}");
            for name in *names {
                for written in [*name, &name.to_uppercase()] {
                    assert_eq!(V::find(written), term.copied(), "{written}");
                }
            }
        }
    }

    #[test]
    fn no_name_is_of_two_states() {
        for (_, names) in cldr::PARTICIPATING_STATES {
            for name in *names {
                assert_eq!(PartnerState::find(name), None, "{name}");
            }
        }
        for (_, names) in cldr::PARTNER_STATES {
            for name in *names {
                assert_eq!(ParticipatingState::find(name), None, "{name}");
            }
        }
    }

    #[test]
    fn no_source_is_both_structure_and_field_operation() {
        let structures: HashMap<_, Structure> = keys().collect();
        for (key, operation) in keys::<FieldOperation>() {
            assert_eq!(structures.get(&key), None, "`{key}` is {operation} as well");
        }
    }

    #[test]
    fn schemes_and_names_are_unique() {
        let all = [
            (FieldOfWork::NAME, FieldOfWork::SCHEME),
            (FieldOperation::NAME, FieldOperation::SCHEME),
            (Kind::NAME, Kind::SCHEME),
            (KnownPlace::NAME, KnownPlace::SCHEME),
            (MeetingSeries::NAME, MeetingSeries::SCHEME),
            (ParticipatingState::NAME, ParticipatingState::SCHEME),
            (PartnerState::NAME, PartnerState::SCHEME),
            (Structure::NAME, Structure::SCHEME),
        ];
        assert_eq!(
            all.map(|(name, _)| name)
                .iter()
                .collect::<HashSet<_>>()
                .len(),
            all.len()
        );
        assert_eq!(
            all.map(|(_, scheme)| scheme)
                .iter()
                .collect::<HashSet<_>>()
                .len(),
            all.len()
        );
    }
}
