//! Which releases stand in which documents.

use super::*;

#[test]
fn archive_documents_fill_from_the_oldest_on() {
    check(&[("", "")]);
    check(&[("a1:x", "x: | a1")]);
    check(&[("c1:x b1:x a1:x", "x: +[a1 b1] | c1")]);
    check(&[("d1:x c1:x b1:x a1:x", "x: +[a1 b1] +[c1 d1]")]);
    check(&[
        ("a1:x", "x: | a1"),
        ("a1:x b1:x", "x: +[a1 b1]"),
        ("a1:x b1:x c1:x", "x: [a1 b1] | c1"),
        ("a1:x b1:x c1:x d1:x e1:x", "x: [a1 b1] +[c1 d1] | e1"),
    ]);
}

#[test]
fn each_feed_has_its_own() {
    check(&[
        (
            "a1:xy b1:x c1:xyz",
            "x: +[a1 b1] | c1; y: +[a1 c1]; z: | c1",
        ),
        (
            "a1:xy b1:x c1:xyz d1:yz",
            "x: [a1 b1] | c1; y: [a1 c1] | d1; z: +[c1 d1]",
        ),
    ]);
}

#[test]
fn releases_of_one_day_are_in_the_order_of_their_ids() {
    check(&[("ab1:x aa1:x ac1:x", "x: +[aa1 ab1] | ac1")]);
}

#[test]
fn dates_are_in_the_order_of_their_instants() {
    let dates = [
        "0001-01-01",
        "1969-12-31T23:59:59.25Z",
        "1969-12-31T23:59:59.5Z",
        "1970",
        "1970-01-01T00:00:00.000000001Z",
        "1970-01-01T01:00+00:30",
        "1970-01-01T00:31Z",
        "2016-10-25",
        "9999-12-31T23:59:59.999999999-23:59",
    ];
    let mut run = Ledger::default().run();
    let feed = run.feed("x");
    for (number, date) in dates.iter().enumerate().rev() {
        let id = format!("{}", 9 - number);
        let facts = Facts {
            id: &id,
            url: None,
            key: Key::from(Digest::of([])),
            date: date.parse().unwrap(),
            digest: Digest::of([]),
            feeds: &[feed],
        };
        assert!(matches!(run.seen(&facts, &mut Vec::new()), Met::First(_)));
    }
    let mut plan = run.finish(&mut Vec::new());
    let planned = plan.feed(feed, limits(100, 1000), |_| 1);
    let order: Vec<usize> = planned.unsealed.iter().map(|no| no.get()).collect();
    assert_eq!(order, [8, 7, 6, 5, 4, 3, 2, 1, 0]);
}

#[test]
fn one_that_comes_late_is_behind() {
    check(&[
        ("b1:x c1:x d1:x", "x: +[b1 c1] | d1"),
        ("a1:x b1:x c1:x d1:x", "x: [b1 c1] +[d1 a1]"),
    ]);
}

#[test]
fn a_correction_replaces_what_is_unsealed() {
    check(&[
        ("a1:x", "x: | a1"),
        ("a2:x", "x: | a2"),
        ("a2:x b1:x", "x: +[a2 b1]"),
    ]);
    check(&[("b1:x", "x: | b1"), ("a1:x b2:x", "x: +[a1 b2]")]);
    // What was first published by its old version stands where the new one was published.
    check(&[
        ("a1:x", "x: | a1"),
        ("a1:x b1:x c1:x", "x: +[a1 b1] | c1"),
        ("a1:x b1:x c2:x d1:x", "x: [a1 b1] +[c2 d1]"),
    ]);
}

#[test]
fn a_correction_of_what_is_sealed_is_published_again() {
    check(&[
        ("a1:x b1:x", "x: +[a1 b1]"),
        ("a2:x b1:x", "x: [a1 b1] | a2"),
        ("a3:x b1:x", "x: [a1 b1] | a3"),
        ("a3:x b1:x c1:x", "x: [a1 b1] +[a3 c1]"),
        // Back to what it was, which readers do not have any more.
        ("a1:x b1:x c1:x", "x: [a1 b1] [a3 c1] | a1"),
    ]);
}

