//! Reads an item: its plain keys, each with its place.

use dateline_core::{Field, FieldPath, FindingKind, Text};

use super::article::Article;
use crate::error::{Broken, ErrorKind};
use crate::syntax::{Cursor, Kind};

/// Something, and its offset in the bytes of the item.
#[derive(Clone, Debug, Default)]
pub(super) struct At<T> {
    pub(super) at: usize,
    pub(super) value: T,
}

/// A text that may be absent.
pub(super) type Fact<'j> = Option<At<Text<'j>>>;

/// What is worth saying, with the offset.
#[derive(Debug, Default)]
pub(super) struct Notes(pub(super) Vec<(usize, Option<FieldPath>, FindingKind)>);

impl Notes {
    pub(super) fn loss(&mut self, at: usize, field: Option<Field>, what: String) {
        self.0
            .push((at, field.map(FieldPath::from), FindingKind::Loss { what }));
    }

    /// A key that a release has no home for.
    pub(super) fn unkept(&mut self, at: usize, key: &str) {
        let key = dateline_core::Excerpt(key);
        self.loss(
            at,
            None,
            format!("`{key}` is not kept: a release has no such field"),
        );
    }
}

/// An item as it says it.
#[derive(Debug, Default)]
pub(super) struct Item<'j> {
    pub(super) id: Fact<'j>,
    pub(super) url: Fact<'j>,
    pub(super) title: Fact<'j>,
    pub(super) summary: Fact<'j>,
    pub(super) html: Fact<'j>,
    pub(super) text: Fact<'j>,
    pub(super) published: Fact<'j>,
    pub(super) modified: Fact<'j>,
    pub(super) language: Fact<'j>,
    /// `authors` of version 1.1.
    pub(super) authors: Option<Vec<At<Text<'j>>>>,
    /// `author` of version 1.0.
    pub(super) author: Vec<At<Text<'j>>>,
    pub(super) tags: Option<At<Vec<At<Text<'j>>>>>,
    pub(super) article: Article<'j>,
}

/// Reads an item.
pub(super) fn item<'j>(text: &'j str, notes: &mut Notes) -> Result<Item<'j>, Broken> {
    let mut item = Item::default();
    let mut seen = Seen::default();
    let mut cursor = Cursor::new(text);
    let kind = cursor.kind()?;
    if kind != Kind::Object {
        return Err(cursor.wrong("an item as an object", kind));
    }
    cursor.object(|cursor, key, at| {
        seen.once(&key, at)?;
        match &*key {
            "id" => item.id = fact(cursor, Cursor::text_or_number)?,
            "url" => item.url = fact(cursor, Cursor::text_or_null)?,
            "title" => item.title = fact(cursor, Cursor::text_or_null)?,
            "summary" => item.summary = fact(cursor, Cursor::text_or_null)?,
            "content_html" => item.html = fact(cursor, Cursor::text_or_null)?,
            "content_text" => item.text = fact(cursor, Cursor::text_or_null)?,
            "date_published" => item.published = fact(cursor, Cursor::text_or_null)?,
            "date_modified" => item.modified = fact(cursor, Cursor::text_or_null)?,
            "language" => item.language = fact(cursor, Cursor::text_or_null)?,
            "authors" => item.authors = authors(cursor, notes)?,
            "author" => author(cursor, &mut item.author, notes)?,
            "tags" => item.tags = tags(cursor, notes)?,
            "_schema_org" => item.article = Article::read(cursor, notes)?,
            _ => {
                cursor.skip()?;
                notes.unkept(at, &key);
            }
        }
        Ok(())
    })?;
    cursor.end("the item")?;
    Ok(item)
}

/// The keys of one object that were there already.
#[derive(Debug, Default)]
pub(super) struct Seen<'j>(std::collections::HashSet<Text<'j>>);

impl<'j> Seen<'j> {
    pub(super) fn once(&mut self, key: &Text<'j>, at: usize) -> Result<(), Broken> {
        if self.0.insert(key.clone()) {
            return Ok(());
        }
        Err(Broken::new(
            at,
            ErrorKind::DuplicateKey {
                key: key.as_str().to_owned(),
            },
        ))
    }
}

/// A text with its place; empty text is none.
pub(super) fn fact<'j>(
    cursor: &mut Cursor<'j>,
    read: impl FnOnce(&mut Cursor<'j>) -> Result<Text<'j>, Broken>,
) -> Result<Fact<'j>, Broken> {
    let at = cursor.at();
    let value = read(cursor)?;
    Ok(Some(At { at, value }).filter(|fact| !fact.value.is_empty()))
}

/// A list of authors: their names.
pub(super) fn authors<'j>(
    cursor: &mut Cursor<'j>,
    notes: &mut Notes,
) -> Result<Option<Vec<At<Text<'j>>>>, Broken> {
    let mut names = Vec::new();
    let there = cursor.array_or_null("a list of authors", |cursor, _| {
        author(cursor, &mut names, notes)
    })?;
    Ok(there.then_some(names))
}

/// One author: the name is added.
pub(super) fn author<'j>(
    cursor: &mut Cursor<'j>,
    names: &mut Vec<At<Text<'j>>>,
    notes: &mut Notes,
) -> Result<(), Broken> {
    cursor.object_or_null(
        "an author such as `{\"name\": \"OSCE Secretariat\"}`",
        |cursor, key, at| {
            if key != "name" {
                cursor.skip()?;
                let key = dateline_core::Excerpt(&key);
                let what = format!("`{key}` of an author is not kept: a source is a name");
                notes.loss(at, Some(Field::Sources), what);
                return Ok(());
            }
            let name = fact(cursor, Cursor::text_or_null)?;
            names.extend(name.filter(|name| !name.value.is_blank()));
            Ok(())
        },
    )?;
    Ok(())
}

fn tags<'j>(
    cursor: &mut Cursor<'j>,
    notes: &mut Notes,
) -> Result<Option<At<Vec<At<Text<'j>>>>>, Broken> {
    let at = cursor.at();
    let mut value = Vec::new();
    let there = cursor.array_or_null("a list of texts", |cursor, _| {
        let at = cursor.at();
        let tag = cursor.text_or_number()?;
        if tag.is_blank() {
            let what = "an empty tag was left out".to_owned();
            notes
                .0
                .push((at, Some(Field::Tags.into()), FindingKind::Repair { what }));
        } else {
            value.push(At { at, value: tag });
        }
        Ok(())
    })?;
    Ok(there.then_some(At { at, value }))
}
