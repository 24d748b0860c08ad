//! Readers that are packages of Python.

use serde_json::Value;

use super::{ALL as EVERY, ATOM, Allowance, Case, DATES, ELEMENTS, RSS, TEXTS, XML};
use super::{author_of_feed, issued, no_creators, texts, to_unit, trimmed, without_mail};
use crate::readers::expected::{Field, Format, categories, list};
use crate::readers::instant::SECOND;

pub(super) const ALL: &[Allowance] = &[
    Allowance {
        reader: "feedparser",
        formats: ATOM,
        fields: &[Field::Summary],
        why: "gives the content as the summary where there is none",
        change: |case, value| {
            if value.is_null() {
                case.item["content"].clone()
            } else {
                value
            }
        },
    },
    Allowance {
        reader: "feedparser",
        formats: XML,
        fields: TEXTS,
        why: "drops white space from the ends of texts, also where it is written as references",
        change: trimmed,
    },
    Allowance {
        reader: "feedparser",
        formats: XML,
        fields: ELEMENTS,
        why: "reads a text that could be UTF-8 read as Latin-1 as UTF-8",
        change: |case, value| in_elements(case, value, read_again),
    },
    Allowance {
        reader: "feedparser",
        formats: XML,
        fields: ELEMENTS,
        why: "takes C1 controls in elements for characters of Windows-1252",
        change: |case, value| in_elements(case, value, of_windows),
    },
    Allowance {
        reader: "feedparser",
        formats: XML,
        fields: &[Field::Authors],
        why: "takes a mail address out of the name in dc:creator",
        change: without_mail,
    },
    Allowance {
        reader: "feedparser",
        formats: XML,
        fields: &[Field::Categories, Field::Schemes],
        why: "gives a category that is there twice once",
        change: once,
    },
    Allowance {
        reader: "feedparser",
        formats: RSS,
        fields: &[Field::Link],
        why: "takes `&amp;` in a link for `&`, also behind the reading of XML",
        change: |_, value| texts(value, |link| link.replace("&amp;", "&")),
    },
    Allowance {
        reader: "feedparser",
        formats: ATOM,
        fields: &[Field::Link],
        why: "gives the id as the link where there is none",
        change: |case, value| {
            if value.is_null() {
                case.item["id"].clone()
            } else {
                value
            }
        },
    },
    Allowance {
        reader: "feedparser",
        formats: XML,
        fields: &[Field::Published],
        why: "reads dcterms:issued, also where there is no date of RSS or Atom",
        change: issued,
    },
    Allowance {
        reader: "feedparser",
        formats: XML,
        fields: DATES,
        why: "gives dates as whole seconds",
        change: |_, value| to_unit(&value, SECOND),
    },
    Allowance {
        reader: "atoma",
        formats: XML,
        fields: TEXTS,
        why: "drops white space from the ends of texts, also where it is written as references",
        change: trimmed,
    },
    Allowance {
        reader: "atoma",
        formats: RSS,
        fields: &[Field::Schemes],
        why: "does not read the domain of a category",
        change: |_, value| {
            value
                .as_array()
                .into_iter()
                .flatten()
                .map(|_| Value::Null)
                .collect()
        },
    },
    Allowance {
        reader: "atoma",
        formats: EVERY,
        fields: DATES,
        why: "gives dates as Python has them, to the microsecond",
        change: |_, value| to_unit(&value, 1_000),
    },
    Allowance {
        reader: "atoma",
        formats: ATOM,
        fields: &[Field::Authors],
        why: "does not read dc:creator",
        change: no_creators,
    },
    Allowance {
        reader: "atoma",
        formats: ATOM,
        fields: &[Field::Authors],
        why: "gives an entry without an author the feed's",
        change: author_of_feed,
    },
];

/// In Atom, categories are attributes, which feedparser does not mend.
fn in_elements(case: &Case<'_>, value: Value, mend: fn(&str) -> String) -> Value {
    let is_attribute = case.format == Format::Atom && case.field == Field::Categories;
    if is_attribute {
        value
    } else {
        texts(value, mend)
    }
}

fn read_again(text: &str) -> String {
    let bytes: Option<Vec<u8>> = text.chars().map(|c| u8::try_from(c).ok()).collect();
    let again = bytes.and_then(|bytes| String::from_utf8(bytes).ok());
    again.unwrap_or_else(|| text.to_owned())
}

fn of_windows(text: &str) -> String {
    /// U+0080 to U+009F; those that the code page does not have stay.
    const TABLE: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ";
    let of_windows = |c: char| match u32::from(c).checked_sub(0x80) {
        Some(at) => TABLE.chars().nth(at as usize).unwrap_or(c),
        None => c,
    };
    text.chars().map(of_windows).collect()
}

fn once(case: &Case<'_>, _: Value) -> Value {
    let fields = [
        "fields_of_work",
        "participating_states",
        "partner_states",
        "tags",
    ];
    let written = fields.into_iter().flat_map(|name| list(case.release, name));
    let in_rss = case.format == Format::Rss;
    let mut met = Vec::new();
    let mut found = Vec::new();
    for ((label, scheme), written) in categories(case.release, case.format)
        .into_iter()
        .zip(written)
    {
        let label = if in_rss {
            texts(label, |text| of_windows(&read_again(text)))
        } else {
            label
        };
        // Atom has the text form of a tag as the term, where its scheme is no address.
        let category = (
            label.clone(),
            scheme.clone(),
            if in_rss { None } else { Some(written) },
        );
        // In RSS, those with a scheme are not compared.
        if (in_rss && !scheme.is_null()) || !met.contains(&category) {
            found.push(if case.field == Field::Schemes {
                scheme
            } else {
                label
            });
            met.push(category);
        }
    }
    found.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mended_text() {
        assert_eq!(read_again("cafÃ©"), "café");
        assert_eq!(read_again("café"), "café");
        assert_eq!(read_again("“cafÃ©”"), "“cafÃ©”");
        assert_eq!(
            of_windows("a\u{80}\u{81}\u{85}\u{9F}\u{A0}é"),
            "a€\u{81}…Ÿ\u{A0}é"
        );
    }
}
