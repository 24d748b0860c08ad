//! One view over all vocabularies: every term with everything that is known of it.

mod rows;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::sync::LazyLock;

use super::{Extension, Scheme};

/// The terms of all vocabularies, in the order of their rows.
///
/// ```
/// use dateline_core::vocab::{Catalogue, FactName, Scheme};
///
/// let turkey = Catalogue::listed().entry(Scheme::States, "TR").unwrap();
/// assert_eq!(turkey.label, "Türkiye");
/// assert_eq!(turkey.fact(FactName::Capital), Some("ankara"));
/// let former: Vec<&str> = turkey.former().map(|alias| &*alias.name).collect();
/// assert_eq!(former, ["Turkey"]);
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Catalogue {
    /// By vocabulary, in the order of [`Scheme::ALL`].
    entries: Vec<Vec<Entry>>,
}

/// A term, with everything that is known of it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Entry {
    /// The vocabulary that it is a term of.
    pub scheme: Scheme,
    /// The code, which stays when the label changes.
    pub code: Cow<'static, str>,
    /// The label, as it is written.
    pub label: Cow<'static, str>,
    /// Other names by which it is found: aliases and former names.
    pub aliases: Vec<Alias>,
    /// Names in other languages by which it is found as well (CLDR).
    pub further: &'static [&'static str],
    /// What else is known, in the order of [`FactName::ALL`].
    pub facts: Vec<Fact>,
    /// What happened to it, in whole sentences.
    pub notes: Vec<Cow<'static, str>>,
    /// Whether somebody added it.
    pub is_own: bool,
}

/// Another name of a term.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Alias {
    /// The name.
    pub name: Cow<'static, str>,
    /// What sort of name it is.
    pub kind: AliasKind,
}

/// What sort of name an alias is.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum AliasKind {
    /// A short name, a longer one or another spelling.
    Other,
    /// A code of ISO 3166-1 alpha-3.
    Alpha3,
    /// A name that the term had once. Dates are a year, month or day, as they are known.
    Former {
        /// From when.
        from: Option<Cow<'static, str>>,
        /// Until when.
        until: Option<Cow<'static, str>>,
    },
}

/// One thing that is known of a term.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Fact {
    /// What it is.
    pub name: FactName,
    /// The value; of what leads to a term ([`FactName::leads_to`]) its code.
    pub value: Cow<'static, str>,
}

/// What can be known of a term beyond its names.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum FactName {
    /// The day from which a State takes part.
    Joined,
    /// From when it works, or is a Partner.
    Since,
    /// Until when it worked.
    Until,
    /// The sort of structure, or the group of Partners.
    Group,
    /// The term that it is a part of.
    Parent,
    /// A term that it took over from.
    Predecessor,
    /// The term that took over from it.
    Successor,
    /// The participating State in which it works.
    Host,
    /// The place of its headquarters.
    Seat,
    /// The capital of a State.
    Capital,
    /// The participating State in which a place lies.
    State,
    /// A year in which a State held the chair.
    Chair,
}

impl FactName {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 12] = [
        Self::Joined,
        Self::Since,
        Self::Until,
        Self::Group,
        Self::Parent,
        Self::Predecessor,
        Self::Successor,
        Self::Host,
        Self::Seat,
        Self::Capital,
        Self::State,
        Self::Chair,
    ];

    /// Its name: one word.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Joined => "joined",
            Self::Since => "since",
            Self::Until => "until",
            Self::Group => "group",
            Self::Parent => "parent",
            Self::Predecessor => "predecessor",
            Self::Successor => "successor",
            Self::Host => "host",
            Self::Seat => "seat",
            Self::Capital => "capital",
            Self::State => "state",
            Self::Chair => "chair",
        }
    }

    /// The fact of this name.
    #[must_use]
    pub fn find(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|fact| fact.name() == name)
    }

    /// Whether its value is a date.
    #[must_use]
    pub const fn is_date(self) -> bool {
        matches!(self, Self::Joined | Self::Since | Self::Until)
    }

    /// The vocabulary whose term its value is, for a term of `scheme`.
    #[must_use]
    pub const fn leads_to(self, scheme: Scheme) -> Option<Scheme> {
        match self {
            Self::Parent | Self::Predecessor | Self::Successor => Some(scheme),
            Self::Host | Self::State => Some(Scheme::States),
            Self::Seat | Self::Capital => Some(Scheme::Places),
            Self::Joined | Self::Since | Self::Until | Self::Group | Self::Chair => None,
        }
    }
}

