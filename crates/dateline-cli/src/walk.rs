//! Which files are read: those that were named, and those in the folders that were named.

use std::path::{Path, PathBuf};

use dateline_core::{Diagnostic, Level};
use walkdir::{DirEntry, WalkDir};

use crate::output::resolved;
use crate::plan;
use crate::report::{At, Report};

/// A file to be read.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Found {
    pub(crate) path: PathBuf,
    /// Its path below the folder in which it was found; none for a file that was named itself.
    pub(crate) below: Option<PathBuf>,
}

/// A folder, or something in one, that could not be looked at.
#[derive(Debug)]
pub(crate) struct Unreadable {
    pub(crate) path: PathBuf,
    pub(crate) why: String,
}

impl Unreadable {
    pub(crate) fn report(&self, report: &mut Report<'_>) {
        let diagnostic = Diagnostic::new("input.unreadable", Level::Error, &*self.why);
        report.unreadable(At::whole(&plan::name(&self.path)), &diagnostic);
    }
}

/// All files in order: of a folder those in it and below it, sorted by name, so that the order is
/// the same on every machine. What begins with a dot is passed over, and so are links to folders
/// and the files that are about to be written.
pub(crate) fn files(inputs: &[PathBuf], written: &[&Path]) -> Vec<Result<Found, Unreadable>> {
    let written: Vec<PathBuf> = written.iter().map(|path| resolved(path)).collect();
    let mut found = Vec::new();
    for input in inputs {
        if input.as_os_str() == "-" || !input.is_dir() {
            found.push(Ok(Found {
                path: input.clone(),
                below: None,
            }));
            continue;
        }
        let walk = WalkDir::new(input)
            .min_depth(1)
            .sort_by_file_name()
            .into_iter()
            .filter_entry(|entry| !is_hidden(entry));
        for entry in walk {
            match entry {
                Err(error) => found.push(Err(Unreadable {
                    path: error.path().unwrap_or(input).to_owned(),
                    why: error
                        .io_error()
                        .map_or_else(|| error.to_string(), ToString::to_string),
                })),
                Ok(entry) => {
                    let path = entry.into_path();
                    if path.is_file() && !written.contains(&resolved(&path)) {
                        let below = path.strip_prefix(input).ok().map(Path::to_owned);
                        found.push(Ok(Found { path, below }));
                    }
                }
            }
        }
    }
    found
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.depth() > 0 && entry.file_name().as_encoded_bytes().starts_with(b".")
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_folder_is_walked_in_the_order_of_names() {
        let folder = tempfile::tempdir().unwrap();
        for name in [
            "b/2.txt",
            "b/1.txt",
            "a.txt",
            ".hidden",
            ".git/x.txt",
            "out.csv",
            "c.txt",
        ] {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "").unwrap();
        }
        let single = folder.path().join("none.txt");
        let out = folder.path().join("out.csv");
        let found = files(&[folder.path().to_owned(), single.clone()], &[&out]);
        let names: Vec<_> = found
            .iter()
            .map(|found| found.as_ref().unwrap())
            .map(|found| {
                found
                    .below
                    .as_ref()
                    .map(|path| path.to_str().unwrap().to_owned())
            })
            .collect();
        let expected = ["a.txt", "b/1.txt", "b/2.txt", "c.txt"].map(|name| Some(name.to_owned()));
        assert_eq!(names[..4], expected);
        assert_eq!(found[4].as_ref().unwrap().path, single);
        assert_eq!(names.len(), 5);
    }
}
