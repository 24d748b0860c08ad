//! Where the cells and values of one row stand.

use std::str;

use dateline_core::{Field, FieldPath};

use crate::row;
use crate::scan;

/// The offsets in a row of every cell, of every value of a list, and of the parts of those, in
/// ascending order.
pub(crate) fn of_row(columns: &[Field], row: &[u8], delimiter: u8) -> Vec<(FieldPath, usize)> {
    let mut offsets = Vec::new();
    for (field, cell) in columns.iter().zip(scan::cells(row, delimiter)) {
        let start = cell.range.start;
        offsets.push((FieldPath::from(*field), start));
        let cell = row.get(cell.range).unwrap_or_default();
        let content = scan::content(cell);
        let Ok(content) = str::from_utf8(&content) else {
            continue;
        };
        let mut walk = scan::Walk::new(cell);
        for (path, at) in row::values(*field, content) {
            offsets.push((path, start + walk.to(at)));
        }
    }
    offsets
}
