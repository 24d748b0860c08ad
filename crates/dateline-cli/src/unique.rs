//! Keeping one of several releases with one id.
//!
//! The first of them is known at once. Which is the last or the newest is known only at the end:
//! until then all releases wait in a temporary file, one a line. What is held in memory is each id
//! once, with where it was met.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Seek as _, SeekFrom};

use dateline_core::{Checker, Date, Fault, Release};
use dateline_json::native::{Layout, Reader, Writer};
use jiff::SignedDuration;

use crate::args;
use crate::format::InputFormat;

/// Where a release was met.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Met {
    /// Which input it was, from 0.
    pub(crate) input: usize,
    /// Which record of it, from 1.
    pub(crate) record: u64,
    /// On which line that began.
    pub(crate) line: u64,
    /// What the input is written in.
    pub(crate) format: InputFormat,
}

/// What becomes of a release.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Verdict {
    /// It is the first with its id.
    New,
    /// Another with its id is kept instead.
    Dropped(Met),
    /// It is kept instead of another with its id.
    Replaces(Met),
}

/// The ids that were met.
#[derive(Debug)]
pub(crate) struct Unique {
    which: args::Unique,
    ids: HashMap<Box<str>, Seen>,
    spool: Option<Spool>,
    /// How many releases were offered.
    count: u64,
}

#[derive(Clone, Copy, Debug)]
struct Seen {
    met: Met,
    /// Which of all releases it is.
    index: u64,
    changed: SignedDuration,
}

/// Releases that wait until it is known which of them are kept.
#[derive(Debug)]
struct Spool {
    writer: Writer<BufWriter<File>>,
    /// Where each release was met, and whether it is still the one to keep.
    entries: Vec<(Met, bool)>,
    checker: Checker,
}

impl Unique {
    /// `checker` takes up again what waited.
    pub(crate) fn new(which: args::Unique, checker: Checker) -> io::Result<Self> {
        let spool = match which {
            args::Unique::First => None,
            args::Unique::Last | args::Unique::Newest => Some(Spool {
                writer: Writer::new(BufWriter::new(tempfile::tempfile()?))?.layout(Layout::Lines),
                entries: Vec::new(),
                checker: checker.keep_unlisted(true),
            }),
        };
        Ok(Self {
            which,
            ids: HashMap::new(),
            spool,
            count: 0,
        })
    }

    /// As [`new`](Unique::new), for one who keeps the releases himself and can drop one again.
    pub(crate) fn verdicts(which: args::Unique) -> Self {
        Self {
            which,
            ids: HashMap::new(),
            spool: None,
            count: 0,
        }
    }

    /// Whether releases wait until all are known.
    pub(crate) const fn waits(&self) -> bool {
        self.spool.is_some()
    }

    /// Takes up a release that was met.
    pub(crate) fn offer(&mut self, release: &Release<'_>, met: Met) -> io::Result<Verdict> {
        let index = self.count;
        self.count += 1;
        let changed = release.modified().unwrap_or(release.date());
        let seen = Seen {
            met,
            index,
            changed: Date::first_instant(changed),
        };
        let verdict = match self.ids.entry(release.id().into()) {
            Entry::Vacant(entry) => {
                entry.insert(seen);
                Verdict::New
            }
            Entry::Occupied(mut entry) => {
                let other = *entry.get();
                let replaces = match self.which {
                    args::Unique::First => false,
                    args::Unique::Last => true,
                    args::Unique::Newest => seen.changed > other.changed,
                };
                if replaces {
                    entry.insert(seen);
                    if let Some((_, kept)) = self.entry(other.index) {
                        *kept = false;
                    }
                    Verdict::Replaces(other.met)
                } else {
                    Verdict::Dropped(other.met)
                }
            }
        };
        if let Some(spool) = &mut self.spool {
            let kept = !matches!(verdict, Verdict::Dropped(_));
            spool.entries.push((met, kept));
            // This format holds every release whole.
            let _ = spool.writer.write(release, &mut Vec::new())?;
        }
        Ok(verdict)
    }

    fn entry(&mut self, index: u64) -> Option<&mut (Met, bool)> {
        let index = usize::try_from(index).ok()?;
        self.spool.as_mut()?.entries.get_mut(index)
    }

    /// Gives out the releases that waited and are kept, in the order in which they were met.
    pub(crate) fn release<E: From<io::Error>>(
        self,
        mut each: impl FnMut(&Release<'_>, Met) -> Result<(), E>,
    ) -> Result<(), E> {
        let Some(Spool {
            writer,
            entries,
            checker,
        }) = self.spool
        else {
            return Ok(());
        };
        let mut file = writer
            .finish(&mut Vec::new())?
            .into_inner()
            .map_err(io::IntoInnerError::into_error)?;
        file.seek(SeekFrom::Start(0))?;
        let mut reader = Reader::new(BufReader::new(file)).layout(Layout::Lines);
        let mut said = Vec::new();
        for (met, kept) in entries {
            said.clear();
            if !reader.advance(&mut said).map_err(broken)? {
                break;
            }
            if kept {
                let record = reader.record(&mut said).map_err(broken)?;
                let release = checker
                    .check(record.draft, &mut said)
                    .map_err(|error| io::Error::other(error.to_string()))?;
                each(&release, met)?;
            }
        }
        Ok(())
    }
}

/// What was written by ourselves can be read, unless the disk says otherwise.
#[expect(clippy::needless_pass_by_value, reason = "for `map_err`")]
fn broken<F: Fault>(fault: F) -> io::Error {
    io::Error::other(fault.to_string())
}

#[cfg(test)]
mod tests {
    use dateline_core::Draft;

    use super::*;

    #[track_caller]
    fn check(which: args::Unique, expected: &str) {
        let mut unique = Unique::new(which, Checker::default()).unwrap();
        let mut kept = String::new();
        let all = [
            ("a", "2016-01-01", ""),
            ("b", "2016-01-01", ""),
            ("a", "2017-01-01", "2019-01-01"),
            ("a", "2018-01-01", ""),
            ("b", "2016-01-01", ""),
        ];
        for (record, (id, date, modified)) in (1..).zip(all) {
            let release = Release::try_from(Draft {
                id: id.into(),
                title: "A".into(),
                date: date.into(),
                modified: modified.into(),
                ..Draft::default()
            })
            .unwrap();
            let met = Met {
                input: 0,
                record,
                line: record,
                format: InputFormat::Csv,
            };
            let verdict = unique.offer(&release, met).unwrap();
            if !unique.waits() && verdict == Verdict::New {
                kept.push_str(&[id, &record.to_string(), " "].concat());
            }
        }
        unique
            .release(|release, met| {
                kept.push_str(&[release.id(), &met.record.to_string(), " "].concat());
                Ok::<(), io::Error>(())
            })
            .unwrap();
        assert_eq!(kept.trim(), expected);
    }

    #[test]
    fn one_of_each_id_is_kept() {
        check(args::Unique::First, "a1 b2");
        check(args::Unique::Last, "a4 b5");
        check(args::Unique::Newest, "b2 a3");
    }
}
