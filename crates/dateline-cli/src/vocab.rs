//! The vocabularies: lists, searches and exports.

use std::fmt::Write as _;
use std::io::{self, ErrorKind, Write as _};
use std::path::PathBuf;

use dateline_core::vocab::{
    Alias, AliasKind, Catalogue, Entry, FactName, Hit, Match, Role, Scheme,
};
use unicode_width::UnicodeWidthStr as _;

use crate::args::{self, VocabForm};
use crate::extend::{self, ExtendError};
use crate::output::Target;
use crate::plan;
use crate::report::{self, Exit};

/// What stands for every vocabulary.
const ALL: &str = "all";

/// What stands between names: some have a comma.
const SEPARATOR: &str = "; ";

/// A column is not made wider than this for the sake of a long cell.
const WIDEST: usize = 44;

/// What is asked of the vocabularies.
#[derive(Debug)]
pub(crate) struct Vocab {
    catalogue: Catalogue,
    what: What,
    output: Option<PathBuf>,
}

#[derive(Debug)]
enum What {
    Vocabularies,
    Terms(Vec<Scheme>),
    Search(Vec<Scheme>, String),
    Export(VocabForm, Vec<Scheme>),
}

/// Why nothing can be said of the vocabularies.
#[derive(Debug, thiserror::Error)]
pub(crate) enum VocabError {
    #[error(
        "expected a vocabulary ({}) or `all`, found `{found}`{}", names(),
        .near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default()
    )]
    Unknown { found: String, near: Option<Scheme> },
    #[error("{0}")]
    Extend(#[from] ExtendError),
}

fn names() -> String {
    let names = Scheme::ALL.iter().map(|scheme| format!("`{scheme}`"));
    names.collect::<Vec<_>>().join(", ")
}

impl Vocab {
    pub(crate) fn new(args: args::Vocab) -> Result<Self, VocabError> {
        let args::Vocab {
            vocabulary,
            term,
            export,
            output,
            extend,
        } = args;
        let what = match (export, vocabulary) {
            (Some(form), None) => What::Export(form, Scheme::ALL.to_vec()),
            (Some(form), Some(first)) => {
                let mut all = Vec::new();
                for name in std::iter::once(&first).chain(&term) {
                    all.extend(schemes(name)?);
                }
                // In their own order, each once.
                all.sort_unstable();
                all.dedup();
                What::Export(form, all)
            }
            (None, None) => What::Vocabularies,
            (None, Some(name)) if term.is_empty() => What::Terms(schemes(&name)?),
            (None, Some(name)) => What::Search(schemes(&name)?, term.join(" ")),
        };
        let listed = Catalogue::listed();
        let catalogue = match extend {
            Some(path) => {
                let own = extend::read(&path)?;
                listed.with(&own)
            }
            None => listed.clone(),
        };
        Ok(Self {
            catalogue,
            what,
            output: plan::file(output),
        })
    }
}

/// The vocabularies that a name means.
fn schemes(name: &str) -> Result<Vec<Scheme>, VocabError> {
    if name == ALL {
        return Ok(Scheme::ALL.to_vec());
    }
    let scheme = Scheme::find(name).ok_or_else(|| VocabError::Unknown {
        found: dateline_core::Excerpt(name).to_string(),
        near: Scheme::nearest(name),
    });
    scheme.map(|scheme| vec![scheme])
}

