//! Reads an item: its keys, each with its place.
//!
//! What is certain is read, with a finding where it should have been written otherwise; what has no
//! home in a release, or another type than its key, is kept as it stands.

use std::collections::HashSet;

use dateline_core::text::illegal_character;
use dateline_core::{Excerpt, Field, FieldPath, FindingKind, Foreign, Text};

use super::article::Article;
use super::author::{self, Authors};
use super::date::date;
use crate::error::{Broken, ErrorKind};
use crate::mend::Notes;
use crate::native;
use crate::syntax::{Cursor, Kind};

/// Something, and its offset in the bytes of the item.
#[derive(Clone, Debug, Default)]
pub(super) struct At<T> {
    pub(super) at: usize,
    pub(super) value: T,
}

/// A text that may be absent.
pub(super) type Fact<'j> = Option<At<Text<'j>>>;

const TEXT: &str = "a text in quotes";
const TAGS: &str = "a list of texts";
const KEPT: &str = "it is kept as foreign data";

/// An item as it says it.
#[derive(Debug, Default)]
pub(super) struct Item<'j> {
    pub(super) id: Fact<'j>,
    pub(super) url: Fact<'j>,
    pub(super) external_url: Fact<'j>,
    pub(super) title: Fact<'j>,
    pub(super) summary: Fact<'j>,
    pub(super) html: Fact<'j>,
    pub(super) text: Fact<'j>,
    pub(super) published: Fact<'j>,
    pub(super) modified: Fact<'j>,
    pub(super) language: Fact<'j>,
    /// `authors` of version 1.1.
    pub(super) authors: Option<Authors<'j>>,
    /// `author` of version 1.0.
    pub(super) author: Option<Authors<'j>>,
    pub(super) tags: Option<At<Vec<At<Text<'j>>>>>,
    pub(super) article: Article<'j>,
    /// What has no home, in order.
    pub(super) foreign: Vec<At<Foreign<'j>>>,
    /// The values of keys of which only the whole item tells whether they have a home.
    pub(super) raw: Raw<'j>,
}

/// Values as they stand, by the place of their keys.
#[derive(Debug, Default)]
pub(super) struct Raw<'j> {
    pub(super) external_url: Option<At<&'j str>>,
    pub(super) content_text: Option<At<&'j str>>,
    pub(super) author: Option<At<&'j str>>,
    pub(super) authors: Option<At<&'j str>>,
}

/// The keys that are read. Of others, which are kept, it does not matter how often they stand.
const READ: [&str; 15] = [
    "id",
    "url",
    "external_url",
    "title",
    "content_html",
    "content_text",
    "summary",
    "date_published",
    "date_modified",
    "author",
    "authors",
    "tags",
    "language",
    "_schema_org",
    "_foreign",
];

/// Reads an item.
pub(super) fn item<'j>(mut cursor: Cursor<'j>, notes: &mut Notes) -> Result<Item<'j>, Broken> {
    let mut item = Item::default();
    let mut seen = Keys::default();
    let kind = cursor.kind()?;
    if kind != Kind::Object {
        return Err(cursor.wrong("an item as an object", kind));
    }
    cursor.object(|cursor, key, at| {
        if READ.contains(&key.as_str()) {
            seen.once(key, at, notes)?;
        }
        item.member(cursor, key, at, notes)
    })?;
    cursor.end("the item")?;
    Ok(item)
}

impl<'j> Item<'j> {
    fn member(
        &mut self,
        cursor: &mut Cursor<'j>,
        key: &Text<'j>,
        at: usize,
        notes: &mut Notes,
    ) -> Result<(), Broken> {
        let start = cursor.clone();
        let Err(broken) = self.known(cursor, key, at, notes) else {
            return Ok(());
        };
        // A value of another type than the key has; where it is no JSON at all, that is said.
        *cursor = start;
        let raw = cursor.raw()?;
        let path = match key.as_str() {
            "id" => Some(Field::Id),
            "url" => Some(Field::Url),
            "title" => Some(Field::Title),
            "summary" => Some(Field::Summary),
            "content_html" | "content_text" => Some(Field::Body),
            "date_published" => Some(Field::Date),
            "date_modified" => Some(Field::Modified),
            "language" => Some(Field::Language),
            "author" | "authors" => Some(Field::Sources),
            "tags" => Some(Field::Tags),
            _ => None,
        };
        notes.mend(broken, path.map(FieldPath::from), KEPT)?;
        self.keep(key.clone(), at, raw, notes);
        Ok(())
    }

