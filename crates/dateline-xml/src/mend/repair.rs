//! What was mended, and how much of it is told.

use std::borrow::Cow;
use std::fmt::{self, Write as _};

use dateline_core::Excerpt;

/// How many repairs of one piece are told one by one. Behind them one more says how many there are.
pub(super) const REPAIR_LIMIT: usize = 100;

/// Something that was mended, with its place in the piece as it stood, in bytes.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Repair {
    pub(crate) at: usize,
    pub(crate) kind: RepairKind,
}

/// What was mended. Its text reads `expected …, found …; …`, and ends with what was made of it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum RepairKind {
    /// A character that XML does not allow (production 2).
    Character(char),
    /// `&` that begins no reference.
    Ampersand,
    /// A reference without `;`, by what stands behind `&`.
    Semicolon { reference: String },
    /// A reference to a character that XML does not allow.
    CharacterReference { reference: String },
    /// `&#X41;`
    CapitalX { reference: String },
    /// A reference to a control character that stands for one of windows-1252. XML allows it.
    Latin { reference: String, character: char },
    /// An entity of HTML that is not declared. Lawful where declarations were not read.
    HtmlEntity {
        name: String,
        text: &'static str,
        lawful: bool,
    },
    /// An entity that is neither declared nor one of HTML. Lawful where declarations were not read.
    UnknownEntity { name: String, lawful: bool },
    /// An entity whose text is elsewhere. Lawful in text, not in an attribute.
    ExternalEntity { name: String, lawful: bool },
    /// An entity that is no text.
    UnparsedEntity { name: String },
    /// An entity inside itself.
    Recursion { name: String },
    /// An entity that a standalone document declares in a parameter entity.
    OutOfReach { name: String },
    /// A parameter entity that was not read, so that declarations may be missing.
    ParameterEntity { name: String, lawful: bool },
    /// `<` that begins no markup.
    Less,
    /// `]]>` in text.
    SectionEnd,
    /// An element without an end tag.
    Unclosed { name: String, found: String },
    /// An end tag without an element.
    Unopened { name: String },
    /// An end tag by another name that ends an element all the same.
    EndTag { name: String, found: String },
    /// A prefix that nothing declares.
    Prefix {
        prefix: String,
        address: Cow<'static, str>,
    },
    /// A piece of markup that does not end.
    Endless {
        what: &'static str,
        end: &'static str,
    },
    /// Anything else that breaks the grammar: what it asks for, what there is, and what was done.
    Grammar {
        expected: &'static str,
        found: String,
        taken: &'static str,
    },
    /// How many more there are.
    More(usize),
}

impl RepairKind {
    /// A break of the grammar, with as much of `found` as is worth telling.
    pub(crate) fn grammar(expected: &'static str, found: &str, taken: &'static str) -> Self {
        Self::Grammar {
            expected,
            found: excerpt(found),
            taken,
        }
    }

    /// Whether what was mended is no well-formed XML with namespaces. What is lawful is told all
    /// the same, and no reason to refuse a document.
    pub(crate) const fn is_violation(&self) -> bool {
        match self {
            Self::Latin { .. } | Self::More(_) => false,
            Self::HtmlEntity { lawful, .. }
            | Self::UnknownEntity { lawful, .. }
            | Self::ExternalEntity { lawful, .. }
            | Self::ParameterEntity { lawful, .. } => !*lawful,
            _ => true,
        }
    }

