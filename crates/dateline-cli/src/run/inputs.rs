//! The inputs of a run, one behind the other. Whoever holds them reads on, on whichever thread.

use std::sync::Arc;

use crate::format::InputFormat;
use crate::input::{Input, OpenError};
use crate::plan::{self, Reading};
use crate::progress::Screen;
use crate::report::{At, Report};
use crate::walk::{Found, Unreadable};

/// All files that are read, those that cannot be looked at among them.
pub(super) type All = Arc<[Result<Found, Unreadable>]>;

/// What is read, from the file that is open on.
pub(super) struct Inputs<'p> {
    files: All,
    /// Which file comes next.
    next: usize,
    open: Option<Open>,
    reading: &'p Reading,
    screen: Screen,
}

/// A file that is being read.
pub(super) struct Open {
    pub(super) origin: Arc<Origin>,
    pub(super) input: Input,
}

/// What is known of the file that records stand in.
#[derive(Debug)]
pub(super) struct Origin {
    /// Which of all files it is.
    pub(super) index: usize,
    pub(super) found: Found,
    /// What it is called in messages.
    pub(super) name: String,
    pub(super) format: InputFormat,
}

/// Why a file cannot be read at all.
#[derive(Debug)]
pub(super) struct Unopened {
    index: usize,
    /// Nothing where it could not even be looked at.
    error: Option<OpenError>,
}

impl<'p> Inputs<'p> {
    pub(super) const fn new(files: All, reading: &'p Reading, screen: Screen) -> Self {
        Self {
            files,
            next: 0,
            open: None,
            reading,
            screen,
        }
    }

    /// The file that is being read, or else the next one; nothing behind the last.
    pub(super) fn open(&mut self) -> Option<Result<&mut Open, Unopened>> {
        if self.open.is_none() {
            let index = self.next;
            let file = self.files.get(index)?;
            self.next += 1;
            let opened = match file {
                Err(_) => Err(None),
                Ok(found) => Input::open(found, self.reading, &self.screen)
                    .map(|opened| (found, opened))
                    .map_err(Some),
            };
            match opened {
                Err(error) => return Some(Err(Unopened { index, error })),
                Ok((found, (input, format))) => {
                    let origin = Arc::new(Origin {
                        index,
                        found: found.clone(),
                        name: plan::name(&found.path),
                        format,
                    });
                    self.open = Some(Open { origin, input });
                }
            }
        }
        self.open.as_mut().map(Ok)
    }

    /// Leaves the file that is being read.
    pub(super) fn close(&mut self) {
        self.open = None;
    }
}

impl Unopened {
    pub(super) fn report(&self, files: &All, report: &mut Report<'_>) {
        let found = match files.get(self.index) {
            None => return,
            Some(Err(unreadable)) => return unreadable.report(report),
            Some(Ok(found)) => found,
        };
        let name = plan::name(&found.path);
        let at = At::whole(&name);
        match &self.error {
            // What nobody named is no reason to fail.
            Some(error @ OpenError::Undecided(_)) if found.below.is_some() => {
                report.refused(at, error);
            }
            Some(error) => report.unreadable(at, &error.diagnostic()),
            None => {}
        }
    }
}

impl Origin {
    /// The file, where its name says something about its record.
    pub(super) fn telling(&self, infers: bool) -> Option<&Found> {
        (infers && self.format == InputFormat::Page).then_some(&self.found)
    }

    /// Its name, for what is about the whole of it.
    pub(super) fn whole(&self) -> At<'_> {
        At::whole(&self.name)
    }
}
