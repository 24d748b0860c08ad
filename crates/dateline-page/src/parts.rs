//! The parts of a page, whatever its layout: where each stands in the text.

use dateline_core::vocab::{FieldOfWork, KnownPlace, ParticipatingState, PartnerState, Vocabulary};
use dateline_core::{
    Dateline, DatelinePlace, Excerpt, Field, FieldPath, Finding, FindingKind, Source,
};

use crate::lines::{Line, Span};

/// What a layout found: where the parts of the release stand. Lists are split already.
#[derive(Debug, Default)]
pub(crate) struct Parts {
    pub(crate) number: Option<Span>,
    pub(crate) kind: Option<Span>,
    pub(crate) title: Span,
    pub(crate) date: Option<Span>,
    /// The language that the page names.
    pub(crate) language: Option<Language>,
    pub(crate) places: Vec<PlaceSpan>,
    pub(crate) sources: Vec<Span>,
    pub(crate) fields_of_work: Vec<Span>,
    pub(crate) participating_states: Vec<Span>,
    pub(crate) partner_states: Vec<Span>,
    pub(crate) tags: Vec<Span>,
    pub(crate) summary: Option<Span>,
    /// The text, in pieces to be joined by line ends: between two of them the page has lines that
    /// are no part of it. None where there is no text.
    pub(crate) body: Vec<Span>,
    /// Whether the layout shows a text at all, so that none is worth a word.
    pub(crate) has_body: bool,
    /// Where each field would stand, if the page said anything there: its label.
    pub(crate) labels: Vec<(Field, Span)>,
    /// What the layout has to say of the page, with the place where it stands.
    pub(crate) notes: Vec<(Finding, usize)>,
}

/// A language, and where the page shows it.
#[derive(Clone, Debug)]
pub(crate) struct Language {
    pub(crate) tag: String,
    /// Where its name or a word of it stands.
    pub(crate) at: Span,
    /// Whether the page names it; otherwise its words show it.
    pub(crate) named: bool,
}

/// Where a place stands: its name, and what qualifies it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct PlaceSpan {
    pub(crate) name: Span,
    pub(crate) qualifier: Option<Span>,
}

impl Parts {
    /// Remembers what is to be said of a field.
    pub(crate) fn note(&mut self, path: impl Into<FieldPath>, kind: FindingKind, at: usize) {
        self.notes.push((Finding::about(path, kind), at));
    }

    /// Keeps the names that a value gives a field which holds several.
    pub(crate) fn keep(&mut self, field: Field, line: &Line<'_>, value: &str, text: &str) {
        match field {
            Field::Places => self.places.extend(places(line, value)),
            Field::Sources => self.sources.extend(names(line, value, is_source)),
            Field::FieldsOfWork => {
                self.fields_of_work
                    .extend(names(line, value, is_field_of_work));
            }
            Field::Tags => self.tags.extend(names(line, value, |_| false)),
            Field::ParticipatingStates => {
                for region in names(line, value, is_state) {
                    // A region that is no State is a category like any other.
                    if ParticipatingState::find(&text[region.clone()]).is_some() {
                        self.participating_states.push(region);
                    } else if PartnerState::find(&text[region.clone()]).is_some() {
                        self.partner_states.push(region);
                    } else {
                        self.tags.push(region);
                    }
                }
            }
            _ => {}
        }
    }

    /// Keeps the value that a page gives a field which holds one; says so where it has one.
    pub(crate) fn keep_one(&mut self, field: Field, span: Span, text: &str) {
        let has = match field {
            Field::Date => &mut self.date,
            Field::Kind => &mut self.kind,
            _ => return,
        };
        if has.is_none() {
            *has = Some(span);
            return;
        }
        let value = Excerpt(&text[span.clone()]);
        let what = format!("`{value}` is not kept: the page has a {field} already");
        self.note(field, FindingKind::Loss { what }, span.start);
    }

