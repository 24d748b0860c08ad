//! What was lost on the way, one loss a line.

use std::io;

use serde::Serialize;

/// Something that an input holds and the output does not.
///
/// ```
/// use dateline_json::Loss;
///
/// let loss = Loss {
///     input: "feed.xml",
///     line: Some(12),
///     column: Some(5),
///     record: Some(3),
///     field: Some("foreign[0]".to_owned()),
///     what: "`enclosure` has no place in CSV",
///     ..Loss::default()
/// };
/// assert_eq!(
///     String::from_utf8(loss.to_line()?)?,
///     "{\"input\":\"feed.xml\",\"line\":12,\"column\":5,\"record\":3,\"field\":\"foreign[0]\",\
///      \"what\":\"`enclosure` has no place in CSV\"}\n",
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize)]
pub struct Loss<'a> {
    /// The input, as it was named.
    pub input: &'a str,
    /// The line on which it stands, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u64>,
    /// The column in characters, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<u64>,
    /// Which record of its input it is in, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub record: Option<u64>,
    /// The id of the release.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<&'a str>,
    /// The field that it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// What is lost, and why.
    pub what: &'a str,
}

impl Loss<'_> {
    /// The loss as a line of JSON.
    ///
    /// # Errors
    ///
    /// None that can come up: texts and numbers can always be written.
    pub fn to_line(&self) -> io::Result<Vec<u8>> {
        let mut line = serde_json::to_vec(self)?;
        line.push(b'\n');
        Ok(line)
    }
}
