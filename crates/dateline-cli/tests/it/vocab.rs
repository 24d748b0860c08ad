//! What `dateline vocab` says, and terms of one's own in every command.

use insta::assert_snapshot;

use crate::{convert, dateline, dateline_with, root};

const OWN: &str = "fixtures/terms/own.csv";
const RELEASES: &str = "fixtures/terms/releases.csv";

#[test]
fn the_vocabularies() {
    assert_snapshot!(dateline(&["vocab"]));
}

#[test]
fn the_terms_of_one() {
    assert_snapshot!(dateline(&["vocab", "partners"]));
}

#[test]
fn one_term_with_everything() {
    let run = dateline(&[
        "vocab",
        "operations",
        "spillover",
        "monitor",
        "mission",
        "to",
        "skopje",
    ]);
    assert_snapshot!("term_operation", run);
    assert_snapshot!("term_structure", dateline(&["vocab", "structures", "tntd"]));
    let run = dateline(&["vocab", "states", "turkey"]);
    let start: Vec<&str> = run.stdout().lines().take(10).collect();
    assert_snapshot!("term_state", start.join("\n"));
}

#[test]
fn near_matches_are_ranked() {
    assert_snapshot!("search_human", dateline(&["vocab", "fields", "human"]));
    assert_snapshot!(
        "search_misspelt",
        dateline(&["vocab", "fields-of-work", "boarder"])
    );
    assert_snapshot!("search_all", dateline(&["vocab", "all", "minsk"]));
}

