//! Which declarations of a `style` attribute a feed may hold (rule R29).
//!
//! The W3C's feed validator takes a style for dangerous that has other characters than plain
//! declarations need (no address, no negative number), that is not a list of `property: value;`
//! without a blank at its end, whose properties are not on its list, or whose values of `background`,
//! `border`, `margin` and `padding` are no usual ones.

/// The properties that are taken for harmless.
const PROPERTIES: [&str; 74] = [
    "azimuth",
    "background",
    "background-color",
    "border",
    "border-bottom",
    "border-bottom-color",
    "border-bottom-style",
    "border-bottom-width",
    "border-collapse",
    "border-color",
    "border-left",
    "border-left-color",
    "border-left-style",
    "border-left-width",
    "border-right",
    "border-right-color",
    "border-right-style",
    "border-right-width",
    "border-spacing",
    "border-style",
    "border-top",
    "border-top-color",
    "border-top-style",
    "border-top-width",
    "border-width",
    "clear",
    "color",
    "cursor",
    "direction",
    "display",
    "elevation",
    "float",
    "font",
    "font-family",
    "font-size",
    "font-style",
    "font-variant",
    "font-weight",
    "height",
    "letter-spacing",
    "line-height",
    "list-style-type",
    "margin",
    "margin-bottom",
    "margin-left",
    "margin-right",
    "margin-top",
    "overflow",
    "padding",
    "padding-bottom",
    "padding-left",
    "padding-right",
    "padding-top",
    "pause",
    "pause-after",
    "pause-before",
    "pitch",
    "pitch-range",
    "richness",
    "speak",
    "speak-header",
    "speak-numeral",
    "speak-punctuation",
    "speech-rate",
    "stress",
    "text-align",
    "text-decoration",
    "text-indent",
    "unicode-bidi",
    "vertical-align",
    "voice-family",
    "volume",
    "white-space",
    "width",
];

/// The words that the values of some properties may be of.
const KEYWORDS: [&str; 39] = [
    "!important",
    "aqua",
    "auto",
    "black",
    "block",
    "blue",
    "bold",
    "both",
    "bottom",
    "brown",
    "center",
    "collapse",
    "dashed",
    "dotted",
    "fuchsia",
    "gray",
    "green",
    "italic",
    "left",
    "lime",
    "maroon",
    "medium",
    "navy",
    "none",
    "normal",
    "nowrap",
    "olive",
    "pointer",
    "purple",
    "red",
    "right",
    "silver",
    "solid",
    "teal",
    "top",
    "transparent",
    "underline",
    "white",
    "yellow",
];

/// What may stand behind a number.
const UNITS: [&str; 11] = [
    "%", ")", ",", "cm", "em", "ex", "in", "mm", "pc", "pt", "px",
];

/// Whether a validator takes the whole style for harmless.
pub(super) fn is_harmless(style: &str) -> bool {
    let (before, last) = match style.rsplit_once(';') {
        Some((before, last)) => (Some(before), last),
        None => (None, style),
    };
    // A line end may stand behind the last semicolon, and nothing else.
    let ends = matches!(last, "" | "\n") || is_declaration(last);
    let is_list = before.is_none_or(|before| before.split(';').all(is_declaration));
    ends && is_list && has_plain_characters(style)
}

/// The declarations of a style that are harmless, and those that are not.
pub(super) fn sorted(style: &str) -> (Vec<&str>, Vec<&str>) {
    let declarations = style
        .split(';')
        .map(str::trim)
        .filter(|one| !one.is_empty());
    declarations.partition(|one| is_harmless(one))
}

/// One property with its value.
fn is_declaration(text: &str) -> bool {
    let Some((property, value)) = text.split_once(':') else {
        return false;
    };
    let property = property.trim().to_lowercase();
    let value = value.to_lowercase();
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    if value.contains(':') || property.is_empty() || !property.chars().all(is_name) {
        return false;
    }
    if PROPERTIES.binary_search(&property.as_str()).is_err() {
        return false;
    }
    let kind = property.split('-').next().unwrap_or_default();
    let minds_value = matches!(kind, "background" | "border" | "margin" | "padding");
    !minds_value || value.split_whitespace().all(is_usual)
}

/// A word of a value that is a usual one: a keyword, a colour or a length.
fn is_usual(word: &str) -> bool {
    if KEYWORDS.binary_search(&word).is_ok() {
        return true;
    }
    if let Some(hex) = word.strip_prefix('#') {
        return !hex.is_empty() && hex.bytes().all(|byte| byte.is_ascii_hexdigit());
    }
    if let Some(parts) = word.strip_prefix("rgb(") {
        return is_colour(parts);
    }
    is_length(word)
}

