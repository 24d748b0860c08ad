//! What is said about ids.

use super::*;

/// A release as `id url title`, `-` for no address; in the feed `x`.
fn run(file: &mut Option<Vec<u8>>, releases: &str) -> Vec<String> {
    let mut findings = Vec::new();
    let ledger = file.as_deref().map(|file| Ledger::read(file).unwrap());
    let mut run = ledger.unwrap_or_default().run();
    let feeds = [run.feed("x")];
    for release in releases.split(", ").filter(|text| !text.is_empty()) {
        let words: Vec<&str> = release.split(' ').collect();
        let [id, url, title] = words[..] else {
            panic!("{release}");
        };
        let facts = Facts {
            id,
            url: (url != "-").then_some(url),
            key: Key::from(Digest::of([title.as_bytes()])),
            date: Date::day(2016, 1, 1).unwrap(),
            digest: Digest::of([url.as_bytes(), title.as_bytes()]),
            feeds: &feeds,
        };
        let _ = run.seen(&facts, &mut findings);
    }
    let plan = run.finish(&mut findings);
    let mut written = Vec::new();
    plan.into_ledger().write(&mut written).unwrap();
    *file = Some(written);
    let shown = findings.iter().map(|finding| {
        let level = format!("{:?}", finding.level());
        format!("{} {finding}", level.to_lowercase())
    });
    shown.collect()
}

#[track_caller]
fn check(runs: &[(&str, &[&str])]) {
    let mut file = None;
    for (number, (releases, expected)) in (1..).zip(runs) {
        assert_eq!(run(&mut file, releases), *expected, "run {number}");
    }
}

const A_IS_GONE: &str = "note 1 release of earlier runs is not in the input any more: `a`; what \
                         archive documents have of them stays";
const B_WAS_A: &str = "warning id: `b` is new, and this release was published with the id `a`, which \
                       is not in the input any more: readers will show it as new";

#[test]
fn an_id_that_changed() {
    // By the address.
    check(&[("a u1 t1", &[]), ("b u1 t2", &[B_WAS_A, A_IS_GONE])]);
    // By what else it is known by, with an address or without.
    check(&[("a - t1", &[]), ("b - t1", &[B_WAS_A, A_IS_GONE])]);
    check(&[("a u1 t1", &[]), ("b u2 t1", &[B_WAS_A, A_IS_GONE])]);
    // It is said once: then the ledger knows the new one.
    check(&[
        ("a u1 t1", &[]),
        ("b u1 t1", &[B_WAS_A, A_IS_GONE]),
        ("b u1 t1", &[A_IS_GONE]),
    ]);
    // By the address that it had last.
    check(&[
        ("a u0 t0", &[]),
        ("a u1 t0", &[]),
        ("b u1 t2", &[B_WAS_A, A_IS_GONE]),
    ]);
    // Nothing of it is the same.
    check(&[("a u1 t1", &[]), ("b u2 t2", &[A_IS_GONE])]);
    // The other is still there: two releases.
    check(&[("a u1 t1", &[]), ("a u1 t1, b u1 t1", &[])]);
    // What several releases share tells none of them: a page that all have as address.
    check(&[("a u t1", &[]), ("b u t2, c u t3", &[A_IS_GONE])]);
    check(&[("a u t1, c u t3", &[]), ("b u t2, c u t3", &[A_IS_GONE])]);
    // Where they share the address, the title still tells.
    check(&[("a u t1", &[]), ("c u t3, b u t1", &[B_WAS_A, A_IS_GONE])]);
}

#[test]
fn all_ids_changed() {
    let releases = |prefix: &str| {
        let all: Vec<String> = (10..40).map(|n| format!("{prefix}{n} u{n} t{n}")).collect();
        all.join(", ")
    };
    let mut file = None;
    assert!(run(&mut file, &releases("a")).is_empty());
    let said = run(&mut file, &releases("b"));
    assert_eq!(said.len(), 22);
    assert_eq!(
        said[19],
        B_WAS_A.replace("`a`", "`a29`").replace("`b`", "`b29`")
    );
    assert_eq!(
        said[20],
        "warning 10 more releases were published with other ids: readers will show them as new"
    );
    assert_eq!(
        said[21],
        "note 30 releases of earlier runs are not in the input any more: `a10`, `a11`, `a12`, `a13`, \
         `a14`, …; what archive documents have of them stays"
    );
}

#[test]
fn an_id_that_was_another_releases() {
    let other = "warning id: `a` was published as the id of another release, u1: readers will take \
                 this one for a new version of that";
    check(&[("a u1 t1", &[]), ("a u2 t2", &[other])]);
    // It is said once: then it is the id of that release.
    check(&[("a u1 t1", &[]), ("a u2 t2", &[other]), ("a u2 t2", &[])]);
    // Moved, or corrected.
    check(&[("a u1 t1", &[]), ("a u2 t1", &[])]);
    check(&[("a u1 t1", &[]), ("a u1 t2", &[])]);
    // Without address nothing can be said.
    check(&[("a - t1", &[]), ("a - t2", &[])]);
    check(&[("a u1 t1", &[]), ("a - t2", &[])]);
    check(&[("a - t1", &[]), ("a u1 t2", &[])]);
}

#[test]
fn an_id_that_is_used_twice() {
    let same = "warning id: `a` is the id of more than one release of this input: a feed has room for \
                one";
    let two = "warning id: `a` is the id of two releases of this input, u1 and u2: a feed has room \
               for one";
    check(&[("a u1 t1, a u1 t1", &[same])]);
    check(&[("a u1 t1, a - t1", &[same])]);
    check(&[("a - t1, b - t1, a - t2, a - t3", &[same, same])]);
    check(&[("a u1 t1, a u2 t1", &[two])]);
}

#[test]
fn one_that_is_gone_is_said_until_it_is_back() {
    check(&[
        ("a u1 t1, b u2 t2", &[]),
        ("b u2 t2", &[A_IS_GONE]),
        ("b u2 t2, c u3 t3", &[A_IS_GONE]),
        ("b u2 t2, c u3 t3, a u1 t1", &[]),
        (
            "",
            &[
                "note 3 releases of earlier runs are not in the input any more: `a`, `b`, `c`; what \
               archive documents have of them stays",
            ],
        ),
    ]);
}

#[test]
fn the_key_is_language_day_and_title() {
    let key = |language: &str, date: &str, title: &str| {
        let release = dateline_core::Release::try_from(dateline_core::Draft {
            id: "a".into(),
            title: title.to_owned().into(),
            date: date.to_owned().into(),
            language: language.to_owned().into(),
            ..dateline_core::Draft::default()
        });
        Key::of(&release.unwrap())
    };
    let release = key("en", "2016-10-25", "Ohrid");
    assert_eq!(release, key("en", "2016-10-25T23:30:00-11:00", "Ohrid"));
    assert_ne!(release, key("en", "2016-10-26", "Ohrid"));
    assert_ne!(release, key("en", "2016-10", "Ohrid"));
    assert_ne!(release, key("sr", "2016-10-25", "Ohrid"));
    assert_ne!(release, key("", "2016-10-25", "Ohrid"));
    assert_ne!(release, key("en", "2016-10-25", "Skopje"));
    assert_ne!(key("", "2016", "Ohrid"), key("", "2016-01", "Ohrid"));
    assert_ne!(key("", "2016-01", "Ohrid"), key("", "2016-01-01", "Ohrid"));
}
