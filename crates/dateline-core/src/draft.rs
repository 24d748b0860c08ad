//! A release as some format spells it, before anything was checked.

use std::fmt;

use serde::de::{MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use validator::{Validate, ValidationErrors};

use crate::vocab::Vocabulary;
use crate::{Field, Foreign, Release, Tag, Term, Text};

/// A release as some format spells it: nothing about it has been checked.
///
/// Everything is text, borrowed from the input where that is possible; what is empty is absent.
/// Reading (`Deserialize`) takes the native JSON shape and refuses keys it does not know; writing
/// (`Serialize`) leaves absent fields out. A [`Checker`](crate::Checker) makes a [`Release`] of
/// it.
///
/// ```
/// use dateline_core::{Draft, Release};
///
/// let draft = Draft { title: "Border police train in Ohrid".into(), ..Draft::default() };
/// let violations = Release::try_from(draft).unwrap_err();
/// assert_eq!(violations.to_string(), "date: expected a date such as `2016-10-25`, found none");
/// ```
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(deny_unknown_fields, default, bound(deserialize = "'de: 'a"))]
pub struct Draft<'a> {
    /// What names the release for ever.
    #[serde(skip_serializing_if = "none")]
    pub id: Text<'a>,
    /// The number at the end of the site's addresses.
    #[serde(skip_serializing_if = "none")]
    pub number: Text<'a>,
    /// Press release, news, …
    #[serde(skip_serializing_if = "none")]
    pub kind: Text<'a>,
    /// The headline.
    #[serde(skip_serializing_if = "none")]
    pub title: Text<'a>,
    /// When it was published, in W3CDTF.
    #[serde(skip_serializing_if = "none")]
    pub date: Text<'a>,
    /// When it was last corrected, in W3CDTF.
    #[serde(skip_serializing_if = "none")]
    pub modified: Text<'a>,
    /// The language of its text, as a tag of BCP 47.
    #[serde(skip_serializing_if = "none")]
    pub language: Text<'a>,
    /// Its page.
    #[serde(skip_serializing_if = "none")]
    pub url: Text<'a>,
    /// Where it was sent from, in order.
    #[serde(skip_serializing_if = "Vec::is_empty", deserialize_with = "or_null")]
    pub places: Vec<DraftPlace<'a>>,
    /// Who issued it, in order.
    #[serde(skip_serializing_if = "Vec::is_empty", deserialize_with = "or_null")]
    pub sources: Vec<Text<'a>>,
    /// Fields of work, in order.
    #[serde(skip_serializing_if = "Vec::is_empty", deserialize_with = "or_null")]
    pub fields_of_work: Vec<Text<'a>>,
    /// The participating States it is about, in order.
    #[serde(skip_serializing_if = "Vec::is_empty", deserialize_with = "or_null")]
    pub participating_states: Vec<Text<'a>>,
    /// The Partners for Co-operation it is about, in order.
    #[serde(skip_serializing_if = "Vec::is_empty", deserialize_with = "or_null")]
    pub partner_states: Vec<Text<'a>>,
    /// Other categories, in the text form of a [`Tag`], in order.
    #[serde(skip_serializing_if = "Vec::is_empty", deserialize_with = "or_null")]
    pub tags: Vec<Text<'a>>,
    /// A short version, as plain text.
    #[serde(skip_serializing_if = "none")]
    pub summary: Text<'a>,
    /// The whole text.
    #[serde(skip_serializing_if = "none")]
    pub body: Text<'a>,
    /// `text/plain` or `text/html`; plain where it is absent.
    #[serde(skip_serializing_if = "none")]
    pub body_type: Text<'a>,
    /// The same release in other languages, in order.
    #[serde(skip_serializing_if = "Vec::is_empty", with = "translations")]
    pub translations: Vec<DraftTranslation<'a>>,
    /// When it may be published, in W3CDTF.
    #[serde(skip_serializing_if = "none")]
    pub embargo: Text<'a>,
    /// What a feed said beyond these fields, in order.
    #[serde(skip_serializing_if = "Vec::is_empty", deserialize_with = "or_null")]
    pub foreign: Vec<Foreign<'a>>,
    /// Whether terms that a vocabulary does not have are kept. Not a field of the release: it
    /// lets a release that was kept so become a draft and a release again.
    #[serde(skip)]
    pub keep_unlisted: bool,
}

