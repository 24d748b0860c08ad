//! Dates in every form that is read, and those that are none.

use std::fmt::Write as _;

use proptest::prelude::*;

use super::*;
use crate::Precision;

/// The text, and what was mended in it.
#[track_caller]
fn check(text: &str, expected: &str, mended: Option<&str>) {
    let date = MetDate::read(text).unwrap_or_else(|| panic!("{text:?} is no date"));
    assert_eq!((date.text(), date.mended()), (expected, mended), "{text:?}");
}

/// Texts that are read with the same thing mended.
#[track_caller]
fn check_all(mended: &str, rows: &[(&str, &str)]) {
    for (text, expected) in rows {
        check(text, expected, Some(mended));
    }
}

#[track_caller]
fn check_none(texts: &[&str]) {
    for text in texts {
        assert_eq!(MetDate::read(text), None, "{text:?}");
    }
}

const OTHER_FORM: &str = "a form that neither RFC 2822 nor W3CDTF has";

#[test]
fn rfc_2822_is_read_as_it_is() {
    for (text, expected) in [
        (
            "Tue, 25 Oct 2016 14:30:05 +0200",
            "2016-10-25T14:30:05+02:00",
        ),
        ("Tue, 25 Oct 2016 14:30:05 GMT", "2016-10-25T14:30:05Z"),
        ("Tue, 25 Oct 2016 14:30:05 UT", "2016-10-25T14:30:05Z"),
        ("Tue, 25 Oct 2016 14:30:05 Z", "2016-10-25T14:30:05Z"),
        ("Tue, 25 Oct 2016 14:30:05 +0000", "2016-10-25T14:30:05Z"),
        (
            "Tue, 25 Oct 2016 14:30:05 -0330",
            "2016-10-25T14:30:05-03:30",
        ),
        ("Tue, 25 Oct 2016 14:30 EST", "2016-10-25T14:30-05:00"),
        ("25 Oct 2016 14:30 pdt", "2016-10-25T14:30-07:00"),
        ("TUE,  5 jan 2016   04:30 CST", "2016-01-05T04:30-06:00"),
        ("Tue,25 Oct 2016 14:30:05 MDT", "2016-10-25T14:30:05-06:00"),
        (
            "Tue, 25 Oct 2016 14:30:05 +0200 (CEST)",
            "2016-10-25T14:30:05+02:00",
        ),
        (
            "Tue, 25 Oct (a (nested\\) one)) 2016 14:30 GMT",
            "2016-10-25T14:30Z",
        ),
        (
            "\n\tTue, 25 Oct 2016\r\n 14:30:05 GMT ",
            "2016-10-25T14:30:05Z",
        ),
        ("Tue, 25 Oct 2016 14:30:05", "2016-10-25T14:30:05"),
        ("Tue, 25 Oct 2016 14:30", "2016-10-25T14:30"),
        ("Tue, 25 Oct 2016 14:30:05 -0000", "2016-10-25T14:30:05"),
    ] {
        check(text, expected, None);
    }
}

#[test]
fn w3cdtf_is_read_as_it_is() {
    for (text, expected) in [
        ("2016", "2016"),
        ("2016-10", "2016-10"),
        ("2016-10-25", "2016-10-25"),
        ("2016-10-25T14:30Z", "2016-10-25T14:30Z"),
        (
            "2016-10-25T14:30:05.120+05:45",
            "2016-10-25T14:30:05.120+05:45",
        ),
        ("2016-10-25t14:30:05z", "2016-10-25T14:30:05Z"),
        ("2016-10-25 14:30:05-08:00", "2016-10-25T14:30:05-08:00"),
        (" 2016-10-25T14:30\n", "2016-10-25T14:30"),
        ("2016-10-25T14:30:05", "2016-10-25T14:30:05"),
        ("2004-07-08 23:56:58.0", "2004-07-08T23:56:58.0"),
        ("2004-07-08 23:56:58", "2004-07-08T23:56:58"),
    ] {
        check(text, expected, None);
    }
}

#[test]
fn years_follow_rfc_2822() {
    check_all(
        "a year of two digits",
        &[
            ("Tue, 25 Oct 16 14:30:00 GMT", "2016-10-25T14:30:00Z"),
            ("Tuesday, 25-Oct-16 14:30:00 GMT", "2016-10-25T14:30:00Z"),
            ("25 Oct 49 14:30 GMT", "2049-10-25T14:30Z"),
            ("25 Oct 50 14:30 GMT", "1950-10-25T14:30Z"),
            ("1 Jan 00 14:30 GMT", "2000-01-01T14:30Z"),
            ("Oct 25, 16 14:30 GMT", "2016-10-25T14:30Z"),
        ],
    );
    check_all(
        "a year of three digits",
        &[
            ("25 Oct 116 14:30 GMT", "2016-10-25T14:30Z"),
            ("25 Oct 099 14:30 GMT", "1999-10-25T14:30Z"),
        ],
    );
    check_none(&[
        "25 Oct 6 14:30 GMT",
        "25 Oct 12016 14:30 GMT",
        "Oct 25 16 14:30 GMT",
        "Tue Oct 25 14:30:00 16",
        "25 Oct 0000 14:30 GMT",
    ]);
}