    /// What the grammar asks for.
    pub(crate) fn expected(&self) -> Cow<'static, str> {
        Cow::Borrowed(match self {
            Self::Character(_) => "characters that XML allows",
            Self::Ampersand => "a reference behind `&`",
            Self::Semicolon { reference } => {
                return Cow::Owned(format!("`&{};`", Excerpt(reference)));
            }
            Self::CharacterReference { .. } => "a reference to a character that XML allows",
            Self::CapitalX { .. } => "`&#x` with a small x",
            Self::Latin { .. } => "a reference to a character that can be seen",
            Self::HtmlEntity { .. } | Self::UnknownEntity { .. } => "a declared entity",
            Self::ExternalEntity { .. } => "an entity that is declared with its text",
            Self::UnparsedEntity { .. } => "an entity of text",
            Self::Recursion { .. } => "an entity that is not inside itself",
            Self::OutOfReach { .. } => "an entity that the standalone document itself declares",
            Self::ParameterEntity { .. } => "declarations in the document itself",
            Self::Less => "a tag behind `<`",
            Self::SectionEnd => "text without `]]>`",
            Self::Unclosed { name, .. } | Self::EndTag { name, .. } => {
                return Cow::Owned(format!("`</{}>`", Excerpt(name)));
            }
            Self::Unopened { .. } => "no end tag here",
            Self::Prefix { .. } => "a declared prefix",
            Self::Endless { end, .. } => return Cow::Owned(format!("`{end}`")),
            Self::Grammar { expected, .. } => expected,
            Self::More(_) => "well-formed XML",
        })
    }

    /// What there is.
    pub(crate) fn found(&self) -> String {
        match self {
            Self::Character(c) => format!("U+{:04X}", u32::from(*c)),
            Self::Ampersand => "a bare `&`".to_owned(),
            Self::Semicolon { reference } => format!("`&{}` without `;`", Excerpt(reference)),
            Self::CharacterReference { reference }
            | Self::CapitalX { reference }
            | Self::Latin { reference, .. } => format!("`&{};`", Excerpt(reference)),
            Self::HtmlEntity { name, .. } => format!("`&{};` of HTML", Excerpt(name)),
            Self::UnknownEntity { name, .. } | Self::Recursion { name } => {
                format!("`&{};`", Excerpt(name))
            }
            Self::ExternalEntity { name, .. } => {
                format!(
                    "`&{};`, which is elsewhere and never fetched",
                    Excerpt(name)
                )
            }
            Self::OutOfReach { name } => {
                format!("`&{};` of a parameter entity", Excerpt(name))
            }
            Self::UnparsedEntity { name } => format!("`&{};`, which is none", Excerpt(name)),
            Self::ParameterEntity { name, .. } => {
                format!("`%{};`, which is not read", Excerpt(name))
            }
            Self::Less => "a bare `<`".to_owned(),
            Self::SectionEnd => "`]]>`".to_owned(),
            Self::Unclosed { found, .. } | Self::EndTag { found, .. } => found.clone(),
            Self::Unopened { name } => format!("`</{}>`", Excerpt(name)),
            Self::Prefix { prefix, .. } => format!("`{}:`", Excerpt(prefix)),
            Self::Endless { what, .. } => format!("{what} that is not closed"),
            Self::Grammar { found, .. } if found.is_empty() => "none".to_owned(),
            Self::Grammar { found, .. } => format!("`{}`", Excerpt(found)),
            Self::More(count) => format!("{count} more faults"),
        }
    }

    /// The error of strict reading.
    pub(crate) fn error(&self) -> crate::ErrorKind {
        use crate::ErrorKind;
        match self {
            Self::Ampersand => ErrorKind::Ampersand,
            Self::HtmlEntity { name, .. } | Self::UnknownEntity { name, .. } => {
                let name = name.clone();
                ErrorKind::Entity { name }
            }
            Self::CharacterReference { reference } => {
                let reference = reference.clone();
                ErrorKind::CharacterReference { reference }
            }
            Self::Unopened { name } => {
                let name = name.clone();
                ErrorKind::Unopened { name }
            }
            _ => ErrorKind::IllFormed {
                expected: self.expected().into_owned(),
                found: self.found(),
            },
        }
    }

    /// What was made of it.
    fn taken(&self) -> Cow<'static, str> {
        Cow::Borrowed(match self {
            Self::Character(_)
            | Self::CharacterReference { .. }
            | Self::ExternalEntity { .. }
            | Self::UnparsedEntity { .. }
            | Self::Recursion { .. }
            | Self::Unopened { .. } => "dropped",
            Self::OutOfReach { .. } => "replaced all the same",
            Self::Ampersand => "taken as `&amp;`",
            Self::Semicolon { .. } => "taken as if it had one",
            Self::CapitalX { .. } => "taken as if it were small",
            Self::Latin { character, .. } => {
                return Cow::Owned(format!("taken as `{character}` of windows-1252"));
            }
            Self::HtmlEntity { text, .. } => return Cow::Owned(shown(text)),
            Self::UnknownEntity { .. } => "kept as text",
            Self::ParameterEntity { .. } => "declarations may be missing",
            Self::Less => "taken as `&lt;`",
            Self::SectionEnd => "taken as `]]&gt;`",
            Self::Unclosed { .. } => "closed here",
            Self::EndTag { .. } => "taken as its end",
            Self::Prefix { address, .. } => {
                return Cow::Owned(format!("taken for `{}`", Excerpt(address)));
            }
            Self::Endless { .. } => "ended where the next markup begins or ends",
            Self::Grammar { taken, .. } => taken,
            Self::More(_) => "mended like these",
        })
    }
}