#[test]
fn one_that_is_withdrawn_is_passed_over() {
    check(&[
        ("a1:x b1:x c1:x", "x: +[a1 b1] | c1"),
        ("a1:x", "x: [a1 b1]"),
        ("a1:x d1:x", "x: [a1 b1] | d1"),
        // It is back before anything was sealed behind it.
        ("a1:x c1:x d1:x", "x: [a1 b1] +[c1 d1]"),
    ]);
    check(&[
        ("c1:x", "x: | c1"),
        ("d1:x e1:x", "x: +[d1 e1]"),
        // It is back behind the archive document that was sealed without it.
        ("c1:x d1:x e1:x", "x: [d1 e1] | c1"),
        ("c1:x d1:x e1:x f1:x", "x: [d1 e1] +[c1 f1]"),
    ]);
    // One that is sealed and comes back is where it was.
    check(&[
        ("a1:x b1:x", "x: +[a1 b1]"),
        ("b1:x", "x: [a1 b1]"),
        ("a1:x b1:x", "x: [a1 b1]"),
        ("b1:x", "x: [a1 b1]"),
        ("a2:x b1:x", "x: [a1 b1] | a2"),
    ]);
}

#[test]
fn an_older_version_that_was_passed_over_is_published_again() {
    check(&[
        ("a1:x b1:x", "x: +[a1 b1]"),
        ("a2:x b1:x", "x: [a1 b1] | a2"),
        ("b1:x c1:x d1:x", "x: [a1 b1] +[c1 d1]"),
        ("a1:x b1:x c1:x d1:x", "x: [a1 b1] [c1 d1] | a1"),
    ]);
    check(&[
        ("a1:x b1:x", "x: +[a1 b1]"),
        ("a2:x b1:x", "x: [a1 b1] | a2"),
        ("b1:x c1:x d1:x", "x: [a1 b1] +[c1 d1]"),
        ("a2:x b1:x c1:x d1:x", "x: [a1 b1] [c1 d1] | a2"),
    ]);
}

#[test]
fn a_release_goes_from_feed_to_feed() {
    check(&[
        ("a1:x b1:x", "x: +[a1 b1]"),
        // Only where it is new.
        ("a1:xy b1:x", "x: [a1 b1]; y: | a1"),
        ("a1:y b1:x", "x: [a1 b1]; y: | a1"),
        ("a1:z b1:x", "x: [a1 b1]; z: | a1"),
        ("a2:z b1:x", "x: [a1 b1]; z: | a2"),
        // Back where it is sealed as it was, and unsealed as it was; newer in the one between.
        ("a1:xyz b1:x", "x: [a1 b1]; y: | a1; z: | a1"),
        ("a2:xyz b1:x", "x: [a1 b1] | a2; y: | a2; z: | a2"),
    ]);
    check(&[("a1: b1:x", "x: | b1"), ("a1:x b1:", "x: | a1")]);
}

#[test]
fn bytes_limit_an_archive_document() {
    let bytes = limits(10, 25);
    check_limited(bytes, &[("a1:x b1:x c1:x", "x: +[a1 b1] | c1")]);
    check_limited(bytes, &[("a1:x*12 b1:x*13", "x: | a1 b1")]);
    check_limited(bytes, &[("a1:x*12 b1:x*14", "x: +[a1] | b1")]);
    // One alone may be longer, and does not wait for others.
    check_limited(bytes, &[("a1:x*26", "x: +[a1]")]);
    check_limited(bytes, &[("a1:x*25 b1:x*26 c1:x", "x: +[a1] +[b1] | c1")]);
    check_limited(limits(1, 25), &[("a1:x b1:x", "x: +[a1] +[b1]")]);
    check_limited(limits(2, 0), &[("a1:x b1:x", "x: +[a1] +[b1]")]);
    let most = limits(u32::MAX, u64::MAX);
    let long = "a1:x*18446744073709551615 b1:x*18446744073709551615";
    check_limited(most, &[(long, "x: | a1 b1")]);
}

