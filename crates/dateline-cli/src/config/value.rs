//! The values of settings, each of one sort, with what is said where it is of another.

use std::fmt::Display;
use std::path::PathBuf;
use std::str::FromStr;

use clap::ValueEnum;
use dateline_core::text::nearest_name;
use dateline_core::vocab::fold;
use dateline_core::{Date, Excerpt, Facet, Language, Text, WebAddress};
use toml::Spanned;
use toml::de::DeValue;

use super::folder_address;
use super::read::Reader;
use crate::format::OutputFormat;

/// A value, and where it stands.
pub(super) type Value<'t> = Spanned<DeValue<'t>>;

/// Names at the root of a set, besides those of facets, and names that Windows keeps for devices.
const TAKEN: &[&str] = &[
    "aux", "con", "feed", "feeds", "index", "nul", "prn", "releases", "style", "years",
];

/// What is wrong with the name of a feed, and what may be better.
fn feed_name(name: &str) -> Result<(), (&'static str, Option<String>)> {
    let is_word = |word: &str| {
        let mut bytes = word.bytes();
        !word.is_empty() && bytes.all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9'))
    };
    if name.len() > 100 || !name.split('-').all(is_word) {
        let words = name.split(|c: char| !c.is_alphanumeric()).take(20);
        let words: Vec<_> = words.map(fold).filter(|word| is_word(word)).collect();
        let near = Some(words.join("-"))
            .filter(|near| !near.is_empty() && near.len() <= 100 && !is_taken(near));
        return Err((
            "expected a name of at most 100 small letters, digits and hyphens",
            near,
        ));
    }
    if is_taken(name) {
        return Err(("expected a name that is not taken", None));
    }
    Ok(())
}

/// Whether the set, or Windows, has something else of this name.
fn is_taken(name: &str) -> bool {
    let is_port = ["com", "lpt"].iter().any(|port| {
        let number = name.strip_prefix(port);
        number.is_some_and(|n| n.len() == 1 && n.starts_with(|c: char| c.is_ascii_digit()))
    });
    is_port || TAKEN.contains(&name) || Facet::find(name).is_some()
}