/// Says what was asked for, on standard output or in the file.
pub(crate) fn run(args: args::Vocab) -> Exit {
    let vocab = match Vocab::new(args) {
        Ok(vocab) => vocab,
        Err(VocabError::Extend(error)) => return report::faults(&error),
        Err(error) => return report::cannot_run(&error),
    };
    let text = match &vocab.what {
        What::Vocabularies => Ok(vocabularies(&vocab.catalogue)),
        What::Terms(schemes) => Ok(list(&vocab.catalogue, schemes)),
        What::Search(schemes, text) => {
            let found = search(&vocab.catalogue, schemes, text);
            if found.is_empty() {
                let text = dateline_core::Excerpt(text);
                let what = match schemes[..] {
                    [one] => one.one(),
                    _ => "term",
                };
                return report::nothing_found(&format_args!("no {what} is like `{text}`"));
            }
            Ok(found)
        }
        What::Export(form, schemes) => export(&vocab.catalogue, *form, schemes),
    };
    let written = text.and_then(|text| {
        let mut target = Target::new(vocab.output.as_deref())?;
        target.write_all(text.as_bytes())?;
        target.finish()
    });
    match written {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            let path = vocab.output.as_deref();
            let to = path.map_or_else(
                || "standard output".into(),
                std::path::Path::to_string_lossy,
            );
            report::cannot_run(&format_args!("cannot write {to}: {error}"))
        }
        _ => Exit::Success,
    }
}

fn export(catalogue: &Catalogue, form: VocabForm, schemes: &[Scheme]) -> io::Result<String> {
    let entries = || schemes.iter().flat_map(|scheme| catalogue.entries(*scheme));
    let mut bytes = Vec::new();
    match form {
        VocabForm::Csv => dateline_csv::vocabulary::write(entries(), &mut bytes)?,
        VocabForm::Json => dateline_json::vocabulary::write(entries(), &mut bytes)?,
        VocabForm::Jsonld => dateline_skos::write_json_ld(catalogue, schemes, &mut bytes)?,
        VocabForm::Turtle => dateline_skos::write_turtle(catalogue, schemes, &mut bytes)?,
    }
    String::from_utf8(bytes).map_err(io::Error::other)
}

/// A line a vocabulary.
fn vocabularies(catalogue: &Catalogue) -> String {
    let rows = Scheme::ALL.iter().map(|scheme| {
        let count = catalogue.entries(*scheme).len();
        vec![
            scheme.name().to_owned(),
            format!("{count:>4}"),
            scheme.title().to_owned(),
            scheme.address().to_owned(),
        ]
    });
    aligned(&rows.collect::<Vec<_>>())
}

/// A line a term: code, label and other names.
fn list(catalogue: &Catalogue, schemes: &[Scheme]) -> String {
    let mut rows = Vec::new();
    for scheme in schemes {
        for entry in catalogue.entries(*scheme) {
            let mut row = head(entry, schemes);
            row.push(aliases(entry, |_| true));
            rows.push(row);
        }
    }
    aligned(&rows)
}

/// The vocabulary, where there are several, the code and the label.
fn head(entry: &Entry, schemes: &[Scheme]) -> Vec<String> {
    let scheme = (schemes.len() > 1).then(|| entry.scheme.name().to_owned());
    let own = if entry.is_own { " (own)" } else { "" };
    let term = [entry.code.to_string(), format!("{}{own}", entry.label)];
    scheme.into_iter().chain(term).collect()
}

fn aliases(entry: &Entry, wanted: impl Fn(&AliasKind) -> bool) -> String {
    let aliases = entry.aliases.iter().filter(|alias| wanted(&alias.kind));
    aliases.map(dated).collect::<Vec<_>>().join(SEPARATOR)
}

/// A name, and when it was in use.
fn dated(alias: &Alias) -> String {
    let name = &alias.name;
    match &alias.kind {
        AliasKind::Former {
            from: Some(from),
            until: Some(until),
        } => format!("{name} ({from} to {until})"),
        AliasKind::Former {
            from: Some(from),
            until: None,
        } => format!("{name} (from {from})"),
        AliasKind::Former {
            from: None,
            until: Some(until),
        } => format!("{name} (until {until})"),
        AliasKind::Former { .. } | AliasKind::Other | AliasKind::Alpha3 => name.to_string(),
    }
}

