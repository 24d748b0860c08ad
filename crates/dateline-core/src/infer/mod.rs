//! Filling what a draft does not say from what it does.
//!
//! `plain.rs` gets at the text of an HTML body, `language.rs` tells the language of a text.

use std::borrow::Cow;

use crate::vocab::{FieldOperation, Structure, Vocabulary};
use crate::{
    BodyType, Date, Dateline, DatelineDate, Draft, DraftPlace, Field, FieldPath, Finding,
    FindingKind, Source, Text, WebAddress,
};

mod language;
pub(crate) mod plain;
#[cfg(test)]
mod tests;

/// So many of the last findings are looked through, so that nothing is said twice of one draft.
const RECENT: usize = 64;

/// Fills what is absent from what is there; nothing that is there is changed.
///
/// | field | from |
/// |---|---|
/// | `number` | the trailing number of an address of osce.org |
/// | `date` | the date of the dateline, if it has a year |
/// | `language` | the prefix of the address (`/uk/node/276291`), else the text, where it is certain |
/// | `places` | the places of the dateline |
/// | `sources` | the section of the address (`/kosovo/276291`), where it is known whose it is |
/// | `participating_states` | the States that the places lie in, then the host States of the sources |
///
/// The dateline is that of the body, or of the summary where there is no body. Every value that is
/// added is a finding of kind [`Inferred`](FindingKind::Inferred), so that it can be told from what
/// was stated; a date that does not agree with the dateline is kept, with a finding. Applying it a
/// second time changes nothing.
///
/// ```
/// use dateline_core::{Draft, Inference};
///
/// let mut draft = Draft {
///     title: "Water talks".into(),
///     url: "https://www.osce.org/hcnm/276291".into(),
///     body: "OSH, Kyrgyzstan, 25 October 2016 – Engineers met today.".into(),
///     ..Draft::default()
/// };
/// let mut findings = Vec::new();
/// Inference::default().apply(&mut draft, &mut findings);
///
/// assert_eq!(draft.date.as_str(), "2016-10-25");
/// assert_eq!(draft.participating_states[0].as_str(), "Kyrgyzstan");
/// let notes: Vec<String> = findings.iter().map(ToString::to_string).collect();
/// assert_eq!(notes, [
///     "number: `276291` was inferred from the address",
///     "date: `2016-10-25` was inferred from the dateline",
///     "places[0]: `OSH, Kyrgyzstan` was inferred from the dateline",
///     "sources[0]: `OSCE High Commissioner on National Minorities` was inferred from the address",
///     "participating_states[0]: `Kyrgyzstan` was inferred from the place",
/// ]);
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Inference {
    fields: Vec<Field>,
    /// Whether the language is also told by the text.
    by_text: bool,
}

/// The fields that can be inferred, in the order in which they are.
const FIELDS: &[Field] = &[
    Field::Number,
    Field::Date,
    Field::Language,
    Field::Places,
    Field::Sources,
    Field::ParticipatingStates,
];

impl Default for Inference {
    /// Infers every field that can be inferred.
    fn default() -> Self {
        Self {
            fields: FIELDS.to_vec(),
            by_text: true,
        }
    }
}

impl Inference {
    /// Infers these fields only; those that cannot be inferred are passed over.
    ///
    /// ```
    /// use dateline_core::{Draft, Field, Inference};
    ///
    /// let mut draft = Draft {
    ///     body: "SKOPJE, 25 October 2016 – Officers met today.".into(),
    ///     ..Draft::default()
    /// };
    /// Inference::of(&[Field::Places]).apply(&mut draft, &mut Vec::new());
    /// assert_eq!((draft.date.as_str(), draft.places.len()), ("", 1));
    /// ```
    #[must_use]
    pub fn of(fields: &[Field]) -> Self {
        let known = FIELDS.iter().filter(|field| fields.contains(field));
        Self {
            fields: known.copied().collect(),
            by_text: true,
        }
    }

    /// Infers every field but this one, too.
    #[must_use]
    pub fn without(self, field: Field) -> Self {
        let fields = self.fields.into_iter().filter(|of| *of != field);
        Self {
            fields: fields.collect(),
            ..self
        }
    }

    /// Whether the language is also told by the text, and not by the address only. An id that is
    /// derived from the language should not depend on what a text looks like.
    #[must_use]
    pub fn language_by_text(self, by_text: bool) -> Self {
        Self { by_text, ..self }
    }

