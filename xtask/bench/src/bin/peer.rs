//! Conversions as programs with the usual crates would do them: `peer CRATE FROM TO FILE` writes to
//! standard output, `peer CRATE` says the crate's version.
//!
//! They check nothing, lists are split and joined, and what the crate's model has no place for is not
//! carried.

use std::borrow::Cow;
use std::error::Error;
use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::process::ExitCode;

use chrono::{DateTime, NaiveDate, NaiveTime};
use dateline_bench::{Place, Release, Text};
use rss::extension::dublincore::DublinCoreExtension;
use rss::{Category, Channel, Guid, Item};

/// The versions that Cargo.toml names.
const VERSIONS: [(&str, &str); 2] = [("rss", "2.1.2"), ("feed-rs", "3.0.0")];

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match run(&args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("peer: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(args: &[&str]) -> Result {
    let file = |path: &str| File::open(path).map(|file| BufReader::with_capacity(1 << 16, file));
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    match *args {
        [name] => {
            let version = VERSIONS.iter().find(|(crate_name, _)| *crate_name == name);
            writeln!(out, "{}", version.ok_or("expected rss or feed-rs")?.1)?;
        }
        ["rss", "csv", "rss", path] => write_channel(rows_to_items(path)?, &mut out)?,
        ["rss", "ndjson", "rss", path] => write_channel(lines_to_items(file(path)?)?, &mut out)?,
        ["rss", "rss", to, path] => {
            let channel = Channel::read_from(file(path)?)?;
            write_all(to, channel.items(), of_item, out)?;
            return Ok(());
        }
        ["feed-rs", "rss", to, path] => {
            let feed = feed_rs::parser::parse(file(path)?)?;
            write_all(to, &feed.entries, of_entry, out)?;
            return Ok(());
        }
        _ => return Err("expected CRATE FROM TO FILE".into()),
    }
    out.flush()?;
    Ok(())
}

fn rows_to_items(path: &str) -> Result<Vec<Item>> {
    let mut reader = csv::Reader::from_path(path)?;
    let header = reader.headers()?.clone();
    let column = |name| header.iter().position(|column| column == name);
    let columns = [
        "id",
        "title",
        "date",
        "language",
        "url",
        "sources",
        "fields_of_work",
        "participating_states",
        "tags",
        "summary",
        "body",
    ]
    .map(column);
    let mut row = csv::StringRecord::new();
    let mut items = Vec::new();
    while reader.read_record(&mut row)? {
        let [
            id,
            title,
            date,
            language,
            url,
            sources,
            fields,
            states,
            tags,
            summary,
            body,
        ] = columns.map(|column| {
            column
                .and_then(|column| row.get(column))
                .unwrap_or_default()
        });
        let list = |cell: &'_ str| -> Vec<String> {
            cell.split('|')
                .filter(|term| !term.is_empty())
                .map(str::to_owned)
                .collect()
        };
        items.push(item(
            [id, title, date, language, url, summary, body],
            list(sources),
            [list(fields), list(states), list(tags)],
        ));
    }
    Ok(items)
}

fn lines_to_items(mut input: impl BufRead) -> Result<Vec<Item>> {
    let mut line = Vec::new();
    let mut items = Vec::new();
    while input.read_until(b'\n', &mut line)? > 0 {
        let release: Release<'_> = serde_json::from_slice(&line)?;
        let text = |text: &'_ Option<Text<'_>>| -> String {
            text.as_ref()
                .map(|text| text.0.clone().into_owned())
                .unwrap_or_default()
        };
        let list = |list: &[Text<'_>]| -> Vec<String> {
            list.iter()
                .map(|term| term.0.clone().into_owned())
                .collect()
        };
        items.push(item(
            [
                &text(&release.id),
                &release.title,
                &release.date,
                &text(&release.language),
                &text(&release.url),
                &text(&release.summary),
                &text(&release.body),
            ],
            list(&release.sources),
            [
                list(&release.fields_of_work),
                list(&release.participating_states),
                list(&release.tags),
            ],
        ));
        line.clear();
    }
    Ok(items)
}

fn item(
    [id, title, date, language, url, summary, body]: [&str; 7],
    sources: Vec<String>,
    categories: [Vec<String>; 3],
) -> Item {
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let domains = ["fields-of-work", "participating-states", "tags"];
    let category = |domain: &str, name: String| Category {
        name,
        domain: Some(format!("https://www.osce.org/{domain}")),
    };
    Item {
        title: some(title),
        link: some(url),
        guid: Some(Guid {
            value: id.to_owned(),
            permalink: id == url,
        }),
        pub_date: instant(date),
        description: some(if body.is_empty() { summary } else { body }),
        categories: categories
            .into_iter()
            .zip(domains)
            .flat_map(|(terms, domain)| terms.into_iter().map(move |term| category(domain, term)))
            .collect(),
        dublin_core_ext: Some(DublinCoreExtension {
            creators: sources,
            languages: some(language).into_iter().collect(),
            ..DublinCoreExtension::default()
        }),
        ..Item::default()
    }
}

