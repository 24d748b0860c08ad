//! The rules about what a release says and what is said of it, whatever its format.

use crate::{Level, Rule};

/// All of them, in the order of their names.
pub const RULES: &[Rule] = &[Rule {
    id: "release.date",
    code: "",
    level: Level::Error,
    title: "a date is written as ISO 8601 writes it, as exactly as it is known",
    why: "25/10/2016 is October for some readers and no date for others. A date that can be read \
          in one way only sorts, filters and converts without asking anybody.",
    readers: "Feed readers put an item whose date they cannot read at the moment of fetching it, \
              or at the end.",
    mend: "Write `2016-10-25`, `2016-10` or `2016` where no more is known, or a time with its \
           offset: `2016-10-25T14:30:00+02:00`. Times without an offset are read with `--zone`.",
    source: "ISO 8601-1; RFC 3339",
}];
