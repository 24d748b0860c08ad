//! The one form in which everything is said: by readers, the check, writers and linters.

use std::fmt;

use crate::{Fault, FieldPath, Finding, Fix, Level, Position, Violation};

/// One thing that is wrong with an input, or that deserves saying of it. Which input, and how it
/// is printed, is known to whoever prints it.
///
/// ```
/// use dateline_core::{Diagnostic, Draft, Field, Level, Release};
///
/// let draft = Draft { title: "Water talks".into(), date: "25.10.16".into(), ..Draft::default() };
/// let violations = Release::try_from(draft).unwrap_err();
/// let diagnostic = Diagnostic::from(violations.iter().next().unwrap());
/// assert_eq!(diagnostic.rule, "release.date");
/// assert_eq!(diagnostic.level, Level::Error);
/// assert_eq!(diagnostic.field, Some(Field::Date.into()));
/// assert_eq!(diagnostic.value.as_deref(), Some("25.10.16"));
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Diagnostic {
    /// The rule that it is about: the [`id`](crate::Rule::id) of a [`Rule`](crate::Rule).
    pub rule: &'static str,
    /// How grave it is.
    pub level: Level,
    /// What was expected and what was found, without the place, the field and the hint.
    pub message: String,
    /// Where it stands.
    pub spot: Option<Spot>,
    /// The record that it is about, from 1.
    pub record: Option<u64>,
    /// The id of the release that it is about, where it is known.
    pub id: Option<String>,
    /// The field of the release that it is about.
    pub field: Option<FieldPath>,
    /// What was found: the first 200 characters.
    pub value: Option<String>,
    /// What was expected in its place, in a few words.
    pub expected: Option<String>,
    /// What may have been meant, or what to do.
    pub hint: Option<String>,
    /// A mend that is certain.
    pub fix: Option<Fix>,
}

/// Where something stands in an input.
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Spot {
    /// Its first character.
    pub position: Position,
    /// Behind its last character, where that is known.
    pub end: Option<Position>,
    /// The place as its format names it: `column "date"`, `$[12].places[0].name`,
    /// `rss/channel/item[3]/pubDate`, `label "Date"`; empty where the format has no name for it.
    pub path: String,
}

/// A place without a name.
impl From<Position> for Spot {
    fn from(position: Position) -> Self {
        Self {
            position,
            ..Self::default()
        }
    }
}

impl Diagnostic {
    /// Something about a rule, and nothing more yet.
    #[must_use]
    pub fn new(rule: &'static str, level: Level, message: impl Into<String>) -> Self {
        Self {
            rule,
            level,
            message: message.into(),
            spot: None,
            record: None,
            id: None,
            field: None,
            value: None,
            expected: None,
            hint: None,
            fix: None,
        }
    }

    /// An error of a reader.
    #[must_use]
    pub fn of_fault(fault: &dyn Fault) -> Self {
        let mut message = fault.to_string();
        let mut cause = fault.source();
        while let Some(error) = cause {
            message = format!("{message}: {error}");
            cause = error.source();
        }
        Self {
            spot: Some(Spot {
                position: fault.position(),
                end: None,
                path: fault.name().unwrap_or_default().to_owned(),
            }),
            ..Self::new(fault.rule(), Level::Error, message)
        }
    }

    /// The same, at a place.
    #[must_use]
    pub fn at(self, spot: Spot) -> Self {
        Self {
            spot: Some(spot),
            ..self
        }
    }

    /// Where it begins.
    #[must_use]
    pub fn position(&self) -> Option<Position> {
        self.spot.as_ref().map(|spot| spot.position)
    }
}

/// What it is about, what it says, and the hint: all but the place.
impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.field, &self.spot) {
            (Some(field), _) => write!(f, "{field}: ")?,
            (None, Some(spot)) if !spot.path.is_empty() => write!(f, "{}: ", spot.path)?,
            _ => {}
        }
        f.write_str(&self.message)?;
        if let Some(hint) = &self.hint {
            write!(f, "; {hint}")?;
        }
        Ok(())
    }
}

impl From<&Violation> for Diagnostic {
    fn from(violation: &Violation) -> Self {
        let (value, what) = (violation.value(), violation.what());
        Self {
            field: Some(violation.path()),
            value: (!value.is_empty()).then(|| value.to_owned()),
            expected: Some(Violation::expected(&what).to_owned()),
            hint: violation
                .suggestion()
                .map(|meant| format!("did you mean `{meant}`?")),
            ..Self::new(violation.problem().rule(), Level::Error, what)
        }
    }
}

impl From<&Finding> for Diagnostic {
    fn from(finding: &Finding) -> Self {
        Self {
            field: finding.path,
            value: finding.kind.value().map(str::to_owned),
            hint: finding.kind.hint(),
            spot: finding.position.map(Spot::from),
            ..Self::new(finding.kind.rule(), finding.level(), finding.kind.what())
        }
    }
}