#[test]
fn other_orders_and_spellings_of_the_same() {
    check_all(
        OTHER_FORM,
        &[
            (
                "Tuesday, 25 October 2016 14:30:00 GMT",
                "2016-10-25T14:30:00Z",
            ),
            ("Tuesday, 25-Oct-2016 14:30:00 GMT", "2016-10-25T14:30:00Z"),
            (
                "Tue 25 Oct 2016 14:30:00 +0200",
                "2016-10-25T14:30:00+02:00",
            ),
            ("Tue , 25 Oct 2016 14:30:00 GMT", "2016-10-25T14:30:00Z"),
            ("Tue. 25 Oct. 2016 14:30:00 GMT", "2016-10-25T14:30:00Z"),
            ("Tues, 25 Oct 2016 14:30:00 GMT", "2016-10-25T14:30:00Z"),
            ("Tue, 25 Sept 2018 14:30 GMT", "2018-09-25T14:30Z"),
            ("Tue, 25th October 2016 14:30 GMT", "2016-10-25T14:30Z"),
            (
                "Tue the 25th of October, 2016 at 14:30 GMT",
                "2016-10-25T14:30Z",
            ),
            ("Tue, Oct 25 2016 14:30:00 GMT", "2016-10-25T14:30:00Z"),
            ("Tue, Oct 25, 2016, 14:30:00 GMT", "2016-10-25T14:30:00Z"),
            ("Tuesday, October 25, 2016 14:30 GMT", "2016-10-25T14:30Z"),
            ("Tue, Oct 25,2016 14:30:00 EDT", "2016-10-25T14:30:00-04:00"),
            ("Thu Jan 1 2004 19:48:21 GMT", "2004-01-01T19:48:21Z"),
            ("Tue, 25 Oct 2016, 14:30:00 GMT", "2016-10-25T14:30:00Z"),
            ("Tue, 25, Oct 2016 14:30", "2016-10-25T14:30"),
            ("25 Tuesday, Oct 2016 14:30", "2016-10-25T14:30"),
            ("Tue, 25 Oct 2016 14:30:00GMT", "2016-10-25T14:30:00Z"),
            (
                "Tue, 25 Oct 2016 14:30:00+0200",
                "2016-10-25T14:30:00+02:00",
            ),
            (
                "Tue, 25 Oct 2016 14:30:00 +02:00",
                "2016-10-25T14:30:00+02:00",
            ),
            ("Tue, 25 Oct 2016 9:30:00 GMT", "2016-10-25T09:30:00Z"),
            ("Tue, 2016-10-25 14:30", "2016-10-25T14:30"),
            ("2016 October 25 14:30", "2016-10-25T14:30"),
            ("14:30 25 Oct 2016 GMT", "2016-10-25T14:30Z"),
            ("2016-10-25 at 14:30:05", "2016-10-25T14:30:05"),
            ("Oct 25, 2016 @ 14:30", "2016-10-25T14:30"),
            ("25 Oct 2016 | 14:30", "2016-10-25T14:30"),
            ("25OCT2016 14:30", "2016-10-25T14:30"),
            ("2016-10-25T14:30:05 GMT", "2016-10-25T14:30:05Z"),
            ("2016-10-25T14:30:05 EST", "2016-10-25T14:30:05-05:00"),
            ("2016-10-25T14:30:05+0200", "2016-10-25T14:30:05+02:00"),
            ("2016-10-25 14:30:05 +0200", "2016-10-25T14:30:05+02:00"),
            ("2016-10-25 14:30:05 +02:00", "2016-10-25T14:30:05+02:00"),
            ("2016-10-25 14:30:05-0700", "2016-10-25T14:30:05-07:00"),
            ("2016-10-25  14:30", "2016-10-25T14:30"),
        ],
    );
}

#[test]
fn ctime_and_its_like() {
    check_all(
        OTHER_FORM,
        &[
            ("Tue Oct 25 14:30:00 2016", "2016-10-25T14:30:00"),
            ("Tue Oct 25 14:30 2016", "2016-10-25T14:30"),
            ("Sun Jan  4 16:29:06 PST 2004", "2004-01-04T16:29:06-08:00"),
            (
                "Tue Oct 25 14:30:00 +0200 2016",
                "2016-10-25T14:30:00+02:00",
            ),
            ("Tue Oct 25 14:30:00 2016 EST", "2016-10-25T14:30:00-05:00"),
            (
                "Tue Oct 25 2016 14:30:00 -0700",
                "2016-10-25T14:30:00-07:00",
            ),
        ],
    );
    check(
        "Tue Oct 25 2016 14:30:00 GMT-0700 (Pacific Daylight Time)",
        "2016-10-25T14:30:00-07:00",
        Some("an offset behind `GMT`"),
    );
    check(
        "Fri, 2006/09/15 08:19:53 EDT",
        "2006-09-15T08:19:53-04:00",
        Some("signs other than `-` in the date"),
    );
}

#[test]
fn days_without_time_stay_days() {
    check_all(
        "no time of day",
        &[
            ("25 Oct 2016", "2016-10-25"),
            ("Tue, 25 Oct 2016", "2016-10-25"),
            ("Tue,25 Oct 2016", "2016-10-25"),
            ("Tuesday, October 25, 2016", "2016-10-25"),
            ("October 25, 2016", "2016-10-25"),
            ("Oct 25 2016", "2016-10-25"),
            ("25-Oct-2016", "2016-10-25"),
            ("25/Oct/2016", "2016-10-25"),
            ("25th October 2016", "2016-10-25"),
            ("2016 Oct 25", "2016-10-25"),
        ],
    );
    check_all(
        "a month without a day",
        &[("October 2016", "2016-10"), ("Oct. 2016", "2016-10")],
    );
    check(
        "01 Jan 04",
        "2004-01-01",
        Some("a year of two digits; no time of day"),
    );
    check(
        "25 Oct 2016 -0700",
        "2016-10-25",
        Some("an offset without a time of day; no time of day"),
    );
    check_none(&[
        "25 Oct",
        "October",
        "Oct 25",
        "October 16",
        "Tue, October 2016",
    ]);
}