/// The terms that a text may mean; of one that is meant without doubt everything.
fn search(catalogue: &Catalogue, schemes: &[Scheme], text: &str) -> String {
    let mut hits: Vec<Hit<'_>> = Vec::new();
    for scheme in schemes {
        hits.extend(catalogue.search(*scheme, text));
    }
    hits.sort_by_key(|hit| (hit.how, hit.role));
    let exact = hits.iter().filter(|hit| hit.how == Match::Exact).count();
    let shown = if exact == 1 { hits.split_first() } else { None };
    let (mut text, others) = match shown {
        Some((hit, others)) => (term(catalogue, hit), others),
        None => (String::new(), &hits[..]),
    };
    if !text.is_empty() && !others.is_empty() {
        text.push_str("\nLess likely:\n");
    }
    let rows = others.iter().map(|hit| {
        let mut row = head(hit.entry, schemes);
        row.push(why(hit));
        row
    });
    text.push_str(&aligned(&rows.collect::<Vec<_>>()));
    text
}

/// Why a term was found.
fn why(hit: &Hit<'_>) -> String {
    let role = hit.role.name();
    let nearly = if matches!(hit.how, Match::Near(_)) {
        ", nearly"
    } else {
        ""
    };
    // The code and the label stand there already.
    let is_shown = hit.name == hit.entry.code || hit.role == Role::Label;
    if is_shown {
        format!("{role}{nearly}")
    } else {
        format!("{role} {}{nearly}", hit.name)
    }
}

/// Everything that is known of a term.
fn term(catalogue: &Catalogue, hit: &Hit<'_>) -> String {
    let entry = hit.entry;
    let mut rows: Vec<(&str, String)> = Vec::new();
    if hit.role > Role::Code {
        rows.push(("found by", why(hit)));
    }
    let scheme = entry.scheme;
    rows.push(("vocabulary", format!("{scheme} ({})", scheme.title())));
    rows.push(("code", entry.code.to_string()));
    rows.push((
        "alpha-3 code",
        aliases(entry, |kind| *kind == AliasKind::Alpha3),
    ));
    rows.push(("address", entry.address()));
    rows.push(("aliases", aliases(entry, |kind| *kind == AliasKind::Other)));
    let former = entry.former().map(|alias| ("former name", dated(alias)));
    rows.extend(former);
    for name in FactName::ALL {
        let values = entry
            .facts_of(name)
            .map(|fact| catalogue.shown(entry, fact).to_owned());
        rows.push((name.name(), values.collect::<Vec<_>>().join(SEPARATOR)));
    }
    let parts = catalogue.entries(scheme).iter();
    let parts = parts.filter(|part| part.fact(FactName::Parent) == Some(&*entry.code));
    rows.push((
        "parts",
        parts
            .map(|part| &*part.label)
            .collect::<Vec<_>>()
            .join(SEPARATOR),
    ));
    rows.extend(entry.notes.iter().map(|note| ("note", note.to_string())));
    rows.push(("other languages", entry.further.join(SEPARATOR)));
    rows.retain(|(_, value)| !value.is_empty());

    let own = if entry.is_own { " (own)" } else { "" };
    let mut text = format!("{}{own}\n", entry.label);
    let rows = rows
        .into_iter()
        .map(|(name, value)| vec![format!("  {name}"), value]);
    text.push_str(&aligned(&rows.collect::<Vec<_>>()));
    text
}

/// Rows with their columns below each other on a terminal.
fn aligned(rows: &[Vec<String>]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns)
        .map(|column| {
            let cells = rows.iter().filter_map(|row| row.get(column));
            cells
                .map(|cell| cell.width().min(WIDEST))
                .max()
                .unwrap_or(0)
        })
        .collect();
    let mut text = String::new();
    for row in rows {
        let mut line = String::new();
        for (cell, width) in row.iter().zip(&widths) {
            let gap = width.saturating_sub(cell.width()) + 2;
            // Writing to a String does not fail.
            let _ = write!(line, "{cell}{:gap$}", "");
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}
