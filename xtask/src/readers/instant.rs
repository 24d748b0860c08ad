//! Instants of dates as releases write them, worked out apart from the program that is checked.

/// Nanoseconds since 1970-01-01T00:00:00Z.
pub(crate) type Instant = i128;

pub(crate) const SECOND: Instant = 1_000_000_000;

/// A date in W3CDTF (a profile of ISO 8601): how exactly it is known, and its first instant.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct When {
    pub(crate) precision: Precision,
    /// The first instant; a date without a time is taken in UTC.
    pub(crate) first: Instant,
    /// The first moment of the date on its own clocks.
    pub(crate) local: Instant,
}

#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) enum Precision {
    Year,
    Month,
    Day,
    Time,
}

/// Reads a date that a release states; none where it has no such form.
pub(crate) fn when(text: &str) -> Option<When> {
    let (day, time) = match text.split_once('T') {
        Some((day, time)) => (day, Some(time)),
        None => (text, None),
    };
    let mut parts = day.split('-');
    let year = parts.next()?.parse().ok()?;
    let month = parts.next().map(str::parse).transpose().ok()?;
    let of_month = parts.next().map(str::parse).transpose().ok()?;
    let precision = match (month, of_month, time) {
        (None, ..) => Precision::Year,
        (_, None, _) => Precision::Month,
        (_, _, None) => Precision::Day,
        _ => Precision::Time,
    };
    let days = days(year, month.unwrap_or(1), of_month.unwrap_or(1));
    let mut local = Instant::from(days) * 86_400 * SECOND;
    let mut first = local;
    if let Some(time) = time {
        let at = time.find(['Z', '+', '-'])?;
        let (clock, offset) = time.split_at(at);
        local += nanoseconds(clock)?;
        first = local;
        if let Some(east) = offset.strip_prefix('+') {
            first -= nanoseconds(east)?;
        } else if let Some(west) = offset.strip_prefix('-') {
            first += nanoseconds(west)?;
        }
    }
    Some(When {
        precision,
        first,
        local,
    })
}

/// `hh:mm`, `hh:mm:ss` or `hh:mm:ss.fff`.
fn nanoseconds(clock: &str) -> Option<Instant> {
    let (clock, fraction) = clock.split_once('.').unwrap_or((clock, ""));
    let mut seconds = 0;
    for (part, unit) in clock.split(':').zip([3_600, 60, 1]) {
        seconds += part.parse::<Instant>().ok()? * unit;
    }
    let fraction = format!("{fraction:0<9}").parse::<Instant>().ok()?;
    Some(seconds * SECOND + fraction)
}

/// Days since 1970-01-01 in the Gregorian calendar.
fn days(year: i64, month: i64, day: i64) -> i64 {
    // Years begin with March here, so that the day that comes and goes is the last of the year.
    let (year, month) = if month > 2 {
        (year, month - 3)
    } else {
        (year - 1, month + 9)
    };
    let leap = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    year * 365 + leap + (month * 153 + 2) / 5 + day - 1 - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(date: &str, seconds: Instant, nanoseconds: Instant) {
        let when = when(date).unwrap();
        assert_eq!(when.first, seconds * SECOND + nanoseconds);
    }

    #[test]
    fn instants() {
        check("1970", 0, 0);
        check("2016-10", 1_475_280_000, 0);
        check("2016-10-25", 1_477_353_600, 0);
        check("2016-10-25T14:30+02:00", 1_477_398_600, 0);
        check("2016-10-25T14:30:05.120-03:30", 1_477_418_405, 120_000_000);
        check("2000-02-29", 951_782_400, 0);
        check("0001-01-01", -62_135_596_800, 0);
        check(
            "9999-12-31T23:59:59.999999999Z",
            253_402_300_799,
            999_999_999,
        );
        assert_eq!(when("2016-10-25").unwrap().precision, Precision::Day);
        assert_eq!(when("x"), None);
    }
}
