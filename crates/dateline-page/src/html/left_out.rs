//! What of a page is in none of its lines, or not in the body made of them.

use dateline_core::{Excerpt, FindingKind};

/// Something that was left out, and where.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct LeftOut {
    pub(crate) kind: LeftOutKind,
    /// Behind so many bytes of the flattened text.
    pub(crate) at: usize,
    /// Where it stands in the source, in bytes.
    pub(crate) source: usize,
}

/// What was left out.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum LeftOutKind {
    /// A part of the content that helps to move through the site, to share, to consent.
    Around { text: String },
    /// The words below a picture.
    Caption { text: String },
    /// Something that plays or runs: a video, a frame.
    Embedded { address: String },
    /// A picture.
    Image { address: String },
    /// A link that leads nowhere, or whose target cannot be known; its words are kept.
    Link { address: String },
    /// That words are struck out; they are kept.
    Struck,
    /// An image of one point that counts readers.
    Tracker,
    /// Parameters of an address that follow readers around; the rest of it is kept.
    Tracking { address: String },
}

impl LeftOutKind {
    /// What there is to say about it: a loss, where a reader would miss it.
    pub(crate) fn finding(&self) -> FindingKind {
        let loss = |what: String| FindingKind::Loss { what };
        let remark = |what: String| FindingKind::Remark { what };
        match self {
            Self::Around { text } => remark(format!(
                "`{}` is left out: it belongs to the page, not to the release",
                Excerpt(text)
            )),
            Self::Caption { text } => loss(format!(
                "`{}` is left out: it belongs to a picture",
                Excerpt(text)
            )),
            Self::Embedded { address } if address.is_empty() => {
                loss("something that plays or runs is left out".to_owned())
            }
            Self::Embedded { address } => loss(format!(
                "`{}` is left out: it plays or runs",
                Excerpt(address)
            )),
            Self::Image { address } => {
                loss(format!("the picture `{}` is left out", Excerpt(address)))
            }
            Self::Link { address } => loss(format!(
                "the link to `{}` is left out: it leads to no page that could be named",
                Excerpt(address)
            )),
            Self::Struck => {
                loss("words that are struck out are kept as if they were not".to_owned())
            }
            Self::Tracker => remark("an image that counts readers is left out".to_owned()),
            Self::Tracking { address } => remark(format!(
                "what follows readers around is left out of `{}`",
                Excerpt(address)
            )),
        }
    }
}
