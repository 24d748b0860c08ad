//! Makes a draft of an item, where facts stand twice and where they are inherited.

use std::collections::HashSet;

use dateline_core::{
    BodyType, Date, Draft, DraftPlace, DraftTranslation, Excerpt, Field, FieldPath, FindingKind,
    Tag, Text, controlled_field,
};

use super::article::{Article, Keyword, Translation};
use super::item::{At, Fact, Item, Notes};

/// What items inherit from their feed.
#[derive(Debug, Default)]
pub(super) struct Inherited {
    pub(super) language: String,
    pub(super) authors: Vec<String>,
}

/// A draft, and the offset of every value in it.
#[derive(Debug, Default)]
pub(super) struct Placed<'j> {
    pub(super) draft: Draft<'j>,
    pub(super) places: Vec<(FieldPath, usize)>,
}

impl<'j> Placed<'j> {
    fn take(&mut self, path: impl Into<FieldPath>, fact: Fact<'j>) -> Text<'j> {
        let Some(At { at, value }) = fact else {
            return Text::default();
        };
        self.places.push((path.into(), at));
        value
    }

    fn term(&mut self, field: Field, at: usize, text: Text<'j>) {
        let list = match field {
            Field::Sources => &mut self.draft.sources,
            Field::FieldsOfWork => &mut self.draft.fields_of_work,
            Field::ParticipatingStates => &mut self.draft.participating_states,
            Field::PartnerStates => &mut self.draft.partner_states,
            _ => &mut self.draft.tags,
        };
        self.places.push((FieldPath::of(field, list.len()), at));
        list.push(text);
    }
}

/// Makes the draft.
pub(super) fn placed<'j>(item: Item<'j>, feed: &Inherited, notes: &mut Notes) -> Placed<'j> {
    let Item {
        id,
        url,
        title,
        summary,
        html,
        text,
        published,
        modified,
        language,
        authors,
        author,
        tags,
        article,
    } = item;
    let Article {
        identifier,
        published: exact_published,
        modified: exact_modified,
        genre,
        places,
        keywords,
        mentions,
        translations,
    } = article;
    let mut placed = Placed::default();
    placed.draft.id = placed.take(Field::Id, id);
    placed.draft.number = placed.take(Field::Number, identifier);
    placed.draft.kind = placed.take(Field::Kind, genre);
    placed.draft.title = placed.take(Field::Title, title);
    let date = exact(published, exact_published, Field::Date, notes);
    placed.draft.date = placed.take(Field::Date, date);
    let date = exact(modified, exact_modified, Field::Modified, notes);
    placed.draft.modified = placed.take(Field::Modified, date);
    placed.draft.language = match language {
        Some(_) => placed.take(Field::Language, language),
        None => inherited(feed, notes),
    };
    placed.draft.url = placed.take(Field::Url, url);
    for (index, At { at, value: place }) in places.into_iter().enumerate() {
        let path = FieldPath::of(Field::Places, index);
        placed.places.push((path, at));
        let name = placed.take(path.part("name"), place.name);
        let qualifier = placed.take(path.part("qualifier"), place.address);
        placed.draft.places.push(DraftPlace {
            name,
            qualifier,
            ..DraftPlace::default()
        });
    }
    sources(&mut placed, authors, author, feed, notes);
    terms(&mut placed, tags, keywords, mentions, notes);
    placed.draft.summary = placed.take(Field::Summary, summary);
    body(&mut placed, html, text, notes);
    for (index, Translation { language, url }) in translations.into_iter().enumerate() {
        let path = FieldPath::of(Field::Translations, index);
        let at = language.as_ref().or(url.as_ref()).map(|fact| fact.at);
        placed.places.extend(at.map(|at| (path, at)));
        let language = placed.take(path.part("language"), language);
        let url = placed.take(path.part("url"), url);
        placed
            .draft
            .translations
            .push(DraftTranslation { language, url });
    }
    placed
}

/// A date that stands twice: the exact one counts where writing it would give the plain one, or
/// where there is no plain one.
fn exact<'j>(plain: Fact<'j>, exact: Fact<'j>, field: Field, notes: &mut Notes) -> Fact<'j> {
    let (plain, exact) = match (plain, exact) {
        (Some(plain), Some(exact)) => (plain, exact),
        (plain, exact) => return plain.or(exact),
    };
    if plain.value == exact.value {
        return Some(plain);
    }
    // The same instant, however it is written: the twin says how exactly it is known.
    let instant = |text: &Text<'_>| text.parse::<Date>().ok().map(|date| date.first_instant());
    if instant(&exact.value).is_some_and(|same| instant(&plain.value) == Some(same)) {
        return Some(exact);
    }
    let twin = if field == Field::Date {
        "datePublished"
    } else {
        "dateModified"
    };
    let kind = FindingKind::Disagreement {
        value: plain.value.as_str().to_owned(),
        other: format!("`{}` in `_schema_org.{twin}`", Excerpt(&exact.value)),
    };
    notes.0.push((plain.at, Some(field.into()), kind));
    Some(plain)
}

fn inherited(feed: &Inherited, notes: &mut Notes) -> Text<'static> {
    if feed.language.is_empty() {
        return Text::default();
    }
    let kind = FindingKind::Inferred {
        value: feed.language.clone(),
        from: "the language of the feed",
    };
    notes.0.push((0, Some(Field::Language.into()), kind));
    Text::from(feed.language.clone())
}

