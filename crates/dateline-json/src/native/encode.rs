//! A release, as it is written.

use std::io::Write as _;

use dateline_core::vocab::Vocabulary as _;
use dateline_core::{Field, Finding, Place, Release, Spelling, Written};

use crate::escape::quote;

/// Encodes releases in the native shape, each as an object on one line, without a line break.
///
/// It keeps nothing from one release to the next, so that any number of threads can share it.
///
/// ```
/// use dateline_core::{Draft, Release, Written};
/// use dateline_json::native::Encoder;
///
/// let draft = Draft { id: "1".into(), title: "A".into(), date: "2016".into(), ..Draft::default() };
/// let mut line = Vec::new();
/// let written = Encoder::default().encode(&Release::try_from(draft)?, &mut line, &mut Vec::new());
/// assert_eq!(written, Written::Out);
/// assert_eq!(line, br#"{"id":"1","title":"A","date":"2016"}"#);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Encoder {
    spelling: Spelling,
}

impl Encoder {
    /// Spells terms so.
    #[must_use]
    pub const fn spelling(self, spelling: Spelling) -> Self {
        Self { spelling }
    }

    /// Appends a release. Every field has a home here: nothing is lost, and nothing withheld.
    pub fn encode(
        &self,
        release: &Release<'_>,
        out: &mut Vec<u8>,
        findings: &mut Vec<Finding>,
    ) -> Written {
        let _ = findings;
        out.push(b'{');
        let start = out.len();
        for field in Field::ALL.iter().chain(&[Field::Foreign]) {
            let before = out.len();
            if out.len() > start {
                out.push(b',');
            }
            out.push(b'"');
            out.extend_from_slice(field.name().as_bytes());
            out.extend_from_slice(b"\":");
            if !self.value(release, *field, out) {
                out.truncate(before);
            }
        }
        out.push(b'}');
        Written::Out
    }

    /// Appends the value of a field; `false` where there is none.
    fn value(&self, release: &Release<'_>, field: Field, out: &mut Vec<u8>) -> bool {
        let spelling = self.spelling;
        match field {
            Field::Id => text(release.id(), out),
            Field::Number => shown(release.number(), out),
            Field::Kind => maybe(release.kind().map(|kind| kind.spelled(spelling)), out),
            Field::Title => text(release.title(), out),
            Field::Date => shown(Some(release.date()), out),
            Field::Modified => shown(release.modified(), out),
            Field::Language => maybe(release.language().map(|tag| tag.as_str()), out),
            Field::Url => maybe(release.url().map(|url| url.as_str()), out),
            Field::Places => list(release.places(), out, |place, out| {
                encode_place(place, spelling, out);
            }),
            Field::Sources => list(release.sources(), out, |source, out| {
                quote(source.spelled(spelling), out);
            }),
            Field::FieldsOfWork => list(release.fields_of_work(), out, |term, out| {
                quote(term.spelled(spelling), out);
            }),
            Field::ParticipatingStates => list(release.participating_states(), out, |term, out| {
                quote(term.spelled(spelling), out);
            }),
            Field::PartnerStates => list(release.partner_states(), out, |term, out| {
                quote(term.spelled(spelling), out);
            }),
            Field::Tags => list(release.tags(), out, |tag, out| quote(&tag.text(), out)),
            Field::Summary => maybe(release.summary(), out),
            Field::Body => maybe(release.body().map(|body| body.text()), out),
            Field::BodyType => maybe(release.body().map(|body| body.kind().name()), out),
            Field::Translations => {
                let mut separator = b'{';
                for translation in release.translations() {
                    out.push(separator);
                    separator = b',';
                    quote(translation.language().as_str(), out);
                    out.push(b':');
                    quote(translation.url().as_str(), out);
                }
                out.push(b'}');
                separator == b','
            }
            Field::Embargo => shown(release.embargo(), out),
            Field::Foreign => {
                let foreign = release.foreign();
                // Texts, and lists and objects of them, always become JSON.
                !foreign.is_empty() && serde_json::to_writer(out, foreign).is_ok()
            }
        }
    }
}

fn text(text: &str, out: &mut Vec<u8>) -> bool {
    quote(text, out);
    !text.is_empty()
}

fn maybe(value: Option<&str>, out: &mut Vec<u8>) -> bool {
    value.is_some_and(|value| text(value, out))
}

/// A number or a date, which has no sign that would have to be escaped.
fn shown(value: Option<impl std::fmt::Display>, out: &mut Vec<u8>) -> bool {
    let Some(value) = value else { return false };
    // Writing to memory cannot fail.
    let _ = write!(out, "\"{value}\"");
    true
}

fn list<T>(values: &[T], out: &mut Vec<u8>, mut encode: impl FnMut(&T, &mut Vec<u8>)) -> bool {
    let mut separator = b'[';
    for value in values {
        out.push(separator);
        separator = b',';
        encode(value, out);
    }
    out.push(b']');
    !values.is_empty()
}

/// A place, with what the vocabulary knows of it, for readers' convenience.
fn encode_place(place: &Place<'_>, spelling: Spelling, out: &mut Vec<u8>) {
    let state = place.state().map(|state| match spelling {
        Spelling::Label => state.label(),
        Spelling::Code => state.code(),
    });
    let parts = [
        ("\"name\":", Some(place.name())),
        ("\"qualifier\":", place.qualifier()),
        ("\"canonical\":", place.canonical()),
        ("\"state\":", state),
    ];
    let mut separator = b'{';
    for (key, value) in parts {
        let Some(value) = value.filter(|value| !value.is_empty()) else {
            continue;
        };
        out.push(separator);
        separator = b',';
        out.extend_from_slice(key.as_bytes());
        quote(value, out);
    }
    if separator == b'{' {
        out.push(separator);
    }
    out.push(b'}');
}
