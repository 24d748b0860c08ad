//! Writing: a header line, then one release a row.

use std::fmt;
use std::io::{self, Write};

use dateline_core::vocab::Vocabulary;
use dateline_core::{Body, Field, Finding, Foreign, Release, Spelling, Term, Written};

use crate::Dialect;
use crate::list::{BAR, push_value as value};

/// Encodes the parts of a table: its header line, and the row of each release.
///
/// It keeps nothing from one call to the next, so that rows can be encoded by any thread and in any
/// order.
///
/// ```
/// use dateline_core::{Draft, Release};
/// use dateline_csv::Encoder;
///
/// let draft = Draft { id: "1".into(), title: "A".into(), date: "2016".into(), ..Draft::default() };
/// let release = Release::try_from(draft)?;
/// let (encoder, mut table) = (Encoder::default(), String::new());
/// encoder.head(&mut table);
/// let _ = encoder.item(&release, &mut table, &mut Vec::new());
/// assert!(table.starts_with("id,number,kind,title,date,"));
/// assert!(table.ends_with("\n1,,,A,2016,,,,,,,,,,,,,,\n"));
/// # Ok::<(), dateline_core::Violations>(())
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Encoder {
    dialect: Dialect,
    spelling: Spelling,
}

impl Encoder {
    /// Writes this dialect.
    #[must_use]
    pub fn dialect(self, dialect: Dialect) -> Self {
        Self { dialect, ..self }
    }

    /// Writes terms by their labels or by their codes.
    #[must_use]
    pub fn spelling(self, spelling: Spelling) -> Self {
        Self { spelling, ..self }
    }

    /// Appends the header line.
    pub fn head(&self, out: &mut String) {
        self.row(out, |field, out| out.push_str(field.name()));
    }

    /// Appends the row of a release. Nothing of it is lost but foreign data, which no column holds;
    /// that is said.
    pub fn item(
        &self,
        release: &Release<'_>,
        out: &mut String,
        findings: &mut Vec<Finding>,
    ) -> Written {
        findings.extend(Foreign::loss(release.foreign(), "a table"));
        self.row(out, |field, out| cell(field, release, self.spelling, out));
        Written::Out
    }

    /// Appends a row; `write` appends what a cell says.
    fn row(&self, out: &mut String, write: impl Fn(Field, &mut String)) {
        let delimiter = self.dialect.delimiter();
        for (index, field) in Field::ALL.iter().enumerate() {
            if index > 0 {
                out.push(char::from(delimiter));
            }
            let start = out.len();
            write(*field, out);
            quote(out, start, delimiter);
        }
        out.push('\n');
    }
}

const _: () = {
    const fn is_shared<T: Send + Sync>() {}
    is_shared::<Encoder>();
};

/// Writes releases as CSV or TSV: every column, whatever the release holds.
///
/// The header line is written with the first release, or by [`Writer::finish`] where there was
/// none. The output takes many rows at a time: `finish` writes the last of them, and dropping a
/// writer writes nothing more.
///
/// ```
/// use dateline_csv::{Dialect, Writer};
///
/// let writer = Writer::new(Vec::new())?.dialect(Dialect::Tsv);
/// let output = writer.finish(&mut Vec::new())?;
/// assert!(output.starts_with(b"id\tnumber\tkind\ttitle\tdate\t"));
/// # Ok::<(), std::io::Error>(())
/// ```
pub struct Writer<W> {
    output: W,
    encoder: Encoder,
    begun: bool,
    buffer: String,
}

/// The writer hands on its bytes when it has so many.
const BATCH: usize = 64 * 1024;

impl<W: Write> Writer<W> {
    /// A writer of CSV with terms by their labels.
    ///
    /// # Errors
    ///
    /// None: nothing is written yet.
    pub fn new(output: W) -> io::Result<Self> {
        Ok(Self {
            output,
            encoder: Encoder::default(),
            begun: false,
            buffer: String::new(),
        })
    }

