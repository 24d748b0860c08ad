//! Terms of vocabularies as JSON: an array with an object a term, written from the catalogue and
//! read as somebody's own terms.
//!
//! The keys are `vocabulary`, `code`, `label`, `address`, `aliases`, `former_names` (objects of
//! `name`, `from` and `until`), `other_names`, one for each [`FactName`] (a text, or a list of them
//! where there are several), and `notes`. What is not known is left out.
//!
//! ```
//! use dateline_core::vocab::Extension;
//! use dateline_json::vocabulary;
//!
//! let terms = vocabulary::read(br#"[{"vocabulary":"fields","code":"space","label":"Space policy"}]"#)?;
//! let extension = Extension::new(terms)?;
//! assert_eq!(extension.terms()[0].label(), "Space policy");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use std::fmt;
use std::io::{self, Write};

use dateline_core::text::nearest_name;
use dateline_core::vocab::{AliasKind, Entry, FactName, FormerDraft, TermDraft, Written};
use dateline_core::{Position, Text};
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::error::{Broken, ErrorKind};
use crate::syntax::{Cursor, Kind};

/// Writes terms: an array, with a line each.
///
/// # Errors
///
/// Those of the output.
pub fn write<'e>(
    entries: impl IntoIterator<Item = &'e Entry>,
    mut output: impl Write,
) -> io::Result<()> {
    output.write_all(b"[")?;
    for (index, entry) in entries.into_iter().enumerate() {
        let comma: &[u8] = if index > 0 { b",\n" } else { b"\n" };
        output.write_all(comma)?;
        serde_json::to_writer(&mut output, &Term(entry))?;
    }
    output.write_all(b"\n]\n")?;
    output.flush()
}

struct Term<'e>(&'e Entry);

/// One text, or a list where there are several.
#[derive(Serialize)]
#[serde(untagged)]
enum Values<'e> {
    One(&'e str),
    All(Vec<&'e str>),
}

#[derive(Serialize)]
struct Former<'e> {
    name: &'e str,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<&'e str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<&'e str>,
}

impl Serialize for Term<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Entry {
            scheme,
            code,
            label,
            aliases,
            further,
            facts: _,
            notes,
            is_own: _,
        } = self.0;
        let mut term = serializer.serialize_map(None)?;
        term.serialize_entry("vocabulary", scheme.name())?;
        term.serialize_entry("code", code)?;
        term.serialize_entry("label", label)?;
        term.serialize_entry("address", &self.0.address())?;
        let mut others: Vec<&str> = Vec::new();
        let mut former = Vec::new();
        for alias in aliases {
            match &alias.kind {
                AliasKind::Other | AliasKind::Alpha3 => others.push(&alias.name),
                AliasKind::Former { from, until } => former.push(Former {
                    name: &alias.name,
                    from: from.as_deref(),
                    until: until.as_deref(),
                }),
            }
        }
        if !others.is_empty() {
            term.serialize_entry("aliases", &others)?;
        }
        if !former.is_empty() {
            term.serialize_entry("former_names", &former)?;
        }
        if !further.is_empty() {
            term.serialize_entry("other_names", further)?;
        }
        for name in FactName::ALL {
            let values: Vec<&str> = self.0.facts_of(name).map(|fact| &*fact.value).collect();
            let values = match values[..] {
                [] => continue,
                [one] => Values::One(one),
                _ => Values::All(values),
            };
            term.serialize_entry(name.name(), &values)?;
        }
        if !notes.is_empty() {
            term.serialize_entry("notes", notes)?;
        }
        term.end()
    }
}

/// Why terms cannot be read, and where. Its text says what was expected and what was found.
#[derive(Debug)]
pub struct Fault {
    position: Position,
    kind: Box<ErrorKind>,
}

impl Fault {
    /// Where it stands.
    #[must_use]
    pub const fn position(&self) -> Position {
        self.position
    }

    /// What is wrong.
    #[must_use]
    pub const fn kind(&self) -> &ErrorKind {
        &self.kind
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.kind.fmt(f)
    }
}

impl std::error::Error for Fault {}

/// Reads an array of terms. UTF-8, with or without byte order mark.
///
/// # Errors
///
/// The first thing that is no JSON, or not of the form that [`write()`] has. What the terms say is
/// checked by [`Extension::new`](dateline_core::vocab::Extension::new).
pub fn read(bytes: &[u8]) -> Result<Vec<TermDraft>, Fault> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let fault = |Broken { at, kind, .. }: Broken| Fault {
        position: Position::default().after(bytes.get(..at).unwrap_or(bytes)),
        kind: Box::new(kind),
    };
    let text = str::from_utf8(bytes).map_err(|error| {
        let at = error.valid_up_to();
        let byte = bytes.get(at).copied().unwrap_or_default();
        fault(Broken::new(at, ErrorKind::NotUtf8 { byte }))
    })?;
    let mut reader = Reader {
        text,
        passed: (0, Position::default()),
    };
    reader.terms().map_err(fault)
}

