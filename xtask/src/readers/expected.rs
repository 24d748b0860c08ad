//! What a reader should find of a release in a feed: the documented mapping once more, worked out
//! from what the release says and apart from the writers, so that one can tell on the other.

use std::collections::HashSet;

use serde_json::{Value, json};

use super::instant::{Instant, Precision, SECOND, When, when};

/// The facts of the feeds that are written.
pub(crate) const TITLE: &str = "Releases, <hard> to read & all";
pub(crate) const LINK: &str = "https://example.org/releases?a=1&b=2";

/// A format that feeds are written in.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Format {
    Rss,
    Atom,
    Json,
}

impl Format {
    pub(crate) const ALL: [Self; 3] = [Self::Rss, Self::Atom, Self::Json];

    /// As `dateline convert --to` and the programs that read call it.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Rss => "rss",
            Self::Atom => "atom",
            Self::Json => "json-feed",
        }
    }
}

/// What is compared, one column of the table each.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(crate) enum Field {
    Id,
    Title,
    Link,
    Published,
    Updated,
    Categories,
    Schemes,
    Content,
    Summary,
    Authors,
    Language,
}

impl Field {
    pub(crate) const ALL: [Self; 11] = [
        Self::Id,
        Self::Title,
        Self::Link,
        Self::Published,
        Self::Updated,
        Self::Categories,
        Self::Schemes,
        Self::Content,
        Self::Summary,
        Self::Authors,
        Self::Language,
    ];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Title => "title",
            Self::Link => "link",
            Self::Published => "published",
            Self::Updated => "updated",
            Self::Categories => "categories",
            Self::Schemes => "schemes",
            Self::Content => "content",
            Self::Summary => "summary",
            Self::Authors => "authors",
            Self::Language => "language",
        }
    }

    /// What a reader found, brought into one shape; none where the reader does not have the field.
    /// Absent and empty are the same.
    pub(crate) fn found(self, item: &Value, format: Format) -> Option<Value> {
        let column = |at: usize| {
            let pairs = item.get("categories")?.as_array()?;
            Some(pairs.iter().map(|pair| pair[at].clone()).collect())
        };
        let found = match self {
            Self::Categories => column(0)?,
            Self::Schemes => column(1)?,
            _ => item.get(self.name())?.clone(),
        };
        if found == "" {
            return Some(Value::Null);
        }
        // The fraction of an entry's `updated` is made of the id, so that no two are the same.
        if let (Self::Updated, Format::Atom, Some(instant)) = (self, format, as_instant(&found)) {
            return Some(of_instant(instant.div_euclid(SECOND) * SECOND));
        }
        Some(found)
    }
}

/// An instant as the programs that read write it.
pub(crate) fn of_instant(instant: Instant) -> Value {
    json!(instant.to_string())
}

pub(crate) fn as_instant(value: &Value) -> Option<Instant> {
    value.as_str()?.parse().ok()
}

/// What a reader should find, where `found` is the item that it found: readers of Atom may give a
/// text as its HTML, if they say that it is.
pub(crate) fn expected(field: Field, release: &Value, format: Format, found: &Value) -> Value {
    match field {
        Field::Id => id(release, format, &found["id"]),
        Field::Title => as_said(&release["title"], &found["title_is_html"]),
        Field::Link => link(release, format),
        Field::Published => published(release, format),
        Field::Updated => updated(release, format),
        Field::Categories => categories(release, format)
            .into_iter()
            .map(|pair| pair.0)
            .collect(),
        Field::Schemes => categories(release, format)
            .into_iter()
            .map(|pair| pair.1)
            .collect(),
        Field::Content => content(release, format),
        Field::Summary => match format {
            Format::Rss => description(release),
            Format::Atom | Format::Json => as_said(&release["summary"], &found["summary_is_html"]),
        },
        Field::Authors => list(release, "sources").cloned().collect(),
        Field::Language => match &release["language"] {
            Value::Null => json!("und"),
            language => language.clone(),
        },
    }
}

pub(crate) fn list<'r>(release: &'r Value, name: &str) -> impl Iterator<Item = &'r Value> {
    release[name].as_array().into_iter().flatten()
}

fn as_said(text: &Value, is_html: &Value) -> Value {
    match text.as_str() {
        Some(text) if *is_html == true => json!(escaped(text)),
        _ => text.clone(),
    }
}

