//! What a feed validator will not be content with, though it is what the release says.
//!
//! The list is closed: such text is written unaltered, each time with a warning. The W3C's validator
//! guesses at these from the text alone (rules R5, R7 and R8 of `rss/rules.rs`), so nothing that is
//! written differently would help.

use crate::rss::date::is_early;
use dateline_core::text::{ByteClass, ByteKind, ByteKinds, decoded_twice, tag_in_text};
use dateline_core::vocab::Vocabulary;
use dateline_core::{
    Body, BodyType, Channel, Excerpt, Field, FieldPath, Finding, FindingKind, Release, Source, Term,
};

/// The longest feed that the validator reads (rule R2).
pub(crate) const MOST_BYTES: u64 = 5_000_000;

/// What stands where bytes were no text.
const UNREAD: char = '\u{FFFD}';

/// Reports every hazard of a release, in the order of the fields. What the vocabularies say is none.
/// `bytes` is what bytes the body has.
pub(crate) fn of_release(release: &Release<'_>, bytes: ByteKinds, findings: &mut Vec<Finding>) {
    let mut texts = Texts { findings };
    texts.words(|| Field::Id.into(), release.id());
    if let Some(kind) = release.kind().filter(|kind| kind.listed().is_none()) {
        texts.words(|| Field::Kind.into(), kind.label());
    }
    texts.plain(|| Field::Title.into(), release.title());
    for (index, place) in release.places().iter().enumerate() {
        let path = || FieldPath::of(Field::Places, index);
        texts.words(path, place.name());
        texts.words(path, place.qualifier().unwrap_or_default());
    }
    for (index, source) in release.sources().iter().enumerate() {
        if !matches!(source, Source::Structure(_) | Source::FieldOperation(_)) {
            texts.words(|| FieldPath::of(Field::Sources, index), source.label());
        }
    }
    texts.terms(Field::FieldsOfWork, release.fields_of_work());
    texts.terms(Field::ParticipatingStates, release.participating_states());
    texts.terms(Field::PartnerStates, release.partner_states());
    for (index, tag) in release.tags().iter().enumerate() {
        let path = || FieldPath::of(Field::Tags, index);
        texts.plain(path, tag.label());
        texts.words(path, tag.scheme().unwrap_or_default());
    }
    texts.words(
        || Field::Summary.into(),
        release.summary().unwrap_or_default(),
    );
    if let Some(body) = release.body() {
        texts.body(body, bytes);
    }
    if let Some(tag) = release.language() {
        texts.find(|| Field::Language.into(), language(tag.as_str()));
    }
    for (index, translation) in release.translations().iter().enumerate() {
        texts.find(
            || FieldPath::of(Field::Translations, index).part("language"),
            language(translation.language().as_str()),
        );
    }
    // The date itself moves to an element that the validator does not compare.
    if let Some(modified) = release.modified().filter(|date| is_early(date)) {
        let what = format!("a feed validator may warn of the date `{modified}`, before 1990");
        texts.find(|| Field::Modified.into(), Some(what));
    }
}

/// Looks at texts, and adds what it finds.
struct Texts<'f> {
    findings: &'f mut Vec<Finding>,
}

impl Texts<'_> {
    /// A text that readers may take for HTML: all hazards.
    fn plain(&mut self, path: impl Fn() -> FieldPath, text: &str) {
        if !is_harmless(text) {
            self.words(&path, text);
            self.find(path, tags(text));
        }
    }

    /// A text in which tags do no harm.
    fn words(&mut self, path: impl Fn() -> FieldPath, text: &str) {
        if !is_harmless(text) {
            self.find(&path, characters(text));
            self.find(path, double_decoded(text));
        }
    }

    /// The same for a body, of which it is known what bytes it has.
    fn body(&mut self, body: &Body<'_>, bytes: ByteKinds) {
        let text = body.text();
        let path = || Field::Body.into();
        if bytes.has_any(RARE) {
            let what = match body.kind() {
                BodyType::Plain => characters(text),
                // Of HTML the others are cleaned away.
                BodyType::Html => text.contains(UNREAD).then(|| character(UNREAD)),
            };
            self.find(path, what);
        }
        if bytes.has(ByteKind::Latin) {
            self.find(path, double_decoded(text));
        }
    }

    fn terms<T: Vocabulary>(&mut self, field: Field, terms: &[Term<'_, T>]) {
        for (index, term) in terms.iter().enumerate() {
            if term.listed().is_none() {
                self.plain(|| FieldPath::of(field, index), term.label());
            }
        }
    }

    fn find(&mut self, path: impl Fn() -> FieldPath, what: Option<String>) {
        let found = what.map(|what| Finding::about(path(), FindingKind::Hazard { what }));
        self.findings.extend(found);
    }
}