struct Reader<'j> {
    text: &'j str,
    /// How far positions were counted.
    passed: (usize, Position),
}

/// The keys of a term that are no facts.
const KEYS: [&str; 8] = [
    "vocabulary",
    "code",
    "label",
    "address",
    "aliases",
    "former_names",
    "other_names",
    "notes",
];

impl<'j> Reader<'j> {
    fn position(&mut self, at: usize) -> Position {
        let (from, start) = match self.passed {
            (passed, position) if passed <= at => (passed, position),
            _ => (0, Position::default()),
        };
        let position = start.after(self.text.get(from..at).unwrap_or_default().as_bytes());
        self.passed = (at, position);
        position
    }

    fn written(&mut self, at: usize, text: &str) -> Written {
        Written {
            text: text.trim().to_owned(),
            position: self.position(at),
        }
    }

    fn terms(&mut self) -> Result<Vec<TermDraft>, Broken> {
        let mut terms = Vec::new();
        let mut cursor = Cursor::new(self.text);
        match cursor.kind()? {
            Kind::Array => {}
            kind => return Err(cursor.wrong("a list of terms", kind)),
        }
        cursor.array(|cursor, _| {
            terms.push(self.term(cursor)?);
            Ok(())
        })?;
        cursor.end("the list of terms")?;
        Ok(terms)
    }

    fn term(&mut self, cursor: &mut Cursor<'j>) -> Result<TermDraft, Broken> {
        match cursor.kind()? {
            Kind::Object => {}
            kind => return Err(cursor.wrong("an object, which is a term", kind)),
        }
        let mut draft = TermDraft {
            position: self.position(cursor.at()),
            ..TermDraft::default()
        };
        let mut seen: Vec<Text<'j>> = Vec::new();
        cursor.object(|cursor, key, at| {
            once(&mut seen, key, at)?;
            match key.as_str() {
                "vocabulary" => draft.scheme = self.text(cursor)?,
                "code" => draft.code = self.text(cursor)?,
                "label" => draft.label = self.text(cursor)?,
                // Somebody's own names in other languages are aliases like others.
                "aliases" | "other_names" => draft.aliases.extend(self.texts(cursor)?),
                "former_names" => draft.former = self.former(cursor)?,
                "notes" => draft.notes = self.texts(cursor)?,
                // Derived.
                "address" => drop(cursor.skip()?),
                name => match FactName::find(name) {
                    Some(fact) => {
                        let values = self.texts(cursor)?;
                        draft
                            .facts
                            .extend(values.into_iter().map(|value| (fact, value)));
                    }
                    None => return Err(unknown(name, at, "a term", &KEYS)),
                },
            }
            Ok(())
        })?;
        Ok(draft)
    }

    fn text(&mut self, cursor: &mut Cursor<'j>) -> Result<Written, Broken> {
        cursor.kind()?;
        let at = cursor.at();
        let text = cursor.text_or_null()?;
        Ok(self.written(at, &text))
    }

    /// One text, or a list; empty ones are none.
    fn texts(&mut self, cursor: &mut Cursor<'j>) -> Result<Vec<Written>, Broken> {
        let mut texts = Vec::new();
        if cursor.kind()? == Kind::Array {
            cursor.array(|cursor, _| {
                texts.push(self.text(cursor)?);
                Ok(())
            })?;
        } else {
            texts.push(self.text(cursor)?);
        }
        texts.retain(|text| !text.text.is_empty());
        Ok(texts)
    }

    /// Objects with the dates, or names alone.
    fn former(&mut self, cursor: &mut Cursor<'j>) -> Result<Vec<FormerDraft>, Broken> {
        let mut all = Vec::new();
        cursor.array_or_null("a list of former names", |cursor, _| {
            let mut former = FormerDraft::default();
            if cursor.kind()? == Kind::Object {
                let mut seen: Vec<Text<'j>> = Vec::new();
                cursor.object(|cursor, key, at| {
                    once(&mut seen, key, at)?;
                    match key.as_str() {
                        "name" => former.name = self.text(cursor)?,
                        "from" => former.from = self.text(cursor)?,
                        "until" => former.until = self.text(cursor)?,
                        name => {
                            let keys = ["name", "from", "until"];
                            return Err(unknown(name, at, "a former name", &keys));
                        }
                    }
                    Ok(())
                })?;
            } else {
                former.name = self.text(cursor)?;
            }
            all.push(former);
            Ok(())
        })?;
        Ok(all)
    }
}

