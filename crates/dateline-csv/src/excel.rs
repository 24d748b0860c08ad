//! What spreadsheet programs need of a table, and what they cannot take.

use dateline_core::{Field, Finding, FindingKind};

/// How many characters Excel keeps of a cell, in units of UTF-16, as it counts them.
pub(crate) const CELL: usize = 32_767;

/// How many rows Excel opens, the header line included.
pub(crate) const ROWS: u64 = 1_048_576;

/// The table has more rows than Excel opens; those that fit were written.
///
/// It is the inner error of the [`std::io::Error`] that [`Writer::write`](crate::Writer::write)
/// gives.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error(
    "expected at most {} releases, as many as Excel opens below a header line, found more; \
     write several tables, or one without the form for Excel",
    ROWS - 1
)]
pub struct TooManyRows;

/// Whether a cell that begins so gets a guard: spreadsheet programs would run it as a formula, or
/// it begins as a guard does. Its first character counts, whether the cell is a list or not: no
/// program looks at what stands behind.
pub(crate) fn is_risky(cell: &[u8]) -> bool {
    matches!(
        cell,
        [b'=' | b'+' | b'-' | b'@' | b'\t' | b'\r' | b'\n' | GUARD, ..]
            // The full-width forms of the signs, which East Asian versions take for them.
            | [0xEF, 0xBC, 0x9D | 0x8B | 0x8D | 0xA0, ..]
    )
}

/// What stands in front of such a cell, once.
pub(crate) const GUARD: u8 = b'\'';

/// Whether a cell has a guard. An apostrophe in front of anything else was not put there by a
/// writer of this project.
pub(crate) fn is_guarded(cell: &[u8]) -> bool {
    cell.split_first()
        .is_some_and(|(first, behind)| *first == GUARD && is_risky(behind))
}

/// How long a text is, as Excel counts.
pub(crate) fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

/// What there is to say about the cell of a field, as it is written but for its quotes.
pub(crate) fn length(field: Field, cell: &[u8]) -> Option<Finding> {
    // No character has more units than bytes.
    if cell.len() <= CELL {
        return None;
    }
    let units = units(&String::from_utf8_lossy(cell));
    (units > CELL).then(|| {
        let what = format!(
            "Excel keeps {CELL} characters of a cell and cuts the rest, and this one has {units}"
        );
        Finding::about(field, FindingKind::Hazard { what })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guards_stand_in_front_of_what_spreadsheets_run() {
        for risky in [
            "=1+1", "+", "-x", "@SUM", "\tx", "\rx", "\nx", "'", "＝1", "＋", "－", "＠",
        ] {
            assert!(is_risky(risky.as_bytes()), "{risky:?}");
            assert!(is_guarded(format!("'{risky}").as_bytes()), "{risky:?}");
        }
        for tame in ["", "a", " =", "\u{FF0F}", "–", "{=}", "|=", "\u{FEFF}="] {
            assert!(!is_risky(tame.as_bytes()), "{tame:?}");
            assert!(!is_guarded(format!("'{tame}").as_bytes()), "{tame:?}");
        }
    }

    #[track_caller]
    fn check_length(text: &str, times: usize, said: bool) {
        let finding = length(Field::Body, text.repeat(times).as_bytes());
        assert_eq!(finding.is_some(), said);
    }

    #[test]
    fn the_length_of_a_cell_is_counted_in_units_of_utf16() {
        check_length("a", CELL, false);
        check_length("a", CELL + 1, true);
        check_length("é", CELL, false);
        check_length("é", CELL + 1, true);
        check_length("🕊", CELL / 2, false);
        check_length("🕊", CELL / 2 + 1, true);
    }
}
