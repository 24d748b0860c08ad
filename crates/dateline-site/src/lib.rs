//! Sets of feeds as a folder that any web server can serve.

pub mod ledger;
pub mod stage;
