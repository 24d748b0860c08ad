//! When an entry was last changed, as Atom asks for it: an instant, and one that no other entry of
//! the feed has.
//!
//! Releases have days more often than instants, and the validator warns of entries that changed
//! together (rule A7). So the second is the release's own, and its fraction is made of the id: the
//! same in every run, another for every entry. The true dates stand in `dcterms:modified` and
//! `dcterms:issued`.

use dateline_core::{Date, Precision, Release};
use jiff::SignedDuration;
use jiff::civil::DateTime;

/// The text of `atom:updated` of a release, as its entry has it.
///
/// It is the second of `modified`, else of `date`, in UTC, with nine digits made of the id behind
/// it. That makes two entries of one second distinct, but for one pair of a thousand million: among
/// a thousand releases of one day, two have the same once in two thousand feeds. Whoever puts
/// entries together into one feed can compare these texts; [`Writer`](super::Writer) does.
///
/// ```
/// use dateline_core::{Draft, Release};
///
/// let release = |id: &'static str| {
///     let draft = Draft {
///         id: id.into(),
///         title: "Water talks".into(),
///         date: "2016-10-25T14:30+02:00".into(),
///         ..Draft::default()
///     };
///     Release::try_from(draft)
/// };
/// let (one, other) = (release("tag:a.example,2016:1")?, release("tag:a.example,2016:2")?);
/// let updated = dateline_xml::atom::updated(&one);
/// assert!(updated.starts_with("2016-10-25T12:30:00.") && updated.ends_with('Z'));
/// assert_ne!(updated, dateline_xml::atom::updated(&other));
/// # Ok::<(), dateline_core::Violations>(())
/// ```
#[must_use]
pub fn updated(release: &Release<'_>) -> String {
    of(release.modified().unwrap_or(release.date()), release.id())
}

/// The same, for a release of this id that was last changed then.
fn of(changed: &Date, id: &str) -> String {
    format!("{}.{:09}Z", second(changed), fraction(id))
}

/// An instant with seconds and offset (RFC 3339), for a date of a day or better.
pub(super) fn instant(date: &Date) -> Option<String> {
    match date.precision() {
        Precision::Year | Precision::Month => None,
        Precision::Day => Some(format!("{}Z", second(date))),
        Precision::Minute => {
            let text = date.to_string();
            let (minute, offset) = text.split_at_checked("2016-10-25T14:30".len())?;
            Some(format!("{minute}:00{offset}"))
        }
        Precision::Second | Precision::Fraction(_) => Some(date.to_string()),
    }
}

/// The first second of a date, in UTC where a calendar has it, without the `Z`.
pub(super) fn second(date: &Date) -> String {
    const EPOCH: DateTime = DateTime::constant(1970, 1, 1, 0, 0, 0, 0);
    let instant = date.first_instant();
    // Whole seconds are counted towards 1970, and the second of an instant before it is the earlier.
    let seconds = instant.as_secs() - i64::from(instant.subsec_nanos() < 0);
    let utc = EPOCH.checked_add(SignedDuration::from_secs(seconds));
    let utc = utc.ok().filter(|utc| utc.year() > 0);
    let local = date.first_local();
    let local = DateTime::constant(
        local.year(),
        local.month(),
        local.day(),
        local.hour(),
        local.minute(),
        local.second(),
        0,
    );
    utc.unwrap_or(local).to_string()
}

/// Nanoseconds made of the id: FNV-1a, which is short and the same everywhere.
fn fraction(id: &str) -> u64 {
    const BASIS: u64 = 0xCBF2_9CE4_8422_2325;
    const PRIME: u64 = 0x0100_0000_01B3;
    let hash = id.bytes().fold(BASIS, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(PRIME)
    });
    hash % 1_000_000_000
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(date: &str, expected: &str) {
        let date: Date = date.parse().unwrap();
        let written = of(&date, "a");
        assert_eq!(written, format!("{expected}.{:09}Z", fraction("a")));
        assert_ne!(written, of(&date, "b"));
    }

    #[test]
    fn the_second_is_the_dates_own() {
        check("2016", "2016-01-01T00:00:00");
        check("2016-10-25", "2016-10-25T00:00:00");
        check("2016-10-25T14:30+02:00", "2016-10-25T12:30:00");
        check("2016-10-25T14:30:05.9Z", "2016-10-25T14:30:05");
        check("0001-01-02", "0001-01-02T00:00:00");
        check("9999-12-31T23:59:59Z", "9999-12-31T23:59:59");
    }

    #[test]
    fn instants_need_a_day() {
        let of = |date: &str| instant(&date.parse().unwrap());
        assert_eq!(of("2016-10"), None);
        assert_eq!(of("2016-10-25").as_deref(), Some("2016-10-25T00:00:00Z"));
        let (minute, second) = ("2016-10-25T14:30-03:30", "2016-10-25T14:30:00-03:30");
        assert_eq!(of(minute).as_deref(), Some(second));
        assert_eq!(of(second).as_deref(), Some(second));
        assert_eq!(
            of("2016-10-25T14:30:05.90Z").as_deref(),
            Some("2016-10-25T14:30:05.90Z")
        );
    }
}
