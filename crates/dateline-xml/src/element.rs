//! An element's start tag: its name and its attributes.

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;

use dateline_core::{Position, Scope};
use quick_xml::events::attributes::{AttrError, Attribute as Raw, Attributes};
use quick_xml::name::{Namespace, NamespaceResolver, QName, ResolveResult};
use smallvec::SmallVec;

use crate::frame::Scanner;
use crate::names::Space;
use crate::reference::attribute_value;
use crate::{Error, ErrorKind};

/// No address of a namespace may be longer, in bytes.
pub const NAMESPACE_LIMIT: usize = 500;

/// An element's start tag.
#[derive(Clone, Debug)]
pub(crate) struct Element<'i> {
    pub(crate) space: Space,
    /// The name behind the prefix.
    pub(crate) local: &'i str,
    /// The name as it was written.
    pub(crate) name: &'i str,
    /// Where it begins, in bytes.
    pub(crate) at: usize,
    /// Its attributes, but for the declarations of namespaces.
    pub(crate) attributes: AttributeList<'i>,
}

/// Most elements have no attributes, and most others one.
pub(crate) type AttributeList<'i> = SmallVec<[Attribute<'i>; 1]>;

/// An attribute.
#[derive(Clone, Debug)]
pub(crate) struct Attribute<'i> {
    /// The namespace of its prefix; none where it has no prefix, or one that was never declared.
    pub(crate) space: Option<Space>,
    /// The name as it was written.
    pub(crate) name: &'i str,
    pub(crate) value: Cow<'i, str>,
}

impl Attribute<'_> {
    /// The name behind the prefix, where the prefix has a namespace.
    pub(crate) fn local(&self) -> &str {
        match self.space {
            Some(_) => self
                .name
                .split_once(':')
                .map_or(self.name, |(_, name)| name),
            None => self.name,
        }
    }
}

impl<'i> Element<'i> {
    /// One that says nothing.
    #[inline]
    pub(crate) fn nothing() -> Self {
        Self {
            space: Space::RSS,
            local: "",
            name: "",
            at: 0,
            attributes: AttributeList::new(),
        }
    }

    /// The value of the attribute of this name, prefix included.
    pub(crate) fn attribute(&self, name: &str) -> Option<&Cow<'i, str>> {
        let found = self.attributes.iter().find(|a| a.name == name);
        found.map(|attribute| &attribute.value)
    }

    /// The value of an attribute of the namespace of RDF.
    pub(crate) fn rdf(&self, local: &str) -> Option<&Cow<'i, str>> {
        self.rdf_attribute(local).map(|attribute| &attribute.value)
    }

    /// The attribute itself.
    pub(crate) fn rdf_attribute(&self, local: &str) -> Option<&Attribute<'i>> {
        let is_it = |a: &&Attribute<'_>| a.space == Some(Space::Rdf) && a.local() == local;
        self.attributes.iter().find(is_it)
    }
}

/// A start tag that is to be read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tag<'i> {
    /// The tag without its brackets.
    pub(crate) text: &'i str,
    pub(crate) name: &'i str,
    /// Where it begins in `xml`.
    pub(crate) at: usize,
    pub(crate) xml: &'i str,
    pub(crate) position: Position,
    pub(crate) reach: Scope,
}

impl<'i> Tag<'i> {
    /// That the name is one.
    pub(crate) fn check_name(&self) -> Result<(), Error> {
        let local = QName(self.name).local_name().into_inner();
        let name_starts = |c: char| c.is_alphabetic() || c == '_' || c == ':';
        if self.name.starts_with(name_starts) && !local.is_empty() {
            return Ok(());
        }
        let expected = "an element's name behind `<` (a bare `<` is written `&lt;`)";
        Err(self.fault(0, expected))
    }