    fn known(
        &mut self,
        cursor: &mut Cursor<'j>,
        key: &Text<'j>,
        at: usize,
        notes: &mut Notes,
    ) -> Result<(), Broken> {
        let field = |field: Field| Some(FieldPath::from(field));
        // The value as it stands, once it was read.
        let start = cursor.at();
        let whole = |cursor: &Cursor<'j>| At {
            at,
            value: cursor.since(start),
        };
        match &**key {
            "id" => self.id = id(cursor, notes)?,
            "url" => self.url = words(cursor, field(Field::Url), notes)?,
            "title" => self.title = words(cursor, field(Field::Title), notes)?,
            "summary" => self.summary = words(cursor, field(Field::Summary), notes)?,
            "content_html" => self.html = words(cursor, field(Field::Body), notes)?,
            "language" => self.language = words(cursor, field(Field::Language), notes)?,
            "external_url" => {
                (self.external_url, self.raw.external_url) = (None, None);
                self.external_url = words(cursor, field(Field::Url), notes)?;
                self.raw.external_url = Some(whole(cursor));
            }
            "content_text" => {
                (self.text, self.raw.content_text) = (None, None);
                self.text = words(cursor, field(Field::Body), notes)?;
                self.raw.content_text = Some(whole(cursor));
            }
            "date_published" => self.published = date(cursor, Field::Date, notes)?,
            "date_modified" => self.modified = date(cursor, Field::Modified, notes)?,
            "authors" => {
                (self.authors, self.raw.authors) = (None, None);
                self.authors = Some(author::authors(cursor, notes)?);
                self.raw.authors = Some(whole(cursor));
            }
            "author" => {
                (self.author, self.raw.author) = (None, None);
                self.author = Some(author::author(cursor, notes)?);
                self.raw.author = Some(whole(cursor));
            }
            "tags" => {
                self.tags = None;
                let (tags, all) = tags(cursor, notes)?;
                self.tags = tags;
                if !all {
                    self.keep(key.clone(), at, whole(cursor).value, notes);
                }
            }
            "_schema_org" => {
                self.article = Article::default();
                let more = self.article.read(cursor, notes)?;
                if more {
                    self.keep(key.clone(), at, whole(cursor).value, notes);
                }
            }
            "_foreign" => {
                let elements = native::elements(cursor)?;
                let placed = elements.into_iter().map(|value| At { at, value });
                self.foreign.extend(placed);
            }
            "image" | "banner_image" | "attachments" if cursor.kind()? == Kind::Null => {
                cursor.skip()?;
            }
            _ => {
                let raw = cursor.raw()?;
                self.keep(key.clone(), at, raw, notes);
            }
        }
        Ok(())
    }

    /// Keeps a key that has no home, with its value as it stands.
    pub(super) fn keep(&mut self, key: Text<'j>, at: usize, raw: &'j str, notes: &mut Notes) {
        if illegal_character(&key).is_some() {
            let key = Excerpt(&key);
            let what =
                format!("`{key}` is not kept: the key has a character that XML cannot carry");
            notes.say(at, None, FindingKind::Loss { what });
            return;
        }
        let value = Foreign {
            name: key,
            namespace: Foreign::JSON_FEED.into(),
            text: legal(raw),
            ..Foreign::default()
        };
        self.foreign.push(At { at, value });
    }
}

/// JSON without the two noncharacters that XML cannot carry. They can only stand inside of texts,
/// where an escape says the same.
fn legal(raw: &str) -> Text<'_> {
    if illegal_character(raw).is_none() {
        return Text::from(raw);
    }
    Text::from(
        raw.replace('\u{FFFE}', "\\ufffe")
            .replace('\u{FFFF}', "\\uffff"),
    )
}

