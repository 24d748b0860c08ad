//! What a feed validator will not be content with, though it is what the release says.
//!
//! The list is closed: such text is written unaltered, each time with a warning. The W3C's validator
//! guesses at these from the text alone (rules R5, R7 and R8 of `rss/rules.rs`), so nothing that is
//! written differently would help.

use crate::rss::date::is_early;
use dateline_core::text::decoded_twice;
use dateline_core::{BodyType, Channel, Excerpt, Field, FieldPath, Finding, FindingKind, Release};

/// The longest feed that the validator reads (rule R2).
pub(crate) const MOST_BYTES: u64 = 5_000_000;

/// What stands where bytes were no text.
const UNREAD: char = '\u{FFFD}';

/// Reports every hazard of a release, in the order of the fields.
pub(crate) fn of_release(release: &Release<'_>, findings: &mut Vec<Finding>) {
    let mut find = |path: FieldPath, what: Option<String>| {
        findings.extend(what.map(|what| Finding::about(path, FindingKind::Hazard { what })));
    };
    let mut text = |path: FieldPath, text: &str, is_plain: bool| {
        find(path, characters(text));
        find(path, double_decoded(text));
        find(path, tags(text).filter(|_| is_plain));
    };
    text(Field::Id.into(), release.id(), false);
    if let Some(kind) = release.kind() {
        text(Field::Kind.into(), kind.label(), false);
    }
    text(Field::Title.into(), release.title(), true);
    for (index, place) in release.places().iter().enumerate() {
        text(FieldPath::of(Field::Places, index), place.name(), false);
        text(
            FieldPath::of(Field::Places, index),
            place.qualifier().unwrap_or_default(),
            false,
        );
    }
    for (index, source) in release.sources().iter().enumerate() {
        text(FieldPath::of(Field::Sources, index), source.label(), false);
    }
    for (index, term) in release.fields_of_work().iter().enumerate() {
        text(
            FieldPath::of(Field::FieldsOfWork, index),
            term.label(),
            true,
        );
    }
    for (index, term) in release.participating_states().iter().enumerate() {
        text(
            FieldPath::of(Field::ParticipatingStates, index),
            term.label(),
            true,
        );
    }
    for (index, term) in release.partner_states().iter().enumerate() {
        text(
            FieldPath::of(Field::PartnerStates, index),
            term.label(),
            true,
        );
    }
    for (index, tag) in release.tags().iter().enumerate() {
        text(FieldPath::of(Field::Tags, index), tag.label(), true);
        text(
            FieldPath::of(Field::Tags, index),
            tag.scheme().unwrap_or_default(),
            false,
        );
    }
    text(
        Field::Summary.into(),
        release.summary().unwrap_or_default(),
        false,
    );
    if let Some(body) = release.body() {
        let (path, text) = (Field::Body.into(), body.text());
        find(
            path,
            match body.kind() {
                BodyType::Plain => characters(text),
                // Of HTML the others are cleaned away.
                BodyType::Html => text.contains(UNREAD).then(|| character(UNREAD)),
            },
        );
        find(path, double_decoded(text));
    }
    if let Some(tag) = release.language() {
        find(Field::Language.into(), language(tag.as_str()));
    }
    for (index, translation) in release.translations().iter().enumerate() {
        let path = FieldPath::of(Field::Translations, index).part("language");
        find(path, language(translation.language().as_str()));
    }
    // The date itself moves to an element that the validator does not compare.
    if let Some(modified) = release.modified().filter(|date| is_early(date)) {
        let what = format!("a feed validator may warn of the date `{modified}`, before 1990");
        find(Field::Modified.into(), Some(what));
    }
}

/// Reports that a release is dated before 1990, where its date stands in an element that the
/// validator compares.
pub(crate) fn of_early_date(release: &Release<'_>, findings: &mut Vec<Finding>) {
    let date = release.date();
    if is_early(date) {
        let what = format!("a feed validator may warn of the date `{date}`, before 1990");
        findings.push(Finding::about(Field::Date, FindingKind::Hazard { what }));
    }
}

/// Reports that an entry changed at the same instant as another of its feed (rule A7).
pub(crate) fn of_updated(release: &Release<'_>, updated: &str, findings: &mut Vec<Finding>) {
    let field = match release.modified() {
        Some(_) => Field::Modified,
        None => Field::Date,
    };
    let what = format!(
        "a feed validator may warn that another entry was also updated at `{updated}`, which is \
         made of this date and of the id"
    );
    findings.push(Finding::about(field, FindingKind::Hazard { what }));
}