#[test]
fn other_limits_change_new_archive_documents_only() {
    let mut set = Set::default();
    let mut check = |input: &str, releases: u32, expected: &str| {
        let outcome = set.run(&Item::parse_all(input), limits(releases, 1000));
        assert_eq!(outcome.show().trim_end(), expected);
    };
    check("a1:x b1:x c1:x", 2, "x: +[a1 b1] | c1");
    check("a1:x b1:x c1:x d1:x", 3, "x: [a1 b1] | c1 d1");
    check("a1:x b1:x c1:x d1:x e1:x", 3, "x: [a1 b1] +[c1 d1 e1]");
    check(
        "a1:x b1:x c1:x d1:x e1:x f1:x g1:x",
        1,
        "x: [a1 b1] [c1 d1 e1] +[f1] +[g1]",
    );
}

#[test]
fn what_was_not_planned_is_not_sealed() {
    let mut findings = Vec::new();
    let mut run = Ledger::default().run();
    let feed = run.feed("x");
    for item in Item::parse_all("a1:x b1:x") {
        let facts = Facts {
            id: &item.id,
            url: None,
            key: Key::from(item.digest()),
            date: item.date(),
            digest: item.digest(),
            feeds: &[feed, feed],
        };
        assert!(matches!(run.seen(&facts, &mut findings), Met::First(_)));
    }
    let plan = run.finish(&mut findings);
    assert_eq!(plan.find("b").map(ReleaseNo::get), Some(1));
    assert_eq!(plan.find("c"), None);
    let ledger = plan.into_ledger();
    assert_eq!((ledger.events(), ledger.archives(feed)), (2, 0));
}

#[test]
fn the_facts_that_come_last_count() {
    let mut findings = Vec::new();
    let mut run = Ledger::default().run();
    let (x, y) = (run.feed("x"), run.feed("y"));
    let facts = |version: &str, feed: &'static [FeedNo]| Facts {
        id: "a",
        url: None,
        key: Key::from(Digest::of([b"a".as_slice()])),
        date: Date::day(2016, 1, 1).unwrap(),
        digest: Digest::of([version.as_bytes()]),
        feeds: feed,
    };
    let (in_x, in_y): (&'static [FeedNo], &'static [FeedNo]) = (&[FeedNo(0)], &[FeedNo(1)]);
    assert_eq!((in_x[0], in_y[0]), (x, y));
    let Met::First(first) = run.seen(&facts("1", in_x), &mut findings) else {
        panic!("it is the first");
    };
    assert_eq!(
        run.seen(&facts("2", in_y), &mut findings),
        Met::Again(first)
    );
    assert_eq!(run.replace(&facts("3", in_y), &mut findings), first);
    assert_eq!(run.releases(), 1);
    assert_eq!(findings.len(), 1);
    let mut plan = run.finish(&mut findings);
    let one = limits(1, 100);
    assert!(plan.feed(x, one, |_| 1).archives.is_empty());
    assert_eq!(plan.feed(y, one, |_| 1).archives[0].releases, [first]);
    let history = plan.history();
    let digests: Vec<Digest> = history.archive(y, 1).map(|entry| entry.digest).collect();
    assert_eq!(digests, [Digest::of([b"3".as_slice()])]);
}

#[test]
fn changes_are_counted() {
    let mut set = Set::default();
    let mut check = |input: &str, new, corrected, joined| {
        let expected = Changes {
            new,
            corrected,
            joined,
        };
        let outcome = set.run(&Item::parse_all(input), limits(2, 1000));
        assert_eq!(outcome.changes, expected, "{input}");
    };
    check("a1:x b1:x", 2, 0, 0);
    check("a1:x b2:xy c1:x", 1, 1, 0);
    check("a1:xy b2:xy c1:x", 0, 0, 1);
    check("a1:xy b2:xy c1:x", 0, 0, 0);
    check("b2:xy c1:", 0, 0, 0);
    check("a1:xy b1:x c1:x d1:", 0, 1, 0);
}
