//! Well-formedness: finds every fault of a piece of XML, and mends it.
//!
//! The piece is whatever a reader takes out of a document: an element with everything inside, a tag,
//! what stands between. One walk is checker and mender: what it has to mend is reported, and with
//! strict reading the first of it that is a violation is an error. It asks for XML 1.0 (fifth
//! edition) and Namespaces in XML 1.0; what it writes has only the five predefined entities, quoted
//! attributes that stand once, tags that match and prefixes that are declared. A piece without a
//! fault is given back as it stands, apart from entities that the document declares, which are
//! replaced. Nothing is ever fetched.
//!
//! Every walk is linear in the length of the piece: what is searched for and not found is not
//! searched for again, and what entities are replaced by is limited.

use std::borrow::Cow;

use dateline_core::text::illegal_character;
use memchr::memmem;

use crate::entities::Entities;

mod attributes;
mod declaration;
mod doctype;
mod marks;
mod names;
mod patch;
mod refer;
mod repair;
mod scan;
mod scope;
mod search;
mod subset;
mod tag;
#[cfg(test)]
mod tests;
mod walk;

pub(crate) use declaration::{declaration, is_declaration};
pub(crate) use doctype::doctype;
pub use repair::{ATTRIBUTE_LIMIT, ENTITY_DEPTH_LIMIT, EXPANSION_LIMIT, NAME_LIMIT};
pub(crate) use repair::{Limit, Repair, RepairKind};

use patch::{Map, Patch};
use repair::Repairs;
use walk::{Mode, State, Walker};

/// What a piece needs to know of what is around it.
#[derive(Clone, Copy)]
pub(crate) struct Context<'c> {
    pub(crate) entities: &'c Entities,
    /// The address of a prefix that is declared outside; `xml` need not be known.
    pub(crate) namespace: scope::Outer<'c>,
}

/// A piece that is well-formed.
#[derive(Debug)]
pub(crate) struct Mended<'x> {
    pub(crate) text: Cow<'x, str>,
    /// In the order of their places.
    pub(crate) repairs: Vec<Repair>,
    /// How many bytes entities were replaced by, for [`Entities::charge`].
    pub(crate) expanded: usize,
    cleaned: Map,
    map: Map,
}

impl Mended<'_> {
    /// The same, owning its text.
    pub(crate) fn into_owned(self) -> Mended<'static> {
        let Self {
            text,
            repairs,
            expanded,
            cleaned,
            map,
        } = self;
        Mended {
            text: Cow::Owned(text.into_owned()),
            repairs,
            expanded,
            cleaned,
            map,
        }
    }

    /// Where in the piece as it stood is what begins at `offset` of the mended text. Never goes
    /// back; for what was put in, a place where it was put.
    pub(crate) fn origin(&self, offset: usize) -> usize {
        self.cleaned.origin(self.map.origin(offset))
    }

    /// The first repair that strict reading does not make.
    pub(crate) fn violation(&self) -> Option<&Repair> {
        self.repairs
            .iter()
            .find(|repair| repair.kind.is_violation())
    }
}

/// Mends one element with everything inside. What stands around it in the piece is dropped.
pub(crate) fn element<'x>(xml: &'x str, context: &Context<'_>) -> Result<Mended<'x>, Limit> {
    mend(xml, context, Mode::Element)
}

/// Mends a start tag that stands alone, or an empty-element tag.
pub(crate) fn start_tag<'x>(xml: &'x str, context: &Context<'_>) -> Result<Mended<'x>, Limit> {
    mend(xml, context, Mode::StartTag)
}

/// Mends what stands between tags inside an element: text, comments, processing instructions, CDATA
/// sections.
pub(crate) fn content<'x>(xml: &'x str, context: &Context<'_>) -> Result<Mended<'x>, Limit> {
    mend(xml, context, Mode::Content)
}

/// Mends what stands outside the root: comments, processing instructions and blanks.
pub(crate) fn outside<'x>(xml: &'x str, context: &Context<'_>) -> Result<Mended<'x>, Limit> {
    mend(xml, context, Mode::Outside)
}

/// Mends the end tag of the element `name`, which stands alone.
pub(crate) fn end_tag<'x>(xml: &'x str, name: &str) -> Mended<'x> {
    let mut repairs = Repairs::default();
    let (text, _) = clean(xml, &mut repairs).finish();
    let inner = text
        .strip_prefix("</")
        .and_then(|text| text.strip_suffix('>'));
    let is_plain = inner
        .and_then(|inner| inner.strip_prefix(name))
        .is_some_and(|rest| rest.chars().all(crate::escape::is_blank));
    let mut patch = Patch::new(xml);
    if !is_plain {
        let kind = RepairKind::EndTag {
            name: name.to_owned(),
            found: format!("`{}`", dateline_core::Excerpt(&repair::excerpt(&text))),
        };
        repairs.push(0, kind);
    }
    if !is_plain || matches!(text, Cow::Owned(_)) {
        patch.replace(0..xml.len(), &format!("</{name}>"));
    }
    let (text, map) = patch.finish();
    Mended {
        text,
        repairs: repairs.finish(),
        expanded: 0,
        cleaned: Map::default(),
        map,
    }
}

/// Whether a piece that XML's own parser accepts has to be mended all the same: for a character that
/// XML does not allow, a reference to one that is not meant, or what it does not look into: comments,
/// instructions, `]]>` in text.
pub(crate) fn is_suspicious(xml: &str) -> bool {
    let bytes = xml.as_bytes();
    let count = |needle: &[u8]| memmem::find_iter(bytes, needle).count();
    illegal_character(xml).is_some()
        || refer::has_latin(xml)
        || memmem::find(bytes, b"<!--").is_some()
        || memmem::find(bytes, b"<?").is_some()
        || count(b"]]>") != count(b"<![CDATA[")
}

fn is_character(c: char) -> bool {
    illegal_character(c.encode_utf8(&mut [0; 4])).is_none()
}

fn mend<'x>(xml: &'x str, context: &Context<'_>, mode: Mode) -> Result<Mended<'x>, Limit> {
    let mut repairs = Repairs::default();
    let (clean, cleaned) = clean(xml, &mut repairs).finish();
    let mut state = State::new(*context);
    let walked = match &clean {
        Cow::Borrowed(clean) => Walker::new(clean, mode, &mut state).run(),
        Cow::Owned(clean) => Walker::new(clean, mode, &mut state)
            .run()
            .map(|(text, map, repairs)| (Cow::Owned(text.into_owned()), map, repairs)),
    };
    let (text, map, found) = walked.map_err(|limit| Limit {
        at: cleaned.origin(limit.at),
        ..limit
    })?;
    repairs.join(found, |at| cleaned.origin(at));
    Ok(Mended {
        text,
        repairs: repairs.finish(),
        expanded: state.spent,
        cleaned,
        map,
    })
}

/// Drops the characters that XML does not allow anywhere, before anything else is looked at: what
/// stands around them is taken as if they were not there.
fn clean<'x>(xml: &'x str, repairs: &mut Repairs) -> Patch<'x> {
    let mut patch = Patch::new(xml);
    if illegal_character(xml).is_some() {
        for (at, c) in xml.char_indices() {
            if !is_character(c) {
                repairs.push(at, RepairKind::Character(c));
                patch.replace(at..at + c.len_utf8(), "");
            }
        }
    }
    patch
}
