//! How datelines are spelled.

use std::fmt;

use super::{DatelineDate, DatelinePlace, months};

/// A spelling of datelines: what a constant of it prints, before a text, is read back as the same
/// places and date (less what the form leaves out).
///
/// The constants are the spellings met in releases; others are made from them.
///
/// ```
/// use dateline_core::{DatelineDate, DatelineForm, DatelinePlace};
///
/// let places = [DatelinePlace::new("WARSAW", None), DatelinePlace::new("VIENNA", None)];
/// let date = DatelineDate::new(30, 6, Some(2012));
/// assert_eq!(DatelineForm::CURRENT.print(&places, date), "WARSAW/VIENNA, 30 June 2012 – ");
///
/// let spaced = DatelineForm { joiner: " / ", ..DatelineForm::DATE_LAST };
/// assert_eq!(spaced.print(&places, date), "WARSAW / VIENNA – 30 June 2012. ");
/// assert_eq!(DatelineForm::PLACE_ONLY.print(&places[..1], None), "WARSAW. ");
/// ```
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub struct DatelineForm<'a> {
    /// Between two places: `/`, ` / ` or `, `.
    pub joiner: &'a str,
    /// Between the places and the date: `, `, ` – ` or a blank.
    pub joint: &'a str,
    /// How the month is written.
    pub month: MonthStyle,
    /// How the year is written.
    pub year: YearStyle,
    /// The date word for word, where the two styles do not tell how it is written: in another
    /// language or order, `23 липня 2021 року`. It is printed only for the date that it says; any
    /// other is printed in the styles.
    pub written: Option<&'a str>,
    /// Between the date and the text, with the agency: ` – `, `- `, ` (OSCE)-- `.
    pub separator: &'a str,
}

/// How a dateline writes the month.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
pub enum MonthStyle {
    /// `October`
    #[default]
    Full,
    /// `OCTOBER`
    Upper,
    /// `Oct`
    Short,
}

/// How a dateline writes the year.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
pub enum YearStyle {
    /// `October 2016`
    #[default]
    Plain,
    /// `October, 2016`
    Comma,
    /// `October`
    Absent,
}

