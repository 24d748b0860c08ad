//! A release as schema.org's `NewsArticle`, in JSON-LD.
//!
//! There is no type for press releases; `genre` says what sort of release it is. What markup an
//! HTML body has is lost in `articleBody`, which is plain text. An embargo is never written.

use dateline_core::vocab::{FieldOfWork, PartnerState, Vocabulary};
use dateline_core::{BodyType, Date, Language, Place, Release, Term, Text, id_as_uri};
use serde::Serialize;

use super::page::PageFacts;

#[derive(Serialize)]
pub(super) struct NewsArticle<'r> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "@id")]
    id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    identifier: Option<String>,
    headline: &'r str,
    url: &'r str,
    #[serde(rename = "mainEntityOfPage")]
    page: &'r str,
    #[serde(rename = "datePublished")]
    date: String,
    #[serde(rename = "dateModified", skip_serializing_if = "Option::is_none")]
    modified: Option<String>,
    #[serde(rename = "inLanguage", skip_serializing_if = "Option::is_none")]
    language: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    genre: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    dateline: Option<&'r str>,
    #[serde(rename = "locationCreated", skip_serializing_if = "Vec::is_empty")]
    places: Vec<Named<'r>>,
    #[serde(rename = "sourceOrganization", skip_serializing_if = "Vec::is_empty")]
    sources: Vec<Named<'r>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    keywords: Vec<DefinedTerm<'r>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    mentions: Vec<Named<'r>>,
    #[serde(rename = "abstract", skip_serializing_if = "Option::is_none")]
    summary: Option<&'r str>,
    #[serde(rename = "articleBody", skip_serializing_if = "Option::is_none")]
    body: Option<Text<'r>>,
    #[serde(rename = "workTranslation", skip_serializing_if = "Vec::is_empty")]
    translations: Vec<Translation<'r>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    license: Option<&'r str>,
    #[serde(rename = "copyrightNotice", skip_serializing_if = "Option::is_none")]
    rights: Option<&'r str>,
}

/// A thing with a name: a place, an organisation, a country.
#[derive(Serialize)]
struct Named<'r> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<&'r str>,
}

#[derive(Serialize)]
struct DefinedTerm<'r> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'r str,
    #[serde(rename = "termCode", skip_serializing_if = "Option::is_none")]
    code: Option<&'r str>,
    #[serde(rename = "inDefinedTermSet", skip_serializing_if = "Option::is_none")]
    scheme: Option<&'r str>,
}

#[derive(Serialize)]
struct Translation<'r> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "inLanguage")]
    language: &'r str,
    url: &'r str,
}

/// What schema.org can hold of a release.
pub(super) fn article<'r>(release: &'r Release<'_>, page: &'r PageFacts<'_>) -> NewsArticle<'r> {
    let named = |kind, name| Named {
        kind,
        name,
        address: None,
    };
    let tags = release.tags().iter().map(|tag| DefinedTerm {
        kind: "DefinedTerm",
        name: tag.label(),
        code: None,
        scheme: tag.scheme(),
    });
    let fields = release.fields_of_work().iter().map(term::<FieldOfWork>);
    let partners = release.partner_states().iter().map(term::<PartnerState>);
    NewsArticle {
        context: "https://schema.org",
        kind: "NewsArticle",
        id: id_as_uri(release.id()).into_string(),
        identifier: release.number().map(|number| number.to_string()),
        headline: release.title(),
        url: release.url().map_or(page.address, |url| url.as_str()),
        page: page.address,
        date: release.date().to_string(),
        modified: release.modified().map(Date::to_string),
        language: release.language().map(Language::as_str),
        genre: release.kind().map(Term::label),
        dateline: release.dateline().map(|dateline| {
            let text = dateline.text();
            text.strip_suffix(dateline.separator())
                .unwrap_or(text)
                .trim()
        }),
        places: release.places().iter().map(place).collect(),
        sources: release
            .sources()
            .iter()
            .map(|source| named("Organization", source.label()))
            .collect(),
        keywords: fields.chain(partners).chain(tags).collect(),
        mentions: release
            .participating_states()
            .iter()
            .map(|state| named("Country", state.label()))
            .collect(),
        summary: release.summary(),
        body: release.body().map(|body| match body.kind() {
            BodyType::Plain => Text::from(body.text()),
            BodyType::Html => Text::from(dateline_xml::words_of_html(body.text())),
        }),
        translations: release
            .translations()
            .iter()
            .map(|translation| Translation {
                kind: "NewsArticle",
                language: translation.language().as_str(),
                url: translation.url().as_str(),
            })
            .collect(),
        license: page.licence,
        rights: page.rights,
    }
}

fn place<'r>(place: &'r Place<'_>) -> Named<'r> {
    Named {
        kind: "Place",
        name: place.name(),
        address: place.qualifier(),
    }
}

fn term<'r, T: Vocabulary>(term: &'r Term<'_, T>) -> DefinedTerm<'r> {
    DefinedTerm {
        kind: "DefinedTerm",
        name: term.label(),
        code: term.code(),
        scheme: Some(T::SCHEME),
    }
}
