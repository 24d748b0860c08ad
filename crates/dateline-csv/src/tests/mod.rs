//! The reader and the writer as others see them.

use std::borrow::Cow;
use std::error::Error as _;
use std::fmt::Write as _;
use std::io::{self, Read};

use dateline_core::{
    Checker, Coverage, Draft, DraftPlace, DraftTranslation, Fault, Field, FieldPath, Foreign,
    Position, Record, Release, Scope, Spelling, Text,
};
use proptest::prelude::*;

mod excel;
mod places;

use crate::{Dialect, Error, Reader, Writer, document};

fn fault(error: &Error) -> String {
    let Position { line, column, .. } = error.position();
    let name = error
        .name()
        .map(|name| format!(" column `{name}`"))
        .unwrap_or_default();
    format!(
        "{line}:{column}: {:?}{name}: {error} [{}]\n",
        error.scope(),
        error.rule()
    )
}

/// The cell of these values.
fn join<T: AsRef<str>>(values: impl Iterator<Item = T>) -> String {
    let escaped = values.map(|value| value.as_ref().replace('\\', r"\\").replace('|', r"\|"));
    escaped.collect::<Vec<_>>().join("|")
}

/// The cells of a draft, in the order in which columns are written.
fn cells<'d>(draft: &'d Draft<'_>) -> [(Field, Cow<'d, str>); 19] {
    fn one<'d>(text: &'d Text<'_>) -> Cow<'d, str> {
        Cow::Borrowed(text.as_str())
    }
    fn many<'d>(texts: &[Text<'_>]) -> Cow<'d, str> {
        Cow::Owned(join(texts.iter().map(Text::as_str)))
    }
    let Draft {
        id,
        number,
        kind,
        title,
        date,
        modified,
        language,
        url,
        places,
        sources,
        fields_of_work,
        participating_states,
        partner_states,
        tags,
        summary,
        body,
        body_type,
        translations,
        embargo,
        foreign: _,
        keep_unlisted: _,
    } = draft;
    [
        (Field::Id, one(id)),
        (Field::Number, one(number)),
        (Field::Kind, one(kind)),
        (Field::Title, one(title)),
        (Field::Date, one(date)),
        (Field::Modified, one(modified)),
        (Field::Language, one(language)),
        (Field::Url, one(url)),
        (Field::Places, Cow::Owned(join(places.iter().map(place)))),
        (Field::Sources, many(sources)),
        (Field::FieldsOfWork, many(fields_of_work)),
        (Field::ParticipatingStates, many(participating_states)),
        (Field::PartnerStates, many(partner_states)),
        (Field::Tags, many(tags)),
        (Field::Summary, one(summary)),
        (Field::Body, one(body)),
        (Field::BodyType, one(body_type)),
        (
            Field::Translations,
            Cow::Owned(join(translations.iter().map(
                |DraftTranslation { language, url }| format!("{language}={url}"),
            ))),
        ),
        (Field::Embargo, one(embargo)),
    ]
}

/// The text form `NAME, Qualifier`. The other two are derived from it.
fn place<'d>(place: &'d DraftPlace<'_>) -> Cow<'d, str> {
    let DraftPlace {
        name,
        qualifier,
        canonical: _,
        state: _,
    } = place;
    if qualifier.is_empty() {
        return Cow::Borrowed(name.as_str());
    }
    Cow::Owned(format!("{name}, {qualifier}"))
}

/// Everything that a reader says about an input: each row with what it holds, and each error.
/// Every row that could be framed must read the same again from [`document`].
fn tell<R: Read>(mut reader: Reader<R>, dialect: Dialect) -> String {
    let mut told = String::new();
    loop {
        match reader.advance(&mut Vec::new()) {
            Ok(true) => {}
            Ok(false) => break,
            Err(error) => {
                told += &fault(&error);
                assert!(!reader.advance(&mut Vec::new()).unwrap());
                break;
            }
        }
        let record = reader.record(&mut Vec::new());
        again(&reader, &record, dialect);
        match record {
            Ok(record) => {
                assert_eq!(
                    (record.number, record.position),
                    (reader.number(), reader.position())
                );
                write!(told, "{} at {}:", record.number, record.position).unwrap();
                for (field, cell) in cells(&record.draft) {
                    if !cell.is_empty() {
                        write!(told, " {field}={cell:?}").unwrap();
                    }
                }
                told.push('\n');
            }
            Err(error) => told += &fault(&error),
        }
    }
    told
}

