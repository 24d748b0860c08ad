//! Releases that were made up, printed in each layout, and what each layout can show of them.

use dateline_core::vocab::{Kind, Vocabulary};
use dateline_core::{
    Dateline, DatelineDate, DatelineForm, DatelinePlace, Draft, DraftPlace, Inference, MonthStyle,
    Source, Tag, Text, YearStyle,
};
use proptest::prelude::*;
use proptest::sample::{Index, select, subsequence};

use crate::labels;

/// A release with every fact that some layout shows.
#[derive(Clone, Debug)]
pub(super) struct Sample {
    pub(super) number: u64,
    kind: &'static str,
    title: String,
    day: u8,
    month: u8,
    year: u16,
    places: Vec<(&'static str, Option<&'static str>)>,
    sources: Vec<&'static str>,
    fields_of_work: Vec<&'static str>,
    regions: Vec<&'static str>,
    collections: Vec<&'static str>,
    /// How the dateline is spelled.
    form: DatelineForm<'static>,
    /// The text behind the dateline.
    paragraphs: Vec<String>,
    /// Which of what a layout may have and need not have it has here.
    extras: [bool; 4],
}

/// The layouts that are printed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Layout {
    Site2025,
    Older,
    OlderUkrainian,
    Plain,
    Newest,
    ViewRow,
    Listing,
}

impl Layout {
    pub(super) const ALL: [Self; 7] = [
        Self::Site2025,
        Self::Older,
        Self::OlderUkrainian,
        Self::Plain,
        Self::Newest,
        Self::ViewRow,
        Self::Listing,
    ];
}

const PLACES: &[(&str, Option<&str>)] = &[
    ("VIENNA", None),
    ("SKOPJE", None),
    ("THE HAGUE", None),
    ("PRISHTINË/PRIŠTINA", None),
    ("OSH", Some("Kyrgyzstan")),
    ("WASHINGTON", Some("DC")),
    ("ŁÓDŹ", None),
    ("DUSHANBE", None),
];

const SOURCES: &[&str] = &[
    "OSCE Secretariat",
    "OSCE Mission to Skopje",
    "OSCE Office in Yerevan (closed)",
    "OSCE Mission to Croatia / OSCE Office in Zagreb (closed)",
    "Permanent Council",
    "Troika",
    "Ministry of Small Bridges",
];

const FIELDS_OF_WORK: &[&str] = &[
    "Border management",
    "Reform and co-operation in the security sector",
    "Roma and Sinti",
    "Youth",
    "Combating human trafficking",
];

const REGIONS: &[&str] = &["Ukraine", "Japan", "South-Eastern Europe", "Albania"];

const COLLECTIONS: &[&str] = &["Roma and Sinti genocide", "{x}y", "Bridges"];

/// Spellings of the dateline. Where nothing but a blank ends it, any text may follow all the same.
const FORMS: &[DatelineForm<'static>] = &[
    DatelineForm::CURRENT,
    DatelineForm::EM_DASH,
    DatelineForm::HYPHEN,
    DatelineForm::HYPHEN_SPACED,
    DatelineForm::TWO_HYPHENS,
    DatelineForm::AGENCY,
    DatelineForm::HYPHEN_UPPER_MONTH,
    DatelineForm::HYPHEN_SHORT_MONTH,
    DatelineForm::TWO_HYPHENS_COMMA_YEAR,
    DatelineForm::EN_DASH_TIGHT,
];

const UKRAINIAN_MONTHS: [&str; 12] = [
    "січня",
    "лютого",
    "березня",
    "квітня",
    "травня",
    "червня",
    "липня",
    "серпня",
    "вересня",
    "жовтня",
    "листопада",
    "грудня",
];

