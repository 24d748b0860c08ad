//! What of a release each format holds, as its writer says.

use std::fmt::Write as _;

use clap::ValueEnum;
use dateline_core::{Coverage, Field};

use crate::format::OutputFormat;
use crate::report::{Exit, print};

/// Prints the table.
pub(crate) fn run() -> Exit {
    print(table().as_bytes())
}

/// A line a field, a column a format; what needs words has a number, and the words below.
fn table() -> String {
    let formats = OutputFormat::value_variants();
    let names = formats.iter().map(|format| format.name());
    let mut rows = vec![vec!["field".to_owned()]];
    rows[0].extend(names);
    let mut notes: Vec<&str> = Vec::new();
    for field in Field::ALL.iter().chain(&[Field::Foreign]) {
        let mut row = vec![field.name().to_owned()];
        row.extend(formats.iter().map(|format| match format.coverage(*field) {
            Coverage::Part(note) => {
                let known = notes.iter().position(|known| *known == note);
                let number = known.unwrap_or_else(|| {
                    notes.push(note);
                    notes.len() - 1
                });
                format!("part ({})", number + 1)
            }
            whole_or_none => whole_or_none.to_string(),
        }));
        rows.push(row);
    }
    let widths: Vec<usize> = (0..=formats.len())
        .map(|column| rows.iter().map(|row| row[column].len()).max().unwrap_or(0))
        .collect();
    let mut text = String::new();
    for row in rows {
        let mut line = String::new();
        for (cell, width) in row.iter().zip(&widths) {
            let _ = write!(line, "{cell:width$}  ");
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    for (number, note) in (1..).zip(notes) {
        let _ = write!(text, "\n({number}) {note}");
    }
    text.push('\n');
    text
}
