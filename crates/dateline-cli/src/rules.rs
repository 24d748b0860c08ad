//! All rules: as a list, and each with its page.

use std::fmt::Write as _;

use dateline_core::{Excerpt, Level, Rule, text::nearest_name};

use crate::report::{Exit, cannot_run, level, print};

/// How wide a page is.
const WIDTH: usize = 80;

/// The rules of the command itself, in the order of their names.
const RULES: &[Rule] = &[
    Rule {
        id: "input.format",
        code: "",
        level: Level::Error,
        title: "an input is of a format that can be read",
        why: "Neither the ending of the name nor the first bytes say what the input is written \
              in, and a guess would make releases of what are none.",
        readers: "",
        mend: "Say what it is with `--from`, such as `--from csv`.",
        source: "this project",
    },
    Rule {
        id: "input.unreadable",
        code: "",
        level: Level::Error,
        title: "an input can be opened and read to its end",
        why: "The system says why it cannot: the file is not there, or nobody may read it, or a \
              disk or a pipe failed. The other inputs go on, and the exit code is 2.",
        readers: "",
        mend: "Look at the name, the folder in which the command runs, and who may read the file.",
        source: "this project",
    },
    Rule {
        id: "rejects.again",
        code: "",
        level: Level::Error,
        title: "a record that was set aside can be read again",
        why: "A line of a file made by `--rejects` holds a record as it stood in its input. It \
              names a format that is not known, or what is in `raw` is no record of that format \
              any more.",
        readers: "",
        mend: "Mend `raw` so that it is a record of the format that `format` names; `header` is \
               what stands in front of it.",
        source: "this project",
    },
    Rule {
        id: "release.skipped",
        code: "",
        level: Level::Warning,
        title: "a release without a title or a date is left out where that was asked for",
        why: "Feeds may have items without either. `--untitled skip` and `--undated skip` leave \
              them out, and each is named so that none is missed by chance.",
        readers: "",
        mend: "`--untitled summary` takes the first words as title, `--undated channel` the \
               feed's date.",
        source: "this project",
    },
    Rule {
        id: "set.stale",
        code: "",
        level: Level::Warning,
        title: "a set of feeds has only files that belong to it",
        why: "A file of an earlier run would not be made now: its facet has no releases any more, \
              or the settings changed. It stays, because somebody may have its address.",
        readers: "Readers that subscribed to a stale feed see nothing new in it, for ever.",
        mend: "Drop such files with `--prune`.",
        source: "this project",
    },
];

/// All rules, in the order of their names.
pub(crate) fn all() -> impl Iterator<Item = &'static Rule> {
    let mut rules: Vec<&Rule> = [
        RULES,
        crate::validate::RULES,
        dateline_core::validate::RULES,
        dateline_csv::cells::RULES,
        dateline_core::rules::RULES,
        dateline_csv::rules::RULES,
        dateline_json::RULES,
        dateline_page::rules::RULES,
        dateline_xml::rules::RULES,
        dateline_json::lint::RULES,
        dateline_xml::lint::RULES,
    ]
    .into_iter()
    .flatten()
    .collect();
    rules.sort_by_key(|rule| rule.id);
    rules.into_iter()
}

/// Lists the rules, or explains those of a name or number.
pub(crate) fn run(asked: Option<&str>) -> Exit {
    let text = match asked {
        None => list(),
        Some(asked) => match explain(asked) {
            Ok(text) => text,
            Err(error) => return cannot_run(&error),
        },
    };
    print(text.as_bytes())
}

/// A line a rule.
fn list() -> String {
    let width = all().map(|rule| rule.id.len()).max().unwrap_or_default();
    let mut text = String::new();
    for rule in all() {
        let (id, code, level) = (rule.id, rule.code, level(rule.level));
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{id:width$}  {level:7}  {code:3}  {}", rule.title);
    }
    text
}

/// The pages of a rule; of all, where several have the number.
fn explain(asked: &str) -> Result<String, String> {
    let pages: Vec<String> = find(asked)?.into_iter().map(page).collect();
    Ok(pages.join("\n"))
}

/// The rules of a name or number.
pub(crate) fn find(asked: &str) -> Result<Vec<&'static Rule>, String> {
    let found: Vec<&Rule> = all()
        .filter(|rule| rule.id == asked || rule.code.eq_ignore_ascii_case(asked))
        .collect();
    if found.is_empty() || asked.is_empty() {
        let near = nearest_name(asked, all().map(|rule| rule.id));
        let hint = near.map(|id| format!("; did you mean `{id}`?"));
        let hint = hint.unwrap_or_else(|| " (`dateline rules` lists all)".to_owned());
        return Err(format!("expected a rule, found `{}`{hint}", Excerpt(asked)));
    }
    Ok(found)
}

/// The page of a rule.
fn page(rule: &Rule) -> String {
    let Rule {
        id,
        code,
        level: grave,
        title,
        why,
        readers,
        mend,
        source,
    } = *rule;
    let code = if code.is_empty() {
        String::new()
    } else {
        format!("{code}, ")
    };
    let mut page = format!("{id} ({code}{})\n\n{}\n", level(grave), wrapped(title, ""));
    for (heading, text) in [
        ("Why", why),
        ("What readers do", readers),
        ("How to mend it", mend),
        ("Who says so", source),
    ] {
        if !text.is_empty() {
            let _ = write!(page, "\n{heading}\n{}\n", wrapped(text, "  "));
        }
    }
    page
}

fn wrapped(text: &str, indent: &str) -> String {
    let options = textwrap::Options::new(WIDTH)
        .initial_indent(indent)
        .subsequent_indent(indent)
        .break_words(false);
    textwrap::fill(text, options)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_has_a_name_of_its_own_and_a_page() {
        let ids: Vec<&str> = all().map(|rule| rule.id).collect();
        let mut sorted = ids.clone();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(ids, sorted);
        for rule in all() {
            assert!(
                !rule.title.is_empty() && !rule.title.ends_with('.'),
                "{}",
                rule.id
            );
            for text in [rule.why, rule.mend, rule.source] {
                assert!(!text.is_empty(), "{}", rule.id);
            }
        }
    }
}
