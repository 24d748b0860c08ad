//! What HTML was cleaned of, as it is said.

use std::collections::HashSet;

use dateline_core::Excerpt;

use super::fault::Fault;

/// So many are named.
const NAMED: usize = 8;

/// What HTML was cleaned of: each once, in the order met.
#[derive(Debug, Default)]
pub(super) struct Removed {
    named: Vec<String>,
    known: HashSet<String>,
    /// The faults that were met: of each kind the first is named.
    faults: Vec<Fault>,
}

impl Removed {
    pub(super) fn add(&mut self, what: String) {
        if self.known.contains(&what) {
            return;
        }
        if self.named.len() < NAMED {
            self.named.push(what.clone());
        }
        self.known.insert(what);
    }

    /// Markup that is wrong, beginning here.
    pub(super) fn fault(&mut self, fault: Fault, shown: &str) {
        if self.faults.contains(&fault) {
            return;
        }
        self.faults.push(fault);
        // What is wrong shows at once, and what stands behind it does not help.
        let beginning = shown
            .char_indices()
            .nth(24)
            .map_or(shown.len(), |(at, _)| at);
        let shown = shown.get(..beginning).unwrap_or(shown);
        self.add(if shown.is_empty() {
            fault.what().to_owned()
        } else {
            format!("{}: `{}`", fault.what(), Excerpt(shown))
        });
    }

    /// Something that has a name or a value.
    pub(super) fn value(&mut self, kind: &str, value: &str, rest: &str) {
        self.add(format!("the {kind} `{}`{rest}", Excerpt(value)));
    }

    pub(super) fn into_list(mut self) -> Vec<String> {
        let more = self.known.len() - self.named.len();
        if more > 0 {
            self.named.push(format!("and {more} more"));
        }
        self.named
    }
}
