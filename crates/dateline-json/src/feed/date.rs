//! Reads the dates of an item.

use dateline_core::{Date, DateError, Excerpt, Field, MetDate, Text};

use super::item::{At, Fact};
use crate::error::{Broken, ErrorKind};
use crate::mend::Notes;
use crate::syntax::{Cursor, Kind};

const EXPECTED: &str = "a date such as `2016-10-25T14:30:00Z` (RFC 3339)";

/// A date as a text, or as Unix time. What is none stays as it is written, for the check to refuse.
pub(super) fn date<'j>(
    cursor: &mut Cursor<'j>,
    field: Field,
    notes: &mut Notes,
) -> Result<Fact<'j>, Broken> {
    let kind = cursor.kind()?;
    let at = cursor.at();
    let (written, met) = if kind == Kind::Number {
        let wrong = cursor.wrong(EXPECTED, kind);
        let number = cursor.number()?;
        let Some(met) = MetDate::from_unix(number) else {
            return Err(wrong);
        };
        (Text::from(number), Some(met))
    } else {
        let text = cursor.text_or_null()?;
        if text.is_blank() {
            return Ok(None);
        }
        let met = met(&text);
        (text, met)
    };
    let Some(met) = met else {
        return Ok(Some(At { at, value: written }));
    };
    let expected = EXPECTED.into();
    let found = format!("`{}`", Excerpt(&written));
    let kind = ErrorKind::Syntax {
        expected,
        found,
        hint: None,
    };
    let how = match met.mended() {
        Some(what) => format!("it was read as `{}` ({what})", met.text()),
        None => format!("it was read as `{}`", met.text()),
    };
    notes.mend(Broken::new(at, kind), Some(field.into()), &how)?;
    let value = Text::from(met.text().to_owned());
    Ok(Some(At { at, value }))
}

/// The date that a text is in another form than it should be.
fn met(text: &str) -> Option<MetDate> {
    match text.trim().parse::<Date>() {
        // A time without offset is for the check, which may know the zone.
        Ok(_) | Err(DateError::NoOffset) => None,
        Err(_) => MetDate::read(text).or_else(|| MetDate::from_unix(text.trim())),
    }
}