impl DatelineForm<'static> {
    /// `SKOPJE, 8 April 2011 – `, the usual form since 2011.
    pub const CURRENT: Self = Self {
        joiner: "/",
        joint: ", ",
        month: MonthStyle::Full,
        year: YearStyle::Plain,
        written: None,
        separator: " – ",
    };
    /// `DUSHANBE, 16 January 2013 –`, the text following at once.
    pub const EN_DASH_TIGHT: Self = Self {
        separator: " –",
        ..Self::CURRENT
    };
    /// `PRISTINA, 8 July 2021 — `, met since 2021.
    pub const EM_DASH: Self = Self {
        separator: " — ",
        ..Self::CURRENT
    };
    /// `WARSAW/VIENNA, 30 June – `
    pub const NO_YEAR: Self = Self {
        year: YearStyle::Absent,
        ..Self::CURRENT
    };
    /// `VIENNA, 18 June 1997- `, as listings show the releases to 2010.
    pub const HYPHEN: Self = Self {
        separator: "- ",
        ..Self::CURRENT
    };
    /// `PRISTINA, 9 January 2002 - `, as pages show the same releases.
    pub const HYPHEN_SPACED: Self = Self {
        separator: " - ",
        ..Self::CURRENT
    };
    /// `ERGNETI, 1 March 2018-`, the text following at once.
    pub const HYPHEN_TIGHT: Self = Self {
        separator: "-",
        ..Self::CURRENT
    };
    /// `BISHKEK, 12 April- `
    pub const HYPHEN_NO_YEAR: Self = Self {
        year: YearStyle::Absent,
        ..Self::HYPHEN
    };
    /// `WARSAW, 10 MAY 2002- `
    pub const HYPHEN_UPPER_MONTH: Self = Self {
        month: MonthStyle::Upper,
        ..Self::HYPHEN
    };
    /// `PRISTINA, 9 Apr 2012- `
    pub const HYPHEN_SHORT_MONTH: Self = Self {
        month: MonthStyle::Short,
        ..Self::HYPHEN
    };
    /// `COPENHAGEN, 12 February 1997-- `, the form of 1997 to 2000.
    pub const TWO_HYPHENS: Self = Self {
        separator: "-- ",
        ..Self::CURRENT
    };
    /// `ZAGREB, 17 October, 2000-- `
    pub const TWO_HYPHENS_COMMA_YEAR: Self = Self {
        year: YearStyle::Comma,
        ..Self::TWO_HYPHENS
    };
    /// `SARAJEVO, 9 August 2001 (OSCE)- `
    pub const AGENCY: Self = Self {
        separator: " (OSCE)- ",
        ..Self::CURRENT
    };
    /// `PRISTINA, 3 August 2001 (OSCE)-- `
    pub const AGENCY_TWO_HYPHENS: Self = Self {
        separator: " (OSCE)-- ",
        ..Self::CURRENT
    };
    /// `NEW YORK CITY, 28 September 2015 `, with nothing between date and text.
    pub const OPEN: Self = Self {
        separator: " ",
        ..Self::CURRENT
    };
    /// `BRUSSELS – 6 October 2020. `
    pub const DATE_LAST: Self = Self {
        joint: " – ",
        separator: ". ",
        ..Self::CURRENT
    };
    /// `Kyiv, Ukraine. `, to be printed without a date.
    pub const PLACE_ONLY: Self = Self {
        separator: ". ",
        ..Self::CURRENT
    };
    /// `SARAJEVO 30 December 2002`, a line of its own above the text.
    pub const LINE: Self = Self {
        joint: " ",
        separator: "",
        ..Self::CURRENT
    };
}

impl DatelineForm<'_> {
    /// Prints a dateline in this form. Without places, or without a date, there is no joint.
    #[must_use]
    pub fn print(&self, places: &[DatelinePlace<'_>], date: Option<DatelineDate>) -> String {
        Printed {
            form: self,
            places,
            date,
        }
        .to_string()
    }
}

impl Default for DatelineForm<'static> {
    fn default() -> Self {
        Self::CURRENT
    }
}

struct Printed<'a> {
    form: &'a DatelineForm<'a>,
    places: &'a [DatelinePlace<'a>],
    date: Option<DatelineDate>,
}

impl fmt::Display for Printed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let DatelineForm {
            joiner,
            joint,
            month,
            year,
            written,
            separator,
        } = *self.form;
        for (at, place) in self.places.iter().enumerate() {
            if at > 0 {
                f.write_str(joiner)?;
            }
            write!(f, "{place}")?;
        }
        if let Some(date) = self.date {
            if !self.places.is_empty() {
                f.write_str(joint)?;
            }
            match written.filter(|written| DatelineDate::parse(written) == Some(date)) {
                Some(written) => f.write_str(written)?,
                None => write_date(f, date, month, year)?,
            }
        }
        f.write_str(separator)
    }
}

/// Writes the date, the year only where there is one.
pub(super) fn write_date(
    f: &mut fmt::Formatter<'_>,
    date: DatelineDate,
    month: MonthStyle,
    year: YearStyle,
) -> fmt::Result {
    write!(f, "{} ", date.day)?;
    match month {
        MonthStyle::Full => f.write_str(months::name(date.month))?,
        MonthStyle::Upper => f.write_str(&months::name(date.month).to_uppercase())?,
        MonthStyle::Short => f.write_str(months::short_name(date.month))?,
    }
    match (date.year, year) {
        (Some(number), YearStyle::Plain) => write!(f, " {number}"),
        (Some(number), YearStyle::Comma) => write!(f, ", {number}"),
        (None, _) | (_, YearStyle::Absent) => Ok(()),
    }
}
