//! A diagnostic as a line of JSON.

use dateline_core::{Diagnostic, Edit, Fix, Spot};
use serde::Serialize;

use super::name;

#[derive(Serialize)]
struct Said<'d> {
    input: &'d str,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_line: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_column: Option<u64>,
    #[serde(skip_serializing_if = "str::is_empty")]
    path: &'d str,
    #[serde(skip_serializing_if = "Option::is_none")]
    record: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'d str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<String>,
    rule: &'d str,
    level: &'static str,
    message: &'d str,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<&'d str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    expected: Option<&'d str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hint: Option<&'d str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<Mend<'d>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    origin: Option<&'d str>,
}

#[derive(Serialize)]
struct Mend<'d> {
    what: &'d str,
    edits: Vec<Change<'d>>,
}

#[derive(Serialize)]
struct Change<'d> {
    start: usize,
    end: usize,
    line: u64,
    column: u64,
    end_line: u64,
    end_column: u64,
    text: &'d str,
}

impl<'d> From<&'d Fix> for Mend<'d> {
    fn from(fix: &'d Fix) -> Self {
        let change = |edit: &'d Edit| Change {
            start: edit.bytes.start,
            end: edit.bytes.end,
            line: edit.position.line,
            column: edit.position.column,
            end_line: edit.end.line,
            end_column: edit.end.column,
            text: &edit.text,
        };
        Self {
            what: &fix.what,
            edits: fix.edits.iter().map(change).collect(),
        }
    }
}

/// A diagnostic about the input of this name, as one line of JSON with its line feed. `origin` is
/// where the record stood before it was set aside, where it was.
///
/// The keys are `input`, `line`, `column`, `end_line`, `end_column`, `path`, `record`, `id`, `field`,
/// `rule`, `level`, `message`, `value`, `expected`, `hint`, `fix` and `origin`, in this order; what
/// is absent is left out. Lines and columns count from 1, columns in characters; the end is behind
/// the last character. A fix is `{"what", "edits"}`, an edit the bytes from `start` to `end`, counted
/// from 0, their lines and columns, and the `text` that takes their place.
///
/// # Errors
///
/// None that can come up: texts and numbers can always be written.
///
/// ```
/// use dateline_core::{Diagnostic, Level};
/// use dateline_json::diagnostic::line;
///
/// let mut diagnostic = Diagnostic::new("csv.ragged-row", Level::Error, "expected 3 cells, found 2");
/// diagnostic.record = Some(7);
/// assert_eq!(
///     String::from_utf8(line("letters.csv", None, &diagnostic)?)?,
///     "{\"input\":\"letters.csv\",\"record\":7,\"rule\":\"csv.ragged-row\",\"level\":\"error\",\
///      \"message\":\"expected 3 cells, found 2\"}\n",
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn line(
    input: &str,
    origin: Option<&str>,
    diagnostic: &Diagnostic,
) -> serde_json::Result<Vec<u8>> {
    let Diagnostic {
        rule,
        level,
        message,
        spot,
        record,
        id,
        field,
        value,
        expected,
        hint,
        fix,
    } = diagnostic;
    let start = spot.as_ref().map(|spot| spot.position);
    let end = spot.as_ref().and_then(|spot: &Spot| spot.end);
    let said = Said {
        input,
        line: start.map(|start| start.line),
        column: start.map(|start| start.column),
        end_line: end.map(|end| end.line),
        end_column: end.map(|end| end.column),
        path: spot.as_ref().map_or("", |spot| &spot.path),
        record: *record,
        id: id.as_deref(),
        field: field.map(|field| field.to_string()),
        rule,
        level: name(*level),
        message,
        value: value.as_deref(),
        expected: expected.as_deref(),
        hint: hint.as_deref(),
        fix: fix.as_ref().map(Mend::from),
        origin,
    };
    let mut line = serde_json::to_vec(&said)?;
    line.push(b'\n');
    Ok(line)
}
