//! The bytes before the first item, without which it cannot be read alone.

use std::sync::Arc;

use super::read::Stage;

/// How many bytes are kept. Where there are more, only those up to the start tag of the channel are.
const LIMIT: usize = 256 * 1024;

/// The bytes before the first item.
#[derive(Debug, Default)]
pub(super) struct Header {
    bytes: Vec<u8>,
    /// Where the start tag ends that the items stand behind.
    least: usize,
    full: bool,
    /// The same for the frames, once one needed it.
    shared: Option<Arc<[u8]>>,
}

impl Header {
    /// Adds what stands before the first item, as far as reading has come.
    pub(super) fn push(&mut self, bytes: &[u8], stage: Stage) {
        if self.full || bytes.is_empty() {
            return;
        }
        self.shared = None;
        if self.bytes.len() + bytes.len() > LIMIT && stage >= Stage::Channel {
            self.full = true;
            self.bytes.truncate(self.least);
        } else {
            self.bytes.extend_from_slice(bytes);
        }
    }

    /// Says that what was added is the least that has to be kept.
    pub(super) const fn keep(&mut self) {
        self.least = self.bytes.len();
    }

    /// What was kept.
    pub(super) fn kept(&self) -> &[u8] {
        if self.full {
            return self.bytes.get(..self.least).unwrap_or_default();
        }
        &self.bytes
    }

    /// The same, for frames to share.
    pub(super) fn shared(&mut self) -> Arc<[u8]> {
        if self.shared.is_none() {
            self.shared = Some(self.kept().into());
        }
        self.shared.clone().unwrap_or_default()
    }
}
