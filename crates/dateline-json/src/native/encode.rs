//! A release, as it is written.

use dateline_core::vocab::Vocabulary as _;
use dateline_core::{Field, Finding, Language, Place, Release, Spelling, WebAddress, Written};

use crate::escape::quote;
use crate::object::{Object, plain};

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
        let mut object = Object::new(out);
        for field in Field::ALL.iter().chain(&[Field::Foreign]) {
            self.field(release, *field, &mut object);
        }
        object.end();
        Written::Out
    }

    /// Appends a field, where there is something in it.
    #[inline]
    fn field(self, release: &Release<'_>, field: Field, object: &mut Object<'_, Vec<u8>>) {
        let spelling = self.spelling;
        // Each names its key, which is known then.
        match field {
            Field::Id => object.text(Field::Id.name(), release.id()),
            Field::Number => {
                if let Some(number) = release.number() {
                    object.number(Field::Number.name(), number);
                }
            }
            Field::Kind => {
                if let Some(kind) = release.kind() {
                    let text = kind.spelled(spelling);
                    words(
                        kind.listed().is_some(),
                        text,
                        object.key(Field::Kind.name()),
                    );
                }
            }
            Field::Title => object.text(Field::Title.name(), release.title()),
            Field::Date => object.plain(Field::Date.name(), &release.date().text()),
            Field::Modified => {
                if let Some(modified) = release.modified() {
                    object.plain(Field::Modified.name(), &modified.text());
                }
            }
            Field::Language => {
                let language = release.language().map(Language::as_str);
                object.plain(Field::Language.name(), language.unwrap_or_default());
            }
            Field::Url => {
                // No address has a quote or a backslash.
                let url = release.url().map(WebAddress::as_str);
                object.plain(Field::Url.name(), url.unwrap_or_default());
            }
            Field::Places => object.list(Field::Places.name(), release.places(), |place, out| {
                encode_place(place, spelling, out);
            }),
            Field::Sources => {
                object.list(Field::Sources.name(), release.sources(), |source, out| {
                    let is_listed = source.unlisted().is_none();
                    words(is_listed, source.spelled(spelling), out);
                });
            }
            Field::FieldsOfWork => object.list(
                Field::FieldsOfWork.name(),
                release.fields_of_work(),
                |term, out| {
                    words(term.listed().is_some(), term.spelled(spelling), out);
                },
            ),
            Field::ParticipatingStates => {
                object.list(
                    Field::ParticipatingStates.name(),
                    release.participating_states(),
                    |term, out| {
                        words(term.listed().is_some(), term.spelled(spelling), out);
                    },
                );
            }
            Field::PartnerStates => object.list(
                Field::PartnerStates.name(),
                release.partner_states(),
                |term, out| {
                    words(term.listed().is_some(), term.spelled(spelling), out);
                },
            ),
            Field::Tags => object.list(Field::Tags.name(), release.tags(), |tag, out| {
                quote(&tag.text(), out);
            }),
            Field::Summary => object.maybe(Field::Summary.name(), release.summary()),
            Field::Body => {
                if let Some(body) = release.body() {
                    quote(body.text(), object.key(Field::Body.name()));
                }
            }
            Field::BodyType => {
                let kind = release.body().map(|body| body.kind().name());
                object.plain(Field::BodyType.name(), kind.unwrap_or_default());
            }
            Field::Translations if release.translations().is_empty() => {}
            Field::Translations => {
                let mut translations = Object::new(object.key(Field::Translations.name()));
                for translation in release.translations() {
                    translations.text(translation.language().as_str(), translation.url().as_str());
                }
                translations.end();
            }
            Field::Embargo => {
                if let Some(embargo) = release.embargo() {
                    object.plain(Field::Embargo.name(), &embargo.text());
                }
            }
            Field::Foreign if release.foreign().is_empty() => {}
            Field::Foreign => {
                // Texts, and lists and objects of them, always become JSON.
                let _ = serde_json::to_writer(object.key(Field::Foreign.name()), release.foreign());
            }
        }
    }
}

/// Appends the words of a term. What a vocabulary says has nothing to escape (a test looks at all of
/// it).
fn words(is_listed: bool, text: &str, out: &mut Vec<u8>) {
    if is_listed {
        plain(text, out);
    } else {
        quote(text, out);
    }
}

/// A place, with what the vocabulary knows of it, for readers' convenience.
fn encode_place(place: &Place<'_>, spelling: Spelling, out: &mut Vec<u8>) {
    let (canonical, state) = place.looked_up();
    let state = state.map(|state| match spelling {
        Spelling::Label => state.label(),
        Spelling::Code => state.code(),
    });
    let mut object = Object::new(out);
    object.text("name", place.name());
    object.maybe("qualifier", place.qualifier());
    object.plain("canonical", canonical.unwrap_or_default());
    object.plain("state", state.unwrap_or_default());
    object.end();
}