    /// The text at whose head the dateline stands: the body, or the summary where there is none.
    pub(crate) fn opening<'t>(&self, text: &'t str) -> Option<(&'t str, usize)> {
        let span = self.body.first().or(self.summary.as_ref())?;
        Some((&text[span.clone()], span.start))
    }

    /// Where each value stands, and each field: where it has no value of its own, in the dateline
    /// that it was taken from, else its label.
    pub(crate) fn offsets(&self, text: &str) -> Vec<(FieldPath, usize)> {
        let mut offsets = Vec::new();
        let dateline = self
            .opening(text)
            .and_then(|(opening, at)| Some((Dateline::parse(opening)?, at)));
        let date = dateline
            .as_ref()
            .filter(|(dateline, _)| dateline.date().is_some());
        let sent_from = dateline
            .as_ref()
            .filter(|(dateline, _)| self.places.is_empty() && !dateline.places().is_empty());
        let mut fields = |field: Field, value: Option<usize>| {
            let label = || self.labels.iter().find(|(labelled, _)| *labelled == field);
            let at = value.or_else(|| label().map(|(_, label)| label.start));
            offsets.extend(at.map(|at| (FieldPath::from(field), at)));
        };
        let start = |span: &Option<Span>| span.as_ref().map(|span| span.start);
        let first = |spans: &[Span]| spans.first().map(|span| span.start);
        let titled = Some(self.title.clone()).filter(|title| !title.is_empty());
        fields(Field::Number, start(&self.number));
        fields(Field::Kind, start(&self.kind));
        // A record without title begins with its labels.
        let begins = || self.labels.first().map(|(_, label)| label.start);
        fields(Field::Title, start(&titled).or_else(begins));
        fields(Field::Date, start(&self.date).or(date.map(|(_, at)| *at)));
        fields(
            Field::Language,
            self.language.as_ref().map(|language| language.at.start),
        );
        fields(Field::Summary, start(&self.summary));
        fields(Field::Body, first(&self.body));
        fields(Field::Places, sent_from.map(|(_, at)| *at));
        fields(Field::ParticipatingStates, sent_from.map(|(_, at)| *at));
        for field in [
            Field::Sources,
            Field::FieldsOfWork,
            Field::PartnerStates,
            Field::Tags,
        ] {
            fields(field, None);
        }
        let lists = [
            (Field::Sources, &self.sources),
            (Field::FieldsOfWork, &self.fields_of_work),
            (Field::ParticipatingStates, &self.participating_states),
            (Field::PartnerStates, &self.partner_states),
            (Field::Tags, &self.tags),
        ];
        for (field, spans) in lists {
            let values = spans.iter().enumerate();
            offsets.extend(values.map(|(at, span)| (FieldPath::of(field, at), span.start)));
        }
        for (index, place) in self.places.iter().enumerate() {
            let path = FieldPath::of(Field::Places, index);
            offsets.push((path, place.name.start));
            let qualifier = place.qualifier.as_ref();
            offsets.extend(qualifier.map(|at| (path.part("qualifier"), at.start)));
        }
        for (index, at) in self.states(text, sent_from).into_iter().enumerate() {
            offsets.push((FieldPath::of(Field::ParticipatingStates, index), at));
        }
        offsets
    }

    /// Where the participating States stand that the core infers, in its order: each with the first
    /// place that lies there, then with the first source that works there; none where labels give
    /// some.
    fn states(&self, text: &str, sent_from: Option<&(Dateline<'_>, usize)>) -> Vec<usize> {
        if !self.participating_states.is_empty() {
            return Vec::new();
        }
        let of_places = self.places.iter().map(|place| {
            let qualifier = place.qualifier.clone().map(|span| &text[span]);
            let state = DatelinePlace::new(&text[place.name.clone()], qualifier).state();
            (state, place.name.start)
        });
        let of_dateline = sent_from.into_iter().flat_map(|(dateline, at)| {
            let states = dateline.places().iter().map(DatelinePlace::state);
            states.map(|state| (state, *at))
        });
        let of_sources = self.sources.iter().map(|source| {
            let host = match Source::from_text(text[source.clone()].into()) {
                Source::FieldOperation(operation) => operation.host(),
                _ => None,
            };
            (host, source.start)
        });
        let mut known: Vec<ParticipatingState> = Vec::new();
        let mut states = Vec::new();
        for (state, at) in of_places.chain(of_dateline).chain(of_sources) {
            if let Some(state) = state.filter(|state| !known.contains(state)) {
                known.push(state);
                states.push(at);
            }
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

/// Whether a participating or a partner State has this name.
pub(crate) fn is_state(name: &str) -> bool {
    ParticipatingState::find(name).is_some() || PartnerState::find(name).is_some()
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
