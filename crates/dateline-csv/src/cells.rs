//! What spreadsheet programs make of the cells of a table that dateline has nothing against.

use dateline_core::{Breach, Draft, Excerpt, Field, FieldPath, Finding, Level, Release, Rule};

use crate::excel::{CELL, GUARD, is_risky, units};

/// The rules about cells, in the order of their names.
pub const RULES: &[Rule] = &[*CELL_LENGTH, *FORMULA];

const CELL_LENGTH: &Rule = &Rule {
    id: "csv.cell-length",
    code: "",
    level: Level::Warning,
    title: "a cell has at most 32,767 characters",
    why: "Excel keeps so many of a cell and cuts the rest without a word. Whoever saves the table \
          again loses the end of the text.",
    readers: "Excel cuts the cell; LibreOffice keeps it.",
    mend: "Keep such texts in JSON, and do not save the table again with Excel.",
    source: "Excel specifications and limits (total number of characters that a cell can contain)",
};

const FORMULA: &Rule = &Rule {
    id: "csv.formula",
    code: "",
    level: Level::Warning,
    title: "no cell, and no value of a list in a cell, begins as a formula does",
    why: "A spreadsheet program runs what begins with `=`, `+`, `-` or `@`, with a TAB or a line \
          break, or with the full-width forms of these signs. At best the cell shows an error; at \
          worst it opens an address or starts a program.",
    readers: "Excel and LibreOffice show the result of the formula, or ask whether it may run.",
    mend: "Write the text so that a letter, a quote or a dash (`–`) comes first. A table that is \
           written for Excel has a guard in front of each such cell.",
    source: "OWASP, CSV Injection; CWE-1236",
};

/// Says which values of a release that stands in a table, or goes into one, are taken for formulas,
/// and which are too long for a cell. Where the cells are guarded, as in a table that was written for
/// Excel, there are no formulas.
///
/// ```
/// use dateline_core::{Draft, Release};
///
/// let release = Release::try_from(Draft {
///     title: "=1+1".into(),
///     date: "2016-10-25".into(),
///     ..Draft::default()
/// })?;
/// let mut findings = Vec::new();
/// dateline_csv::cells::release(&release, false, &mut findings);
/// assert_eq!(
///     findings[0].to_string(),
///     "title: `=1+1` begins as a formula does, and spreadsheet programs may run it",
/// );
/// # Ok::<(), dateline_core::Violations>(())
/// ```
pub fn release(release: &Release<'_>, is_guarded: bool, findings: &mut Vec<Finding>) {
    let before = findings.len();
    let draft = Draft::from(release);
    let places: Vec<String> = release.places().iter().map(ToString::to_string).collect();
    let lists: [(Field, Vec<&str>); 6] = [
        (Field::Places, places.iter().map(String::as_str).collect()),
        (Field::Sources, texts(&draft.sources)),
        (Field::FieldsOfWork, texts(&draft.fields_of_work)),
        (
            Field::ParticipatingStates,
            texts(&draft.participating_states),
        ),
        (Field::PartnerStates, texts(&draft.partner_states)),
        (Field::Tags, texts(&draft.tags)),
    ];
    one(Field::Id, release.id(), findings);
    one(Field::Kind, &draft.kind, findings);
    one(Field::Title, release.title(), findings);
    for (field, values) in lists {
        for (index, value) in values.iter().enumerate() {
            formula(FieldPath::of(field, index), value, findings);
        }
        // With a bar between each two.
        let all = values.iter().map(|value| units(value)).sum::<usize>();
        length(field, all + values.len().saturating_sub(1), findings);
    }
    one(Field::Summary, &draft.summary, findings);
    one(Field::Body, &draft.body, findings);
    if is_guarded {
        let mut index = 0;
        findings.retain(|finding| {
            index += 1;
            index <= before || finding.kind.rule() != FORMULA.id
        });
    }
}

fn texts<'d>(values: &'d [dateline_core::Text<'_>]) -> Vec<&'d str> {
    values.iter().map(dateline_core::Text::as_str).collect()
}

/// The cell of a field that has one value.
fn one(field: Field, text: &str, findings: &mut Vec<Finding>) {
    formula(field.into(), text, findings);
    // No character has more units than bytes.
    if text.len() > CELL {
        length(field, units(text), findings);
    }
}

fn formula(path: FieldPath, text: &str, findings: &mut Vec<Finding>) {
    let text_bytes = text.as_bytes();
    if is_risky(text_bytes) && text_bytes.first() != Some(&GUARD) {
        let what = format!(
            "`{}` begins as a formula does, and spreadsheet programs may run it",
            Excerpt(text)
        );
        let breach = Breach::new(FORMULA, what).value(text);
        findings.push(Finding::about(path, breach.into()));
    }
}

fn length(field: Field, units: usize, findings: &mut Vec<Finding>) {
    if units > CELL {
        let what = format!(
            "Excel keeps {CELL} characters of a cell and cuts the rest, and this one has {units}"
        );
        findings.push(Finding::about(field, Breach::new(CELL_LENGTH, what).into()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(draft: Draft<'_>, expected: &[&str]) {
        let draft = Draft {
            date: "2016".into(),
            ..draft
        };
        let checked = Release::try_from(draft).unwrap();
        let mut findings = Vec::new();
        release(&checked, false, &mut findings);
        let said: Vec<String> = findings
            .iter()
            .map(|finding| {
                let path = finding.path.map_or(String::new(), |path| path.to_string());
                format!("{path} {}", finding.kind.rule())
            })
            .collect();
        assert_eq!(said, expected);
    }

    #[test]
    fn formulas_in_cells_and_behind_bars() {
        let titled = |title: &'static str| Draft {
            title: title.into(),
            ..Draft::default()
        };
        check(titled("Talks"), &[]);
        check(titled("–5 °C"), &[]);
        check(titled("'=1"), &[]);
        check(titled("＝1"), &["title csv.formula"]);
        check(
            Draft {
                title: "A".into(),
                tags: vec!["a".into(), "@b".into(), "+c".into()],
                body: "-5 °C".into(),
                ..Draft::default()
            },
            &[
                "tags[1] csv.formula",
                "tags[2] csv.formula",
                "body csv.formula",
            ],
        );
    }

    #[test]
    fn long_cells() {
        let long = |count: usize| Draft {
            title: "A".into(),
            body: "é".repeat(count).into(),
            ..Draft::default()
        };
        check(long(CELL), &[]);
        check(long(CELL + 1), &["body csv.cell-length"]);
        let tags = |length: usize| Draft {
            title: "A".into(),
            tags: vec!["a".repeat(CELL / 2).into(), "b".repeat(length).into()],
            ..Draft::default()
        };
        check(tags(CELL / 2), &[]);
        check(tags(CELL / 2 + 1), &["tags csv.cell-length"]);
    }
}
