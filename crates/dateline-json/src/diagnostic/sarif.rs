//! Diagnostics as SARIF 2.1.0 (Static Analysis Results Interchange Format, OASIS standard).

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt::Write as _;
use std::io::{self, Write};
use std::path::{Component, Path};

use dateline_core::{Diagnostic, Edit, Fix, Position, Rule};
use serde::Serialize;

use super::name;

const HEAD: &str = "{\"$schema\":\"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/\
                    sarif-schema-2.1.0.json\",\"version\":\"2.1.0\",\"runs\":[{\"tool\":";
const RESULTS: &str = ",\"columnKind\":\"unicodeCodePoints\",\"results\":[";

/// Writes one document of SARIF 2.1.0: the tool and its rules first, then each result as it comes,
/// one a line. Nothing is kept of a result that was written.
///
/// An input that is a path becomes a URI reference: a relative one stays relative, an absolute one
/// becomes a `file:` URI. Columns count characters (`unicodeCodePoints`), and regions end behind
/// their last character, as positions do. The fingerprint of a result is made of what is said of
/// which release, and not of the place, so that it stays the same where lines are put in front.
///
/// ```
/// use dateline_core::{Diagnostic, Level, Rule, rules};
/// use dateline_json::diagnostic::Sarif;
///
/// let rules: Vec<&Rule> = rules::RULES.iter().collect();
/// let mut sarif = Sarif::new(Vec::new(), "0.1.0", &rules)?;
/// let diagnostic = Diagnostic::new("release.date", Level::Error, "expected a date");
/// sarif.result("a letter.csv", None, &diagnostic)?;
/// let document: serde_json::Value = serde_json::from_slice(&sarif.finish()?)?;
/// let result = &document["runs"][0]["results"][0];
/// assert_eq!(result["ruleId"], "release.date");
/// assert_eq!(result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], "a%20letter.csv");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Sarif<W> {
    output: W,
    /// Which place each rule has in the list of rules.
    indexes: HashMap<&'static str, usize>,
    started: bool,
    buffer: Vec<u8>,
}

impl<W: Write> Sarif<W> {
    /// Begins a document of this version of dateline, with these rules; of two of one name the first
    /// counts.
    ///
    /// # Errors
    ///
    /// Where the output fails.
    pub fn new(mut output: W, version: &str, rules: &[&Rule]) -> io::Result<Self> {
        let mut indexes = HashMap::with_capacity(rules.len());
        let mut listed = Vec::with_capacity(rules.len());
        for rule in rules {
            indexes.entry(rule.id).or_insert_with(|| {
                listed.push(Descriptor::of(rule));
                listed.len() - 1
            });
        }
        let driver = Driver {
            name: "dateline",
            version,
            rules: listed,
        };
        let mut buffer = HEAD.as_bytes().to_vec();
        serde_json::to_writer(&mut buffer, &Tool { driver })?;
        buffer.extend_from_slice(RESULTS.as_bytes());
        output.write_all(&buffer)?;
        Ok(Self {
            output,
            indexes,
            started: false,
            buffer,
        })
    }

    /// Writes a result: a diagnostic about the input of this name. `origin` is where the record stood
    /// before it was set aside, where it was.
    ///
    /// # Errors
    ///
    /// Where the output fails.
    pub fn result(
        &mut self,
        input: &str,
        origin: Option<&str>,
        diagnostic: &Diagnostic,
    ) -> io::Result<()> {
        self.buffer.clear();
        self.buffer
            .extend_from_slice(if self.started { b",\n" } else { b"\n" });
        self.started = true;
        let index = self.indexes.get(diagnostic.rule).copied();
        let uri = uri(input);
        let result = Found::of(diagnostic, index, &uri, origin);
        serde_json::to_writer(&mut self.buffer, &result)?;
        self.output.write_all(&self.buffer)
    }

    /// Writes the end and gives the output back.
    ///
    /// # Errors
    ///
    /// Where the output fails.
    pub fn finish(mut self) -> io::Result<W> {
        self.output.write_all(b"\n]}]}\n")?;
        self.output.flush()?;
        Ok(self.output)
    }
}

/// `tool` (section 3.18).
#[derive(Serialize)]
struct Tool<'s> {
    driver: Driver<'s>,
}

/// `toolComponent` (section 3.19).
#[derive(Serialize)]
struct Driver<'s> {
    name: &'static str,
    version: &'s str,
    rules: Vec<Descriptor<'s>>,
}

/// `message` (section 3.11).
#[derive(Serialize)]
struct Message<'s> {
    text: Cow<'s, str>,
}