#[test]
fn weekdays_are_compared_and_never_believed() {
    check_all(
        "a weekday that is not the day's",
        &[
            ("Wed, 25 Oct 2016 14:30:05 GMT", "2016-10-25T14:30:05Z"),
            ("Monday, 25 October 2016 14:30 GMT", "2016-10-25T14:30Z"),
        ],
    );
    check(
        "Xyz, 25 Oct 2016 14:30:05 GMT",
        "2016-10-25T14:30:05Z",
        Some("`Xyz` in place of a weekday"),
    );
    check(
        "Xyz. 25 Oct 2016 14:30:05 GMT",
        "2016-10-25T14:30:05Z",
        Some("`Xyz` in place of a weekday"),
    );
    check_none(&["25 Oct 2016 Xyzzy 14:30", "Tue, Wed, 25 Oct 2016 14:30 GMT"]);
}

#[test]
fn names_of_zones() {
    for (zone, expected) in [
        ("UTC", "Z"),
        ("utc", "Z"),
        ("WET", "Z"),
        ("WEST", "+01:00"),
        ("CET", "+01:00"),
        ("CEST", "+02:00"),
        ("MET", "+01:00"),
        ("MEST", "+02:00"),
        ("MEZ", "+01:00"),
        ("MESZ", "+02:00"),
        ("EET", "+02:00"),
        ("EEST", "+03:00"),
        ("MSK", "+03:00"),
        ("MSD", "+04:00"),
        ("BST", "+01:00"),
        ("JST", "+09:00"),
        ("KST", "+09:00"),
        ("AEST", "+10:00"),
        ("AEDT", "+11:00"),
        ("ACST", "+09:30"),
        ("AWST", "+08:00"),
        ("NZST", "+12:00"),
        ("NZDT", "+13:00"),
        ("SAST", "+02:00"),
        ("AKST", "-09:00"),
        ("AKDT", "-08:00"),
        ("HST", "-10:00"),
        ("AST", "-04:00"),
        ("ET", "-04:00"),
        ("CT", "-05:00"),
        ("MT", "-06:00"),
        ("PT", "-07:00"),
        ("AT", "-03:00"),
        ("Eastern Daylight Time", "-04:00"),
        ("Pacific Standard Time", "-08:00"),
        ("Central Time", "-05:00"),
        ("America/Los_Angeles", "-07:00"),
        ("Europe/Vienna", "+02:00"),
        ("europe/vienna", "+02:00"),
        ("America/Argentina/Buenos_Aires", "-03:00"),
        ("America/Port-au-Prince", "-05:00"),
        ("Etc/GMT", "Z"),
        ("Etc/UTC", "Z"),
        ("Etc/GMT+2", "-02:00"),
    ] {
        let text = format!("Tue, 25 Oct 2016 14:30:05 {zone}");
        let mended = format!("a zone named `{zone}`, taken as {expected}");
        check(
            &text,
            &format!("2016-10-25T14:30:05{expected}"),
            Some(&mended),
        );
    }
    let mended = Some("a zone named `ET`, taken as -05:00");
    check("25 Jan 2016 14:30 ET", "2016-01-25T14:30-05:00", mended);
    let mended = Some("a zone named `MSK`, taken as +04:00");
    check("25 Jan 2012 14:30 MSK", "2012-01-25T14:30+04:00", mended);
}

#[test]
fn a_zone_that_could_be_any_gives_no_offset() {
    for zone in [
        "IST",
        "A",
        "Y",
        "J",
        "XYZT",
        "LMT",
        "China Standard Time",
        "Pacific Some Time",
    ] {
        let text = format!("Tue, 25 Oct 2016 14:30:05 {zone}");
        let mended = format!("a zone named `{zone}`, which could be any");
        check(&text, "2016-10-25T14:30:05", Some(&mended));
    }
    // The clocks of Vienna went back at 3:00 on 30 October 2016, and forward on 27 March.
    for local in ["30 Oct 2016 02:30", "27 Mar 2016 02:30"] {
        let date = MetDate::read(&format!("{local} Europe/Vienna")).unwrap();
        assert!(date.text().ends_with("T02:30"), "{}", date.text());
        let mended =
            "a zone named `Europe/Vienna`, whose clocks did not show this time exactly once";
        assert_eq!(date.mended(), Some(mended));
    }
    check(
        "25 Oct 2016 14:30 CET -0500",
        "2016-10-25T14:30",
        Some("a zone named `CET`, which is not at -05:00"),
    );
    check(
        "25 Oct 2016 14:30 -0500 GMT",
        "2016-10-25T14:30",
        Some("a zone named `GMT`, which is not at -05:00"),
    );
    check(
        "2016-10-25T14:30:05Z+01:00",
        "2016-10-25T14:30:05",
        Some("a zone named `Z`, which is not at +01:00"),
    );
    for offset in ["0200", "00", "0000"] {
        let mended = format!("`{offset}`, which may be an offset without a sign");
        let text = format!("Tue, 25 Oct 2016 14:30:05 {offset}");
        check(&text, "2016-10-25T14:30:05", Some(&mended));
    }
    check_none(&[
        "Tue, 25 Oct 2016 14:30:05 yesterday",
        "Tue, 25 Oct 2016 14:30:05 Europe/Atlantis",
        "Tue, 25 Oct 2016 14:30:05 CET CET",
    ]);
}

