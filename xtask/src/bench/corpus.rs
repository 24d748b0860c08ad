//! Corpora of any size: written one release at a time, the same in every run.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use super::release::{Release, Shape};
use crate::Result;

/// A format in which corpora are written.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(crate) enum Format {
    Csv,
    Ndjson,
    /// One array.
    Json,
    /// As `dateline convert` writes it.
    Rss,
}

impl Format {
    pub(crate) const ALL: [Self; 4] = [Self::Csv, Self::Ndjson, Self::Json, Self::Rss];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Ndjson => "ndjson",
            Self::Json => "json",
            Self::Rss => "rss",
        }
    }

    /// As people write it.
    pub(crate) const fn title(self) -> &'static str {
        match self {
            Self::Csv => "CSV",
            Self::Ndjson => "NDJSON",
            Self::Json => "JSON",
            Self::Rss => "RSS",
        }
    }
}

/// Writes a corpus, and says where it is.
///
/// # Errors
///
/// Where it cannot be written. No writer makes a feed of releases that are none: a bad one in RSS is
/// a good one in which the days are replaced.
pub(crate) fn make(
    folder: &Path,
    format: Format,
    count: u64,
    shape: Shape,
    dateline: &Path,
) -> Result<PathBuf> {
    let path = folder.join(format!("{}.{}", name(count, shape), format.name()));
    fs::create_dir_all(folder)?;
    // Complete or not there: a run that was stopped must not be measured by the next one.
    let part = path.with_extension(format!("{}.part", format.name()));
    if format == Format::Rss && shape.is_bad {
        let good = Shape {
            is_bad: false,
            ..shape
        };
        let good = make(folder, format, count, good, dateline)?;
        let text = fs::read_to_string(&good)?
            .replace("<pubDate>", "<pubDate>Some day, ")
            .replace("</dcterms:issued>", "-31</dcterms:issued>");
        fs::write(&part, text)?;
        fs::remove_file(good)?;
    } else if format == Format::Rss {
        // Through a pipe: the releases need no room of their own.
        let mut child = Command::new(dateline)
            .args([
                "convert", "--from", "ndjson", "--to", "rss", "--quiet", "-o",
            ])
            .arg(&part)
            .args([
                "--title",
                "Made-up releases",
                "--link",
                "https://www.osce.org/",
            ])
            .args([
                "--description",
                "For measuring.",
                "--feed-url",
                "https://www.osce.org/rss",
            ])
            .stdin(std::process::Stdio::piped())
            .spawn()?;
        let input = child.stdin.take().ok_or("expected a pipe")?;
        write(input, Format::Ndjson, count, shape)?;
        let status = child.wait()?;
        if !status.success() {
            return Err(format!("dateline convert ended with {status}").into());
        }
    } else {
        write(File::create(&part)?, format, count, shape)?;
    }
    fs::rename(&part, &path)?;
    Ok(path)
}

/// What a corpus is called.
fn name(count: u64, shape: Shape) -> String {
    let body = if shape.is_html { "-html" } else { "" };
    let kind = if shape.is_bad { "-bad" } else { "" };
    let size = match (shape.body, shape.terms) {
        usual if usual == (Shape::USUAL.body, 0) => String::new(),
        (body, terms) => format!("-{body}-bytes-{terms}-terms"),
    };
    format!("releases-{count}{body}{kind}{size}")
}

fn write(output: impl Write, format: Format, count: u64, shape: Shape) -> io::Result<()> {
    let mut out = BufWriter::with_capacity(1 << 18, output);
    match format {
        Format::Csv => out.write_all(CSV_HEADER.as_bytes())?,
        Format::Json => out.write_all(b"[\n")?,
        Format::Ndjson | Format::Rss => {}
    }
    let mut line = String::new();
    for number in 1..=count {
        let release = Release::new(number, shape);
        line.clear();
        if format == Format::Csv {
            csv(&release, &mut line);
        } else {
            json(&release, &mut line);
            if format == Format::Json && number < count {
                line.push(',');
            }
        }
        line.push('\n');
        out.write_all(line.as_bytes())?;
    }
    if format == Format::Json {
        out.write_all(b"]\n")?;
    }
    out.flush()
}