/// A release that was made up.
pub(super) fn sample() -> impl Strategy<Value = Sample> {
    let title = "[A-ZŠЖ“][a-zžшé ,’&<>/-]{8,80}[a-zž]";
    let paragraph = prop_oneof![
        4 => "[A-ZŠЖ“][a-zžшé ,’&<>/(){}|;@-]{40,160}[a-z][.?”]",
        1 => "- [A-Z][a-zž ]{20,60}",
        1 => "[A-Z][a-z ]{20,60}: [0-9]{2} [a-z]{4,20}\\.",
    ];
    let facts = (
        1..10_000_000_u64,
        select(Kind::all()).prop_map(Kind::label),
        title,
        (1..=28_u8, 1..=12_u8, 1997..=2026_u16),
        subsequence(PLACES, 1..=3),
        select(FORMS),
    );
    let lists = (
        subsequence(SOURCES, 0..=3),
        subsequence(FIELDS_OF_WORK, 0..=3),
        subsequence(REGIONS, 0..=2),
        subsequence(COLLECTIONS, 0..=1),
    );
    let text = prop::collection::vec(paragraph, 1..6);
    let sample = (facts, lists, text, any::<[bool; 4]>(), any::<Index>());
    sample
        .prop_map(|(facts, lists, mut paragraphs, extras, first)| {
            let (number, kind, title, (day, month, year), places, form) = facts;
            let (sources, fields_of_work, regions, collections) = lists;
            // A text opens with a sentence.
            let sentences: Vec<usize> = (0..paragraphs.len())
                .filter(|at| !paragraphs[*at].starts_with('-'))
                .collect();
            if sentences.is_empty() {
                paragraphs.insert(0, "The bridge was opened by the first who came.".to_owned());
            } else {
                let at = sentences[first.index(sentences.len())];
                paragraphs.swap(0, at);
            }
            Sample {
                number,
                kind,
                title,
                day,
                month,
                year,
                places,
                sources,
                fields_of_work,
                regions,
                collections,
                form,
                paragraphs,
                extras,
            }
        })
        .prop_filter("a title that is one", |sample| {
            Kind::find(&sample.title).is_none()
                && !labels::is_no_release(&sample.title)
                && matches!(
                    Source::from_text(sample.title.as_str().into()),
                    Source::Other(_)
                )
                && Dateline::parse(&sample.title).is_none()
        })
        .prop_filter(
            "a text that opens with its dateline and stands once",
            |sample| {
                let text = sample.text();
                let dateline = Dateline::parse(&text);
                let whole = dateline.is_some_and(|dateline| {
                    let names = dateline.places().iter().map(DatelinePlace::name);
                    dateline.date() == Some(sample.date())
                        && names.eq(sample.places.iter().map(|place| place.0))
                });
                let mut different = sample.paragraphs.clone();
                different.sort_unstable();
                different.dedup();
                whole && different.len() == sample.paragraphs.len()
            },
        )
}

impl Sample {
    fn date(&self) -> DatelineDate {
        DatelineDate::new(self.day, self.month, Some(self.year)).unwrap()
    }

    fn spelled_date(&self) -> String {
        self.date().to_string()
    }

