//! References: what they mean where they stand, and what is taken for the broken ones.

use std::borrow::Cow;

use super::names;
use super::repair::RepairKind;
use crate::entities::{self, Entities, Entity};

/// What stands at an `&`.
#[derive(Debug)]
pub(super) struct Reference<'c> {
    /// How much of the text it is.
    pub(super) length: usize,
    pub(super) meaning: Meaning<'c>,
    pub(super) repair: Option<RepairKind>,
}

/// What a reference means.
#[derive(Debug, Eq, PartialEq)]
pub(super) enum Meaning<'c> {
    /// It is in order and stays.
    Itself,
    /// These characters, as text.
    Text(Cow<'static, str>),
    /// An entity by its name, and what is put in its place.
    Entity(&'c str, &'c str),
}

/// Reads what stands at the `&` that `text` begins with.
pub(super) fn read<'c>(text: &str, entities: &'c Entities, in_attribute: bool) -> Reference<'c> {
    let behind = text.strip_prefix('&').unwrap_or(text);
    if let Some(number) = behind.strip_prefix('#') {
        return numeric(number).unwrap_or_else(bare);
    }
    let length = names::length(behind);
    let (name, end) = behind.split_at(length);
    if length == 0 {
        return bare();
    }
    if !end.starts_with(';') {
        return unfinished(behind, entities, in_attribute).unwrap_or_else(bare);
    }
    let (meaning, repair) = named(name, entities, in_attribute);
    let length = if matches!(repair, Some(RepairKind::UnknownEntity { .. })) {
        // Its name stays as text.
        1
    } else {
        length + 2
    };
    Reference {
        length,
        meaning,
        repair,
    }
}

fn bare<'c>() -> Reference<'c> {
    Reference {
        length: 1,
        meaning: Meaning::Text(Cow::Borrowed("&")),
        repair: Some(RepairKind::Ampersand),
    }
}

/// What a name means between `&` and `;`.
fn named<'c>(
    name: &str,
    entities: &'c Entities,
    in_attribute: bool,
) -> (Meaning<'c>, Option<RepairKind>) {
    if matches!(name, "amp" | "lt" | "gt" | "quot" | "apos") {
        return (Meaning::Itself, None);
    }
    let nothing = Meaning::Text(Cow::Borrowed(""));
    match entities.get_key_value(name) {
        Some((name, Entity::Internal(text))) => {
            let repair = entities
                .is_out_of_reach(name)
                .then(|| RepairKind::OutOfReach {
                    name: name.to_owned(),
                });
            return (Meaning::Entity(name, text), repair);
        }
        Some((name, Entity::External)) => {
            let repair = RepairKind::ExternalEntity {
                name: name.to_owned(),
                lawful: !in_attribute,
            };
            return (nothing, Some(repair));
        }
        Some((name, Entity::Unparsed)) => {
            let name = name.to_owned();
            return (nothing, Some(RepairKind::UnparsedEntity { name }));
        }
        None => {}
    }
    let lawful = entities.incomplete();
    match entities::text(name) {
        Some(text) => (
            Meaning::Text(Cow::Borrowed(text)),
            Some(RepairKind::HtmlEntity {
                name: name.to_owned(),
                text,
                lawful,
            }),
        ),
        None => (
            Meaning::Text(Cow::Borrowed("&")),
            Some(RepairKind::UnknownEntity {
                name: super::repair::excerpt(name),
                lawful,
            }),
        ),
    }
}

/// A name without `;`, where it cannot be an address's parameter: those HTML knows, and those the
/// document declares.
fn unfinished<'c>(
    behind: &str,
    entities: &'c Entities,
    in_attribute: bool,
) -> Option<Reference<'c>> {
    let length = behind.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let name = behind.get(..length)?;
    if behind.get(length..)?.starts_with('=') {
        return None;
    }
    let meaning = match (entities::text_without_semicolon(name), name) {
        (Some(text), _) => Meaning::Text(Cow::Borrowed(text)),
        (None, "apos") => Meaning::Text(Cow::Borrowed("'")),
        (None, _) => {
            entities.get(name)?;
            named(name, entities, in_attribute).0
        }
    };
    Some(Reference {
        length: length + 1,
        meaning,
        repair: Some(RepairKind::Semicolon {
            reference: name.to_owned(),
        }),
    })
}

/// What `&#` and this mean, unless no number follows.
fn numeric<'c>(number: &str) -> Option<Reference<'c>> {
    let (radix, mark) = match number.bytes().next()? {
        b'x' | b'X' => (16, 1),
        _ => (10, 0),
    };
    let digits = number
        .get(mark..)?
        .bytes()
        .take_while(|b| char::from(*b).is_digit(radix))
        .count();
    if digits == 0 {
        return None;
    }
    let code = number
        .get(mark..mark + digits)?
        .chars()
        .filter_map(|c| c.to_digit(radix))
        .fold(0_u32, |code, digit| {
            code.saturating_mul(radix).saturating_add(digit)
        });
    let end = mark + digits;
    let closed = number.get(end..)?.starts_with(';');
    let reference = || {
        format!(
            "#{}",
            super::repair::excerpt(number.get(..end).unwrap_or_default())
        )
    };
    let length = "&#".len() + end + usize::from(closed);
    let Some(written) = char::from_u32(code).filter(|c| super::is_character(*c)) else {
        return Some(Reference {
            length,
            meaning: Meaning::Text(Cow::Borrowed("")),
            repair: Some(RepairKind::CharacterReference {
                reference: reference(),
            }),
        });
    };
    let character = windows_1252(written);
    let repair = if !closed {
        RepairKind::Semicolon {
            reference: reference(),
        }
    } else if number.starts_with('X') {
        RepairKind::CapitalX {
            reference: reference(),
        }
    } else if character != written {
        RepairKind::Latin {
            reference: reference(),
            character,
        }
    } else {
        return Some(Reference {
            length,
            meaning: Meaning::Itself,
            repair: None,
        });
    };
    Some(Reference {
        length,
        meaning: Meaning::Text(Cow::Owned(character.to_string())),
        repair: Some(repair),
    })
}

/// The character that windows-1252 has where this control character is, as every browser reads it
/// (HTML, section 13.2.5.80). Five of them have none.
const fn windows_1252(c: char) -> char {
    const TABLE: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž',
        '\u{8F}', '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}',
        'ž', 'Ÿ',
    ];
    match c {
        '\u{80}'..='\u{9F}' => TABLE[(c as usize) & 0x1F],
        _ => c,
    }
}

/// Whether a text has a reference to a control character that stands for another. XML allows it, so
/// that nothing else asks for such a text to be mended.
pub(super) fn has_latin(text: &str) -> bool {
    memchr::memmem::find_iter(text.as_bytes(), b"&#").any(|at| {
        let number = text.get(at + 2..).unwrap_or_default();
        numeric(number)
            .is_some_and(|reference| matches!(reference.repair, Some(RepairKind::Latin { .. })))
    })
}

/// Writes characters so that they are nothing but text, in an element and in an attribute.
pub(super) fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            ']' => out.push_str("&#93;"),
            '\t' => out.push_str("&#9;"),
            '\n' => out.push_str("&#10;"),
            '\r' => out.push_str("&#13;"),
            ' ' => out.push_str("&#32;"),
            c => out.push(c),
        }
    }
}
