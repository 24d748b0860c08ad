//! Reads the extension `_schema_org`: what the plain keys of an item cannot hold.

use dateline_core::Text;

use super::item::{At, Fact, Keys, words};
use crate::error::Broken;
use crate::mend::Notes;
use crate::syntax::{Cursor, Kind};

/// The subset of schema.org's `NewsArticle` that this crate writes.
#[derive(Debug, Default)]
pub(super) struct Article<'j> {
    pub(super) identifier: Fact<'j>,
    pub(super) published: Fact<'j>,
    pub(super) modified: Fact<'j>,
    pub(super) genre: Fact<'j>,
    pub(super) places: Vec<At<Place<'j>>>,
    pub(super) keywords: Vec<At<Keyword<'j>>>,
    pub(super) mentions: Vec<At<Text<'j>>>,
    pub(super) translations: Vec<Translation<'j>>,
}

#[derive(Debug, Default)]
pub(super) struct Place<'j> {
    pub(super) name: Fact<'j>,
    pub(super) address: Fact<'j>,
}

/// A term and what it is a term of.
#[derive(Debug, Default)]
pub(super) struct Keyword<'j> {
    pub(super) name: Text<'j>,
    pub(super) scheme: Text<'j>,
}

#[derive(Debug, Default)]
pub(super) struct Translation<'j> {
    pub(super) language: Fact<'j>,
    pub(super) url: Fact<'j>,
}

/// What is met on the way.
struct Met<'n> {
    notes: &'n mut Notes,
    /// Whether there is more than an [`Article`] holds.
    more: bool,
}

impl<'j> Article<'j> {
    /// Reads the value of the extension; `true` where it says more than this subset.
    ///
    /// A part of another shape is passed over: the extension is free for anyone to use, and the
    /// whole of it is kept then.
    pub(super) fn read(
        &mut self,
        cursor: &mut Cursor<'j>,
        notes: &mut Notes,
    ) -> Result<bool, Broken> {
        let mut seen = Keys::default();
        let mut met = Met { notes, more: false };
        cursor.object_or_null("an object", |cursor, key, at| {
            seen.once(key, at, met.notes)?;
            let start = cursor.clone();
            let Err(broken) = self.part(key, cursor, &mut met) else {
                return Ok(());
            };
            *cursor = start;
            cursor.skip()?;
            met.more = true;
            met.notes
                .mend(broken, None, "`_schema_org` is kept as foreign data")
        })?;
        Ok(met.more)
    }

    fn part(
        &mut self,
        key: &str,
        cursor: &mut Cursor<'j>,
        met: &mut Met<'_>,
    ) -> Result<(), Broken> {
        match key {
            "identifier" if cursor.kind()? == Kind::Number => {
                let at = cursor.at();
                let value = Text::from(cursor.number()?);
                self.identifier = Some(At { at, value });
            }
            "identifier" => self.identifier = met.words(cursor)?,
            "datePublished" => self.published = met.words(cursor)?,
            "dateModified" => self.modified = met.words(cursor)?,
            "genre" => self.genre = met.words(cursor)?,
            "locationCreated" => self.places = list("a list of places", place, cursor, met)?,
            "keywords" => self.keywords = list("a list of terms", keyword, cursor, met)?,
            "mentions" => self.mentions = list("a list of countries", named, cursor, met)?,
            "workTranslation" => {
                self.translations = list("a list of translations", translation, cursor, met)?;
            }
            "about" | "@type" | "@context" => drop(cursor.skip()?),
            _ => {
                met.more = true;
                cursor.skip()?;
            }
        }
        Ok(())
    }
}

impl Met<'_> {
    fn words<'j>(&mut self, cursor: &mut Cursor<'j>) -> Result<Fact<'j>, Broken> {
        words(cursor, None, self.notes)
    }
}

/// Reads an element of a list, or nothing where it says nothing.
type Element<'j, T> = fn(&mut Cursor<'j>, &mut Met<'_>) -> Result<Option<T>, Broken>;

fn list<'j, T>(
    expected: &'static str,
    element: Element<'j, T>,
    cursor: &mut Cursor<'j>,
    met: &mut Met<'_>,
) -> Result<Vec<T>, Broken> {
    let mut values = Vec::new();
    cursor.array_or_null(expected, |cursor, _| {
        cursor.kind()?;
        values.extend(element(cursor, met)?);
        Ok(())
    })?;
    Ok(values)
}

/// An object of parts; `part` says whether it knew the key and read the value.
fn parts<'j>(
    expected: &'static str,
    cursor: &mut Cursor<'j>,
    met: &mut Met<'_>,
    mut part: impl FnMut(&str, &mut Cursor<'j>, &mut Met<'_>) -> Result<bool, Broken>,
) -> Result<(), Broken> {
    let mut seen = Keys::default();
    cursor.object_or_null(expected, |cursor, key, at| {
        seen.once(key, at, met.notes)?;
        if !part(key, cursor, met)? {
            met.more |= key != "@type";
            cursor.skip()?;
        }
        Ok(())
    })?;
    Ok(())
}

fn place<'j>(cursor: &mut Cursor<'j>, met: &mut Met<'_>) -> Result<Option<At<Place<'j>>>, Broken> {
    let at = cursor.at();
    let mut value = Place::default();
    parts("a place as an object", cursor, met, |key, cursor, met| {
        match key {
            "name" => value.name = met.words(cursor)?,
            "address" => value.address = met.words(cursor)?,
            _ => return Ok(false),
        }
        Ok(true)
    })?;
    Ok(Some(At { at, value }))
}

/// A term: by its name, else by its code. A bare text is a name.
fn keyword<'j>(
    cursor: &mut Cursor<'j>,
    met: &mut Met<'_>,
) -> Result<Option<At<Keyword<'j>>>, Broken> {
    let at = cursor.at();
    let mut scheme = Text::default();
    let name = if cursor.kind()? == Kind::Text {
        cursor.text()?
    } else {
        let (mut name, mut code) = (Text::default(), Text::default());
        let expected = "a term as an object or a text";
        parts(expected, cursor, met, |key, cursor, met| {
            let slot = match key {
                "name" => &mut name,
                "termCode" => &mut code,
                "inDefinedTermSet" => &mut scheme,
                _ => return Ok(false),
            };
            *slot = met.words(cursor)?.unwrap_or_default().value;
            Ok(true)
        })?;
        if name.is_blank() { code } else { name }
    };
    let value = Keyword { name, scheme };
    Ok(Some(At { at, value }).filter(|term| !term.value.name.is_blank()))
}

/// Something of which the name is all that counts.
fn named<'j>(cursor: &mut Cursor<'j>, met: &mut Met<'_>) -> Result<Fact<'j>, Broken> {
    if cursor.kind()? == Kind::Text {
        return met.words(cursor);
    }
    let mut name = None;
    let expected = "a country as an object or a text";
    parts(expected, cursor, met, |key, cursor, met| {
        if key == "name" {
            name = met.words(cursor)?;
        }
        Ok(key == "name")
    })?;
    Ok(name.filter(|name| !name.value.is_blank()))
}

fn translation<'j>(
    cursor: &mut Cursor<'j>,
    met: &mut Met<'_>,
) -> Result<Option<Translation<'j>>, Broken> {
    let mut translation = Translation::default();
    let expected = "a translation as an object";
    parts(expected, cursor, met, |key, cursor, met| {
        let slot = match key {
            "inLanguage" => &mut translation.language,
            "url" => &mut translation.url,
            _ => return Ok(false),
        };
        *slot = met.words(cursor)?;
        Ok(true)
    })?;
    Ok(Some(translation))
}