    /// Writes this dialect.
    #[must_use]
    pub fn dialect(self, dialect: Dialect) -> Self {
        let encoder = self.encoder.dialect(dialect);
        Self { encoder, ..self }
    }

    /// Writes terms by their labels or by their codes.
    #[must_use]
    pub fn spelling(self, spelling: Spelling) -> Self {
        let encoder = self.encoder.spelling(spelling);
        Self { encoder, ..self }
    }

    /// Writes a release ([`Encoder::item`]).
    ///
    /// # Errors
    ///
    /// Those of the output, also with the rows before it.
    pub fn write(
        &mut self,
        release: &Release<'_>,
        findings: &mut Vec<Finding>,
    ) -> io::Result<Written> {
        self.begin();
        let written = self.encoder.item(release, &mut self.buffer, findings);
        if self.buffer.len() >= BATCH {
            self.flush()?;
        }
        Ok(written)
    }

    /// Writes what is still to be written, and gives the output back.
    ///
    /// # Errors
    ///
    /// Those of the output.
    pub fn finish(mut self, _findings: &mut Vec<Finding>) -> io::Result<W> {
        self.begin();
        self.flush()?;
        self.output.flush()?;
        Ok(self.output)
    }

    fn begin(&mut self) {
        if !self.begun {
            self.begun = true;
            self.encoder.head(&mut self.buffer);
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.output.write_all(self.buffer.as_bytes())?;
        self.buffer.clear();
        Ok(())
    }
}

impl<W> fmt::Debug for Writer<W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Writer")
            .field("encoder", &self.encoder)
            .field("begun", &self.begun)
            .finish_non_exhaustive()
    }
}

/// Appends what the cell of a field says, without quotes.
fn cell(field: Field, release: &Release<'_>, spelling: Spelling, out: &mut String) {
    match field {
        Field::Id => out.push_str(release.id()),
        Field::Number => {
            if let Some(number) = release.number() {
                out.push_str(&number.to_string());
            }
        }
        Field::Kind => {
            if let Some(kind) = release.kind() {
                out.push_str(kind.spelled(spelling));
            }
        }
        Field::Title => out.push_str(release.title()),
        Field::Date => out.push_str(&release.date().text()),
        Field::Modified => {
            if let Some(date) = release.modified() {
                out.push_str(&date.text());
            }
        }
        Field::Language => {
            if let Some(language) = release.language() {
                out.push_str(language.as_str());
            }
        }
        Field::Url => {
            if let Some(url) = release.url() {
                out.push_str(url.as_str());
            }
        }
        Field::Places => list(out, release.places(), |out, place| {
            value(out, place.name());
            if let Some(qualifier) = place.qualifier() {
                out.push_str(", ");
                value(out, qualifier);
            }
        }),
        Field::Sources => list(out, release.sources(), |out, source| {
            value(out, source.spelled(spelling));
        }),
        Field::FieldsOfWork => terms(out, release.fields_of_work(), spelling),
        Field::ParticipatingStates => terms(out, release.participating_states(), spelling),
        Field::PartnerStates => terms(out, release.partner_states(), spelling),
        Field::Tags => list(out, release.tags(), |out, tag| value(out, &tag.text())),
        Field::Summary => out.push_str(release.summary().unwrap_or_default()),
        Field::Body => out.push_str(release.body().map_or("", Body::text)),
        Field::BodyType => out.push_str(release.body().map_or("", |body| body.kind().name())),
        Field::Translations => list(out, release.translations(), |out, translation| {
            value(out, translation.language().as_str());
            out.push('=');
            value(out, translation.url().as_str());
        }),
        Field::Embargo => {
            if let Some(date) = release.embargo() {
                out.push_str(&date.text());
            }
        }
        // No column has this name.
        Field::Foreign => {}
    }
}

