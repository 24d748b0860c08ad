//! From the parts of a page to a draft; what its facts imply, the core infers.

use std::borrow::Cow;

use dateline_core::{
    BodyType, Date, DatelineDate, Draft, DraftPlace, DraftTranslation, Field, Finding, FindingKind,
    Inference, Tag, Text, dateline_disagreement,
};

use crate::identity::Identity;
use crate::lines::{Lines, Span};
use crate::parts::Parts;
use crate::stated::Stated;

/// What is known of a page beside its text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Known<'p> {
    pub(crate) identity: &'p Identity,
    pub(crate) stated: &'p Stated,
    /// Whether facts are taken from others.
    pub(crate) infer: bool,
}

/// The draft that a page's parts make.
pub(crate) fn draft<'p>(
    text: &'p str,
    parts: &Parts,
    known: Known<'p>,
    findings: &mut Vec<Finding>,
) -> Draft<'p> {
    let Known {
        identity,
        stated,
        infer,
    } = known;
    let one = |span: &Option<Span>| span.clone().map(|span| &text[span]).unwrap_or_default();
    let all = |spans: &[Span]| {
        let texts = spans.iter().map(|span| Text::from(&text[span.clone()]));
        texts.collect::<Vec<_>>()
    };
    identity.report(findings);
    let mut draft = Draft {
        number: Text::from(one(&parts.number)),
        kind: first(one(&parts.kind), &stated.kind),
        title: first(&text[parts.title.clone()], &stated.title),
        modified: Text::from(stated.modified.as_str()),
        url: Text::from(identity.url.as_str()),
        sources: all(&parts.sources),
        fields_of_work: all(&parts.fields_of_work),
        participating_states: all(&parts.participating_states),
        partner_states: all(&parts.partner_states),
        ..Draft::default()
    };
    let tags = parts.tags.iter().map(|tag| &text[tag.clone()]);
    draft.tags = tags.map(tag).collect();
    draft.places = places(text, parts);
    let translations = stated.translations.iter();
    draft.translations = translations
        .map(|(language, url)| DraftTranslation {
            language: Text::from(language.as_str()),
            url: Text::from(url.as_str()),
        })
        .collect();
    let (summary, body) = (one(&parts.summary), joined(text, &parts.body));
    draft.summary = if summary.is_empty() {
        Text::from(stated.summary.as_str())
    } else {
        Text::from(with_line_feeds(
            Cow::Borrowed(summary),
            Field::Summary,
            findings,
        ))
    };

    draft.language = language(parts, known, findings);
    let shown = [one(&parts.date), stated.date.as_str()];
    draft.date = date(shown, findings);
    if body.is_empty() {
        if parts.has_body {
            let what = "the page ends below its head, without a text: it may be cut off".to_owned();
            findings.push(Finding::about(Field::Body, FindingKind::Hazard { what }));
        }
    } else {
        draft.body = Text::from(with_line_feeds(body, Field::Body, findings));
        draft.body_type = Text::from(BodyType::Plain.name());
    }
    if infer {
        // What an id is derived from must not hang on what a text looks like.
        let inference = Inference::default().language_by_text(false);
        inference.apply(&mut draft, findings);
    } else {
        findings.extend(dateline_disagreement(&draft));
    }
    draft
}

/// The first that says something.
fn first<'p>(shown: &'p str, stated: &'p str) -> Text<'p> {
    Text::from(if shown.is_empty() { stated } else { shown })
}

/// A category in the text form of a tag: one that reads as having a scheme has none all the same.
fn tag(label: &str) -> Text<'_> {
    let tag = Tag::new(Text::default(), Text::from(label));
    if tag.text() == label {
        return Text::from(label);
    }
    Text::from(tag.to_string())
}

/// The pieces of a text, joined by a line end; borrowed where it is one.
fn joined<'p>(text: &'p str, spans: &[Span]) -> Cow<'p, str> {
    match spans {
        [] => Cow::Borrowed(""),
        [one] => Cow::Borrowed(&text[one.clone()]),
        several @ [first, ..] => {
            let behind = &text[first.end..];
            // The line end of the page, so that it is not mistaken for one that has several kinds.
            let line_end = ["\r\n", "\r"].iter().find(|end| behind.starts_with(**end));
            let pieces: Vec<_> = several.iter().map(|span| &text[span.clone()]).collect();
            Cow::Owned(pieces.join(line_end.unwrap_or(&"\n")))
        }
    }
}

fn places<'p>(text: &'p str, parts: &Parts) -> Vec<DraftPlace<'p>> {
    let places = parts.places.iter().map(|place| DraftPlace {
        name: Text::from(&text[place.name.clone()]),
        qualifier: place
            .qualifier
            .clone()
            .map(|qualifier| Text::from(&text[qualifier]))
            .unwrap_or_default(),
        ..DraftPlace::default()
    });
    places.collect()
}

/// The language that the page names, else what its head states, else that of its labels.
fn language<'p>(parts: &Parts, known: Known<'p>, findings: &mut Vec<Finding>) -> Text<'p> {
    let shown = parts.language.as_ref();
    if let Some(named) = shown.filter(|language| language.named) {
        return Text::from(named.tag.clone());
    }
    if !known.stated.language.is_empty() {
        return Text::from(known.stated.language.as_str());
    }
    let Some(labels) = shown.filter(|_| known.infer) else {
        return Text::default();
    };
    let (value, from) = (labels.tag.clone(), "the labels of the page");
    let kind = FindingKind::Inferred { value, from };
    findings.push(Finding::about(Field::Language, kind));
    Text::from(labels.tag.clone())
}

/// The date the page shows, else the one its head states.
fn date<'p>([shown, stated]: [&'p str; 2], findings: &mut Vec<Finding>) -> Text<'p> {
    // A page writes `25 October 2016`; what is neither that nor a date is the check's to refuse.
    let spelled = DatelineDate::parse(shown).and_then(day);
    let kept = spelled.map_or(Text::from(shown), Text::from);
    let is_date = kept.parse::<Date>().is_ok();
    // What is stated may have the time as well.
    if kept.is_empty() || (is_date && stated.starts_with(kept.as_str())) {
        return Text::from(stated);
    }
    if is_date && kept != shown {
        let (written, kept) = (shown.to_owned(), kept.as_str().to_owned());
        let kind = FindingKind::Normalized { written, kept };
        findings.push(Finding::about(Field::Date, kind));
    }
    if is_date && !stated.is_empty() {
        let value = kept.as_str().to_owned();
        let other = format!("`{stated}` of the page's head");
        let kind = FindingKind::Disagreement { value, other };
        findings.push(Finding::about(Field::Date, kind));
    }
    kept
}

/// A day as the core writes it, if its year is known.
fn day(date: DatelineDate) -> Option<String> {
    Some(Date::day(date.year()?, date.month(), date.day())?.to_string())
}

/// The text with LF between its lines; borrowed where it has nothing else.
fn with_line_feeds<'p>(
    body: Cow<'p, str>,
    field: Field,
    findings: &mut Vec<Finding>,
) -> Cow<'p, str> {
    let Some(first) = memchr::memchr(b'\r', body.as_bytes()) else {
        return body;
    };
    let body = &*body;
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
        findings.push(Finding::about(field, FindingKind::Repair { what }));
    }
    Cow::Owned(text)
}
