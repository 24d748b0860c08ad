//! Faults that were planted in made-up files are found where they were planted.

use std::fmt::Write as _;
use std::io::Read;

use dateline_core::{Checker, Field, FieldPath, Position, Spot, Violations};
use proptest::prelude::*;

use crate::native::Layout;
use crate::{feed, native};

/// Stands in a value where the fault will be written.
const MARK: char = '\u{E000}';

/// How the fault, a character that no format can carry, may be written.
const FAULTS: [&str; 5] = ["\\u000b", "\\u000B", "\\u0000", "\\uFFFE", "\u{FFFE}"];

/// Makes choices; the same for the same seed.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % sides as u64).unwrap()
    }

    fn pick<'p>(&mut self, from: &[&'p str]) -> &'p str {
        from[self.roll(from.len())]
    }
}

enum Json {
    Text(String),
    List(Vec<Self>),
    Object(Vec<(String, Self)>),
}

/// What is wrong with the record, and what is expected to be said of it.
struct Plant {
    path: FieldPath,
    named: String,
}

/// Makes the values of a record, one of which has the mark.
struct Values<'d> {
    dice: &'d mut Dice,
    /// How many values there are still before the one with the mark; none where it has no mark.
    before: Option<usize>,
    plant: Option<Plant>,
}

impl Values<'_> {
    /// A value with `begin` at its start.
    fn begun(&mut self, begin: &str, path: impl Into<FieldPath>, named: &str) -> String {
        const PIECES: [&str; 12] = [
            "a", "é", "🕊", "\"", "\\", "/", " b", "ß", "\u{2028}", "\u{7F}", "ВІ", "u",
        ];
        let mut text = begin.to_owned();
        if begin.is_empty() {
            text.push('v');
            for _ in 0..self.dice.roll(6) {
                text.push_str(self.dice.pick(&PIECES));
            }
        }
        match &mut self.before {
            Some(0) => {
                self.before = None;
                let (path, named) = (path.into(), named.to_owned());
                self.plant = Some(Plant { path, named });
                let at = self.dice.roll(text.chars().count() + 1);
                let at = text.char_indices().nth(at).map_or(text.len(), |(at, _)| at);
                text.insert(at, MARK);
            }
            Some(before) => *before -= 1,
            None => {}
        }
        text
    }

    fn text(&mut self, path: impl Into<FieldPath>, named: &str) -> Json {
        Json::Text(self.begun("", path, named))
    }

    fn native(&mut self) -> Json {
        let mut members: Vec<(String, Json)> = Vec::new();
        let scalars = [
            (Field::Id, ""),
            (Field::Number, "7"),
            (Field::Kind, ""),
            (Field::Title, ""),
            (Field::Date, "2016-10-25"),
            (Field::Modified, "2016"),
            (Field::Language, "en"),
            (Field::Url, "https://a.example/1"),
            (Field::Summary, ""),
            (Field::Body, ""),
            (Field::Embargo, "2016"),
        ];
        for (field, begin) in scalars {
            let text = self.begun(begin, field, &format!(".{field}"));
            members.push((field.name().to_owned(), Json::Text(text)));
        }
        for field in [Field::Sources, Field::Tags] {
            let texts = (0..3).map(|index| {
                let named = format!(".{field}[{index}]");
                self.text(FieldPath::of(field, index), &named)
            });
            let texts = Json::List(texts.collect());
            members.push((field.name().to_owned(), texts));
        }
        let places = (0..2).map(|index| {
            let parts = ["name", "qualifier"].map(|part| {
                let named = format!(".places[{index}].{part}");
                let path = FieldPath::of(Field::Places, index).part(part);
                (part.to_owned(), self.text(path, &named))
            });
            Json::Object(parts.into())
        });
        let places = Json::List(places.collect());
        members.push(("places".to_owned(), places));
        let translations = ["uk", "sq"]
            .into_iter()
            .enumerate()
            .map(|(index, language)| {
                let path = FieldPath::of(Field::Translations, index);
                // A key with a mark is named by what it says.
                let key = self.begun(language, path.part("language"), "");
                let named = format!(".translations.{language}");
                let url = self.begun("https://a.example/2", path.part("url"), &named);
                (key, Json::Text(url))
            });
        let translations = Json::Object(translations.collect());
        members.push(("translations".to_owned(), translations));
        let foreign = (0..2).map(|index| {
            let path = FieldPath::of(Field::Foreign, index);
            let named = |rest: &str| format!(".foreign[{index}].{rest}");
            let attribute = ("x".to_owned(), self.text(path, &named("attributes.x")));
            let child = (
                "text".to_owned(),
                self.text(path, &named("children[0].text")),
            );
            Json::Object(vec![
                ("name".to_owned(), self.text(path, &named("name"))),
                ("attributes".to_owned(), Json::Object(vec![attribute])),
                (
                    "children".to_owned(),
                    Json::List(vec![Json::Object(vec![child])]),
                ),
            ])
        });
        let foreign = Json::List(foreign.collect());
        members.push(("foreign".to_owned(), foreign));
        self.shuffle(&mut members);
        Json::Object(members)
    }

    fn item(&mut self) -> Json {
        let text = |text: &str| Json::Text(text.to_owned());
        let mut members: Vec<(String, Json)> =
            vec![("date_published".to_owned(), text("2016-10-25T14:30:00Z"))];
        let body = ["content_html", "content_text"][self.dice.roll(2)];
        for (key, field, begin) in [
            ("id", Field::Id, ""),
            ("title", Field::Title, ""),
            ("summary", Field::Summary, ""),
            (body, Field::Body, ""),
            ("language", Field::Language, "en"),
            ("url", Field::Url, "https://a.example/1"),
        ] {
            let text = self.begun(begin, field, &format!(".{key}"));
            members.push((key.to_owned(), Json::Text(text)));
        }
        let mut list = |key: &str, field: Field, part: Option<&'static str>, name: &str| {
            let objects = (0..2).map(|index| {
                let path = FieldPath::of(field, index);
                let path = part.map_or(path, |part| path.part(part));
                let value = self.text(path, &format!("{key}[{index}].{name}"));
                Json::Object(vec![(name.to_owned(), value)])
            });
            Json::List(objects.collect())
        };
        let authors = list(".authors", Field::Sources, None, "name");
        let places = list(
            "._schema_org.locationCreated",
            Field::Places,
            Some("name"),
            "name",
        );
        let keywords = list("._schema_org.keywords", Field::Tags, None, "name");
        members.push(("authors".to_owned(), authors));
        let genre = self.text(Field::Kind, "._schema_org.genre");
        let mut article = vec![
            ("locationCreated".to_owned(), places),
            ("keywords".to_owned(), keywords),
            ("genre".to_owned(), genre),
        ];
        self.shuffle(&mut article);
        members.push(("_schema_org".to_owned(), Json::Object(article)));
        self.shuffle(&mut members);
        Json::Object(members)
    }

    fn shuffle<T>(&mut self, values: &mut [T]) {
        for last in (1..values.len()).rev() {
            values.swap(last, self.dice.roll(last + 1));
        }
    }
}

