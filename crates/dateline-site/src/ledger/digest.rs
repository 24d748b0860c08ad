//! Digests that are the same in every run, on every machine and in every version.

use std::fmt;
use std::str::FromStr;

use dateline_core::{Language, Precision, Release};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use sha2::{Digest as _, Sha256};

/// The first 128 bits of a SHA-256 (FIPS 180-4), written as 32 hexadecimal digits in small letters.
///
/// ```
/// use dateline_site::ledger::Digest;
///
/// let digest = Digest::of(["Border police train in Ohrid".as_bytes(), b"2016-10-25"]);
/// assert_eq!(digest.to_string(), "2ff330a4845086e57a89c6494c67dc68");
/// assert_eq!(digest.to_string().parse(), Ok(digest));
/// // Where one part ends and the next begins counts.
/// assert_ne!(Digest::of([b"ab".as_slice(), b"c"]), Digest::of([b"a".as_slice(), b"bc"]));
/// ```
#[derive(Clone, Copy, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Digest([u8; 16]);

/// Makes a [`Digest`] of parts that come one after the other.
#[derive(Clone, Debug, Default)]
pub struct Digester(Sha256);

/// A text is not a [`Digest`].
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("expected a digest of 32 hexadecimal digits in small letters")]
pub struct DigestError;

/// What a release can be known again by when its id and its address changed: its language, the day
/// of its date and its title.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Key(Digest);

impl Digester {
    /// Takes up the next part.
    pub fn part(&mut self, part: &[u8]) {
        // With its length, so that no two lists of parts are the same bytes.
        self.0.update((part.len() as u64).to_le_bytes());
        self.0.update(part);
    }

    /// The digest of all parts.
    #[must_use]
    pub fn finish(self) -> Digest {
        let mut first = [0; 16];
        for (to, from) in first.iter_mut().zip(self.0.finalize()) {
            *to = from;
        }
        Digest(first)
    }
}

impl Digest {
    /// The digest of these parts.
    pub fn of<'p>(parts: impl IntoIterator<Item = &'p [u8]>) -> Self {
        let mut digester = Digester::default();
        for part in parts {
            digester.part(part);
        }
        digester.finish()
    }
}

impl Key {
    /// The key of a release.
    ///
    /// Only the day of the date counts, where it has one: that a time was added to it makes no
    /// other release.
    #[must_use]
    pub fn of(release: &Release<'_>) -> Self {
        let language = release
            .language()
            .map_or(Language::UNDETERMINED, |language| language.as_str());
        let day = release.date().first_local().date().to_string();
        let known = match release.date().precision() {
            Precision::Year => day.get(..4),
            Precision::Month => day.get(..7),
            _ => None,
        };
        Self(Digest::of([
            language.as_bytes(),
            known.unwrap_or(&day).as_bytes(),
            release.title().as_bytes(),
        ]))
    }

    pub(super) const fn digest(self) -> Digest {
        self.0
    }
}

impl From<Digest> for Key {
    /// The key that was kept as this digest.
    fn from(digest: Digest) -> Self {
        Self(digest)
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", u128::from_be_bytes(self.0))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Digest({self})")
    }
}

impl FromStr for Digest {
    type Err = DigestError;

    fn from_str(text: &str) -> Result<Self, DigestError> {
        let is_digit = |b: u8| matches!(b, b'0'..=b'9' | b'a'..=b'f');
        if text.len() != 32 || !text.bytes().all(is_digit) {
            return Err(DigestError);
        }
        u128::from_str_radix(text, 16)
            .map(|number| Self(number.to_be_bytes()))
            .map_err(|_| DigestError)
    }
}

impl Serialize for Digest {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Digest {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;

        impl de::Visitor<'_> for Visitor {
            type Value = Digest;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a digest of 32 hexadecimal digits in small letters")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Digest, E> {
                text.parse()
                    .map_err(|_| E::invalid_value(de::Unexpected::Str(text), &self))
            }
        }

        deserializer.deserialize_str(Visitor)
    }
}
