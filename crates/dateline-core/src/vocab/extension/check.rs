//! From drafts of terms to an extension, with everything that is wrong.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use super::{
    Extension, ExtensionErrors, ExtensionFault, ExtensionProblem as Problem, FormerDraft, OwnTerm,
    Target, TermDraft, Written,
};
use crate::text::{illegal_character, line_break};
use crate::vocab::index::bare;
use crate::vocab::{Alias, AliasKind, Catalogue, Entry, Fact, FactName, Scheme, fold};
use crate::{Date, Position, Precision};

pub(super) fn check(drafts: Vec<TermDraft>) -> Result<Extension, ExtensionErrors> {
    let mut run = Run::default();
    // First who is there, so that terms can lead to others that stand behind them.
    let placed: Vec<(Scheme, TermDraft)> = drafts
        .into_iter()
        .filter_map(|draft| Some((run.scheme(&draft)?, draft)))
        .collect();
    for (scheme, draft) in &placed {
        run.codes
            .insert((*scheme, draft.code.text.clone()), draft.label.text.clone());
    }
    for (scheme, draft) in placed {
        run.term(scheme, draft);
    }
    ExtensionErrors::none_of(run.faults)?;
    Ok(run.extension)
}

#[derive(Default)]
struct Run {
    extension: Extension,
    faults: Vec<ExtensionFault>,
    /// The labels of all terms of the file, by vocabulary and code.
    codes: HashMap<(Scheme, String), String>,
    /// Where the term stands that has a name.
    places: HashMap<(Scheme, String), Position>,
}

/// Vocabularies whose terms share one field, so that a name must be of one of them only.
const fn together(scheme: Scheme) -> &'static [Scheme] {
    match scheme {
        Scheme::Structures | Scheme::Operations => &[Scheme::Structures, Scheme::Operations],
        Scheme::States | Scheme::Partners => &[Scheme::States, Scheme::Partners],
        Scheme::Fields => &[Scheme::Fields],
        Scheme::Kinds => &[Scheme::Kinds],
        Scheme::Places => &[Scheme::Places],
        Scheme::Series => &[Scheme::Series],
    }
}

impl Run {
    fn wrong(&mut self, at: &Written, problem: impl Into<Problem>, near: Option<String>) {
        let fault = ExtensionFault::new(at.position, &at.text, problem, near);
        self.faults.push(fault);
    }

    /// The vocabulary, where something can be added to it, or nothing is.
    fn scheme(&mut self, draft: &TermDraft) -> Option<Scheme> {
        let name = &draft.scheme;
        if name.text.trim().is_empty() {
            let what = "the name of a vocabulary such as `fields`";
            self.wrong(name, Problem::Missing { what }, None);
            return None;
        }
        let Some(scheme) = Scheme::find(&name.text) else {
            let near = Scheme::nearest(&name.text).map(|near| near.name().to_owned());
            self.wrong(name, Problem::Vocabulary, near);
            return None;
        };
        let why = match scheme {
            Scheme::Places => "a release takes every place as it is written",
            Scheme::Series => "no field of a release holds a meeting series",
            _ => return Some(scheme),
        };
        // The lines of an export stay what they are.
        let is_listed = Catalogue::listed()
            .entry(scheme, &draft.code.text)
            .is_some_and(|entry| {
                let mut aliases = draft.aliases.iter();
                aliases.all(|alias| scheme.find_code(&alias.text) == Some(&*entry.code))
            });
        if !is_listed {
            self.wrong(name, Problem::Closed { why }, None);
        }
        None
    }

    fn term(&mut self, scheme: Scheme, draft: TermDraft) {
        if draft.code.text.is_empty() {
            let what = "a code such as `space-policy`";
            self.wrong(&draft.code, Problem::Missing { what }, None);
            return;
        }
        match Catalogue::listed().entry(scheme, &draft.code.text) {
            Some(entry) => self.listed(entry, draft),
            None => self.own(scheme, draft),
        }
    }

    /// Aliases of a listed term.
    fn listed(&mut self, entry: &'static Entry, draft: TermDraft) {
        let scheme = entry.scheme;
        let is_its = |text: &str| scheme.find_code(text) == Some(&*entry.code);
        // A label that it once had is one that an older export has.
        if !draft.label.text.is_empty() && !is_its(&draft.label.text) {
            let (label, code) = (entry.label.to_string(), entry.code.to_string());
            self.wrong(&draft.label, Problem::Relabelled { label, code }, None);
            return;
        }
        let Cow::Borrowed(code) = entry.code else {
            return;
        };
        let names = self.names(draft.aliases, draft.former);
        for (written, kind) in names {
            if is_its(&written.text) || !self.is_name(&written) {
                continue;
            }
            let name = Cow::Owned(written.text.clone());
            if self.claim(scheme, &written, &Target::Listed(code), draft.position) {
                self.extension
                    .aliases
                    .push((scheme, code, Alias { name, kind }));
            }
        }
    }