    /// Fills what is absent in `draft`, and says so.
    pub fn apply(&self, draft: &mut Draft<'_>, findings: &mut Vec<Finding>) {
        let known = findings.len();
        let head = Head::of(draft);
        let address = Address::of(draft);
        for field in &self.fields {
            match field {
                Field::Number => number(draft, address.as_ref(), findings),
                Field::Date => date(draft, &head, findings),
                Field::Language => {
                    language(draft, address.as_ref(), self.by_text, findings);
                }
                Field::Places => places(draft, &head, findings),
                Field::Sources => sources(draft, address.as_ref(), findings),
                Field::ParticipatingStates => states(draft, findings),
                _ => {}
            }
        }
        say_once(findings, known);
    }
}

/// That the date of a draft and the one of its dateline are two days. Both are facts: the dateline
/// says when a release was written, the date when it was published.
///
/// ```
/// use dateline_core::{Draft, dateline_disagreement};
///
/// let draft = Draft {
///     date: "2011-12-30".into(),
///     body: "DUBLIN, 1 January 2012 – The chair changed hands.".into(),
///     ..Draft::default()
/// };
/// assert_eq!(
///     dateline_disagreement(&draft).map(|finding| finding.to_string()).as_deref(),
///     Some("date: `2011-12-30` is kept, and does not agree with `2012-01-01` of the dateline"),
/// );
/// ```
#[must_use]
pub fn dateline_disagreement(draft: &Draft<'_>) -> Option<Finding> {
    if draft.date.is_blank() {
        return None;
    }
    disagreement(
        draft.date.trim(),
        &day(Head::of(draft).dateline()?.date()?)?,
    )
}

fn disagreement(date: &str, day: &str) -> Option<Finding> {
    date.parse::<Date>().ok()?;
    let common = date.len().min(day.len());
    (date.get(..common) != day.get(..common)).then(|| {
        let (value, other) = (date.to_owned(), format!("`{day}` of the dateline"));
        Finding::about(Field::Date, FindingKind::Disagreement { value, other })
    })
}

/// The text in which the dateline stands, as plain text.
struct Head(String);

impl Head {
    fn of(draft: &Draft<'_>) -> Self {
        // A dateline is short, and so is what is copied.
        const LENGTH: usize = 400;
        if draft.body.is_blank() {
            return Self(plain::start(&draft.summary, LENGTH).to_owned());
        }
        Self(if is_html(draft) {
            plain::of_html(&draft.body, LENGTH)
        } else {
            plain::start(&draft.body, LENGTH).to_owned()
        })
    }

    fn dateline(&self) -> Option<Dateline<'_>> {
        Dateline::parse(&self.0)
    }
}

fn is_html(draft: &Draft<'_>) -> bool {
    let body_type = draft.body_type.trim();
    body_type.eq_ignore_ascii_case(BodyType::Html.name())
}

/// What an address of osce.org says.
struct Address {
    number: u64,
    language: Option<String>,
    section: Option<String>,
}

impl Address {
    /// Nothing where the address is not one of osce.org's releases.
    fn of(draft: &Draft<'_>) -> Option<Self> {
        let address = WebAddress::parse(draft.url.borrowed()).ok()?;
        let number = address.osce_number()?;
        let path = address.as_str().split(['?', '#']).next()?;
        let mut segments: Vec<&str> = path.split('/').skip(3).filter(|s| !s.is_empty()).collect();
        // What is left is the section: `uk/node/276291` has a prefix, `node/276291` has none.
        segments.pop();
        let language = match segments.as_slice() {
            [first, _, ..] => language::of_prefix(first),
            _ => None,
        };
        let section = segments.get(usize::from(language.is_some()));
        Some(Self {
            number,
            language: language.map(str::to_owned),
            section: section.map(|section| (*section).to_owned()),
        })
    }
}

fn number(draft: &mut Draft<'_>, address: Option<&Address>, findings: &mut Vec<Finding>) {
    if let Some(address) = address.filter(|_| draft.number.is_blank()) {
        draft.number = infer(
            Field::Number,
            address.number.to_string(),
            "the address",
            findings,
        );
    }
}

fn date(draft: &mut Draft<'_>, head: &Head, findings: &mut Vec<Finding>) {
    let Some(written) = head.dateline().and_then(|dateline| dateline.date()) else {
        return;
    };
    match (day(written), draft.date.is_blank()) {
        (Some(day), true) => draft.date = infer(Field::Date, day, "the dateline", findings),
        (Some(day), false) => findings.extend(disagreement(draft.date.trim(), &day)),
        (None, true) => {
            let what = format!("`{written}` of the dateline gives no date: it has no year");
            findings.push(Finding::about(Field::Date, FindingKind::Loss { what }));
        }
        (None, false) => {}
    }
}