/// A place as some format spells it.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields, default, bound(deserialize = "'de: 'a"))]
pub struct DraftPlace<'a> {
    /// The name as it was written.
    #[serde(skip_serializing_if = "none")]
    pub name: Text<'a>,
    /// What stands behind it: a State, a district.
    #[serde(skip_serializing_if = "none")]
    pub qualifier: Text<'a>,
    /// The name the vocabulary gives it. Written for readers' convenience; on reading only
    /// compared.
    #[serde(skip_serializing_if = "none")]
    pub canonical: Text<'a>,
    /// The participating State it lies in. Written for readers' convenience; on reading only
    /// compared.
    #[serde(skip_serializing_if = "none")]
    pub state: Text<'a>,
}

impl<'a> DraftPlace<'a> {
    /// Reads the text form `NAME, Qualifier`: the name ends at the first comma.
    #[must_use]
    pub fn from_text(text: Text<'a>) -> Self {
        match text.split_at_comma() {
            Ok((name, qualifier)) => Self {
                name,
                qualifier,
                ..Self::default()
            },
            Err(name) => Self {
                name,
                ..Self::default()
            },
        }
    }
}

/// A translation as some format spells it.
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize)]
pub struct DraftTranslation<'a> {
    /// Its language, as a tag of BCP 47.
    pub language: Text<'a>,
    /// Its page.
    pub url: Text<'a>,
}

/// How terms are spelled when a release becomes a draft.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Spelling {
    /// By their current label.
    #[default]
    Label,
    /// By their code.
    Code,
}

impl<'a> Draft<'a> {
    /// A draft of a release, borrowing everything but the dates.
    #[must_use]
    pub fn spelled(release: &'a Release<'_>, spelling: Spelling) -> Self {
        fn terms<'t, T: Vocabulary>(terms: &'t [Term<'_, T>], spelling: Spelling) -> Vec<Text<'t>> {
            terms
                .iter()
                .map(|term| Text::from(term.spelled(spelling)))
                .collect()
        }
        let date = |date: &crate::Date| Text::from((*date.text()).to_owned());
        Self {
            id: release.id().into(),
            number: release
                .number()
                .map(|n| Text::from(n.to_string()))
                .unwrap_or_default(),
            kind: release
                .kind()
                .map(|kind| kind.spelled(spelling).into())
                .unwrap_or_default(),
            title: release.title().into(),
            date: date(release.date()),
            modified: release.modified().map(date).unwrap_or_default(),
            language: release
                .language()
                .map(|l| l.as_str().into())
                .unwrap_or_default(),
            url: release
                .url()
                .map(|url| url.as_str().into())
                .unwrap_or_default(),
            places: release
                .places()
                .iter()
                .map(|place| {
                    let (canonical, state) = place.looked_up();
                    let state = state.map(|state| match spelling {
                        Spelling::Label => state.label(),
                        Spelling::Code => state.code(),
                    });
                    DraftPlace {
                        name: place.name().into(),
                        qualifier: place.qualifier().unwrap_or_default().into(),
                        canonical: canonical.unwrap_or_default().into(),
                        state: state.unwrap_or_default().into(),
                    }
                })
                .collect(),
            sources: release
                .sources()
                .iter()
                .map(|s| s.spelled(spelling).into())
                .collect(),
            fields_of_work: terms(release.fields_of_work(), spelling),
            participating_states: terms(release.participating_states(), spelling),
            partner_states: terms(release.partner_states(), spelling),
            tags: release.tags().iter().map(Tag::text).collect(),
            summary: release.summary().unwrap_or_default().into(),
            body: release
                .body()
                .map(|body| body.text().into())
                .unwrap_or_default(),
            body_type: release
                .body()
                .map(|body| body.kind().name().into())
                .unwrap_or_default(),
            translations: release
                .translations()
                .iter()
                .map(|translation| DraftTranslation {
                    language: translation.language().as_str().into(),
                    url: translation.url().as_str().into(),
                })
                .collect(),
            embargo: release.embargo().map(date).unwrap_or_default(),
            foreign: release.foreign().iter().map(Foreign::borrowed).collect(),
            keep_unlisted: release.has_unlisted(),
        }
    }
}

impl<'a> From<&'a Release<'_>> for Draft<'a> {
    fn from(release: &'a Release<'_>) -> Self {
        Self::spelled(release, Spelling::Label)
    }
}

/// A list that is there with `null` is absent.
fn or_null<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
) -> Result<Vec<T>, D::Error> {
    Option::<Vec<T>>::deserialize(deserializer).map(Option::unwrap_or_default)
}