#[test]
fn offsets_in_other_forms() {
    for (offset, expected, mended) in [
        ("+2", "+02:00", "an offset of hours alone"),
        ("+02", "+02:00", "an offset of hours alone"),
        ("-07", "-07:00", "an offset of hours alone"),
        ("-700", "-07:00", "an offset of three digits"),
        ("-07:00:00", "-07:00", "seconds in the offset"),
        ("--0700", "-07:00", "a stray sign before the offset"),
        ("GMT+0200", "+02:00", "an offset behind `GMT`"),
        ("GMT-0500", "-05:00", "an offset behind `GMT`"),
        ("GMT -0500", "-05:00", "an offset behind `GMT`"),
        ("UTC+02:00", "+02:00", "an offset behind `UTC`"),
        ("MST-07:00", "-07:00", "a name beside the offset: `MST`"),
        ("MST -0700", "-07:00", "a name beside the offset: `MST`"),
        ("-0700 MST", "-07:00", "a name beside the offset: `MST`"),
        ("+0000 GMT", "Z", "a name beside the offset: `GMT`"),
        ("+0200 XYZ", "+02:00", "a name beside the offset: `XYZ`"),
    ] {
        let text = format!("Tue, 25 Oct 2016 14:30:05 {offset}");
        check(
            &text,
            &format!("2016-10-25T14:30:05{expected}"),
            Some(mended),
        );
    }
    check(
        "Tue, 25 Oct 2016 14:30:05 GMT+2",
        "2016-10-25T14:30:05+02:00",
        Some("an offset of hours alone; an offset behind `GMT`"),
    );
    check(
        "2016-10-25T14:30:05:-0700",
        "2016-10-25T14:30:05-07:00",
        Some("a stray sign before the offset"),
    );
    check(
        "2016-10-25T14:30:05:00",
        "2016-10-25T14:30:05",
        Some("`:00` behind the seconds"),
    );
    check(
        "2016-10-25T14:30:05+02:00[Europe/Vienna]",
        "2016-10-25T14:30:05+02:00",
        Some("a name beside the offset: `Europe/Vienna`"),
    );
    check(
        "2016-10-25T14:30:05Z[Europe/London]",
        "2016-10-25T14:30:05Z",
        Some(OTHER_FORM),
    );
    check_none(&[
        "Tue, 25 Oct 2016 14:30:05 +2400",
        "Tue, 25 Oct 2016 14:30:05 +0260",
        "Tue, 25 Oct 2016 14:30:05 +02000",
        "Tue, 25 Oct 2016 14:30:05 +",
        "25 Oct 2016 14:30-16:00",
        "25 Oct 2016 14:30 2016",
        "25 Oct 2016 14:30 0261",
        "Tue, 25 Oct 2016 14:30:05 +0200 +0200",
    ]);
}

#[test]
fn iso_8601_beyond_w3cdtf() {
    check("20161025", "2016-10-25", Some("no hyphens in the date"));
    check(
        "20161025T143005Z",
        "2016-10-25T14:30:05Z",
        Some("no hyphens in the date; no colons in the time"),
    );
    check(
        "20161025T143005.25+0200",
        "2016-10-25T14:30:05.25+02:00",
        Some("no hyphens in the date; no colons in the time"),
    );
    check(
        "20161025T1430",
        "2016-10-25T14:30",
        Some("no hyphens in the date; no colons in the time"),
    );
    check(
        "20161025 14:30:05",
        "2016-10-25T14:30:05",
        Some("no hyphens in the date"),
    );
    check(
        "20161025143005",
        "2016-10-25T14:30:05",
        Some("no signs between the parts of the date"),
    );
    check_all(
        "a day of the year in place of month and day",
        &[
            ("2016-299", "2016-10-25"),
            ("2016299", "2016-10-25"),
            ("2003-335", "2003-12-01"),
            ("2016-366", "2016-12-31"),
            ("2016-299T14:30:05Z", "2016-10-25T14:30:05Z"),
        ],
    );
    check_all(
        "a day of a week in place of month and day",
        &[
            ("2016-W43-2", "2016-10-25"),
            ("2016W432", "2016-10-25"),
            ("2015-W01-1", "2014-12-29"),
            ("2016-W43-2T14:30:05Z", "2016-10-25T14:30:05Z"),
        ],
    );
}

#[test]
fn times_of_iso_8601() {
    check_all(
        "a comma before the fraction of a second",
        &[("2016-10-25T14:30:05,120Z", "2016-10-25T14:30:05.120Z")],
    );
    check_all(
        "more than nine digits of a second",
        &[(
            "2016-10-25T14:30:05.1234567899Z",
            "2016-10-25T14:30:05.123456789Z",
        )],
    );
    check_all(
        "24:00, taken as the start of the next day",
        &[
            ("2016-12-31T24:00:00Z", "2017-01-01T00:00:00Z"),
            ("2016-12-31T24:00:00.0Z", "2017-01-01T00:00:00.0Z"),
            ("Sat, 31 Dec 2016 24:00 GMT", "2017-01-01T00:00Z"),
        ],
    );
    check_all(
        "an hour without minutes",
        &[
            ("2016-10-25T14", "2016-10-25T14:00"),
            ("2016-10-25T14Z", "2016-10-25T14:00Z"),
            ("2016-10-25T14+02:00", "2016-10-25T14:00+02:00"),
            ("Tue, 25 Oct 2016 14 +0200", "2016-10-25T14:00+02:00"),
        ],
    );
    check_all(
        "a month or a day of one digit",
        &[
            ("2016-1-5", "2016-01-05"),
            ("2016-1-05T14:30:05Z", "2016-01-05T14:30:05Z"),
        ],
    );
    check_all(
        "signs other than `-` in the date",
        &[
            ("2016/10/25", "2016-10-25"),
            ("2016/10/25 14:30:05 +0200", "2016-10-25T14:30:05+02:00"),
            ("2016.10.25", "2016-10-25"),
            ("2016. 10. 25.", "2016-10-25"),
        ],
    );
    check_all(
        "a blank beside the `T`",
        &[("2016-10-25 T 14:30:05Z", "2016-10-25T14:30:05Z")],
    );
}

