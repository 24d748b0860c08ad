//! Says what is wrong with a release in the native shape, and where its values stand.

use std::collections::HashSet;

use dateline_core::{Field, FieldPath, Foreign, Text};

use crate::error::{Broken, ErrorKind};
use crate::syntax::{Cursor, Kind};

const PLACE: [&str; 4] = ["name", "qualifier", "canonical", "state"];
const FOREIGN: [&str; 5] = ["name", "namespace", "text", "attributes", "children"];

/// The field of this name, the one that only JSON has included.
fn find(key: &str) -> Option<Field> {
    if key == Field::Foreign.name() {
        return Some(Field::Foreign);
    }
    Field::find(key)
}

/// Finds the first thing that is wrong.
pub(super) fn release(text: &str) -> Result<(), Broken> {
    let mut seen = HashSet::new();
    let mut cursor = Cursor::new(text);
    cursor.object(|cursor, key, at| {
        let Some(field) = find(&key) else {
            let suggestion = Field::nearest(&key).map(Field::name);
            let suggestion = suggestion.or_else(|| near(&key, &[Field::Foreign.name()]));
            return Err(unknown(at, key, "a release", suggestion));
        };
        if !seen.insert(field) {
            return Err(twice(at, key));
        }
        match field {
            Field::Places => list(cursor, "a list of places", place),
            Field::Translations => translations(cursor),
            Field::Foreign => foreign(cursor),
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

/// That every place and every foreign element is an object, and that these nest no deeper than any
/// format can hold, in a release that is otherwise well.
pub(super) fn shapes(text: &str) -> Result<(), Broken> {
    Cursor::new(text).object(|cursor, key, _| match find(&key) {
        Some(Field::Places) => list(cursor, "a list of places", place),
        Some(Field::Foreign) => foreign(cursor),
        _ => cursor.skip().map(drop),
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
            return Err(unknown(at, key, "a place", suggestion));
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

/// Foreign elements: a list of objects.
pub(crate) fn foreign(cursor: &mut Cursor<'_>) -> Result<(), Broken> {
    list(cursor, FOREIGN_LIST, |cursor| element(cursor, 1))
}

pub(crate) const FOREIGN_LIST: &str = "a list of foreign elements";

fn element(cursor: &mut Cursor<'_>, depth: usize) -> Result<(), Broken> {
    let kind = cursor.kind()?;
    if kind != Kind::Object {
        let expected = "a foreign element such as `{\"name\": \"point\", \"text\": \"42 21\"}`";
        return Err(cursor.wrong(expected, kind));
    }
    if depth > Foreign::DEPTH {
        return Err(Broken::new(cursor.at(), ErrorKind::ForeignDepth));
    }
    let mut seen = HashSet::new();
    cursor.object(|cursor, key, at| {
        let Some(known) = FOREIGN.into_iter().find(|known| key == *known) else {
            let suggestion = near(&key, &FOREIGN);
            return Err(unknown(at, key, "a foreign element", suggestion));
        };
        if !seen.insert(known) {
            return Err(twice(at, key));
        }
        match (known, cursor.kind()?) {
            // One attribute may stand twice: what a broken document said is kept as it was.
            ("attributes", Kind::Object) => {
                cursor.object(|cursor, _, _| cursor.text_or_null().map(drop))
            }
            ("attributes", kind) => Err(cursor.wrong("an object of name to value", kind)),
            ("children", Kind::Array) => cursor.array(|cursor, _| element(cursor, depth + 1)),
            ("children", kind) => Err(cursor.wrong(FOREIGN_LIST, kind)),
            _ => cursor.text_or_null().map(drop),
        }
    })
}

fn unknown(at: usize, key: Text<'_>, of: &'static str, suggestion: Option<&'static str>) -> Broken {
    let key = key.into_string();
    Broken::new(
        at,
        ErrorKind::UnknownKey {
            key,
            of,
            suggestion,
        },
    )
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
        let Some(field) = find(&key) else {
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
                if cursor.kind()? != Kind::Object || field != Field::Places {
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