/// That a key stands in an object for the first time.
fn once<'j>(seen: &mut Vec<Text<'j>>, key: &Text<'j>, at: usize) -> Result<(), Broken> {
    if seen.contains(key) {
        let key = key.as_str().to_owned();
        return Err(Broken::new(at, ErrorKind::DuplicateKey { key }));
    }
    seen.push(key.clone());
    Ok(())
}

fn unknown(key: &str, at: usize, of: &'static str, keys: &[&'static str]) -> Broken {
    let facts = FactName::ALL.iter().map(|fact| fact.name());
    let facts = facts.filter(|_| keys.contains(&"code"));
    let near = nearest_name(key, keys.iter().copied().chain(facts));
    // The name that is kept has to live as long as the program.
    let suggestion = keys.iter().copied().find(|known| Some(*known) == near);
    let fact = near.and_then(FactName::find).map(FactName::name);
    Broken::new(
        at,
        ErrorKind::UnknownKey {
            key: key.to_owned(),
            of,
            suggestion: suggestion.or(fact),
        },
    )
}

#[cfg(test)]
mod tests {
    use dateline_core::vocab::{Catalogue, Extension, Scheme};

    use super::*;

    fn export(catalogue: &Catalogue) -> Vec<u8> {
        let mut json = Vec::new();
        let entries = Scheme::ALL
            .iter()
            .flat_map(|scheme| catalogue.entries(*scheme));
        write(entries, &mut json).unwrap();
        json
    }

    #[test]
    fn lines() {
        let mut json = Vec::new();
        let kinds = Catalogue::listed().entries(Scheme::Kinds).iter().take(2);
        let structure = Catalogue::listed().entry(Scheme::Structures, "odihr");
        let operation = Catalogue::listed().entry(Scheme::Operations, "programme-office-in-astana");
        write(kinds.chain(structure).chain(operation), &mut json).unwrap();
        insta::assert_snapshot!(String::from_utf8(json).unwrap());
    }

    #[test]
    fn an_export_reads_back() {
        let json = export(Catalogue::listed());
        assert!(serde_json::from_slice::<serde_json::Value>(&json).is_ok());
        let terms = read(&json).unwrap();
        let extension = Extension::new(terms).unwrap();
        assert!(extension.terms().is_empty());
        assert_eq!(extension.aliases().count(), 0);
    }

    #[test]
    fn own_terms_read_back_as_they_are() {
        let own = br#"[{"vocabulary":"operations","code":"x","label":"OSCE Mission to X",
            "aliases":["MX"],"former_names":[{"name":"OSCE Office in X","until":"2004-06"},"OSCE X"],
            "host":"Austria","since":"2004-06","notes":"One."}]"#;
        let extension = Extension::new(read(own).unwrap()).unwrap();
        let all = Catalogue::listed().with(&extension);
        let again = Extension::new(read(&export(&all)).unwrap()).unwrap();
        assert_eq!(Catalogue::listed().with(&again), all);
        let entry = all.entry(Scheme::Operations, "x").unwrap();
        assert_eq!((entry.aliases.len(), entry.notes.len()), (3, 1));
        assert_eq!(entry.fact(FactName::Host), Some("AT"));
    }

    #[track_caller]
    fn check_wrong(json: &[u8], expected: &str) {
        let fault = read(json).unwrap_err();
        assert_eq!(format!("{}: {fault}", fault.position()), expected);
    }

    #[test]
    fn faults_have_their_place() {
        check_wrong(b"{}", "1:1: expected a list of terms, found an object");
        check_wrong(
            b"[\n{\"code\":\"a\",\"lable\":\"A\"}]",
            "2:13: expected a key of a term, found `lable`; did you mean `label`?",
        );
        check_wrong(
            b"[{\"hots\":\"a\"}]",
            "1:3: expected a key of a term, found `hots`; did you mean `host`?",
        );
        check_wrong(
            b"[{\"code\":\"a\",\"code\":\"b\"}]",
            "1:14: expected each key once, found `code` again",
        );
        check_wrong(
            b"[{\"code\":1}]",
            "1:10: expected a text in quotes, found a number",
        );
        check_wrong(b"[\xE9]", "1:2: expected UTF-8, found the byte 0xE9");
    }
}
