//! Lets a step on the file system fail, or be the last of the process.

use std::cell::RefCell;
use std::io;
use std::path::{Path, PathBuf};

/// How a set can be put into its place.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Way {
    /// The folders are exchanged.
    Exchange,
    /// The system cannot exchange folders.
    Journal,
    /// The folder is a mount point.
    Inside,
}

impl Way {
    pub(super) const ALL: [Self; 3] = [Self::Exchange, Self::Journal, Self::Inside];
}

/// What goes wrong.
pub(super) struct Faults {
    pub(super) way: Way,
    /// The step (from 0) that does not go well.
    pub(super) at: usize,
    pub(super) what: What,
    /// A step that never goes well, by its verb.
    pub(super) refused: &'static str,
    /// What somebody else does right before the first step with this verb.
    pub(super) meanwhile: Option<Meanwhile>,
    /// The steps so far.
    pub(super) log: Vec<(&'static str, PathBuf)>,
}

pub(super) type Meanwhile = (&'static str, Box<dyn FnOnce()>);

#[derive(Clone, Copy, Debug)]
pub(super) enum What {
    Nothing,
    /// This step fails.
    Once(io::ErrorKind),
    /// This step and all behind it fail.
    FromNowOn(io::ErrorKind),
    /// The process ends before this step.
    Abort,
}

thread_local! {
    static FAULTS: RefCell<Option<Faults>> = const { RefCell::new(None) };
}

/// Runs with faults, and returns them with the log of the steps.
pub(super) fn with<T>(faults: Faults, run: impl FnOnce() -> T) -> (T, Faults) {
    FAULTS.with_borrow_mut(|slot| *slot = Some(faults));
    let result = run();
    let faults = FAULTS.with_borrow_mut(Option::take);
    (result, faults.expect("what was put there"))
}

impl Faults {
    pub(super) fn none(way: Way) -> Self {
        Self {
            way,
            at: 0,
            what: What::Nothing,
            refused: "",
            meanwhile: None,
            log: Vec::new(),
        }
    }

    pub(super) fn at(way: Way, at: usize, what: What) -> Self {
        Self {
            at,
            what,
            ..Self::none(way)
        }
    }
}

pub(in super::super) fn before(tried: &'static str, path: &Path) -> io::Result<()> {
    let meanwhile = FAULTS.with_borrow_mut(|faults| {
        let faults = faults.as_mut()?;
        let (_, act) = faults.meanwhile.take_if(|(verb, _)| *verb == tried)?;
        Some(act)
    });
    if let Some(act) = meanwhile {
        act();
    }
    FAULTS.with_borrow_mut(|faults| {
        let Some(faults) = faults else { return Ok(()) };
        let step = faults.log.len();
        faults.log.push((tried, path.to_owned()));
        match faults.what {
            What::Once(kind) if step == faults.at => Err(kind.into()),
            What::FromNowOn(kind) if step >= faults.at => Err(kind.into()),
            What::Abort if step == faults.at => std::process::abort(),
            _ if tried == faults.refused => Err(io::ErrorKind::PermissionDenied.into()),
            _ => Ok(()),
        }
    })
}

pub(in super::super) fn no_exchange() -> bool {
    is(Way::Journal)
}

pub(in super::super) fn is_mounted(path: &Path) -> bool {
    is(Way::Inside) && path.ends_with("public")
}

fn is(way: Way) -> bool {
    FAULTS.with_borrow(|faults| faults.as_ref().is_some_and(|faults| faults.way == way))
}
