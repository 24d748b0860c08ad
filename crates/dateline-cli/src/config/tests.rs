//! What settings mean, what is said of wrong ones, and that the file that shows all is whole.

use proptest::prelude::*;

use super::keys::{CHANNEL, FEED, ROOT, SELECT, examples};
use super::*;

fn parse(text: &str) -> Result<ConfigFile, ConfigError> {
    ConfigFile::parse(text, Path::new("press/feeds.toml"))
}

#[track_caller]
fn check(text: &str, expected: &Config) {
    match parse(text) {
        Ok(file) => assert_eq!(&file.config, expected, "{text}"),
        Err(error) => panic!("{text}\n{error}"),
    }
}

/// That each fault is said, in the order of the text.
#[track_caller]
fn check_faults(text: &str, expected: &[&str]) {
    let said = parse(text).expect_err(text).to_string();
    let said: Vec<_> = said
        .lines()
        .map(|line| line.strip_prefix("press/feeds.toml:").expect("the file"))
        .collect();
    assert_eq!(said, expected, "{text}");
}

/// The file with everything that is commented out made a setting.
fn uncommented() -> String {
    let mut text = String::new();
    for line in init().lines() {
        let setting = line.strip_prefix('#');
        let setting =
            setting.filter(|s| s.starts_with(|c: char| c.is_ascii_lowercase() || c == '['));
        text += setting.unwrap_or(line);
        text.push('\n');
    }
    text
}

#[test]
fn the_file_that_shows_all() {
    insta::assert_snapshot!(init());
}

#[test]
fn the_file_that_shows_all_asks_for_what_must_be_there() {
    let expected = Config {
        inputs: Some(vec!["press/releases.csv".into()]),
        output: Some("press/public".into()),
        site: Some("https://example.org/press/".into()),
        ..Config::default()
    };
    check(&init(), &expected);
}

#[test]
fn with_all_settings_made_nothing_is_left_out() {
    let file = parse(&uncommented()).expect("a file without faults");
    let Config {
        inputs,
        from,
        strict,
        base_url,
        infer,
        plain,
        excel,
        untitled,
        undated,
        keep_unlisted,
        extend,
        zone,
        unique,
        as_of,
        output,
        site,
        formats,
        per,
        newest,
        max_bytes,
        text,
        archives,
        archive_size,
        pages,
        index,
        opml,
        clean,
        foreign,
        codes,
        channel,
        select,
        feeds,
    } = file.config;
    assert!(inputs.is_some() && from.is_some() && strict.is_some() && base_url.is_some());
    assert!(infer.is_some() && plain.is_some() && untitled.is_some() && undated.is_some());
    assert!(extend.is_some() && excel.is_some() && keep_unlisted.is_some());
    assert!(zone.is_some() && unique.is_some() && as_of.is_some());
    assert!(output.is_some() && site.is_some() && formats.is_some());
    // An empty list is none.
    assert!(per.is_none());
    assert!(newest.is_some() && max_bytes.is_some() && text.is_some() && archives.is_some());
    assert!(archive_size.is_some() && pages.is_some() && index.is_some() && opml.is_some());
    assert!(clean.is_some() && foreign.is_some() && codes.is_some());
    let ChannelConfig {
        title,
        description,
        link,
        language,
        image,
        ttl,
        hub,
        licence,
        rights,
    } = channel;
    assert!(title.is_some() && description.is_some() && link.is_some() && language.is_some());
    assert!(image.is_some() && ttl.is_some() && hub.is_some());
    assert!(licence.is_some() && rights.is_some());
    let SelectionDraft {
        fields_of_work,
        states,
        sources,
        places,
        kinds,
        languages,
        tags,
        since,
        until,
        text,
    } = select;
    for list in [
        fields_of_work,
        states,
        sources,
        places,
        kinds,
        languages,
        tags,
    ] {
        assert!(!list.is_empty());
    }
    assert!(!since.is_empty() && !until.is_empty() && !text.is_empty());
    let [feed] = &feeds[..] else {
        panic!("one feed");
    };
    let FeedConfig {
        name,
        title,
        description,
        link,
        language,
        select,
    } = feed;
    assert_eq!(name, "balkans");
    assert!(title.is_some() && description.is_some() && link.is_some() && language.is_some());
    assert_eq!(select.states.len(), 5);
}

