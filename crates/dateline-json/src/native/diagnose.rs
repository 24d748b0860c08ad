//! Says what is wrong with a release in the native shape, and where its values stand.

use std::collections::HashSet;

use dateline_core::{Field, FieldPath, Text};

use crate::error::{Broken, ErrorKind};
use crate::syntax::{Cursor, Kind};

const PLACE: [&str; 4] = ["name", "qualifier", "canonical", "state"];

/// Finds the first thing that is wrong.
pub(super) fn release(text: &str) -> Result<(), Broken> {
    let mut seen = HashSet::new();
    let mut cursor = Cursor::new(text);
    cursor.object(|cursor, key, at| {
        let Some(field) = Field::find(&key) else {
            let suggestion = Field::nearest(&key).map(Field::name);
            let key = key.into_string();
            return Err(Broken::new(
                at,
                ErrorKind::UnknownKey {
                    key,
                    of: "a release",
                    suggestion,
                },
            ));
        };
        if !seen.insert(field) {
            return Err(twice(at, key));
        }
        match field {
            Field::Places => list(cursor, "a list of places", place),
            Field::Translations => translations(cursor),
            Field::Sources
            | Field::FieldsOfWork
            | Field::ParticipatingStates
            | Field::PartnerStates
            | Field::Tags => list(cursor, "a list of texts", |cursor| {
                cursor.text_or_null().map(drop)
            }),
            _ => cursor.text_or_null().map(drop),
        }
    })?;
    cursor.end("the release")
}

/// That every place is an object, in a release that is otherwise well.
pub(super) fn places(text: &str) -> Result<(), Broken> {
    Cursor::new(text).object(|cursor, key, _| {
        if key == Field::Places.name() {
            list(cursor, "a list of places", place)
        } else {
            cursor.skip().map(drop)
        }
    })
}

fn list(
    cursor: &mut Cursor<'_>,
    expected: &'static str,
    mut element: impl FnMut(&mut Cursor<'_>) -> Result<(), Broken>,
) -> Result<(), Broken> {
    cursor
        .array_or_null(expected, |cursor, _| element(cursor))
        .map(drop)
}

fn place(cursor: &mut Cursor<'_>) -> Result<(), Broken> {
    let expected = "a place such as `{\"name\": \"Vienna\"}`";
    let mut seen = HashSet::new();
    let (start, kind) = (cursor.clone(), cursor.kind()?);
    let is_object = cursor.object_or_null(expected, |cursor, key, at| {
        let Some(known) = PLACE.into_iter().find(|known| key == *known) else {
            let suggestion = near(&key, &PLACE);
            let key = key.into_string();
            return Err(Broken::new(
                at,
                ErrorKind::UnknownKey {
                    key,
                    of: "a place",
                    suggestion,
                },
            ));
        };
        if !seen.insert(known) {
            return Err(twice(at, key));
        }
        cursor.text_or_null().map(drop)
    })?;
    if is_object {
        Ok(())
    } else {
        Err(start.wrong(expected, kind))
    }
}

fn translations(cursor: &mut Cursor<'_>) -> Result<(), Broken> {
    let expected = "an object of language to address, such as `{\"uk\": \"https://…\"}`";
    // A language that comes twice is for the check to say: it knows that `EN` is `en`.
    cursor
        .object_or_null(expected, |cursor, _, _| cursor.text_or_null().map(drop))
        .map(drop)
}

fn twice(at: usize, key: Text<'_>) -> Broken {
    Broken::new(
        at,
        ErrorKind::DuplicateKey {
            key: key.into_string(),
        },
    )
}

/// The known key that `key` most likely means: it has the same letters, or begins alike.
pub(crate) fn near(key: &str, known: &[&'static str]) -> Option<&'static str> {
    let key = key.trim().to_lowercase();
    if key.len() > 64 {
        return None;
    }
    let letters = |word: &str| {
        let mut letters: Vec<char> = word.chars().collect();
        letters.sort_unstable();
        letters
    };
    let alike = |word: &str| {
        key.chars()
            .zip(word.chars())
            .take_while(|(a, b)| a == b)
            .count()
    };
    let same = known.iter().find(|word| letters(&key) == letters(word));
    same.or_else(|| known.iter().find(|word| alike(word) * 3 >= word.len() * 2))
        .copied()
}

/// The offset of every value that a path can name.
pub(super) fn offsets(text: &str) -> Vec<(FieldPath, usize)> {
    let mut found = Vec::new();
    let walked = Cursor::new(text).object(|cursor, key, _| {
        let Some(field) = Field::find(&key) else {
            return cursor.skip().map(drop);
        };
        found.push((FieldPath::from(field), cursor.at()));
        match cursor.kind()? {
            Kind::Object if field == Field::Translations => {
                let mut index = 0;
                cursor.object(|cursor, _, key_at| {
                    let path = FieldPath::of(field, index);
                    found.push((path, key_at));
                    found.push((path.part("language"), key_at));
                    found.push((path.part("url"), cursor.at()));
                    index += 1;
                    cursor.skip().map(drop)
                })
            }
            Kind::Array => cursor.array(|cursor, index| {
                let path = FieldPath::of(field, index);
                found.push((path, cursor.at()));
                if cursor.kind()? != Kind::Object {
                    return cursor.skip().map(drop);
                }
                cursor.object(|cursor, key, _| {
                    let part = PLACE.into_iter().find(|part| key == *part);
                    found.extend(part.map(|part| (path.part(part), cursor.at())));
                    cursor.skip().map(drop)
                })
            }),
            _ => cursor.skip().map(drop),
        }
    });
    // What was found before something broke stands.
    drop(walked);
    found
}