fn sources<'j>(
    placed: &mut Placed<'j>,
    authors: Option<Vec<At<Text<'j>>>>,
    author: Vec<At<Text<'j>>>,
    feed: &Inherited,
    notes: &mut Notes,
) {
    let names = match authors {
        Some(authors) => {
            // Version 1.1 lets feeds repeat the first author for readers of 1.0.
            for At { at, value } in author {
                if authors.iter().all(|known| known.value != value) {
                    let name = Excerpt(&value);
                    let what = format!("`author` `{name}` is not kept: `authors` has others");
                    notes.loss(at, Some(Field::Sources), what);
                }
            }
            authors
        }
        None => author,
    };
    if names.is_empty() {
        for (index, name) in feed.authors.iter().enumerate() {
            let kind = FindingKind::Inferred {
                value: name.clone(),
                from: "the authors of the feed",
            };
            notes
                .0
                .push((0, Some(FieldPath::of(Field::Sources, index)), kind));
            placed.draft.sources.push(Text::from(name.clone()));
        }
    }
    for At { at, value } in names {
        placed.term(Field::Sources, at, value);
    }
}

/// Lays terms and tags into their fields. The extension says what each is; the plain list says
/// which there are.
fn terms<'j>(
    placed: &mut Placed<'j>,
    plain: Option<At<Vec<At<Text<'j>>>>>,
    keywords: Vec<At<Keyword<'j>>>,
    mentions: Vec<At<Text<'j>>>,
    notes: &mut Notes,
) {
    let states = mentions
        .into_iter()
        .map(|At { at, value }| (Field::ParticipatingStates, at, value, None));
    let others = keywords.into_iter().map(
        |At {
             at,
             value: Keyword { name, scheme },
         }| {
            match controlled_field(&scheme) {
                Some(field) => (field, at, name, None),
                None => (Field::Tags, at, name, Some(scheme)),
            }
        },
    );
    let mut exact: Vec<_> = states.chain(others).collect();
    // As the plain list has them: fields of work, both kinds of States, tags.
    exact.sort_by_key(|(field, ..)| *field);

    let mut added = Vec::new();
    if let Some(At { at, value: plain }) = plain {
        let mut seen = HashSet::new();
        let labels = exact.iter().map(|(_, _, label, _)| label.trim());
        let written: Vec<&str> = labels.filter(|label| seen.insert(*label)).collect();
        let agree = written.len() == plain.len()
            && written
                .iter()
                .zip(&plain)
                .all(|(label, tag)| *label == tag.value.as_str());
        if !agree {
            if !exact.is_empty() {
                let list: Vec<&str> = plain.iter().map(|tag| tag.value.as_str()).collect();
                let kind = FindingKind::Disagreement {
                    value: list.join(", "),
                    other: "`_schema_org.keywords` and `_schema_org.mentions`".to_owned(),
                };
                notes.0.push((at, Some(Field::Tags.into()), kind));
            }
            let wanted: HashSet<&str> = plain.iter().map(|tag| tag.value.trim()).collect();
            let known: HashSet<String> = exact
                .iter()
                .map(|(_, _, label, _)| label.trim().to_owned())
                .collect();
            exact.retain(|(_, _, label, _)| wanted.contains(label.trim()));
            added.extend(
                plain
                    .iter()
                    .filter(|tag| !known.contains(tag.value.trim()))
                    .cloned(),
            );
        }
    }
    for (field, at, label, scheme) in exact {
        let text = match scheme {
            Some(scheme) => tag(scheme, label),
            None => label,
        };
        placed.term(field, at, text);
    }
    for At { at, value } in added {
        placed.term(Field::Tags, at, tag(Text::default(), value));
    }
}

fn tag<'j>(scheme: Text<'j>, label: Text<'j>) -> Text<'j> {
    // What cannot be taken for a scheme is its own text form.
    if scheme.is_empty() && !label.trim_start().starts_with('{') {
        return label;
    }
    Text::from(Tag::new(scheme, label).to_string())
}

fn body<'j>(placed: &mut Placed<'j>, html: Fact<'j>, text: Fact<'j>, notes: &mut Notes) {
    let said = |fact: &At<Text<'j>>| !fact.value.is_blank();
    let (html, text) = (html.filter(said), text.filter(said));
    let kind = if html.is_some() {
        BodyType::Html
    } else {
        BodyType::Plain
    };
    if let (Some(html), Some(text)) = (&html, &text)
        && !same_words(&html.value, &text.value)
    {
        let what = "`content_text` is not kept: `content_html` says something else".to_owned();
        notes.loss(text.at, Some(Field::Body), what);
    }
    let Some(body) = html.or(text) else { return };
    placed.draft.body_type = kind.name().into();
    placed.places.push((Field::BodyType.into(), body.at));
    placed.draft.body = placed.take(Field::Body, Some(body));
}

/// Whether the words of `html` are those of `text`, as far as can be said without reading HTML.
fn same_words(html: &str, text: &str) -> bool {
    let mut bare = String::with_capacity(html.len());
    let mut pieces = html.split('<');
    bare.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        bare.push_str(piece.split_once('>').map_or(piece, |(_, behind)| behind));
    }
    for (reference, character) in [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&nbsp;", " "),
        ("&amp;", "&"),
    ] {
        if bare.contains('&') {
            bare = bare.replace(reference, character);
        }
    }
    let words = |text: &str| {
        text.chars()
            .filter(|c| c.is_alphanumeric())
            .collect::<String>()
    };
    words(&bare) == words(text)
}
