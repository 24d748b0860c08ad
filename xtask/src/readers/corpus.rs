//! Releases made to be hard to read: the same ones in every run.
//!
//! Between them they hold every character of the first plane that XML 1.0 allows and many of the
//! others, what looks like markup and is none, blanks where readers trim, every line end, dates of
//! every precision and of any age, ids of all kinds, and HTML as it is found on pages.

use serde_json::{Value, json};

/// How many releases are made.
pub(crate) const RELEASES: usize = 3_000;

/// Releases, one a value, in the native shape.
pub(crate) fn releases() -> impl Iterator<Item = Value> {
    let sweep = first_plane();
    let share = sweep.len().div_ceil(RELEASES);
    (0..RELEASES).map(move |n| {
        let from = (n * share).min(sweep.len());
        let until = (from + share).min(sweep.len());
        release(n, &sweep[from..until])
    })
}

fn release(n: usize, sweep: &[char]) -> Value {
    let random = &mut Random(n as u64);
    let swept: String = sweep.iter().filter(|c| !matches!(c, '\r' | '\n')).collect();
    // At the ends of a title, in its middle, or not there.
    let title = match random.below(3) {
        0 => format!("{swept}{}", line(random, 4)),
        1 => format!("No. {n} {swept} {}", line(random, 3)),
        _ => format!("{}{n}{}", line(random, 3), line(random, 3)),
    };
    let is_html = random.chance(35);
    let is_long = random.chance(5);
    let body = match is_html {
        _ if random.chance(5) => String::new(),
        true => {
            let pieces = if is_long { 800 } else { 12 };
            format!("<p>{}</p>{}", escaped(&swept), html(random, pieces))
        }
        false => {
            let pieces = if is_long { 4_000 } else { 8 };
            format!(
                "{}{}{}",
                text(random, 8),
                String::from_iter(sweep),
                text(random, pieces)
            )
        }
    };
    let mut release = json!({
        "title": format!("{title}."),
        "date": date(random),
        "body": body,
        "body_type": if is_html { "text/html" } else { "text/plain" },
        "sources": list(random, &SOURCES),
        "fields_of_work": some(random, &FIELDS),
        "participating_states": some(random, &STATES),
        "partner_states": some(random, &PARTNERS),
        "tags": tags(random),
        "places": places(random),
    });
    if random.chance(8) {
        release["title"] = json!(format!("{title}.{}", random.pick(&BLANKS)));
    }
    if let Some(id) = id(random, n) {
        release["id"] = json!(id);
    }
    if random.chance(60) || release["body"] == "" {
        release["summary"] = json!(format!("{}{swept}{n}{}", text(random, 4), text(random, 4)));
    }
    if random.chance(40) {
        release["modified"] = json!(date(random));
    }
    if random.chance(80) {
        release["language"] = json!(random.pick(&LANGUAGES));
    }
    if random.chance(80) {
        release["url"] = json!(url(random, n));
    }
    if random.chance(70) {
        release["kind"] = json!(if random.chance(80) {
            "News".into()
        } else {
            value(random)
        });
    }
    if random.chance(20) {
        release["number"] = json!(format!("{}", 100_000 + n));
    }
    if random.chance(25) {
        release["translations"] = json!({
            "uk": format!("https://www.osce.org/uk/node/{n}"),
            "sq": format!("https://www.osce.org/sq/node/{n}?a=1&b=2"),
        });
    }
    if random.chance(1) {
        release["embargo"] = json!("2030-01-01");
    }
    release
}

/// Every character of the Basic Multilingual Plane that XML 1.0 allows (section 2.2).
fn first_plane() -> Vec<char> {
    let allowed = |c: &char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{FFFD}');
    ('\0'..='\u{FFFF}').filter(allowed).collect()
}

/// Text of one line.
fn line(random: &mut Random, pieces: usize) -> String {
    let mut line = String::new();
    for _ in 0..random.below(pieces + 1) {
        piece(random, &mut line);
    }
    line
}

/// Text of several lines.
fn text(random: &mut Random, pieces: usize) -> String {
    let mut text = String::new();
    for _ in 0..random.below(pieces + 1) {
        if random.chance(30) {
            text.push_str(random.pick(&["\n", "\n", "\n\n", "\r\n", "\r", "\n\r\n", "\n \n"]));
        }
        piece(random, &mut text);
    }
    text
}

fn piece(random: &mut Random, text: &mut String) {
    match random.below(10) {
        0 | 1 => text.push_str(random.pick(&MARKUP)),
        2 => text.push_str(random.pick(&BLANKS)),
        3 => text.push_str(random.pick(&SCRIPTS)),
        4 => text.push(character(random)),
        _ => {
            text.push_str(random.pick(&WORDS));
            text.push(' ');
        }
    }
}

/// A character of any plane that fits on one line.
fn character(random: &mut Random) -> char {
    let code = u32::try_from(0x1_0000 + random.below(0x10_0000)).unwrap_or_default();
    char::from_u32(code).unwrap_or('\u{FFFD}')
}