impl<'s> Message<'s> {
    const fn text(text: &'s str) -> Self {
        Self {
            text: Cow::Borrowed(text),
        }
    }

    /// What is said, with the hint: viewers show nothing else.
    fn hinted(text: &'s str, hint: Option<&str>) -> Self {
        hint.map_or_else(
            || Self::text(text),
            |hint| Self {
                text: Cow::Owned(format!("{text}; {hint}")),
            },
        )
    }
}

/// `reportingDescriptor` (section 3.49).
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Descriptor<'s> {
    id: &'s str,
    name: String,
    short_description: Message<'s>,
    full_description: Message<'s>,
    help: Help,
    default_configuration: Configuration,
    properties: About<'s>,
}

#[derive(Serialize)]
struct Help {
    text: String,
    markdown: String,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Serialize)]
struct About<'s> {
    #[serde(skip_serializing_if = "str::is_empty")]
    code: &'s str,
    #[serde(skip_serializing_if = "str::is_empty")]
    readers: &'s str,
    #[serde(skip_serializing_if = "str::is_empty")]
    source: &'s str,
}

impl<'s> Descriptor<'s> {
    fn of(rule: &'s Rule) -> Self {
        let Rule {
            id,
            code,
            level,
            title,
            why,
            readers,
            mend,
            source,
        } = rule;
        let parts = [
            ("Readers", readers),
            ("To mend it", mend),
            ("Source", source),
        ];
        let mut help = Help {
            text: (*why).to_owned(),
            markdown: (*why).to_owned(),
        };
        for (heading, text) in parts.iter().filter(|(_, text)| !text.is_empty()) {
            // Writing to a String cannot fail.
            let _ = write!(help.text, "\n\n{heading}: {text}");
            let _ = write!(help.markdown, "\n\n**{heading}:** {text}");
        }
        Self {
            id,
            name: id.split(['.', '-']).map(capitalized).collect(),
            short_description: Message::text(title),
            full_description: Message::text(why),
            help,
            default_configuration: Configuration {
                level: name(*level),
            },
            properties: About {
                code,
                readers,
                source,
            },
        }
    }
}

fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().map(|c| c.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

/// `result` (section 3.27).
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Found<'s> {
    rule_id: &'s str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_index: Option<usize>,
    level: &'static str,
    message: Message<'s>,
    locations: [Location<'s>; 1],
    partial_fingerprints: Fingerprint,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<Mend<'s>>,
    properties: Properties<'s>,
}

/// `location` (section 3.28).
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location<'s> {
    physical_location: Physical<'s>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    logical_locations: Vec<Logical<'s>>,
}

/// `physicalLocation` (section 3.29).
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Physical<'s> {
    artifact_location: Artifact<'s>,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region>,
}

/// `artifactLocation` (section 3.4).
#[derive(Clone, Copy, Serialize)]
struct Artifact<'s> {
    uri: &'s str,
}

/// `region` (section 3.30).
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: u64,
    start_column: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_line: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_column: Option<u64>,
}

impl Region {
    fn of(start: Position, end: Option<Position>) -> Self {
        Self {
            start_line: start.line,
            start_column: start.column,
            end_line: end.map(|end| end.line),
            end_column: end.map(|end| end.column),
        }
    }
}

/// `logicalLocation` (section 3.33).
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Logical<'s> {
    fully_qualified_name: &'s str,
}

#[derive(Serialize)]
struct Fingerprint {
    #[serde(rename = "dateline/v1")]
    of_release: String,
}

/// `fix` (section 3.55).
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Mend<'s> {
    description: Message<'s>,
    artifact_changes: [Changes<'s>; 1],
}

/// `artifactChange` (section 3.56).
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Changes<'s> {
    artifact_location: Artifact<'s>,
    replacements: Vec<Replacement<'s>>,
}

/// `replacement` (section 3.57).
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement<'s> {
    deleted_region: Region,
    #[serde(skip_serializing_if = "Option::is_none")]
    inserted_content: Option<Message<'s>>,
}

#[derive(Serialize)]
struct Properties<'s> {
    #[serde(skip_serializing_if = "Option::is_none")]
    record: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'s str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<&'s str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    expected: Option<&'s str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hint: Option<&'s str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    origin: Option<&'s str>,
}

