//! Rules about what is read: language, encoding, markup, and text that is there twice.

use std::borrow::Cow;

use super::{Said, pages};
use crate::infer::{language_of_text, plain};
use crate::text::decoded_twice;
use crate::{Body, BodyType, Breach, Excerpt, Field, FieldPath, Release};

/// A summary that is shorter than that is too short to be the beginning of something.
const SHORTEST: usize = 20;

/// Tags that people do not write into plain text. `b` and `i` they do.
const TAGS: &[&str] = &[
    "a",
    "blockquote",
    "br",
    "div",
    "em",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "img",
    "li",
    "ol",
    "p",
    "span",
    "strong",
    "table",
    "td",
    "th",
    "tr",
    "ul",
];

/// Names of character references that are met in exports.
const REFERENCES: &[&str] = &[
    "amp", "apos", "gt", "hellip", "laquo", "ldquo", "lsquo", "lt", "mdash", "nbsp", "ndash",
    "quot", "raquo", "rdquo", "rsquo",
];

/// A title is a line as it is read aloud.
pub(super) fn title(release: &Release<'_>, said: &mut Said<'_, '_>) {
    let title = release.title();
    let what = if title.trim() == title {
        title.find("  ").map(|at| (at, "in the middle"))
    } else {
        Some((
            if title.trim_start() == title {
                title.trim_end().len()
            } else {
                0
            },
            "at an end",
        ))
    };
    if let Some((at, place)) = what {
        let what = match place {
            "at an end" => "the title has blanks at an end",
            _ => "the title has two blanks between words",
        };
        let breach = Breach::new(pages::TITLE_BLANKS, what).character(character(title, at));
        said.about(Field::Title, breach);
    }
    let letters = title.chars().filter(|c| c.is_alphabetic());
    let (count, small) = letters.fold((0, 0), |(count, small), c| {
        (count + 1, small + usize::from(!c.is_uppercase()))
    });
    if small == 0 && count >= 12 && title.split_whitespace().count() > 1 {
        let what = "the title is written in capitals throughout";
        said.about(
            Field::Title,
            Breach::new(pages::TITLE_CAPITALS, what).value(title),
        );
    }
    let words = title.trim_end().strip_suffix('.').unwrap_or_default();
    let last = words.rsplit(char::is_whitespace).next().unwrap_or_default();
    // `D.C.`, `Jr.` and three dots are no ends of sentences.
    if last.chars().count() > 3 && !last.contains('.') {
        let what = "the title ends with a full stop";
        let breach = Breach::new(pages::TITLE_STOP, what);
        said.about(
            Field::Title,
            breach.character(character(title, words.len())),
        );
    }
}

/// The language is the one that the text is written in.
pub(super) fn language(release: &Release<'_>, said: &mut Said<'_, '_>) {
    let Some(language) = release.language() else {
        return;
    };
    let (body, is_html) = release.body().map_or(("", false), |body| {
        (body.text(), body.kind() == BodyType::Html)
    });
    let summary = release.summary().unwrap_or_default();
    let Some(told) = language_of_text(summary, body, is_html) else {
        return;
    };
    let primary = |tag: &str| {
        let tag = tag
            .split('-')
            .next()
            .unwrap_or_default()
            .to_ascii_lowercase();
        // Moldovan is a former name of Romanian.
        if tag == "mo" { "ro".to_owned() } else { tag }
    };
    if primary(told) != primary(language.as_str()) {
        let what = format!(
            "`{}` is stated, and the text is in `{told}`",
            language.as_str()
        );
        let breach = Breach::new(pages::LANGUAGE_TEXT, what).value(language.as_str());
        said.about(Field::Language, breach);
    }
}

/// No text was damaged on its way.
pub(super) fn encoding(release: &Release<'_>, said: &mut Said<'_, '_>) {
    let mut look = |path: FieldPath, text: &str| {
        let broken = text.char_indices().find_map(|(at, c)| match c {
            '\u{FFFD}' => Some((at, "U+FFFD stands where bytes were no text".to_owned())),
            '\u{80}'..='\u{9F}' => {
                let code = u32::from(c);
                let what =
                    format!("U+{code:04X} is a control character, mostly a byte of Windows-1252");
                Some((at, what))
            }
            _ => None,
        });
        let twice = decoded_twice(text).and_then(|range| {
            let (at, shown) = (range.start, text.get(range)?);
            let shown = Excerpt(shown);
            Some((
                at,
                format!("`{shown}` looks like text that was decoded twice"),
            ))
        });
        let first = broken.into_iter().chain(twice).min_by_key(|(at, _)| *at);
        if let Some((at, what)) = first {
            let breach = Breach::new(pages::ENCODING, what);
            said.about(path, breach.character(character(text, at)));
        }
    };
    look(Field::Title.into(), release.title());
    for (index, place) in release.places().iter().enumerate() {
        look(
            FieldPath::of(Field::Places, index).part("name"),
            place.name(),
        );
    }
    for (index, source) in release.sources().iter().enumerate() {
        look(FieldPath::of(Field::Sources, index), source.label());
    }
    for (index, tag) in release.tags().iter().enumerate() {
        look(FieldPath::of(Field::Tags, index), tag.label());
    }
    look(Field::Summary.into(), release.summary().unwrap_or_default());
    look(Field::Body.into(), release.body().map_or("", Body::text));
}

