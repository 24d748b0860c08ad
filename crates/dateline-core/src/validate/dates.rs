//! Rules about dates.

use std::cmp::Ordering;

use jiff::civil;

use super::{Said, pages};
use crate::{Breach, Date, DatelineDate, Field, Level, Precision, Release};

/// The Conference that became the OSCE opened in this year.
const FIRST_YEAR: i16 = 1973;

/// Years that no plan reaches yet.
const LAST_YEAR: i16 = 2099;

/// So many days lie between dateline and date now and then: a release is written in the evening
/// and published in the morning, or dated ahead.
const USUAL_DAYS: i32 = 3;

/// Dates are of years in which there were releases.
pub(super) fn range(release: &Release<'_>, said: &mut Said<'_, '_>) {
    let dates = [
        (Field::Date, Some(release.date())),
        (Field::Modified, release.modified()),
        (Field::Embargo, release.embargo()),
    ];
    for (field, date) in dates {
        let Some(date) = date else { continue };
        let what = match date.first_local().year() {
            ..FIRST_YEAR => {
                format!("`{date}` is before {FIRST_YEAR}, when there was no release yet")
            }
            FIRST_YEAR..=LAST_YEAR => continue,
            _ => format!("`{date}` is after {LAST_YEAR}"),
        };
        let breach = Breach::new(pages::DATE_RANGE, what).value(date.to_string());
        said.about(field, breach);
    }
}

/// The date is that of the dateline.
pub(super) fn dateline(release: &Release<'_>, said: &mut Said<'_, '_>) {
    let Some(written) = said
        .dateline
        .as_ref()
        .and_then(super::super::dateline::Dateline::date)
    else {
        return;
    };
    let date = release.date();
    let (how, level) = if let Some(day) = date.civil_day() {
        let Some(days) = days_between(written, day).filter(|days| *days != 0) else {
            return;
        };
        let side = if days > 0 { "after" } else { "before" };
        let count = match days.abs() {
            1 => "1 day".to_owned(),
            days => format!("{days} days"),
        };
        let level = if days.abs() <= USUAL_DAYS {
            Level::Note
        } else {
            Level::Warning
        };
        (format!("{count} {side}"), level)
    } else {
        let first = date.first_local();
        let of_year = written
            .year()
            .is_none_or(|year| i32::from(year) == i32::from(first.year()));
        let of_month = date.precision() < Precision::Month
            || i32::from(written.month()) == i32::from(first.month());
        if of_year && of_month {
            return;
        }
        let part = if of_year { "month" } else { "year" };
        (format!("another {part} than"), Level::Warning)
    };
    let what = format!("`{date}` is {how} the `{written}` of the dateline");
    let breach = Breach::new(pages::DATELINE_DATE, what).level(level);
    said.about(Field::Date, breach.value(date.to_string()));
}

/// How many days `day` is after the day of a dateline, taken in the year that is nearest where it
/// has none.
fn days_between(written: DatelineDate, day: civil::Date) -> Option<i32> {
    let in_year = |year: i16| {
        let (month, of_month) = (i8::try_from(written.month()), i8::try_from(written.day()));
        let date = civil::Date::new(year, month.ok()?, of_month.ok()?).ok()?;
        Some(date.until(day).ok()?.get_days())
    };
    match written.year() {
        Some(year) => in_year(i16::try_from(year).ok()?),
        None => (day.year() - 1..=day.year() + 1)
            .filter_map(in_year)
            .min_by_key(|days| days.abs()),
    }
}

/// Nothing is corrected before it is published.
pub(super) fn modified(release: &Release<'_>, said: &mut Said<'_, '_>) {
    let date = release.date();
    if let Some(modified) = release.modified()
        && compare(modified, date) == Ordering::Less
    {
        let what = format!("`{modified}` is before the date, `{date}`");
        let breach = Breach::new(pages::MODIFIED_EARLY, what).value(modified.to_string());
        said.about(Field::Modified, breach);
    }
}

/// An embargo ends when the release is published, or later.
pub(super) fn embargo(release: &Release<'_>, said: &mut Said<'_, '_>) {
    let date = release.date();
    if let Some(embargo) = release.embargo()
        && compare(embargo, date) == Ordering::Less
    {
        let what = format!("`{embargo}` is before the date, `{date}`, and holds nothing back");
        let breach = Breach::new(pages::EMBARGO_EARLY, what).value(embargo.to_string());
        said.about(Field::Embargo, breach);
    }
}

/// Which of two dates is earlier, as far as both are known.
fn compare(one: &Date, other: &Date) -> Ordering {
    if one.has_time() && other.has_time() {
        return one.first_instant().cmp(&other.first_instant());
    }
    let (one_local, other_local) = (one.first_local(), other.first_local());
    let by_year = one_local.year().cmp(&other_local.year());
    match one.precision().min(other.precision()) {
        Precision::Year => by_year,
        Precision::Month => by_year.then(one_local.month().cmp(&other_local.month())),
        _ => one_local.date().cmp(&other_local.date()),
    }
}