impl<'s> Found<'s> {
    fn of(
        diagnostic: &'s Diagnostic,
        rule_index: Option<usize>,
        uri: &'s str,
        origin: Option<&'s str>,
    ) -> Self {
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
        let artifact_location = Artifact { uri };
        let named = spot.iter().map(|spot| spot.path.as_str());
        let logical = named.filter(|path| !path.is_empty()).map(|path| Logical {
            fully_qualified_name: path,
        });
        let field = field.map(|field| field.to_string());
        Self {
            rule_id: rule,
            rule_index,
            level: name(*level),
            message: Message::hinted(message, hint.as_deref()),
            locations: [Location {
                physical_location: Physical {
                    artifact_location,
                    region: spot
                        .as_ref()
                        .map(|spot| Region::of(spot.position, spot.end)),
                },
                logical_locations: logical.collect(),
            }],
            partial_fingerprints: Fingerprint::of(diagnostic, field.as_deref()),
            fixes: fix
                .iter()
                .filter(|fix| !fix.edits.is_empty())
                .map(|fix| mend(fix, artifact_location))
                .collect(),
            properties: Properties {
                record: *record,
                id: id.as_deref(),
                field,
                value: value.as_deref(),
                expected: expected.as_deref(),
                hint: hint.as_deref(),
                origin,
            },
        }
    }
}

fn mend<'s>(fix: &'s Fix, artifact_location: Artifact<'s>) -> Mend<'s> {
    let replacement = |edit: &'s Edit| Replacement {
        deleted_region: Region::of(edit.position, Some(edit.end)),
        inserted_content: (!edit.text.is_empty()).then(|| Message::text(&edit.text)),
    };
    Mend {
        description: Message::text(&fix.what),
        artifact_changes: [Changes {
            artifact_location,
            replacements: fix.edits.iter().map(replacement).collect(),
        }],
    }
}

impl Fingerprint {
    /// Of what is said of which release. Without an id, the path of the value and the record tell
    /// results apart.
    fn of(diagnostic: &Diagnostic, field: Option<&str>) -> Self {
        let path = diagnostic.spot.as_ref().map_or("", |spot| &spot.path);
        let record = diagnostic.record.map(|record| record.to_string());
        let place = match &diagnostic.id {
            Some(id) => [id.as_str(), field.unwrap_or(path)],
            None => [record.as_deref().unwrap_or_default(), field.unwrap_or(path)],
        };
        let value = diagnostic.value.as_deref().unwrap_or_default();
        let parts = [
            diagnostic.rule,
            place[0],
            place[1],
            value,
            &diagnostic.message,
        ];
        // FNV-1a: the same everywhere, and nobody's secret depends on it.
        let mut hash = 0xCBF2_9CE4_8422_2325_u64;
        for part in parts {
            // No text has the byte 0xFF, so that parts cannot run into each other.
            for byte in part.bytes().chain([0xFF]) {
                hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3);
            }
        }
        Self {
            of_release: format!("{hash:016x}"),
        }
    }
}

/// An input's name as a URI reference (RFC 3986; for absolute paths RFC 8089).
fn uri(input: &str) -> String {
    let path = Path::new(input);
    let mut uri = String::new();
    if path.is_absolute() {
        uri.push_str("file://");
        for part in path.components() {
            match part {
                Component::Prefix(prefix) => {
                    uri.push('/');
                    let drive = prefix.as_os_str().to_string_lossy();
                    // The colon behind the letter of a drive stays.
                    encode(&drive.replace('\\', "/"), b":/", &mut uri);
                }
                Component::RootDir => {}
                part => {
                    uri.push('/');
                    encode(&part.as_os_str().to_string_lossy(), b"", &mut uri);
                }
            }
        }
        return uri;
    }
    let input = if cfg!(windows) {
        input.replace('\\', "/")
    } else {
        input.to_owned()
    };
    encode(&input, b"/", &mut uri);
    uri
}

/// Appends a text; what is neither unreserved nor kept is percent-encoded.
fn encode(text: &str, kept: &[u8], uri: &mut String) {
    for byte in text.bytes() {
        let is_plain = byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~');
        if is_plain || kept.contains(&byte) {
            uri.push(char::from(byte));
        } else {
            let _ = write!(uri, "%{byte:02X}");
        }
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::uri;

    #[track_caller]
    fn check(input: &str, expected: &str) {
        assert_eq!(uri(input), expected);
    }

    #[test]
    fn paths_become_references() {
        check("feeds/a.xml", "feeds/a.xml");
        check("../a b/é.csv", "../a%20b/%C3%A9.csv");
        check("a:b#c?d%20.json", "a%3Ab%23c%3Fd%2520.json");
        check("<stdin>", "%3Cstdin%3E");
        check("/data/a b.csv", "file:///data/a%20b.csv");
        check("/", "file://");
    }
}
