//! Tables for spreadsheet programs.

use dateline_core::{Checker, Draft, Field, Finding, Level, Release};
use proptest::prelude::*;

use super::{full, release};
use crate::{Delimiter, Dialect, Encoder, Reader, TooManyRows, Writer};

fn write(releases: &[Release<'_>], delimiter: Delimiter) -> (String, Vec<Finding>) {
    let mut findings = Vec::new();
    let mut writer = Writer::new(Vec::new())
        .unwrap()
        .delimiter(delimiter)
        .excel(true);
    for release in releases {
        let _ = writer.write(release, &mut findings).unwrap();
    }
    let output = writer.finish(&mut findings).unwrap();
    (String::from_utf8(output).unwrap(), findings)
}

fn check(draft: Draft<'_>) -> Release<'static> {
    let release = Checker::default()
        .keep_unlisted(true)
        .check(draft, &mut Vec::new());
    release.unwrap().into_owned()
}

fn read(table: &[u8], dialect: Dialect) -> Vec<Release<'static>> {
    let mut reader = Reader::new(table).dialect(dialect).excel(true);
    let mut releases = Vec::new();
    while reader.advance(&mut Vec::new()).unwrap() {
        releases.push(check(reader.record(&mut Vec::new()).unwrap().draft));
    }
    releases
}

#[track_caller]
fn round_trip(releases: &[Release<'_>]) {
    for (delimiter, dialect) in [
        (Delimiter::Comma, Dialect::Csv),
        (Delimiter::Semicolon, Dialect::Csv),
        (Delimiter::Tab, Dialect::Csv),
        (Delimiter::Tab, Dialect::Tsv),
    ] {
        let (table, _) = write(releases, delimiter);
        assert_eq!(read(table.as_bytes(), dialect), releases);
    }
}

#[test]
fn a_table_for_excel() {
    let risky = Draft {
        title: "=1+1, \"twice\"".into(),
        date: "2016".into(),
        sources: vec!["-x".into(), "=y".into()],
        tags: vec!["y".into(), "=y".into()],
        summary: "'tis so".into(),
        body: "\r\n+\r".into(),
        ..Draft::default()
    };
    let release = check(risky);
    let (table, findings) = write(&[release], Delimiter::Semicolon);
    assert!(findings.is_empty());
    let shown = table.replace('\r', "<CR>").replace('\u{FEFF}', "<BOM>");
    insta::assert_snapshot!(shown, @r#"
    <BOM>id;number;kind;title;date;modified;language;url;places;sources;fields_of_work;participating_states;partner_states;tags;summary;body;body_type;translations;embargo<CR>
    urn:uuid:3e3966e0-3726-5894-94e6-6908b513e016;;;"'=1+1, ""twice""";2016;;;;;'-x|=y;;;;y|=y;''tis so;"'<CR>
    +<CR>";text/plain;;<CR>
    "#);
    let plain = read(table.as_bytes(), Dialect::Csv);
    assert_eq!(plain[0].title(), "=1+1, \"twice\"");
}

#[test]
fn what_begins_with_an_apostrophe_of_its_own_is_left_alone() {
    let table = "title,date,body\n'tis,2016,''=\n\"'=a\"\"b\",2017,'\n";
    let releases = read(table.as_bytes(), Dialect::Csv);
    let cells = releases
        .iter()
        .map(|r| (r.title(), r.body().unwrap().text()));
    assert_eq!(cells.collect::<Vec<_>>(), [("'tis", "'="), ("=a\"b", "'")]);
    // Nothing is taken off a table that was not written so.
    let mut reader = Reader::new(table.as_bytes());
    assert!(reader.advance(&mut Vec::new()).unwrap());
    assert_eq!(reader.record(&mut Vec::new()).unwrap().draft.body, "''=");
}

#[test]
fn characters_are_counted_behind_the_guard() {
    let mut reader = Reader::new("title,date\n\"'=a\"\"b\",2017\n".as_bytes()).excel(true);
    assert!(reader.advance(&mut Vec::new()).unwrap());
    let column = |character| {
        let spot = reader.locate(&Field::Title.into(), character).unwrap();
        spot.position.column
    };
    assert_eq!((column(None), column(Some(1)), column(Some(4))), (1, 3, 7));
}

#[test]
fn a_cell_that_excel_cuts_is_said() {
    let long = |length| {
        check(Draft {
            title: "Water talks".into(),
            date: "2016".into(),
            body: "x".repeat(length).into(),
            ..Draft::default()
        })
    };
    assert!(write(&[long(32_767)], Delimiter::Comma).1.is_empty());
    let (_, findings) = write(&[long(32_768)], Delimiter::Comma);
    let [finding] = &*findings else {
        panic!("{findings:?}");
    };
    assert_eq!(finding.level(), Level::Warning);
    insta::assert_snapshot!(finding, @"body: Excel keeps 32767 characters of a cell and cuts the rest, and this one has 32768");
}

#[test]
fn excel_opens_so_many_rows_and_no_more() {
    let rows = 1_048_576;
    for (excel, fits) in [(true, false), (false, true)] {
        let mut writer = Writer::new(std::io::sink()).unwrap().excel(excel);
        for _ in 1..rows {
            writer.append(b"\n", 1).unwrap();
        }
        match writer.append(b"\n", 1) {
            Ok(()) => assert!(fits),
            Err(error) => {
                assert!(!fits);
                assert!(error.get_ref().unwrap().is::<TooManyRows>());
                insta::allow_duplicates! {
                    insta::assert_snapshot!(error, @"expected at most 1048575 releases, as many as Excel opens below a header line, found more; write several tables, or one without the form for Excel");
                }
            }
        }
    }
}

#[test]
fn rows_are_made_on_any_thread() {
    fn shared<T: Send + Sync>(_: T) {}
    shared(Encoder::default());
}

proptest! {
    #[test]
    fn hostile_texts_come_back(
        releases in prop::collection::vec(release(), 0..3),
        starts in prop::collection::vec("['=+@\t\r\n\u{FF1D}\u{FF0D}\",;-]{0,3}", 4),
    ) {
        let risky = |release: &Release<'_>| {
            let draft = Draft::from(release);
            let line = |at: usize, text: &str| {
                let start = starts[at].replace(['\r', '\n'], "");
                format!("{start}{text}").into()
            };
            check(Draft {
                id: line(0, &draft.id),
                title: line(1, &draft.title),
                summary: format!("{}{}", starts[2], draft.summary).into(),
                body: format!("{}{}", starts[3], draft.body).into(),
                sources: draft.sources.iter().map(|source| line(1, source)).collect(),
                ..draft
            })
        };
        let releases: Vec<_> = releases.iter().map(risky).collect();
        round_trip(&releases);
        round_trip(&[full()]);
    }
}
