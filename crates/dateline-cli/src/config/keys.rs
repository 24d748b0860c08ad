//! The keys of the file: what each means, what holds without it, and the file that shows them all.

use std::fmt::Write as _;

/// A key of a table.
pub(super) struct Key {
    pub(super) name: &'static str,
    value: Value,
    /// Lines of at most 98 characters.
    about: &'static str,
}

/// What stands behind the key in the file that shows all.
enum Value {
    /// There must be one, and this is an example.
    Needed(&'static str),
    /// What holds without it.
    Default(&'static str),
    /// Without it there is none, and this is an example.
    Example(&'static str),
}

use Value::{Default, Example, Needed};

const fn key(name: &'static str, value: Value, about: &'static str) -> Key {
    Key { name, value, about }
}

/// The keys above the first table.
pub(super) const ROOT: &[Key] = &[
    key(
        "inputs",
        Needed(r#"["releases.csv"]"#),
        "Files and folders to read, in order; \"-\" is standard input.\n\
         All paths are relative to the folder that this file is in.",
    ),
    key(
        "from",
        Example(r#""csv""#),
        "The format of the inputs: csv, tsv, json, ndjson, json-feed, rss, atom, page or rejects.\n\
         Without it, the ending and the content of each input say.",
    ),
    key(
        "strict",
        Default("false"),
        "Refuse what breaks the rules of its format instead of mending it.",
    ),
    key(
        "base-url",
        Example(r#""https://www.osce.org/""#),
        "Where pages that are read are published: with a page's path below the folder that is read,\n\
         it makes the page's address.",
    ),
    key(
        "infer",
        Example("true"),
        "Fill what is absent from what is there: the date and the places from the dateline, and so on.\n\
         Without it only pages are filled so; with false, they are not either.",
    ),
    key(
        "plain",
        Default("false"),
        "Take the text of HTML pages without their markup.",
    ),
    key(
        "excel",
        Default("false"),
        "Tables that are read were written for Excel: take off the apostrophes in front of cells.",
    ),
    key(
        "untitled",
        Default(r#""reject""#),
        "What becomes of a release without a title: reject; summary takes the first words of its summary\n\
         or its body; skip leaves it out.",
    ),
    key(
        "undated",
        Default(r#""reject""#),
        "What becomes of a release without a date: reject; channel takes the date of the feed that it\n\
         is in; skip leaves it out.",
    ),
    key(
        "keep-unlisted",
        Default("false"),
        "Keep fields of work and States that the vocabularies do not have, with a warning.",
    ),
    key(
        "extend",
        Example(r#""terms.csv""#),
        "A file of terms of your own, CSV or JSON as `dateline vocab --export` writes them.",
    ),
    key(
        "zone",
        Example(r#""Europe/Vienna""#),
        "Take times without offset as times of this zone, or of an offset such as \"+01:00\".",
    ),
    key(
        "unique",
        Default(r#""newest""#),
        "Which of several releases with one id is kept: the first or the last that was read, or the\n\
         newest.",
    ),
    key(
        "as-of",
        Example(r#""2026-11-24T00:00Z""#),
        "Withhold what is dated, or under embargo, beyond this time. Without it, every release with an\n\
         embargo is withheld.",
    ),
    key(
        "output",
        Needed(r#""public""#),
        "The folder to write. It is there complete or as it was before.",
    ),
    key(
        "site",
        Needed(r#""https://example.org/press/""#),
        "Where that folder is published.",
    ),
    key(
        "formats",
        Default(r#"["rss", "atom", "json-feed"]"#),
        "The formats of the feeds.",
    ),
    key(
        "per",
        Default("[]"),
        "Besides the feed of all releases, one for each value of a facet, or of several together:\n\
         [\"field-of-work\", \"state\", [\"field-of-work\", \"state\"]]. There are field-of-work, state,\n\
         partner-state, source, kind, language, place, tag and year.",
    ),
    key(
        "newest",
        Default("50"),
        "How many releases the document has that readers subscribe to.",
    ),
    key(
        "max-bytes",
        Default("500000"),
        "How long a document may become; older releases are left to the archives.",
    ),
    key(
        "text",
        Default(r#""full""#),
        "How much of a release stands in a feed: the full text, or the summary.",
    ),
    key(
        "archives",
        Default("true"),
        "Keep what a feed no longer has in archive documents (RFC 5005), which never change.",
    ),
    key(
        "archive-size",
        Default("100"),
        "How many releases an archive document has.",
    ),
    key(
        "pages",
        Default(r#""missing""#),
        "Which releases get a page of their own: those whose address is missing, all, or none.",
    ),
    key(
        "index",
        Default("true"),
        "Write a page that lists all feeds.",
    ),
    key(
        "opml",
        Default("true"),
        "Write a list of all feeds that readers can import (OPML).",
    ),
    key(
        "clean",
        Default("false"),
        "Leave out the releases of which a feed validator would warn.",
    ),
    key(
        "foreign",
        Default("false"),
        "Write all foreign data, also what feed validators do not know.",
    ),
    key(
        "codes",
        Default("false"),
        "Write codes of terms instead of their labels.",
    ),
];

/// The keys of `[channel]`.
pub(super) const CHANNEL: &[Key] = &[
    key(
        "title",
        Example(r#""OSCE press releases""#),
        "What the feed of all releases is called.",
    ),
    key(
        "description",
        Example(r#""Press releases of the OSCE""#),
        "What it is about.",
    ),
    key(
        "link",
        Example(r#""https://www.osce.org/newsroom""#),
        "The page that they are the feeds of. Without it, the index page of the set.",
    ),
    key("language", Example(r#""en""#), "The language of the feeds."),
    key(
        "image",
        Example(r#""https://example.org/press/logo.png""#),
        "A picture that stands for the feeds: the address of a GIF, JPEG or PNG.",
    ),
    key(
        "ttl",
        Example("60"),
        "How many minutes readers may keep a feed before they look again.",
    ),
    key(
        "hub",
        Example(r#""https://hub.example.org/""#),
        "The hub that tells readers of changes (WebSub).",
    ),
    key(
        "licence",
        Example(r#""https://creativecommons.org/licenses/by/4.0/""#),
        "The address of the licence under which the feeds are published.",
    ),
    key(
        "rights",
        Example(r#""Copyright OSCE""#),
        "Who holds the rights in them, in words.",
    ),
];

/// The keys of `[select]` and `[feed.select]`.
pub(super) const SELECT: &[Key] = &[
    key(
        "fields-of-work",
        Example(r#"["Border management"]"#),
        "By label, code or alias.",
    ),
    key(
        "states",
        Example(r#"["Albania", "Japan"]"#),
        "Participating States and Partners for Co-operation.",
    ),
    key(
        "sources",
        Example(r#"["Mission to Skopje", "ODIHR"]"#),
        "Structures and field operations by label, code or alias, others by name.",
    ),
    key(
        "places",
        Example(r#"["Vienna"]"#),
        "Known places by any of their names, others as they are written.",
    ),
    key(
        "kinds",
        Example(r#"["Press release"]"#),
        "By label, code or alias.",
    ),
    key(
        "languages",
        Example(r#"["en", "sr"]"#),
        "Tags; sr stands for sr-Latn as well.",
    ),
    key(
        "tags",
        Example(r#"["Water"]"#),
        "Other categories: \"label\", or \"{scheme}label\" for that of one scheme only.",
    ),
    key(
        "since",
        Example(r#""2016""#),
        "The first date: a year, a month, a day or a time.",
    ),
    key(
        "until",
        Example(r#""2016-10""#),
        "The last date; 2016 ends with that year.",
    ),
    key(
        "text",
        Example(r#""police""#),
        "Words that stand in title, summary or body, all of them.",
    ),
];

/// The keys of `[[feed]]`.
pub(super) const FEED: &[Key] = &[
    key(
        "name",
        Needed(r#""balkans""#),
        "The name of its files: small letters, digits and hyphens.",
    ),
    key(
        "title",
        Example(r#""Western Balkans""#),
        "What it is called.",
    ),
    key(
        "description",
        Example(r#""Releases from the Western Balkans""#),
        "What it is about.",
    ),
    key(
        "link",
        Example(r#""https://example.org/balkans""#),
        "The page that it is the feed of.",
    ),
    key("language", Example(r#""en""#), "Its language."),
];

/// The table of [`CHANNEL`].
pub(super) const CHANNEL_TABLE: &str = "channel";

/// The tables of [`SELECT`], at the top and in a feed.
pub(super) const SELECT_TABLE: &str = "select";

/// The tables of [`FEED`].
pub(super) const FEED_TABLE: &str = "feed";

/// The settings that hold without a file, as a file.
pub(super) fn defaults() -> String {
    let mut text = String::new();
    for Key { name, value, .. } in ROOT {
        if let Default(value) = value {
            // Writing to a String does not fail.
            let _ = writeln!(text, "{name} = {value}");
        }
    }
    text
}

/// The file that shows every key: what it means, and what holds without it.
pub(super) fn init() -> String {
    let mut text = String::from(
        "# Settings of `dateline feed`.\n\
         #\n\
         # A line that begins with # and a letter or a bracket is a setting that is not made: it shows\n\
         # what holds without it, or an example. Take the # away to make it. What is typed on the\n\
         # command line comes before what stands here.\n",
    );
    show(&mut text, ROOT, false);
    text += "\n\
        # Facts about the feeds.\n\
        \n\
        [channel]\n";
    show(&mut text, CHANNEL, false);
    text += "\n\
        # Which releases the set has: of each key any of its values, of all keys together. Without any,\n\
        # it has all.\n\
        \n\
        [select]\n";
    show(&mut text, SELECT, false);
    text += "\n\
        # Further feeds of your own choice, each with a table of its own.\n\
        \n\
        #[[feed]]\n";
    show(&mut text, FEED, true);
    text += "\n\
        # Which of the releases of the set it has, by the keys of [select].\n\
        #[feed.select]\n\
        #states = [\"Albania\", \"Bosnia and Herzegovina\", \"Montenegro\", \"North Macedonia\", \"Serbia\"]\n";
    text
}

/// Shows keys, with all of them commented out or only those that need not be there.
fn show(text: &mut String, keys: &[Key], all_out: bool) {
    for Key { name, value, about } in keys {
        let (mark, value) = match value {
            Needed(value) if !all_out => ("", value),
            Needed(value) | Default(value) | Example(value) => ("#", value),
        };
        text.push('\n');
        for line in about.lines() {
            let _ = writeln!(text, "# {line}");
        }
        let _ = writeln!(text, "{mark}{name} = {value}");
    }
}

#[cfg(test)]
pub(super) fn examples(keys: &[Key]) -> impl Iterator<Item = (&'static str, &'static str)> {
    keys.iter().map(|key| match key.value {
        Needed(value) | Default(value) | Example(value) => (key.name, value),
    })
}