#[test]
fn what_iso_8601_does_not_say_for_certain() {
    // The standard of 1988 let the century be agreed on elsewhere.
    check_none(&[
        "-03-12",
        "-0312",
        "-03-12-31",
        "031231",
        "03335",
        "03-12-31",
        "99-12-31",
        "--12-31",
        "201610",
        "2016-W43",
        "2016-W54-1",
        "2015-366",
        "2016-000",
        "9999-12-31T24:00:00Z",
        "2016-10-25T14:30.5Z",
        "12016-10-25",
        "2016-10-25T1430055Z",
        "2016-10-25T24:00:01Z",
    ]);
}

#[test]
fn dates_in_numbers() {
    check_all(
        "the day first and the month in numbers",
        &[
            ("25.10.2016", "2016-10-25"),
            ("5.1.2016", "2016-01-05"),
            ("05.10.2016 14:30", "2016-10-05T14:30"),
            ("25. 10. 2016 14:30:05", "2016-10-25T14:30:05"),
            ("25.10.2016, 14:30 Uhr", "2016-10-25T14:30"),
            ("25/10/2016", "2016-10-25"),
            ("25/10/2016 - 14:30", "2016-10-25T14:30"),
            ("25-10-2016 14:30:05", "2016-10-25T14:30:05"),
            ("05/05/2016", "2016-05-05"),
            ("14:30 25.10.2016 -0700", "2016-10-25T14:30-07:00"),
            ("25.10.2016 klo 14:30", "2016-10-25T14:30"),
        ],
    );
    check_all(
        "the month first and in numbers",
        &[
            ("10/25/2016", "2016-10-25"),
            ("10/25/2016 - 14:30", "2016-10-25T14:30"),
            ("10-25-2016 14:30", "2016-10-25T14:30"),
        ],
    );
    check(
        "10/25/2016 3:04:05 PM EST",
        "2016-10-25T15:04:05-05:00",
        Some("the month first and in numbers; a clock of twelve hours"),
    );
    check_all(
        "an offset without a time of day",
        &[
            ("2016-10-25+02:00", "2016-10-25"),
            ("2016-10-25-07:00", "2016-10-25"),
            ("2016-10-25-14:30", "2016-10-25"),
            ("2016-10-25 +0200", "2016-10-25"),
            ("2016-10-25 -0700", "2016-10-25"),
        ],
    );
    check_all(
        "a zone without a time of day",
        &[
            ("2016-10-25Z", "2016-10-25"),
            ("2016-10-25 GMT", "2016-10-25"),
        ],
    );
    check(
        "25.10.2016 -0700",
        "2016-10-25",
        Some("the day first and the month in numbers; an offset without a time of day"),
    );
    check_none(&[
        "12/11/2016",
        "25/10/2559",
        "25.10.1395",
        "1395/08/04",
        "12-11-2016 14:30",
        "1/2/2016 3:04:05 PM",
        "25.10.16",
        "25/10/16",
        "10.25.2016",
        "2016/25/10",
        "6/1/2 15:04",
        "25.10/2016",
        "25.10",
        "10/2016",
        "32.10.2016",
        "31.02.2016",
        "1477405805",
        "1477405805000",
        "161025",
    ]);
}

#[test]
fn times_in_other_forms() {
    for (time, expected, mended) in [
        ("3:04 PM", "15:04", "a clock of twelve hours"),
        ("03:04:05PM", "15:04:05", "a clock of twelve hours"),
        ("3:04 p.m.", "15:04", "a clock of twelve hours"),
        ("3:04 a. m.", "03:04", "a clock of twelve hours"),
        ("12:04 am", "00:04", "a clock of twelve hours"),
        ("12:04 pm", "12:04", "a clock of twelve hours"),
        ("14:30 PM", "14:30", "a clock of twelve hours"),
        ("PM 3:04", "15:04", "a clock of twelve hours"),
        (
            "at 3pm",
            "15:00",
            "a clock of twelve hours; an hour without minutes",
        ),
        ("14h30", "14:30", "`h` in the time"),
        ("14 h 30", "14:30", "`h` in the time"),
        ("14.30", "14:30", "points in the time"),
        ("kl. 14.30", "14:30", "points in the time"),
        ("14.30.05", "14:30:05", "points in the time"),
        ("14 Uhr", "14:00", "an hour without minutes"),
        ("9:5", "09:05", "minutes of one digit"),
        ("14:30:05.123", "14:30:05.123", "a fraction of a second"),
    ] {
        let text = format!("25 Oct 2016 {time}");
        check(&text, &format!("2016-10-25T{expected}"), Some(mended));
    }
    check(
        "25 Oct 2016 3:04:05 PM -0700",
        "2016-10-25T15:04:05-07:00",
        Some("a clock of twelve hours"),
    );
    check(
        "25 Oct 2016 1430 GMT",
        "2016-10-25T14:30Z",
        Some("no colons in the time"),
    );
    check_none(&[
        "25 Oct 2016 14:30 AM",
        "25 Oct 2016 0:30 PM",
        "25 Oct 2016 25:30",
        "25 Oct 2016 14:60",
        "25 Oct 2016 14:30:60",
        "Sat, 31 Dec 2016 23:59:60 GMT",
        "2016-12-31T23:59:60Z",
        "25 Oct 2016 14",
        "25 Oct 2016 1430",
        "25 Oct 2016 14:30 15:30",
        "25 Oct 2016 PM",
        "25 Oct 2016 14:30 pm am",
        "25 Oct 2016 143:00",
    ]);
}

