//! Made-up releases, in the forms that real ones have.

use super::draw::Draw;
use super::words::{
    FIELDS, KINDS, LANGUAGES, MONTHS, OBJECTS, PARTNERS, PEOPLE, PLACES, SAYINGS, SECTIONS, STATES,
    SUBJECTS, TAGS, TAILS, VERBS,
};

/// What sort of releases a corpus has.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Shape {
    /// At least so many bytes of body.
    pub(crate) body: usize,
    pub(crate) is_html: bool,
    /// So many further sources and tags each.
    pub(crate) terms: usize,
    /// No release can be accepted: a State that is none, a day that no month has.
    pub(crate) is_bad: bool,
}

impl Shape {
    /// About 3.1 kilobytes in all, plain text.
    pub(crate) const USUAL: Self = Self {
        body: 2_400,
        is_html: false,
        terms: 0,
        is_bad: false,
    };

    /// The same with bodies of HTML.
    pub(crate) const HTML: Self = Self {
        is_html: true,
        ..Self::USUAL
    };
}

/// A place with what is derived from its name.
pub(crate) struct Place {
    pub(crate) name: &'static str,
    pub(crate) qualifier: Option<&'static str>,
    pub(crate) canonical: &'static str,
    pub(crate) state: &'static str,
}

/// A release whose fields are named as in every format.
pub(crate) struct Release {
    pub(crate) id: String,
    pub(crate) number: String,
    pub(crate) kind: &'static str,
    pub(crate) title: String,
    pub(crate) date: String,
    pub(crate) modified: String,
    pub(crate) language: &'static str,
    pub(crate) url: String,
    pub(crate) places: Vec<Place>,
    pub(crate) sources: Vec<String>,
    pub(crate) fields_of_work: Vec<String>,
    pub(crate) participating_states: Vec<String>,
    pub(crate) partner_states: Vec<String>,
    pub(crate) tags: Vec<String>,
    pub(crate) summary: String,
    pub(crate) body: String,
    pub(crate) body_type: &'static str,
    pub(crate) translations: Vec<(&'static str, String)>,
}

impl Release {
    /// The release with this number, the same in every corpus of this shape.
    pub(crate) fn new(number: u64, shape: Shape) -> Self {
        let mut draw = Draw::new(number);
        let draw = &mut draw;
        let number = (100_000 + number).to_string();
        let section = draw.one(&SECTIONS);
        let (upper, canonical, state, source) = PLACES[draw.below(PLACES.len())];
        let place = Place {
            name: upper,
            qualifier: draw.once_in(5).then_some(state),
            canonical,
            state,
        };
        let (year, month, day) = (1996 + draw.below(30), draw.below(12), 1 + draw.below(28));
        let head = match place.qualifier {
            Some(qualifier) => format!("{upper}, {qualifier}, {day} {} {year} – ", MONTHS[month]),
            None => format!("{upper}, {day} {} {year} – ", MONTHS[month]),
        };
        let clock = match draw.below(10) {
            0..7 => String::new(),
            7 | 8 => format!("T{:02}:{:02}+02:00", 7 + draw.below(12), draw.below(60)),
            _ => format!(
                "T{:02}:{:02}:{:02}Z",
                7 + draw.below(12),
                draw.below(60),
                draw.below(60)
            ),
        };
        let mut release = Self {
            id: format!("https://www.osce.org/node/{number}"),
            url: format!("https://www.osce.org/{section}/{number}"),
            kind: draw.one(&KINDS),
            title: title(draw),
            date: format!("{year}-{:02}-{:02}{clock}", month + 1, day),
            modified: String::new(),
            language: "en",
            places: vec![place],
            sources: vec![source.to_owned()],
            fields_of_work: several(draw, &FIELDS, 2),
            participating_states: several(draw, &STATES, 3),
            partner_states: Vec::new(),
            tags: Vec::new(),
            summary: String::new(),
            body: String::new(),
            body_type: if shape.is_html {
                "text/html"
            } else {
                "text/plain"
            },
            translations: Vec::new(),
            number,
        };
        if draw.once_in(6) {
            release.modified = format!("{}-01-{:02}", year + 1, 1 + draw.below(28));
        }
        if draw.once_in(8) {
            release.language = draw.one(&LANGUAGES);
        }
        if draw.once_in(4) && source != "OSCE Secretariat" {
            release.sources.push("OSCE Secretariat".to_owned());
        }
        if draw.once_in(10) {
            release.partner_states = several(draw, &PARTNERS, 1);
        }
        if draw.once_in(3) {
            release.tags = several(draw, &TAGS, 2);
        }
        if draw.once_in(5) {
            release.summary = sentence(draw);
        }
        if draw.once_in(4) {
            let language = draw.one(&LANGUAGES);
            if language != release.language {
                let url = format!(
                    "https://www.osce.org/{language}/{section}/{}",
                    release.number
                );
                release.translations.push((language, url));
            }
        }
        for term in 1..=shape.terms {
            release.sources.push(format!("Water board no. {term}"));
            release.tags.push(format!("word {term} of many"));
        }
        if shape.is_bad {
            release.date = format!("{year}-{:02}-31", [2, 4, 6, 9, 11][draw.below(5)]);
            release.participating_states.push("Bulgraia".to_owned());
        }
        release.body = body(draw, &head, shape);
        release
    }
}

/// One to so many of a list, each once.
fn several(draw: &mut Draw, list: &[&str], most: usize) -> Vec<String> {
    let first = draw.below(list.len());
    (0..=draw.below(most))
        .map(|step| list[(first + step) % list.len()].to_owned())
        .collect()
}

fn title(draw: &mut Draw) -> String {
    let mut title = format!("{} and {}", draw.one(&SUBJECTS), draw.one(&OBJECTS));
    if draw.once_in(4) {
        title.push_str(": \"two shores\" & one lake");
    }
    title
}

fn body(draw: &mut Draw, head: &str, shape: Shape) -> String {
    let mut body = String::with_capacity(shape.body + 1_000);
    let mut is_first = true;
    while body.len() < shape.body {
        let mut text = String::new();
        if is_first {
            text.push_str(head);
            is_first = false;
        } else {
            body.push_str(if shape.is_html { "\n" } else { "\n\n" });
        }
        let sentences = 2 + draw.below(4);
        for nth in 0..sentences {
            if nth > 0 {
                text.push(' ');
            }
            text.push_str(&sentence(draw));
        }
        if shape.is_html {
            markup(draw, &text, &mut body);
        } else {
            body.push_str(&text);
        }
    }
    body
}

fn sentence(draw: &mut Draw) -> String {
    match draw.below(9) {
        0 => format!(
            "“{},” said {}, who speaks for the {}.",
            draw.one(&SAYINGS),
            draw.one(&PEOPLE),
            [
                "border service",
                "river commission",
                "city of Brčko",
                "State Agency"
            ][draw.below(4)],
        ),
        1 => format!(
            "{} {} {} people{}.",
            draw.one(&SUBJECTS),
            ["counted", "were told of", "wrote to"][draw.below(3)],
            2 + draw.below(400),
            draw.one(&TAILS),
        ),
        2 if draw.once_in(2) => format!("\"{},\" {} added.", draw.one(&SAYINGS), draw.one(&PEOPLE)),
        _ => format!(
            "{} {} {}{}.",
            draw.one(&SUBJECTS),
            draw.one(&VERBS),
            draw.one(&OBJECTS),
            draw.one(&TAILS),
        ),
    }
}

/// A paragraph as editors of the site make it.
fn markup(draw: &mut Draw, text: &str, out: &mut String) {
    let text = text.replace('&', "&amp;");
    match draw.below(8) {
        0 => {
            out.push_str("<ul>\n<li>");
            out.push_str(&text.replace(". ", ".</li>\n<li>"));
            out.push_str("</li>\n</ul>");
        }
        1 => {
            let href = format!(
                "https://www.osce.org/{}/{}?lang=en&amp;view=full",
                draw.one(&SECTIONS),
                100_000 + draw.below(500_000),
            );
            let linked = format!("<a href=\"{href}\">the chair</a>");
            out.push_str("<p>");
            out.push_str(&text.replace("the chair", &linked));
            out.push_str("</p>");
        }
        2 => {
            out.push_str("<p><strong>");
            out.push_str(&text);
            out.push_str("</strong></p>");
        }
        3 => {
            out.push_str("<p>");
            out.push_str(&text.replace("water", "<em>water</em>"));
            out.push_str("<br>\n&nbsp;</p>");
        }
        _ => {
            out.push_str("<p>");
            out.push_str(&text);
            out.push_str("</p>");
        }
    }
}
