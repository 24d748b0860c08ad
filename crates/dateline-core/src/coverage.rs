//! What of a release a format holds.

use std::fmt;

/// How much of a field a format holds, so that reading gives it back.
///
/// Every writer says it of every field; what it cannot hold it reports as it meets it.
///
/// ```
/// use dateline_core::Coverage;
///
/// assert_eq!(Coverage::Whole.to_string(), "yes");
/// assert_eq!(Coverage::Part("what feed validators know").to_string(), "what feed validators know");
/// assert_eq!(Coverage::None.to_string(), "no");
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Coverage {
    /// All of it comes back as it was.
    Whole,
    /// Some of it comes back: which.
    Part(&'static str),
    /// Nothing of it is written.
    None,
}

impl fmt::Display for Coverage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Whole => "yes",
            Self::Part(which) => which,
            Self::None => "no",
        })
    }
}