/// A day as the core writes it, if its year is known.
fn day(date: DatelineDate) -> Option<String> {
    Some(Date::day(date.year()?, date.month(), date.day())?.to_string())
}

fn language(
    draft: &mut Draft<'_>,
    address: Option<&Address>,
    by_text: bool,
    findings: &mut Vec<Finding>,
) {
    if !draft.language.is_blank() {
        return;
    }
    if let Some(tag) = address.and_then(|address| address.language.clone()) {
        draft.language = infer(Field::Language, tag, "the address", findings);
        return;
    }
    if !by_text {
        return;
    }
    if let Some(tag) = language_of_text(&draft.summary, &draft.body, is_html(draft)) {
        draft.language = infer(Field::Language, tag.to_owned(), "the text", findings);
    }
}

/// The language in which a body is written, or a summary where there is no body, if it is certain.
pub(crate) fn language_of_text(summary: &str, body: &str, is_html: bool) -> Option<&'static str> {
    let text = if body.trim().is_empty() {
        Cow::Borrowed(summary)
    } else if is_html {
        Cow::Owned(plain::of_html(body, language::LENGTH))
    } else {
        Cow::Borrowed(body)
    };
    language::of_text(plain::start(&text, language::LENGTH))
}

fn places(draft: &mut Draft<'_>, head: &Head, findings: &mut Vec<Finding>) {
    let Some(dateline) = head.dateline().filter(|_| draft.places.is_empty()) else {
        return;
    };
    for place in dateline.places() {
        let path = FieldPath::of(Field::Places, draft.places.len());
        let (value, from) = (place.to_string(), "the dateline");
        findings.push(Finding::about(path, FindingKind::Inferred { value, from }));
        draft.places.push(DraftPlace {
            name: Text::from(place.name().to_owned()),
            qualifier: place
                .qualifier()
                .map(str::to_owned)
                .unwrap_or_default()
                .into(),
            ..DraftPlace::default()
        });
    }
}

fn sources(draft: &mut Draft<'_>, address: Option<&Address>, findings: &mut Vec<Finding>) {
    let Some(section) = address.and_then(|address| address.section.as_deref()) else {
        return;
    };
    if draft.sources.iter().any(|source| !source.is_blank()) {
        return;
    }
    let label = FieldOperation::of_section(section)
        .map(Vocabulary::label)
        .or_else(|| Structure::of_section(section).map(Vocabulary::label));
    if let Some(label) = label {
        let path = FieldPath::of(Field::Sources, 0);
        draft.sources = vec![infer(path, label.to_owned(), "the address", findings)];
    }
}

/// The participating States that the places lie in, in order, each once, and then those in which the
/// sources work.
fn states(draft: &mut Draft<'_>, findings: &mut Vec<Finding>) {
    if draft
        .participating_states
        .iter()
        .any(|state| !state.is_blank())
    {
        return;
    }
    let of_places = draft.places.iter().map(|place| {
        let qualifier = Some(place.qualifier.trim()).filter(|text| !text.is_empty());
        (
            crate::place::state(place.name.trim(), qualifier),
            "the place",
        )
    });
    let of_sources = draft.sources.iter().map(|source| {
        let host = match Source::from_text(source.borrowed()) {
            Source::FieldOperation(operation) => operation.host(),
            Source::Structure(_) | Source::Own(_) | Source::Other(_) => None,
        };
        (host, "the source")
    });
    let mut states = Vec::new();
    for (state, from) in of_places.chain(of_sources) {
        if let Some(state) = state.filter(|state| states.iter().all(|(known, _)| known != state)) {
            states.push((state, from));
        }
    }
    draft.participating_states = states
        .into_iter()
        .enumerate()
        .map(|(index, (state, from))| {
            let path = FieldPath::of(Field::ParticipatingStates, index);
            infer(path, state.label().to_owned(), from, findings)
        })
        .collect();
}

fn infer<'a>(
    path: impl Into<FieldPath>,
    value: String,
    from: &'static str,
    findings: &mut Vec<Finding>,
) -> Text<'a> {
    let text = Text::from(value.clone());
    findings.push(Finding::about(path, FindingKind::Inferred { value, from }));
    text
}

/// Takes back what was added behind the first `known` findings and had been said shortly before.
fn say_once(findings: &mut Vec<Finding>, known: usize) {
    let new = findings.split_off(known.min(findings.len()));
    let recent = findings.len().saturating_sub(RECENT);
    for finding in new {
        let before = findings.get(recent..).unwrap_or_default();
        let same = |other: &Finding| other.kind == finding.kind && other.path == finding.path;
        if !before.iter().any(same) {
            findings.push(finding);
        }
    }
}