/// A date as RSS wants it.
fn instant(date: &str) -> Option<String> {
    // What `date` writes to the minute lacks the seconds that chrono wants.
    let instant = if date.len() == 10 {
        NaiveDate::parse_from_str(date, "%Y-%m-%d")
            .ok()?
            .and_time(NaiveTime::MIN)
            .and_utc()
            .into()
    } else if date.as_bytes().get(16) == Some(&b':') {
        DateTime::parse_from_rfc3339(date).ok()?
    } else {
        DateTime::parse_from_str(date, "%Y-%m-%dT%H:%M%:z").ok()?
    };
    Some(instant.to_rfc2822())
}

fn write_channel(items: Vec<Item>, out: &mut impl Write) -> Result {
    let channel = Channel {
        title: "Made-up releases".to_owned(),
        link: "https://www.osce.org/".to_owned(),
        description: "For measuring.".to_owned(),
        items,
        ..Channel::default()
    };
    channel.write_to(out)?;
    Ok(())
}

fn write_all<'a, T>(
    to: &str,
    items: &'a [T],
    read: fn(&'a T) -> Release<'a>,
    mut out: impl Write,
) -> Result {
    if to == "ndjson" {
        for item in items {
            serde_json::to_writer(&mut out, &read(item))?;
            out.write_all(b"\n")?;
        }
        out.flush()?;
        return Ok(());
    }
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record([
        "id", "title", "date", "language", "url", "sources", "tags", "body",
    ])?;
    for item in items {
        let release = read(item);
        let text =
            |text: &Option<Text<'a>>| text.as_ref().map_or(Cow::default(), |text| text.0.clone());
        let join = |list: &[Text<'a>]| {
            list.iter()
                .map(|term| term.0.as_ref())
                .collect::<Vec<_>>()
                .join("|")
        };
        writer.write_record([
            text(&release.id).as_ref(),
            &release.title,
            &release.date,
            &text(&release.language),
            &text(&release.url),
            &join(&release.sources),
            &join(&release.tags),
            &text(&release.body),
        ])?;
    }
    writer.flush()?;
    Ok(())
}

fn borrowed(text: &str) -> Text<'_> {
    Text(Cow::Borrowed(text))
}

fn of_item(item: &Item) -> Release<'_> {
    let dublin_core = item.dublin_core_ext();
    let language = dublin_core.and_then(|dc| dc.languages().first());
    Release {
        id: item.guid().map(|guid| borrowed(guid.value())),
        title: Cow::Borrowed(item.title().unwrap_or_default()),
        date: item
            .pub_date()
            .and_then(|date| DateTime::parse_from_rfc2822(date).ok())
            .map(|date| Cow::Owned(date.to_rfc3339()))
            .unwrap_or_default(),
        language: language.map(|language| borrowed(language)),
        url: item.link().map(borrowed),
        places: Vec::<Place<'_>>::new(),
        sources: dublin_core
            .map(|dc| {
                dc.creators()
                    .iter()
                    .map(|creator| borrowed(creator))
                    .collect()
            })
            .unwrap_or_default(),
        tags: item
            .categories()
            .iter()
            .map(|category| borrowed(category.name()))
            .collect(),
        body: item.content().or(item.description()).map(borrowed),
        ..Release::default()
    }
}

fn of_entry(entry: &feed_rs::model::Entry) -> Release<'_> {
    let content = entry
        .content
        .as_ref()
        .and_then(|content| content.body.as_deref());
    let summary = entry
        .summary
        .as_ref()
        .map(|summary| summary.content.as_str());
    Release {
        id: Some(borrowed(&entry.id)),
        title: entry
            .title
            .as_ref()
            .map_or(Cow::default(), |title| Cow::Borrowed(&title.content)),
        date: entry
            .published
            .map(|date| Cow::Owned(date.to_rfc3339()))
            .unwrap_or_default(),
        language: entry.language.as_deref().map(borrowed),
        url: entry.links.first().map(|link| borrowed(&link.href)),
        sources: entry
            .authors
            .iter()
            .filter_map(|author| author.name.as_deref().map(borrowed))
            .collect(),
        tags: entry
            .categories
            .iter()
            .map(|category| borrowed(&category.term))
            .collect(),
        body: content.or(summary).map(borrowed),
        ..Release::default()
    }
}