/// A value of a list: one line that is not blank.
fn value(random: &mut Random) -> String {
    let mut value = line(random, 4);
    value.push_str(random.pick(&WORDS));
    value.push_str(&line(random, 2));
    value
}

fn html(random: &mut Random, pieces: usize) -> String {
    let mut html = String::new();
    for _ in 0..=random.below(pieces + 1) {
        match random.below(3) {
            0 => html.push_str(random.pick(&HTML)),
            1 => html.push_str(&escaped(&text(random, 4))),
            _ => html.push_str(random.pick(&WORDS)),
        }
    }
    html
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

fn some(random: &mut Random, terms: &[&str]) -> Vec<String> {
    let (count, from) = (random.below(4), random.below(terms.len()));
    let terms = terms.iter().cycle().skip(from).take(count);
    terms.map(|term| (*term).to_owned()).collect()
}

fn list(random: &mut Random, known: &[&str]) -> Vec<String> {
    let mut list: Vec<String> = Vec::new();
    for _ in 0..random.below(4) {
        let value = if random.chance(60) {
            (*random.pick(known)).to_owned()
        } else {
            value(random)
        };
        if !list.contains(&value) {
            list.push(value);
        }
    }
    list
}

/// Mostly few tags; now and then a hundred.
fn tags(random: &mut Random) -> Vec<String> {
    let most = if random.chance(2) { 100 } else { 5 };
    (0..random.below(most))
        .map(|_| match random.below(4) {
            0 => format!("{{https://example.org/topics}}{}", value(random)),
            1 => format!("{{a scheme, {}}}{}", random.pick(&WORDS), value(random)),
            _ => value(random),
        })
        .collect()
}

fn places(random: &mut Random) -> Vec<Value> {
    (0..random.below(4))
        .map(|_| match random.below(3) {
            0 => json!({ "name": "OSH", "qualifier": "Kyrgyzstan" }),
            1 => json!({ "name": value(random).replace(',', ";") }),
            _ => json!({ "name": "SKOPJE" }),
        })
        .collect()
}

fn date(random: &mut Random) -> String {
    let year = match random.below(20) {
        0 => 1 + random.below(9_999),
        1 | 2 => 1_973 + random.below(17),
        _ => 1_990 + random.below(37),
    };
    let (month, day) = (1 + random.below(12), 1 + random.below(28));
    let day = format!("{year:04}-{month:02}-{day:02}");
    let time = format!("{:02}:{:02}", random.below(24), random.below(60));
    let second = random.below(60);
    let offset = random.pick(&OFFSETS);
    match random.below(12) {
        0 => format!("{year:04}"),
        1 => format!("{year:04}-{month:02}"),
        2..=6 => day,
        7 | 8 => format!("{day}T{time}{offset}"),
        9 => format!("{day}T{time}:{second:02}{offset}"),
        10 => format!(
            "{day}T{time}:{second:02}.{:03}{offset}",
            random.below(1_000)
        ),
        _ => format!(
            "{day}T{time}:{second:02}.{:09}{offset}",
            random.below(1_000_000_000)
        ),
    }
}

/// The number makes each id the only one of its kind. None is derived from the rest.
fn id(random: &mut Random, n: usize) -> Option<String> {
    Some(match random.below(14) {
        0 => return None,
        1 => format!("{n}"),
        2 => format!("{}", 100_000_000 + n),
        3 => format!("tag:osce.org,2016:{n}"),
        4 => format!("urn:uuid:6ba7b810-9dad-11d1-80b4-{n:012x}"),
        5 => format!("{n} at http://www.osce.org"),
        6 => format!("HTTP://www.osce.org/{n}"),
        7 => format!("https://www.osce.org/%7e{n}"),
        8 => format!("{} {n}", value(random)),
        9 => format!("id:{n}"),
        10 => format!("https://www.osce.org/?a={n}&b=<{n}>"),
        11 => format!("https://www.osce.org/node/{n}?a=1&b=2"),
        _ => format!("https://www.osce.org/node/{n}"),
    })
}

fn url(random: &mut Random, n: usize) -> String {
    match random.below(6) {
        0 => format!("https://www.osce.org/{n}?lang=en&view=full&amp;c=%20"),
        1 => format!("http://www.osce.org:8080/a'b/{n}#x(y)"),
        2 => format!("https://www.osce.org/für/{n}"),
        3 => format!("https://[::1]/{n};a=[b]"),
        _ => format!("https://www.osce.org/secretariat/{n}"),
    }
}

/// Numbers that look random and are the same in every run (`SplitMix64`, Steele and others 2014).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 up to below the limit.
    fn below(&mut self, limit: usize) -> usize {
        let limit = u64::try_from(limit).unwrap_or(u64::MAX).max(1);
        usize::try_from(self.next() % limit).unwrap_or_default()
    }

    fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    fn pick<'t>(&mut self, from: &[&'t str]) -> &'t str {
        from.get(self.below(from.len()))
            .copied()
            .unwrap_or_default()
    }
}

