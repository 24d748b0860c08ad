//! Where a page is published, as far as the command line and the file's name say.

use std::path::{Component, Path};

use dateline_core::{Draft, Field, Finding, FindingKind};

use crate::walk::Found;

/// The host whose pages are read.
const HOST: &str = "osce.org";

/// Endings that a saved page has and its address does not.
const ENDINGS: &[&str] = &["html", "htm", "xhtml", "txt", "text"];

/// The address of a page: its path below the folder that was named, joined to the base address;
/// or, without one, its path from a folder on that is named after the site, as programs that
/// mirror a site lay it out (`www.osce.org/node/1.html`).
pub(crate) fn of(found: &Found, base: Option<&str>) -> Option<String> {
    let Some(base) = base else {
        return mirrored(&found.path);
    };
    let below = match &found.below {
        Some(below) => below.as_path(),
        None if found.path.as_os_str() == "-" => return None,
        None => Path::new(found.path.file_name()?),
    };
    let joint = if base.ends_with('/') { "" } else { "/" };
    Some(format!("{base}{joint}{}", segments(below)?))
}

/// Takes the number of a page from the name of its file, where nothing else says it.
pub(crate) fn name_number(draft: &mut Draft<'_>, found: &Found, findings: &mut Vec<Finding>) {
    if !(draft.number.is_empty() && draft.url.is_empty() && draft.id.is_empty()) {
        return;
    }
    if let Some(number) = number(&found.path) {
        let (value, from) = (number.to_owned(), "the name of the file");
        draft.number = value.clone().into();
        findings.push(Finding::about(
            Field::Number,
            FindingKind::Inferred { value, from },
        ));
    }
}

/// The number that names a file: `276291.html`, `node-276291.txt`.
fn number(path: &Path) -> Option<&str> {
    /// Numbers of the site have at most so many digits.
    const DIGITS: usize = 7;
    let stem = path.file_stem()?.to_str()?;
    let digits = stem
        .strip_prefix("node")
        .map_or(stem, |rest| rest.trim_start_matches(['-', '_']));
    let is_number = (1..=DIGITS).contains(&digits.len())
        && digits.bytes().all(|b| b.is_ascii_digit())
        && !digits.starts_with('0');
    is_number.then_some(digits)
}

fn mirrored(path: &Path) -> Option<String> {
    let is_site = |part: &Component<'_>| {
        part.as_os_str()
            .to_str()
            .is_some_and(|name| name == HOST || name.strip_suffix(HOST) == Some("www."))
    };
    let mut parts = path.components();
    let site = parts.by_ref().find(is_site)?;
    let host = site.as_os_str().to_str()?;
    Some(format!("https://{host}/{}", segments(parts.as_path())?))
}

/// The path of an address: without the ending of the file, and without `index`.
fn segments(path: &Path) -> Option<String> {
    let mut names = path
        .components()
        .map(|part| part.as_os_str().to_str())
        .collect::<Option<Vec<_>>>()?;
    let last = names.pop()?;
    let stem = match last.rsplit_once('.') {
        Some((stem, ending)) if ENDINGS.iter().any(|e| ending.eq_ignore_ascii_case(e)) => stem,
        _ => last,
    };
    if stem != "index" {
        names.push(stem);
    }
    (!names.is_empty()).then(|| names.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(path: &str, below: Option<&str>, base: Option<&str>, expected: Option<&str>) {
        let found = Found {
            path: path.into(),
            below: below.map(Into::into),
        };
        assert_eq!(of(&found, base).as_deref(), expected);
    }

    #[test]
    fn addresses() {
        let base = Some("https://www.osce.org/");
        check("-", None, base, None);
        check(
            "a/276291.html",
            None,
            base,
            Some("https://www.osce.org/276291"),
        );
        check(
            "a/uk/node/276291.html",
            Some("uk/node/276291.html"),
            base,
            Some("https://www.osce.org/uk/node/276291"),
        );
        check(
            "a/1/index.html",
            Some("1/index.html"),
            Some("https://www.osce.org/node"),
            Some("https://www.osce.org/node/1"),
        );
        check(
            "x/www.osce.org/sq/node/5.html",
            None,
            None,
            Some("https://www.osce.org/sq/node/5"),
        );
        check("x/osce.org.txt", None, None, None);
        check("x/notosce.org/5.html", None, None, None);
        check("x/5.html", None, None, None);
    }

    #[test]
    fn numbers() {
        let of = |name: &'static str| number(Path::new(name));
        assert_eq!(of("a/276291.html"), Some("276291"));
        assert_eq!(of("node-276291.txt"), Some("276291"));
        assert_eq!(of("node_5"), Some("5"));
        assert_eq!(of("skopje-2016.txt"), None);
        assert_eq!(of("20161025143000.html"), None);
        assert_eq!(of("-"), None);
    }
}
