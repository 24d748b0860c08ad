//! One feed: which releases it has, in which order, and what is said.

use insta::assert_snapshot;

use crate::{dateline, dateline_with};

const TABLE: &str = "\
id,title,date,modified,participating_states,sources,summary,body,embargo
urn:example:1,Bridge opens,2016-10-25,,Albania,Mission to Skopje,,\"SKOPJE, 25 October 2016 – It opened.\",
urn:example:2,Bridge closes,2016-10-27,2016-11-02,Albania|Georgia,,,It closed.,
urn:example:3,Bridge waits,2016-10-26,,Georgia,,It waits.,,
urn:example:4,Bridge sleeps,2016-10-28,,Georgia,,,,2016-12-01
";

#[test]
fn the_newest_come_first_and_the_date_is_theirs() {
    let run = dateline_with(
        &[
            "feed",
            "--to",
            "rss",
            "--newest",
            "2",
            "--feed-url",
            "https://a.example/feed.rss",
        ],
        TABLE.as_bytes(),
    );
    assert_snapshot!(run);
}

/// The titles of a JSON Feed that was made of the table, in order.
#[track_caller]
fn check(args: &[&str], expected: &[&str]) {
    let args: Vec<&str> = ["feed", "--to", "json-feed", "--quiet"]
        .iter()
        .chain(args)
        .copied()
        .collect();
    let run = dateline_with(&args, TABLE.as_bytes());
    let feed: serde_json::Value = serde_json::from_str(run.stdout()).expect("a feed");
    let titles: Vec<&str> = feed["items"]
        .as_array()
        .expect("items")
        .iter()
        .map(|item| item["title"].as_str().expect("a title"))
        .collect();
    assert_eq!(titles, expected, "{args:?}\n{}", run.stderr);
}

#[test]
fn only_what_was_asked_for_is_in_it() {
    check(&[], &["Bridge closes", "Bridge waits", "Bridge opens"]);
    check(&["--state", "AL"], &["Bridge closes", "Bridge opens"]);
    check(
        &[
            "--state",
            "Albania",
            "--state",
            "Georgia",
            "--until",
            "2016-10-26",
        ],
        &["Bridge waits", "Bridge opens"],
    );
    check(&["--source", "OSCE Mission to Skopje"], &["Bridge opens"]);
    check(&["--containing", "BRIDGE closed"], &["Bridge closes"]);
    check(&["--since", "2017"], &[]);
    check(&["--max-bytes", "8600"], &["Bridge closes"]);
}

#[test]
fn an_embargo_is_over_at_the_moment_of_publication() {
    check(
        &["--as-of", "2016-12-01", "--since", "2016-10-28"],
        &["Bridge sleeps"],
    );
    check(&["--as-of", "2016-11-30", "--since", "2016-10-28"], &[]);
    check(
        &["--as-of", "2016-10-26"],
        &["Bridge waits", "Bridge opens"],
    );
    let run = dateline_with(
        &["feed", "--to", "rss", "--as-of", "2016-10-26"],
        TABLE.as_bytes(),
    );
    assert_eq!(
        run.stderr,
        "dateline: 4 read, 2 written, 0 rejected, 1 withheld (embargo), \
         1 withheld (later than --as-of); 1 note (--verbose shows them)\n"
    );
}

#[test]
fn a_text_that_is_too_long_gives_way_to_its_beginning() {
    let table = format!(
        "id,title,date,body\na,Long,2016-10-25,\"The beginning.\n\n{}\"\n",
        "word ".repeat(3000)
    );
    let run = dateline_with(
        &["feed", "--to", "rss", "--max-bytes", "20000"],
        table.as_bytes(),
    );
    assert!(
        run.stdout()
            .contains("<description>&lt;p&gt;The beginning.&lt;/p&gt;</description>")
    );
    assert_eq!(
        run.stderr.lines().next(),
        Some(
            "<stdin>:2:19: warning: record 1, body: with 15360 bytes it is too long for a feed of \
             20000; the feeds give its summary [format.loss]"
        )
    );
    assert_eq!(run.code, Some(0));
}

#[test]
fn a_summary_stands_for_the_text_where_that_is_asked() {
    let run = dateline_with(
        &["feed", "--to", "atom", "--text", "summary", "--quiet"],
        TABLE.as_bytes(),
    );
    let summaries: Vec<&str> = run
        .stdout()
        .lines()
        .filter(|line| line.contains("<summary>"))
        .map(str::trim)
        .collect();
    assert_eq!(
        summaries,
        [
            "<summary>It closed.</summary>",
            "<summary>It waits.</summary>",
            "<summary>SKOPJE, 25 October 2016 – It opened.</summary>",
        ]
    );
    assert!(!run.stdout().contains("<content"));
}

#[test]
fn what_is_wrong_with_the_options_is_said() {
    for (args, expected) in [
        (
            &["feed"][..],
            "dateline: expected what to make: --to FORMAT for one feed, --set FOLDER for a set of \
             feeds\n",
        ),
        (
            &["feed", "--set", "target/none"],
            "dateline: expected --site, the address where the folder will be fetched\n",
        ),
        (
            &["feed", "--to", "rss", "--per", "state"],
            "dateline: --per is for sets of feeds: expected --set FOLDER beside it\n",
        ),
        (
            &["feed", "--to", "rss", "--as-of", "tomorrow"],
            "dateline: --as-of: expected a date such as `2016-10-25` or \
             `2016-10-25T14:30:00+02:00`, found `tomorrow`\n",
        ),
    ] {
        let run = dateline(args);
        assert_eq!((run.stderr.as_str(), run.code), (expected, Some(2)));
    }
    let run = dateline(&["feed", "--to", "rss", "--state", "Albanai"]);
    assert!(
        run.stderr.ends_with("did you mean `Albania`?\n"),
        "{}",
        run.stderr
    );
    let run = dateline(&[
        "feed",
        "--set",
        "target/none",
        "--site",
        "https://a.example/",
        "--per",
        "states",
    ]);
    assert!(
        run.stderr.ends_with("did you mean `state`?\n"),
        "{}",
        run.stderr
    );
}

#[test]
fn what_is_read_is_not_replaced_by_a_part_of_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("feed.csv");
    std::fs::write(&path, TABLE).unwrap();
    let name = path.to_str().unwrap();
    let run = dateline(&["feed", name, "--to", "rss", "-o", name]);
    assert!(
        run.stderr.contains("expected a file that is no input"),
        "{}",
        run.stderr
    );
    assert_eq!(run.code, Some(2));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), TABLE);
}

/// Every release that was read is in one count of the last line.
#[test]
fn counts_add_up() {
    let table = "id,title,date,participating_states\n\
        a,Old,2016-01-01,Albania\na,New,2017-01-01,Austria\nb,Other,2016-01-01,Albania\n";
    let count = |state: &str| {
        let args = ["feed", "--to", "rss", "--state", state, "-o", "/dev/null"];
        let run = dateline_with(&args, table.as_bytes());
        let last = run.stderr.lines().last().unwrap_or_default().to_owned();
        last.split(';').next().unwrap_or_default().to_owned()
    };
    assert_eq!(
        count("Austria"),
        "dateline: 3 read, 1 written, 0 rejected, 2 not selected"
    );
    assert_eq!(
        count("Albania"),
        "dateline: 3 read, 1 written, 0 rejected, 1 duplicate left out, 1 not selected"
    );
}
