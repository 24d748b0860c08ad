//! Makes a draft of an item, where facts stand twice and where they are inherited.

use std::collections::HashSet;

use dateline_core::vocab::{FieldOfWork, ParticipatingState, PartnerState, Vocabulary};
use dateline_core::{
    Author, BodyType, Date, Draft, DraftPlace, DraftTranslation, Excerpt, Field, FieldPath,
    FindingKind, Tag, Text, controlled_field,
};

use super::article::{Article, Keyword, Translation};
use super::author::Authors;
use super::item::{At, Fact, Item, Raw};
use crate::mend::Notes;

/// What items inherit from their feed.
#[derive(Clone, Debug, Default)]
pub(super) struct Inherited {
    pub(super) language: String,
    pub(super) authors: Vec<Author<'static>>,
}

/// A draft with its authors, and the offset of every value in it.
#[derive(Debug, Default)]
pub(super) struct Placed<'j> {
    pub(super) draft: Draft<'j>,
    pub(super) authors: Vec<Author<'j>>,
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
pub(super) fn placed<'j>(mut item: Item<'j>, feed: &Inherited, notes: &mut Notes) -> Placed<'j> {
    decide(&mut item, notes);
    let Item {
        id,
        url,
        external_url: _,
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
        foreign,
        raw: _,
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
    sources(&mut placed, authors.or(author), feed, notes);
    terms(&mut placed, tags, keywords, mentions, notes);
    placed.draft.summary = placed.take(Field::Summary, summary);
    body(&mut placed, html, text);
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
    for (index, At { at, value }) in foreign.into_iter().enumerate() {
        placed
            .places
            .push((FieldPath::of(Field::Foreign, index), at));
        placed.draft.foreign.push(value);
    }
    placed
}

/// Decides about the keys that have a home only where another key is absent; what has none is kept
/// in its order.
fn decide(item: &mut Item<'_>, notes: &mut Notes) {
    let Raw {
        external_url,
        content_text,
        author,
        authors,
    } = std::mem::take(&mut item.raw);
    match (&item.url, item.external_url.take()) {
        (None, Some(external)) => {
            let kind = FindingKind::Inferred {
                value: external.value.as_str().to_owned(),
                from: "`external_url`",
            };
            notes.say(external.at, Some(Field::Url.into()), kind);
            item.url = Some(external);
        }
        (Some(_), Some(_)) => {
            let raw = external_url.unwrap_or_default();
            item.keep("external_url".into(), raw.at, raw.value, notes);
        }
        (_, None) => {}
    }
    let said = |fact: &At<Text<'_>>| !fact.value.is_blank();
    item.html = item.html.take().filter(said);
    item.text = item.text.take().filter(said);
    if let (Some(_), Some(_), Some(raw)) = (&item.html, &item.text, content_text) {
        item.text = None;
        item.keep("content_text".into(), raw.at, raw.value, notes);
    }
    match (&item.authors, item.author.take()) {
        (Some(list), Some(one)) => {
            // Version 1.1 lets feeds repeat the first author for readers of 1.0.
            if !one.are_among(list) {
                let raw = author.unwrap_or_default();
                let kind = FindingKind::Disagreement {
                    value: list.names(),
                    other: format!("`{}` in `author`", Excerpt(&one.names())),
                };
                notes.say(raw.at, Some(Field::Sources.into()), kind);
                item.keep("author".into(), raw.at, raw.value, notes);
            }
        }
        (None, Some(one)) => {
            if let (true, Some(raw)) = (one.say_more(), author) {
                keep_authors(item, &raw, notes);
            }
            item.author = Some(one);
        }
        (_, None) => {}
    }
    if let (Some(list), Some(raw)) = (&item.authors, authors)
        && list.say_more()
    {
        keep_authors(item, &raw, notes);
    }
    item.foreign.sort_by_key(|element| element.at);
}

/// Authors who have more than a name are kept as they stand, as the list that version 1.1 has.
fn keep_authors<'j>(item: &mut Item<'j>, raw: &At<&'j str>, notes: &mut Notes) {
    item.keep("authors".into(), raw.at, raw.value, notes);
    if !raw.value.starts_with('[')
        && let Some(At { value, .. }) = item.foreign.last_mut()
    {
        value.text = Text::from(format!("[{}]", value.text));
    }
}

/// A date that stands twice: the exact one counts where writing it would give the plain one, and
/// where the plain one is absent or no date.
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
    let (plainly, exactly) = (instant(&plain.value), instant(&exact.value));
    if exactly.is_some() && plainly == exactly {
        return Some(exact);
    }
    let (plain_key, exact_key) = if field == Field::Date {
        ("date_published", "_schema_org.datePublished")
    } else {
        ("date_modified", "_schema_org.dateModified")
    };
    let (kept, other, of) = if exactly.is_some() && plainly.is_none() {
        (exact, plain, plain_key)
    } else {
        (plain, exact, exact_key)
    };
    let kind = FindingKind::Disagreement {
        value: kept.value.as_str().to_owned(),
        other: format!("`{}` in `{of}`", Excerpt(&other.value)),
    };
    notes.say(kept.at, Some(field.into()), kind);
    Some(kept)
}