/// A file that is written.
struct File<'d> {
    dice: &'d mut Dice,
    text: String,
    /// What may stand between two signs.
    blanks: &'static [&'static str],
    /// Where the fault begins and ends.
    fault: Option<(usize, usize)>,
}

const NONE: &[&str] = &[""];
const ON_A_LINE: &[&str] = &["", "", " ", "\t"];
const ANY: &[&str] = &["", "\n", "\n  ", "\r\n\t", "\r", " ", "\n\n"];

impl File<'_> {
    fn sign(&mut self, sign: &str) {
        let before = self.dice.pick(self.blanks);
        self.text.push_str(before);
        self.text.push_str(sign);
        let behind = self.dice.pick(self.blanks);
        self.text.push_str(behind);
    }

    fn value(&mut self, value: &Json) {
        match value {
            Json::Text(text) => self.quoted(text),
            Json::List(values) => {
                self.sign("[");
                for (index, value) in values.iter().enumerate() {
                    if index > 0 {
                        self.sign(",");
                    }
                    self.value(value);
                }
                self.sign("]");
            }
            Json::Object(members) => {
                self.sign("{");
                for (index, (key, value)) in members.iter().enumerate() {
                    if index > 0 {
                        self.sign(",");
                    }
                    self.quoted(key);
                    self.sign(":");
                    self.value(value);
                }
                self.sign("}");
            }
        }
    }

    fn quoted(&mut self, text: &str) {
        self.text.push('"');
        for c in text.chars() {
            let escaped = self.dice.roll(4) == 0;
            match c {
                MARK => {
                    let start = self.text.len();
                    self.text.push_str(self.dice.pick(&FAULTS));
                    self.fault = Some((start, self.text.len()));
                }
                '"' | '\\' => self.text.extend(['\\', c]),
                '/' if escaped => self.text.push_str("\\/"),
                _ if escaped => {
                    for unit in c.encode_utf16(&mut [0; 2]) {
                        write!(self.text, "\\u{unit:04x}").unwrap();
                    }
                }
                _ => self.text.push(c),
            }
        }
        self.text.push('"');
    }
}

/// The line and column, counted in the plainest way.
fn place(text: &str, at: usize) -> (u64, u64) {
    let (mut line, mut column, mut before) = (1, 1, ' ');
    for c in text[..at].chars() {
        match c {
            '\n' if before == '\r' => {}
            '\n' | '\r' => (line, column) = (line + 1, 1),
            _ => column += 1,
        }
        before = c;
    }
    (line, column)
}

fn start(seed: u64) -> Dice {
    Dice(seed | 1)
}

