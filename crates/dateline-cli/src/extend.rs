//! Somebody's own terms, from the file that `--extend` names.

use std::fmt;
use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use dateline_core::Position;
use dateline_core::vocab::{Extension, TermDraft};

/// No file of terms is longer, in bytes.
const LONGEST: u64 = 100_000_000;

/// Why a file of terms cannot be used.
#[derive(Debug)]
pub(crate) struct ExtendError {
    path: PathBuf,
    kind: Kind,
}

#[derive(Debug)]
enum Kind {
    Input(io::Error),
    TooLong,
    /// At least one, in the order of the file.
    Faults(Vec<(Position, String)>),
}

/// Reads a file of terms: JSON where it begins with a bracket, else CSV.
pub(crate) fn read(path: &Path) -> Result<Arc<Extension>, ExtendError> {
    let error = |kind| ExtendError {
        path: path.to_owned(),
        kind,
    };
    let load = || {
        let mut bytes = Vec::new();
        File::open(path)?
            .take(LONGEST + 1)
            .read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    let bytes = load().map_err(|e| error(Kind::Input(e)))?;
    if bytes.len() as u64 > LONGEST {
        return Err(error(Kind::TooLong));
    }
    let terms = terms(&bytes).map_err(|faults| error(Kind::Faults(faults)))?;
    let extension = Extension::new(terms).map_err(|errors| {
        let faults = errors
            .iter()
            .map(|fault| (fault.position(), fault.to_string()));
        error(Kind::Faults(faults.collect()))
    })?;
    Ok(Arc::new(extension))
}

fn terms(bytes: &[u8]) -> Result<Vec<TermDraft>, Vec<(Position, String)>> {
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if matches!(text.trim_ascii_start().first(), Some(b'[' | b'{')) {
        let terms = dateline_json::vocabulary::read(bytes);
        return terms.map_err(|fault| vec![(fault.position(), fault.to_string())]);
    }
    let terms = dateline_csv::vocabulary::read(bytes);
    terms.map_err(|faults| {
        let faults = faults.iter();
        faults
            .map(|fault| (fault.position(), fault.to_string()))
            .collect()
    })
}

impl fmt::Display for ExtendError {
    /// A line for each fault.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path.display();
        match &self.kind {
            Kind::Input(error) => write!(f, "{path}: {error}"),
            Kind::TooLong => {
                write!(
                    f,
                    "{path}: expected a file of terms, found one of more than {LONGEST} bytes"
                )
            }
            Kind::Faults(faults) => {
                for (index, (position, message)) in faults.iter().enumerate() {
                    let newline = if index > 0 { "\n" } else { "" };
                    write!(f, "{newline}{path}:{position}: {message}")?;
                }
                Ok(())
            }
        }
    }
}

impl std::error::Error for ExtendError {}