/// Reports every hazard of the facts about a channel.
pub(crate) fn of_facts(channel: &Channel, findings: &mut Vec<Finding>) {
    let mut text = |fact: &str, text: &str| {
        for what in [characters(text), double_decoded(text), tags(text)]
            .into_iter()
            .flatten()
        {
            let what = format!("the channel's {fact}: {what}");
            findings.push(Finding::general(FindingKind::Hazard { what }));
        }
    };
    text("title", channel.title());
    text("description", channel.description());
    text("rights", channel.rights().unwrap_or_default());
    if let Some(what) = language(channel.language().as_str()) {
        let what = format!("the channel's language: {what}");
        findings.push(Finding::general(FindingKind::Hazard { what }));
    }
}

/// Reports that a feed has more bytes than the validator reads.
pub(crate) fn of_length(bytes: u64, findings: &mut Vec<Finding>) {
    if bytes > MOST_BYTES {
        let what =
            format!("the feed has {bytes} bytes; feed validators read no more than {MOST_BYTES}");
        findings.push(Finding::general(FindingKind::Remark { what }));
    }
}

/// What a validator guesses of a text that is no markup, if anything.
pub(crate) fn of_text(text: &str) -> Option<String> {
    characters(text).or_else(|| double_decoded(text))
}

fn language(tag: &str) -> Option<String> {
    let primary = tag.split('-').next()?;
    primary
        .eq_ignore_ascii_case("cnr")
        .then(|| format!("a feed validator may not know the language `{tag}`"))
}

/// C1 controls, U+007F, U+FFFD and noncharacters.
fn characters(text: &str) -> Option<String> {
    // They begin with one of these bytes, or end with 0xBF and another in a plane of its own. Most
    // text has none of either.
    let bytes = text.as_bytes();
    let mut begun = memchr::memchr3_iter(0x7F, 0xC2, 0xEF, bytes);
    let mut ended = memchr::memchr_iter(0xBF, bytes).filter_map(|at| at.checked_sub(2));
    let found = |at: usize| {
        let c = text.get(at..)?.chars().next()?;
        let suspicious = matches!(c, '\u{7F}'..='\u{9F}' | '\u{FFFD}' | '\u{FDD0}'..='\u{FDEF}')
            || u32::from(c) & 0xFFFE == 0xFFFE;
        suspicious.then_some((at, c))
    };
    let first = begun.find_map(found);
    let (_, c) = first.into_iter().chain(ended.find_map(found)).min()?;
    Some(character(c))
}

fn character(c: char) -> String {
    let code = u32::from(c);
    format!("a feed validator may warn of the character U+{code:04X}")
}

/// UTF-8 that was taken for Latin-1 or Windows-1252 and encoded again.
fn double_decoded(text: &str) -> Option<String> {
    decoded_twice(text).map(|(_, shown)| {
        format!(
            "a feed validator may warn of `{}`, which looks like text decoded twice",
            Excerpt(shown)
        )
    })
}

/// Words in angle brackets.
fn tags(text: &str) -> Option<String> {
    for at in memchr::memchr_iter(b'<', text.as_bytes()) {
        let rest = &text[at..];
        let name = rest[1..].strip_prefix('/').unwrap_or(&rest[1..]);
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        // No later `<` closes what this one does not.
        let end = memchr::memchr(b'>', rest.as_bytes())?;
        return Some(format!(
            "a feed validator may take `{}` for a tag, and no tags belong in plain text",
            Excerpt(&rest[..=end])
        ));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let found = [characters(text), double_decoded(text), tags(text)];
        assert_eq!(
            found.into_iter().flatten().collect::<Vec<_>>().join("; "),
            expected
        );
    }

    #[test]
    fn ordinary_text_is_no_hazard() {
        for text in [
            "",
            "a < b > c",
            "Željko, Ünal & Öğüt",
            "Â",
            "château",
            "“â”",
            "5 <6>",
            "🕊",
            "»Ü«",
        ] {
            check(text, "");
        }
    }

    #[test]
    fn what_a_validator_guesses_at() {
        check(
            "a\u{85}b",
            "a feed validator may warn of the character U+0085",
        );
        check(
            "a\u{7f}",
            "a feed validator may warn of the character U+007F",
        );
        check(
            "\u{FFFD}",
            "a feed validator may warn of the character U+FFFD",
        );
        check(
            "\u{1FFFE}",
            "a feed validator may warn of the character U+1FFFE",
        );
        check(
            "caf\u{C3}\u{A9}",
            "a feed validator may warn of `Ã©`, which looks like text decoded twice",
        );
        check(
            "it\u{E2}€™s",
            "a feed validator may warn of `â€™`, which looks like text decoded twice",
        );
        check(
            "the <em>new</em>",
            "a feed validator may take `<em>` for a tag, and no tags belong in plain text",
        );
        assert_eq!(
            language("cnr-Latn").as_deref(),
            Some("a feed validator may not know the language `cnr-Latn`")
        );
        assert_eq!(language("sr"), None);
    }
}
