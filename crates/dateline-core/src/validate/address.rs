//! Rules about numbers and addresses.

use std::net::IpAddr;

use super::{Said, pages};
use crate::{Breach, Excerpt, Field, FieldPath, Release, Text, WebAddress};

/// Parameters that say by which way a reader came, and nothing of the page.
const TRACKING: &[&str] = &[
    "fbclid", "gclid", "mc_cid", "mc_eid", "msclkid", "twclid", "yclid",
];

/// The number is the one at the end of the address and of the id.
pub(super) fn number(release: &Release<'_>, said: &mut Said<'_, '_>) {
    let of_url = release.url().and_then(WebAddress::osce_number);
    let of_id = WebAddress::parse(Text::from(release.id())).ok();
    let of_id = of_id.as_ref().and_then(WebAddress::osce_number);
    let Some((number, field)) = release
        .number()
        .map(|number| (number, Field::Number))
        .or_else(|| of_url.map(|number| (number, Field::Url)))
    else {
        return;
    };
    let subject = match field {
        Field::Number => format!("`{number}`"),
        _ => format!("`{number}`, at the end of this address,"),
    };
    for (other, what) in [(of_url, "url"), (of_id, "id")] {
        let Some(other) = other.filter(|other| *other != number) else {
            continue;
        };
        let what = format!("{subject} is not `{other}`, the number in the {what}");
        let breach = Breach::new(pages::NUMBER_ADDRESS, what);
        said.about(field, breach.value(number.to_string()));
    }
}

/// The address is one that everybody can open, and no more than the address.
pub(super) fn url(release: &Release<'_>, said: &mut Said<'_, '_>) {
    let Some(url) = release.url().map(WebAddress::as_str) else {
        return;
    };
    if let Some(host) = private_host(url) {
        let what = format!("`{host}` is a name that only its own network knows");
        said.about(Field::Url, Breach::new(pages::URL_PRIVATE, what).value(url));
    }
    let query = url.split_once('?').map_or("", |(_, query)| query);
    let mut parameters = query.split(['&', ';', '#']);
    let tracking = parameters.find(|parameter| {
        let name = parameter.split('=').next().unwrap_or_default();
        TRACKING.contains(&name) || name.starts_with("utm_")
    });
    if let Some(parameter) = tracking {
        let what = format!(
            "`{}` says how somebody came to the page, and is no part of its address",
            Excerpt(parameter)
        );
        said.about(
            Field::Url,
            Breach::new(pages::URL_TRACKING, what).value(url),
        );
    }
}

/// The host of an address, where nobody outside can reach it.
fn private_host(url: &str) -> Option<&str> {
    let rest = url.split_once("://")?.1;
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?;
    let host = match host.strip_prefix('[') {
        Some(host) => host.split(']').next()?,
        None => host.split(':').next()?,
    };
    let is_private = match host.parse::<IpAddr>() {
        Ok(IpAddr::V4(ip)) => {
            ip.is_private() || ip.is_loopback() || ip.is_link_local() || ip.is_unspecified()
        }
        Ok(IpAddr::V6(ip)) => ip.is_loopback() || ip.is_unspecified(),
        Err(_) => {
            !host.contains('.')
                || [
                    ".local",
                    ".localhost",
                    ".internal",
                    ".lan",
                    ".test",
                    ".invalid",
                ]
                .iter()
                .any(|end| host.ends_with(end))
        }
    };
    is_private.then_some(host)
}

/// Translations are in other languages, and on other pages.
pub(super) fn translations(release: &Release<'_>, said: &mut Said<'_, '_>) {
    let translations = release.translations();
    for (index, translation) in translations.iter().enumerate() {
        let path = FieldPath::of(Field::Translations, index);
        let language = translation.language().as_str();
        if release
            .language()
            .is_some_and(|own| own.as_str().eq_ignore_ascii_case(language))
        {
            let what = format!("`{language}` is the language of the release itself");
            let breach = Breach::new(pages::TRANSLATION_LANGUAGE, what).value(language);
            said.about(path.part("language"), breach);
        }
        let url = translation.url().as_str();
        let other = if release.url().is_some_and(|own| own.as_str() == url) {
            Some("the release itself".to_owned())
        } else {
            let same = |other: &&crate::Translation<'_>| other.url().as_str() == url;
            let other = translations.iter().take(index).find(same);
            other.map(|other| format!("the translation into `{}`", other.language().as_str()))
        };
        if let Some(other) = other {
            let what = format!("`{}` is the page of {other} as well", Excerpt(url));
            let breach = Breach::new(pages::TRANSLATION_PAGE, what).value(url);
            said.about(path.part("url"), breach);
        }
    }
}
