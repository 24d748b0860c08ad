//! Reads a release in the native shape, and finds where its values stand.
//!
//! One walk reads and checks: what is wrong is said where it is met, in a user's words.

use std::collections::HashSet;

use dateline_core::{
    Draft, DraftPlace, DraftTranslation, Field, FieldPath, Foreign, Locations, Position, Text,
};

use crate::error::{Broken, ErrorKind};
use crate::outline::{self, Known, Met, Outline, Step};
use crate::syntax::{Cursor, Kind};

const PLACE: [&str; 4] = ["name", "qualifier", "canonical", "state"];
const FOREIGN: [&str; 5] = ["name", "namespace", "text", "attributes", "children"];

/// Most lists have no more: there is room for so many at once.
const FEW: usize = 4;

/// The field of this name, the one that only JSON has included.
fn find(key: &str) -> Option<Field> {
    if key == Field::Foreign.name() {
        return Some(Field::Foreign);
    }
    Field::find(key)
}

/// Reads a release, to the first thing that is wrong.
pub(super) fn release(mut cursor: Cursor<'_>) -> Result<Draft<'_>, Broken> {
    let kind = cursor.kind()?;
    if kind != Kind::Object {
        return Err(cursor.wrong("a release as an object", kind));
    }
    let mut draft = Draft::default();
    let mut seen = Seen::default();
    cursor.object(|cursor, key, at| {
        let Some(field) = find(key) else {
            let suggestion = Field::nearest(key).map(Field::name);
            let suggestion = suggestion.or_else(|| near(key, &[Field::Foreign.name()]));
            return Err(unknown(at, key, "a release", suggestion));
        };
        if !seen.insert(field as u32) {
            return Err(twice(at, key));
        }
        let slot = match field {
            Field::Id => &mut draft.id,
            Field::Number => &mut draft.number,
            Field::Kind => &mut draft.kind,
            Field::Title => &mut draft.title,
            Field::Date => &mut draft.date,
            Field::Modified => &mut draft.modified,
            Field::Language => &mut draft.language,
            Field::Url => &mut draft.url,
            Field::Summary => &mut draft.summary,
            Field::Body => &mut draft.body,
            Field::BodyType => &mut draft.body_type,
            Field::Embargo => &mut draft.embargo,
            Field::Places => return places(cursor, &mut draft.places),
            Field::Sources => return texts(cursor, &mut draft.sources),
            Field::FieldsOfWork => return texts(cursor, &mut draft.fields_of_work),
            Field::ParticipatingStates => return texts(cursor, &mut draft.participating_states),
            Field::PartnerStates => return texts(cursor, &mut draft.partner_states),
            Field::Tags => return texts(cursor, &mut draft.tags),
            Field::Translations => return translations(cursor, &mut draft.translations),
            Field::Foreign => {
                draft.foreign = elements(cursor)?;
                return Ok(());
            }
        };
        *slot = cursor.text_or_null()?;
        Ok(())
    })?;
    cursor.end("the release")?;
    Ok(draft)
}

/// Which of a few things there were.
#[derive(Default)]
struct Seen(u32);

impl Seen {
    /// Notes that this one was there; `false` where it was already.
    fn insert(&mut self, index: u32) -> bool {
        let bit = 1_u32.wrapping_shl(index);
        let is_new = self.0 & bit == 0;
        self.0 |= bit;
        is_new
    }
}

/// Reads a list into `values`, which has nothing yet.
fn list<'j, T>(
    cursor: &mut Cursor<'j>,
    expected: &'static str,
    values: &mut Vec<T>,
    mut value: impl FnMut(&mut Cursor<'j>) -> Result<T, Broken>,
) -> Result<(), Broken> {
    let there = cursor.array_or_null(expected, |cursor, index| {
        if index == 0 {
            *values = Vec::with_capacity(FEW);
        }
        values.push(value(cursor)?);
        Ok(())
    });
    there.map(drop)
}

fn texts<'j>(cursor: &mut Cursor<'j>, texts: &mut Vec<Text<'j>>) -> Result<(), Broken> {
    list(cursor, "a list of texts", texts, Cursor::text_or_null)
}

fn places<'j>(cursor: &mut Cursor<'j>, places: &mut Vec<DraftPlace<'j>>) -> Result<(), Broken> {
    list(cursor, "a list of places", places, place)
}

fn place<'j>(cursor: &mut Cursor<'j>) -> Result<DraftPlace<'j>, Broken> {
    let kind = cursor.kind()?;
    if kind != Kind::Object {
        return Err(cursor.wrong("a place such as `{\"name\": \"Vienna\"}`", kind));
    }
    let mut place = DraftPlace::default();
    let mut seen = Seen::default();
    cursor.object(|cursor, key, at| {
        let (index, slot) = match key.as_str() {
            "name" => (0, &mut place.name),
            "qualifier" => (1, &mut place.qualifier),
            "canonical" => (2, &mut place.canonical),
            "state" => (3, &mut place.state),
            _ => {
                let suggestion = near(key, &PLACE);
                return Err(unknown(at, key, "a place", suggestion));
            }
        };
        if !seen.insert(index) {
            return Err(twice(at, key));
        }
        *slot = cursor.text_or_null()?;
        Ok(())
    })?;
    Ok(place)
}

fn translations<'j>(
    cursor: &mut Cursor<'j>,
    translations: &mut Vec<DraftTranslation<'j>>,
) -> Result<(), Broken> {
    let expected = "an object of language to address, such as `{\"uk\": \"https://…\"}`";
    // A language that comes twice is for the check to say: it knows that `EN` is `en`.
    let there = cursor.object_or_null(expected, |cursor, language, _| {
        let url = cursor.text_or_null()?;
        translations.push(DraftTranslation {
            language: language.clone(),
            url,
        });
        Ok(())
    });
    there.map(drop)
}

