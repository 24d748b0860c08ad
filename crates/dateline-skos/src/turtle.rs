//! Turtle (W3C Recommendation of 25 February 2014).

use std::fmt::Write as _;
use std::io::{self, Write};

use dateline_core::vocab::{Catalogue, Scheme};

use crate::graph::{Node, PREFIXES, Value, nodes};

/// Writes vocabularies as Turtle: UTF-8, a statement a line, one empty line between subjects.
///
/// ```
/// use dateline_core::vocab::{Catalogue, Scheme};
///
/// let mut turtle = Vec::new();
/// dateline_skos::write_turtle(Catalogue::listed(), &[Scheme::Kinds], &mut turtle)?;
/// let turtle = String::from_utf8(turtle)?;
/// assert!(turtle.contains("skos:prefLabel \"Press release\"@en"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
///
/// Those of the output.
pub fn write(catalogue: &Catalogue, schemes: &[Scheme], mut output: impl Write) -> io::Result<()> {
    let mut text = String::new();
    for (prefix, address) in PREFIXES {
        // Writing to a String does not fail.
        let _ = writeln!(text, "@prefix {prefix}: <{address}> .");
    }
    output.write_all(text.as_bytes())?;
    for node in nodes(catalogue, schemes) {
        text.clear();
        push(&node, &mut text);
        output.write_all(text.as_bytes())?;
    }
    output.flush()
}

fn push(node: &Node, text: &mut String) {
    let _ = write!(text, "\n<{}> a {}", node.address, node.class);
    for (property, values) in &node.statements {
        let _ = write!(text, " ;\n  {property} ");
        for (index, value) in values.iter().enumerate() {
            if index > 0 {
                text.push_str(" ,\n    ");
            }
            object(value, text);
        }
    }
    text.push_str(" .\n");
}

fn object(value: &Value, text: &mut String) {
    match value {
        // Made of the addresses of vocabularies and of codes, which need no escape.
        Value::Address(address) => {
            let _ = write!(text, "<{address}>");
        }
        Value::Plain(literal) | Value::English(literal) => {
            text.push('"');
            for c in literal.chars() {
                match c {
                    '"' => text.push_str("\\\""),
                    '\\' => text.push_str("\\\\"),
                    '\n' => text.push_str("\\n"),
                    '\r' => text.push_str("\\r"),
                    '\t' => text.push_str("\\t"),
                    c if c.is_control() => {
                        let _ = write!(text, "\\u{:04X}", u32::from(c));
                    }
                    c => text.push(c),
                }
            }
            text.push('"');
            if let Some(language) = value.language() {
                let _ = write!(text, "@{language}");
            }
        }
    }
}