fn terms<T: Vocabulary>(out: &mut String, terms: &[Term<'_, T>], spelling: Spelling) {
    list(out, terms, |out, term| value(out, term.spelled(spelling)));
}

fn list<T>(out: &mut String, values: &[T], write: impl Fn(&mut String, &T)) {
    for (index, value) in values.iter().enumerate() {
        if index > 0 {
            out.push(BAR);
        }
        write(out, value);
    }
}

/// Quotes the cell that begins at `start` as RFC 4180 needs it (section 2, rules 5 to 7), and not
/// where it needs none.
fn quote(out: &mut String, start: usize, delimiter: u8) {
    let cell = out.as_bytes().get(start..).unwrap_or_default();
    let quote = memchr::memchr(b'"', cell);
    if quote.is_none() && memchr::memchr3(delimiter, b'\n', b'\r', cell).is_none() {
        return;
    }
    out.insert(start, '"');
    let Some(quote) = quote else {
        return out.push('"');
    };
    // Only what stands behind the first quotation mark moves.
    let tail = out.split_off(start + 1 + quote);
    let mut rest = tail.as_str();
    while let Some(at) = memchr::memchr(b'"', rest.as_bytes()) {
        out.push_str(&rest[..=at]);
        out.push('"');
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
    out.push('"');
}

#[cfg(test)]
mod tests {
    use dateline_core::{Draft, DraftPlace, DraftTranslation};

    use super::*;
    use crate::row::cells;

    #[track_caller]
    fn check(cell: &str, csv: &str, tsv: &str) {
        for (dialect, expected) in [(Dialect::Csv, csv), (Dialect::Tsv, tsv)] {
            let mut row = format!("\"x\",{cell}");
            quote(&mut row, 4, dialect.delimiter());
            assert_eq!(row, format!("\"x\",{expected}"), "{cell:?}");
        }
    }

    #[test]
    fn quotes_stand_only_where_they_are_needed() {
        check("", "", "");
        check(" plain ; | \\ ", " plain ; | \\ ", " plain ; | \\ ");
        check("a,b", "\"a,b\"", "a,b");
        check("a\tb", "a\tb", "\"a\tb\"");
        check("a\nb", "\"a\nb\"", "\"a\nb\"");
        check("a\rb", "\"a\rb\"", "\"a\rb\"");
        check(
            "\"a\" \"\"",
            "\"\"\"a\"\" \"\"\"\"\"",
            "\"\"\"a\"\" \"\"\"\"\"",
        );
        check("a\u{2028}b\u{85}", "a\u{2028}b\u{85}", "a\u{2028}b\u{85}");
    }

    #[test]
    fn a_release_is_written_as_its_draft_is() {
        let draft = Draft {
            id: "x:1".into(),
            number: "276291".into(),
            kind: "News".into(),
            title: "A \"quoted\", long title".into(),
            date: "2016-10-25T14:30+02:00".into(),
            modified: "2016-10-26".into(),
            language: "sr-Latn".into(),
            url: "https://www.osce.org/node/276291".into(),
            places: ["SKOPJE", "A|B, C\\D"]
                .map(|place| DraftPlace::from_text(place.into()))
                .into(),
            sources: vec!["Mission to Skopje".into(), "UN|DP".into()],
            fields_of_work: vec!["Policing".into(), "Elections".into()],
            participating_states: vec!["Albania".into()],
            partner_states: vec!["Japan".into()],
            tags: vec!["water".into(), "{https://a.example/}b".into()],
            summary: "Short.\n".into(),
            body: "SKOPJE – one\r\ntwo".into(),
            body_type: "text/html".into(),
            translations: vec![DraftTranslation {
                language: "mk".into(),
                url: "https://www.osce.org/mk/node/276291?a=b|c".into(),
            }],
            embargo: "2016-10".into(),
            ..Draft::default()
        };
        let release = Release::try_from(draft).unwrap();
        for spelling in [Spelling::Label, Spelling::Code] {
            let draft = Draft::spelled(&release, spelling);
            for (field, expected) in cells(&draft) {
                let mut found = String::new();
                cell(field, &release, spelling, &mut found);
                assert_eq!(found, expected, "{field}");
            }
        }
    }
}