/// The keys that an object had so far.
#[derive(Debug, Default)]
pub(super) struct Keys<'j> {
    few: Vec<Text<'j>>,
    /// Those behind the first few: an object with many must not cost their square.
    more: HashSet<Text<'j>>,
}

impl<'j> Keys<'j> {
    /// That a key was not there already; where it was, the last one counts.
    pub(super) fn once(
        &mut self,
        key: &Text<'j>,
        at: usize,
        notes: &mut Notes,
    ) -> Result<(), Broken> {
        const FEW: usize = 16;
        let is_new = !self.few.contains(key)
            && if self.few.len() < FEW {
                self.few.push(key.clone());
                true
            } else {
                self.more.insert(key.clone())
            };
        if is_new {
            return Ok(());
        }
        let key = key.as_str().to_owned();
        let broken = Broken::new(at, ErrorKind::DuplicateKey { key });
        notes.mend(broken, None, "the last one counts")
    }
}

/// A text with its place; empty text is none. A number is read as it is written.
pub(super) fn words<'j>(
    cursor: &mut Cursor<'j>,
    path: Option<FieldPath>,
    notes: &mut Notes,
) -> Result<Fact<'j>, Broken> {
    let kind = cursor.kind()?;
    let at = cursor.at();
    let value = if kind == Kind::Number {
        let number = cursor.number()?;
        let found = kind.name();
        let expected = TEXT;
        let broken = Broken::new(at, ErrorKind::Type { expected, found });
        notes.mend(broken, path, "it was read as text")?;
        Text::from(number)
    } else {
        cursor.text_or_null()?
    };
    Ok(Some(At { at, value }).filter(|fact| !fact.value.is_empty()))
}

/// An id. The specification has readers take whatever it is as text, and numbers are common.
fn id<'j>(cursor: &mut Cursor<'j>, notes: &mut Notes) -> Result<Fact<'j>, Broken> {
    let kind = cursor.kind()?;
    let at = cursor.at();
    let value = match kind {
        Kind::Number => Text::from(cursor.number()?),
        Kind::Bool => {
            let wrong = cursor.wrong(TEXT, kind);
            let value = cursor.raw()?;
            notes.mend(wrong, Some(Field::Id.into()), "it was read as text")?;
            Text::from(value)
        }
        _ => cursor.text_or_null()?,
    };
    Ok(Some(At { at, value }).filter(|fact| !fact.value.is_empty()))
}

/// The tags, and whether these are all.
type Tags<'j> = (Option<At<Vec<At<Text<'j>>>>>, bool);

fn tags<'j>(cursor: &mut Cursor<'j>, notes: &mut Notes) -> Result<Tags<'j>, Broken> {
    let path = Some(FieldPath::from(Field::Tags));
    let kind = cursor.kind()?;
    let at = cursor.at();
    let mut value = Vec::new();
    if kind == Kind::Text {
        let wrong = cursor.wrong(TAGS, kind);
        notes.mend(wrong, path, "it was read as the only one")?;
        value.extend(words(cursor, path, notes)?.filter(|tag| !tag.value.is_blank()));
        return Ok((Some(At { at, value }), true));
    }
    let mut all = true;
    let there = cursor.array_or_null(TAGS, |cursor, _| {
        let kind = cursor.kind()?;
        let at = cursor.at();
        if matches!(kind, Kind::Object | Kind::Array | Kind::Bool) {
            all = false;
            notes.mend(cursor.wrong(TEXT, kind), path, KEPT)?;
            return cursor.skip().map(drop);
        }
        if let Some(tag) = words(cursor, path, notes)?.filter(|tag| !tag.value.is_blank()) {
            value.push(tag);
            return Ok(());
        }
        let kind = ErrorKind::Syntax {
            expected: "a tag".into(),
            found: "an empty one".to_owned(),
            hint: None,
        };
        notes.mend(Broken::new(at, kind), path, "it was left out")
    })?;
    Ok((there.then_some(At { at, value }), all))
}