/// The id itself where the format takes it, else a UUID of version 5, of which only the form is
/// looked at here.
fn id(release: &Value, format: Format, found: &Value) -> Value {
    let id = release["id"].as_str().unwrap_or_default();
    let stays = match format {
        Format::Rss => id.len() > 8 || !id.bytes().all(|b| b.is_ascii_digit()),
        // Whether a name of another scheme is one, validators know better than this.
        Format::Atom if !id.starts_with("http") || id.contains('[') => {
            is_canonical_uri(id) && found == id
        }
        Format::Atom => is_canonical_uri(id),
        Format::Json => true,
    };
    let uuid = found.as_str().and_then(|id| id.strip_prefix("urn:uuid:"));
    let is_of_name = |uuid: &str| uuid.len() == 36 && uuid.get(14..15) == Some("5");
    if !stays && uuid.is_some_and(is_of_name) {
        return found.clone();
    }
    if stays {
        json!(id)
    } else {
        json!("urn:uuid:… (version 5)")
    }
}

/// Whether a text is a URI in the form in which URIs are compared (RFC 3986, section 6.2.2).
pub(crate) fn is_canonical_uri(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else {
        return false;
    };
    let is_scheme = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b"+-.".contains(&b);
    let is_plain = |b: u8| b.is_ascii_alphanumeric() || b"-._~:/?#[]@!$&'()*+,;=%".contains(&b);
    let host = rest.strip_prefix("//").map(|rest| rest.split_once('/'));
    let has_host = match host {
        None => true,
        Some(None) => false,
        Some(Some((host, _))) => !host.bytes().any(|b| b.is_ascii_uppercase() || b == b'@'),
    };
    let is_escape = |digits: &str| {
        let code = digits
            .get(..2)
            .and_then(|code| u8::from_str_radix(code, 16).ok());
        code.is_some_and(|b| !b.is_ascii_alphanumeric() && !b"-._~".contains(&b))
            && !digits.bytes().take(2).any(|b| b.is_ascii_lowercase())
    };
    !scheme.is_empty()
        && scheme.bytes().all(is_scheme)
        && !rest.is_empty()
        && rest.bytes().all(is_plain)
        && has_host
        && rest.split('%').skip(1).all(is_escape)
}

/// The release's page. An entry of Atom with a summary alone has the feed's page for want of one.
fn link(release: &Value, format: Format) -> Value {
    let is_bare = release["body"].is_null() && !release["summary"].is_null();
    match &release["url"] {
        Value::Null if format == Format::Atom && is_bare => json!(LINK),
        url => url.clone(),
    }
}

/// A date that the release states.
pub(crate) fn stated(release: &Value, name: &str) -> Option<When> {
    when(release[name].as_str()?)
}

/// Whether an instant is of a year that calendars of four digits have.
fn has_year(instant: Instant) -> bool {
    let first = |year| when(year).map(|when| when.first);
    let end = first("9999-12-31").map(|day| day + 86_400 * SECOND);
    first("0001").is_some_and(|start| start <= instant) && end.is_some_and(|end| instant < end)
}

/// The date, where the feed has an element that readers know: `pubDate` from 1990 on, where a day
/// is known.
fn published(release: &Value, format: Format) -> Value {
    let Some(when) = stated(release, "date") else {
        return Value::Null;
    };
    let has_day = when.precision >= Precision::Day;
    match format {
        Format::Rss if has_day && !is_early(&when) => {
            of_instant(when.first.div_euclid(SECOND) * SECOND)
        }
        Format::Atom if has_day => of_instant(when.first),
        Format::Json => of_instant(when.first),
        _ => Value::Null,
    }
}

/// Whether feed validators think the date implausible, as they do before 1990.
pub(crate) fn is_early(when: &When) -> bool {
    let start = super::instant::when("1990").map_or(0, |start| start.first);
    let is_open = when.precision < Precision::Day && when.local == start;
    is_open || when.local < start || when.first < start || !has_year(when.first)
}

fn updated(release: &Value, format: Format) -> Value {
    let modified = stated(release, "modified");
    let when = match format {
        Format::Atom => modified.or_else(|| stated(release, "date")),
        Format::Rss | Format::Json => modified,
    };
    let Some(when) = when else {
        return Value::Null;
    };
    if format != Format::Atom {
        return of_instant(when.first);
    }
    let first = if has_year(when.first) {
        when.first
    } else {
        when.local
    };
    of_instant(first.div_euclid(SECOND) * SECOND)
}

/// Labels and schemes, in the order in which they stand.
pub(crate) fn categories(release: &Value, format: Format) -> Vec<(Value, Value)> {
    let ours = [
        ("fields_of_work", "https://www.osce.org/fields-of-work"),
        (
            "participating_states",
            "https://www.osce.org/participating-states",
        ),
        (
            "partner_states",
            "https://www.osce.org/partners-for-cooperation",
        ),
    ];
    let terms = ours.into_iter().flat_map(|(name, scheme)| {
        list(release, name).map(move |label| (label.clone(), json!(scheme)))
    });
    let tags = list(release, "tags").map(|tag| {
        let (scheme, label) = tag_parts(tag.as_str().unwrap_or_default());
        // A scheme of Atom is a URI; another one stands in the term.
        let stands = scheme.filter(|scheme| format != Format::Atom || scheme.contains("://"));
        (json!(label), json!(stands))
    });
    let all = terms.chain(tags);
    if format != Format::Json {
        return all.collect();
    }
    // Tags of JSON Feed are labels, and the same label twice says nothing.
    let mut seen = HashSet::new();
    all.filter(|(label, _)| seen.insert(label.clone()))
        .map(|(label, _)| (label, Value::Null))
        .collect()
}

