//! Reads what a feed says of its hubs and, in the extension, of its licence.

use crate::error::Broken;
use crate::feed::head::WEB_SUB;
use crate::syntax::{Cursor, Kind};

/// What the extension says of a feed.
#[derive(Debug, Default)]
pub(super) struct Extension {
    pub(super) licence: String,
    pub(super) rights: String,
    pub(super) modified: String,
}

/// The first hub that a [`ChannelDraft`](dateline_core::ChannelDraft) has a home for, and whether
/// there is something else.
pub(super) fn hub(cursor: &mut Cursor<'_>) -> Result<(String, bool), Broken> {
    let (mut hub, mut beyond) = (String::new(), false);
    cursor.array_or_null("a list of hubs", |cursor, _| {
        let (mut kind, mut url) = (String::new(), String::new());
        cursor.object_or_null("a hub as an object", |cursor, key, _| {
            let slot = match key.as_str() {
                "type" => &mut kind,
                "url" => &mut url,
                _ => {
                    beyond = true;
                    return cursor.skip().map(drop);
                }
            };
            *slot = text(cursor, &mut beyond)?;
            Ok(())
        })?;
        if hub.is_empty() && kind.eq_ignore_ascii_case(WEB_SUB) {
            hub = url;
        } else {
            beyond = true;
        }
        Ok(())
    })?;
    Ok((hub, beyond))
}

/// The subset of schema.org's `DataFeed` that the writer writes, and whether there is something
/// else.
pub(super) fn extension(cursor: &mut Cursor<'_>) -> Result<(Extension, bool), Broken> {
    let (mut said, mut beyond) = (Extension::default(), false);
    cursor.object_or_null("an object", |cursor, key, _| {
        let slot = match key.as_str() {
            "license" => &mut said.licence,
            "copyrightNotice" => &mut said.rights,
            "dateModified" => &mut said.modified,
            "about" => return cursor.skip().map(drop),
            "@type" => {
                beyond |= text(cursor, &mut false)? != "DataFeed";
                return Ok(());
            }
            _ => {
                beyond = true;
                return cursor.skip().map(drop);
            }
        };
        *slot = text(cursor, &mut beyond)?;
        Ok(())
    })?;
    Ok((said, beyond))
}

/// A text; nothing where something else stands there.
fn text(cursor: &mut Cursor<'_>, beyond: &mut bool) -> Result<String, Broken> {
    if cursor.kind()? == Kind::Text {
        return cursor.text().map(dateline_core::Text::into_string);
    }
    *beyond = true;
    cursor.skip().map(|_| String::new())
}