fn inherited(feed: &Inherited, notes: &mut Notes) -> Text<'static> {
    if feed.language.is_empty() {
        return Text::default();
    }
    let kind = FindingKind::Inferred {
        value: feed.language.clone(),
        from: "the language of the feed",
    };
    notes.say(0, Some(Field::Language.into()), kind);
    Text::from(feed.language.clone())
}

/// The authors, and as sources their names.
fn sources<'j>(
    placed: &mut Placed<'j>,
    authors: Option<Authors<'j>>,
    feed: &Inherited,
    notes: &mut Notes,
) {
    let list = authors.map(|authors| authors.list).unwrap_or_default();
    if list.is_empty() {
        placed.authors.clone_from(&feed.authors);
        let named = feed.authors.iter().filter(|author| !author.name.is_empty());
        for (index, author) in named.enumerate() {
            let kind = FindingKind::Inferred {
                value: author.name.as_str().to_owned(),
                from: "the authors of the feed",
            };
            notes.say(0, Some(FieldPath::of(Field::Sources, index)), kind);
            placed.draft.sources.push(author.name.clone());
        }
    }
    for At { at, value } in list {
        if !value.name.is_empty() {
            placed.term(Field::Sources, at, value.name.clone());
        }
        placed.authors.push(value);
    }
}

/// Lays terms and tags into their fields. The extension says what each is; the plain list says
/// which there are, but for a term of ours that was mended in the extension alone.
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
    if let Some(At {
        at,
        value: mut plain,
    }) = plain
    {
        let mut seen = HashSet::new();
        let written: Vec<(Field, &Text<'_>)> = exact
            .iter()
            .map(|(field, _, label, _)| (*field, label))
            .filter(|(_, label)| seen.insert(label.trim()))
            .collect();
        let agree = |(_, label): &(Field, &Text<'_>), tag: &At<Text<'_>>| {
            label.trim() == tag.value.as_str()
        };
        let differ = written.len() != plain.len()
            || !written
                .iter()
                .zip(&plain)
                .all(|(term, tag)| agree(term, tag));
        if differ {
            if renamed(&written, &plain) {
                for ((field, label), tag) in written.iter().zip(&mut plain) {
                    // A label of the vocabulary in the place of one that it does not have.
                    if is_listed(*field, label) && !is_listed(*field, &tag.value) {
                        tag.value = (*label).clone();
                    }
                }
            }
            if !exact.is_empty() {
                let list: Vec<&str> = plain.iter().map(|tag| tag.value.as_str()).collect();
                let kind = FindingKind::Disagreement {
                    value: list.join(", "),
                    other: "`_schema_org.keywords` and `_schema_org.mentions`".to_owned(),
                };
                notes.say(at, Some(Field::Tags.into()), kind);
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

/// Whether the two lists are the same but for names that stand in one of them only, each in the
/// place of another.
fn renamed(written: &[(Field, &Text<'_>)], plain: &[At<Text<'_>>]) -> bool {
    let labels: HashSet<&str> = written.iter().map(|(_, label)| label.trim()).collect();
    let tags: HashSet<&str> = plain.iter().map(|tag| tag.value.trim()).collect();
    written.len() == plain.len()
        && written.iter().zip(plain).all(|((_, label), tag)| {
            let (label, tag) = (label.trim(), tag.value.trim());
            label == tag || !tags.contains(label) && !labels.contains(tag)
        })
}

/// Whether the vocabulary of this field has the term.
fn is_listed(field: Field, label: &str) -> bool {
    match field {
        Field::FieldsOfWork => FieldOfWork::find(label).is_some(),
        Field::ParticipatingStates => ParticipatingState::find(label).is_some(),
        Field::PartnerStates => PartnerState::find(label).is_some(),
        _ => false,
    }
}

fn tag<'j>(scheme: Text<'j>, label: Text<'j>) -> Text<'j> {
    // What cannot be taken for a scheme is its own text form.
    if scheme.is_empty() && !label.trim_start().starts_with('{') {
        return label;
    }
    Text::from(Tag::new(scheme, label).to_string())
}

fn body<'j>(placed: &mut Placed<'j>, html: Fact<'j>, text: Fact<'j>) {
    let kind = if html.is_some() {
        BodyType::Html
    } else {
        BodyType::Plain
    };
    let Some(body) = html.or(text) else { return };
    placed.draft.body_type = kind.name().into();
    placed.places.push((Field::BodyType.into(), body.at));
    placed.draft.body = placed.take(Field::Body, Some(body));
}
