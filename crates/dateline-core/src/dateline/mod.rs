//! The dateline: the places and the date with which a release opens.
//!
//! `read.rs` finds the dateline, `places.rs` takes its place part apart, `form.rs` spells it,
//! `date.rs` reads its date, and `months/` has the names of the months.

use std::fmt;

use crate::vocab::ParticipatingState;

use jiff::civil;

pub use self::form::{DatelineForm, MonthStyle, YearStyle};

mod date;
mod form;
pub(crate) mod months;
mod places;
mod read;
#[cfg(test)]
mod tests;

/// The dateline at the head of a text, word for word: its [`text`](Self::text) and its
/// [`body`](Self::body) put together are always the text that was parsed, and its date is a real
/// one.
///
/// It is a view: nothing is copied, and nothing is said that the text does not say. A head that is
/// not clearly a dateline is none.
///
/// ```
/// use dateline_core::Dateline;
///
/// let text = "VIENNA/THE HAGUE, 3 August 2001 (OSCE)-- Two offices wrote to each other.";
/// let dateline = Dateline::parse(text).ok_or("no dateline")?;
///
/// let places: Vec<_> = dateline.places().iter().map(|place| place.name()).collect();
/// assert_eq!(places, ["VIENNA", "THE HAGUE"]);
/// assert_eq!(dateline.date().ok_or("no date")?.to_string(), "3 August 2001");
/// assert_eq!(dateline.agency(), Some("OSCE"));
/// assert_eq!(dateline.separator(), " (OSCE)-- ");
/// assert_eq!(dateline.to_string() + dateline.body(), text);
///
/// assert!(Dateline::parse("In Vienna, 25 October 2016 was a day of rain.").is_none());
/// # Ok::<(), &'static str>(())
/// ```
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct Dateline<'a> {
    text: &'a str,
    body: &'a str,
    places: Vec<DatelinePlace<'a>>,
    date: Option<DatelineDate>,
    agency: Option<&'a str>,
    form: DatelineForm<'a>,
}

impl<'a> Dateline<'a> {
    /// Reads the dateline with which `text` opens, or nothing where it opens otherwise.
    ///
    /// Blanks before it are allowed. Of the text only the first 300 bytes are searched, so that
    /// a long one costs no more than a short one.
    ///
    /// A line that has only places and a date, as older pages put it above the text, is read too:
    ///
    /// ```
    /// use dateline_core::Dateline;
    ///
    /// let line = Dateline::parse("SARAJEVO 30 December 2002").ok_or("no dateline")?;
    /// assert_eq!(line.places()[0].name(), "SARAJEVO");
    /// # Ok::<(), &'static str>(())
    /// ```
    #[must_use]
    pub fn parse(text: &'a str) -> Option<Self> {
        read::dateline(text)
    }

    /// The dateline as it is written: from the start of the text, with the separator, up to the
    /// first word of the text proper.
    #[must_use]
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// The length of [`text`](Self::text) in bytes: where the text proper begins.
    #[must_use]
    #[expect(clippy::len_without_is_empty, reason = "a dateline is never empty")]
    pub fn len(&self) -> usize {
        self.text.len()
    }

    /// The text behind the dateline.
    #[must_use]
    pub fn body(&self) -> &'a str {
        self.body
    }

    /// The places, in order. There are none in a dateline that has only a date.
    #[must_use]
    pub fn places(&self) -> &[DatelinePlace<'a>] {
        &self.places
    }

    /// The date, where there is one.
    #[must_use]
    pub fn date(&self) -> Option<DatelineDate> {
        self.date
    }

    /// Who sent it, where that is said between date and text: `OSCE` of `(OSCE)` or `/OSCE/`.
    #[must_use]
    pub fn agency(&self) -> Option<&'a str> {
        self.agency
    }

    /// Everything between the date (the places, where there is no date) and the first word of the
    /// text proper: dashes, blanks, and the agency with its brackets.
    #[must_use]
    pub fn separator(&self) -> &'a str {
        self.form.separator
    }

    /// How the dateline is spelled. Printing [`places`](Self::places) and [`date`](Self::date) in
    /// this form gives [`text`](Self::text) again; what a form cannot tell (blanks before the
    /// dateline, two blanks between places, joints that vary) is regular then.
    #[must_use]
    pub fn form(&self) -> DatelineForm<'a> {
        self.form
    }
}

impl fmt::Display for Dateline<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.text)
    }
}

/// A place of a dateline, as it is written there: one name without a comma, and what qualifies it.
///
/// A place written in two languages, such as `PRISHTINË/PRIŠTINA`, is one place and keeps its
/// slash.
///
/// ```
/// use dateline_core::{Dateline, DatelinePlace};
///
/// let dateline = Dateline::parse("OSH, Kyrgyzstan, 9 June 2010 - A course began.");
/// assert_eq!(
///     dateline.as_ref().map(Dateline::places),
///     Some(&[DatelinePlace::new("OSH", Some("Kyrgyzstan"))][..]),
/// );
/// ```
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub struct DatelinePlace<'a> {
    name: &'a str,
    qualifier: Option<&'a str>,
}