impl fmt::Display for RepairKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (expected, found, taken) = (self.expected(), self.found(), self.taken());
        write!(f, "expected {expected}, found {found}; {taken}")
    }
}

/// As much of a text as a message shows, and a little more, so that the cut is seen.
pub(super) fn excerpt(text: &str) -> String {
    text.chars().take(80).collect()
}

/// Characters by number where they cannot be seen.
fn shown(text: &str) -> String {
    let mut out = "taken as".to_owned();
    for c in text.chars() {
        let _ = if c.is_whitespace()
            || c.is_control()
            || matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}')
        {
            write!(out, " U+{:04X}", u32::from(c))
        } else {
            write!(out, " `{c}`")
        };
    }
    out
}

/// The repairs of a piece, of which the first are kept.
#[derive(Debug, Default)]
pub(super) struct Repairs {
    kept: Vec<Repair>,
    /// The first place of those that are only counted, and how many there are.
    more: Option<(usize, usize)>,
    /// Whether one that is kept makes a document unlawful: it is never only counted.
    violation: bool,
}

impl Repairs {
    pub(super) fn push(&mut self, at: usize, kind: RepairKind) {
        let first_violation = kind.is_violation() && !self.violation;
        if self.kept.len() < REPAIR_LIMIT || first_violation {
            self.violation |= kind.is_violation();
            self.kept.push(Repair { at, kind });
        } else {
            let (at, count) = self.more.unwrap_or((at, 0));
            self.more = Some((at, count + 1));
        }
    }

    /// Takes over those of a part, whose places `place` tells.
    pub(super) fn join(&mut self, part: Self, place: impl Fn(usize) -> usize) {
        for repair in part.kept {
            self.push(place(repair.at), repair.kind);
        }
        if let Some((first, count)) = part.more {
            let (at, sum) = self.more.unwrap_or((place(first), 0));
            self.more = Some((at, sum + count));
        }
    }

    /// All by their places.
    pub(super) fn finish(mut self) -> Vec<Repair> {
        self.kept.sort_by_key(|repair| repair.at);
        if let Some((at, count)) = self.more {
            let kind = RepairKind::More(count);
            self.kept.push(Repair { at, kind });
        }
        self.kept
    }
}

/// A limit that a piece goes beyond, with its place in the piece. Such a piece is not read.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Limit {
    pub(crate) at: usize,
    pub(crate) kind: LimitKind,
}

/// What there is too much of.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum LimitKind {
    /// Elements inside elements: [`DEPTH_LIMIT`](crate::DEPTH_LIMIT).
    Depth,
    /// Attributes of an element: [`ATTRIBUTE_LIMIT`].
    Attributes,
    /// The length of a name: [`NAME_LIMIT`].
    Name,
    /// What entities are replaced by: [`EXPANSION_LIMIT`].
    Expansion,
    /// Entities inside entities: [`ENTITY_DEPTH_LIMIT`].
    EntityDepth,
}

/// How many attributes an element may have.
pub const ATTRIBUTE_LIMIT: usize = 256;

/// How many bytes the name of an element, an attribute or an entity may have.
pub const NAME_LIMIT: usize = 1024;

/// How many bytes of text the entities of one document may be replaced by in all.
pub const EXPANSION_LIMIT: usize = 64 * 1024;

/// How many entities may stand inside one another.
pub const ENTITY_DEPTH_LIMIT: usize = 16;

impl From<LimitKind> for crate::ErrorKind {
    fn from(kind: LimitKind) -> Self {
        let (limit, what) = match kind {
            LimitKind::Depth => {
                let limit = crate::DEPTH_LIMIT;
                return Self::TooDeep { limit };
            }
            LimitKind::Attributes => (ATTRIBUTE_LIMIT, "attributes of an element"),
            LimitKind::Name => (NAME_LIMIT, "bytes of a name"),
            LimitKind::Expansion => (EXPANSION_LIMIT, "bytes that entities are replaced by"),
            LimitKind::EntityDepth => (ENTITY_DEPTH_LIMIT, "entities inside one another"),
        };
        Self::TooMuch { limit, what }
    }
}