/// What the characters of [`first_rare`] begin with.
const RARE: &[ByteKind] = &[ByteKind::Special, ByteKind::Rare];

/// Whether it is seen at once that a text has no hazard, as of most short ones: it is ASCII, and has
/// no byte that one begins with.
fn is_harmless(text: &str) -> bool {
    const BEGINS: ByteClass<1> = ByteClass::new(0, [b'<']).and_from(0x7F);
    text.is_empty() || !BEGINS.is_in(text.as_bytes())
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
    is_unlisted(tag).then(|| format!("a feed validator may not know the language `{tag}`"))
}

/// Whether a language is missing from the validator's list (rule R8).
pub(crate) fn is_unlisted(tag: &str) -> bool {
    let (primary, rest) = tag.split_at_checked(3).unwrap_or_default();
    primary.eq_ignore_ascii_case("cnr") && (rest.is_empty() || rest.starts_with('-'))
}

fn characters(text: &str) -> Option<String> {
    suspicious_character(text).map(|(_, c)| character(c))
}

/// The first of C1 controls, U+007F, U+FFFD and noncharacters, and where it stands (rule R7).
pub(crate) fn suspicious_character(text: &str) -> Option<(usize, char)> {
    first_rare(text, |c| {
        matches!(c, '\u{7F}'..='\u{9F}' | '\u{FFFD}' | '\u{FDD0}'..='\u{FDEF}')
            || u32::from(c) & 0xFFFE == 0xFFFE
    })
}

/// The first character that is so, of U+007F to U+00BF, U+F000 to U+FFFF and those beyond, and where it
/// stands. Most text has none of these.
pub(crate) fn first_rare(text: &str, is_so: impl Fn(char) -> bool) -> Option<(usize, char)> {
    let bytes = text.as_bytes();
    let found = |at: usize| {
        let c = text.get(at..)?.chars().next()?;
        is_so(c).then_some((at, c))
    };
    // They begin with one of these bytes, or stand in a plane of their own, as emoji do.
    let first = memchr::memchr3_iter(0x7F, 0xC2, 0xEF, bytes).find_map(found);
    let is_beyond = |byte: u8| byte >= 0xF0;
    let has_beyond = is_beyond(bytes.iter().copied().fold(0, u8::max));
    let beyond = has_beyond.then(|| (0..bytes.len()).filter(|at| is_beyond(bytes[*at])));
    let beyond = beyond.into_iter().flatten().find_map(found);
    first.into_iter().chain(beyond).min()
}

fn character(c: char) -> String {
    let code = u32::from(c);
    format!("a feed validator may warn of the character U+{code:04X}")
}

fn double_decoded(text: &str) -> Option<String> {
    let shown = text.get(decoded_twice(text)?)?;
    Some(format!(
        "a feed validator may warn of `{}`, which looks like text decoded twice",
        Excerpt(shown)
    ))
}

fn tags(text: &str) -> Option<String> {
    let shown = text.get(tag_in_text(text)?)?;
    Some(format!(
        "a feed validator may take `{}` for a tag, and no tags belong in plain text",
        Excerpt(shown)
    ))
}

#[cfg(test)]
mod tests {
    use dateline_core::vocab::{
        FieldOfWork, FieldOperation, Kind, ParticipatingState, PartnerState, Structure,
    };

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
    fn no_vocabulary_has_a_hazard_or_needs_a_reference() {
        fn labels<V: Vocabulary>() -> impl Iterator<Item = &'static str> {
            let texts = |term: &'static V| [term.label(), term.code(), V::SCHEME];
            V::all().iter().flat_map(texts)
        }
        for label in labels::<Kind>()
            .chain(labels::<Structure>())
            .chain(labels::<FieldOperation>())
            .chain(labels::<FieldOfWork>())
            .chain(labels::<ParticipatingState>())
            .chain(labels::<PartnerState>())
        {
            check(label, "");
            let mut written = String::new();
            crate::escape::plain(&mut written, label);
            crate::escape::attribute(&mut written, label);
            assert_eq!(written, label.repeat(2));
        }
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
            "Київ, п",
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
