//! The example of the README for those who use the crates: it compiles, and does what it says.

use std::error::Error;
use std::io::{Read, Write};

use dateline_core::Checker;

// The page shows this function.
#[expect(clippy::print_stdout, reason = "it is what the example does")]
fn table_to_json(table: impl Read, json: impl Write) -> Result<(), Box<dyn Error>> {
    let mut findings = Vec::new();
    let mut reader = dateline_csv::Reader::new(table);
    let mut writer = dateline_json::native::Writer::new(json)?;
    while reader.advance(&mut findings)? {
        let record = reader.record(&mut findings)?;
        match Checker::default().check(record.draft, &mut findings) {
            Ok(release) => {
                let _ = writer.write(&release, &mut findings)?;
            }
            Err(violations) => println!("{}: {violations}", reader.position()),
        }
    }
    writer.finish(&mut findings)?;
    Ok(())
}

#[test]
fn a_table_becomes_json() {
    let mut json = Vec::new();
    table_to_json(
        &b"id,title,date\nx:1,Talks,2016-10-25\nx:2,,2016\n"[..],
        &mut json,
    )
    .unwrap();
    assert_eq!(
        String::from_utf8_lossy(&json),
        "[\n{\"id\":\"x:1\",\"title\":\"Talks\",\"date\":\"2016-10-25\"}\n]\n"
    );
}

#[test]
fn the_page_shows_this_function() {
    let page = std::fs::read_to_string(crate::root().join("README.md")).unwrap();
    let shown = page
        .split("```rust,ignore\n")
        .nth(1)
        .unwrap()
        .split("```")
        .next()
        .unwrap();
    assert!(include_str!("library.rs").contains(shown), "{shown}");
}