/// Foreign elements in the native shape.
pub(crate) fn elements<'j>(cursor: &mut Cursor<'j>) -> Result<Vec<Foreign<'j>>, Broken> {
    let kind = cursor.kind()?;
    foreign(&mut cursor.clone())?;
    let wrong = cursor.wrong(FOREIGN_LIST, kind);
    let raw = cursor.raw()?;
    match serde_json::from_str::<Option<Vec<Foreign<'j>>>>(raw) {
        Ok(elements) => Ok(elements.unwrap_or_default()),
        Err(_) => Err(wrong),
    }
}

/// That foreign elements are a list of objects, and nest no deeper than any format can hold.
fn foreign(cursor: &mut Cursor<'_>) -> Result<(), Broken> {
    let there = cursor.array_or_null(FOREIGN_LIST, |cursor, _| element(cursor, 1));
    there.map(drop)
}

const FOREIGN_LIST: &str = "a list of foreign elements";

fn element(cursor: &mut Cursor<'_>, depth: usize) -> Result<(), Broken> {
    let kind = cursor.kind()?;
    if kind != Kind::Object {
        let expected = "a foreign element such as `{\"name\": \"point\", \"text\": \"42 21\"}`";
        return Err(cursor.wrong(expected, kind));
    }
    if depth > Foreign::DEPTH {
        return Err(Broken::new(cursor.at(), ErrorKind::ForeignDepth));
    }
    let mut seen = HashSet::new();
    cursor.object(|cursor, key, at| {
        let Some(known) = FOREIGN.into_iter().find(|known| key == *known) else {
            let suggestion = near(key, &FOREIGN);
            return Err(unknown(at, key, "a foreign element", suggestion));
        };
        if !seen.insert(known) {
            return Err(twice(at, key));
        }
        match (known, cursor.kind()?) {
            // One attribute may stand twice: what a broken document said is kept as it was.
            ("attributes", Kind::Object) => {
                cursor.object(|cursor, _, _| cursor.text_or_null().map(drop))
            }
            ("attributes", kind) => Err(cursor.wrong("an object of name to value", kind)),
            ("children", Kind::Array) => cursor.array(|cursor, _| element(cursor, depth + 1)),
            ("children", kind) => Err(cursor.wrong(FOREIGN_LIST, kind)),
            _ => cursor.text_or_null().map(drop),
        }
    })
}

fn unknown(at: usize, key: &str, of: &'static str, suggestion: Option<&'static str>) -> Broken {
    let key = key.to_owned();
    Broken::new(
        at,
        ErrorKind::UnknownKey {
            key,
            of,
            suggestion,
        },
    )
}

fn twice(at: usize, key: &str) -> Broken {
    Broken::new(
        at,
        ErrorKind::DuplicateKey {
            key: key.to_owned(),
        },
    )
}

/// The known key that `key` most likely means: it has the same letters, or begins alike.
pub(crate) fn near(key: &str, known: &[&'static str]) -> Option<&'static str> {
    let key = key.trim().to_lowercase();
    if key.len() > 64 {
        return None;
    }
    let letters = |word: &str| {
        let mut letters: Vec<char> = word.chars().collect();
        letters.sort_unstable();
        letters
    };
    let alike = |word: &str| {
        key.chars()
            .zip(word.chars())
            .take_while(|(a, b)| a == b)
            .count()
    };
    let same = known.iter().find(|word| letters(&key) == letters(word));
    same.or_else(|| known.iter().find(|word| alike(word) * 3 >= word.len() * 2))
        .copied()
}

/// Where the values of a release stand, which begins at `start`.
pub(super) fn known(text: &str, start: Position) -> Known {
    let mut names = Names {
        offsets: Vec::with_capacity(outline::MOST),
        ..Names::default()
    };
    let outline = Outline::of(text, start, |met| names.meet(met));
    Known {
        offsets: Locations::new(names.offsets),
        outline,
    }
}

/// Finds the values that a path can name, as the outline meets them.
#[derive(Default)]
struct Names {
    offsets: Vec<(FieldPath, usize)>,
    /// The field that was met last.
    field: Option<Field>,
    /// The element that was met last of those of the field.
    element: Option<FieldPath>,
    /// How many translations were met.
    translations: usize,
}

impl Names {
    fn meet(&mut self, met: Met<'_>) {
        match (met.depth, met.step, self.field) {
            (1, Step::Key(_), _) => {
                (self.field, self.element, self.translations) = (find(met.key), None, 0);
                let named = self.field.map(|field| (FieldPath::from(field), met.at));
                self.offsets.extend(named);
            }
            (2, Step::Index(index), Some(field)) => {
                let path = FieldPath::of(field, *index);
                self.element = Some(path);
                self.offsets.push((path, met.at));
            }
            (2, Step::Key(key), Some(field @ Field::Translations)) => {
                let path = FieldPath::of(field, self.translations);
                self.translations += 1;
                self.offsets.push((path, key.start));
                self.offsets.push((path.part("language"), key.start));
                self.offsets.push((path.part("url"), met.at));
            }
            (3, Step::Key(_), Some(Field::Places)) => {
                let part = PLACE.into_iter().find(|part| met.key == *part);
                let named = self.element.zip(part);
                let named = named.map(|(place, part)| (place.part(part), met.at));
                self.offsets.extend(named);
            }
            _ => {}
        }
    }
}
