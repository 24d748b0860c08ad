//! Feeds as Rust's readers show them, one line of JSON an item: `dateline-readers READER FORMAT FILE…`

use std::error::Error;
use std::fs::File;
use std::io::{self, BufReader, Write};
use std::process::ExitCode;

use chrono::{DateTime, TimeZone};
use serde_json::{Value, json};

type Items = Result<Vec<Value>, Box<dyn Error>>;

/// A reader: its name, the version that Cargo.toml names, and what it shows of a file.
type Reader = (&'static str, &'static str, fn(&str, File) -> Items);

const READERS: [Reader; 3] = [
    ("feed-rs", "3.0.0", feed_rs),
    ("rss", "2.1.2", rss),
    ("atom_syndication", "0.12.10", atom_syndication),
];

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match run(&args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(args: &[String]) -> Result<(), Box<dyn Error>> {
    let [name, format, files @ ..] = args else {
        return Err("expected READER FORMAT FILE…".into());
    };
    let (_, version, read) = READERS
        .iter()
        .find(|reader| reader.0 == name)
        .ok_or("expected the name of a reader")?;
    let mut out = io::stdout().lock();
    writeln!(out, "{}", json!({ "reader": name, "version": version }))?;
    for (number, file) in files.iter().enumerate() {
        writeln!(out, "{}", json!({ "file": number }))?;
        match read(format, File::open(file)?) {
            Ok(items) => {
                for item in items {
                    writeln!(out, "{item}")?;
                }
            }
            Err(error) => writeln!(out, "{}", json!({ "error": error.to_string() }))?,
        }
    }
    Ok(())
}

/// Nanoseconds since 1970, as text: they are longer than a number of JSON can be everywhere.
fn instant<Z: TimeZone>(time: &DateTime<Z>) -> String {
    let seconds = i128::from(time.timestamp()) * 1_000_000_000;
    (seconds + i128::from(time.timestamp_subsec_nanos())).to_string()
}

fn feed_rs(format: &str, file: File) -> Items {
    let feed = feed_rs::parser::parse(BufReader::new(file))?;
    let items = feed.entries.iter().map(|entry| {
        let is_html = |text: &Option<feed_rs::model::Text>| {
            let html = |text: &feed_rs::model::Text| text.content_type.to_string() == "text/html";
            format == "atom" && text.as_ref().is_some_and(html)
        };
        let page = entry.links.iter().find(|link| link.href_lang.is_none());
        let categories = entry.categories.iter();
        let categories: Vec<Value> = categories
            .map(|one| json!([one.label.as_ref().unwrap_or(&one.term), one.scheme]))
            .collect();
        let authors: Vec<Value> = entry.authors.iter().map(|one| json!(one.name)).collect();
        json!({
            "id": entry.id,
            "title": entry.title.as_ref().map(|text| &text.content),
            "title_is_html": is_html(&entry.title),
            "link": page.map(|link| &link.href),
            "published": entry.published.as_ref().map(instant),
            "updated": entry.updated.as_ref().map(instant),
            "categories": categories,
            "content": entry.content.as_ref().and_then(|content| content.body.as_ref()),
            "summary": entry.summary.as_ref().map(|text| &text.content),
            "summary_is_html": is_html(&entry.summary),
            "authors": authors,
        })
    });
    Ok(items.collect())
}

fn rss(_: &str, file: File) -> Items {
    let channel = rss::Channel::read_from(BufReader::new(file))?;
    let items = channel.items().iter().map(|item| {
        let categories = item.categories().iter();
        let categories: Vec<Value> = categories
            .map(|one| json!([one.name(), one.domain()]))
            .collect();
        let core = item.dublin_core_ext();
        // The reader gives dates as they are written.
        let date = item
            .pub_date()
            .map(|text| match DateTime::parse_from_rfc2822(text) {
                Ok(time) => instant(&time),
                Err(_) => format!("no date: {text}"),
            });
        json!({
            "id": item.guid().map(rss::Guid::value),
            "title": item.title(),
            "link": item.link(),
            "published": date,
            "categories": categories,
            "content": item.content(),
            "summary": item.description(),
            "authors": core.map_or(&[][..], |core| core.creators()),
            "language": core.and_then(|core| core.languages().first()),
        })
    });
    Ok(items.collect())
}

fn atom_syndication(_: &str, file: File) -> Items {
    use atom_syndication::TextType;
    let feed = atom_syndication::Feed::read_from(BufReader::new(file))?;
    let items = feed.entries().iter().map(|entry| {
        let page = entry.links().iter().find(|link| link.hreflang().is_none());
        let categories = entry.categories().iter();
        let categories: Vec<Value> = categories
            .map(|one| json!([one.label().unwrap_or(one.term()), one.scheme()]))
            .collect();
        let authors: Vec<Value> = entry
            .authors()
            .iter()
            .map(|one| json!(one.name()))
            .collect();
        json!({
            "id": entry.id(),
            "title": entry.title().value,
            "title_is_html": entry.title().r#type == TextType::Html,
            "link": page.map(|link| link.href()),
            "published": entry.published().map(instant),
            "updated": instant(entry.updated()),
            "categories": categories,
            "content": entry.content().and_then(|content| content.value()),
            "summary": entry.summary().map(|text| &text.value),
            "summary_is_html": entry.summary().is_some_and(|text| text.r#type == TextType::Html),
            "authors": authors,
        })
    });
    Ok(items.collect())
}
