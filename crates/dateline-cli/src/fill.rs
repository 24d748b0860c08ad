//! What becomes of a draft that lacks a title or a date, as far as somebody asked for it.

use dateline_core::{
    BodyType, ChannelDraft, Dateline, Diagnostic, Draft, Field, Finding, FindingKind, Level, Text,
};

use crate::args::{Undated, Untitled};
use crate::plan::Filling;

/// So many characters of a text make a title.
const TITLE: usize = 100;

/// Why a draft is left out without being an error.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Skipped {
    Untitled,
    Undated,
}

impl Skipped {
    /// Why the record is left out.
    pub(crate) fn diagnostic(self) -> Diagnostic {
        let why = match self {
            Self::Untitled => "left out, it has no title (--untitled skip)",
            Self::Undated => "left out, it has no date (--undated skip)",
        };
        Diagnostic::new("release.skipped", Level::Warning, why)
    }
}

/// Fills what is absent. Nothing that is there changes, and every use is said.
pub(crate) fn fill(
    draft: &mut Draft<'_>,
    channel: &ChannelDraft,
    filling: Filling,
    findings: &mut Vec<Finding>,
) -> Option<Skipped> {
    if draft.title.is_blank() {
        match filling.untitled {
            Untitled::Reject => {}
            Untitled::Skip => return Some(Skipped::Untitled),
            Untitled::Summary => {
                if let Some((title, from)) = title(draft) {
                    infer(Field::Title, &title, from, findings);
                    draft.title = Text::from(title);
                }
            }
        }
    }
    if draft.date.is_blank() {
        match filling.undated {
            Undated::Reject => {}
            Undated::Skip => return Some(Skipped::Undated),
            Undated::Channel => {
                let stated = [&channel.date, &channel.modified];
                if let Some(date) = stated.into_iter().find(|date| !date.is_empty()) {
                    infer(Field::Date, date, "the date of the feed", findings);
                    draft.date = Text::from(date.clone());
                }
            }
        }
    }
    None
}

fn infer(field: Field, value: &str, from: &'static str, findings: &mut Vec<Finding>) {
    let value = value.to_owned();
    findings.push(Finding::about(field, FindingKind::Inferred { value, from }));
}

/// The first words of the summary or, where there is none, of the body; the dateline is passed
/// over.
fn title(draft: &Draft<'_>) -> Option<(String, &'static str)> {
    let is_html = BodyType::find(&draft.body_type) == Some(BodyType::Html);
    let (text, from) = if !draft.summary.is_blank() {
        (
            draft.summary.as_str().to_owned(),
            "the first words of the summary",
        )
    } else if is_html {
        let words = dateline_xml::words_of_html(&draft.body);
        (words, "the first words of the body")
    } else {
        (
            draft.body.as_str().to_owned(),
            "the first words of the body",
        )
    };
    let text = Dateline::parse(&text).map_or(&*text, |dateline| &text[dateline.len()..]);
    let line = text.lines().map(str::trim).find(|line| !line.is_empty())?;
    let Some((end, _)) = line.char_indices().nth(TITLE) else {
        return Some((line.to_owned(), from));
    };
    // A line without a blank is cut where it is too long.
    let words = line[..end]
        .rsplit_once(' ')
        .map_or(&line[..end], |(words, _)| words);
    let words = words.trim_end_matches(|c: char| c.is_whitespace() || ",;:–—-".contains(c));
    Some((format!("{words} …"), from))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: Filling = Filling {
        infer: false,
        untitled: Untitled::Summary,
        undated: Undated::Channel,
    };

    #[track_caller]
    fn check(draft: &Draft<'_>, expected: Option<&str>) {
        let mut filled = draft.clone();
        let mut findings = Vec::new();
        fill(&mut filled, &ChannelDraft::default(), ALL, &mut findings);
        assert_eq!(filled.title, expected.unwrap_or_default());
        assert_eq!(findings.len(), usize::from(expected.is_some()));
    }

    #[test]
    fn titles_from_the_first_words() {
        let summary = |text| Draft {
            summary: Text::from(text),
            ..Draft::default()
        };
        check(&summary(""), None);
        check(&summary(" \n "), None);
        check(
            &summary("Talks opened.\nThey go on."),
            Some("Talks opened."),
        );
        check(
            &summary("VIENNA, 3 May 2022 – Talks opened."),
            Some("Talks opened."),
        );
        let long = "word ".repeat(40);
        check(
            &summary(&long),
            Some(&format!("{} …", "word ".repeat(20).trim_end())),
        );
        check(
            &summary(&"é".repeat(200)),
            Some(&format!("{} …", "é".repeat(100))),
        );
        let html = Draft {
            body: "<p>Talks <b>opened</b> &amp; closed.</p><p>More.</p>".into(),
            body_type: "text/html".into(),
            ..Draft::default()
        };
        check(&html, Some("Talks opened & closed."));
    }

    #[test]
    fn what_is_there_stays() {
        let mut draft = Draft {
            title: "A".into(),
            date: "2016".into(),
            summary: "B".into(),
            ..Draft::default()
        };
        let before = draft.clone();
        let channel = ChannelDraft {
            date: "2020-01-01".into(),
            ..ChannelDraft::default()
        };
        let mut findings = Vec::new();
        assert_eq!(fill(&mut draft, &channel, ALL, &mut findings), None);
        assert_eq!((draft, findings), (before, Vec::new()));
    }

    #[test]
    fn the_feed_lends_its_date_and_nothing_else_does() {
        let mut draft = Draft {
            title: "A".into(),
            ..Draft::default()
        };
        let mut findings = Vec::new();
        fill(&mut draft, &ChannelDraft::default(), ALL, &mut findings);
        assert_eq!(draft.date, "");
        let channel = ChannelDraft {
            modified: "2020-01-01".into(),
            ..ChannelDraft::default()
        };
        fill(&mut draft, &channel, ALL, &mut findings);
        assert_eq!(draft.date, "2020-01-01");
        let said: Vec<_> = findings.iter().map(ToString::to_string).collect();
        assert_eq!(
            said,
            ["date: `2020-01-01` was inferred from the date of the feed"]
        );
    }

    #[test]
    fn what_lacks_them_can_be_left_out() {
        let filling = Filling {
            infer: false,
            untitled: Untitled::Skip,
            undated: Undated::Skip,
        };
        let mut draft = Draft::default();
        let skip =
            |draft: &mut Draft<'_>| fill(draft, &ChannelDraft::default(), filling, &mut Vec::new());
        assert_eq!(skip(&mut draft), Some(Skipped::Untitled));
        draft.title = "A".into();
        assert_eq!(skip(&mut draft), Some(Skipped::Undated));
        draft.date = "2016".into();
        assert_eq!(skip(&mut draft), None);
    }
}