/// The row, read again alone, is the same or fails in the same way.
#[track_caller]
fn again<R: Read>(reader: &Reader<R>, record: &Result<Record<'_>, Error>, dialect: Dialect) {
    let table = document(reader.header(), reader.raw());
    let mut alone = Reader::new(&*table).dialect(dialect);
    assert!(alone.advance(&mut Vec::new()).unwrap());
    assert_eq!(alone.raw(), reader.raw());
    match (record, alone.record(&mut Vec::new())) {
        (Ok(record), Ok(alone)) => assert_eq!(record.draft, alone.draft),
        // Not the same words: what was UTF-16 is UTF-8 when it is read again.
        (Err(error), Err(alone)) => assert_eq!(error.rule(), alone.rule()),
        (record, alone) => panic!("{record:?} became {alone:?}"),
    }
    assert!(!alone.advance(&mut Vec::new()).unwrap());
}

fn read(input: impl AsRef<[u8]>) -> String {
    tell(Reader::new(input.as_ref()), Dialect::Csv)
}

fn read_tsv(input: &str) -> String {
    tell(
        Reader::new(input.as_bytes()).dialect(Dialect::Tsv),
        Dialect::Tsv,
    )
}

#[track_caller]
fn check(input: impl AsRef<[u8]>, expected: &str) {
    assert_eq!(read(&input), expected);
    // However the input arrives, it says the same.
    assert_eq!(
        tell(Reader::new(Bytewise(input.as_ref())), Dialect::Csv),
        expected
    );
}

struct Bytewise<'a>(&'a [u8]);

impl Read for Bytewise<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.by_ref().take(1).read(buffer)
    }
}

const ONE: &str = "1 at 2:1: title=\"Water talks\" date=\"2016-10-25\"\n";

#[test]
fn delimiters_are_found_by_known_names() {
    for by in [",", ";", "\t", "|"] {
        check(format!("title{by}date\nWater talks{by}2016-10-25\n"), ONE);
        check(
            format!("\"date\"{by}\"title\"\n\"2016-10-25\"{by}\"Water talks\""),
            ONE,
        );
    }
    // Statistics would say comma.
    check(
        "title;date;body\na,b,c;d,e;f,g,h\n",
        "1 at 2:1: title=\"a,b,c\" date=\"d,e\" body=\"f,g,h\"\n",
    );
}

#[test]
fn a_first_line_says_what_separates() {
    check(
        "sep=;\ntitle;date\nWater talks;2016-10-25\n",
        &ONE.replace("2:1", "3:1"),
    );
    check(
        "SEP=^\r\n\r\ntitle^date\r\nWater talks^2016-10-25",
        &ONE.replace("2:1", "4:1"),
    );
    check(
        "\"sep=,\"\ntitle,date\nWater talks,2016-10-25",
        &ONE.replace("2:1", "3:1"),
    );
    let mut reader = Reader::new(&b"sep=;\r\n\r\ntitle;date\r\na;b\r\n"[..]);
    assert!(reader.header().is_empty());
    assert!(reader.advance(&mut Vec::new()).unwrap());
    assert_eq!(reader.header(), b"sep=;\r\ntitle;date\r\n");
    assert_eq!(reader.raw(), b"a;b");
    insta::assert_snapshot!(read("sep=;\ntitle,date\n"), @"2:1: Document: expected a header line with the names of fields separated by `;`, such as `title` and `date`, found `title,date` [csv.no-header]");
    insta::assert_snapshot!(read("sep=;;\ntitle,date\n"), @"1:5: Document: expected one character that separates cells, such as `;`, behind `sep=`, found `;;` [csv.separator]");
    insta::assert_snapshot!(read("sep=\ntitle,date\n"), @"1:5: Document: expected one character that separates cells, such as `;`, behind `sep=`, found nothing [csv.separator]");
    insta::assert_snapshot!(read("sep=;"), @"1:6: Document: expected a header line that names the columns, found nothing [csv.no-header]");
    insta::assert_snapshot!(read_tsv("sep=;\ntitle;date\n"), @"1:5: Document: expected a TAB behind `sep=`, found `;` [csv.separator]");
    assert_eq!(
        read_tsv("sep=\t\ntitle\tdate\nWater talks\t2016-10-25\n"),
        ONE.replace("2:1", "3:1")
    );
}