impl Reader<'_> {
    pub(super) fn fault(&mut self, at: usize, message: String) {
        self.faults.push((at, message));
    }

    /// Says what was expected of a value, what was found, and what may have been meant.
    pub(super) fn wrong<T>(
        &mut self,
        value: &Value<'_>,
        expected: impl Display,
        near: Option<&str>,
    ) -> Option<T> {
        let found = match value.get_ref() {
            DeValue::String(text) if text.trim().is_empty() => "an empty text".to_owned(),
            DeValue::String(text) => format!("`{}`", Excerpt(text)),
            _ => return self.mistyped(value, expected),
        };
        let near = near.map(|near| format!("; did you mean `{near}`?"));
        let near = near.unwrap_or_default();
        self.fault(
            value.span().start,
            format!("{expected}, found {found}{near}"),
        );
        None
    }

    /// Says that a value is of another sort than was expected.
    pub(super) fn mistyped<T>(&mut self, value: &Value<'_>, expected: impl Display) -> Option<T> {
        let written = self.text.get(value.span()).unwrap_or_default();
        let written = Excerpt(written);
        let found = match value.get_ref() {
            DeValue::String(text) => format!("the text `{}`", Excerpt(text)),
            DeValue::Integer(_) | DeValue::Float(_) => format!("the number `{written}`"),
            DeValue::Boolean(_) => format!("`{written}`"),
            DeValue::Datetime(_) => format!("the date `{written}`"),
            DeValue::Array(list) if list.is_empty() => "an empty list".to_owned(),
            DeValue::Array(_) => "a list".to_owned(),
            DeValue::Table(_) => "a table".to_owned(),
        };
        self.fault(value.span().start, format!("{expected}, found {found}"));
        None
    }

    pub(super) fn name(&mut self, value: &Value<'_>) -> Option<String> {
        let name = self.text(value)?;
        match feed_name(&name) {
            Ok(()) => Some(name),
            Err((expected, near)) => self.wrong(value, expected, near.as_deref()),
        }
    }

    /// The values of a list, or none where it is empty.
    pub(super) fn list<T>(
        &mut self,
        value: &Value<'_>,
        path: &str,
        of: &str,
        mut read: impl FnMut(&mut Self, &Value<'_>) -> Option<T>,
    ) -> Option<Vec<T>> {
        let DeValue::Array(list) = value.get_ref() else {
            return self.mistyped(value, format_args!("expected a list, each of it {of}"));
        };
        let mut values = Vec::new();
        for (index, value) in list.iter().enumerate() {
            self.places
                .insert(format!("{path}[{index}]"), value.span().start);
            values.extend(read(self, value));
        }
        Some(values).filter(|values| !values.is_empty())
    }

    pub(super) fn text(&mut self, value: &Value<'_>) -> Option<String> {
        match value.get_ref() {
            DeValue::String(text) => Some(text.clone().into_owned()),
            _ => self.mistyped(value, "expected a text in quotes"),
        }
    }

    /// A text; an empty one is none.
    pub(super) fn string(&mut self, value: &Value<'_>) -> Option<String> {
        self.text(value).filter(|text| !text.trim().is_empty())
    }

    pub(super) fn path(&mut self, value: &Value<'_>) -> Option<PathBuf> {
        let path = self.text(value)?;
        match path.as_str() {
            "" => self.wrong(value, "expected a path", None),
            // Standard input, or standard output.
            "-" => Some(path.into()),
            _ => Some(self.folder.join(path)),
        }
    }

    pub(super) fn switch(&mut self, value: &Value<'_>) -> Option<bool> {
        match value.get_ref() {
            DeValue::Boolean(it) => Some(*it),
            _ => self.mistyped(value, "expected `true` or `false`"),
        }
    }

    /// A whole number from 1.
    pub(super) fn number<T: TryFrom<u64>>(&mut self, value: &Value<'_>) -> Option<T> {
        let number = match value.get_ref() {
            DeValue::Integer(it) => u64::from_str_radix(it.as_str(), it.radix()).ok(),
            _ => None,
        };
        let number = number.filter(|number| *number > 0);
        match number.and_then(|number| T::try_from(number).ok()) {
            Some(number) => Some(number),
            None => self.mistyped(value, "expected a whole number from 1"),
        }
    }

    pub(super) fn address(&mut self, value: &Value<'_>) -> Option<String> {
        let text = self.string(value)?;
        match WebAddress::parse(Text::from(text.clone())) {
            Ok(address) => Some(address.as_str().to_owned()),
            Err(error) => self.wrong(value, error, WebAddress::nearest(&text).as_deref()),
        }
    }

    pub(super) fn site(&mut self, value: &Value<'_>) -> Option<String> {
        let text = self.string(value)?;
        match folder_address(&text) {
            Ok(address) => Some(address),
            Err(expected) => self.wrong(value, expected, WebAddress::nearest(&text).as_deref()),
        }
    }

    pub(super) fn language(&mut self, value: &Value<'_>) -> Option<String> {
        let text = self.string(value)?;
        match Language::parse(Text::from(text.clone())) {
            Ok(language) => Some(language.as_str().to_owned()),
            Err(error) => self.wrong(value, error, Language::nearest(&text).as_deref()),
        }
    }

    /// The text of a date, which TOML may hold without quotes, and a year as a number.
    pub(super) fn date_text(&mut self, value: &Value<'_>) -> Option<String> {
        match value.get_ref() {
            DeValue::String(text) => Some(text.clone().into_owned()),
            DeValue::Datetime(_) | DeValue::Integer(_) => {
                Some(self.text.get(value.span()).unwrap_or_default().to_owned())
            }
            _ => self.mistyped(value, "expected a date such as `2016-10-25`"),
        }
    }

    pub(super) fn date(&mut self, value: &Value<'_>) -> Option<Date> {
        let text = self.date_text(value)?;
        let text = text.trim();
        if text.is_empty() {
            return None;
        }
        match Date::from_str(text) {
            Ok(date) => Some(date),
            Err(error) => {
                let near = Date::nearest(text).map(|date| date.to_string());
                self.wrong(value, error, near.as_deref())
            }
        }
    }

    /// One of the values of `T`, by its name, of those that are fit.
    pub(super) fn one_of<T: ValueEnum>(
        &mut self,
        value: &Value<'_>,
        fit: impl Fn(&T) -> bool,
    ) -> Option<T> {
        let name = |value: &T| value.to_possible_value().map(|v| v.get_name().to_owned());
        let values = T::value_variants().iter().filter(|value| fit(value));
        let choices: Vec<(String, &T)> = values.filter_map(|it| Some((name(it)?, it))).collect();
        let names = choices.iter().map(|(name, _)| name.as_str());
        let expected = format!("expected {}", any_of(names.clone()));
        let DeValue::String(text) = value.get_ref() else {
            return self.mistyped(value, expected);
        };
        match choices.iter().find(|(name, _)| *name == text.as_ref()) {
            Some((_, it)) => Some((*it).clone()),
            None => self.wrong(value, expected, nearest_name(text, names)),
        }
    }

    pub(super) fn formats(&mut self, value: &Value<'_>) -> Option<Vec<OutputFormat>> {
        let mut seen = Vec::new();
        self.list(value, "formats", "a format", |it, value| {
            let format: OutputFormat =
                it.one_of(value, |format: &OutputFormat| format.is_feed())?;
            if seen.contains(&format) {
                return it.wrong(value, "expected each format once", None);
            }
            seen.push(format);
            Some(format)
        })
    }

    pub(super) fn facets(&mut self, value: &Value<'_>) -> Option<Vec<Vec<Facet>>> {
        let mut seen: Vec<Vec<Facet>> = Vec::new();
        let of = "a facet such as `state`, or a list of facets";
        self.list(value, "per", of, |it, value| {
            let facets = match value.get_ref() {
                DeValue::Array(list) if list.is_empty() => {
                    return it.mistyped(value, "expected one facet or more");
                }
                DeValue::Array(list) => {
                    let mut facets = Vec::new();
                    for value in list {
                        let facet = it.facet(value)?;
                        if facets.contains(&facet) {
                            return it.wrong(value, "expected each facet once in a list", None);
                        }
                        facets.push(facet);
                    }
                    facets
                }
                _ => vec![it.facet(value)?],
            };
            // The order within a list says how the feeds are named, not which they are.
            let mut sorted = facets.clone();
            sorted.sort_unstable();
            if seen.contains(&sorted) {
                return it.wrong(value, "expected the same facets once", None);
            }
            seen.push(sorted);
            Some(facets)
        })
    }

    fn facet(&mut self, value: &Value<'_>) -> Option<Facet> {
        let text = self.text(value)?;
        match Facet::from_str(&text) {
            Ok(facet) => Some(facet),
            Err(error) => {
                self.fault(value.span().start, error.to_string());
                None
            }
        }
    }
}

/// The names, each as it is typed: one of them is expected.
pub(super) fn any_of<'n>(names: impl Iterator<Item = &'n str>) -> String {
    let names: Vec<_> = names.map(|name| format!("`{name}`")).collect();
    format!("one of {}", names.join(", "))
}