/// What the default [`Checker`](crate::Checker) refuses, for programs that check all that they take
/// in by this trait.
///
/// ```
/// use dateline_core::Draft;
/// use validator::Validate;
///
/// let draft = Draft {
///     title: "Border police train in Ohrid".into(),
///     date: "2016-10-25".into(),
///     ..Draft::default()
/// };
/// assert_eq!(draft.validate(), Ok(()));
/// let errors = Draft { date: "2016-02-30".into(), ..draft }.validate().unwrap_err();
/// assert_eq!(errors.field_errors()["date"][0].code, "release.date");
/// ```
impl Validate for Draft<'_> {
    fn validate(&self) -> Result<(), ValidationErrors> {
        match Release::try_from(self.clone()) {
            Ok(_) => Ok(()),
            Err(violations) => Err(violations.into()),
        }
    }
}

fn none(text: &Text<'_>) -> bool {
    text.is_empty()
}

/// What a draft holds for a field.
#[derive(Clone, Copy, Debug)]
pub enum Values<'d, 'a> {
    /// One text.
    One(&'d Text<'a>),
    /// Any number of texts.
    Lines(&'d [Text<'a>]),
    /// Any number of places.
    Places(&'d [DraftPlace<'a>]),
    /// Any number of translations.
    Translations(&'d [DraftTranslation<'a>]),
    /// Any number of foreign elements.
    Foreign(&'d [Foreign<'a>]),
}

impl<'a> Draft<'a> {
    /// What it holds for a field.
    #[must_use]
    pub fn values(&self, field: Field) -> Values<'_, 'a> {
        match field {
            Field::Id => Values::One(&self.id),
            Field::Number => Values::One(&self.number),
            Field::Kind => Values::One(&self.kind),
            Field::Title => Values::One(&self.title),
            Field::Date => Values::One(&self.date),
            Field::Modified => Values::One(&self.modified),
            Field::Language => Values::One(&self.language),
            Field::Url => Values::One(&self.url),
            Field::Places => Values::Places(&self.places),
            Field::Sources => Values::Lines(&self.sources),
            Field::FieldsOfWork => Values::Lines(&self.fields_of_work),
            Field::ParticipatingStates => Values::Lines(&self.participating_states),
            Field::PartnerStates => Values::Lines(&self.partner_states),
            Field::Tags => Values::Lines(&self.tags),
            Field::Summary => Values::One(&self.summary),
            Field::Body => Values::One(&self.body),
            Field::BodyType => Values::One(&self.body_type),
            Field::Translations => Values::Translations(&self.translations),
            Field::Embargo => Values::One(&self.embargo),
            Field::Foreign => Values::Foreign(&self.foreign),
        }
    }
}

/// In JSON, translations are an object of language to address, in order.
mod translations {
    use super::{
        Deserializer, DraftTranslation, MapAccess, SerializeMap, Serializer, Text, Visitor, fmt,
    };

    pub(super) fn serialize<S: Serializer>(
        translations: &[DraftTranslation<'_>],
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(translations.len()))?;
        for DraftTranslation { language, url } in translations {
            map.serialize_entry(language, url)?;
        }
        map.end()
    }

    pub(super) fn deserialize<'de: 'a, 'a, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Vec<DraftTranslation<'a>>, D::Error> {
        struct Translations;

        impl<'de> Visitor<'de> for Translations {
            type Value = Vec<DraftTranslation<'de>>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object of language to address")
            }

            fn visit_unit<E: serde::de::Error>(self) -> Result<Self::Value, E> {
                Ok(Vec::new())
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut translations = Vec::new();
                while let Some((language, url)) = map.next_entry::<Text<'de>, Text<'de>>()? {
                    translations.push(DraftTranslation { language, url });
                }
                Ok(translations)
            }
        }

        deserializer.deserialize_any(Translations)
    }
}