#[test]
fn every_key_does_something() {
    for (head, keys) in [
        ("", ROOT),
        ("[channel]\n", CHANNEL),
        ("[select]\n", SELECT),
        ("[[feed]]\nname = 'a'\n[feed.select]\n", SELECT),
        ("[[feed]]\nname = 'a'\n", FEED),
    ] {
        let without = parse(head).expect(head).config;
        for (key, value) in examples(keys) {
            if matches!((key, head), ("per", _)) || (key == "name" && head.contains("name")) {
                continue;
            }
            let text = format!("{head}{key} = {value}");
            let file = parse(&text).expect(&text);
            assert_ne!(file.config, without, "{text}");
        }
    }
}

#[test]
fn lines_of_the_file_are_short() {
    for line in init().lines().filter(|line| line.starts_with("# ")) {
        assert!(line.chars().count() <= 100, "{line}");
    }
}

#[test]
fn what_holds_without_a_file() {
    let expected = Config {
        strict: Some(false),
        plain: Some(false),
        excel: Some(false),
        untitled: Some(Untitled::Reject),
        undated: Some(Undated::Reject),
        keep_unlisted: Some(false),
        unique: Some(Unique::Newest),
        formats: Some(vec![
            OutputFormat::Rss,
            OutputFormat::Atom,
            OutputFormat::JsonFeed,
        ]),
        newest: Some(50),
        max_bytes: Some(500_000),
        text: Some(ItemText::Full),
        archives: Some(true),
        archive_size: Some(100),
        pages: Some(Pages::Missing),
        index: Some(true),
        opml: Some(true),
        clean: Some(false),
        foreign: Some(false),
        codes: Some(false),
        ..Config::default()
    };
    assert_eq!(Config::defaults(), expected);
}

#[test]
fn values() {
    use Facet::{FieldOfWork, State};
    check("", &Config::default());
    let expected = Config {
        inputs: Some(vec!["press/a.csv".into(), "-".into(), "/b".into()]),
        per: Some(vec![vec![State], vec![FieldOfWork, State]]),
        formats: Some(vec![OutputFormat::Atom]),
        as_of: Some("2026-11-24T00:00Z".parse().unwrap()),
        site: Some("https://example.org/a/".into()),
        pages: Some(Pages::None),
        text: Some(ItemText::Summary),
        newest: Some(16),
        ..Config::default()
    };
    check(
        "inputs = ['a.csv', '-', '/b']\nper = ['state', ['field-of-work', 'state']]\n\
         formats = ['atom']\nas-of = '2026-11-24T00:00Z'\nsite = 'https://example.org/a'\n\
         pages = 'none'\ntext = 'summary'\nnewest = 0x10\nzone = ''\nfeed = []",
        &expected,
    );
    let selected = Config {
        as_of: Some("2026-11-24T00:00:00+01:00".parse().unwrap()),
        select: SelectionDraft {
            since: "2016".into(),
            until: "2016-10-25".into(),
            ..SelectionDraft::default()
        },
        ..Config::default()
    };
    check(
        "as-of = 2026-11-24T00:00:00+01:00\nselect = { since = 2016, until = 2016-10-25, tags = [] }",
        &selected,
    );
}

