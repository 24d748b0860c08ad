//! Cells of a row to a draft, and a draft to cells.

use std::borrow::Cow;

use dateline_core::{Draft, DraftPlace, DraftTranslation, Field, FieldPath, Text};

#[cfg(test)]
use crate::list::join;
use crate::list::{parts, unescape};

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
            // No column has this name.
            Field::Foreign => {}
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

/// Where in the cell of a field its values begin, and their second parts, in ascending order. The
/// cell of a field that is no list has none.
pub(crate) fn values(field: Field, cell: &str) -> Vec<(FieldPath, usize)> {
    let mut values = Vec::new();
    let (part, divide): (_, fn(&str) -> Option<usize>) = match field {
        Field::Places => ("qualifier", |value| Some(value.find(',')? + 1)),
        Field::Translations => ("url", address),
        Field::Sources
        | Field::FieldsOfWork
        | Field::ParticipatingStates
        | Field::PartnerStates
        | Field::Tags => ("", |_| None),
        _ => return values,
    };
    for (index, (start, spelled)) in parts(cell).enumerate() {
        let path = FieldPath::of(field, index);
        values.push((path, start + text(spelled, 0)));
        if let Some(behind) = divide(spelled) {
            values.push((path.part(part), start + text(spelled, behind)));
        }
    }
    values
}

/// Where the text begins that stands behind `behind`.
fn text(spelled: &str, behind: usize) -> usize {
    let spelled = &spelled[behind..];
    // Blanks at the ends are none of the value, unless there is nothing else.
    let blank = match spelled.trim_start() {
        "" => 0,
        text => spelled.len() - text.len(),
    };
    behind + blank
}

/// The cells of a draft, in the order in which columns are written.
#[cfg(test)]
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
        foreign: _,
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
#[cfg(test)]
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
    fn check_values(field: Field, cell: &str, expected: &[(&str, usize)]) {
        let found: Vec<_> = values(field, cell)
            .into_iter()
            .map(|(path, at)| (path.to_string(), at))
            .collect();
        let found: Vec<_> = found.iter().map(|(path, at)| (&**path, *at)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn values_are_found_in_their_cell() {
        check_values(
            Field::Tags,
            "a| |b",
            &[("tags[0]", 0), ("tags[1]", 2), ("tags[2]", 4)],
        );
        check_values(Field::Body, "a|b", &[]);
        check_values(
            Field::Translations,
            "uk=a|sq= b",
            &[
                ("translations[0]", 0),
                ("translations[0].url", 3),
                ("translations[1]", 5),
                ("translations[1].url", 9),
            ],
        );
        check_values(
            Field::Places,
            "OHRID| VIENNA, Wien",
            &[
                ("places[0]", 0),
                ("places[1]", 7),
                ("places[1].qualifier", 15),
            ],
        );
    }
}
