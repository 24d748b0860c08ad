//! A diagnostic with the line that it is about, for people at a terminal.

use annotate_snippets::{AnnotationKind, Level as Mark, Origin, Renderer, Snippet};
use dateline_core::{Diagnostic, Excerpt, Level};

use super::At;
use super::source::Source;

/// How diagnostics are drawn.
pub(crate) fn renderer(styled: bool, width: usize) -> Renderer {
    let renderer = if styled {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    renderer.term_width(width)
}

/// A diagnostic, with its line where that is at hand, and an empty line behind it.
pub(crate) fn draw(
    renderer: &Renderer,
    at: At<'_>,
    diagnostic: &Diagnostic,
    source: Option<Source<'_>>,
) -> String {
    let level = match diagnostic.level {
        Level::Error => Mark::ERROR,
        Level::Warning => Mark::WARNING,
        Level::Note => Mark::NOTE,
    };
    let mut group = level
        .primary_title(diagnostic.message.as_str())
        .id(diagnostic.rule)
        .elements(std::iter::empty::<Origin<'_>>());
    let about = about(at, diagnostic);
    let spot = diagnostic.spot.as_ref();
    let number = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
    let origin = || {
        let origin = Origin::path(at.input);
        match spot {
            Some(spot) => origin
                .line(number(spot.position.line))
                .char_column(number(spot.position.column)),
            None => origin,
        }
    };
    let line = spot.zip(source);
    let line = line.and_then(|(spot, source)| source.line(spot, diagnostic.value.as_deref()));
    if let (Some(spot), Some(line)) = (spot, line) {
        let snippet = Snippet::source(line.text)
            .line_start(number(spot.position.line))
            .annotation(
                AnnotationKind::Primary
                    .span(line.marked)
                    .label((!about.is_empty()).then_some(about)),
            );
        group = if line.cut {
            group.element(origin()).element(snippet)
        } else {
            group.element(snippet.path(at.input))
        };
    } else {
        group = group.element(origin());
        if !about.is_empty() {
            group = group.element(Mark::NOTE.message(about));
        }
    }
    if let Some(origin) = at.origin {
        group = group.element(Mark::NOTE.message(format!("it was set aside from {origin}")));
    }
    if let Some(hint) = &diagnostic.hint {
        group = group.element(Mark::HELP.message(hint.as_str()));
    }
    if let Some(fix) = &diagnostic.fix {
        group = group.element(Mark::HELP.message(format!("`--fix` can {}", fix.what)));
    }
    renderer.render(&[group]) + "\n\n"
}

/// What it is about: the place as the format calls it, the record, the release.
fn about(at: At<'_>, diagnostic: &Diagnostic) -> String {
    let field = diagnostic.field.map(|field| field.to_string());
    let path = diagnostic.spot.as_ref().map(|spot| spot.path.as_str());
    let path = path.filter(|path| !path.is_empty()).or(field.as_deref());
    let mut parts: Vec<String> = path.map(str::to_owned).into_iter().collect();
    if let Some(record) = at.record {
        parts.push(format!("record {record}"));
    }
    if let Some(id) = at.id {
        parts.push(format!("`{}`", Excerpt(id)));
    }
    parts.join(", ")
}
