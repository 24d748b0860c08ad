//! Where things stand.

use dateline_core::{Checker, Field, FieldPath, Position};
use proptest::prelude::*;

use crate::{Dialect, Reader};

/// `expected` is `BEGIN-END`.
#[track_caller]
fn check_spot(
    reader: &Reader<&[u8]>,
    path: FieldPath,
    character: Option<usize>,
    expected: Option<&str>,
) {
    let found = reader.locate(&path, character).map(|spot| {
        assert_eq!(spot.path, format!("column \"{}\"", path.field));
        format!("{}-{}", spot.position, spot.end.unwrap())
    });
    assert_eq!(found.as_deref(), expected);
}

#[track_caller]
fn check_place(input: &str, path: impl Into<FieldPath>, expected: Option<&str>) {
    let mut reader = Reader::new(input.as_bytes());
    while !input[usize::try_from(reader.position().byte).unwrap()..].starts_with('!') {
        assert!(reader.advance(&mut Vec::new()).unwrap());
    }
    check_spot(&reader, path.into(), None, expected);
}

#[test]
fn cells_and_values_are_found_when_asked() {
    let input = "title,sources,date,body,translations\r\n\
                 a,b,c,d,e\r\n\
                 !\u{e9},\"x\"\"x| y\\|y |\u{1F54A}\r\nz\",2016,\"k\nl\",\"uk=a|sq= b\"\r\n";
    check_place(input, Field::Title, Some("3:1-3:3"));
    check_place(input, Field::Sources, Some("3:4-4:3"));
    check_place(input, FieldPath::of(Field::Sources, 0), Some("3:5-3:9"));
    check_place(input, FieldPath::of(Field::Sources, 1), Some("3:11-3:15"));
    check_place(input, FieldPath::of(Field::Sources, 2), Some("3:17-4:2"));
    check_place(input, FieldPath::of(Field::Sources, 3), Some("3:4-4:3"));
    check_place(input, Field::Date, Some("4:4-4:8"));
    check_place(input, Field::Body, Some("4:9-5:3"));
    check_place(
        input,
        FieldPath::of(Field::Translations, 0),
        Some("5:5-5:9"),
    );
    check_place(
        input,
        FieldPath::of(Field::Translations, 1).part("url"),
        Some("5:14-5:15"),
    );
    check_place(input, Field::Id, None);
    assert_eq!(
        Reader::new(&b""[..]).locate(&Field::Title.into(), None),
        None
    );
}

#[test]
fn characters_are_counted_in_what_is_said() {
    let input = "title,date,body,tags,places\n\
                 \u{e9}\"\"x,2016,\"a \"\"b\"\"\r\nc\rd\u{1F54A}e\",\" x\\|\\\\\"\"y|z\",\" VIENNA |a , b\"\n";
    let mut reader = Reader::new(input.as_bytes());
    assert!(reader.advance(&mut Vec::new()).unwrap());
    assert!(reader.record(&mut Vec::new()).is_ok());
    let check = |path: FieldPath, character, expected| {
        check_spot(&reader, path, Some(character), Some(expected));
    };
    // Quotes are doubled only within quotes.
    check(Field::Title.into(), 2, "2:2-2:3");
    check(Field::Title.into(), 4, "2:4-2:5");
    check(Field::Title.into(), 5, "2:5-2:5");
    check(Field::Title.into(), 99, "2:5-2:5");
    check(Field::Body.into(), 9, "3:2-4:1");
    check(Field::Body.into(), 11, "4:2-4:3");
    // Not in order.
    check(Field::Body.into(), 3, "2:14-2:16");
    check(Field::Body.into(), 4, "2:16-2:17");
    check(Field::Body.into(), 6, "2:19-3:1");
    check(Field::Body.into(), 7, "3:1-3:1");
    check(Field::Body.into(), 8, "3:1-3:2");
    check(FieldPath::of(Field::Tags, 0), 1, "4:7-4:8");
    check(FieldPath::of(Field::Tags, 0), 3, "4:9-4:11");
    check(FieldPath::of(Field::Tags, 0), 4, "4:11-4:13");
    check(FieldPath::of(Field::Tags, 0), 5, "4:13-4:15");
    check(FieldPath::of(Field::Tags, 0), 6, "4:15-4:16");
    check(FieldPath::of(Field::Tags, 1), 1, "4:17-4:18");
    // These are counted behind the blanks that the draft has left out.
    check(FieldPath::of(Field::Places, 0).part("name"), 1, "4:22-4:23");
    check(
        FieldPath::of(Field::Places, 1).part("qualifier"),
        1,
        "4:34-4:35",
    );
}

