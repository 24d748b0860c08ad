//! What names a release for ever.

use uuid::Uuid;

use crate::{Date, Language, Text, WebAddress};

/// The id of a release that has none: the address of its number on osce.org, else its own address,
/// else a `urn:uuid:` of version 5 (RFC 9562, in the URL namespace) over language, date and title.
/// With it, from what it was derived.
pub(crate) fn derive<'a>(
    number: Option<u64>,
    url: Option<&WebAddress<'a>>,
    language: Option<&Language<'_>>,
    date: &Date,
    title: &str,
) -> (Text<'a>, &'static str) {
    let of_site = |number: u64| Text::from(format!("https://www.osce.org/node/{number}"));
    if let Some(number) = number {
        return (of_site(number), "the number");
    }
    // All addresses of one release end with its number, so that all give one id.
    if let Some(number) = url.and_then(WebAddress::osce_number) {
        return (of_site(number), "the number in the url");
    }
    if let Some(url) = url {
        return (Text::from(url.as_str().to_owned()), "the url");
    }
    let language = language.map_or(Language::UNDETERMINED, Language::as_str);
    (
        urn(&format!("{language}\n{date}\n{title}")),
        "language, date and title",
    )
}

/// The id as a URI, for formats that ask for one: the id itself where it is one, else a
/// `urn:uuid:` of version 5 of it.
///
/// ```
/// use dateline_core::id_as_uri;
///
/// assert_eq!(id_as_uri("https://www.osce.org/node/1"), "https://www.osce.org/node/1");
/// assert_eq!(id_as_uri("276291"), "urn:uuid:f5e4bc62-c60a-56dc-86f2-a2144e0494bb");
/// ```
#[must_use]
pub fn id_as_uri(id: &str) -> Text<'_> {
    if is_uri(id) { Text::from(id) } else { urn(id) }
}

fn urn(name: &str) -> Text<'static> {
    Text::from(format!(
        "urn:uuid:{}",
        Uuid::new_v5(&Uuid::NAMESPACE_URL, name.as_bytes())
    ))
}

/// Whether it has a scheme (RFC 3986, section 3.1) and no character that a URI cannot have.
fn is_uri(id: &str) -> bool {
    let Some((scheme, rest)) = id.split_once(':') else {
        return false;
    };
    scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'))
        && !rest.is_empty()
        && crate::url::is_uri(id)
}
