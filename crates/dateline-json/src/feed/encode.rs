//! An item, as it is written.

use std::collections::HashSet;

use dateline_core::vocab::{FieldOfWork, PartnerState, Vocabulary};
use dateline_core::{
    BodyType, Draft, DraftPlace, DraftTranslation, Language, Release, Spelling, Tag, Text,
};
use serde::Serialize;

use super::head::json;
use super::instant;
use super::keys::Sorted;

/// An item, in the order in which it is written.
#[derive(Serialize)]
struct Item<'r> {
    id: &'r str,
    #[serde(skip_serializing_if = "str::is_empty")]
    url: &'r str,
    title: &'r str,
    #[serde(skip_serializing_if = "str::is_empty")]
    summary: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    content_html: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    content_text: Option<&'r str>,
    date_published: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_modified: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<Author<'r>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tags: Vec<&'r str>,
    language: &'r str,
    #[serde(rename = "_schema_org")]
    article: Article<'r>,
}

/// An author, of whom a release has the name.
#[derive(Serialize)]
struct Author<'r> {
    name: &'r str,
}

/// The subset of schema.org's `NewsArticle`.
#[derive(Serialize)]
struct Article<'r> {
    /// As JSON Feed asks of extensions: what defines it.
    about: &'static str,
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "str::is_empty")]
    identifier: &'r str,
    #[serde(rename = "datePublished")]
    date_published: &'r str,
    #[serde(rename = "dateModified", skip_serializing_if = "str::is_empty")]
    date_modified: &'r str,
    #[serde(skip_serializing_if = "str::is_empty")]
    genre: &'r str,
    #[serde(rename = "locationCreated", skip_serializing_if = "Vec::is_empty")]
    places: Vec<Place<'r>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    keywords: Vec<DefinedTerm<'r>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    mentions: Vec<Country<'r>>,
    #[serde(rename = "workTranslation", skip_serializing_if = "Vec::is_empty")]
    translations: Vec<Translation<'r>>,
}

#[derive(Serialize)]
struct Place<'r> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'r str,
    #[serde(skip_serializing_if = "str::is_empty")]
    address: &'r str,
}

#[derive(Serialize)]
struct DefinedTerm<'r> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'r str,
    #[serde(rename = "termCode", skip_serializing_if = "Option::is_none")]
    code: Option<&'static str>,
    #[serde(rename = "inDefinedTermSet", skip_serializing_if = "Option::is_none")]
    scheme: Option<&'r str>,
}

#[derive(Serialize)]
struct Country<'r> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'r str,
}

#[derive(Serialize)]
struct Translation<'r> {
    #[serde(rename = "inLanguage")]
    language: &'r str,
    url: &'r str,
}

/// Appends a key and its value, which is JSON, to the object that ends the buffer.
pub(super) fn append(key: &str, value: &str, buffer: &mut String) {
    if buffer.ends_with('}') {
        buffer.pop();
    }
    buffer.push(',');
    buffer.push_str(&json(&key));
    buffer.push(':');
    buffer.push_str(value);
    buffer.push('}');
}

/// Appends a release as an item, with those of its foreign keys that have a place there.
pub(super) fn encode(
    release: &Release<'_>,
    spelling: Spelling,
    sorted: &Sorted<'_>,
    buffer: &mut String,
) {
    // A draft can be taken apart completely: a new field does not compile until it is written.
    let Draft {
        id,
        number,
        kind,
        title,
        date,
        modified,
        language,
        url,
        places,
        sources,
        fields_of_work,
        participating_states,
        partner_states,
        tags,
        summary,
        body,
        body_type,
        translations,
        embargo: _,
        foreign: _,
        keep_unlisted: _,
    } = &Draft::spelled(release, spelling);
    let tags: Vec<Tag<'_>> = tags
        .iter()
        .map(|tag| Tag::from_text(tag.borrowed()))
        .collect();

    let plain = tags.iter().map(|tag| DefinedTerm {
        kind: "DefinedTerm",
        name: tag.label(),
        code: None,
        scheme: tag.scheme(),
    });
    let fields = fields_of_work.iter().map(term::<FieldOfWork>);
    let partners = partner_states.iter().map(term::<PartnerState>);
    let keywords = fields.chain(partners).chain(plain).collect();

    let terms = fields_of_work
        .iter()
        .chain(participating_states)
        .chain(partner_states);
    let labels = terms.map(Text::as_str).chain(tags.iter().map(Tag::label));
    let mut seen = HashSet::new();
    let html = body_type == BodyType::Html.name();
    let item = Item {
        id,
        url,
        title,
        summary,
        content_html: html.then_some(body.as_str()),
        content_text: (!html).then_some(body.as_str()),
        date_published: instant(release.date()),
        date_modified: release.modified().map(instant),
        // Those who say more than a name go out as they were read.
        authors: if sorted.has("authors") {
            Vec::new()
        } else {
            sources.iter().map(|name| Author { name }).collect()
        },
        tags: labels.filter(|label| seen.insert(*label)).collect(),
        language: if language.is_empty() {
            Language::UNDETERMINED
        } else {
            language
        },
        article: Article {
            about: "https://schema.org/NewsArticle",
            kind: "NewsArticle",
            identifier: number,
            date_published: date,
            date_modified: modified,
            genre: kind,
            places: places.iter().map(place).collect(),
            keywords,
            mentions: participating_states
                .iter()
                .map(|name| Country {
                    kind: "Country",
                    name,
                })
                .collect(),
            translations: translations
                .iter()
                .map(|DraftTranslation { language, url }| Translation { language, url })
                .collect(),
        },
    };
    buffer.push_str(&json(&item));
    for (key, value) in &sorted.keys {
        append(key, value, buffer);
    }
}

/// A place as it was written; what is derived from the vocabulary is never stored.
fn place<'r>(place: &'r DraftPlace<'_>) -> Place<'r> {
    let DraftPlace {
        name,
        qualifier,
        canonical: _,
        state: _,
    } = place;
    Place {
        kind: "Place",
        name,
        address: qualifier,
    }
}

fn term<'r, T: Vocabulary>(name: &'r Text<'_>) -> DefinedTerm<'r> {
    let code = T::find(name).map(Vocabulary::code);
    DefinedTerm {
        kind: "DefinedTerm",
        name,
        code,
        scheme: Some(T::SCHEME),
    }
}
