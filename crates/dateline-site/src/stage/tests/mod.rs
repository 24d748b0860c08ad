//! What a run leaves behind, whatever becomes of it.

pub(super) mod faults;
mod interrupted;
mod names;
mod own;
mod runs;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use self::faults::{Faults, Way};
use super::{Outcome, Stage, StageError};

/// What stands in a folder, without what only passes through.
#[derive(Clone, Debug, Eq, PartialEq)]
enum Thing {
    Folder,
    Link(PathBuf),
    File(Vec<u8>),
}

type Things = BTreeMap<PathBuf, Thing>;

/// `None` where there is no folder.
fn things(folder: &Path) -> Option<Things> {
    folder.is_dir().then(|| {
        WalkDir::new(folder)
            .min_depth(1)
            .into_iter()
            .map(|entry| entry.expect("a folder that can be read"))
            .map(|entry| {
                let path = entry.path();
                let thing = if entry.file_type().is_dir() {
                    Thing::Folder
                } else if entry.path_is_symlink() {
                    Thing::Link(fs::read_link(path).expect("a link"))
                } else {
                    Thing::File(fs::read(path).expect("a file"))
                };
                let name = path.strip_prefix(folder).expect("a path in it");
                (name.to_owned(), thing)
            })
            .collect()
    })
}

fn put(folder: &Path, files: &[(&str, &str)]) -> Result<Outcome, StageError> {
    let mut stage = Stage::begin(folder)?;
    for (path, text) in files {
        stage.put(path, text.as_bytes())?;
    }
    stage.commit(false)
}

/// A folder for a set, in a folder of its own: in memory where there is such a place, as waiting
/// for a disk thousands of times takes minutes.
fn place() -> (tempfile::TempDir, PathBuf) {
    let parent = tempfile::tempdir_in("/dev/shm")
        .or_else(|_| tempfile::tempdir())
        .expect("a temporary folder");
    let folder = parent.path().join("public");
    (parent, folder)
}

fn write(path: impl AsRef<Path>, text: &str) {
    let path = path.as_ref();
    fs::create_dir_all(path.parent().expect("a folder")).expect("to make a folder");
    fs::write(path, text).expect("to write a file");
}

/// What stands beside the set, which should be nothing but the set.
fn beside(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder.parent().expect("a parent"))
        .expect("a folder that can be read")
        .map(|entry| entry.expect("an entry").file_name().display().to_string())
        .filter(|name| name != "public")
        .collect();
    names.sort();
    names
}

/// In every way that a set can be put into its place.
fn every_way(run: impl Fn(&Path)) {
    for way in Way::ALL {
        let (_parent, folder) = place();
        faults::with(Faults::none(way), || run(&folder));
        assert_eq!(beside(&folder), [""; 0], "{way:?}");
    }
}
