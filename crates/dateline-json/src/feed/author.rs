//! Reads the authors of a feed or an item, of both versions.

use dateline_core::{Author, Field};

use super::item::{At, Keys, words};
use crate::error::Broken;
use crate::mend::Notes;
use crate::syntax::{Cursor, Kind};

const LIST: &str = "a list of authors";
const ONE: &str = "an author such as `{\"name\": \"OSCE Secretariat\"}`";

/// What a feed or an item says of its authors.
#[derive(Clone, Debug, Default)]
pub(super) struct Authors<'j> {
    pub(super) list: Vec<At<Author<'j>>>,
    /// A key that an [`Author`] has no home for, such as `avatar`.
    pub(super) beyond: Option<At<String>>,
}

impl Authors<'_> {
    /// Whether they say more than names.
    pub(super) fn say_more(&self) -> bool {
        let more = |author: &At<Author<'_>>| {
            !author.value.email.is_empty() || !author.value.url.is_empty()
        };
        self.beyond.is_some() || self.list.iter().any(more)
    }

    /// Whether these say nothing that `others` do not.
    pub(super) fn are_among(&self, others: &Self) -> bool {
        self.beyond.is_none()
            && self.list.iter().all(|At { value, .. }| {
                others.list.iter().any(|At { value: other, .. }| {
                    let same = |own: &str, other: &str| own.is_empty() || own == other;
                    same(&value.name, &other.name)
                        && same(&value.email, &other.email)
                        && same(&value.url, &other.url)
                })
            })
    }

    /// Their names, for a message.
    pub(super) fn names(&self) -> String {
        let names: Vec<&str> = self.list.iter().map(|author| &*author.value.name).collect();
        names.join(", ")
    }
}

/// The value of `authors` (version 1.1).
pub(super) fn authors<'j>(
    cursor: &mut Cursor<'j>,
    notes: &mut Notes,
) -> Result<Authors<'j>, Broken> {
    let mut authors = Authors::default();
    match cursor.kind()? {
        kind @ (Kind::Object | Kind::Text) => {
            let broken = cursor.wrong(LIST, kind);
            notes.mend(
                broken,
                Some(Field::Sources.into()),
                "it was read as the only one",
            )?;
            author_into(cursor, &mut authors, notes)?;
        }
        _ => {
            cursor.array_or_null(LIST, |cursor, _| {
                let kind = cursor.kind()?;
                if matches!(kind, Kind::Object | Kind::Text | Kind::Null) {
                    return author_into(cursor, &mut authors, notes);
                }
                let at = cursor.at();
                notes.mend(
                    cursor.wrong(ONE, kind),
                    Some(Field::Sources.into()),
                    "it was passed over",
                )?;
                let value = cursor.raw()?.to_owned();
                authors.beyond.get_or_insert(At { at, value });
                Ok(())
            })?;
        }
    }
    Ok(authors)
}

/// The value of `author` (version 1.0).
pub(super) fn author<'j>(
    cursor: &mut Cursor<'j>,
    notes: &mut Notes,
) -> Result<Authors<'j>, Broken> {
    let mut authors = Authors::default();
    if cursor.kind()? == Kind::Array {
        let broken = cursor.wrong(ONE, Kind::Array);
        notes.mend(
            broken,
            Some(Field::Sources.into()),
            "it was read as `authors`",
        )?;
        cursor.array(|cursor, _| author_into(cursor, &mut authors, notes))?;
    } else {
        author_into(cursor, &mut authors, notes)?;
    }
    Ok(authors)
}

/// One author, who is added.
fn author_into<'j>(
    cursor: &mut Cursor<'j>,
    authors: &mut Authors<'j>,
    notes: &mut Notes,
) -> Result<(), Broken> {
    let kind = cursor.kind()?;
    let at = cursor.at();
    let mut author = At {
        at,
        value: Author::default(),
    };
    if kind == Kind::Text {
        notes.mend(
            cursor.wrong(ONE, kind),
            Some(Field::Sources.into()),
            "it was read as the name",
        )?;
        author.value.name = cursor.text()?;
    } else {
        let mut seen = Keys::default();
        cursor.object_or_null(ONE, |cursor, key, at| {
            seen.once(key, at, notes)?;
            let part = match key.as_str() {
                "name" => &mut author.value.name,
                "email" => &mut author.value.email,
                "url" => &mut author.value.url,
                _ => {
                    cursor.skip()?;
                    let value = key.as_str().to_owned();
                    authors.beyond.get_or_insert(At { at, value });
                    return Ok(());
                }
            };
            let fact = words(cursor, Some(Field::Sources.into()), notes)?.unwrap_or_default();
            if key == "name" {
                author.at = fact.at;
            }
            *part = fact.value;
            Ok(())
        })?;
    }
    if author.value.name.is_blank() {
        author.value.name = dateline_core::Text::default();
    }
    if !author.value.is_empty() {
        authors.list.push(author);
    }
    Ok(())
}
