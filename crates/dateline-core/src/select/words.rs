//! Words that are sought in the text of releases.

use std::borrow::Cow;

use unicode_normalization::char::is_combining_mark;

use crate::vocab::fold;
use crate::{BodyType, Release};

/// Words that must all be there, as folded keys, each once.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(super) struct Words(Vec<String>);

/// No word is longer, in characters; what is, is cut into several.
const LONGEST: usize = 128;

/// No reference of HTML is longer, in bytes.
const LONGEST_REFERENCE: usize = 32;

impl Words {
    /// The words of a text.
    pub(super) fn of(text: &str) -> Self {
        let mut words = Vec::new();
        each(text, |word| {
            let key = fold(word);
            if !key.is_empty() {
                words.push(key.into_owned());
            }
            true
        });
        words.sort_unstable();
        words.dedup();
        Self(words)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether all of them stand in title, summary or body.
    pub(super) fn are_in(&self, release: &Release<'_>) -> bool {
        let mut missing: Vec<&str> = self.0.iter().map(String::as_str).collect();
        if missing.is_empty() {
            return true;
        }
        let mut seek = |word: &str| {
            strike_out(&mut missing, word);
            !missing.is_empty()
        };
        let read_on = each(release.title(), &mut seek)
            && release.summary().is_none_or(|s| each(s, &mut seek));
        if let (true, Some(body)) = (read_on, release.body()) {
            match body.kind() {
                BodyType::Plain => each(body.text(), &mut seek),
                BodyType::Html => each_of_html(body.text(), &mut seek),
            };
        }
        missing.is_empty()
    }
}

/// Takes the keys from `missing` with which the word, or a part of it, begins.
fn strike_out(missing: &mut Vec<&str>, word: &str) {
    if word.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        // Most words are so, and need no copy.
        missing.retain(|key| {
            let head = word.as_bytes().get(..key.len());
            !head.is_some_and(|head| head.eq_ignore_ascii_case(key.as_bytes()))
        });
        return;
    }
    let mut rest = word;
    loop {
        let key = fold(rest);
        missing.retain(|wanted| !key.starts_with(wanted));
        // `operation` stands in `co-operation`, and `Europe` in `l’Europe`.
        let Some((_, behind)) = rest.split_once(joins) else {
            return;
        };
        rest = behind;
    }
}

/// Whether a character stands within a word and ends a part of it.
fn joins(c: char) -> bool {
    matches!(
        c,
        '-' | '\u{AD}' | '\u{2010}' | '\u{2011}' | '\'' | '’' | '\u{2BC}'
    )
}

/// Goes through the words of a text while `read` says so; false where it said no.
fn each(text: &str, mut read: impl FnMut(&str) -> bool) -> bool {
    let mut begin = None;
    let mut length = 0;
    for (at, c) in text.char_indices() {
        let inside = c.is_alphanumeric() || is_combining_mark(c) || joins(c);
        if let Some(from) = begin
            && (!inside || length == LONGEST)
        {
            begin = None;
            if !read(&text[from..at]) {
                return false;
            }
        }
        if inside && begin.is_none() {
            begin = Some(at);
            length = 0;
        }
        length += 1;
    }
    begin.is_none_or(|from| read(&text[from..]))
}

/// Goes through the words between the tags of HTML.
///
/// This is no parser of HTML: a tag ends at the first `>`, and what does not end is no text.
fn each_of_html(html: &str, mut read: impl FnMut(&str) -> bool) -> bool {
    let mut rest = html;
    // Where the text between two tags begins.
    let mut piece = rest;
    while let Some((_, markup)) = rest.split_once('<') {
        let end = if markup.starts_with("!--") {
            "-->"
        } else if markup.starts_with(|c: char| c.is_ascii_alphabetic() || "/!?".contains(c)) {
            ">"
        } else {
            rest = markup;
            continue;
        };
        let text = &piece[..piece.len() - markup.len() - 1];
        if !each(&dereferenced(text), &mut read) {
            return false;
        }
        let Some((_, behind)) = markup.split_once(end) else {
            return true;
        };
        rest = behind;
        piece = rest;
    }
    each(&dereferenced(piece), read)
}

/// The text with its references read as far as words need it: those of letters become the letter,
/// others a blank.
fn dereferenced(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return text.into();
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('&') {
        plain.push_str(before);
        rest = behind;
        let end = behind
            .bytes()
            .take(LONGEST_REFERENCE)
            .position(|byte| !byte.is_ascii_alphanumeric() && byte != b'#');
        let Some((name, behind)) = end.and_then(|end| {
            let name = behind.get(..end).filter(|name| !name.is_empty())?;
            Some((name, behind.get(end..)?.strip_prefix(';')?))
        }) else {
            plain.push('&');
            continue;
        };
        push_meant(name, &mut plain);
        rest = behind;
    }
    plain.push_str(rest);
    plain.into()
}

/// What stands behind the letter in the name of a letter with an accent: `eacute`, `Scaron`.
const ACCENTS: &[&str] = &[
    "acute", "breve", "caron", "cedil", "circ", "dblac", "dot", "grave", "macr", "ogon", "ring",
    "slash", "strok", "tilde", "uml",
];

/// What a reference means, as far as words need it. The accent is not needed.
fn push_meant(name: &str, plain: &mut String) {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16),
            None => number.parse(),
        };
        plain.push(code.ok().and_then(char::from_u32).unwrap_or(' '));
        return;
    }
    match name {
        "szlig" => plain.push_str("ss"),
        "AElig" | "aelig" => plain.push_str("ae"),
        "OElig" | "oelig" => plain.push_str("oe"),
        "apos" | "rsquo" => plain.push('’'),
        "shy" => plain.push('\u{AD}'),
        _ => match name.split_at_checked(1) {
            Some((letter, accent)) if ACCENTS.contains(&accent) => plain.push_str(letter),
            _ => plain.push(' '),
        },
    }
}
