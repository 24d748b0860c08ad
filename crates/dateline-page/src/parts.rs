//! The parts of a page, whatever its layout: where each stands in the text.

use dateline_core::vocab::{FieldOfWork, KnownPlace, ParticipatingState, Vocabulary};
use dateline_core::{Dateline, DatelinePlace, Field, FieldPath, Finding, Source};

use crate::lines::{Line, Span};

/// What a layout found: where the parts of the release stand. Lists are split already.
#[derive(Debug, Default)]
pub(crate) struct Parts {
    pub(crate) kind: Option<Span>,
    pub(crate) title: Span,
    pub(crate) date: Option<Span>,
    pub(crate) places: Vec<PlaceSpan>,
    pub(crate) sources: Vec<Span>,
    pub(crate) fields_of_work: Vec<Span>,
    /// Everything behind the labels without the last line end; empty where there is no text.
    pub(crate) body: Span,
    /// Where each field would stand, if the page said anything there: its label.
    pub(crate) labels: Vec<(Field, Span)>,
    /// What the layout has to say of the page, with the place where it stands.
    pub(crate) notes: Vec<(Finding, usize)>,
}

/// Where a place stands: its name, and what qualifies it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct PlaceSpan {
    pub(crate) name: Span,
    pub(crate) qualifier: Option<Span>,
}

impl Parts {
    /// Where a field, one of its values or a part of that stands; its label where it has no value.
    pub(crate) fn find(&self, path: &FieldPath, text: &str) -> Option<usize> {
        let nth = path.index.unwrap_or(0);
        let value = match path.field {
            Field::Kind => self.kind.as_ref(),
            Field::Title => Some(&self.title),
            // A date that the page does not give is the dateline's, if that has one.
            Field::Date if self.date.is_none() => {
                let dateline = Dateline::parse(&text[self.body.clone()]);
                dateline
                    .and_then(|dateline| dateline.date())
                    .map(|_| &self.body)
            }
            Field::Date => self.date.as_ref(),
            Field::Places => {
                self.places
                    .get(nth)
                    .map(|place| match (path.part, &place.qualifier) {
                        (Some("qualifier"), Some(qualifier)) => qualifier,
                        _ => &place.name,
                    })
            }
            // Its States are those of its places.
            Field::ParticipatingStates => {
                let states = self.states(text);
                states
                    .get(nth)
                    .and_then(|(place, _)| self.places.get(*place))
                    .map(|p| &p.name)
            }
            Field::Sources => self.sources.get(nth),
            Field::FieldsOfWork => self.fields_of_work.get(nth),
            Field::Body => Some(&self.body).filter(|body| !body.is_empty()),
            _ => None,
        };
        let label = || {
            self.labels
                .iter()
                .find(|(field, _)| *field == path.field)
                .map(|(_, at)| at)
        };
        value.or_else(label).map(|span| span.start)
    }

    /// The participating States that the places lie in, in order, each once, with the first place
    /// that lies there.
    pub(crate) fn states(&self, text: &str) -> Vec<(usize, ParticipatingState)> {
        let mut states: Vec<(usize, ParticipatingState)> = Vec::new();
        for (index, place) in self.places.iter().enumerate() {
            let qualifier = place.qualifier.clone().map(|span| &text[span]);
            let state = DatelinePlace::new(&text[place.name.clone()], qualifier).state();
            let new = state.filter(|state| states.iter().all(|(_, known)| known != state));
            states.extend(new.map(|state| (index, state)));
        }
        states
    }
}

/// The names in a line that are joined by `, `. A listed name that has one inside stays whole.
pub(crate) fn names(line: &Line<'_>, value: &str, listed: fn(&str) -> bool) -> Vec<Span> {
    /// So many pieces can be one name.
    const PIECES: usize = 4;
    let mut names = Vec::new();
    let mut rest = value;
    while !rest.is_empty() {
        let ends = rest
            .match_indices(", ")
            .map(|(at, _)| at)
            .chain([rest.len()])
            .take(PIECES);
        let ends: Vec<usize> = ends.collect();
        let longest = ends.iter().skip(1).rev().find(|end| listed(&rest[..**end]));
        let end = longest.or(ends.first()).copied().unwrap_or(rest.len());
        names.push(line.span_of(rest[..end].trim()));
        rest = rest.get(end + 2..).unwrap_or_default();
    }
    names
}

/// Whether somebody who issues releases has this name.
pub(crate) fn is_source(name: &str) -> bool {
    !matches!(Source::from_text(name.into()), Source::Other(_))
}

/// Whether a field of work has this name.
pub(crate) fn is_field_of_work(name: &str) -> bool {
    FieldOfWork::find(name).is_some()
}

/// Whether all places of a line are known.
pub(crate) fn are_places(line: &Line<'_>, value: &str, text: &str) -> bool {
    places(line, value)
        .iter()
        .all(|place| KnownPlace::find(&text[place.name.clone()]).is_some())
}

/// The places in a line, taken apart as a dateline's are. What a dateline could not have is split
/// at slashes, each name ending at its first comma.
pub(crate) fn places(line: &Line<'_>, value: &str) -> Vec<PlaceSpan> {
    if let Some(places) = DatelinePlace::all_of(value) {
        return places
            .iter()
            .map(|place| PlaceSpan {
                name: line.span_of(place.name()),
                qualifier: place.qualifier().map(|qualifier| line.span_of(qualifier)),
            })
            .collect();
    }
    if value.is_empty() {
        return Vec::new();
    }
    let spans = |(name, qualifier): (&str, Option<&str>)| PlaceSpan {
        name: line.span_of(name.trim()),
        qualifier: qualifier.map(|qualifier| line.span_of(qualifier.trim())),
    };
    if KnownPlace::find(value).is_some() && !value.contains(',') {
        return vec![spans((value, None))];
    }
    let place = |piece| match str::split_once(piece, ',') {
        Some((name, qualifier)) => (name, Some(qualifier)),
        None => (piece, None),
    };
    value.split('/').map(place).map(spans).collect()
}
