//! What a feed says beyond what a release has a field for.

use std::fmt::{self, Write as _};

use serde::de::{MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::text::illegal_character;
use crate::{Excerpt, Field, Finding, FindingKind, Text};

/// An element of a feed that has no home in a release, kept as it was: its name, its namespace, its
/// attributes, and its text or what is nested in it.
///
/// Where text stands between nested elements, each piece of it is a child without a name, so that
/// the order is kept. Of an element whose text a field of the release holds, only the attributes
/// are kept that have no home. A key of a JSON Feed is kept with [`Foreign::JSON_FEED`] as its
/// namespace and the JSON of its value as its text.
///
/// ```
/// use dateline_core::Foreign;
///
/// let point = Foreign {
///     name: "point".into(),
///     namespace: "http://www.georss.org/georss".into(),
///     text: "41.99 21.43".into(),
///     ..Foreign::default()
/// };
/// assert_eq!(point.to_string(), "{http://www.georss.org/georss}point");
/// ```
#[derive(Clone, Debug, Default, Deserialize, Eq, Hash, PartialEq, Serialize)]
#[serde(deny_unknown_fields, default, bound(deserialize = "'de: 'a"))]
pub struct Foreign<'a> {
    /// The element's name without prefix; empty for a piece of text between elements.
    #[serde(skip_serializing_if = "none")]
    pub name: Text<'a>,
    /// The address of its namespace; empty where it has none.
    #[serde(skip_serializing_if = "none")]
    pub namespace: Text<'a>,
    /// Its text, where it has no nested elements.
    #[serde(skip_serializing_if = "none")]
    pub text: Text<'a>,
    /// Its attributes, in order: the name (with a namespace as `{namespace}name`) and the value.
    #[serde(skip_serializing_if = "Vec::is_empty", with = "attributes")]
    pub attributes: Vec<(Text<'a>, Text<'a>)>,
    /// What is nested in it, in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub children: Vec<Self>,
}

impl<'a> Foreign<'a> {
    /// The namespace of what is kept of a JSON Feed: its text is JSON.
    pub const JSON_FEED: &'static str = "https://jsonfeed.org/version/1.1";

    /// How deeply foreign elements may nest, so that every format can hold them; a reader keeps
    /// what is nested deeper as text.
    pub const DEPTH: usize = 32;

    /// The same, owning its text.
    #[must_use]
    pub fn into_owned(self) -> Foreign<'static> {
        let Self {
            name,
            namespace,
            text,
            attributes,
            children,
        } = self;
        Foreign {
            name: name.into_owned(),
            namespace: namespace.into_owned(),
            text: text.into_owned(),
            attributes: attributes
                .into_iter()
                .map(|(name, value)| (name.into_owned(), value.into_owned()))
                .collect(),
            children: children.into_iter().map(Foreign::into_owned).collect(),
        }
    }

    /// The same, borrowed from this one.
    #[must_use]
    pub fn borrowed(&self) -> Foreign<'_> {
        Foreign {
            name: self.name.borrowed(),
            namespace: self.namespace.borrowed(),
            text: self.text.borrowed(),
            attributes: self
                .attributes
                .iter()
                .map(|(name, value)| (name.borrowed(), value.borrowed()))
                .collect(),
            children: self.children.iter().map(Foreign::borrowed).collect(),
        }
    }

    /// What is to be said of foreign elements that a format has no place for; nothing where there
    /// are none.
    #[must_use]
    pub fn loss<'e>(lost: impl IntoIterator<Item = &'e Self>, format: &str) -> Option<Finding>
    where
        'a: 'e,
    {
        /// So many are named.
        const NAMED: usize = 8;
        let mut names = String::new();
        let mut count = 0;
        for element in lost {
            count += 1;
            if count <= NAMED {
                let joint = if count == 1 { "" } else { ", " };
                let name = element.to_string();
                let _ = write!(names, "{joint}`{}`", Excerpt(&name));
            }
        }
        if count > NAMED {
            let _ = write!(names, " and {} more", count - NAMED);
        }
        (count > 0).then(|| {
            let what = format!("{format} has no place for foreign data: {names}");
            Finding::about(Field::Foreign, FindingKind::Loss { what })
        })
    }

    /// The first of its texts that has a character that XML 1.0 does not allow.
    pub(crate) fn illegal(&self) -> Option<&Text<'a>> {
        let own = [&self.name, &self.namespace, &self.text];
        let attributes = self
            .attributes
            .iter()
            .flat_map(|(name, value)| [name, value]);
        own.into_iter()
            .chain(attributes)
            .find(|text| illegal_character(text).is_some())
            .or_else(|| self.children.iter().find_map(Foreign::illegal))
    }
}

/// The name, with a namespace as `{namespace}name`.
impl fmt::Display for Foreign<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.namespace.is_empty() {
            write!(f, "{{{}}}", self.namespace)?;
        }
        f.write_str(&self.name)
    }
}

