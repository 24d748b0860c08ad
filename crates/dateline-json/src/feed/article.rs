//! Reads the extension `_schema_org`: what the plain keys of an item cannot hold.

use dateline_core::Text;

use super::item::{At, Fact, Notes, Seen, fact};
use crate::error::Broken;
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

impl<'j> Article<'j> {
    /// Reads the value of the extension.
    pub(super) fn read(cursor: &mut Cursor<'j>, notes: &mut Notes) -> Result<Self, Broken> {
        let mut article = Self::default();
        let mut seen = Seen::default();
        cursor.object_or_null("an object", |cursor, key, at| {
            seen.once(&key, at)?;
            match &*key {
                "identifier" => article.identifier = fact(cursor, Cursor::text_or_number)?,
                "datePublished" => article.published = fact(cursor, Cursor::text_or_null)?,
                "dateModified" => article.modified = fact(cursor, Cursor::text_or_null)?,
                "genre" => article.genre = fact(cursor, Cursor::text_or_null)?,
                "locationCreated" => list(cursor, "a list of places", |cursor| {
                    let at = cursor.at();
                    let mut value = Place::default();
                    parts(cursor, "a place", notes, |cursor, key| {
                        match key {
                            "name" => value.name = fact(cursor, Cursor::text_or_null)?,
                            "address" => value.address = fact(cursor, Cursor::text_or_null)?,
                            _ => return Ok(false),
                        }
                        Ok(true)
                    })?;
                    article.places.push(At { at, value });
                    Ok(())
                })?,
                "keywords" => list(cursor, "a list of terms", |cursor| {
                    article.keywords.extend(keyword(cursor, notes)?);
                    Ok(())
                })?,
                "mentions" => list(cursor, "a list of countries", |cursor| {
                    article.mentions.extend(named(cursor, notes)?);
                    Ok(())
                })?,
                "workTranslation" => list(cursor, "a list of translations", |cursor| {
                    let mut translation = Translation::default();
                    parts(cursor, "a translation", notes, |cursor, key| {
                        let slot = match key {
                            "inLanguage" => &mut translation.language,
                            "url" => &mut translation.url,
                            _ => return Ok(false),
                        };
                        *slot = fact(cursor, Cursor::text_or_null)?;
                        Ok(true)
                    })?;
                    article.translations.push(translation);
                    Ok(())
                })?,
                "about" | "@type" | "@context" => drop(cursor.skip()?),
                _ => {
                    cursor.skip()?;
                    notes.unkept(at, &format!("_schema_org.{key}"));
                }
            }
            Ok(())
        })?;
        Ok(article)
    }
}

/// A term: by its name, else by its code. A bare text is a name.
fn keyword<'j>(
    cursor: &mut Cursor<'j>,
    notes: &mut Notes,
) -> Result<Option<At<Keyword<'j>>>, Broken> {
    let at = cursor.at();
    if cursor.kind()? == Kind::Text {
        let value = Keyword {
            name: cursor.text()?,
            scheme: Text::default(),
        };
        return Ok(Some(At { at, value }).filter(|term| !term.value.name.is_blank()));
    }
    let (mut name, mut code, mut scheme) = (Text::default(), Text::default(), Text::default());
    parts(cursor, "a term", notes, |cursor, key| {
        let slot = match key {
            "name" => &mut name,
            "termCode" => &mut code,
            "inDefinedTermSet" => &mut scheme,
            _ => return Ok(false),
        };
        *slot = cursor.text_or_null()?;
        Ok(true)
    })?;
    let name = if name.is_blank() { code } else { name };
    Ok(Some(At {
        at,
        value: Keyword { name, scheme },
    })
    .filter(|term| !term.value.name.is_blank()))
}

/// Something of which the name is all that counts.
fn named<'j>(cursor: &mut Cursor<'j>, notes: &mut Notes) -> Result<Fact<'j>, Broken> {
    if cursor.kind()? == Kind::Text {
        return fact(cursor, Cursor::text);
    }
    let mut name = None;
    parts(cursor, "a country", notes, |cursor, key| {
        if key == "name" {
            name = fact(cursor, Cursor::text_or_null)?;
        }
        Ok(key == "name")
    })?;
    Ok(name.filter(|name| !name.value.is_blank()))
}

fn list<'j>(
    cursor: &mut Cursor<'j>,
    expected: &'static str,
    mut element: impl FnMut(&mut Cursor<'j>) -> Result<(), Broken>,
) -> Result<(), Broken> {
    cursor
        .array_or_null(expected, |cursor, _| element(cursor))
        .map(drop)
}

/// An object of parts; `part` says whether it knew the key and read the value.
fn parts<'j>(
    cursor: &mut Cursor<'j>,
    what: &'static str,
    notes: &mut Notes,
    mut part: impl FnMut(&mut Cursor<'j>, &str) -> Result<bool, Broken>,
) -> Result<(), Broken> {
    let mut seen = Seen::default();
    let expected = match what {
        "a place" => "a place as an object",
        "a term" => "a term as an object or a text",
        "a country" => "a country as an object or a text",
        _ => "a translation as an object",
    };
    cursor.object_or_null(expected, |cursor, key, at| {
        seen.once(&key, at)?;
        if part(cursor, &key)? {
            return Ok(());
        }
        cursor.skip()?;
        if key != "@type" {
            let key = dateline_core::Excerpt(&key);
            notes.loss(
                at,
                None,
                format!("`{key}` of {what} in `_schema_org` is not kept"),
            );
        }
        Ok(())
    })?;
    Ok(())
}
