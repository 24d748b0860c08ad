//! The places a release was sent from.

use std::fmt;

use crate::Text;
use crate::vocab::{KnownPlace, ParticipatingState, Vocabulary};

/// A place as it was written: a name, and what qualifies it (a State, a district).
///
/// The name has no comma, so that the text form `NAME, Qualifier` can be read back. The canonical
/// name and the State are looked up, never stored.
///
/// ```
/// use dateline_core::Draft;
/// use dateline_core::{DraftPlace, Release};
/// use dateline_core::vocab::ParticipatingState;
///
/// let release = Release::try_from(Draft {
///     title: "A title".into(),
///     date: "2016-10-25".into(),
///     places: vec![DraftPlace::from_text("SKOPJE".into())],
///     ..Draft::default()
/// })?;
/// let place = &release.places()[0];
/// assert_eq!(place.canonical(), Some("Skopje"));
/// assert_eq!(place.state(), Some(ParticipatingState::NorthMacedonia));
/// # Ok::<(), dateline_core::Violations>(())
/// ```
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct Place<'a> {
    pub(crate) name: Text<'a>,
    pub(crate) qualifier: Text<'a>,
}

impl Place<'_> {
    /// The name as it was written.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What stands behind the name.
    #[must_use]
    pub fn qualifier(&self) -> Option<&str> {
        Some(self.qualifier.as_str()).filter(|text| !text.is_empty())
    }

    /// The name that the vocabulary gives this place, whatever way it was written.
    #[must_use]
    pub fn canonical(&self) -> Option<&'static str> {
        self.known().map(KnownPlace::label)
    }

    /// The participating State the place lies in: the one that qualifies it, else the
    /// vocabulary's.
    #[must_use]
    pub fn state(&self) -> Option<ParticipatingState> {
        state(&self.name, self.qualifier())
    }

    /// What [`canonical`](Self::canonical) and [`state`](Self::state) say, by one look-up.
    #[must_use]
    pub fn looked_up(&self) -> (Option<&'static str>, Option<ParticipatingState>) {
        let stated = self.qualifier().and_then(state_named);
        let known = known_within(&self.name, stated);
        let state = stated.or_else(|| known.and_then(KnownPlace::state));
        (known.map(KnownPlace::label), state)
    }

    /// The place of the vocabulary that it is.
    pub(crate) fn known(&self) -> Option<KnownPlace> {
        known(&self.name, self.qualifier())
    }

    /// The same place, owning its text.
    #[must_use]
    pub fn into_owned(self) -> Place<'static> {
        Place {
            name: self.name.into_owned(),
            qualifier: self.qualifier.into_owned(),
        }
    }
}

/// The State that a qualifier names. Two or three letters are a district (`VA`, `DC`, `ME`) and no
/// State by its code, except those that everybody writes.
pub(crate) fn state_named(qualifier: &str) -> Option<ParticipatingState> {
    let letters = qualifier.chars().filter(|c| c.is_alphabetic()).count();
    let is_name = letters > 3 || matches!(qualifier, "UK" | "U.K." | "USA" | "U.S." | "U.S.A.");
    is_name
        .then(|| ParticipatingState::find(qualifier))
        .flatten()
}

/// The participating State of a place: the one that qualifies it, else the vocabulary's.
pub(crate) fn state(name: &str, qualifier: Option<&str>) -> Option<ParticipatingState> {
    qualifier
        .and_then(state_named)
        .or_else(|| known(name, qualifier).and_then(KnownPlace::state))
}

/// The place of the vocabulary. A qualifier that names another State makes it another place.
pub(crate) fn known(name: &str, qualifier: Option<&str>) -> Option<KnownPlace> {
    known_within(name, qualifier.and_then(state_named))
}

/// The same, where it is known which State the qualifier names.
fn known_within(name: &str, stated: Option<ParticipatingState>) -> Option<KnownPlace> {
    let known = KnownPlace::find(name)?;
    match (stated, known.state()) {
        (Some(stated), Some(state)) if stated != state => None,
        _ => Some(known),
    }
}

impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)?;
        if let Some(qualifier) = self.qualifier() {
            write!(f, ", {qualifier}")?;
        }
        Ok(())
    }
}