#[test]
fn other_languages() {
    check_all(
        "names that are not English",
        &[
            (
                "Κυρ, 11 Ιούλ 2004 12:00:00 EST",
                "2004-07-11T12:00:00-05:00",
            ),
            (
                "Κυρ, 11 Ιουλ 2004 12:00:00 EST",
                "2004-07-11T12:00:00-05:00",
            ),
            ("ΚΥΡΙΑΚΗ, 11 ΙΟΥΛΙΟΣ 2004 12:00 GMT", "2004-07-11T12:00Z"),
            ("Τρίτη, 25 Οκτωβρίου 2016 14:30 GMT", "2016-10-25T14:30Z"),
            ("Παρ, 6 Μαΐ 2016 14:30 GMT", "2016-05-06T14:30Z"),
            ("Τετ, 31 Αύγ 2016 14:30 GMT", "2016-08-31T14:30Z"),
            ("2004-július-13T9:15-05:00", "2004-07-13T09:15-05:00"),
            ("2016. október 25. 14:30", "2016-10-25T14:30"),
            ("kedd, 25 okt. 2016 14:30 GMT", "2016-10-25T14:30Z"),
            (
                "Di, 25 Okt 2016 14:30:05 +0200",
                "2016-10-25T14:30:05+02:00",
            ),
            (
                "Dienstag, den 25. Oktober 2016 um 14:30 Uhr",
                "2016-10-25T14:30",
            ),
            ("mar, 25 oct. 2016 14:30 +0200", "2016-10-25T14:30+02:00"),
            ("mar., 1 mar. 2016 14:30 +0100", "2016-03-01T14:30+01:00"),
            ("mardi 25 octobre 2016 à 14:30", "2016-10-25T14:30"),
            ("dim., 1er mai 2016 14:30", "2016-05-01T14:30"),
            ("lun, 15 août 2016 14:30:05 GMT", "2016-08-15T14:30:05Z"),
            ("martes, 25 de octubre de 2016 14:30", "2016-10-25T14:30"),
            ("martedì 25 ottobre 2016 14:30", "2016-10-25T14:30"),
            (
                "terça-feira, 25 de outubro de 2016 14:30",
                "2016-10-25T14:30",
            ),
            (
                "Вт, 25 окт 2016 14:30:05 +0300",
                "2016-10-25T14:30:05+03:00",
            ),
            ("вторник, 25 октября 2016 г., 14:30", "2016-10-25T14:30"),
            ("вівторок, 25 жовтня 2016 року 14:30", "2016-10-25T14:30"),
            ("п'ятниця, 28 жовтня 2016 14:30", "2016-10-28T14:30"),
            ("пʼятниця, 28 жовтня 2016 14:30", "2016-10-28T14:30"),
            ("уторак, 25 октобар 2016 14:30", "2016-10-25T14:30"),
            ("utorak, 25. oktobar 2016. u 14:30", "2016-10-25T14:30"),
            ("sub, 29 stu 2014 14:30", "2014-11-29T14:30"),
            ("e martë, 25 tetor 2016 14:30", "2016-10-25T14:30"),
            ("marți, 25 octombrie 2016 14:30", "2016-10-25T14:30"),
            ("вторник, 25 октомври 2016 14:30", "2016-10-25T14:30"),
            ("wtorek, 25 października 2016 14:30", "2016-10-25T14:30"),
            ("wt., 25 paź 2016 14:30 GMT", "2016-10-25T14:30Z"),
            ("úterý 25. října 2016 14:30", "2016-10-25T14:30"),
            ("utorok 25. októbra 2016 14:30", "2016-10-25T14:30"),
            ("tisdag den 25 oktober 2016 14:30", "2016-10-25T14:30"),
            ("tor, 27 okt 2016 14:30", "2016-10-27T14:30"),
            ("dinsdag 25 oktober 2016 om 14:30", "2016-10-25T14:30"),
            ("tiistaina 25. lokakuuta 2016 klo 14:30", "2016-10-25T14:30"),
            ("Salı, 25 Ekim 2016 14:30", "2016-10-25T14:30"),
            ("Cum, 28 Eki 2016 14:30 GMT", "2016-10-28T14:30Z"),
            ("25 Ağustos 2016 14:30", "2016-08-25T14:30"),
            ("الثلاثاء, 25 أكتوبر 2016 14:30", "2016-10-25T14:30"),
            ("25 تشرين الأول 2016 14:30", "2016-10-25T14:30"),
            ("Thứ Ba, 25 tháng 10 2016 14:30", "2016-10-25T14:30"),
            ("ngày 25 tháng 10 năm 2016 14:30", "2016-10-25T14:30"),
            ("25 ივლისი 2016 14:30", "2016-07-25T14:30"),
            ("25 հոկտեմբերի 2016 14:30", "2016-10-25T14:30"),
            ("2016. gada 25. oktobris 14:30", "2016-10-25T14:30"),
            ("2016-yil 25-oktabr 14:30", "2016-10-25T14:30"),
            ("2016 жылғы 25 қазан 14:30", "2016-10-25T14:30"),
            (
                "2016 m. spalio 25 d., antradienis, 14:30",
                "2016-10-25T14:30",
            ),
            ("mardi, d'octubre 25 2016 14:30", "2016-10-25T14:30"),
            ("so, 30 Okt 2016 14:30", "2016-10-30T14:30"),
            ("so, 29 říj 2016 14:30", "2016-10-29T14:30"),
        ],
    );
    check(
        "الثلاثاء، ٢٥ أكتوبر ٢٠١٦ ١٤:٣٠",
        "2016-10-25T14:30",
        Some("signs that are not those of ASCII; names that are not English"),
    );
    check(
        "vendredi, 25 octobre 2016 14h30",
        "2016-10-25T14:30",
        Some("names that are not English; `h` in the time; a weekday that is not the day's"),
    );
    // October in Croatian, November in Polish; year of the Hijra or not.
    check_none(&[
        "25 listopada 2016 14:30",
        "٢٥/٠٨/١٤٣٨",
        "25 xyz 2016",
        "平成28年10月25日",
    ]);
}

