//! How fast conversions are, how much memory they take, and how both compare.

mod corpus;
mod draw;
mod release;
mod words;

use std::path::{Path, PathBuf};

use corpus::Format;
use release::Shape;

use crate::{Result, say};

/// Writes corpora of so many releases into a folder, one in every format.
pub(crate) fn corpora(root: &Path, args: &[String]) -> Result {
    let count = match args.first() {
        Some(count) => count.replace('_', "").parse()?,
        None => 10_000,
    };
    let folder = args
        .get(1)
        .map_or_else(|| root.join("target/bench"), PathBuf::from);
    let dateline = dateline(root)?;
    let html = Shape {
        is_html: true,
        ..Shape::USUAL
    };
    for shape in [Shape::USUAL, html] {
        for format in Format::ALL {
            let path = corpus::make(&folder, format, count, shape, &dateline)?;
            say(&format!("{}\n", path.display()));
        }
    }
    Ok(())
}

/// Builds the command as it is released, and says where it is.
fn dateline(root: &Path) -> Result<PathBuf> {
    if let Some(program) = std::env::var_os("DATELINE") {
        return Ok(program.into());
    }
    crate::cargo(
        &[
            "build",
            "--release",
            "--locked",
            "--package",
            "dateline-cli",
        ],
        &[],
    )?;
    Ok(root.join("target/release/dateline"))
}
