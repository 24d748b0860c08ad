//! The fields of a release, named once and in order.

use std::fmt;

macro_rules! fields {
    ($($variant:ident $name:literal,)*) => {
        /// A field of a release. One word names it everywhere: in Rust, as JSON key, as CSV header
        /// and in messages.
        ///
        /// ```
        /// use dateline_core::Field;
        ///
        /// assert_eq!(Field::FieldsOfWork.name(), "fields_of_work");
        /// assert_eq!(Field::find("body_type"), Some(Field::BodyType));
        /// assert_eq!(Field::nearest("titel"), Some(Field::Title));
        /// ```
        #[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
        pub enum Field {
            $(#[doc = concat!("`", $name, "`")] $variant,)*
            /// `foreign`: what a feed said beyond the other fields; only JSON has a place for it.
            Foreign,
        }

        impl Field {
            /// The fields that every format has a place for, in the order in which it writes them:
            /// all but `foreign`.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The field's name.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* Self::Foreign => "foreign" }
            }

            /// The field of exactly this name, of those that every format has a place for.
            #[must_use]
            pub fn find(name: &str) -> Option<Self> {
                match name { $($name => Some(Self::$variant),)* _ => None }
            }
        }
    };
}

fields! {
    Id "id",
    Number "number",
    Kind "kind",
    Title "title",
    Date "date",
    Modified "modified",
    Language "language",
    Url "url",
    Places "places",
    Sources "sources",
    FieldsOfWork "fields_of_work",
    ParticipatingStates "participating_states",
    PartnerStates "partner_states",
    Tags "tags",
    Summary "summary",
    Body "body",
    BodyType "body_type",
    Translations "translations",
    Embargo "embargo",
}

impl Field {
    /// The field whose name is nearest to `name`, for "did you mean".
    #[must_use]
    pub fn nearest(name: &str) -> Option<Self> {
        let names = Self::ALL.iter().map(|field| field.name());
        Self::find(crate::text::nearest_name(name, names)?)
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A field, one value of it, or a part of that value: `title`, `sources[1]`, `places[0].state`,
/// `translations[0].url`.
///
/// ```
/// use dateline_core::{Field, FieldPath};
///
/// assert_eq!(FieldPath::from(Field::Title).to_string(), "title");
/// assert_eq!(FieldPath::of(Field::Places, 0).part("state").to_string(), "places[0].state");
/// ```
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct FieldPath {
    /// The field.
    pub field: Field,
    /// Which value of a field that has several, from 0.
    pub index: Option<usize>,
    /// Which part of a value that has several.
    pub part: Option<&'static str>,
}

impl FieldPath {
    /// The value at `index` of a field that has several.
    #[must_use]
    pub const fn of(field: Field, index: usize) -> Self {
        Self {
            field,
            index: Some(index),
            part: None,
        }
    }

    /// A part of the value.
    #[must_use]
    pub const fn part(self, part: &'static str) -> Self {
        Self {
            part: Some(part),
            ..self
        }
    }

    /// The path, that of the value which it is a part of, and that of the whole field: a place that
    /// is not known is that of what is around it.
    ///
    /// ```
    /// use dateline_core::{Field, FieldPath};
    ///
    /// let paths = FieldPath::of(Field::Places, 0).part("state").outward();
    /// assert_eq!(paths.map(|path| path.to_string()), ["places[0].state", "places[0]", "places"]);
    /// ```
    #[must_use]
    pub fn outward(self) -> [Self; 3] {
        [self, Self { part: None, ..self }, Self::from(self.field)]
    }
}

impl From<Field> for FieldPath {
    fn from(field: Field) -> Self {
        Self {
            field,
            index: None,
            part: None,
        }
    }
}

impl fmt::Display for FieldPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.field)?;
        if let Some(index) = self.index {
            write!(f, "[{index}]")?;
        }
        if let Some(part) = self.part {
            write!(f, ".{part}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_finds_its_field() {
        for field in Field::ALL {
            assert_eq!(Field::find(field.name()), Some(*field));
        }
        assert_eq!(Field::ALL.len(), 19);
    }

    #[test]
    fn near_misses() {
        assert_eq!(Field::nearest("Title"), Some(Field::Title));
        assert_eq!(Field::nearest("field of work"), Some(Field::FieldsOfWork));
        assert_eq!(
            Field::nearest("participating-states"),
            Some(Field::ParticipatingStates)
        );
        assert_eq!(Field::nearest("price"), None);
    }
}