#[test]
fn every_fault_is_said_at_its_place() {
    check_faults(
        "newset = 5\nprice = 1\nnewest = \"5\"\narchive-size = 0\ntitle = 'x'\nformats = ['rs', 'csv']\n\
         per = ['states', ['state', 'state'], []]\npages = 'mising'\nstrict = 'yes'\n\
         site = 'example.org'\nas-of = '24.11.2026'\n\n\
         [channel]\nlanguage = 'english'\nttl = -1\noutput = 'x'\n\n\
         [select]\nstates = ['Albania', 'Sebria', 5]\nlanguages = 'en'\n\n\
         [[feed]]\ntitle = 'x'\n[[feed]]\nname = 'Western Balkans'\n[[feed]]\nname = 'releases'\n",
        &[
            "1:1: expected a setting, found `newset`; did you mean `newest`?",
            "2:1: expected one of `inputs`, `from`, `strict`, `base-url`, `infer`, `plain`, `excel`, \
             `untitled`, `undated`, `keep-unlisted`, `extend`, `zone`, `unique`, `as-of`, `output`, `site`, `formats`, \
             `per`, `newest`, `max-bytes`, `text`, `archives`, `archive-size`, `pages`, `index`, \
             `opml`, `clean`, `foreign`, `codes`, `channel`, `select`, `feed`, found `price`",
            "3:10: expected a whole number from 1, found the text `5`",
            "4:16: expected a whole number from 1, found the number `0`",
            "5:1: expected a setting, found `title`, which belongs below `[channel]`",
            "6:12: expected one of `json-feed`, `rss`, `atom`, found `rs`; did you mean `rss`?",
            "6:18: expected one of `json-feed`, `rss`, `atom`, found `csv`",
            "7:8: expected one of `field-of-work`, `state`, `partner-state`, `source`, `kind`, \
             `language`, `place`, `tag`, `year`, found `states`; did you mean `state`?",
            "7:28: expected each facet once in a list, found `state`",
            "7:38: expected one facet or more, found an empty list",
            "8:9: expected one of `missing`, `all`, `none`, found `mising`; did you mean `missing`?",
            "9:10: expected `true` or `false`, found the text `yes`",
            "10:8: expected a web address such as `https://www.osce.org/node/276291`, found \
             `example.org`; did you mean `https://example.org`?",
            "11:9: expected a date such as `2016-10-25` or `2016-10-25T14:30:00+02:00`, found \
             `24.11.2026`; did you mean `2026-11-24`?",
            "14:12: expected a language tag such as `en`, `uk` or `sr-Latn` (BCP 47), found \
             `english`; did you mean `en`?",
            "15:7: expected a whole number from 1, found the number `-1`",
            "16:1: expected a setting of `channel`, found `output`, which belongs above the first \
             table",
            "19:22: expected a participating or partner State, found `Sebria`; did you mean \
             `Serbia`?",
            "19:32: expected a text in quotes, found the number `5`",
            "20:13: expected a list, each of it a text, found the text `en`",
            "22:1: expected a `name` for the files of this feed, found none",
            "25:8: expected a name of at most 100 small letters, digits and hyphens, found `Western \
             Balkans`; did you mean `western-balkans`?",
            "27:8: expected a name that is not taken, found `releases`",
        ],
    );
}

#[test]
fn what_can_be_asked_for_is_known_at_once() {
    check_faults(
        "[select]\nstates = ['Albania', 'Sebria']\nsince = 2017\nuntil = '2016'\ntext = '–'",
        &[
            "2:22: expected a participating or partner State, found `Sebria`; did you mean `Serbia`?",
            "4:9: expected a date that is not before `2017`, found `2016`",
            "5:8: expected words to look for, found `–`",
        ],
    );
    check_faults(
        "[[feed]]\nname = 'a'\nselect.languages = [\n  'en',\n  'en_US',\n]",
        &[
            "5:3: expected a language tag such as `en`, `uk` or `sr-Latn` (BCP 47), found `en_US`; \
           did you mean `en-US`?",
        ],
    );
}

#[test]
fn names_of_feeds() {
    #[track_caller]
    fn check_name(name: &str, expected: Option<&str>) {
        let text = format!("[[feed]]\nname = \"{name}\"");
        match expected {
            None => check(
                &text,
                &Config {
                    feeds: vec![FeedConfig {
                        name: name.to_owned(),
                        ..FeedConfig::default()
                    }],
                    ..Config::default()
                },
            ),
            Some(expected) => check_faults(&text, &[&format!("2:8: expected {expected}")]),
        }
    }
    const FORM: &str = "a name of at most 100 small letters, digits and hyphens, found";
    const TAKEN: &str = "a name that is not taken, found";
    check_name("balkans", None);
    check_name("a-1", None);
    check_name("com", None);
    for (name, found) in [
        (
            "Western Balkans",
            "`Western Balkans`; did you mean `western-balkans`?",
        ),
        (
            "Goražde & Foča!",
            "`Goražde & Foča!`; did you mean `gorazde-foca`?",
        ),
        ("a--b", "`a--b`; did you mean `a-b`?"),
        ("Releases", "`Releases`"),
        ("../x", "`../x`; did you mean `x`?"),
        ("Балкан", "`Балкан`"),
        (" ", "an empty text"),
    ] {
        check_name(name, Some(&format!("{FORM} {found}")));
    }
    for name in [
        "releases",
        "feed",
        "index",
        "con",
        "lpt1",
        "field-of-work",
        "year",
    ] {
        check_name(name, Some(&format!("{TAKEN} `{name}`")));
    }
    check_faults(
        "[[feed]]\nname = 'a'\n[[feed]]\nname = 'a'\n[[feed]]\ntitle = 'b'",
        &[
            "4:8: expected a name of its own, found `a` again",
            "5:1: expected a `name` for the files of this feed, found none",
        ],
    );
    check_faults(
        "[feed]\nname = 'a'",
        &["1:1: expected tables `[[feed]]`, one for each feed, found a table"],
    );
}

