//! The text that an HTML body begins with.
//!
//! This is no parser of HTML: it looks at the beginning of a body only to read the dateline and the
//! language, and gives up where it is not sure what the text is.

/// Elements that do not end a line.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "bdo", "cite", "em", "font", "i", "mark", "small", "span", "strong",
    "sub", "sup", "time", "u", "wbr",
];

/// Elements whose content is no text.
const HIDDEN: &[&str] = &["script", "style", "template", "title"];

/// References that stand in the heads of releases. Any other ends what is read, so that no name is
/// cut or made up.
const REFERENCES: &[(&str, &str)] = &[
    ("amp", "&"),
    ("apos", "'"),
    ("gt", ">"),
    ("lt", "<"),
    ("ldquo", "“"),
    ("lsquo", "‘"),
    ("mdash", "—"),
    ("nbsp", "\u{A0}"),
    ("ndash", "–"),
    ("quot", "\""),
    ("rdquo", "”"),
    ("rsquo", "’"),
];

/// At most the first `length` bytes of a text.
pub(crate) fn start(text: &str, length: usize) -> &str {
    let end = (0..=length.min(text.len())).rfind(|at| text.is_char_boundary(*at));
    &text[..end.unwrap_or(0)]
}

/// The text that `html` begins with, some `length` bytes of it, each block on a line of its own.
///
/// The white space of the source is folded as a browser does. Of the source, not more than some
/// multiple of the length is looked at.
pub(crate) fn of_html(html: &str, length: usize) -> String {
    let mut rest = start(html, 4_000 + 4 * length);
    let mut text = String::new();
    while text.len() < length {
        let Some(next) = rest.find(['<', '&']) else {
            fold_blanks(&mut text, rest);
            break;
        };
        fold_blanks(&mut text, &rest[..next]);
        rest = &rest[next..];
        let behind = if rest.starts_with('<') {
            markup(rest, &mut text)
        } else {
            reference(rest, &mut text)
        };
        let Some(behind) = behind else {
            break;
        };
        rest = behind;
    }
    text
}

/// Whether HTML says anything: whether there is text between its tags that is not blank.
pub(crate) fn has_words(html: &str) -> bool {
    const BLANK: &[&str] = &["&nbsp;", "&#160;", "&#xa0;", "&#xA0;"];
    let mut rest = html.trim_start();
    while let Some(c) = rest.chars().next() {
        if c != '<' {
            match BLANK.iter().find_map(|blank| rest.strip_prefix(blank)) {
                Some(behind) => rest = behind.trim_start(),
                None => return true,
            }
            continue;
        }
        let mut text = String::new();
        match markup(rest, &mut text) {
            Some(_) if text.ends_with('<') => return true,
            Some(behind) => rest = behind.trim_start(),
            // What no tag ends is no text.
            None => return false,
        }
    }
    false
}

/// Passes over the markup at the front of `html`; nothing where it does not end.
fn markup<'h>(html: &'h str, text: &mut String) -> Option<&'h str> {
    if let Some(comment) = html.strip_prefix("<!--") {
        return behind(comment, "-->");
    }
    let tag = html.strip_prefix('<')?;
    if !tag.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')) {
        text.push('<');
        return Some(tag);
    }
    let name = tag.trim_start_matches('/');
    let end = name.find(|c: char| !c.is_ascii_alphanumeric());
    let name = name[..end.unwrap_or(name.len())].to_ascii_lowercase();
    if !INLINE.contains(&name.as_str()) && !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    let rest = behind(tag, ">")?;
    if HIDDEN.contains(&name.as_str()) && !tag.starts_with('/') {
        // From here on, the next end tag of this name ends it.
        let mut at = 0;
        loop {
            at += rest.get(at..)?.find("</")? + 2;
            let close = rest.get(at..at + name.len());
            if close.is_some_and(|close| close.eq_ignore_ascii_case(&name)) {
                return behind(&rest[at..], ">");
            }
        }
    }
    Some(rest)
}

fn behind<'h>(html: &'h str, end: &str) -> Option<&'h str> {
    html.find(end).map(|at| &html[at + end.len()..])
}

/// Reads the reference at the front of `html`; nothing where it is not known.
fn reference<'h>(html: &'h str, text: &mut String) -> Option<&'h str> {
    let inner = html.strip_prefix('&')?;
    if !inner.starts_with(|c: char| c.is_ascii_alphabetic() || c == '#') {
        text.push('&');
        return Some(inner);
    }
    let (name, rest) = start(inner, 32).split_once(';')?;
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16),
            None => number.parse(),
        };
        text.push(char::from_u32(code.ok()?)?);
    } else {
        let (_, means) = REFERENCES.iter().find(|(known, _)| *known == name)?;
        text.push_str(means);
    }
    Some(&inner[start(inner, 32).len() - rest.len()..])
}

fn fold_blanks(text: &mut String, source: &str) {
    for c in source.chars() {
        if c.is_ascii_whitespace() {
            if !text.is_empty() && !text.ends_with([' ', '\n']) {
                text.push(' ');
            }
        } else {
            text.push(c);
        }
    }
}
