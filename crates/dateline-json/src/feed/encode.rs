//! An item, as it is written.

use std::collections::HashSet;

use dateline_core::vocab::Vocabulary;
use dateline_core::{
    Body, BodyType, Foreign, Language, Place, Release, Spelling, Tag, Term, WebAddress,
};

use super::head::json;
use super::instant;
use super::keys::Sorted;
use crate::escape::quote;
use crate::object::{Object, Out as _};

/// Nearly every item has few tags, and needs no set of those that it has; one that has more must not
/// cost their square.
const FEW: usize = 16;

/// Appends a release as an item, with those of its foreign keys that have a place there, and others
/// as an extension.
pub(super) fn encode(
    release: &Release<'_>,
    spelling: Spelling,
    sorted: &Sorted<'_>,
    others: &[&Foreign<'_>],
    out: &mut String,
) {
    let mut item = Object::new(out);
    item.always("id", release.id());
    item.maybe("url", release.url().map(WebAddress::as_str));
    item.always("title", release.title());
    item.maybe("summary", release.summary());
    let body = release.body().map(Body::text).unwrap_or_default();
    if release.body().map(Body::kind) == Some(BodyType::Html) {
        item.always("content_html", body);
    } else {
        item.always("content_text", body);
    }
    item.plain("date_published", &instant(release.date()));
    if let Some(modified) = release.modified() {
        item.plain("date_modified", &instant(modified));
    }
    // Those who say more than a name go out as they were read.
    if !sorted.has("authors") {
        item.list("authors", release.sources(), |source, out| {
            let mut author = Object::new(out);
            author.always("name", source.spelled(spelling));
            author.end();
        });
    }
    item.list("tags", labels(release, spelling), |label, out| {
        quote(label, out);
    });
    let language = release.language().map(Language::as_str);
    item.plain("language", language.unwrap_or(Language::UNDETERMINED));
    article(release, spelling, item.key("_schema_org"));
    for (key, value) in &sorted.keys {
        item.quoted_key(key).put(value);
    }
    if !others.is_empty() {
        item.key("_foreign").put(&json(&others));
    }
    item.end();
}

/// The labels of all terms and tags, each once.
fn labels<'r>(release: &'r Release<'_>, spelling: Spelling) -> Vec<&'r str> {
    let fields = release.fields_of_work().iter();
    let states = release.participating_states().iter();
    let partners = release.partner_states().iter();
    let all = fields
        .map(|term| term.spelled(spelling))
        .chain(states.map(|term| term.spelled(spelling)))
        .chain(partners.map(|term| term.spelled(spelling)))
        .chain(release.tags().iter().map(Tag::label));
    let (mut labels, mut seen) = (Vec::new(), HashSet::new());
    for label in all {
        let is_new = if labels.len() < FEW {
            !labels.contains(&label)
        } else {
            if seen.is_empty() {
                seen.extend(labels.iter().copied());
            }
            seen.insert(label)
        };
        if is_new {
            labels.push(label);
        }
    }
    labels
}

/// The subset of schema.org's `NewsArticle`.
fn article(release: &Release<'_>, spelling: Spelling, out: &mut String) {
    let mut article = Object::new(out);
    // As JSON Feed asks of extensions: what defines it.
    article.plain("about", "https://schema.org/NewsArticle");
    article.plain("@type", "NewsArticle");
    if let Some(number) = release.number() {
        article.number("identifier", number);
    }
    article.plain("datePublished", &release.date().text());
    if let Some(modified) = release.modified() {
        article.plain("dateModified", &modified.text());
    }
    article.maybe("genre", release.kind().map(|kind| kind.spelled(spelling)));
    article.list("locationCreated", release.places(), place);
    keywords(release, spelling, &mut article);
    article.list("mentions", release.participating_states(), |state, out| {
        let mut country = Object::new(out);
        country.plain("@type", "Country");
        country.always("name", state.spelled(spelling));
        country.end();
    });
    let translations = release.translations();
    article.list("workTranslation", translations, |translation, out| {
        let mut work = Object::new(out);
        work.always("inLanguage", translation.language().as_str());
        work.always("url", translation.url().as_str());
        work.end();
    });
    article.end();
}

/// A place as it was written; what is derived from the vocabulary is never stored.
fn place(place: &Place<'_>, out: &mut String) {
    let mut object = Object::new(out);
    object.plain("@type", "Place");
    object.always("name", place.name());
    object.maybe("address", place.qualifier());
    object.end();
}

/// The terms that are no countries, and the tags.
fn keywords(release: &Release<'_>, spelling: Spelling, article: &mut Object<'_, String>) {
    let fields = release.fields_of_work().iter();
    let partners = release.partner_states().iter();
    let keywords = fields
        .map(|term| Keyword::of(term, spelling))
        .chain(partners.map(|term| Keyword::of(term, spelling)))
        .chain(release.tags().iter().map(|tag| Keyword {
            name: tag.label(),
            code: None,
            scheme: tag.scheme(),
        }));
    article.list("keywords", keywords, |keyword, out| {
        let mut object = Object::new(out);
        object.plain("@type", "DefinedTerm");
        object.always("name", keyword.name);
        object.maybe("termCode", keyword.code);
        object.maybe("inDefinedTermSet", keyword.scheme);
        object.end();
    });
}

/// A term, and what it is a term of.
struct Keyword<'r> {
    name: &'r str,
    code: Option<&'static str>,
    scheme: Option<&'r str>,
}

impl<'r> Keyword<'r> {
    fn of<T: Vocabulary>(term: &'r Term<'_, T>, spelling: Spelling) -> Self {
        let name = term.spelled(spelling);
        let code = match term {
            Term::Listed(term) => Some(term.code()),
            // Somebody's own term may have taken the place of one.
            Term::Own(_) | Term::Unlisted(_) => T::find(name).map(Vocabulary::code),
        };
        Self {
            name,
            code,
            scheme: Some(T::SCHEME),
        }
    }
}