#[test]
fn what_is_no_toml() {
    check_faults(
        "newest = \nstrict = tru\n",
        &[
            "1:10: expected TOML: string values must be quoted, expected literal string",
            "2:10: expected TOML: invalid boolean, expected `true`",
        ],
    );
    for text in [
        "[".repeat(100_000),
        "a = [".to_owned(),
        format!("a = {}", "[".repeat(100_000)),
        "a.".repeat(100_000),
        "\"".repeat(100_001),
        "[[feed]]\n".repeat(10_000),
        "= \n".repeat(100_000),
    ] {
        assert!(parse(&text).is_err());
    }
}

#[test]
fn places_of_values() {
    let file =
        parse("inputs = ['a']\n[select]\nsources = ['b',\n  'c']\n[[feed]]\nname = 'd'").unwrap();
    let place = |key: &str| file.place(key).unwrap_or_default();
    assert_eq!(place("inputs[0]"), "press/feeds.toml:1:11");
    assert_eq!(place("select.sources[1]"), "press/feeds.toml:4:3");
    assert_eq!(place("feed[0].name"), "press/feeds.toml:6:8");
    assert_eq!(place("zone"), "");
}

#[test]
fn files() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("feeds.toml");
    let error = ConfigFile::read(&path, None).unwrap_err().to_string();
    assert!(
        error.starts_with(&format!("{}: ", path.display())),
        "{error}"
    );
    fs::write(&path, "inputs = ['a']").unwrap();
    let config = ConfigFile::read(&path, None).unwrap().config;
    assert_eq!(config.inputs, Some(vec![folder.path().join("a")]));
    fs::write(&path, b"a = 1\n# \xFF").unwrap();
    let error = ConfigFile::read(&path, None).unwrap_err().to_string();
    assert!(
        error.ends_with(":2:3: expected text in UTF-8, found the byte 0xFF"),
        "{error}"
    );
    fs::write(&path, " ".repeat(1_000_001)).unwrap();
    let error = ConfigFile::read(&path, None).unwrap_err().to_string();
    assert!(
        error.ends_with("found one of more than 1000000 bytes"),
        "{error}"
    );
}

#[test]
fn what_was_typed_wins() {
    let typed = parse("newest = 1\n[channel]\ntitle = 'a'\n[select]\nsince = '2016'").unwrap();
    let file = parse(
        "newest = 2\nstrict = true\n[channel]\ntitle = 'b'\nttl = 5\n[select]\nuntil = '2017'\n\
         [[feed]]\nname = 'c'",
    );
    let expected = parse(
        "newest = 1\nstrict = true\n[channel]\ntitle = 'a'\nttl = 5\n[select]\nsince = '2016'\n\
         until = '2017'\n[[feed]]\nname = 'c'",
    );
    let merged = typed.config.or(file.unwrap().config);
    assert_eq!(merged, expected.unwrap().config);
    let all = parse(&uncommented()).unwrap().config;
    assert_eq!(Config::default().or(all.clone()), all);
    assert_eq!(all.clone().or(Config::default()), all);
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused(text in "([a-z-]{0,4}[\\[\\]='\"., \n#{}]{0,3}){0,12}|\\PC{0,40}") {
        let _ = parse(&text);
    }

    #[test]
    fn any_value_of_any_key(
        key in prop::sample::select(
            examples(ROOT).chain(examples(CHANNEL)).chain(examples(SELECT)).chain(examples(FEED))
                .map(|(key, _)| key).chain(["channel", "select", "feed"]).collect::<Vec<_>>()
        ),
        value in prop::sample::select(vec![
            "''", "'x'", "1", "-1", "1.5", "true", "[]", "['']", "[1]", "[[]]", "{}", "{ a = 1 }",
            "[{}]", "2016-01-01", "07:30:00", "99999999999999999999", "inf", "[{ name = 1 }]",
        ]),
        table in prop::sample::select(vec!["", "[channel]", "[select]", "[[feed]]"]),
    ) {
        if let Err(error) = parse(&format!("{table}\n{key} = {value}")) {
            prop_assert!(error.to_string().starts_with("press/feeds.toml:"));
        }
    }
}
