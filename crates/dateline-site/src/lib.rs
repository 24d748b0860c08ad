//! Sets of feeds as a folder that any web server can serve.

mod collect;
mod format;
pub mod html;
pub mod ledger;
mod set;
pub mod stage;

pub use collect::{Collection, FullText, Limits};
pub use format::{FeedFormat, Style, UnknownFormat};
pub use set::{Built, Facets, Options, OwnFeed, Pages, Set, SetError, Summary};