/// Chooses, the same for the same seed.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }

    fn of<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len())]
    }

    fn coin(&mut self) -> bool {
        self.below(2) == 0
    }

    /// Some text that any field takes.
    fn text(&mut self, lines: bool) -> String {
        const PIECES: [&str; 16] = [
            "\"",
            "\"\"",
            ",",
            ";",
            "\t",
            "|",
            "\\",
            "\\|",
            " ",
            "\u{1F54A}",
            "\u{e9}",
            "\u{2028}",
            "\n",
            "\r",
            "\r\n",
            "=",
        ];
        let choices = if lines { &PIECES[..] } else { &PIECES[..12] };
        let pieces: String = (0..self.below(9)).map(|_| self.of(choices)).collect();
        format!("x{pieces}x")
    }

    /// A value between blanks, escaped for a list.
    fn listed(&mut self, value: &str) -> String {
        let escaped = value.replace('\\', "\\\\").replace('|', "\\|");
        let blank = |dice: &mut Self| dice.of(&["", "", " ", "\u{a0} "]);
        format!("{}{escaped}{}", blank(self), blank(self))
    }

    /// A list with this value somewhere in it.
    fn list(&mut self, value: String, other: impl Fn(&mut Self) -> String) -> String {
        let mut values: Vec<String> = (0..self.below(4)).map(|_| other(self)).collect();
        values.insert(self.below(values.len() + 1), value);
        values.join("|")
    }
}

/// Stands in front of what is wrong, and behind it, until the place is known.
const BEGIN: char = '\u{E000}';
const END: char = '\u{E001}';

/// A text with a character that is wrong.
fn with_illegal(dice: &mut Dice, lines: bool) -> String {
    let (before, behind) = (dice.text(lines), dice.text(lines));
    format!("{before}{BEGIN}\u{b}{END}{behind}")
}

/// A cell that is right, or is not.
fn cell(dice: &mut Dice, field: Field, broken: bool) -> String {
    let state = |dice: &mut Dice| {
        let state = dice.of(&["Albania", "MD", "North Macedonia"]);
        dice.listed(state)
    };
    match (field, broken) {
        (Field::Date, false) => "2016-10-25".into(),
        (Field::Date, true) => format!("{BEGIN}25.10.16{END}"),
        (Field::Title, false) => dice.text(false),
        (Field::Title, true) if dice.coin() => with_illegal(dice, false),
        (Field::Title, true) => format!("a{BEGIN}\r{END}\nb"),
        (Field::Summary | Field::Body, false) => dice.text(true),
        (Field::Summary | Field::Body, true) => with_illegal(dice, true),
        (Field::Places, false) => dice.list("VIENNA, Wien".into(), |dice| dice.listed("Ohrid")),
        (Field::Places, true) => {
            let (name, qualifier) = (dice.of(&["", "y, "]), with_illegal(dice, false));
            let place = format!("{name}{}", qualifier.replace(',', ""));
            let place = dice.listed(&place);
            dice.list(place, |dice| dice.listed("VIENNA, Wien"))
        }
        (Field::Tags, true) => {
            // The blanks count here: what the check sees has them.
            let tag = with_illegal(dice, false);
            let tag = dice.listed(&tag);
            dice.list(tag, |dice| {
                let tag = dice.text(false);
                dice.listed(&tag)
            })
        }
        (Field::Tags, false) => {
            let tag = dice.text(false);
            dice.listed(&tag)
        }
        (Field::Translations, false) => "uk=https://a.example/?a=b".into(),
        (Field::Translations, true) => {
            let url = dice.listed(&format!("{BEGIN}no \"address\"{END}"));
            dice.list(format!("sq={url}"), |_| "uk = https://a.example/".into())
                .replacen("uk", "mk", 1)
                .replacen("uk", "ru", 1)
        }
        (_, false) => {
            let one = state(dice);
            dice.list(one, state)
        }
        (_, true) => {
            let unknown = dice.listed(&format!("{BEGIN}Atlantis{END}"));
            dice.list(unknown, state)
        }
    }
}

