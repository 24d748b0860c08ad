//! Cells of a row to a draft, and a draft to cells.

use std::borrow::Cow;

use dateline_core::{Draft, DraftPlace, DraftTranslation, Field, Text};

use crate::list::{join, parts, unescape};

/// Lays cells into a draft: `cells` gives what stands in each column, in the order of `columns`.
///
/// # Errors
///
/// The first cell that cannot be had.
pub(crate) fn draft<'r, E>(
    columns: &[Field],
    cells: impl Iterator<Item = Result<&'r str, E>>,
) -> Result<Draft<'r>, E> {
    let mut draft = Draft::default();
    for (column, cell) in columns.iter().zip(cells) {
        let cell = cell?;
        match column {
            Field::Id => draft.id = cell.into(),
            Field::Number => draft.number = cell.into(),
            Field::Kind => draft.kind = cell.into(),
            Field::Title => draft.title = cell.into(),
            Field::Date => draft.date = cell.into(),
            Field::Modified => draft.modified = cell.into(),
            Field::Language => draft.language = cell.into(),
            Field::Url => draft.url = cell.into(),
            Field::Places => draft.places = list(cell, |value| DraftPlace::from_text(value.into())),
            Field::Sources => draft.sources = list(cell, Text::from),
            Field::FieldsOfWork => draft.fields_of_work = list(cell, Text::from),
            Field::ParticipatingStates => draft.participating_states = list(cell, Text::from),
            Field::PartnerStates => draft.partner_states = list(cell, Text::from),
            Field::Tags => draft.tags = list(cell, Text::from),
            Field::Summary => draft.summary = cell.into(),
            Field::Body => draft.body = cell.into(),
            Field::BodyType => draft.body_type = cell.into(),
            Field::Translations => draft.translations = list(cell, translation),
            Field::Embargo => draft.embargo = cell.into(),
        }
    }
    Ok(draft)
}

fn list<'r, T>(cell: &'r str, value: impl Fn(Cow<'r, str>) -> T) -> Vec<T> {
    parts(cell).map(|(_, part)| value(unescape(part))).collect()
}

/// Where the address of a translation begins: behind the first `=`, unless that is part of an
/// address that has no language in front.
fn address(value: &str) -> Option<usize> {
    let equals = memchr::memchr(b'=', value.as_bytes())?;
    (!value[..equals].contains([':', '/'])).then_some(equals + 1)
}

/// Reads `LANGUAGE=ADDRESS`. Of a value that is only one of the two, the other is empty, so that
/// the check can say which one is missing.
fn translation(value: Cow<'_, str>) -> DraftTranslation<'_> {
    match address(&value) {
        Some(at) => {
            let (language, url) = match value {
                Cow::Borrowed(value) => (value[..at - 1].into(), value[at..].into()),
                Cow::Owned(value) => (
                    value[..at - 1].to_owned().into(),
                    value[at..].to_owned().into(),
                ),
            };
            DraftTranslation { language, url }
        }
        None if value.contains(':') => DraftTranslation {
            url: value.into(),
            ..DraftTranslation::default()
        },
        None => DraftTranslation {
            language: value.into(),
            ..DraftTranslation::default()
        },
    }
}

/// Where in a cell the value `index` begins, or its part.
pub(crate) fn value(cell: &str, index: usize, part: Option<&str>) -> Option<usize> {
    let (start, spelled) = parts(cell).nth(index)?;
    let behind = match part {
        Some("url") => address(spelled).unwrap_or(0),
        Some("qualifier") => spelled.find(',').map_or(0, |comma| comma + 1),
        _ => 0,
    };
    let spelled = &spelled[behind..];
    // Blanks at the ends are none of the value, unless there is nothing else.
    let blank = match spelled.trim_start() {
        "" => 0,
        text => spelled.len() - text.len(),
    };
    Some(start + behind + blank)
}

/// The cells of a draft, in the order in which columns are written.
pub(crate) fn cells<'d>(draft: &'d Draft<'_>) -> [(Field, Cow<'d, str>); 19] {
    fn one<'d>(text: &'d Text<'_>) -> Cow<'d, str> {
        Cow::Borrowed(text.as_str())
    }
    fn many<'d>(texts: &[Text<'_>]) -> Cow<'d, str> {
        Cow::Owned(join(texts.iter().map(Text::as_str)))
    }
    let Draft {
        id,
        number,
        kind,
        title,
        date,
        modified,
        language,
        url,
        places,
        sources,
        fields_of_work,
        participating_states,
        partner_states,
        tags,
        summary,
        body,
        body_type,
        translations,
        embargo,
        keep_unlisted: _,
    } = draft;
    [
        (Field::Id, one(id)),
        (Field::Number, one(number)),
        (Field::Kind, one(kind)),
        (Field::Title, one(title)),
        (Field::Date, one(date)),
        (Field::Modified, one(modified)),
        (Field::Language, one(language)),
        (Field::Url, one(url)),
        (Field::Places, Cow::Owned(join(places.iter().map(place)))),
        (Field::Sources, many(sources)),
        (Field::FieldsOfWork, many(fields_of_work)),
        (Field::ParticipatingStates, many(participating_states)),
        (Field::PartnerStates, many(partner_states)),
        (Field::Tags, many(tags)),
        (Field::Summary, one(summary)),
        (Field::Body, one(body)),
        (Field::BodyType, one(body_type)),
        (
            Field::Translations,
            Cow::Owned(join(translations.iter().map(
                |DraftTranslation { language, url }| format!("{language}={url}"),
            ))),
        ),
        (Field::Embargo, one(embargo)),
    ]
}

/// The text form `NAME, Qualifier`. The other two are derived from it.
fn place<'d>(place: &'d DraftPlace<'_>) -> Cow<'d, str> {
    let DraftPlace {
        name,
        qualifier,
        canonical: _,
        state: _,
    } = place;
    if qualifier.is_empty() {
        return Cow::Borrowed(name.as_str());
    }
    Cow::Owned(format!("{name}, {qualifier}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_in_the_order_of_the_fields() {
        let draft = Draft::default();
        assert_eq!(cells(&draft).map(|(field, _)| field), Field::ALL);
    }

    #[track_caller]
    fn check_translation(value: &str, language: &str, url: &str) {
        for value in [Cow::Borrowed(value), Cow::Owned(value.to_owned())] {
            let found = translation(value);
            assert_eq!(
                (found.language.as_str(), found.url.as_str()),
                (language, url)
            );
        }
    }

    #[test]
    fn a_translation_says_which_half_is_missing() {
        check_translation("uk=https://a.example/?x=1", "uk", "https://a.example/?x=1");
        check_translation(" uk = a ", " uk ", " a ");
        check_translation("uk", "uk", "");
        check_translation("uk=", "uk", "");
        check_translation("=a", "", "a");
        check_translation("https://a.example/", "", "https://a.example/");
        check_translation("https://a.example/?x=1", "", "https://a.example/?x=1");
        check_translation("", "", "");
    }

    #[track_caller]
    fn check_value(cell: &str, index: usize, part: Option<&str>, expected: Option<usize>) {
        assert_eq!(value(cell, index, part), expected);
    }

    #[test]
    fn a_value_is_found_in_its_cell() {
        check_value("a| b", 1, None, Some(3));
        check_value("a| |b", 1, None, Some(2));
        check_value("a", 1, None, None);
        check_value("uk=a|sq= b", 1, Some("url"), Some(9));
        check_value("OHRID|VIENNA, Wien", 1, Some("qualifier"), Some(14));
    }
}
