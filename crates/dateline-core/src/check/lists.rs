//! Lists of values, of which none stands there twice.

use std::collections::HashSet;
use std::hash::Hash;

use super::Run;
use crate::{
    DraftTranslation, Field, FieldPath, FindingKind, Language, Problem, Tag, Text, Translation,
    Violation, controlled_field,
};

/// Nearly every list is short, and needs no set of what was met; a longer one must not cost its
/// square.
const SHORT_LIST: usize = 16;

impl Run<'_> {
    pub(super) fn tags<'a>(&mut self, texts: Vec<Text<'a>>) -> Vec<Tag<'a>> {
        let mut tags = Vec::with_capacity(texts.len());
        for (index, text) in texts.into_iter().enumerate() {
            let path = FieldPath::of(Field::Tags, index);
            let Some(text) = self.value(path, text) else {
                continue;
            };
            let tag = Tag::from_text(text.clone());
            if let Some(field) = tag.scheme().and_then(controlled_field) {
                self.violations
                    .push(Violation::new(path, &text, Problem::TagIsTerm { field }));
            }
            tags.push(tag);
        }
        self.duplicates(Field::Tags, &tags, Tag::to_string);
        tags
    }

    pub(super) fn translations<'a>(
        &mut self,
        drafts: Vec<DraftTranslation<'a>>,
    ) -> Vec<Translation<'a>> {
        if drafts.is_empty() {
            return Vec::new();
        }
        let mut translations = Vec::with_capacity(drafts.len());
        let mut seen = HashSet::new();
        for (index, DraftTranslation { language, url }) in drafts.into_iter().enumerate() {
            let path = FieldPath::of(Field::Translations, index);
            let mut has_shape = self.is_value(path.part("language"), &language);
            has_shape &= self.is_value(path.part("url"), &url);
            if !has_shape {
                continue;
            }
            let language = self.tag(path.part("language"), language.trimmed());
            let url = self.url(path.part("url"), url);
            let (Some(language), Some(url)) = (language, url) else {
                continue;
            };
            if is_met(&translations, &mut seen, &language) {
                let problem = Problem::LanguageTwice;
                let path = path.part("language");
                self.violations
                    .push(Violation::new(path, language.as_str(), problem));
            }
            translations.push(Translation { language, url });
        }
        translations
    }

    pub(super) fn duplicates<T: Eq + Hash>(
        &mut self,
        field: Field,
        values: &[T],
        text: impl Fn(&T) -> String,
    ) {
        if values.len() <= SHORT_LIST {
            for (index, value) in values.iter().enumerate() {
                if values[..index].contains(value) {
                    self.duplicate(FieldPath::of(field, index), text(value));
                }
            }
            return;
        }
        let mut seen = HashSet::with_capacity(values.len());
        for (index, value) in values.iter().enumerate() {
            if !seen.insert(value) {
                self.duplicate(FieldPath::of(field, index), text(value));
            }
        }
    }

    #[cold]
    fn duplicate(&mut self, path: FieldPath, value: String) {
        self.find(path, FindingKind::Duplicate { value });
    }
}

/// Whether there is a translation in this language. `seen` is for this function alone.
fn is_met(
    translations: &[Translation<'_>],
    seen: &mut HashSet<String>,
    language: &Language<'_>,
) -> bool {
    let languages = translations.iter().map(Translation::language);
    if translations.len() <= SHORT_LIST {
        return languages.into_iter().any(|met| met == language);
    }
    if seen.is_empty() {
        seen.extend(languages.map(|met| met.as_str().to_owned()));
    }
    !seen.insert(language.as_str().to_owned())
}
