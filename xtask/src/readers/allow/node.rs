//! Readers that are packages of Node.

use serde_json::Value;

use super::{ALL as EVERY, ATOM, Allowance, DATES, ELEMENTS, RSS, XML};
use super::{
    as_html, as_published, as_updated, author_of_feed, issued, no_creators, texts, to_unit,
    without_mail,
};
use crate::readers::expected::{Field, Format, is_canonical_uri, list, tag_parts};

const MILLISECOND: i128 = 1_000_000;

pub(super) const ALL: &[Allowance] = &[
    Allowance {
        reader: "feedsmith",
        formats: EVERY,
        fields: ELEMENTS,
        why: "drops white space and U+FEFF from the ends of values, in JSON as well",
        change: |_, value| texts(value, |text| text.trim_matches(is_white).to_owned()),
    },
    Allowance {
        reader: "feedsmith",
        formats: ATOM,
        fields: &[Field::Authors],
        why: "gives dc:creator apart from the authors",
        change: no_creators,
    },
    Allowance {
        reader: "rss-parser",
        formats: ATOM,
        fields: &[Field::Title, Field::Summary],
        why: "gives the HTML of a title or summary and does not say that it is HTML",
        change: as_html,
    },
    Allowance {
        reader: "rss-parser",
        formats: ATOM,
        fields: &[Field::Authors],
        why: "does not read dc:creator in Atom",
        change: no_creators,
    },
    Allowance {
        reader: "rss-parser",
        formats: ATOM,
        fields: &[Field::Authors],
        why: "gives the first author only",
        change: |_, value| {
            value
                .as_array()
                .into_iter()
                .flatten()
                .take(1)
                .cloned()
                .collect()
        },
    },
    Allowance {
        reader: "rss-parser",
        formats: ATOM,
        fields: &[Field::Published],
        why: "gives `updated` as the date where there is no `published`",
        change: as_updated,
    },
    Allowance {
        reader: "rss-parser",
        formats: ATOM,
        fields: &[Field::Published],
        why: "gives dates as JavaScript has them, to the millisecond",
        change: |_, value| to_unit(&value, MILLISECOND),
    },
    Allowance {
        reader: "feed-parser",
        formats: ATOM,
        fields: &[Field::Title, Field::Summary],
        why: "gives the HTML of a title or summary and does not say that it is HTML",
        change: as_html,
    },
    Allowance {
        reader: "feed-parser",
        formats: XML,
        fields: ELEMENTS,
        why: "drops literal white space and U+FEFF from the ends of elements",
        change: |case, value| {
            let is_attribute = case.format == Format::Atom && case.field == Field::Categories;
            if is_attribute {
                value
            } else {
                texts(value, without_literal)
            }
        },
    },
    Allowance {
        reader: "feed-parser",
        formats: RSS,
        fields: &[Field::Updated],
        why: "gives the date of publication as that of the last change, and does not read dcterms",
        change: as_published,
    },
    Allowance {
        reader: "feed-parser",
        formats: ATOM,
        fields: &[Field::Published],
        why: "reads dcterms:issued where there is no `published`",
        change: issued,
    },
    Allowance {
        reader: "feed-parser",
        formats: XML,
        fields: DATES,
        why: "gives dates as JavaScript has them, to the millisecond",
        change: |_, value| to_unit(&value, MILLISECOND),
    },
    Allowance {
        reader: "feed-parser",
        formats: RSS,
        fields: &[Field::Schemes],
        why: "gives a domain only where it is an address",
        change: |_, value| {
            let is_address =
                |scheme: &Value| scheme.as_str().is_some_and(|scheme| scheme.contains("://"));
            let schemes = value.as_array().into_iter().flatten();
            schemes
                .map(|one| {
                    if is_address(one) {
                        one.clone()
                    } else {
                        Value::Null
                    }
                })
                .collect()
        },
    },
    Allowance {
        reader: "feed-parser",
        formats: RSS,
        fields: &[Field::Authors],
        why: "takes a mail address out of the name in dc:creator",
        change: without_mail,
    },
    Allowance {
        reader: "feed-parser",
        formats: RSS,
        fields: &[Field::Authors],
        why: "takes brackets from around a name in dc:creator",
        change: |_, value| texts(value, without_brackets),
    },
    Allowance {
        reader: "feed-parser",
        formats: ATOM,
        fields: &[Field::Categories],
        why: "does not resolve numeric references in attributes, and tabs have no other form",
        change: |case, value| {
            let Value::Array(mut labels) = value else {
                return value;
            };
            // Labels beside a scheme that is no address are written by number throughout; tags are
            // the last of the categories.
            let tags: Vec<&Value> = list(case.release, "tags").collect();
            let first = labels.len().saturating_sub(tags.len());
            for (label, tag) in labels.iter_mut().skip(first).zip(tags) {
                let parts = tag.as_str().map(tag_parts);
                let is_numbered =
                    matches!(&parts, Some((Some(scheme), _)) if !is_canonical_uri(scheme));
                if is_numbered && let Some(text) = label.as_str() {
                    let text = text.replace('&', "&#x26;").replace('"', "&#x22;");
                    *label = text.replace('<', "&#x3C;").replace('>', "&#x3E;").into();
                }
            }
            texts(Value::Array(labels), |label| label.replace('\t', "&#9;"))
        },
    },
    Allowance {
        reader: "feed-parser",
        formats: ATOM,
        fields: &[Field::Authors],
        why: "does not read dc:creator in Atom",
        change: no_creators,
    },
    Allowance {
        reader: "feed-parser",
        formats: ATOM,
        fields: &[Field::Authors],
        why: "gives an entry without an author the feed's",
        change: author_of_feed,
    },
];

/// What JavaScript's `trim` drops.
fn is_white(c: char) -> bool {
    c == '\u{FEFF}' || c.is_whitespace() && c != '\u{85}'
}

/// Drops from the ends what is written as itself. Blanks at the ends are written as references, and
/// so is every CR: what stands behind them stays.
fn without_literal(text: &str) -> String {
    let is_blank = |c| matches!(c, ' ' | '\t' | '\n' | '\r');
    let is_literal = |c| is_white(c) && c != '\r';
    let inner = text.trim_matches(is_blank);
    let start = text.len() - text.trim_start_matches(is_blank).len();
    let (before, after) = (&text[..start], &text[start + inner.len()..]);
    let inner = if before.is_empty() {
        inner.trim_start_matches(is_literal)
    } else {
        inner
    };
    let inner = if after.is_empty() {
        inner.trim_end_matches(is_literal)
    } else {
        inner
    };
    format!("{before}{inner}{after}")
}

/// A name without the brackets around it.
fn without_brackets(name: &str) -> String {
    let inner = ["()", "[]", "<>"].iter().find_map(|pair| {
        let (open, close) = pair.split_at(1);
        name.strip_prefix(open)?.strip_suffix(close)
    });
    inner.unwrap_or(name).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_of_text() {
        assert_eq!(without_literal("\u{FEFF}a\u{3000}"), "a");
        assert_eq!(without_literal(" a \u{85}"), " a \u{85}");
        assert_eq!(
            without_literal("\n\u{3000}a\u{3000}\t"),
            "\n\u{3000}a\u{3000}\t"
        );
        assert_eq!(without_literal("a\r\u{2028}"), "a\r");
    }

    #[test]
    fn brackets() {
        assert_eq!(without_brackets("<b>a</b>"), "b>a</b");
        assert_eq!(without_brackets("(a>"), "(a>");
        assert_eq!(without_brackets("("), "(");
    }
}
