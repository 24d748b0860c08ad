//! Cells of a row to a draft.

use std::borrow::Cow;
use std::ops::Range;

use dateline_core::{Draft, DraftPlace, DraftTranslation, Field, FieldPath, Text};

use crate::list::parts;

/// Lays cells into a draft: `cells` gives what stands in each column, in the order of `columns`.
pub(crate) fn draft<'r>(columns: &[Field], cells: impl Iterator<Item = &'r str>) -> Draft<'r> {
    let mut draft = Draft::default();
    // An empty cell says what a draft says by itself.
    let cells = columns.iter().zip(cells);
    for (column, cell) in cells.filter(|(_, cell)| !cell.is_empty()) {
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
    draft
}

fn list<'r, T>(cell: &'r str, value: impl Fn(Cow<'r, str>) -> T) -> Vec<T> {
    parts(cell).map(|part| value(part.value())).collect()
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

/// A value of a list, or a part of one, and where it stands in what its cell says.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Value {
    pub(crate) path: FieldPath,
    /// Without the blanks at its ends, unless there is nothing else.
    pub(crate) shown: Range<usize>,
    /// As the draft has it: what its characters are counted in.
    pub(crate) counted: Range<usize>,
}

/// The values of the cell of a field, each before its parts, in the order in which they begin. The
/// cell of a field that is no list has none.
pub(crate) fn values(field: Field, cell: &str) -> Vec<Value> {
    let is_list = matches!(
        field,
        Field::Places
            | Field::Sources
            | Field::FieldsOfWork
            | Field::ParticipatingStates
            | Field::PartnerStates
            | Field::Tags
            | Field::Translations
    );
    let mut values = Vec::new();
    if !is_list {
        return values;
    }
    for (index, part) in parts(cell).enumerate() {
        let (start, spelled) = (part.start, part.spelled);
        let path = FieldPath::of(field, index);
        let mut push = |path, from: usize, to: usize| {
            let shown = trimmed(spelled, from..to);
            // These are trimmed by the draft already.
            let counted = if field == Field::Places {
                shown.clone()
            } else {
                from..to
            };
            let place = |of: Range<usize>| start + of.start..start + of.end;
            values.push(Value {
                path,
                shown: place(shown),
                counted: place(counted),
            });
        };
        push(path, 0, spelled.len());
        // Where the second part begins, behind the sign that divides.
        let (first, second, divided) = match field {
            Field::Places => (
                "name",
                "qualifier",
                spelled.find(',').map(|comma| comma + 1),
            ),
            Field::Translations => ("language", "url", address(spelled)),
            _ => continue,
        };
        if let Some(behind) = divided {
            push(path.part(first), 0, behind - 1);
            push(path.part(second), behind, spelled.len());
        }
    }
    values
}

/// The same without blanks at its ends, unless there is nothing else.
fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let part = text.get(range.clone()).unwrap_or_default();
    let (from_start, from_end) = (part.trim_start().len(), part.trim_end().len());
    if from_end == 0 {
        return range;
    }
    range.end - from_start..range.start + from_end
}

#[cfg(test)]
mod tests {
    use super::*;

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
    fn check_values(field: Field, cell: &str, expected: &[(&str, &str, &str)]) {
        let found = values(field, cell);
        let names: Vec<_> = found.iter().map(|value| value.path.to_string()).collect();
        let found: Vec<_> = names
            .iter()
            .zip(found)
            .map(|(name, value)| (&**name, &cell[value.shown], &cell[value.counted]))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn values_are_found_in_their_cell() {
        check_values(
            Field::Tags,
            "a| | b",
            &[
                ("tags[0]", "a", "a"),
                ("tags[1]", " ", " "),
                ("tags[2]", "b", " b"),
            ],
        );
        check_values(Field::Body, "a|b", &[]);
        check_values(
            Field::Translations,
            "uk=a|sq = b|=c|x",
            &[
                ("translations[0]", "uk=a", "uk=a"),
                ("translations[0].language", "uk", "uk"),
                ("translations[0].url", "a", "a"),
                ("translations[1]", "sq = b", "sq = b"),
                ("translations[1].language", "sq", "sq "),
                ("translations[1].url", "b", " b"),
                ("translations[2]", "=c", "=c"),
                ("translations[2].language", "", ""),
                ("translations[2].url", "c", "c"),
                ("translations[3]", "x", "x"),
            ],
        );
        check_values(
            Field::Places,
            "OHRID| VIENNA, Wien ",
            &[
                ("places[0]", "OHRID", "OHRID"),
                ("places[1]", "VIENNA, Wien", "VIENNA, Wien"),
                ("places[1].name", "VIENNA", "VIENNA"),
                ("places[1].qualifier", "Wien", "Wien"),
            ],
        );
    }
}