/// Plain text has no markup.
pub(super) fn markup(release: &Release<'_>, said: &mut Said<'_, '_>) {
    let body = release.body().filter(|body| body.kind() == BodyType::Plain);
    let texts = [
        (Field::Title, release.title()),
        (Field::Summary, release.summary().unwrap_or_default()),
        (Field::Body, body.map_or("", Body::text)),
    ];
    for (field, text) in texts {
        if let Some((at, tag)) = tag(text) {
            let what = format!(
                "`{}` is a tag of HTML, and this is plain text",
                Excerpt(tag)
            );
            let hint = (field == Field::Body).then(|| "is `body_type` `text/html`?".to_owned());
            let breach = Breach::new(pages::PLAIN_TAGS, what).value(tag).hint(hint);
            said.about(field, breach.character(character(text, at)));
        }
        if let Some((at, reference)) = reference(text) {
            let what = format!("`{reference}` is a reference of HTML, and this is plain text");
            let breach = Breach::new(pages::PLAIN_REFERENCES, what).value(reference);
            said.about(field, breach.character(character(text, at)));
        }
    }
}

/// The first tag in a text, with its byte.
fn tag(text: &str) -> Option<(usize, &str)> {
    for at in memchr::memchr_iter(b'<', text.as_bytes()) {
        let inner = &text[at + 1..];
        let name = inner.strip_prefix('/').unwrap_or(inner);
        let end = name.find(|c: char| !c.is_ascii_alphanumeric());
        let name = name.get(..end?)?;
        if name.len() > 10 || !TAGS.contains(&name.to_ascii_lowercase().as_str()) {
            continue;
        }
        // What nothing ends is no tag, and neither is any behind it.
        let close = memchr::memchr(b'>', inner.as_bytes())?;
        let tag = &text[at..=at + 1 + close];
        let behind = inner[..close].trim_start_matches('/')[name.len()..]
            .chars()
            .next();
        if behind.is_none_or(|c| c.is_whitespace() || c == '/') && !tag[1..].contains('<') {
            return Some((at, tag));
        }
    }
    None
}

/// The first character reference in a text, with its byte.
fn reference(text: &str) -> Option<(usize, &str)> {
    memchr::memchr_iter(b'&', text.as_bytes()).find_map(|at| {
        let inner = plain::start(&text[at + 1..], 10);
        let (name, _) = inner.split_once(';')?;
        let is_number =
            name.strip_prefix('#')
                .is_some_and(|number| match number.strip_prefix(['x', 'X']) {
                    Some(digits) => {
                        !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_hexdigit())
                    }
                    None => !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()),
                });
        (is_number || REFERENCES.contains(&name)).then(|| (at, &text[at..at + name.len() + 2]))
    })
}

/// The summary says something that title and body do not say at the same place.
pub(super) fn summary(release: &Release<'_>, said: &mut Said<'_, '_>) {
    let Some(summary) = release.summary() else {
        return;
    };
    if same(summary, release.title()) {
        let what = "the summary is the title once more";
        said.about(Field::Summary, Breach::new(pages::SUMMARY_TITLE, what));
        return;
    }
    let Some(body) = release.body() else { return };
    let start = summary.trim().trim_end_matches(['.', '…']);
    let text = match body.kind() {
        BodyType::Plain => Cow::Borrowed(body.text()),
        BodyType::Html => Cow::Owned(plain::of_html(body.text(), 2 * start.len() + 400)),
    };
    let behind_dateline = said
        .dateline
        .as_ref()
        .map_or("", |dateline| dateline.body());
    if start.len() >= SHORTEST
        && [&*text, behind_dateline]
            .iter()
            .any(|text| begins(text, start))
    {
        let what = "the summary is the beginning of the body";
        said.about(Field::Summary, Breach::new(pages::SUMMARY_BODY, what));
    }
}

/// The characters of a text, each run of blanks as one.
fn folded(text: &str) -> impl Iterator<Item = char> {
    let mut was_blank = true;
    text.trim().chars().filter_map(move |c| {
        let is_blank = c.is_whitespace();
        let keep = !(is_blank && was_blank);
        was_blank = is_blank;
        keep.then_some(if is_blank { ' ' } else { c })
    })
}

fn same(one: &str, other: &str) -> bool {
    folded(one).eq(folded(other))
}

/// Whether a text begins with another, whatever blanks there are.
fn begins(text: &str, start: &str) -> bool {
    let mut text = folded(text);
    folded(start).all(|c| text.next() == Some(c))
}

/// A body has text, and text behind its dateline.
pub(super) fn body(release: &Release<'_>, said: &mut Said<'_, '_>) {
    let Some(body) = release.body() else { return };
    let what = match body.kind() {
        BodyType::Html if !plain::has_words(body.text()) => "the body has markup and no text",
        BodyType::Plain
            if said
                .dateline
                .as_ref()
                .is_some_and(|dateline| dateline.body().trim().is_empty()) =>
        {
            "the body has a dateline and no text behind it"
        }
        _ => return,
    };
    said.about(Field::Body, Breach::new(pages::BODY_EMPTY, what));
}

/// Which character of a text, from 1, stands at a byte.
fn character(text: &str, at: usize) -> usize {
    text.get(..at)
        .map_or(1, |before| before.chars().count() + 1)
}
