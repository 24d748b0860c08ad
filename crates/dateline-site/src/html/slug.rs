//! The name of a release's page, made of what names the release for ever.

use dateline_core::Release;
use uuid::Uuid;

/// The name of the page of a release, without its ending: `276291` where the id is the address of
/// a number on osce.org, the UUID where it is one, else the last words of the id and sixteen
/// hexadecimal digits of a hash of it.
///
/// It depends on the id alone, so that it stays when a title or a date is corrected; different ids
/// give different names, also where a file system does not tell capitals from small letters. It
/// has ASCII letters, digits and `-` only, at most 66 of them.
///
/// ```
/// use dateline_core::{Draft, Release};
/// use dateline_site::html::slug_of;
///
/// let slug = |id: &'static str| -> Result<String, dateline_core::Violations> {
///     let release = Release::try_from(Draft {
///         id: id.into(),
///         title: "Bridge opens".into(),
///         date: "2016-10-25".into(),
///         ..Draft::default()
///     })?;
///     Ok(slug_of(&release))
/// };
/// assert_eq!(slug("https://www.osce.org/node/276291")?, "276291");
/// assert_eq!(slug("https://a.example/news/Bridge_opens.html")?, "bridge-opens-html-97db777363ebb12b");
/// # Ok::<(), dateline_core::Violations>(())
/// ```
#[must_use]
pub fn slug_of(release: &Release<'_>) -> String {
    slug(release.id())
}

fn slug(id: &str) -> String {
    let number = id.strip_prefix("https://www.osce.org/node/");
    if let Some(number) = number.filter(|number| is_number(number)) {
        return number.to_owned();
    }
    if let Some(uuid) = id.strip_prefix("urn:uuid:").filter(|uuid| is_uuid(uuid)) {
        return uuid.to_owned();
    }
    let (_, hash) = Uuid::new_v5(&Uuid::NAMESPACE_URL, id.as_bytes()).as_u64_pair();
    let words = words(id);
    // A name of digits alone is a number's.
    let words = if words.is_empty() { "release" } else { &words };
    format!("{words}-{hash:016x}")
}

/// As a number is written in an id that was derived from one.
fn is_number(text: &str) -> bool {
    (1..=20).contains(&text.len())
        && !text.starts_with('0')
        && text.bytes().all(|b| b.is_ascii_digit())
}

/// In the one form that is no other's: small letters, hyphens (RFC 9562, section 4).
fn is_uuid(text: &str) -> bool {
    text.len() == 36
        && Uuid::try_parse(text)
            .is_ok_and(|uuid| uuid.hyphenated().encode_lower(&mut [0; 36]) == text)
}

/// The last ASCII words of an id, for people: at most 48 bytes, beginning at a word.
fn words(id: &str) -> String {
    const LIMIT: usize = 48;
    let id = id.trim_end_matches('/');
    let last = id.rsplit('/').next().unwrap_or_default();
    // What is far from the end would be cut anyway.
    let tail = last.len().saturating_sub(4 * LIMIT);
    let tail = (tail..=last.len()).find_map(|at| last.get(at..));
    let mut words: Vec<String> = tail
        .unwrap_or_default()
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty() && word.len() <= LIMIT)
        .map(str::to_ascii_lowercase)
        .collect();
    while words.iter().map(|word| word.len() + 1).sum::<usize>() > LIMIT + 1 {
        words.remove(0);
    }
    words.join("-")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(id: &str, expected: &str) {
        assert_eq!(slug(id), expected);
    }

    #[test]
    fn ids_of_the_site_are_their_number() {
        check("https://www.osce.org/node/1", "1");
        check("https://www.osce.org/node/01", "01-88e2be030b5f8330");
    }

    #[test]
    fn uuids_stay_as_they_are() {
        check(
            "urn:uuid:68ca079a-39f9-553e-b93d-bb43cd4f0100",
            "68ca079a-39f9-553e-b93d-bb43cd4f0100",
        );
        check(
            "urn:uuid:68CA079A-39F9-553E-B93D-BB43CD4F0100",
            "urn-uuid-68ca079a-39f9-553e-b93d-bb43cd4f0100-9ad776cb82be2aab",
        );
    }

    #[test]
    fn others_have_words_and_a_hash() {
        check("276291", "276291-86f2a2144e0494bb");
        check("https://a.example/", "a-example-b087010025d94c3f");
        check("Пресреліз", "release-80b51e7fa0a31c2a");
        check("a/", "a-a7c7079ac3098fba");
    }

    proptest! {
        #[test]
        fn every_id_gives_a_short_name_for_every_file_system(id in "\\PC{0,200}") {
            let slug = slug(&id);
            prop_assert!(!slug.is_empty() && slug.len() <= 66);
            prop_assert!(slug.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'));
        }

        #[test]
        fn no_two_ids_share_a_name(a in "[aA/1 -]{0,6}", b in "[aA/1 -]{0,6}") {
            prop_assert_eq!(a == b, slug(&a) == slug(&b));
        }
    }
}