/// Scheme and label of a tag, which is `label` or `{scheme}label`.
pub(crate) fn tag_parts(tag: &str) -> (Option<String>, &str) {
    let mut scheme = String::new();
    let mut chars = tag.char_indices().skip(1);
    while tag.starts_with('{')
        && let Some((at, c)) = chars.next()
    {
        match c {
            '}' => {
                let label = tag[at + 1..].trim();
                if label.is_empty() {
                    break;
                }
                return (
                    Some(scheme.trim().to_owned()).filter(|text| !text.is_empty()),
                    label,
                );
            }
            '\\' => scheme.extend(chars.next().map(|(_, c)| c)),
            c => scheme.push(c),
        }
    }
    (None, tag)
}

/// `description` is the summary, or where there is none the body.
fn description(release: &Value) -> Value {
    match release["summary"].as_str() {
        Some(summary) => json!(html_of(summary)),
        None => body(release),
    }
}

fn content(release: &Value, format: Format) -> Value {
    match format {
        Format::Rss if release["summary"].is_null() => Value::Null,
        // An entry needs a text, and its title is one.
        Format::Atom if release["summary"].is_null() && release["body"].is_null() => {
            release["title"].clone()
        }
        Format::Rss | Format::Atom => body(release),
        Format::Json => release["body"].clone(),
    }
}

/// The body as HTML.
fn body(release: &Value) -> Value {
    match release["body"].as_str() {
        Some(body) if release["body_type"] != "text/html" => json!(html_of(body)),
        _ => release["body"].clone(),
    }
}

/// The HTML of plain text: a line end is a `<br>` and itself, several end the paragraph, those at
/// the ends of the text are in none.
fn html_of(text: &str) -> String {
    let is_end = |c| c == '\n' || c == '\r';
    let inner = text.trim_matches(is_end);
    if inner.is_empty() {
        return text.to_owned();
    }
    let before = text.len() - text.trim_start_matches(is_end).len();
    let mut html = format!("{}<p>", &text[..before]);
    let mut ends = String::new();
    for c in inner.chars() {
        if is_end(c) {
            ends.push(c);
            continue;
        }
        match ends.as_str() {
            "" => {}
            "\n" | "\r" | "\r\n" => html.extend(["<br>", &ends]),
            _ => html.extend(["</p>", &ends, "<p>"]),
        }
        ends.clear();
        html.push_str(&escaped(c.encode_utf8(&mut [0; 4])));
    }
    html.push_str("</p>");
    html.push_str(&text[before + inner.len()..]);
    html
}

/// Text as HTML of one line.
pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_as_html() {
        let check = |text: &str, html: &str| assert_eq!(html_of(text), html);
        check("a & b", "<p>a &amp; b</p>");
        check("\na\nb\r\n\r\nc\n", "\n<p>a<br>\nb</p>\r\n\r\n<p>c</p>\n");
        check("a\n \nb", "<p>a<br>\n <br>\nb</p>");
        check("\r\n", "\r\n");
    }

    #[test]
    fn tags_have_two_parts() {
        let check = |tag, scheme: Option<&str>, label| {
            assert_eq!(tag_parts(tag), (scheme.map(str::to_owned), label));
        };
        check("a", None, "a");
        check("{a\\}\\\\}b", Some("a}\\"), "b");
        check("{}{a}b", None, "{a}b");
        check("{a} ", None, "{a} ");
        check("{a", None, "{a");
    }

    #[test]
    fn ids_that_atom_takes() {
        for id in [
            "tag:a,2016:1",
            "https://a.example/%20?b#c",
            "urn:uuid:1",
            "id:7",
        ] {
            assert!(is_canonical_uri(id), "{id}");
        }
        for id in [
            "7",
            "a b:c",
            "HTTP://a.example/",
            "https://a.example",
            "https://a.example/%7e",
            "a:<b>",
        ] {
            assert!(!is_canonical_uri(id), "{id}");
        }
    }

    #[test]
    fn early_dates() {
        let early = |date| is_early(&when(date).unwrap());
        assert!(early("1990") && early("1990-01") && early("1990-01-01T00:30+01:00"));
        assert!(early("1989-12-31T23:30-01:00") && early("9999-12-31T23:59-05:45"));
        assert!(!early("1990-01-01") && !early("1990-02") && !early("1991"));
    }
}