#[test]
fn what_is_not_there() {
    assert_snapshot!(dateline(&["vocab", "states", "atlantis"]), @r"
    exit code: 1
    ----- stdout -----

    ----- stderr -----
    dateline: no participating State is like `atlantis`
    ");
    assert_snapshot!(dateline(&["vocab", "sates"]), @r"
    exit code: 2
    ----- stdout -----

    ----- stderr -----
    dateline: expected a vocabulary (`fields`, `states`, `partners`, `structures`, `operations`, `kinds`, `places`, `series`) or `all`, found `sates`; did you mean `states`?
    ");
}

#[test]
fn exports() {
    for form in ["csv", "json", "turtle", "jsonld"] {
        let run = dateline(&["vocab", "kinds", "--export", form]);
        assert_snapshot!(format!("export_{form}"), run);
    }
    // All of them, and the same as one by one.
    let all = dateline(&["vocab", "--export", "json"]);
    assert_eq!(all.code, Some(0));
    let terms: serde_json::Value = serde_json::from_slice(&all.stdout).expect("JSON");
    assert_eq!(
        terms.as_array().map(Vec::len),
        Some(28 + 57 + 11 + 34 + 34 + 11 + 350 + 16)
    );
}

#[test]
fn an_export_can_be_added_to_and_read_back() {
    for (form, own) in [("csv", OWN), ("json", "fixtures/terms/own.json")] {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("all");
        let file = file.to_str().expect("a path");
        let run = dateline(&["vocab", "--export", form, "--extend", own, "-o", file]);
        assert_eq!((run.code, run.stdout()), (Some(0), ""), "{run}");
        let again = dateline(&["vocab", "--export", form, "--extend", file]);
        let written = std::fs::read(file).expect("the export");
        assert!(again.stdout == written, "{form}: {}", again.stderr);
    }
}

#[test]
fn own_terms_are_found_and_shown() {
    let run = dateline(&["vocab", "fields", "satellites", "--extend", OWN]);
    assert_snapshot!("own_term", run);
    let run = dateline(&["vocab", "kinds", "--extend", "fixtures/terms/own.json"]);
    assert_snapshot!("own_terms", run);
}

#[test]
fn what_is_wrong_with_own_terms_is_said_at_its_place() {
    let run = dateline(&[
        "convert",
        RELEASES,
        "--to",
        "json",
        "--extend",
        "fixtures/terms/clashes.csv",
    ]);
    assert_snapshot!("clashes", run);
    let run = dateline(&["vocab", "--extend", "fixtures/terms/broken.json"]);
    assert_snapshot!(run, @r"
    exit code: 2
    ----- stdout -----

    ----- stderr -----
    fixtures/terms/broken.json:2:52: expected a key of a term, found `lable`; did you mean `label`?
    ");
}

/// Kept by their labels with a note each, and meant where something else stands there.
#[test]
fn own_terms_in_releases() {
    let run = dateline(&[
        "convert",
        RELEASES,
        "--to",
        "ndjson",
        "--extend",
        OWN,
        "--verbose",
    ]);
    assert_snapshot!(run);
}

#[test]
fn own_terms_survive_every_format() {
    let own = ["--extend", OWN, "--quiet"];
    let input = std::fs::read(root().join(RELEASES)).expect("the releases");
    let input: Vec<u8> = {
        // The second one has a slip.
        let text = String::from_utf8(input).expect("UTF-8");
        text.replace("Spase", "Space").into_bytes()
    };
    let to = |format: &str, more: &[&str], input: &[u8]| {
        convert(&[&["--to", format], more, &own[..]].concat(), input)
    };
    let expected = to("ndjson", &["--from", "csv"], &input);
    assert!(
        String::from_utf8_lossy(&expected)
            .contains(r#""fields_of_work":["Space policy","Border management"]"#)
    );
    for format in ["csv", "tsv", "json", "ndjson", "json-feed", "rss", "atom"] {
        for codes in [&[][..], &["--codes"]] {
            let written = to(format, &[&["--from", "ndjson"], codes].concat(), &expected);
            let back = to("ndjson", &["--from", format], &written);
            assert_eq!(
                String::from_utf8_lossy(&back),
                String::from_utf8_lossy(&expected),
                "{format} {codes:?}"
            );
        }
    }
    // Codes are those of the file, also of releases that waited.
    let codes = to(
        "csv",
        &["--from", "ndjson", "--codes", "--unique", "last"],
        &expected,
    );
    let codes = String::from_utf8(codes).expect("UTF-8");
    assert!(
        codes.contains("press-section|office-in-streslau,space-policy|border-management,XA|TR"),
        "{codes}"
    );
}

#[test]
fn own_terms_can_be_selected() {
    let input = "title,date,fields_of_work\nOne,2020,Space policy\nTwo,2021,Education\n";
    let select = |more: &[&str]| {
        let args = [
            "feed",
            "-",
            "--from",
            "csv",
            "--to",
            "json-feed",
            "--field-of-work",
            "satellites",
        ];
        dateline_with(&[&args[..], more].concat(), input.as_bytes())
    };
    let run = select(&["--extend", OWN, "--keep-unlisted"]);
    assert_eq!(run.code, Some(0), "{run}");
    assert!(
        run.stdout().contains("One") && !run.stdout().contains("Two"),
        "{run}"
    );
    assert_eq!(select(&[]).code, Some(2));
}

#[test]
fn settings_can_name_own_terms() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    let own = root().join(OWN).canonicalize().expect("the terms");
    std::fs::write(
        at("feeds.toml"),
        format!(
            "inputs = ['in.csv']\noutput = 'public'\nsite = 'https://example.org/'\nextend = '{}'\n\
             [[feed]]\nname = 'space'\n[feed.select]\nfields-of-work = ['Satellites']\n",
            own.display()
        ),
    )
    .expect("the settings");
    std::fs::write(
        at("in.csv"),
        "title,date,fields_of_work\nOne,2020,Satellites\n",
    )
    .expect("the input");
    let settings = at("feeds.toml");
    let settings = settings.to_str().expect("a path");
    let run = dateline(&["feed", "--config", settings, "--quiet"]);
    assert_eq!(run.code, Some(0), "{run}");
    let feed = std::fs::read_to_string(at("public/space.rss")).expect("the feed");
    assert!(feed.contains("<title>One</title>"), "{feed}");
}