impl Catalogue {
    /// The terms that are listed. Made when it is first asked for.
    #[must_use]
    pub fn listed() -> &'static Self {
        static LISTED: LazyLock<Catalogue> = LazyLock::new(|| Catalogue {
            entries: Scheme::ALL.map(rows::entries).into(),
        });
        &LISTED
    }

    /// The same with somebody's own terms behind those that are listed, and with the aliases that
    /// they add to these.
    #[must_use]
    pub fn with(&self, extension: &Extension) -> Self {
        let mut all = self.clone();
        for (scheme, code, alias) in extension.aliases() {
            let entries = all.entries.iter_mut().flatten();
            for entry in entries.filter(|entry| entry.scheme == scheme && entry.code == code) {
                entry.aliases.push(alias.clone());
            }
        }
        for term in extension.terms() {
            let entry = term.entry().clone();
            all.entries[entry.scheme as usize].push(entry);
        }
        all
    }

    /// The terms of a vocabulary.
    #[must_use]
    pub fn entries(&self, scheme: Scheme) -> &[Entry] {
        &self.entries[scheme as usize]
    }

    /// The term of exactly this code.
    #[must_use]
    pub fn entry(&self, scheme: Scheme, code: &str) -> Option<&Entry> {
        let mut entries = self.entries(scheme).iter();
        entries.find(|entry| entry.code == code)
    }

    /// What people read as the value of a fact: the label of the term that it leads to, else the
    /// value.
    #[must_use]
    pub fn shown<'e>(&'e self, entry: &Entry, fact: &'e Fact) -> &'e str {
        let scheme = fact.name.leads_to(entry.scheme);
        let term = scheme.and_then(|scheme| self.entry(scheme, &fact.value));
        term.map_or(&fact.value, |term| &term.label)
    }
}

impl Entry {
    /// The first value of a fact.
    #[must_use]
    pub fn fact(&self, name: FactName) -> Option<&str> {
        let mut facts = self.facts.iter();
        let fact = facts.find(|fact| fact.name == name)?;
        Some(&fact.value)
    }

    /// All values of a fact.
    pub fn facts_of(&self, name: FactName) -> impl Iterator<Item = &Fact> {
        self.facts.iter().filter(move |fact| fact.name == name)
    }

    /// Names that it once had.
    pub fn former(&self) -> impl Iterator<Item = &Alias> {
        let aliases = self.aliases.iter();
        aliases.filter(|alias| matches!(alias.kind, AliasKind::Former { .. }))
    }

    /// The address of the term: that of its vocabulary, and its code behind `#`.
    ///
    /// ```
    /// use dateline_core::vocab::{Catalogue, Scheme};
    ///
    /// let term = &Catalogue::listed().entries(Scheme::Fields)[0];
    /// assert_eq!(term.address(), "https://www.osce.org/fields-of-work#arms-control");
    /// ```
    #[must_use]
    pub fn address(&self) -> String {
        format!("{}#{}", self.scheme.address(), self.code)
    }
}

impl Alias {
    /// From when to when it was in use, as ISO 8601 writes an interval, with nothing where a date
    /// is not known: `2003/2006`, `/2022`. Empty where it is no former name, or neither is known.
    #[must_use]
    pub fn interval(&self) -> String {
        match &self.kind {
            AliasKind::Former {
                from: None,
                until: None,
            }
            | AliasKind::Other
            | AliasKind::Alpha3 => String::new(),
            AliasKind::Former { from, until } => {
                let date =
                    |date: &Option<Cow<'static, str>>| date.as_deref().unwrap_or("").to_owned();
                format!("{}/{}", date(from), date(until))
            }
        }
    }
}