    /// A term of one's own.
    fn own(&mut self, scheme: Scheme, draft: TermDraft) {
        let TermDraft {
            position,
            scheme: _,
            code,
            label,
            aliases,
            former,
            facts,
            notes,
        } = draft;
        let is_code = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
        let has_letters = !fold(&code.text).is_empty();
        if !has_letters || !code.text.chars().all(is_code) {
            self.wrong(&code, Problem::Code, None);
            return;
        }
        if label.text.is_empty() {
            let what = "a label such as `Space policy`";
            self.wrong(&label, Problem::Missing { what }, None);
            return;
        }
        if !self.is_name(&label) {
            return;
        }
        let names = self.names(aliases, former);
        let facts = facts
            .into_iter()
            .filter_map(|(name, value)| self.fact(scheme, name, &value));
        let mut facts: Vec<Fact> = facts.collect();
        facts.sort_by_key(|fact| fact.name);
        let mut entry = Entry {
            scheme,
            code: Cow::Owned(code.text.clone()),
            label: Cow::Owned(label.text.clone()),
            aliases: Vec::new(),
            further: &[],
            facts,
            notes: notes
                .into_iter()
                .map(|note| Cow::Owned(note.text))
                .collect(),
            is_own: true,
        };
        let mut claimed = vec![code, label];
        for (written, kind) in names {
            let is_known = claimed.iter().any(|name| name.text == written.text);
            if is_known || !self.is_name(&written) {
                continue;
            }
            entry.aliases.push(Alias {
                name: Cow::Owned(written.text.clone()),
                kind,
            });
            claimed.push(written);
        }
        let term = OwnTerm(Arc::new(entry));
        for name in &claimed {
            self.claim(scheme, name, &Target::Own(term.clone()), position);
        }
        self.extension.terms.push(term);
    }

    /// All names, each once; what is a former name is one also where it stands among the aliases.
    fn names(
        &mut self,
        aliases: Vec<Written>,
        former: Vec<FormerDraft>,
    ) -> Vec<(Written, AliasKind)> {
        let mut names: Vec<(Written, AliasKind)> = Vec::new();
        for FormerDraft { name, from, until } in former {
            let kind = AliasKind::Former {
                from: self.day(&from),
                until: self.day(&until),
            };
            names.push((name, kind));
        }
        let known: Vec<String> = names.iter().map(|(name, _)| name.text.clone()).collect();
        let others = aliases
            .into_iter()
            .filter(|alias| !known.contains(&alias.text));
        let mut all: Vec<_> = others.map(|alias| (alias, AliasKind::Other)).collect();
        all.append(&mut names);
        all
    }

    /// Whether it can be a name; says so where not.
    fn is_name(&mut self, name: &Written) -> bool {
        let text = &name.text;
        let is_name = text.trim() == text
            && !fold(bare(text)).is_empty()
            && line_break(text).is_none()
            && illegal_character(text).is_none();
        if !is_name {
            self.wrong(name, Problem::Name, None);
        }
        is_name
    }

    /// A year, month or day, or nothing.
    fn day(&mut self, written: &Written) -> Option<Cow<'static, str>> {
        let text = written.text.trim();
        if text.is_empty() {
            return None;
        }
        match text.parse::<Date>() {
            Ok(date)
                if matches!(
                    date.precision(),
                    Precision::Year | Precision::Month | Precision::Day
                ) =>
            {
                Some(Cow::Owned(text.to_owned()))
            }
            Ok(_) => {
                self.wrong(written, Problem::Time, None);
                None
            }
            Err(error) => {
                self.wrong(
                    written,
                    error,
                    Date::nearest(text).map(|date| date.to_string()),
                );
                None
            }
        }
    }

    fn fact(&mut self, scheme: Scheme, name: FactName, written: &Written) -> Option<Fact> {
        let text = written.text.trim();
        if text.is_empty() {
            return None;
        }
        let value = if let Some(to) = name.leads_to(scheme) {
            let is_own = self.codes.contains_key(&(to, text.to_owned()));
            match to.find_code(text) {
                Some(code) => Some(Cow::Borrowed(code)),
                None if is_own => Some(Cow::Owned(text.to_owned())),
                None => {
                    self.wrong(written, Problem::Link { one: to.one() }, None);
                    None
                }
            }
        } else if name.is_date() {
            self.day(written)
        } else {
            Some(Cow::Owned(text.to_owned()))
        };
        value.map(|value| Fact { name, value })
    }

    /// Takes a name for a term; says so where another has it.
    fn claim(&mut self, scheme: Scheme, name: &Written, target: &Target, at: Position) -> bool {
        for &scheme in together(scheme) {
            let listed = scheme.find_code(&name.text);
            if let Some(entry) = listed.and_then(|code| Catalogue::listed().entry(scheme, code)) {
                self.clash(name, &entry.label, &entry.code, "listed".to_owned());
                return false;
            }
            for key in [fold(&name.text), fold(bare(&name.text))] {
                let key = (scheme, key.into_owned());
                let Some(other) = self.extension.names.get(&key) else {
                    continue;
                };
                let place = self.places.get(&key).copied().unwrap_or_default();
                // Two spellings of one term are none too many.
                if place == at {
                    continue;
                }
                let (label, code) = match other {
                    Target::Own(term) => (term.label().to_owned(), term.code().to_owned()),
                    Target::Listed(code) => {
                        let entry = Catalogue::listed().entry(scheme, code);
                        let label = entry.map_or(*code, |entry| &entry.label);
                        (label.to_owned(), (*code).to_owned())
                    }
                };
                self.clash(name, &label, &code, format!("line {}", place.line));
                return false;
            }
        }
        for key in [fold(&name.text), fold(bare(&name.text))] {
            let key = (scheme, key.into_owned());
            self.places.insert(key.clone(), at);
            self.extension.names.insert(key, target.clone());
        }
        true
    }

    fn clash(&mut self, name: &Written, label: &str, code: &str, place: String) {
        let (label, code) = (label.to_owned(), code.to_owned());
        let problem = Problem::Clash { label, code, place };
        self.wrong(name, problem, None);
    }
}
