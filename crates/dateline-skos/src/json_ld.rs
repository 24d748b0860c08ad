//! JSON-LD 1.1 (W3C Recommendation of 16 July 2020).

use std::io::{self, Write};

use dateline_core::vocab::{Catalogue, Scheme};
use serde_json::{Map, Value as Json, json};

use crate::graph::{Node, PREFIXES, Value, nodes};

/// Writes vocabularies as JSON-LD: one document with its own context, a subject a line.
///
/// ```
/// use dateline_core::vocab::{Catalogue, Scheme};
///
/// let mut json = Vec::new();
/// dateline_skos::write_json_ld(Catalogue::listed(), &[Scheme::Kinds], &mut json)?;
/// let json = String::from_utf8(json)?;
/// assert!(json.contains(r#""skos:prefLabel":{"@language":"en","@value":"Press release"}"#));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
///
/// Those of the output.
pub fn write(catalogue: &Catalogue, schemes: &[Scheme], mut output: impl Write) -> io::Result<()> {
    let context: Map<String, Json> = PREFIXES
        .into_iter()
        .map(|(prefix, address)| (prefix.to_owned(), address.into()))
        .collect();
    output.write_all(b"{\"@context\":")?;
    serde_json::to_writer(&mut output, &context)?;
    output.write_all(b",\n\"@graph\":[")?;
    for (index, node) in nodes(catalogue, schemes).enumerate() {
        let comma: &[u8] = if index > 0 { b",\n" } else { b"\n" };
        output.write_all(comma)?;
        serde_json::to_writer(&mut output, &object(node))?;
    }
    output.write_all(b"\n]}\n")?;
    output.flush()
}

/// A subject. Keys are sorted, however the JSON library keeps its maps.
fn object(node: Node) -> Json {
    let mut object = Map::new();
    object.insert("@id".to_owned(), node.address.into());
    object.insert("@type".to_owned(), node.class.into());
    for (property, values) in node.statements {
        let mut values: Vec<Json> = values.into_iter().map(value).collect();
        let value = match values.len() {
            1 => values.remove(0),
            _ => Json::Array(values),
        };
        object.insert(property.to_owned(), value);
    }
    object.sort_keys();
    Json::Object(object)
}

fn value(value: Value) -> Json {
    let language = value.language();
    match value {
        Value::Address(address) => json!({ "@id": address }),
        Value::Plain(text) => text.into(),
        Value::English(text) => json!({ "@language": language, "@value": text }),
    }
}
