//! Somebody's own terms, beside those that are listed.

mod check;
mod error;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

pub use self::error::{ExtensionErrors, ExtensionFault, ExtensionProblem};

use super::index::bare;
use super::{Alias, Entry, FactName, Scheme, Vocabulary, fold};
use crate::Position;

/// A term as a file of one's own terms spells it: nothing about it has been checked.
///
/// A term whose code is listed adds its aliases to the listed one. Everything else a listed term
/// says is passed over, so that an export of the vocabularies with lines added to it is such a file.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct TermDraft {
    /// Where the term begins.
    pub position: Position,
    /// The name of its vocabulary.
    pub scheme: Written,
    /// Its code.
    pub code: Written,
    /// Its label.
    pub label: Written,
    /// Other names, former names among them.
    pub aliases: Vec<Written>,
    /// Names that it once had.
    pub former: Vec<FormerDraft>,
    /// What else is known of it.
    pub facts: Vec<(FactName, Written)>,
    /// What happened to it.
    pub notes: Vec<Written>,
}

/// A former name as it is spelled.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct FormerDraft {
    /// The name.
    pub name: Written,
    /// From when it was in use, or nothing.
    pub from: Written,
    /// Until when it was in use, or nothing.
    pub until: Written,
}

/// A text, and where it stands.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Written {
    /// The text.
    pub text: String,
    /// Where it begins.
    pub position: Position,
}

/// Terms that somebody added to the vocabularies, and aliases of listed ones.
///
/// Every name in it is of one term only, and of none that is listed.
///
/// ```
/// use std::sync::Arc;
/// use dateline_core::vocab::{Extension, TermDraft, Written};
/// use dateline_core::{Checker, Draft};
///
/// let text = |text: &str| Written { text: text.into(), ..Written::default() };
/// let extension = Extension::new(vec![TermDraft {
///     scheme: text("fields"),
///     code: text("space-policy"),
///     label: text("Space policy"),
///     aliases: vec![text("Outer space")],
///     ..TermDraft::default()
/// }])?;
/// let checker = Checker::default().extension(Some(Arc::new(extension)));
/// let draft = Draft {
///     title: "Satellites".into(),
///     date: "2016-10-25".into(),
///     fields_of_work: vec!["outer space".into()],
///     ..Draft::default()
/// };
/// let release = checker.check(draft, &mut Vec::new())?;
/// assert_eq!(release.fields_of_work()[0].label(), "Space policy");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Extension {
    terms: Vec<OwnTerm>,
    aliases: Vec<(Scheme, &'static str, Alias)>,
    names: HashMap<(Scheme, String), Target>,
}

/// What a name of an extension leads to.
#[derive(Clone, Debug)]
enum Target {
    /// A listed term, by its code.
    Listed(&'static str),
    Own(OwnTerm),
}

/// A term that somebody added to a vocabulary. Two are equal where their labels are.
#[derive(Clone)]
pub struct OwnTerm(Arc<Entry>);

impl OwnTerm {
    /// Everything that is known of it.
    #[must_use]
    pub fn entry(&self) -> &Entry {
        &self.0
    }

    /// The code.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.0.code
    }

    /// The label.
    #[must_use]
    pub fn label(&self) -> &str {
        &self.0.label
    }
}

impl PartialEq for OwnTerm {
    fn eq(&self, other: &Self) -> bool {
        self.label() == other.label()
    }
}

impl Eq for OwnTerm {}

impl Hash for OwnTerm {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.label().hash(state);
    }
}

impl fmt::Debug for OwnTerm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("OwnTerm").field(&self.label()).finish()
    }
}

/// A term that was found with the help of an extension.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Extended<T> {
    /// A listed term, by an alias that the extension gives it.
    Listed(T),
    /// A term of the extension.
    Own(OwnTerm),
}

impl Extension {
    /// Checks terms and takes them up.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with them, in the order of the positions.
    pub fn new(terms: Vec<TermDraft>) -> Result<Self, ExtensionErrors> {
        check::check(terms)
    }

    /// The terms that were added, in their order.
    #[must_use]
    pub fn terms(&self) -> &[OwnTerm] {
        &self.terms
    }

    /// The aliases that were added to listed terms, with vocabulary and code.
    pub fn aliases(&self) -> impl Iterator<Item = (Scheme, &'static str, &Alias)> {
        self.aliases
            .iter()
            .map(|(scheme, code, alias)| (*scheme, *code, alias))
    }

    /// The term of this code, label or alias, among those that the extension adds.
    #[must_use]
    pub fn find<T: Vocabulary>(&self, text: &str) -> Option<Extended<T>> {
        match self.target(Scheme::of::<T>()?, text)? {
            Target::Listed(code) => {
                let mut all = T::all().iter().copied();
                all.find(|term| term.code() == *code).map(Extended::Listed)
            }
            Target::Own(term) => Some(Extended::Own(term.clone())),
        }
    }

    fn target(&self, scheme: Scheme, text: &str) -> Option<&Target> {
        self.names.get(&(scheme, fold(bare(text)).into_owned()))
    }

    /// The label of the term that `text` most likely means, of those that are listed and those that
    /// were added; of two that are equally near, the listed one.
    #[must_use]
    pub fn nearest<T: Vocabulary>(&self, text: &str) -> Option<Cow<'static, str>> {
        let listed = T::nearest(text).map(Vocabulary::label);
        let Some((distance, own)) = Scheme::of::<T>().and_then(|scheme| self.near(scheme, text))
        else {
            return listed.map(Cow::Borrowed);
        };
        let key = fold(bare(text)).into_owned();
        match listed {
            Some(label) if strsim::damerau_levenshtein(&key, &fold(bare(label))) <= distance => {
                Some(Cow::Borrowed(label))
            }
            _ => Some(Cow::Owned(own.to_owned())),
        }
    }

    /// The own term whose name is spelled nearly so, and how many letters are wrong.
    fn near(&self, scheme: Scheme, text: &str) -> Option<(usize, &str)> {
        let key = fold(bare(text));
        let length = key.chars().count();
        if length > LONGEST_GUESS {
            return None;
        }
        let terms = self
            .terms
            .iter()
            .filter(|term| term.entry().scheme == scheme);
        terms
            .flat_map(|term| {
                let aliases = term.entry().aliases.iter().map(|alias| &*alias.name);
                [term.label(), term.code()]
                    .into_iter()
                    .chain(aliases)
                    .map(move |name| (name, term))
            })
            .filter_map(|(name, term)| {
                let name = fold(bare(name));
                let own = name.chars().count();
                let slips = (length.min(own) / 4).min(3);
                if length.abs_diff(own) > slips {
                    return None;
                }
                let distance = strsim::damerau_levenshtein(&key, &name);
                (distance <= slips).then_some((distance, term.label()))
            })
            // The first of equals.
            .min_by_key(|(distance, _)| *distance)
    }
}

/// Comparing costs the product of two lengths.
const LONGEST_GUESS: usize = 200;