const WORDS: [&str; 12] = [
    "border",
    "Lake Ohrid",
    "“talks”",
    "co-operation",
    "R&D",
    "AT&T",
    "1 < 2 > 0",
    "café",
    "naïve",
    "it's",
    "50 %",
    "\"quoted\"",
];

/// What some parser somewhere takes for more than text.
const MARKUP: [&str; 47] = [
    "<b>",
    "</b>",
    "<br>",
    "<br/>",
    "<p>",
    "</p>",
    "<a href=\"x\">",
    "<script>",
    "<i",
    "<!--",
    "-->",
    "--",
    "<![CDATA[",
    "]]>",
    "]]",
    "<?php ?>",
    "<!DOCTYPE x>",
    "</item>",
    "</entry>",
    "</channel>",
    "<item>",
    "&",
    "&&",
    "&;",
    "&amp;",
    "&amp;amp;",
    "&amp;lt;b&amp;gt;",
    "&lt;",
    "&gt;",
    "&quot;",
    "&apos;",
    "&nbsp;",
    "&eacute;",
    "&copy",
    "&notanentity;",
    "&#10;",
    "&#x26;",
    "&#38;#38;",
    "&#0;",
    "%26",
    "\\u0026",
    "\\",
    "|",
    "{",
    "}",
    "=1+1",
    "cafÃ©",
];

const BLANKS: [&str; 12] = [
    " ", "  ", "\t", "\u{A0}", "\u{85}", "\u{2003}", "\u{2028}", "\u{2029}", "\u{3000}",
    "\u{FEFF}", "\u{200B}", "\u{1680}",
];

const SCRIPTS: [&str; 16] = [
    "Скопје",
    "Київ",
    "Ελλάδα",
    "საქართველო",
    "Հայաստան",
    "\u{202B}עברית\u{202C}",
    "\u{2067}العربية\u{2069}",
    "中文标题",
    "日本語",
    "한국어",
    "ไทย",
    "🕊️",
    "👩‍👩‍👧‍👦",
    "🇲🇰",
    "e\u{301}\u{327}",
    "Z͑ͫ̓ͪ̂ͫ̽",
];

const HTML: [&str; 28] = [
    "<p>",
    "</p>",
    "<P CLASS=x>",
    "<br>",
    "<br />",
    "<ul><li>one<li>two</ul>",
    "<b>bold</b>",
    "<a href=\"/relative?a=1&amp;b=2\">link</a>",
    "<a href='https://example.org/?a=1&b=2'>bare</a>",
    "<img src=\"a.png\" alt=\"x &gt; y\">",
    "<!-- a comment -- with dashes -->",
    "&nbsp;",
    "&eacute;",
    "&hellip;",
    "&#8217;",
    "&#x2019;",
    "&#128;",
    "&bogus;",
    "&",
    "&copy 2016",
    "<table><tr><td>1</td></tr></table>",
    "<pre>\n  a\r\n\tb </pre>",
    "<script>if (a < b && c) {}</script>",
    "<style>p > a { }</style>",
    "<![CDATA[x]]>",
    "\r\n",
    "<p style=\"color: red\">",
    "<o:p></o:p>",
];

const LANGUAGES: [&str; 10] = [
    "en",
    "de",
    "fr",
    "ru",
    "uk",
    "sr-Latn",
    "zh-Hant-TW",
    "ar",
    "he",
    "en-GB",
];

const OFFSETS: [&str; 9] = [
    "Z", "Z", "+02:00", "+01:00", "-03:30", "+05:45", "-00:44", "+14:00", "-12:00",
];

const SOURCES: [&str; 5] = [
    "OSCE Secretariat",
    "OSCE Mission to Skopje",
    "Permanent Council",
    "Desk <desk@example.org>",
    "Press (and Public) Information, Section",
];

const FIELDS: [&str; 6] = [
    "Border management",
    "Cyber/ICT Security",
    "Reform and co-operation in the security sector",
    "Youth",
    "Rule of law",
    "Roma and Sinti",
];

const STATES: [&str; 6] = [
    "Albania",
    "Austria",
    "Kyrgyzstan",
    "North Macedonia",
    "United States of America",
    "Türkiye",
];

const PARTNERS: [&str; 3] = ["Japan", "Egypt", "Republic of Korea"];

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_run_makes_the_same() {
        assert!(releases().eq(releases()));
        assert_eq!(releases().count(), RELEASES);
    }

    #[test]
    fn every_character_of_the_first_plane_is_there() {
        let mut missing: HashSet<char> = first_plane().into_iter().collect();
        assert_eq!(missing.len(), 0xFFFE - 0x800 - 29);
        for release in releases() {
            let texts = [&release["summary"], &release["body"]];
            for c in texts
                .into_iter()
                .filter_map(Value::as_str)
                .flat_map(str::chars)
            {
                missing.remove(&c);
            }
        }
        assert!(missing.is_empty(), "{} are not there", missing.len());
    }
}
