//! The address of a page: what of it names the page, and whether a release can stand there.
//!
//! The number at the end of an address of osce.org is the release's identity, whatever section or
//! language stands before it (`/node/N`, `/SECTION/N`, `/uk/SECTION/N`) and whatever a newsletter
//! or a social network has hung behind it. The core takes number, language and source from the
//! address; what is hung behind it is dropped here.

use dateline_core::{Field, Finding, FindingKind, Text, WebAddress};

/// Parameters by which others count visits; none of them says what is shown.
const TRACKING: &[&str] = &[
    "_ga", "_gl", "_hsenc", "_hsmi", "dclid", "fbclid", "gbraid", "gclid", "igshid", "mc_cid",
    "mc_eid", "mkt_tok", "msclkid", "twclid", "wbraid", "yclid",
];

/// Sections of the site whose pages have a number and are no releases.
const NO_RELEASES: &[&str] = &[
    "about", "blog", "blogs", "event", "events", "what", "where", "who",
];

/// An address and what it says.
#[derive(Clone, Debug, Default)]
pub(crate) struct Identity {
    /// The address, less what only follows visitors around.
    pub(crate) url: String,
    /// As it was given, where that is not the same.
    given: Option<String>,
    /// Whether it is one of the site.
    pub(crate) is_osce: bool,
    /// Whether the site has no releases there.
    pub(crate) is_no_release: bool,
}

impl Identity {
    /// What `address` says; nothing but itself where it is not one of the site.
    pub(crate) fn of(address: &str) -> Self {
        let mut identity = Self {
            url: address.to_owned(),
            ..Self::default()
        };
        let Some(path) = osce_path(address.trim()) else {
            return identity;
        };
        let clean = without_tracking(address.trim());
        if clean != address {
            identity.given = Some(std::mem::replace(&mut identity.url, clean));
        }
        let parsed = WebAddress::parse(Text::from(identity.url.as_str()));
        let number = parsed.ok().and_then(|address| address.osce_number());
        let mut segments = path.split('/');
        identity.is_osce = true;
        identity.is_no_release =
            number.is_none() || segments.any(|segment| NO_RELEASES.contains(&segment));
        identity
    }

    /// What is said of an address that was changed.
    pub(crate) fn report(&self, findings: &mut Vec<Finding>) {
        if let Some(written) = self.given.clone() {
            let kept = self.url.clone();
            let kind = FindingKind::Normalized { written, kept };
            findings.push(Finding::about(Field::Url, kind));
        }
    }
}

/// The path of an address of the site.
fn osce_path(address: &str) -> Option<&str> {
    let behind = |scheme: &str| {
        let head = address.get(..scheme.len())?;
        head.eq_ignore_ascii_case(scheme)
            .then(|| &address[scheme.len()..])
    };
    let rest = behind("https://").or_else(|| behind("http://"))?;
    let (host, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    let host = host.to_ascii_lowercase();
    matches!(host.as_str(), "www.osce.org" | "osce.org")
        .then(|| &path[..path.find(['?', '#']).unwrap_or(path.len())])
}

/// The address without the parameters of [`TRACKING`] and those that begin with `utm_`.
fn without_tracking(address: &str) -> String {
    let (rest, fragment) = address.split_at(address.find('#').unwrap_or(address.len()));
    let Some((path, query)) = rest.split_once('?') else {
        return address.to_owned();
    };
    let mut clean = String::with_capacity(address.len());
    clean.push_str(path);
    let mut joint = '?';
    for parameter in query.split('&') {
        let name = parameter
            .split('=')
            .next()
            .unwrap_or_default()
            .to_ascii_lowercase();
        if !name.starts_with("utm_") && !TRACKING.contains(&name.as_str()) {
            clean.push(joint);
            clean.push_str(parameter);
            joint = '&';
        }
    }
    clean.push_str(fragment);
    clean
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(address: &str, url: &str) {
        let identity = Identity::of(address);
        assert_eq!(identity.url, url);
        let again = Identity::of(&identity.url);
        assert_eq!((again.url.as_str(), again.given), (url, None));
    }

    #[test]
    fn the_tables_are_sorted() {
        assert!(TRACKING.is_sorted() && NO_RELEASES.is_sorted());
    }

    #[test]
    fn what_follows_visitors_vanishes() {
        let node = "https://www.osce.org/node/1";
        for query in [
            "?fbclid=IwAR0",
            "?utm_source=x&utm_medium=y",
            "?gclid=1&mc_cid=2&MC_EID=3",
            "?fbclid",
        ] {
            check(&format!("{node}{query}"), node);
        }
        let kept = format!("{node}?page=2&a=b#x");
        check(&format!("{node}?page=2&fbclid=1&a=b#x"), &kept);
        let foreign = "https://example.org/node/1?fbclid=x";
        check(foreign, foreign);
        let other = "https://www.osce.org.example/uk/1?fbclid=x";
        check(other, other);
    }

    #[test]
    fn addresses_where_no_release_is() {
        let none = |address: &str| Identity::of(address).is_no_release;
        assert!(none("https://www.osce.org/mission-to-skopje"));
        assert!(none("https://www.osce.org/"));
        assert!(none("https://www.osce.org"));
        assert!(none("https://www.osce.org/who/84"));
        assert!(none("https://www.osce.org/uk/blog/12345"));
        assert!(none("https://www.osce.org/odihr/blog/12345"));
        assert!(!none("https://www.osce.org/node/84"));
        assert!(!none("https://example.org/blog"));
    }
}