/// The cell in a row, with quotes where it needs them, or by chance.
fn quoted(dice: &mut Dice, cell: &str, delimiter: char, whole: bool) -> String {
    let needed = cell.contains([delimiter, '\n', '\r']) || cell.starts_with('"');
    let starts = |mark| cell.starts_with(mark) && cell[BEGIN.len_utf8()..].starts_with('"');
    if !(needed || starts(BEGIN) || dice.below(3) == 0) {
        return cell.to_owned();
    }
    let doubled = cell.replace('"', "\"\"");
    if whole {
        // The place of a cell is that of its quotes.
        let inner = doubled.replace([BEGIN, END], "");
        return format!("{BEGIN}\"{inner}\"{END}");
    }
    format!("\"{doubled}\"")
}

/// A table with one fault, between marks.
fn table(dice: &mut Dice) -> (String, Dialect) {
    const FIELDS: [Field; 9] = [
        Field::Title,
        Field::Date,
        Field::Summary,
        Field::Body,
        Field::Places,
        Field::Tags,
        Field::Translations,
        Field::ParticipatingStates,
        Field::PartnerStates,
    ];
    let tsv = dice.below(4) == 0;
    let delimiter = if tsv {
        '\t'
    } else {
        dice.of(&[',', ';', '\t', '|'])
    };
    let end = dice.of(&["\n", "\r\n", "\r"]);
    let mut columns = FIELDS.to_vec();
    for index in 0..columns.len() {
        let other = dice.below(columns.len());
        columns.swap(index, other);
    }
    columns.retain(|field| matches!(field, Field::Title | Field::Date) || dice.coin());
    let mut table = String::new();
    if dice.coin() {
        table.extend(["sep=", &delimiter.to_string(), end]);
    }
    let join = |cells: Vec<String>| cells.join(&delimiter.to_string());
    let names = columns.iter().map(|field| field.name());
    table += &join(
        names
            .map(|name| quoted(dice, name, delimiter, false))
            .collect(),
    );
    table += end;
    let rows = 1 + dice.below(4);
    let (bad_row, bad_field) = (dice.below(rows), dice.of(&columns));
    for row in 0..rows {
        let cells = columns.iter().map(|field| {
            let broken = row == bad_row && *field == bad_field;
            // Japan and others are no participating States; none is all right, too.
            if *field == Field::PartnerStates && !broken {
                return String::new();
            }
            let text = if *field == Field::PartnerStates {
                format!(" {BEGIN}Atlantis{END}| Japan")
            } else {
                cell(dice, *field, broken)
            };
            quoted(dice, &text, delimiter, *field == Field::Date && broken)
        });
        table += &join(cells.collect());
        table += &end.repeat(1 + dice.below(2));
    }
    (table, if tsv { Dialect::Tsv } else { Dialect::Csv })
}

/// The line and the column behind a text, counted one character after the other.
fn behind(text: &str) -> (u64, u64) {
    let (mut line, mut column, mut before) = (1, 1, ' ');
    for c in text.chars().filter(|c| !matches!(*c, BEGIN | END)) {
        match (before, c) {
            ('\r', '\n') => {}
            (_, '\r' | '\n') => (line, column) = (line + 1, 1),
            _ => column += 1,
        }
        before = c;
    }
    (line, column)
}

/// The bytes of a text with a mark of byte order, or without one.
fn encoded(dice: &mut Dice, text: &str) -> Vec<u8> {
    let marked = format!("\u{FEFF}{text}");
    match dice.below(3) {
        0 => text.into(),
        1 => marked.into(),
        _ => marked.encode_utf16().flat_map(u16::to_le_bytes).collect(),
    }
}

proptest! {
    #[test]
    fn a_fault_is_found_where_it_was_planted(seed in any::<u64>()) {
        let mut dice = Dice(seed);
        let (marked, dialect) = table(&mut dice);
        let expected = [BEGIN, END].map(|mark| behind(marked.split(mark).next().unwrap()));
        let input = encoded(&mut dice, &marked.replace([BEGIN, END], ""));
        let mut reader = Reader::new(&*input).dialect(dialect);
        let mut found = Vec::new();
        while reader.advance(&mut Vec::new()).unwrap() {
            let record = reader.record(&mut Vec::new()).unwrap();
            let Err(violations) = Checker::default().check(record.draft, &mut Vec::new()) else {
                continue;
            };
            for violation in &violations {
                let spot = reader.locate(&violation.path(), violation.problem().character());
                let spot = spot.unwrap();
                let place = |at: Position| (at.line, at.column);
                found.push([place(spot.position), place(spot.end.unwrap())]);
            }
        }
        prop_assert_eq!(found, [expected], "{:?}", marked);
    }
}
