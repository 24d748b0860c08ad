//! The zone of a time, by number and by name.

use std::sync::LazyLock;

use jiff::civil::DateTime;
use jiff::tz::{TimeZone, TimeZoneDatabase};

use super::super::offset_in;

/// The database that is built in, so that a date does not depend on the machine it is read on.
static DATABASE: LazyLock<TimeZoneDatabase> = LazyLock::new(TimeZoneDatabase::bundled);

/// What the name of a zone says.
#[derive(Clone, Debug)]
pub(super) enum Name {
    /// UTC, by one of its names: what is written behind it counts from it.
    Utc,
    /// Minutes east of UTC.
    Fixed(i16),
    /// A place, whose clocks change.
    Place(TimeZone),
    /// It could be any offset.
    Unknown,
}

impl Name {
    /// Looks up a name. The names of RFC 822 (section 5.1) have the offsets that it gives them, also
    /// where others use them too: `CST` is not China's. Other names have the offset of the tz
    /// database, if only one zone of it has the name today, or are the German ones. `IST` is in
    /// India, Ireland and Israel.
    pub(super) fn find(name: &str) -> Option<Self> {
        let upper = name.to_ascii_uppercase();
        Some(match upper.as_str() {
            "GMT" | "UT" | "UTC" | "Z" => Self::Utc,
            "EDT" | "AST" => Self::Fixed(-240),
            "EST" | "CDT" => Self::Fixed(-300),
            "CST" | "MDT" => Self::Fixed(-360),
            "MST" | "PDT" => Self::Fixed(-420),
            "PST" | "AKDT" => Self::Fixed(-480),
            "AKST" => Self::Fixed(-540),
            "HST" => Self::Fixed(-600),
            "SST" => Self::Fixed(-660),
            "NST" => Self::Fixed(-210),
            "NDT" => Self::Fixed(-150),
            "ADT" => Self::Fixed(-180),
            "WET" => Self::Fixed(0),
            "WEST" | "CET" | "MET" | "MEZ" | "BST" | "WAT" => Self::Fixed(60),
            "CEST" | "MEST" | "MESZ" | "EET" | "CAT" | "SAST" => Self::Fixed(120),
            "EEST" | "EAT" | "IDT" => Self::Fixed(180),
            "MSD" => Self::Fixed(240),
            "PKT" => Self::Fixed(300),
            "WIB" => Self::Fixed(420),
            "HKT" | "AWST" | "WITA" => Self::Fixed(480),
            "JST" | "KST" | "WIT" => Self::Fixed(540),
            "ACST" => Self::Fixed(570),
            "AEST" => Self::Fixed(600),
            "ACDT" => Self::Fixed(630),
            "AEDT" => Self::Fixed(660),
            "NZST" => Self::Fixed(720),
            "NZDT" => Self::Fixed(780),
            // Names that do not say whether it is summer.
            "AT" => return Self::place("America/Halifax"),
            "ET" => return Self::place("America/New_York"),
            "CT" => return Self::place("America/Chicago"),
            "MT" => return Self::place("America/Denver"),
            "PT" => return Self::place("America/Los_Angeles"),
            // Four hours from 2011 to 2014.
            "MSK" => return Self::place("Europe/Moscow"),
            "IST" => Self::Unknown,
            // RFC 822 had the signs of its letters wrong, so that nobody knows what is meant
            // (RFC 2822, section 4.3).
            letter if letter.len() == 1 && letter.bytes().all(|b| b.is_ascii_uppercase()) => {
                Self::Unknown
            }
            _ => return None,
        })
    }

    /// Looks up a name that is written in full and ends in `Time`. Those of the United States are
    /// known by their initials; `China Standard Time` has the initials of another one.
    pub(super) fn find_long(name: &str) -> Self {
        let mut words = name.split(' ');
        let american = ["Eastern", "Central", "Mountain", "Pacific"];
        let region = words.next().filter(|word| american.contains(word));
        let kind = ["Standard Time", "Daylight Time", "Time"]
            .iter()
            .find(|kind| {
                region
                    .and_then(|region| name.strip_prefix(region))
                    .is_some_and(|rest| rest.trim_start() == **kind)
            });
        let initials: String = name
            .split(' ')
            .filter_map(|word| word.chars().next())
            .collect();
        kind.and_then(|_| Self::find(&initials))
            .unwrap_or(Self::Unknown)
    }

    /// A zone of the tz database, such as `Europe/Vienna`.
    pub(super) fn place(name: &str) -> Option<Self> {
        match DATABASE.get(name) {
            Ok(zone) if zone.iana_name().is_some_and(is_utc) => Some(Self::Utc),
            Ok(zone) => Some(Self::Place(zone)),
            Err(_) => None,
        }
    }

    /// Minutes east of UTC at a local time; None where it is not certain.
    pub(super) fn offset(&self, local: DateTime) -> Option<i16> {
        match self {
            Self::Utc => Some(0),
            Self::Fixed(minutes) => Some(*minutes),
            Self::Place(zone) => offset_in(zone, local).ok(),
            Self::Unknown => None,
        }
    }
}

/// Whether a name is one that RFC 2822 has (section 4.3).
pub(super) fn is_of_rfc_2822(name: &str) -> bool {
    const NAMES: [&str; 11] = [
        "GMT", "UT", "Z", "EST", "EDT", "CST", "CDT", "MST", "MDT", "PST", "PDT",
    ];
    NAMES.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// Whether a word looks like the name of a zone that is not known: a few capitals.
pub(super) fn looks_like_name(word: &str) -> bool {
    (2..=6).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_uppercase())
}

fn is_utc(name: &str) -> bool {
    matches!(
        name,
        "UTC" | "Etc/UTC" | "Etc/GMT" | "Etc/UCT" | "Etc/Zulu" | "Etc/Universal" | "Etc/Greenwich"
    )
}

/// An offset by number.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Number {
    /// Minutes east of UTC.
    Minutes(i16),
    /// `-0000`: the offset is not known (RFC 2822, section 3.3).
    Unstated,
}

/// `-07:00`
pub(super) fn printed(minutes: i16) -> String {
    if minutes == 0 {
        return "Z".to_owned();
    }
    let sign = if minutes < 0 { '-' } else { '+' };
    let minutes = minutes.unsigned_abs();
    format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}