/// Somebody whom a feed names as an author, or a channel of itself.
///
/// The name is among the release's sources as well; this is the whole of it.
#[derive(Clone, Debug, Default, Deserialize, Eq, Hash, PartialEq, Serialize)]
#[serde(deny_unknown_fields, default, bound(deserialize = "'de: 'a"))]
pub struct Author<'a> {
    /// The name.
    #[serde(skip_serializing_if = "none")]
    pub name: Text<'a>,
    /// The mail address.
    #[serde(skip_serializing_if = "none")]
    pub email: Text<'a>,
    /// A page about the author.
    #[serde(skip_serializing_if = "none")]
    pub url: Text<'a>,
}

impl Author<'_> {
    /// Whether nothing is said of the author.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.name.is_empty() && self.email.is_empty() && self.url.is_empty()
    }

    /// The same author, owning the text.
    #[must_use]
    pub fn into_owned(self) -> Author<'static> {
        Author {
            name: self.name.into_owned(),
            email: self.email.into_owned(),
            url: self.url.into_owned(),
        }
    }
}

fn none(text: &Text<'_>) -> bool {
    text.is_empty()
}

/// In JSON, attributes are an object of name to value, in order.
mod attributes {
    use super::{Deserializer, MapAccess, SerializeMap, Serializer, Text, Visitor, fmt};

    pub(super) fn serialize<S: Serializer>(
        attributes: &[(Text<'_>, Text<'_>)],
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(attributes.len()))?;
        for (name, value) in attributes {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }

    pub(super) fn deserialize<'de: 'a, 'a, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Vec<(Text<'a>, Text<'a>)>, D::Error> {
        struct Attributes;

        impl<'de> Visitor<'de> for Attributes {
            type Value = Vec<(Text<'de>, Text<'de>)>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object of name to value")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut attributes = Vec::new();
                while let Some(attribute) = map.next_entry()? {
                    attributes.push(attribute);
                }
                Ok(attributes)
            }
        }

        deserializer.deserialize_map(Attributes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Checker, Draft};

    fn release_with(foreign: Foreign<'static>) -> Draft<'static> {
        Draft {
            title: "Water talks".into(),
            date: "2016-10-25".into(),
            foreign: vec![foreign],
            ..Draft::default()
        }
    }

    fn media() -> Foreign<'static> {
        Foreign {
            name: "content".into(),
            namespace: "http://search.yahoo.com/mrss/".into(),
            attributes: vec![
                ("url".into(), "https://www.osce.org/a.jpg".into()),
                ("{urn:x}b".into(), String::new().into()),
            ],
            children: vec![
                Foreign {
                    text: "between ".into(),
                    ..Foreign::default()
                },
                Foreign {
                    name: "title".into(),
                    text: "A boat".into(),
                    ..Foreign::default()
                },
            ],
            ..Foreign::default()
        }
    }

    #[test]
    fn json_holds_all_of_it_in_order() {
        let json = serde_json::to_string(&media()).unwrap();
        assert_eq!(
            json,
            "{\"name\":\"content\",\"namespace\":\"http://search.yahoo.com/mrss/\",\
             \"attributes\":{\"url\":\"https://www.osce.org/a.jpg\",\"{urn:x}b\":\"\"},\
             \"children\":[{\"text\":\"between \"},{\"name\":\"title\",\"text\":\"A boat\"}]}",
        );
        assert_eq!(serde_json::from_str::<Foreign<'_>>(&json).unwrap(), media());
    }

    #[test]
    fn a_release_keeps_it() {
        let draft = release_with(media());
        let release = Checker::default()
            .check(draft.clone(), &mut Vec::new())
            .unwrap();
        assert_eq!(release.foreign(), [media()]);
        assert_eq!(Draft::from(&release).foreign, draft.foreign);
        assert_eq!(release.clone().into_owned(), release);
    }

    #[test]
    fn no_text_in_it_has_a_character_that_xml_forbids() {
        let mut foreign = media();
        foreign.children[1].attributes = vec![("a".into(), "b\u{1}".into())];
        let violations = Checker::default()
            .check(release_with(foreign), &mut Vec::new())
            .unwrap_err();
        assert_eq!(
            violations.to_string(),
            "foreign[0]: expected text that XML can carry, found U+0001 at character 2"
        );
    }

    #[test]
    fn what_is_lost_is_named_a_few_times() {
        let said = |count| {
            let all = vec![media(); count];
            Foreign::loss(&all, "a table").map(|finding| finding.to_string())
        };
        assert_eq!(said(0), None);
        assert_eq!(
            said(1).unwrap(),
            "foreign: a table has no place for foreign data: `{http://search.yahoo.com/mrss/}content`"
        );
        assert!(said(10).unwrap().ends_with("content` and 2 more"));
    }
}
