//! Tables for Excel and `LibreOffice`.

use insta::assert_snapshot;

use crate::{convert, dateline};

const TABLE: &[u8] = b"id,title,date,tags\na,\"=1+1; \"\"twice\"\"\",2016,-x|=y\nb,'tis,2017,\n";

#[test]
fn a_table_for_excel_comes_back_the_same() {
    let table = convert(&["--to", "csv", "--excel", "--delimiter", ";"], TABLE);
    let shown = String::from_utf8_lossy(&table)
        .replace('\r', "<CR>")
        .replace('\u{FEFF}', "<BOM>");
    assert_snapshot!(shown, @r#"
    <BOM>id;number;kind;title;date;modified;language;url;places;sources;fields_of_work;participating_states;partner_states;tags;summary;body;body_type;translations;embargo<CR>
    a;;;"'=1+1; ""twice""";2016;;;;;;;;;'-x|=y;;;;;<CR>
    b;;;''tis;2017;;;;;;;;;;;;;;<CR>
    "#);
    let expected = convert(&["--to", "ndjson"], TABLE);
    assert_eq!(convert(&["--to", "ndjson", "--excel"], &table), expected);
    // What was made for Excel stays as it is.
    let again = ["--to", "csv", "--excel", "--delimiter", "semicolon"];
    assert_eq!(convert(&again, &table), table);
}

#[test]
fn only_a_table_has_a_delimiter() {
    let args = ["convert", "x.csv", "--to", "rss", "--delimiter", "tab"];
    assert_snapshot!(dateline(&args), @"
    exit code: 2
    ----- stdout -----

    ----- stderr -----
    dateline: --delimiter: expected `--to csv`, found `--to rss`
    ");
}