#[test]
fn east_asian_dates() {
    check_all(
        "signs behind the numbers that say what they count",
        &[
            ("2004년 05월 28일  01:31:15", "2004-05-28T01:31:15"),
            ("2016년 10월 25일", "2016-10-25"),
            ("2016年10月25日 14時30分", "2016-10-25T14:30"),
            ("2016年10月25日 14時30分05秒 GMT", "2016-10-25T14:30:05Z"),
            ("2016年10月25日(火) 14:30", "2016-10-25T14:30"),
            ("2016 年 10 月 25 日", "2016-10-25"),
        ],
    );
    check(
        "2016年10月",
        "2016-10",
        Some("signs behind the numbers that say what they count; a month without a day"),
    );
    check(
        "2004-05-25 오후 11:23:17",
        "2004-05-25T23:23:17",
        Some("a clock of twelve hours"),
    );
    check(
        "2004-05-25 오전 12:23:17",
        "2004-05-25T00:23:17",
        Some("a clock of twelve hours"),
    );
    let counted = "signs behind the numbers that say what they count";
    let named = format!("{counted}; names that are not English");
    check(
        "2016년 10월 25일 화요일 14:30",
        "2016-10-25T14:30",
        Some(&named),
    );
    check(
        "2016年10月25日火曜日 14時30分",
        "2016-10-25T14:30",
        Some(&named),
    );
    let half = format!("{named}; a clock of twelve hours");
    check(
        "2016年10月25日星期二下午2点30分",
        "2016-10-25T14:30",
        Some(&half),
    );
    let half = format!("{counted}; a clock of twelve hours");
    check("2016年10月25日午後0時30分", "2016-10-25T12:30", Some(&half));
    check(
        "２０１６年１０月２５日",
        "2016-10-25",
        Some(&format!("signs that are not those of ASCII; {counted}")),
    );
    check_none(&[
        "105年10月25日",
        "10月25日",
        "2016年25日",
        "2016年13月25日",
        "2004-05-25 오 11:23:17",
    ]);
}

#[test]
fn blanks_and_signs_of_all_kinds() {
    check_all(
        "signs that are not those of ASCII",
        &[
            (
                "Tue,\u{a0}25 Oct 2016\u{2003}14:30:05 GMT",
                "2016-10-25T14:30:05Z",
            ),
            ("\u{feff}2016-10-25T14:30:05Z", "2016-10-25T14:30:05Z"),
            ("2016\u{2013}10\u{2013}25", "2016-10-25"),
            (
                "Tue, 25 Oct 2016 14:30:05 \u{2212}0700",
                "2016-10-25T14:30:05-07:00",
            ),
        ],
    );
}

#[test]
fn what_is_no_date() {
    check_none(&[
        "",
        " ",
        "now",
        "today",
        "yesterday",
        "0000-00-00",
        "0000-00-00 00:00:00",
        "2013-xx-27",
        "2003-12-31T25:14:55Z",
        "2003-12-31T10:61:55Z",
        "2003-12-31T10:14:61Z",
        "31 Feb 2016",
        "Thu, 31 Jun 2004 19:48:21 GMT",
        "Feb 29 2015",
        "2016-13-01",
        "0",
        "Tue",
        "14:30",
        "GMT",
        "Date: 25 Oct 2016",
        "25 Oct 2016 (14:30",
        "25 Oct 2016)",
        "25,,Oct 2016",
        ",25 Oct 2016",
        "25 Oct 2016,",
        "Mon, 30 Nov -0001 00:00:00 +0000",
        "Mon, 30 Nov -001 00:00:00 +0000",
        "30 Nov -99",
        "25 Oct 2016 to",
        "25-27 Oct 2016",
        "Oct 25-27, 2016",
        "25 Oct 2016 - 27 Oct 2016",
        "25-27.10.2016",
        "25 Oct 2016 26",
        "25 Oct Nov 2016",
        "Mon, 2 Jan 15:04:05 MST",
        "--",
        "()",
        "2016-10-25 2016-10-26",
        "2016-10-25, 25 Oct 2016",
        "2²  Oct 2016",
        "25 Oct 2016!",
        "<b>25 Oct 2016</b>",
        "P1D",
        "2016-10-25/2016-10-26",
        "∞",
    ]);
    let long = format!("Tue, 25 Oct 2016 {} 14:30", " ".repeat(LONGEST));
    check_none(&[
        &long,
        &"(".repeat(LONGEST),
        &"1".repeat(LONGEST),
        &"a'".repeat(100),
    ]);
}

