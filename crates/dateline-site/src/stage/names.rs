//! The names of files in a set: which there may be, and how they stand in a list of lines.

use std::path::{Component, Path};

use super::StageError;

/// The folder in the set that holds what runs need to know about earlier runs.
pub(super) const OWN_FOLDER: &str = ".dateline";
/// The list of files that the last run made.
pub(super) const MANIFEST: &str = ".dateline/files";
/// What a run may put into [`OWN_FOLDER`].
const PUT: [&str; 2] = [".dateline/ledger.ndjson", ".dateline/site"];

/// Whether a run may put a file there.
pub(super) fn check(path: &str) -> Result<(), StageError> {
    let reason = if path.starts_with('/') {
        "it begins at the root"
    } else if path.contains('\0') {
        "it has a NUL"
    } else if path.split('/').any(|part| !is_name(part)) {
        "a part of it is empty, `.`, `..` or no name of a file"
    } else if !PUT.contains(&path) && is_own(path) {
        "that folder is kept for the set itself"
    } else {
        return Ok(());
    };
    Err(StageError::Path {
        path: path.to_owned(),
        reason,
    })
}

/// Whether a part of a path is the name of one file wherever this runs. Windows takes `\` for a
/// separator and `:` for the end of a drive or the start of a stream.
fn is_name(part: &str) -> bool {
    let mut components = Path::new(part).components();
    matches!(components.next(), Some(Component::Normal(name)) if name == part)
        && components.next().is_none()
        && !(cfg!(windows) && part.contains(['\\', ':']))
}

fn is_own(path: &str) -> bool {
    path.split('/').next().map(fold).as_deref() == Some(OWN_FOLDER)
}

/// What paths have in common that are one file where case does not count (macOS, Windows).
pub(super) fn fold(path: &str) -> String {
    path.to_lowercase()
}

/// The folders above a path, the nearest first, without the set itself.
pub(super) fn folders(path: &str) -> impl Iterator<Item = &str> {
    path.rmatch_indices('/')
        .filter_map(|(at, _)| path.get(..at))
}

/// A path as it stands in a line: `\` as `\\`, a line feed as `\n`, a carriage return as `\r`.
pub(super) fn escape(path: &str) -> String {
    path.replace('\\', r"\\")
        .replace('\n', r"\n")
        .replace('\r', r"\r")
}

/// The path of such a line; `None` where it is none, or none that a run may have put.
pub(super) fn unescape(line: &str) -> Option<String> {
    let mut path = String::with_capacity(line.len());
    let mut rest = line.chars();
    while let Some(next) = rest.next() {
        path.push(match next {
            '\\' => match rest.next()? {
                '\\' => '\\',
                'n' => '\n',
                'r' => '\r',
                _ => return None,
            },
            '\r' => return None,
            plain => plain,
        });
    }
    (path == MANIFEST || check(&path).is_ok()).then_some(path)
}

/// The list of files that a run made: sorted, one path a line.
pub(super) fn manifest<'a>(paths: impl Iterator<Item = &'a str>) -> Vec<u8> {
    let mut paths: Vec<&str> = paths.collect();
    paths.sort_unstable();
    paths.dedup();
    let mut text = String::new();
    for path in paths {
        text.push_str(&escape(path));
        text.push('\n');
    }
    text.into_bytes()
}

/// Reads the list that [`manifest`] wrote. `at` is where it stands, for the error.
pub(super) fn read_manifest(bytes: &[u8], at: &Path) -> Result<Vec<String>, StageError> {
    let fault = |line: usize, found: &[u8]| StageError::List {
        path: at.to_owned(),
        line,
        expected: "the path of a file that a run made",
        found: String::from_utf8_lossy(found).into_owned(),
    };
    bytes
        .strip_suffix(b"\n")
        .unwrap_or(bytes)
        .split(|byte| *byte == b'\n')
        .enumerate()
        .filter(|_| !bytes.is_empty())
        .map(|(index, line)| {
            std::str::from_utf8(line)
                .ok()
                .and_then(unescape)
                .ok_or_else(|| fault(index + 1, line))
        })
        .collect()
}
