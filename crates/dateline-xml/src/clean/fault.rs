//! What can be wrong with HTML, in words.

/// What is wrong with the markup itself (rule R28).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Fault {
    /// `&` that begins no character reference.
    Ampersand,
    /// A number that means no character, or without its `;`.
    Reference,
    /// `<` that begins no tag.
    Less,
    /// What begins like an end tag and is none.
    Tag,
    /// A tag that does not end.
    Unfinished,
    /// An attribute that is not written as the standard asks.
    Attribute,
    /// An attribute twice.
    Twice,
    /// More attributes than any tag has.
    Attributes,
    /// An end tag with attributes or a slash.
    EndTag,
    /// A comment that is not written as the standard asks.
    Comment,
    /// A declaration or processing instruction.
    Declaration,
    /// A tag where it must not stand, or an element that is not closed.
    Nesting,
    /// Elements nested deeper than any text nests them.
    Depth,
}

impl Fault {
    pub(super) const fn what(self) -> &'static str {
        match self {
            Self::Ampersand => "an ampersand that begins no character reference",
            Self::Reference => "a character reference that means no character",
            Self::Less => "a `<` that begins no tag",
            Self::Tag => "an end tag without a name",
            Self::Unfinished => "a tag that does not end",
            Self::Attribute => "an attribute that is not well written",
            Self::Twice => "an attribute that stands twice in a tag",
            Self::Attributes => "a tag with too many attributes",
            Self::EndTag => "an end tag with more than a name",
            Self::Comment => "a comment that is not well written",
            Self::Declaration => "a declaration",
            Self::Nesting => "elements that are not closed or not well nested",
            Self::Depth => "elements nested too deep",
        }
    }
}
