//! What a reader does where an input is not as it should be and what it means is certain all the
//! same: it goes on and says so, or, where it is strict, it does not.

use dateline_core::{Fault as _, FieldPath, Finding, FindingKind, Position};

use crate::error::{Broken, Error};

/// The findings about a document, outside of its records.
#[derive(Debug)]
pub(crate) struct Mending<'f> {
    findings: &'f mut Vec<Finding>,
    strict: bool,
}

impl<'f> Mending<'f> {
    pub(crate) const fn new(findings: &'f mut Vec<Finding>, strict: bool) -> Self {
        Self { findings, strict }
    }

    /// Says that something was mended, and `how`.
    ///
    /// # Errors
    ///
    /// The error itself, where the reader is strict.
    pub(crate) fn mend(&mut self, error: Error, how: &str) -> Result<(), Error> {
        if self.strict {
            return Err(error);
        }
        let position = error.position();
        let what = format!("{error}; {how}");
        self.findings
            .push(Finding::general(FindingKind::Repair { what }).at(position));
        Ok(())
    }

    /// Says something that needs no mending.
    pub(crate) fn say(&mut self, finding: Finding) {
        self.findings.push(finding);
    }
}

/// What is worth saying about one record, with the offset in its bytes.
#[derive(Debug, Default)]
pub(crate) struct Notes {
    strict: bool,
    found: Vec<(usize, Option<FieldPath>, FindingKind)>,
    /// How many more there are than are kept.
    unsaid: usize,
}

/// So much is said of one record; what is more is counted.
const MOST: usize = 200;

impl Notes {
    pub(crate) const fn new(strict: bool) -> Self {
        Self {
            strict,
            found: Vec::new(),
            unsaid: 0,
        }
    }

    /// Says that something was mended, and `how`.
    ///
    /// # Errors
    ///
    /// What was broken itself, where the reader is strict.
    pub(crate) fn mend(
        &mut self,
        broken: Broken,
        path: Option<FieldPath>,
        how: &str,
    ) -> Result<(), Broken> {
        if self.strict {
            return Err(broken);
        }
        let what = format!("{}; {how}", broken.kind);
        self.say(broken.at, path, FindingKind::Repair { what });
        Ok(())
    }

    /// Says something that needs no mending.
    pub(crate) fn say(&mut self, at: usize, path: Option<FieldPath>, kind: FindingKind) {
        if self.found.len() < MOST {
            self.found.push((at, path, kind));
        } else {
            self.unsaid += 1;
        }
    }

    /// Everything that was said about `raw`, which stands at `start`.
    pub(crate) fn placed(mut self, raw: &[u8], start: Position) -> Vec<Finding> {
        if self.unsaid > 0 {
            let what = format!("{} more of the like", self.unsaid);
            self.found.push((0, None, FindingKind::Repair { what }));
        }
        let mut here = (0, start);
        let placed = self.found.into_iter().map(|(at, path, kind)| {
            // They come nearly in the order of the bytes: each goes on from the one before.
            if at < here.0 {
                here = (0, start);
            }
            let between = raw.get(here.0..at).unwrap_or_default();
            here = (at, here.1.after(between));
            Finding {
                kind,
                path,
                position: Some(here.1),
            }
        });
        placed.collect()
    }
}