impl<'a> DatelinePlace<'a> {
    /// A place to be printed. Nothing is checked: what is not written like a place is not read
    /// back as one.
    #[must_use]
    pub const fn new(name: &'a str, qualifier: Option<&'a str>) -> Self {
        Self { name, qualifier }
    }

    /// The name.
    #[must_use]
    pub const fn name(&self) -> &'a str {
        self.name
    }

    /// The country, region or district behind the name.
    #[must_use]
    pub const fn qualifier(&self) -> Option<&'a str> {
        self.qualifier
    }

    /// The participating State the place lies in, where its qualifier or the vocabulary says.
    #[must_use]
    pub fn state(&self) -> Option<ParticipatingState> {
        crate::place::state(self.name, self.qualifier)
    }

    /// Takes a line of places apart as a dateline's are; nothing where it is no such line.
    ///
    /// ```
    /// use dateline_core::DatelinePlace;
    ///
    /// let names = |line| -> Vec<&str> {
    ///     DatelinePlace::all_of(line).iter().flatten().map(|place| place.name()).collect()
    /// };
    /// assert_eq!(names("VIENNA/WARSAW"), ["VIENNA", "WARSAW"]);
    /// assert_eq!(names("PRISHTINË/PRIŠTINA"), ["PRISHTINË/PRIŠTINA"]);
    /// assert_eq!(names("OSH, Kyrgyzstan"), ["OSH"]);
    /// ```
    #[must_use]
    pub fn all_of(line: &'a str) -> Option<Vec<Self>> {
        places::read(line).map(|(places, ..)| places)
    }
}

impl fmt::Display for DatelinePlace<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)?;
        self.qualifier
            .map_or(Ok(()), |qualifier| write!(f, ", {qualifier}"))
    }
}

/// A real day of the calendar, in a year from 1900 to 2199 or in a year that is not said.
///
/// 30 February is never one; 29 February is one in a leap year, and where no year is said.
///
/// ```
/// use dateline_core::DatelineDate;
///
/// let date = DatelineDate::parse("25 Oct 2016").ok_or("no date")?;
/// assert_eq!((date.day(), date.month(), date.year()), (25, 10, Some(2016)));
/// assert_eq!(date.to_string(), "25 October 2016");
/// assert_eq!(DatelineDate::new(29, 2, Some(2015)), None);
/// # Ok::<(), &'static str>(())
/// ```
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub struct DatelineDate {
    day: u8,
    month: u8,
    year: Option<u16>,
}

impl DatelineDate {
    /// The day, if there is such a day.
    #[must_use]
    pub fn new(day: u8, month: u8, year: Option<u16>) -> Option<Self> {
        const LEAP: u16 = 2000;
        let within = year.is_none_or(|year| (1900..2200).contains(&year));
        let (in_year, in_month) = (i16::try_from(year.unwrap_or(LEAP)), i8::try_from(month));
        let real = civil::Date::new(in_year.ok()?, in_month.ok()?, i8::try_from(day).ok()?).is_ok();
        (within && real).then_some(Self { day, month, year })
    }

    /// Reads a text that is a date and nothing else, as pages and listings have it beside a title:
    /// `25 October 2016`, in any spelling and any of the languages that a dateline may have.
    ///
    /// ```
    /// use dateline_core::DatelineDate;
    ///
    /// let date = DatelineDate::new(23, 7, Some(2021));
    /// assert_eq!(DatelineDate::parse("23 липня 2021 року"), date);
    /// assert_eq!(DatelineDate::parse("2021 жылғы 23 шілде"), date);
    /// assert_eq!(DatelineDate::parse("July 23, 2021"), date);
    /// ```
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let reading = date::Reading::at_front(text.trim())?;
        // `25. oktobar 2016.` has a full stop behind its year.
        matches!(reading.rest, "" | ".").then_some(reading.date)
    }

    /// The day of the month, from 1.
    #[must_use]
    pub const fn day(self) -> u8 {
        self.day
    }

    /// The month, from 1.
    #[must_use]
    pub const fn month(self) -> u8 {
        self.month
    }

    /// The year, where it is said.
    #[must_use]
    pub const fn year(self) -> Option<u16> {
        self.year
    }
}

impl fmt::Display for DatelineDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        form::write_date(f, *self, MonthStyle::Full, YearStyle::Plain)
    }
}

/// The month, from 1 to 12, that `word` names in a language of datelines.
pub(crate) fn month_named(word: &str) -> Option<u8> {
    months::find(word).map(|(month, _)| month)
}
