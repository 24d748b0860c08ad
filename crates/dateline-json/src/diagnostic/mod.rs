//! What is wrong with inputs, as data: a line of JSON each ([`line()`]), or one SARIF document
//! ([`Sarif`]).

mod line;
mod sarif;
#[cfg(test)]
mod tests;

use dateline_core::Level;

pub use self::line::line;
pub use self::sarif::Sarif;

/// What a level is called in both.
const fn name(level: Level) -> &'static str {
    match level {
        Level::Note => "note",
        Level::Warning => "warning",
        Level::Error => "error",
    }
}