/// What stands behind `rgb(`: three numbers, the last two of which may be missing.
fn is_colour(parts: &str) -> bool {
    let number = |text: &mut &str| {
        let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
        let has_digits = rest.len() < text.len();
        *text = rest.strip_prefix('%').unwrap_or(rest);
        has_digits
    };
    let mut rest = parts;
    if !number(&mut rest) {
        return false;
    }
    let Some(behind) = rest.strip_prefix(',') else {
        return false;
    };
    rest = behind;
    number(&mut rest);
    rest = rest.strip_prefix(',').unwrap_or(rest);
    number(&mut rest);
    matches!(rest, "" | ")")
}

/// At most three digits, one point before the last or the last two, and perhaps a unit.
fn is_length(word: &str) -> bool {
    let is_part = |c: char| c.is_ascii_digit() || c == '.';
    let unit = word.trim_start_matches(is_part);
    let number = word.get(..word.len() - unit.len()).unwrap_or_default();
    if !unit.is_empty() && UNITS.binary_search(&unit).is_err() {
        return false;
    }
    let (whole, part) = number.split_once('.').unwrap_or(("", number));
    if number.contains('.') {
        whole.len() < 2 && matches!(part.len(), 1 | 2) && !part.contains('.')
    } else {
        matches!(number.len(), 1..=3)
    }
}

/// Whether a style has no other characters than plain declarations need. A hyphen joins two
/// letters, quotes hold letters and blanks, parentheses numbers.
fn has_plain_characters(style: &str) -> bool {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let mut rest = style.chars();
    // Whether the character before may be the first of a pair that a hyphen joins.
    let mut joins = false;
    while let Some(c) = rest.next() {
        let behind = rest.as_str();
        let length = match c {
            '\'' | '"' => quoted(
                behind,
                |within| within.is_whitespace() || is_word(within),
                c,
            ),
            '(' => quoted(
                behind,
                |within| within.is_ascii_digit() || within == ',' || within.is_whitespace(),
                ')',
            ),
            // Both letters around a hyphen belong to it, so that no letter joins two of them.
            '-' => {
                let next = behind.chars().next().filter(|next| is_word(*next));
                next.filter(|_| joins).map(char::len_utf8)
            }
            _ if c.is_ascii_alphanumeric() => Some(0),
            ':' | ',' | ';' | '#' | '%' | '.' | '!' => Some(0),
            _ if c.is_whitespace() => Some(0),
            // Other letters stand only before a hyphen.
            _ if is_word(c) => behind.starts_with('-').then_some(0),
            _ => None,
        };
        let Some(length) = length else {
            return false;
        };
        joins = is_word(c);
        rest = behind.get(length..).unwrap_or_default().chars();
    }
    true
}

/// How much there is up to and with the end of something that holds one character at least.
fn quoted(text: &str, holds: impl Fn(char) -> bool, end: char) -> Option<usize> {
    let inner = text.find(|c| !holds(c))?;
    (inner > 0 && text.get(inner..)?.starts_with(end)).then_some(inner + end.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(styles: &[&str], expected: bool) {
        for style in styles {
            assert_eq!(is_harmless(style), expected, "{style:?}");
        }
    }

    #[test]
    fn plain_declarations_are_harmless() {
        check(
            &[
                "",
                "\n",
                "color:red",
                "color: red;",
                " Color : RED ;\n",
                "color: red; text-align: center",
                "margin: 0 auto",
                "margin: 1.25em .5px 10% 100pt",
                "border: 1px solid #CCC",
                "background: rgb(1,2,3)",
                "background-color: rgb(0, 0, 0)",
                "padding: 1px !important",
                "font-family: 'Times New Roman', \"Arial\"",
                "font-family: Café-Sans",
                "width:",
                "width: 12345px",
                "display: none",
            ],
            true,
        );
    }

    #[test]
    fn what_a_validator_objects_to() {
        check(
            &[
                " ",
                ";",
                "color:red;;",
                "color: red; ",
                "color",
                ": red",
                "color: a: b",
                "position: fixed",
                "max-width: 100%",
                "-moz-box: 1",
                "margin: -5px",
                "margin: 1rem",
                "margin: 1000px",
                "margin: 1.2.3px",
                "margin: 12.5px",
                "border: thin",
                "background: url(x)",
                "background: rgb(1)",
                "color: expression(x)",
                "color: a-b-c",
                "color: é",
                "font-family: ''",
                "font-family: 'a",
                "font-family: 'a/b'",
                "color: red /* x */",
                "behavior: url(x)",
            ],
            false,
        );
    }

    #[test]
    fn harmless_declarations_are_told_from_others() {
        let (kept, wrong) = sorted("color: red; position: fixed;; margin: 0; ");
        assert_eq!(kept, ["color: red", "margin: 0"]);
        assert_eq!(wrong, ["position: fixed"]);
        assert!(is_harmless(&kept.join("; ")));
    }
}
