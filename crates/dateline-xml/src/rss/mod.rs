//! RSS 2.0: feeds of releases, written. [`feed`](crate::feed) reads them.
//!
//! Written is what the W3C's validator has nothing to say about (rules R1 to R36 of `rules.rs`;
//! bodies that are HTML already are written as they are), and what gives every release back as it
//! was: [`Writer`] says which element holds which field.

pub(crate) mod date;
pub(crate) mod write;

#[cfg(test)]
mod rules;
#[cfg(test)]
pub(crate) mod tests;

pub use write::Writer;

/// What a feed begins with: the declaration and the root with the customary prefixes.
pub(crate) const START: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
    <rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\" \
    xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" \
    xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
    xmlns:dcterms=\"http://purl.org/dc/terms/\">\n  <channel>\n";
