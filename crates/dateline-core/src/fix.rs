//! Mends that are certain, and a document with them.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::Position;

/// What makes it right: bytes of the input that are replaced. It is certain: nobody has to look
/// at what it makes.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Fix {
    /// What it does, in a few words: `write the zone as an offset`.
    pub what: String,
    /// The changes, in order, none touching another.
    pub edits: Vec<Edit>,
}

/// Bytes of an input and what stands there instead.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Edit {
    /// Which bytes, counted from the beginning of the input; an empty range inserts.
    pub bytes: Range<usize>,
    /// Their place, for those who count lines.
    pub position: Position,
    /// Behind the last of them.
    pub end: Position,
    /// What stands there instead.
    pub text: String,
}

impl Fix {
    /// The document with all of these mends but those that touch one that was made before; and how
    /// many were made. What lies outside the document is not made.
    ///
    /// ```
    /// use dateline_core::{Edit, Fix, Position};
    ///
    /// let text = "25 Oct 2016 UTC";
    /// let at = |byte: usize| Position::default().after(&text.as_bytes()[..byte]);
    /// let edit = Edit { bytes: 12..15, position: at(12), end: at(15), text: "GMT".into() };
    /// let fix = Fix { what: "write UTC as GMT".into(), edits: vec![edit] };
    /// let (mended, made) = Fix::apply(text.as_bytes(), [&fix, &fix]);
    /// assert_eq!((mended.as_slice(), made), (&b"25 Oct 2016 GMT"[..], 1));
    /// ```
    pub fn apply<'f>(
        document: &[u8],
        fixes: impl IntoIterator<Item = &'f Self>,
    ) -> (Vec<u8>, usize) {
        let mut edits: BTreeMap<(usize, usize), &str> = BTreeMap::new();
        let mut made = 0;
        for fix in fixes {
            let fits = fix.edits.iter().all(|edit| {
                edit.bytes.start <= edit.bytes.end
                    && edit.bytes.end <= document.len()
                    && is_free(&edits, &edit.bytes)
            });
            if fits {
                made += 1;
                let changes = fix.edits.iter();
                edits.extend(changes.map(|edit| ((edit.bytes.start, edit.bytes.end), &*edit.text)));
            }
        }
        let mut mended = Vec::with_capacity(document.len());
        let mut at = 0;
        for ((start, end), text) in edits {
            mended.extend_from_slice(document.get(at..start).unwrap_or_default());
            mended.extend_from_slice(text.as_bytes());
            at = end;
        }
        mended.extend_from_slice(document.get(at..).unwrap_or_default());
        (mended, made)
    }
}

/// Whether no edit touches these bytes.
fn is_free(edits: &BTreeMap<(usize, usize), &str>, bytes: &Range<usize>) -> bool {
    let before = edits.range(..=(bytes.end, usize::MAX)).next_back();
    before.is_none_or(|((_, end), _)| *end < bytes.start)
}