/// Writes some records of `make`, of which one has a fault.
fn records(
    file: &mut File<'_>,
    between: &[&str],
    (leaves, make): (usize, fn(&mut Values<'_>) -> Json),
) -> (usize, Plant) {
    let (count, wrong) = (1 + file.dice.roll(3), file.dice.roll(3));
    let wrong = wrong.min(count - 1);
    let mut planted = None;
    for index in 0..count {
        if index > 0 {
            let between = file.dice.pick(between);
            file.text.push_str(between);
        }
        let before = (index == wrong).then(|| file.dice.roll(leaves));
        let mut values = Values {
            dice: &mut *file.dice,
            before,
            plant: None,
        };
        let record = make(&mut values);
        let plant = values.plant.take();
        file.value(&record);
        planted = planted.or(plant.map(|plant| (index, plant)));
    }
    planted.unwrap()
}

/// That the only thing wrong is said of that place.
#[track_caller]
fn check(
    file: &File<'_>,
    plant: &Plant,
    base: &str,
    violations: &Violations,
    locate: impl Fn(&FieldPath, Option<usize>) -> Option<Spot>,
) {
    let text = &file.text;
    let violations: Vec<_> = violations.iter().collect();
    let [violation] = &violations[..] else {
        panic!("{violations:?} in {text}");
    };
    assert_eq!(violation.path(), plant.path, "{text}");
    let spot = locate(&violation.path(), violation.problem().character()).unwrap();
    let (from, to) = file.fault.unwrap();
    let found = |position: Position| (position.line, position.column);
    assert_eq!(found(spot.position), place(text, from), "{text}");
    assert_eq!(spot.position.byte, from as u64, "{text}");
    assert_eq!(spot.end.map(found), Some(place(text, to)), "{text}");
    if !plant.named.is_empty() {
        assert_eq!(spot.path, format!("{base}{}", plant.named), "{text}");
    }
}

fn run_native(file: &File<'_>, layout: Layout, index: usize, plant: &Plant) {
    let mut reader = native::Reader::new(file.text.as_bytes()).layout(layout);
    let (mut frame, mut findings) = (native::Frame::default(), Vec::new());
    let mut said = 0;
    while reader.advance_into(&mut frame, &mut findings).unwrap() {
        let draft = frame.record(&mut findings).unwrap().draft;
        let Err(violations) = Checker::default().check(draft, &mut findings) else {
            continue;
        };
        said += 1;
        let base = match layout {
            Layout::Array => format!("$[{index}]"),
            Layout::Lines => "$".to_owned(),
        };
        check(file, plant, &base, &violations, |path, character| {
            frame.locate(path, character)
        });
    }
    assert_eq!(said, 1);
}

fn run_feed<R: Read>(file: &File<'_>, mut reader: feed::Reader<R>, index: usize, plant: &Plant) {
    let (mut findings, mut said) = (Vec::new(), 0);
    while reader.advance(&mut findings).unwrap() {
        let draft = reader.record(&mut findings).unwrap().draft;
        let Err(violations) = Checker::default().check(draft, &mut findings) else {
            continue;
        };
        said += 1;
        let base = format!("$.items[{index}]");
        check(file, plant, &base, &violations, |path, character| {
            reader.locate(path, character)
        });
    }
    assert_eq!(said, 1);
}

proptest! {
    #[test]
    fn a_fault_in_an_array_is_found_where_it_is(seed: u64, compact: bool) {
        let mut dice = start(seed);
        let blanks = if compact { NONE } else { ANY };
        let mut file = File { dice: &mut dice, text: String::new(), blanks, fault: None };
        file.sign("[");
        let (index, plant) = records(&mut file, &[",", ",\n", " ,\r\n "], (31, |values| values.native()));
        file.sign("]");
        run_native(&file, Layout::Array, index, &plant);
    }

    #[test]
    fn a_fault_on_a_line_is_found_where_it_is(seed: u64, compact: bool) {
        let mut dice = start(seed);
        let blanks = if compact { NONE } else { ON_A_LINE };
        let mut file = File { dice: &mut dice, text: String::new(), blanks, fault: None };
        let (index, plant) = records(&mut file, &["\n", "\r\n", "\n\n", "\r"], (31, |values| values.native()));
        run_native(&file, Layout::Lines, index, &plant);
    }

    #[test]
    fn a_fault_in_a_feed_is_found_where_it_is(seed: u64, compact: bool) {
        let mut dice = start(seed);
        let blanks = if compact { NONE } else { ANY };
        let mut file = File { dice: &mut dice, text: String::new(), blanks, fault: None };
        file.sign("{");
        file.text.push_str("\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"é\"");
        file.sign(",");
        file.text.push_str("\"items\":");
        file.sign("[");
        let (index, plant) = records(&mut file, &[",", ",\n", " ,\r\n "], (13, |values| values.item()));
        file.sign("]");
        file.sign("}");
        run_feed(&file, feed::Reader::new(file.text.as_bytes()), index, &plant);
    }
}
