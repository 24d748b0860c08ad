//! Rules about places, States, sources and kinds.

use super::{Said, pages};
use crate::vocab::{FieldOperation, Kind, KnownPlace, Structure, Vocabulary, fold};
use crate::{Breach, Excerpt, Field, FieldPath, Level, Release, Source, Term};

/// The kind is one of the vocabulary.
pub(super) fn kind(release: &Release<'_>, said: &mut Said<'_, '_>) {
    let Some(Term::Unlisted(kind)) = release.kind() else {
        return;
    };
    let near = Kind::nearest(kind).map(Vocabulary::label);
    let what = format!("`{}` is no kind of the vocabulary", Excerpt(kind));
    let breach = Breach::new(pages::KIND_UNLISTED, what).value(kind.as_str());
    // Somebody's own kind is in order; one that is nearly ours was mistyped.
    let level = if near.is_some() {
        Level::Warning
    } else {
        Level::Note
    };
    said.about(Field::Kind, breach.level(level).hint(meant(near)));
}

/// The places of the dateline are among the places.
pub(super) fn places(release: &Release<'_>, said: &mut Said<'_, '_>) {
    let places = release.places();
    let Some(dateline) = said.dateline.as_ref().filter(|_| !places.is_empty()) else {
        return;
    };
    let mut missing = Vec::new();
    for of_dateline in dateline.places() {
        let known = crate::place::known(of_dateline.name(), of_dateline.qualifier());
        let name = fold(of_dateline.name());
        let stands = places
            .iter()
            .any(|place| (known.is_some() && place.known() == known) || fold(place.name()) == name);
        if !stands {
            missing.push(of_dateline.to_string());
        }
    }
    for place in missing {
        let what = format!(
            "`{}`, with which the dateline opens, is not among the places",
            Excerpt(&place)
        );
        said.about(Field::Places, Breach::new(pages::DATELINE_PLACE, what));
    }
}

/// Sources that are nearly the name of one that is listed.
pub(super) fn sources(release: &Release<'_>, said: &mut Said<'_, '_>) {
    for (index, source) in release.sources().iter().enumerate() {
        let Source::Other(name) = source else {
            continue;
        };
        let near = mistyped(FieldOperation::nearest(name), name)
            .or_else(|| mistyped(Structure::nearest(name), name));
        if near.is_some() {
            let what = format!("`{}` is nearly the name of a listed source", Excerpt(name));
            let breach = Breach::new(pages::SOURCE_MISTYPED, what).value(name.as_str());
            said.about(
                FieldPath::of(Field::Sources, index),
                breach.hint(meant(near)),
            );
        }
    }
}

/// The label of a term, if a spelling of it differs by slips of the finger only. That a name has
/// another as a part is nothing: a body of an institution is another source than the institution.
fn mistyped<T: Vocabulary>(term: Option<T>, name: &str) -> Option<&'static str> {
    let term = term?;
    let name = fold(name);
    let spellings = [term.label()].into_iter();
    spellings
        .chain(term.aliases().iter().copied())
        .map(fold)
        .any(|spelling| {
            let slips = (spelling.chars().count() / 8).min(3);
            strsim::damerau_levenshtein(&name, &spelling) <= slips
        })
        .then(|| term.label())
}

fn meant(label: Option<&str>) -> Option<String> {
    label.map(|label| format!("did you mean `{label}`?"))
}

/// Where States are named, those of the places are among them.
pub(super) fn states(release: &Release<'_>, said: &mut Said<'_, '_>) {
    let states = release.participating_states();
    if states.is_empty() {
        return;
    }
    let mut named = Vec::new();
    for place in release.places() {
        let Some(state) = place.state() else { continue };
        let stands = states.iter().any(|term| term.listed() == Some(state));
        if stands || named.contains(&state) || is_seat(release, place.known()) {
            continue;
        }
        named.push(state);
        let what = format!(
            "`{}`, where `{}` lies, is not among the States",
            state.label(),
            Excerpt(place.name())
        );
        let breach = Breach::new(pages::PLACE_STATE, what);
        said.about(Field::ParticipatingStates, breach);
    }
}

/// Whether it is where the OSCE or one of the sources has its seat. What is sent from there is not
/// about that State.
fn is_seat(release: &Release<'_>, place: Option<KnownPlace>) -> bool {
    let Some(place) = place else {
        return false;
    };
    let is = |town: Option<&str>| town.and_then(KnownPlace::find) == Some(place);
    is(Some("Vienna"))
        || release.sources().iter().any(|source| match source {
            Source::Structure(structure) => is(structure.seat()),
            _ => false,
        })
}