#[test]
fn unix_time() {
    let check = |number: &str, expected: Option<&str>| {
        let date = MetDate::from_unix(number);
        assert_eq!(date.as_ref().map(MetDate::text), expected, "{number}");
    };
    check("1477405805", Some("2016-10-25T14:30:05Z"));
    check("1477405805000", Some("2016-10-25T14:30:05.000Z"));
    check("1477405805000.0", Some("2016-10-25T14:30:05.000Z"));
    check(
        "1477405805.1234567891",
        Some("2016-10-25T14:30:05.123456789Z"),
    );
    check("100000000", Some("1973-03-03T09:46:40Z"));
    check("100000000000", Some("1973-03-03T09:46:40.000Z"));
    check("9999999999", Some("2286-11-20T17:46:39Z"));
    for number in [
        "0",
        "-1477405805",
        "2016",
        "20161025",
        "14774058050",
        "1477405805000000",
        "1e9",
        "",
        ".5",
        "1477405805.",
        "1477405805.x",
        "0477405805",
        "1477405805000.5",
        "99999999",
        "NaN",
    ] {
        check(number, None);
    }
    let mended = |number: &str| MetDate::from_unix(number)?.mended().map(str::to_owned);
    assert_eq!(
        mended("1477405805").as_deref(),
        Some("Unix time in seconds")
    );
    assert_eq!(
        mended("1477405805000").as_deref(),
        Some("Unix time in milliseconds")
    );
}

/// Dates of every precision with any offset.
fn dates() -> impl Strategy<Value = Date> {
    let day = (1i16..=9999, 1i8..=12, 1i8..=28);
    let time = (0u8..24, 0u8..60, 0u8..60, 0u32..1_000_000_000, 1usize..=9);
    let offset = -1439i16..=1439;
    (day, time, offset, 0u8..6).prop_map(|((year, month, day), time, offset, precision)| {
        let (hour, minute, second, fraction, digits) = time;
        let fraction = &format!("{fraction:09}")[..digits];
        let mut text = format!("{year:04}");
        if precision > 0 {
            write!(text, "-{month:02}").unwrap();
        }
        if precision > 1 {
            write!(text, "-{day:02}").unwrap();
        }
        if precision > 2 {
            write!(text, "T{hour:02}:{minute:02}").unwrap();
            if precision > 3 {
                write!(text, ":{second:02}").unwrap();
            }
            if precision > 4 {
                write!(text, ".{fraction}").unwrap();
            }
            text += &zone::printed(offset);
        }
        text.parse().unwrap()
    })
}

/// The date as RFC 2822 has it, without the parts of a second.
fn rfc_2822(date: &Date) -> String {
    let local = date.first_local();
    let seconds = if date.precision() > Precision::Minute {
        format!(":{:02}", local.second())
    } else {
        String::new()
    };
    let offset = date.offset_minutes().unwrap();
    let (sign, minutes) = (if offset < 0 { '-' } else { '+' }, offset.unsigned_abs());
    let names = |names: &'static str, at: i8| names.split(' ').nth(usize::try_from(at).unwrap());
    format!(
        "{}, {} {} {:04} {:02}:{:02}{seconds} {sign}{:02}{:02}",
        names(
            "Mon Tue Wed Thu Fri Sat Sun",
            local.weekday().to_monday_zero_offset()
        )
        .unwrap(),
        local.day(),
        names(
            "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
            local.month() - 1
        )
        .unwrap(),
        local.year(),
        local.hour(),
        local.minute(),
        minutes / 60,
        minutes % 60,
    )
}

/// What `text()` promises: a date where a zone is given, and one without where there is an offset.
fn is_sound(met: &MetDate) -> bool {
    let Ok(date) = Date::parse(met.text(), Some(&TimeZone::UTC)) else {
        return false;
    };
    let printed = date.to_string();
    printed == met.text() || printed.strip_suffix('Z') == Some(met.text())
}

proptest! {
    #[test]
    fn any_text_is_a_date_or_none(text in any::<String>()) {
        prop_assert!(MetDate::read(&text).is_none_or(|met| is_sound(&met)));
    }

    #[test]
    fn pieces_of_dates_are_a_date_or_none(
        pieces in prop::collection::vec(
            prop::sample::select(vec![
                "25", "5", "16", "2016", "10", "20161025", "2016299", "143005", "Oct", "mar", "Tue",
                "Di", "T", "t", "14:30", "14:30:05", "24:00", ":", "-", "+", "/", ".", ",", " ", " ",
                " ", " ", "(", ")", "[", "]", "GMT", "Z", "ET", "IST", "A", "+0200", "-0000", "-7",
                "Europe/Vienna", "pm", "a.m.", "오후", "年", "月", "日", "時", "分", "W43", "-2", "h",
                "Uhr", "de", "tháng", "th", "\u{a0}", "٢", "'", "é", "0", "99999999999",
            ]),
            0..14,
        )
    ) {
        let text = pieces.concat();
        prop_assert!(MetDate::read(&text).is_none_or(|met| is_sound(&met)), "{text:?}");
    }

    #[test]
    fn w3cdtf_reads_back(date in dates()) {
        let text = date.to_string();
        let met = MetDate::read(&text).unwrap();
        prop_assert_eq!((met.text(), met.mended()), (text.as_str(), None));
    }

    #[test]
    fn rfc_2822_reads_back(date in dates().prop_filter("has a time", Date::has_time)) {
        let text = rfc_2822(&date);
        let met = MetDate::read(&text).unwrap();
        let expected = date.to_string();
        let expected = match date.precision() {
            Precision::Fraction(digits) => {
                let point = "2016-10-25T14:30:05".len();
                [&expected[..point], &expected[point + 1 + usize::from(digits)..]].concat()
            }
            _ => expected,
        };
        prop_assert_eq!((met.text(), met.mended()), (expected.as_str(), None), "{}", text);
    }

    #[test]
    fn any_number_is_unix_time_or_none(number in "[0-9]{0,16}([.][0-9]{0,12})?") {
        prop_assert!(MetDate::from_unix(&number).is_none_or(|met| is_sound(&met)));
    }
}
