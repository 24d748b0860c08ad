//! Addresses as pages write them, and as they are kept: absolute, without what follows readers
//! around.

use dateline_core::{Text, WebAddress};
use url::Url;

/// Names of parameters that say from where a reader came, not what is to be read.
const TRACKERS: &[&str] = &[
    "__hsfp",
    "__hssc",
    "__hstc",
    "__twitter_impression",
    "_ga",
    "_gl",
    "_hsenc",
    "_hsmi",
    "dclid",
    "fb_action_ids",
    "fb_action_types",
    "fb_source",
    "fbclid",
    "gbraid",
    "gclid",
    "gclsrc",
    "igsh",
    "igshid",
    "li_fat_id",
    "mc_cid",
    "mc_eid",
    "mkt_tok",
    "msclkid",
    "oly_anon_id",
    "oly_enc_id",
    "s_kwcid",
    "srsltid",
    "ttclid",
    "twclid",
    "vero_conv",
    "vero_id",
    "wbraid",
    "wickedid",
    "yclid",
    "ysclid",
];

/// The beginnings of such names.
const TRACKER_FAMILIES: &[&str] = &["utm_", "pk_", "mtm_", "hsa_"];

/// No address that leads to a page is longer.
const LENGTH: usize = 2048;

/// An address that can be kept.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Address {
    pub(super) text: String,
    /// Whether parameters that follow readers were left out.
    pub(super) tracked: bool,
}

/// Why an address cannot be kept.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Refused {
    /// It is relative, and nothing says to what.
    Relative,
    /// It leads to no page and no mailbox.
    Unfit,
}

/// Makes an address absolute and clean.
pub(super) fn resolve(written: &str, base: Option<&Url>) -> Result<Address, Refused> {
    let written = written.trim_matches(|c: char| c <= ' ');
    if written.len() > LENGTH {
        return Err(Refused::Unfit);
    }
    let url = match Url::parse(written) {
        Ok(url) => url,
        Err(url::ParseError::RelativeUrlWithoutBase) => {
            let base = base.ok_or(Refused::Relative)?;
            base.join(written).map_err(|_| Refused::Unfit)?
        }
        Err(_) => return Err(Refused::Unfit),
    };
    match url.scheme() {
        "http" | "https" => {
            let url = unarchived(&url).unwrap_or(url);
            let (text, tracked) = untracked(url.into());
            let address = WebAddress::parse(Text::from(text)).map_err(|_| Refused::Unfit)?;
            Ok(Address {
                text: address.as_str().to_owned(),
                tracked,
            })
        }
        "mailto" | "tel" => {
            let text = String::from(url);
            let is_fit = |b: u8| b.is_ascii_alphanumeric() || b"-._~:/?@!$&'()*+,;=%".contains(&b);
            let is_addressed = text.split_once(':').is_some_and(|(_, to)| !to.is_empty());
            if is_addressed && text.bytes().all(is_fit) {
                return Ok(Address {
                    text,
                    tracked: false,
                });
            }
            Err(Refused::Unfit)
        }
        _ => Err(Refused::Unfit),
    }
}

/// The address of the page that an archive of the web kept: `…/web/20150101000000/http://…`.
fn unarchived(url: &Url) -> Option<Url> {
    if url.host_str() != Some("web.archive.org") {
        return None;
    }
    let (_, kept) = url.as_str().split_once("/web/")?;
    let (time, kept) = kept.split_once('/')?;
    let is_time = time.starts_with(|c: char| c.is_ascii_digit());
    let kept = Url::parse(kept).ok()?;
    (is_time && matches!(kept.scheme(), "http" | "https")).then_some(kept)
}

/// The address without parameters that follow readers, and whether it had any.
fn untracked(mut address: String) -> (String, bool) {
    let end = address.find('#').unwrap_or(address.len());
    let Some(start) = address[..end].find('?') else {
        return (address, false);
    };
    let is_tracker = |parameter: &&str| {
        let name = parameter.split('=').next().unwrap_or_default();
        let name = name.to_ascii_lowercase();
        TRACKERS.contains(&name.as_str()) || TRACKER_FAMILIES.iter().any(|f| name.starts_with(f))
    };
    let query = &address[start + 1..end];
    if !query.split('&').any(|parameter| is_tracker(&parameter)) {
        return (address, false);
    }
    let kept: Vec<&str> = query.split('&').filter(|p| !is_tracker(p)).collect();
    let kept = if kept.is_empty() {
        String::new()
    } else {
        format!("?{}", kept.join("&"))
    };
    address.replace_range(start..end, &kept);
    (address, true)
}