    /// Its attributes, of which every one follows the grammar and none stands twice.
    pub(crate) fn attributes(
        &self,
        resolver: &NamespaceResolver,
    ) -> Result<AttributeList<'i>, Error> {
        /// So many are compared with each other; more are looked up.
        const FEW: usize = 8;
        let mut raw = Attributes::new(self.text, self.name.len());
        raw.with_checks(false);
        let mut attributes = AttributeList::new();
        let mut names = [""; FEW];
        let mut count = 0;
        let mut seen: HashSet<&str> = HashSet::new();
        for attribute in raw {
            let Raw { key, value } = attribute.map_err(|error| self.grammar(&error))?;
            let offset = offset_in(self.text, key.0);
            if value.contains('<') {
                return Err(self.fault(offset, "an attribute without `<` (write `&lt;`)"));
            }
            let is_second = if let Some(name) = names.get_mut(count) {
                *name = key.0;
                count += 1;
                names.iter().filter(|name| **name == key.0).count() > 1
            } else {
                if seen.is_empty() {
                    seen.extend(names);
                }
                !seen.insert(key.0)
            };
            if is_second {
                return Err(self.fault(offset, "each attribute once"));
            }
            // What the library gives borrows from the tag.
            let Cow::Borrowed(value) = value else {
                continue;
            };
            if key.as_namespace_binding().is_some() {
                if value.len() > NAMESPACE_LIMIT {
                    let found = format!("one of {} bytes", value.len());
                    let kind = ErrorKind::Namespace { found };
                    return Err(kind.at(self.place(self.at), self.reach).within(self.name));
                }
                continue;
            }
            let value = attribute_value(value)
                .map_err(|kind| kind.at(self.place(self.at), self.reach).within(self.name))?;
            let space = match key.prefix() {
                None => None,
                Some(_) => match resolver.resolve_attribute(key).0 {
                    ResolveResult::Bound(Namespace(address)) => Some(Space::of(address)),
                    ResolveResult::Unbound | ResolveResult::Unknown(_) => None,
                },
            };
            attributes.push(Attribute {
                space,
                name: key.0,
                value,
            });
        }
        Ok(attributes)
    }

    fn grammar(&self, error: &AttrError) -> Error {
        match *error {
            AttrError::ExpectedEq(at) => {
                self.fault(at, "`=` and a value behind an attribute's name")
            }
            AttrError::ExpectedValue(at) => self.fault(at, "a value behind `=`"),
            AttrError::UnquotedValue(at) => self.fault(at, "an attribute's value in quotes"),
            AttrError::ExpectedQuote(at, _) => {
                self.fault(at, "a quote behind the attribute's value")
            }
            AttrError::Duplicated(at, _) => self.fault(at, "each attribute once"),
        }
    }

    fn fault(&self, offset: usize, expected: &'static str) -> Error {
        let from = self.text.get(offset..).unwrap_or(self.text);
        let found = from
            .split(char::is_whitespace)
            .find(|part| !part.is_empty());
        let found = found.unwrap_or(self.text).to_owned();
        let at = self.at + 1 + offset.min(self.text.len());
        ErrorKind::Tag { expected, found }
            .at(self.place(at), self.reach)
            .within(self.name)
    }

    fn place(&self, at: usize) -> Position {
        let bytes = self.xml.as_bytes();
        self.position.after(bytes.get(..at).unwrap_or(bytes))
    }
}

/// Where the value of an attribute stands, without its quotes: of the element of `xml` whose tag
/// begins at `at`.
pub(crate) fn attribute_range(xml: &str, at: usize, name: &str) -> Option<Range<usize>> {
    let markup = Scanner::default().step(xml.get(at..)?.as_bytes())?;
    let tag = xml.get(at + 1..at + markup.end - 1)?;
    let mut raw = Attributes::new(tag, markup.name(&xml.as_bytes()[at..]).len());
    raw.with_checks(false);
    let attribute = raw.flatten().find(|attribute| attribute.key.0 == name)?;
    let Cow::Borrowed(value) = attribute.value else {
        return None;
    };
    let start = at + 1 + offset_in(tag, value);
    Some(start..start + value.len())
}

/// Where `part` begins in `whole`, of which it is a slice.
fn offset_in(whole: &str, part: &str) -> usize {
    (part.as_ptr() as usize)
        .saturating_sub(whole.as_ptr() as usize)
        .min(whole.len())
}