    fn dateline_places(&self) -> Vec<DatelinePlace<'static>> {
        let places = self.places.iter();
        places
            .map(|(name, qualifier)| DatelinePlace::new(name, *qualifier))
            .collect()
    }

    fn place_line(&self) -> String {
        let places: Vec<_> = self
            .dateline_places()
            .iter()
            .map(ToString::to_string)
            .collect();
        places.join("/")
    }

    /// The text, with its dateline.
    fn text(&self) -> String {
        let dateline = self.form.print(&self.dateline_places(), Some(self.date()));
        format!("{dateline}{}", self.paragraphs.join("\n"))
    }

    fn teaser(&self) -> String {
        let text = self.text();
        let first = text.lines().next().unwrap();
        let cut: String = first.chars().take(first.chars().count() - 5).collect();
        format!("{}...", cut.trim_end())
    }

    fn ukrainian(&self) -> String {
        let month = UKRAINIAN_MONTHS[usize::from(self.month) - 1];
        format!("КИЇВ {} {month} {}", self.day, self.year)
    }

    /// The page in a layout.
    pub(super) fn page(&self, layout: Layout) -> String {
        let lines = match layout {
            Layout::Site2025 => self.site_2025(),
            Layout::Older => self.older(self.extras[0].then_some("Newsroom"), &self.date_line()),
            Layout::OlderUkrainian => self.older(Some("Новини"), &self.ukrainian()),
            Layout::Plain => {
                let blank = if self.extras[0] { "\n" } else { "" };
                vec![format!("{}{blank}", self.title), self.text()]
            }
            Layout::Newest => self.newest(),
            Layout::ViewRow => self.view_row(),
            Layout::Listing => self.record(),
        };
        lines.join("\n") + "\n"
    }

    /// The line with places and date above the text of an older page.
    fn date_line(&self) -> String {
        let form = DatelineForm {
            month: MonthStyle::Full,
            year: YearStyle::Plain,
            ..DatelineForm::LINE
        };
        form.print(&self.dateline_places(), Some(self.date()))
    }

    fn site_2025(&self) -> Vec<String> {
        let [navigation, date, empty_labels, _] = self.extras;
        let mut lines = Vec::new();
        if navigation {
            lines.push(super::NAVIGATION.trim_end().to_owned());
        }
        lines.extend([self.kind.to_owned(), self.title.clone()]);
        let date = if date {
            self.spelled_date()
        } else {
            String::new()
        };
        let labelled = [
            ("Date", date),
            ("Place", self.place_line()),
            ("Source", self.sources.join(", ")),
            ("Fields of work", self.fields_of_work.join(", ")),
        ];
        for (label, value) in labelled {
            if !value.is_empty() || empty_labels {
                lines.push(format!("- {label}:"));
            }
            if !value.is_empty() {
                lines.push(format!("- {value}"));
            }
        }
        lines.push(self.text());
        lines
    }

    fn older(&self, heading: Option<&str>, date: &str) -> Vec<String> {
        let [_, caption, contact, copy] = self.extras;
        let mut lines: Vec<String> = heading.into_iter().map(str::to_owned).collect();
        lines.extend([self.title.clone(), date.to_owned()]);
        if caption {
            lines.push("A bridge at dawn. (Ana Horn/OSCE) Photo details".to_owned());
        }
        lines.push(self.text());
        if contact {
            lines.push(
                "For further information, please contact:\nAna Horn\nSpokesperson\n\
                 Tel.: +43 1 000 000\n[email protected]"
                    .to_owned(),
            );
        }
        if copy {
            lines.extend(self.paragraphs.iter().skip(1).cloned());
        }
        lines
    }

    fn newest(&self) -> Vec<String> {
        let [link, share, ..] = self.extras;
        let mut lines = Vec::new();
        if link {
            lines.push("Skip Links".to_owned());
        }
        lines.extend([self.kind.to_owned(), "OSCE".to_owned(), self.title.clone()]);
        // One label there must be.
        lines.extend(["Source:".to_owned(), self.sources.join(", ")]);
        for (label, values) in [
            ("Our work:", &self.fields_of_work),
            ("Regions:", &self.regions),
        ] {
            if !values.is_empty() {
                lines.extend([label.to_owned(), values.join(", ")]);
            }
        }
        lines.push(self.text());
        if share {
            lines.push("Share\nFacebook".to_owned());
        }
        lines
    }

    fn view_row(&self) -> Vec<String> {
        let [original, image, ..] = self.extras;
        let answer = if original { "Yes" } else { "No" };
        let number = self.number;
        let mut lines = vec![
            format!("Skip navigation\n{number}\nEnglish\n{number}\n{answer}\nNo"),
            self.title.clone(),
            self.text(),
            self.spelled_date(),
            self.teaser(),
        ];
        if image {
            lines.push("/files/bridge.jpg\nA bridge at dawn.".to_owned());
        }
        lines
    }

    /// A record of the listing.
    fn record(&self) -> Vec<String> {
        let mut lines = vec![
            self.title.clone(),
            format!("Publishing date: {}", self.spelled_date()),
        ];
        for (label, values) in [
            ("Collections", self.collections.join(", ")),
            ("Content type", self.kind.to_owned()),
            ("Where we are", self.sources.join(", ")),
            ("What we do", self.fields_of_work.join(", ")),
        ] {
            if !values.is_empty() {
                lines.push(format!("{label}: {values}"));
            }
        }
        lines.push(self.teaser());
        lines
    }

    /// What a layout states of the release, without what can be inferred from that.
    pub(super) fn shown(&self, layout: Layout) -> Draft<'static> {
        let [_, second, ..] = self.extras;
        let texts =
            |values: &[&'static str]| values.iter().map(|value| Text::from(*value)).collect();
        let date = format!("{:04}-{:02}-{:02}", self.year, self.month, self.day);
        let places = self.places.iter().map(|(name, qualifier)| DraftPlace {
            name: Text::from(*name),
            qualifier: Text::from(qualifier.unwrap_or_default()),
            ..DraftPlace::default()
        });
        let places = places.collect();
        let title = Text::from(self.title.clone());
        let with_body = Draft {
            title: title.clone(),
            body: Text::from(self.text()),
            body_type: Text::from("text/plain"),
            ..Draft::default()
        };
        let kind = Text::from(self.kind);
        match layout {
            Layout::Site2025 => Draft {
                kind,
                date: Text::from(if second { date } else { String::new() }),
                places,
                sources: texts(&self.sources),
                fields_of_work: texts(&self.fields_of_work),
                ..with_body
            },
            Layout::Older => Draft {
                date: Text::from(date),
                places,
                ..with_body
            },
            Layout::OlderUkrainian => Draft {
                date: Text::from(date),
                places: vec![DraftPlace {
                    name: Text::from("КИЇВ"),
                    ..DraftPlace::default()
                }],
                ..with_body
            },
            Layout::Plain => with_body,
            Layout::Newest => {
                let of = |kinds: &[&str]| {
                    let regions = self.regions.iter().filter(|region| kinds.contains(region));
                    regions
                        .map(|region| Text::from(*region))
                        .collect::<Vec<_>>()
                };
                Draft {
                    kind,
                    sources: texts(&self.sources),
                    fields_of_work: texts(&self.fields_of_work),
                    participating_states: of(&["Ukraine", "Albania"]),
                    partner_states: of(&["Japan"]),
                    tags: of(&["South-Eastern Europe"]),
                    ..with_body
                }
            }
            Layout::ViewRow => Draft {
                number: Text::from(self.number.to_string()),
                date: Text::from(date),
                language: Text::from("en"),
                summary: Text::from(self.teaser()),
                ..with_body
            },
            Layout::Listing => Draft {
                kind,
                title,
                date: Text::from(date),
                sources: texts(&self.sources),
                fields_of_work: texts(&self.fields_of_work),
                tags: self
                    .collections
                    .iter()
                    .map(|tag| Tag::new(Text::default(), Text::from(*tag)))
                    .map(|tag| Text::from(tag.to_string()))
                    .collect(),
                summary: Text::from(self.teaser()),
                ..Draft::default()
            },
        }
    }

    /// What is read of a layout where facts are taken from others as well.
    pub(super) fn read(&self, layout: Layout) -> Draft<'static> {
        let mut draft = self.shown(layout);
        if layout == Layout::OlderUkrainian {
            draft.language = Text::from("uk");
        }
        Inference::default().apply(&mut draft, &mut Vec::new());
        // Every layout has the date and the places, if only in the dateline.
        assert!(!draft.date.is_empty() && !draft.places.is_empty());
        draft
    }
}