#[test]
fn tsv_has_tabs_and_quotes() {
    assert_eq!(read_tsv("title\tdate\nWater talks\t2016-10-25\n"), ONE);
    insta::assert_snapshot!(read_tsv("title\tdate\n\"a\tb\nc\"\t2016\n"), @r#"1 at 2:1: title="a\tb\nc" date="2016""#);
    insta::assert_snapshot!(read_tsv("title,date\n"), @"1:1: Document: expected a header line with the names of fields separated by a TAB, such as `title` and `date`, found `title,date` [csv.no-header]");
}

#[test]
fn encodings() {
    let text = "title,date\nWater talks,2016-10-25\n";
    check([b"\xEF\xBB\xBF", text.as_bytes()].concat(), ONE);
    for big_endian in [true, false] {
        let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
        let bytes = |unit: u16| {
            if big_endian {
                unit.to_be_bytes()
            } else {
                unit.to_le_bytes()
            }
        };
        check(units.flat_map(bytes).collect::<Vec<_>>(), ONE);
    }
    // A mark at the start of a row is text.
    check(
        "title,date\n\u{FEFF}a,b\n",
        "1 at 2:1: title=\"\\u{feff}a\" date=\"b\"\n",
    );
    insta::assert_snapshot!(read(b"title,date\na\xE9,b\nc,\"d\n\xFF\"\n"), @"
    2:2: Record column `title`: expected text in UTF-8, found the byte 0xE9 [csv.encoding]
    4:1: Record column `date`: expected text in UTF-8, found the byte 0xFF [csv.encoding]
    ");
    insta::assert_snapshot!(read(b"\xFF\xFEt\0i\0t\0l\0e\0,\0d\0a\0t\0e\0\n\0a\0,\0\x3D\xD8\n\0b\0,\0c\0"), @r#"
    2:3: Record column `date`: expected text in UTF-16, found half a character [csv.encoding]
    2 at 3:1: title="b" date="c"
    "#);
}

#[test]
fn line_ends() {
    let rows = "1 at 2:1: title=\"a\" date=\"b\"\n2 at 3:1: title=\"c\" date=\"d\"\n";
    for end in ["\n", "\r\n", "\r"] {
        check(format!("title,date{end}a,b{end}c,d{end}"), rows);
        check(format!("title,date{end}a,b{end}c,d"), rows);
        check(
            format!("{end}title,date{end}{end}a,b{end}{end}{end}"),
            "1 at 4:1: title=\"a\" date=\"b\"\n",
        );
    }
    check(
        "title,date\r\n\"a\r\nb\rc\",d\r\ne,f",
        "1 at 2:1: title=\"a\\r\\nb\\rc\" date=\"d\"\n2 at 5:1: title=\"e\" date=\"f\"\n",
    );
    check("title,date", "");
}

#[test]
fn cells_are_verbatim() {
    check(
        "title,number,date\n a ,007,\u{a0}\n",
        "1 at 2:1: number=\"007\" title=\" a \" date=\"\\u{a0}\"\n",
    );
    check(
        "title,date\na \"b\" c, \"d\"\n",
        "1 at 2:1: title=\"a \\\"b\\\" c\" date=\" \\\"d\\\"\"\n",
    );
    check("title,date\n,\n", "1 at 2:1:\n");
}

#[test]
fn no_header() {
    insta::assert_snapshot!(read(""), @"1:1: Document: expected a header line that names the columns, found nothing [csv.no-header]");
    insta::assert_snapshot!(read("\r\n\n"), @"3:1: Document: expected a header line that names the columns, found nothing [csv.no-header]");
    insta::assert_snapshot!(read("Water talks,2016-10-25\nMore,2016-10-26\n"), @"1:1: Document: expected a header line with the names of fields, such as `title` and `date`, found `Water talks`, `2016-10-25` [csv.no-header]");
    insta::assert_snapshot!(read("Title;Date;Body\n"), @"1:1: Document: expected a header line with the names of fields, such as `title` and `date`, found `Title`, `Date`, `Body`; did you mean `title`, `date`, `body`? [csv.no-header]");
    insta::assert_snapshot!(read(format!("{}\n", (0..30).map(|n| format!("x{n}y")).collect::<Vec<_>>().join(","))), @"1:1: Document: expected a header line with the names of fields, such as `title` and `date`, found `x0y`, `x1y`, `x2y`, `x3y`, `x4y`, `x5y`, `x6y`, `x7y`, `x8y`, `x9y`, `x10y`, `x11y`, and 18 more [csv.no-header]");
    insta::assert_snapshot!(read("a".repeat(1 << 17)), @"1:1: Document: expected a header line that names the columns, found none in the first 65536 bytes [csv.no-header]");
    insta::assert_snapshot!(read("\n".repeat(1 << 17)), @"131073:1: Document: expected a header line that names the columns, found none in the first 65536 bytes [csv.no-header]");
    insta::assert_snapshot!(read(b"PK\x03\x04\x14\0\x06\0"), @"1:3: Document: expected a header line that names the columns, found binary content (byte 0x03); save the spreadsheet as CSV first [csv.binary]");
    insta::assert_snapshot!(read(b"t\0i\0t\0l\0e\0"), @"1:2: Document: expected a header line that names the columns, found binary content (byte 0x00); UTF-16 is read where it has a byte order mark [csv.binary]");
    insta::assert_snapshot!(read(b"\x89PNG\r\n\x1A\n\0"), @"1:1: Document: expected a header line in UTF-8, or in UTF-16 with a byte order mark, found the byte 0x89 [csv.encoding]");
    insta::assert_snapshot!(read(b"title,d\xE9te\n"), @"1:8: Document: expected a header line in UTF-8, or in UTF-16 with a byte order mark, found the byte 0xE9 [csv.encoding]");
    insta::assert_snapshot!(read(b"\xFE\xFF\0t\xDD\0\0\n"), @"1:2: Document: expected a header line in UTF-8, or in UTF-16 with a byte order mark, found half a character [csv.encoding]");
}

#[test]
fn everything_that_is_wrong_with_a_header() {
    insta::assert_snapshot!(read("id,titel,date\n"), @"1:4: Document column `titel`: expected the name of a field in column 2, found `titel`; did you mean `title`? [csv.unknown-column]");
    insta::assert_snapshot!(read("id,title\n"), @"1:1: Document column `date`: expected a column `date`, found none [csv.missing-column]");
    insta::assert_snapshot!(read("id\n"), @"1:1: Document: expected a column `title`, found none; expected a column `date`, found none [csv.missing-column]");
    insta::assert_snapshot!(read("title,date,title\n"), @"1:12: Document column `title`: expected each column once, found `title` in column 1 and in column 3 [csv.duplicate-column]");
    insta::assert_snapshot!(read("date,Title,price,,\"body\"x,date,\"\"\"\n"), @r#"1:6: Document: expected the name of a field in column 2, found `Title`; did you mean `title`?; expected the name of a field in column 3, found `price`; expected the name of a field in column 4, found nothing; expected a name in quotes or without them in column 5, found `"body"x`; expected each column once, found `date` in column 1 and in column 6; expected a name in quotes or without them in column 7, found `"""` [csv.header]"#);
    insta::assert_snapshot!(read("date,\"title\nid\n"), @r#"1:6: Document: expected a name in quotes or without them in column 2, found `"title`; expected a column `title`, found none [csv.header]"#);
}

#[test]
fn rows_that_are_set_aside() {
    insta::assert_snapshot!(read(
        "title,date,body\na,b,\"c\nd\"\ne\nf,g,h,i\n\"j\" k,l,m\nn,\"o\"\"\"p,q\nr,s,t\n\"u,v,w\n"
    ), @r#"
    1 at 2:1: title="a" date="b" body="c\nd"
    4:1: Record: expected 3 cells, found 1; `date` is the first column without one [csv.ragged-row]
    5:1: Record: expected 3 cells, found 4; a cell with `,` in it needs quotes [csv.ragged-row]
    6:4: Record column `title`: expected `,` or the end of the line behind the quote that closes this cell, found ` k`; a quote inside a quoted cell is written twice [csv.stray-text]
    7:8: Record column `date`: expected `,` or the end of the line behind the quote that closes this cell, found `p`; a quote inside a quoted cell is written twice [csv.stray-text]
    6 at 8:1: title="r" date="s" body="t"
    9:1: Record column `title`: expected a quote that closes this cell, found the end of the input [csv.unclosed-quote]
    "#);
    // The cells would be enough.
    insta::assert_snapshot!(read("title,date\na,b\n\nc,\"d"), @r#"
    1 at 2:1: title="a" date="b"
    4:3: Record column `date`: expected a quote that closes this cell, found the end of the input [csv.unclosed-quote]
    "#);
}

#[test]
fn an_unclosed_cell_keeps_its_last_line_end() {
    let mut reader = Reader::new(&b"title,date\na,\"b\r\n"[..]);
    assert!(reader.advance(&mut Vec::new()).unwrap());
    assert_eq!(reader.raw(), b"a,\"b\r\n");
    assert!(!reader.advance(&mut Vec::new()).unwrap());
    assert_eq!(reader.raw(), b"");
    assert_eq!(reader.number(), 1);
}

#[test]
fn lists() {
    insta::assert_snapshot!(read(
        "title,date,places,sources,tags,translations\n\
         a,b,\"OHRID|VIENNA, Wien\",x| y |,{s}a\\|b|c\\\\,uk=https://a.example/?b=c|sq\n"
    ), @r#"1 at 2:1: title="a" date="b" places="OHRID|VIENNA, Wien" sources="x| y |" tags="{s}a\\|b|c\\\\" translations="uk=https://a.example/?b=c|sq=""#);
}

#[test]
fn faults_of_values_come_from_the_core() {
    let mut reader = Reader::new(
        &b"title,date,sources,translations\na,2016-10-25,x||y,uk|https://a.example/|uk=b\n"[..],
    );
    assert!(reader.advance(&mut Vec::new()).unwrap());
    let draft = reader.record(&mut Vec::new()).unwrap().draft;
    let violations = Checker::default()
        .check(draft, &mut Vec::new())
        .unwrap_err();
    let mut told = String::new();
    for violation in &violations {
        let place = reader.locate(&violation.path(), None).unwrap().position;
        writeln!(told, "{place}: {}: {violation}", violation.path()).unwrap();
    }
    insta::assert_snapshot!(told, @"
    2:16: sources[1]: expected a value, found an empty one
    2:19: translations[0].url: expected a value, found an empty one
    2:22: translations[1].language: expected a value, found an empty one
    2:44: translations[2].url: expected a web address such as `https://www.osce.org/node/276291`, found `b`
    ");
}

#[test]
fn an_input_that_breaks_off_is_an_error_of_the_input() {
    struct Broken;
    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("the line is dead"))
        }
    }
    for start in ["", "title,date\na,b\nc"] {
        let mut reader = Reader::new(start.as_bytes().chain(Broken));
        let error = loop {
            match reader.advance(&mut Vec::new()) {
                Ok(more) => assert!(more),
                Err(error) => break error,
            }
        };
        assert_eq!(error.scope(), Scope::Input);
        assert_eq!(error.to_string(), "the input could not be read");
        assert_eq!(error.source().unwrap().to_string(), "the line is dead");
        assert!(!reader.advance(&mut Vec::new()).unwrap());
        assert_eq!(
            (reader.raw(), reader.locate(&Field::Title.into(), None)),
            (&b""[..], None)
        );
    }
}

#[test]
fn memory_does_not_grow_with_the_rows() {
    let row = format!("\"{}\",2016\n", "long \"\"text\"\" of\nlines ".repeat(20));
    let rows = 20_000;
    let rows_of = Rows {
        row: row.as_bytes(),
        left: rows,
        at: 0,
    };
    let mut reader = Reader::new(b"title,date\n".chain(rows_of));
    let mut count = 0;
    while reader.advance(&mut Vec::new()).unwrap() {
        assert_eq!(reader.raw().len(), row.len() - 1);
        count += 1;
        assert!(reader.room() < 4 << 16);
    }
    assert_eq!(count, rows);
}

#[test]
fn memory_does_not_grow_with_blank_lines() {
    let blank = Rows {
        row: b"\r\n",
        left: 1 << 20,
        at: 0,
    };
    let table = b"title,date\na,2016".chain(blank).chain(&b"b,2017"[..]);
    let mut reader = Reader::new(table);
    let mut most = 0;
    for (number, line) in [(1, 2), (2, 2 + (1 << 20))] {
        assert!(reader.advance(&mut Vec::new()).unwrap());
        assert_eq!((reader.number(), reader.position().line), (number, line));
        most = most.max(reader.room());
    }
    assert_eq!(reader.raw(), b"b,2017");
    assert!(most < 4 << 16, "{most}");
    assert!(!reader.advance(&mut Vec::new()).unwrap());
}

#[test]
fn a_row_with_many_values_is_looked_through_once() {
    let values = 20_000;
    let input = format!("title,date,tags\na,2016,\"{}\"\n", "\"\"x|".repeat(values));
    let mut reader = Reader::new(input.as_bytes());
    assert!(reader.advance(&mut Vec::new()).unwrap());
    for index in 0..values {
        let spot = reader
            .locate(&FieldPath::of(Field::Tags, index), None)
            .unwrap();
        assert_eq!(spot.position.column, 9 + 4 * index as u64);
    }
}

#[track_caller]
fn check_unclosed(rows: &str, expected: &str) {
    let input = format!("title,date\n{rows}");
    let mut reader = Reader::new(input.as_bytes());
    assert!(reader.advance(&mut Vec::new()).unwrap());
    let error = reader.record(&mut Vec::new()).unwrap_err().to_string();
    let start = "expected a quote that closes this cell, found the end of the input";
    assert_eq!(error.strip_prefix(start), Some(expected));
}

#[test]
fn a_quote_without_end_says_what_it_took() {
    check_unclosed("\"a,2016", "");
    check_unclosed("\"a,2016\n", "");
    check_unclosed(
        "\"a,2016\nb,2017",
        "; the line behind it was taken for this cell",
    );
    check_unclosed(
        "\"a,2016\r\nb,2017\r\nc,2018\r\n",
        "; the 2 lines behind it were taken for this cell",
    );
}

struct Rows<'a> {
    row: &'a [u8],
    left: u32,
    at: usize,
}

impl Read for Rows<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 {
            return Ok(0);
        }
        let length = (self.row.len() - self.at).min(buffer.len());
        buffer[..length].copy_from_slice(&self.row[self.at..self.at + length]);
        self.at += length;
        if self.at == self.row.len() {
            (self.at, self.left) = (0, self.left - 1);
        }
        Ok(length)
    }
}

fn write(releases: &[Release<'_>], dialect: Dialect, spelling: Spelling) -> String {
    let mut findings = Vec::new();
    let mut writer = Writer::new(Vec::new())
        .unwrap()
        .dialect(dialect)
        .spelling(spelling);
    for release in releases {
        let _ = writer.write(release, &mut findings).unwrap();
    }
    let output = writer.finish(&mut findings).unwrap();
    assert!(findings.is_empty());
    String::from_utf8(output).unwrap()
}

fn full() -> Release<'static> {
    let draft = Draft {
        id: "tag:a.example,2016:1".into(),
        number: "276291".into(),
        kind: "press release".into(),
        title: " \"Quoted\", and | barred\\ ".into(),
        date: "2016-10-25T10:30+02:00".into(),
        modified: "2016-11".into(),
        language: "en".into(),
        url: "https://www.osce.org/node/276291".into(),
        places: vec![
            DraftPlace::from_text("SKOPJE".into()),
            DraftPlace::from_text("VIENNA, Austria".into()),
        ],
        sources: vec!["Mission to Skopje".into(), "A | B \\ C".into()],
        fields_of_work: vec!["Border management".into(), "Invented work".into()],
        participating_states: vec!["North Macedonia".into()],
        partner_states: vec!["Japan".into()],
        tags: vec![
            "{https://a.example/t}Water".into(),
            "Rivers\u{2028}and lakes".into(),
        ],
        summary: "One line.\nAnother one.\r\n".into(),
        body: "SKOPJE, 25 October 2016 – Text; \"text\".\r\rEnd ]]> &amp;amp; שלום 🕊\t".into(),
        body_type: "text/plain".into(),
        translations: vec![
            DraftTranslation {
                language: "uk".into(),
                url: "https://a.example/?a=b|c".into(),
            },
            DraftTranslation {
                language: "sq".into(),
                url: "https://a.example/sq".into(),
            },
        ],
        embargo: "2016-10-25T12:00:00Z".into(),
        foreign: Vec::new(),
        keep_unlisted: true,
    };
    Checker::default().check(draft, &mut Vec::new()).unwrap()
}

#[test]
fn a_release_with_everything() {
    let shown = write(&[full()], Dialect::Csv, Spelling::Label).replace('\r', "<CR>");
    insta::assert_snapshot!(shown, @r#"
    id,number,kind,title,date,modified,language,url,places,sources,fields_of_work,participating_states,partner_states,tags,summary,body,body_type,translations,embargo
    "tag:a.example,2016:1",276291,Press release," ""Quoted"", and | barred\ ",2016-10-25T10:30+02:00,2016-11,en,https://www.osce.org/node/276291,"SKOPJE|VIENNA, Austria",OSCE Mission to Skopje|A \| B \\ C,Border management|Invented work,North Macedonia,Japan,{https://a.example/t}Water|Rivers and lakes,"One line.
    Another one.<CR>
    ","SKOPJE, 25 October 2016 – Text; ""text"".<CR><CR>End ]]> &amp;amp; שלום 🕊	",text/plain,uk=https://a.example/?a=b%7Cc|sq=https://a.example/sq,2016-10-25T12:00:00Z
    "#);
    insta::assert_snapshot!(write(&[full()], Dialect::Csv, Spelling::Code).lines().nth(1).unwrap(), @r#""tag:a.example,2016:1",276291,press-release," ""Quoted"", and | barred\ ",2016-10-25T10:30+02:00,2016-11,en,https://www.osce.org/node/276291,"SKOPJE|VIENNA, Austria",mission-to-skopje|A \| B \\ C,border-management|Invented work,MK,JP,{https://a.example/t}Water|Rivers and lakes,"One line."#);
    assert_eq!(
        write(&[], Dialect::Csv, Spelling::Label).replace(',', "\t"),
        write(&[], Dialect::Tsv, Spelling::Label),
    );
}

/// Writes, reads, and expects the same releases and the same bytes.
#[track_caller]
fn round_trip(releases: &[Release<'_>]) {
    for (dialect, spelling) in [
        (Dialect::Csv, Spelling::Label),
        (Dialect::Csv, Spelling::Code),
        (Dialect::Tsv, Spelling::Label),
    ] {
        let written = write(releases, dialect, spelling);
        let mut reader = Reader::new(written.as_bytes()).dialect(dialect);
        let mut read = Vec::new();
        while reader.advance(&mut Vec::new()).unwrap() {
            let record = reader.record(&mut Vec::new());
            again(&reader, &record, dialect);
            let checker = Checker::default().keep_unlisted(true);
            let release = checker
                .check(record.unwrap().draft, &mut Vec::new())
                .unwrap();
            read.push(release.into_owned());
        }
        assert_eq!(read, releases);
        assert_eq!(write(&read, dialect, spelling), written);
    }
}

#[test]
fn everything_comes_back() {
    round_trip(&[]);
    round_trip(&[full(), full()]);
}

#[test]
fn long_bodies_come_back() {
    let full = full();
    let body = "\"a\",\r\n|\\ é 🕊 ".repeat(1 << 17);
    let draft = Draft {
        body: body.into(),
        ..Draft::from(&full)
    };
    let release = Checker::default().check(draft, &mut Vec::new()).unwrap();
    round_trip(&[release, full.clone()]);
}

fn text(lines: bool) -> impl Strategy<Value = String> {
    let mut pieces = vec![
        "\"",
        "\"\"",
        ",",
        ";",
        "\t",
        "|",
        "\\",
        "\\|",
        "=",
        " ",
        "]]>",
        "&amp;amp;",
        "<p>",
        "🕊",
        "שלום",
        "\u{2028}",
        "\u{85}",
        "\u{a0}",
        "\u{feff}",
        "a",
        "é",
        "-",
        "{",
        "}",
        "sep=;",
    ];
    if lines {
        pieces.extend(["\n", "\r", "\r\n"]);
    }
    prop::collection::vec(prop::sample::select(pieces), 0..12).prop_map(|pieces| pieces.concat())
}

fn texts() -> impl Strategy<Value = Vec<String>> {
    let filled = text(false).prop_map(|text| format!("{text}x{text}"));
    prop::collection::vec(filled, 0..4)
}

prop_compose! {
    fn release()(
        id in text(false), title in text(false), summary in text(true), body in text(true),
        places in texts(), sources in texts(), states in texts(), tags in texts(), html in any::<bool>(),
    ) -> Release<'static> {
        let own = |texts: Vec<String>| texts.into_iter().map(Into::into).collect();
        let draft = Draft {
            id: id.into(),
            title: format!("{title}x{title}").into(),
            date: "2016".into(),
            places: places
                .into_iter()
                .map(|place| DraftPlace::from_text(format!("x{place}").into()))
                .collect(),
            sources: own(sources),
            participating_states: own(states),
            tags: own(tags),
            summary: summary.into(),
            body: body.into(),
            body_type: if html { "text/html" } else { "" }.into(),
            keep_unlisted: true,
            ..Draft::default()
        };
        Checker::default().check(draft, &mut Vec::new()).unwrap()
    }
}

proptest! {
    #[test]
    fn hostile_texts_come_back(releases in prop::collection::vec(release(), 0..3)) {
        round_trip(&releases);
    }

    #[test]
    fn no_input_panics(rows in "[ab,;\"\n\r|é\\\\]{0,40}", header in "(title,date\n|title;date\r|sep=;\n|)") {
        let input = format!("{header}{rows}");
        prop_assert_eq!(read(&input), tell(Reader::new(Bytewise(input.as_bytes())), Dialect::Csv));
    }

    #[test]
    fn no_bytes_panic(rows in prop::collection::vec(any::<u8>(), 0..60), header in any::<bool>()) {
        let header: &[u8] = if header { b"title,date\n" } else { b"" };
        read([header, &rows].concat());
    }
}

#[test]
fn what_comes_back_is_what_is_said() {
    let texts = |texts: &[&'static str]| texts.iter().map(|text| (*text).into()).collect();
    let complete = Draft {
        id: "urn:x:1".into(),
        number: "7".into(),
        kind: "Press release".into(),
        title: "Border police train".into(),
        date: "2016-10-25T14:30+02:00".into(),
        modified: "2016-10-26".into(),
        language: "en".into(),
        url: "https://a.example/1".into(),
        places: vec![DraftPlace::from_text("OHRID, North Macedonia".into())],
        sources: texts(&["UNDP", "a | b"]),
        fields_of_work: texts(&["Border management"]),
        participating_states: texts(&["North Macedonia"]),
        partner_states: texts(&["Japan"]),
        tags: texts(&["{s}x"]),
        summary: "S".into(),
        body: "<p>B</p>".into(),
        body_type: "text/html".into(),
        translations: vec![DraftTranslation {
            language: "mk".into(),
            url: "https://a.example/mk".into(),
        }],
        embargo: "2017".into(),
        foreign: vec![Foreign {
            name: "x".into(),
            ..Foreign::default()
        }],
        keep_unlisted: false,
    };
    let release = Release::try_from(complete).unwrap();
    let mut writer = Writer::new(Vec::new()).unwrap();
    let _ = writer.write(&release, &mut Vec::new()).unwrap();
    let table = writer.finish(&mut Vec::new()).unwrap();
    let (mut reader, mut findings) = (Reader::new(&table[..]), Vec::new());
    assert!(reader.advance(&mut findings).unwrap());
    let record = reader.record(&mut findings).unwrap();
    let again = Release::try_from(record.draft).unwrap();
    let (was, is) = (Draft::from(&release), Draft::from(&again));
    let of_field = cells(&was).into_iter().zip(cells(&is));
    let all = of_field.map(|((field, was), (_, is))| (field, was.into_owned(), is.into_owned()));
    let show = |foreign: &[Foreign<'_>]| foreign.iter().map(Foreign::to_string).collect();
    let foreign = (Field::Foreign, show(&was.foreign), show(&is.foreign));
    for (field, was, is) in all.chain([foreign]) {
        assert_ne!(was, "", "{field} says nothing");
        match crate::coverage(field) {
            Coverage::Whole => assert_eq!(is, was, "{field}"),
            Coverage::Part(_) => assert!(is != was && !is.is_empty(), "{field}: {is}"),
            Coverage::None => assert_eq!(is, "", "{field}"),
        }
    }
}
