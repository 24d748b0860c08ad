//! From the parts of a page to a draft, and what the page's facts imply.

use std::borrow::Cow;

use dateline_core::vocab::Vocabulary;
use dateline_core::{
    BodyType, Date, Dateline, DatelineDate, Draft, DraftPlace, Field, FieldPath, Finding,
    FindingKind, Text, WebAddress,
};

use crate::lines::{Lines, Span};
use crate::parts::Parts;

/// What the caller knows and wants.
#[derive(Clone, Debug)]
pub(crate) struct Options {
    pub(crate) address: String,
    pub(crate) infer: bool,
}

/// The draft that a page's parts make.
pub(crate) fn draft<'p>(
    text: &'p str,
    parts: &Parts,
    options: &'p Options,
    findings: &mut Vec<Finding>,
) -> Draft<'p> {
    let all = |spans: &[Span]| {
        spans
            .iter()
            .map(|span| Text::from(&text[span.clone()]))
            .collect()
    };
    let mut draft = Draft {
        kind: parts
            .kind
            .clone()
            .map(|kind| Text::from(&text[kind]))
            .unwrap_or_default(),
        title: Text::from(&text[parts.title.clone()]),
        url: Text::from(options.address.as_str()),
        sources: all(&parts.sources),
        fields_of_work: all(&parts.fields_of_work),
        ..Draft::default()
    };
    draft.places = parts
        .places
        .iter()
        .map(|place| DraftPlace {
            name: Text::from(&text[place.name.clone()]),
            qualifier: place
                .qualifier
                .clone()
                .map(|q| Text::from(&text[q]))
                .unwrap_or_default(),
            ..DraftPlace::default()
        })
        .collect();

    let body = &text[parts.body.clone()];
    if options.infer {
        draft.number = number(&options.address, findings);
    }
    draft.date = date(
        parts.date.clone().map(|date| &text[date]),
        body,
        options,
        findings,
    );
    if options.infer {
        draft.participating_states = states(text, parts, findings);
    }
    if body.is_empty() {
        let what = "the page ends behind its labels, without a text: it may be cut off".to_owned();
        findings.push(Finding::about(Field::Body, FindingKind::Hazard { what }));
    } else {
        draft.body = Text::from(with_line_feeds(body, findings));
        draft.body_type = Text::from(BodyType::Plain.name());
    }
    draft
}

/// The site's number, from the address that the caller gave.
fn number<'a>(address: &str, findings: &mut Vec<Finding>) -> Text<'a> {
    let address = WebAddress::parse(Text::from(address)).ok();
    let Some(number) = address.and_then(|address| address.osce_number()) else {
        return Text::default();
    };
    infer(Field::Number, number.to_string(), "the address", findings)
}

/// The date the page gives, else the one of the dateline, if that has a year.
fn date<'p>(
    given: Option<&'p str>,
    body: &str,
    options: &Options,
    findings: &mut Vec<Finding>,
) -> Text<'p> {
    let written = Dateline::parse(body).and_then(|dateline| dateline.date());
    let dateline = written.and_then(day);
    let Some(given) = given else {
        return match (dateline, written) {
            (Some(day), _) if options.infer => infer(Field::Date, day, "the dateline", findings),
            (None, Some(written)) => {
                let what = format!("`{written}` of the dateline gives no date: it has no year");
                findings.push(Finding::about(Field::Date, FindingKind::Loss { what }));
                Text::default()
            }
            _ => Text::default(),
        };
    };
    // A page writes `25 October 2016`; what is neither that nor a date is the check's to refuse.
    let spelled = DatelineDate::parse(given).and_then(day);
    let kept = spelled.map_or(Text::from(given), Text::from);
    let is_date = kept.parse::<Date>().is_ok();
    if is_date && kept != given {
        let (written, kept) = (given.to_owned(), kept.as_str().to_owned());
        findings.push(Finding::about(
            Field::Date,
            FindingKind::Normalized { written, kept },
        ));
    }
    if let Some(day) = dateline.filter(|_| is_date) {
        let common = kept.len().min(day.len());
        if kept.get(..common) != day.get(..common) {
            let (value, other) = (kept.as_str().to_owned(), format!("`{day}` of the dateline"));
            findings.push(Finding::about(
                Field::Date,
                FindingKind::Disagreement { value, other },
            ));
        }
    }
    kept
}

/// A day as the core writes it, if its year is known.
fn day(date: DatelineDate) -> Option<String> {
    Some(Date::day(date.year()?, date.month(), date.day())?.to_string())
}

/// The participating States that the places lie in, in order, each once.
fn states<'a>(text: &str, parts: &Parts, findings: &mut Vec<Finding>) -> Vec<Text<'a>> {
    let states = parts.states(text).into_iter().enumerate();
    let labels = states.map(|(index, (_, state))| {
        let path = FieldPath::of(Field::ParticipatingStates, index);
        infer(path, state.label().to_owned(), "the place", findings)
    });
    labels.collect()
}

fn infer<'a>(
    path: impl Into<FieldPath>,
    value: String,
    from: &'static str,
    findings: &mut Vec<Finding>,
) -> Text<'a> {
    let text = Text::from(value.clone());
    findings.push(Finding::about(path, FindingKind::Inferred { value, from }));
    text
}

/// The text with LF between its lines; borrowed where it has nothing else.
fn with_line_feeds<'p>(body: &'p str, findings: &mut Vec<Finding>) -> Cow<'p, str> {
    let Some(first) = memchr::memchr(b'\r', body.as_bytes()) else {
        return Cow::Borrowed(body);
    };
    let mut text = String::with_capacity(body.len());
    let windows = body[first..].starts_with("\r\n");
    let mut mixed = memchr::memchr(b'\n', &body.as_bytes()[..first]).is_some();
    let mut lines = Lines::new(body).peekable();
    while let Some(line) = lines.next() {
        text.push_str(line.text);
        let end = line.span().end;
        let Some(next) = lines
            .peek()
            .map_or(Some(body.len()), |next| Some(next.start))
        else {
            break;
        };
        let ending = &body[end..next];
        mixed |= !ending.is_empty() && ending != if windows { "\r\n" } else { "\r" };
        if !ending.is_empty() {
            text.push('\n');
        }
    }
    if mixed {
        let what = "line ends of more than one kind are kept as LF".to_owned();
        findings.push(Finding::about(Field::Body, FindingKind::Repair { what }));
    }
    Cow::Owned(text)
}