const CSV_HEADER: &str = "id,number,kind,title,date,modified,language,url,places,sources,\
    fields_of_work,participating_states,partner_states,tags,summary,body,body_type,translations,\
    embargo\n";

fn csv(release: &Release, line: &mut String) {
    let places: Vec<String> = release
        .places
        .iter()
        .map(|place| match place.qualifier {
            Some(qualifier) => format!("{}, {qualifier}", place.name),
            None => place.name.to_owned(),
        })
        .collect();
    let translations: Vec<String> = release
        .translations
        .iter()
        .map(|(language, url)| format!("{language}={url}"))
        .collect();
    let cells = [
        release.id.as_str(),
        &release.number,
        release.kind,
        &release.title,
        &release.date,
        &release.modified,
        release.language,
        &release.url,
        &places.join("|"),
        &release.sources.join("|"),
        &release.fields_of_work.join("|"),
        &release.participating_states.join("|"),
        &release.partner_states.join("|"),
        &release.tags.join("|"),
        &release.summary,
        &release.body,
        release.body_type,
        &translations.join("|"),
        "",
    ];
    for (column, cell) in cells.iter().enumerate() {
        if column > 0 {
            line.push(',');
        }
        if cell.contains(['"', ',', '\n']) {
            line.push('"');
            line.push_str(&cell.replace('"', "\"\""));
            line.push('"');
        } else {
            line.push_str(cell);
        }
    }
}

fn json(release: &Release, line: &mut String) {
    line.push('{');
    text(line, "id", &release.id);
    text(line, "number", &release.number);
    text(line, "kind", release.kind);
    text(line, "title", &release.title);
    text(line, "date", &release.date);
    text(line, "modified", &release.modified);
    text(line, "language", release.language);
    text(line, "url", &release.url);
    key(line, "places");
    line.push('[');
    for (nth, place) in release.places.iter().enumerate() {
        line.push_str(if nth > 0 { ",{" } else { "{" });
        text(line, "name", place.name);
        text(line, "qualifier", place.qualifier.unwrap_or_default());
        text(line, "canonical", place.canonical);
        text(line, "state", place.state);
        line.push('}');
    }
    line.push(']');
    list(line, "sources", &release.sources);
    list(line, "fields_of_work", &release.fields_of_work);
    list(line, "participating_states", &release.participating_states);
    list(line, "partner_states", &release.partner_states);
    list(line, "tags", &release.tags);
    text(line, "summary", &release.summary);
    text(line, "body", &release.body);
    text(line, "body_type", release.body_type);
    if !release.translations.is_empty() {
        key(line, "translations");
        line.push('{');
        for (language, url) in &release.translations {
            text(line, language, url);
        }
        line.push('}');
    }
    line.push('}');
}

fn key(line: &mut String, name: &str) {
    if !line.ends_with('{') {
        line.push(',');
    }
    quote(line, name);
    line.push(':');
}

/// A member, unless it is empty.
fn text(line: &mut String, name: &str, value: &str) {
    if !value.is_empty() {
        key(line, name);
        quote(line, value);
    }
}

fn list(line: &mut String, name: &str, values: &[String]) {
    if values.is_empty() {
        return;
    }
    key(line, name);
    line.push('[');
    for (nth, value) in values.iter().enumerate() {
        if nth > 0 {
            line.push(',');
        }
        quote(line, value);
    }
    line.push(']');
}

/// A string of JSON.
fn quote(line: &mut String, text: &str) {
    line.push('"');
    for character in text.chars() {
        match character {
            '"' => line.push_str("\\\""),
            '\\' => line.push_str("\\\\"),
            '\n' => line.push_str("\\n"),
            other => line.push(other),
        }
    }
    line.push('"');
}