/// The mail address that a page hides from robots: hexadecimal bytes, the first of which was
/// combined with all others.
pub(super) fn unhidden_mail(hidden: &str) -> Option<String> {
    let (bytes, odd) = hidden.as_bytes().as_chunks::<2>();
    if !odd.is_empty() || bytes.len() > 400 {
        return None;
    }
    let mut decoded = bytes.iter().map(|pair| {
        let pair = std::str::from_utf8(pair).ok()?;
        u8::from_str_radix(pair, 16).ok()
    });
    let key = decoded.next()??;
    let mail: Option<Vec<u8>> = decoded.map(|byte| Some(byte? ^ key)).collect();
    let mail = String::from_utf8(mail?).ok()?;
    let is_mail = mail.contains('@') && mail.chars().all(|c| !c.is_control() && !c.is_whitespace());
    is_mail.then_some(mail)
}

/// The hidden part of the address that stands for a hidden mail address.
pub(super) fn hidden_mail(address: &str) -> Option<&str> {
    address
        .split_once("/cdn-cgi/l/email-protection#")
        .map(|(_, hidden)| hidden)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(written: &str, expected: Result<&str, Refused>) {
        let base = Url::parse("https://www.osce.org/node/1").unwrap();
        let found = resolve(written, Some(&base));
        assert_eq!(
            found.as_ref().map(|a| a.text.as_str()),
            expected.as_ref().copied()
        );
        if let Ok(address) = found {
            let again = resolve(&address.text, None).unwrap();
            assert_eq!((again.text, again.tracked), (address.text, false));
        }
    }

    #[test]
    fn addresses_become_absolute() {
        check("/secretariat/2", Ok("https://www.osce.org/secretariat/2"));
        check(" ../a\n b ", Ok("https://www.osce.org/a%20b"));
        check("#note1", Ok("https://www.osce.org/node/1#note1"));
        check("//a.example/ž", Ok("https://a.example/%C5%BE"));
        check("mailto:press@a.example", Ok("mailto:press@a.example"));
        check("tel:+43-1-514", Ok("tel:+43-1-514"));
        assert_eq!(resolve("/a", None), Err(Refused::Relative));
    }

    #[test]
    fn what_leads_nowhere_is_refused() {
        for written in [
            "javascript:alert(1)",
            " JaVa\tScript:alert(1)",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
            "http://",
            "https://[",
            "mailto:",
            "mailto:a\"b@c.example",
            "about:blank",
        ] {
            check(written, Err(Refused::Unfit));
        }
    }

    #[test]
    fn what_follows_readers_vanishes() {
        check(
            "https://a.example/x?fbclid=1&a=%C5%BE&UTM_Source=b&c#d",
            Ok("https://a.example/x?a=%C5%BE&c#d"),
        );
        check(
            "https://a.example/x?utm_medium=mail#d",
            Ok("https://a.example/x#d"),
        );
        check(
            "https://a.example/x?utm=1#?gclid=2",
            Ok("https://a.example/x?utm=1#?gclid=2"),
        );
        check("https://a.example/?", Ok("https://a.example/?"));
        assert!(resolve("https://a.example/?gclid", None).unwrap().tracked);
    }

    #[test]
    fn an_archive_gives_back_what_it_kept() {
        check(
            "https://web.archive.org/web/20150101000000/http://www.osce.org/node/1?fbclid=x",
            Ok("http://www.osce.org/node/1"),
        );
        check(
            "http://web.archive.org/web/2015id_/https://www.osce.org/a",
            Ok("https://www.osce.org/a"),
        );
        check(
            "https://web.archive.org/web/",
            Ok("https://web.archive.org/web/"),
        );
    }

    #[test]
    fn hidden_mail_addresses_come_back() {
        let hide = |mail: &str| {
            let mut hidden = "5a".to_owned();
            for byte in mail.bytes() {
                use std::fmt::Write as _;
                let _ = write!(hidden, "{:02x}", byte ^ 0x5A);
            }
            hidden
        };
        let mail = unhidden_mail(&hide("press@a.example"));
        assert_eq!(mail.as_deref(), Some("press@a.example"));
        for hidden in ["", "5", "zz", "5a", "éé", &hide("no mail"), &hide("a@\n")] {
            assert_eq!(unhidden_mail(hidden), None, "{hidden}");
        }
    }
}
