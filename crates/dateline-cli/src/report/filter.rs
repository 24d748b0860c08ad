//! The rules about which something is said.

use crate::rules;

/// All rules, or those that somebody wants.
#[derive(Clone, Debug, Default)]
pub(crate) struct Filter {
    /// Where there are any: only these.
    only: Vec<&'static str>,
    ignored: Vec<&'static str>,
}

impl Filter {
    /// Only some rules, or all but some, by their names or numbers; or why there is no such rule.
    pub(crate) fn new(only: &[String], ignored: &[String]) -> Result<Self, String> {
        let all = |asked: &[String]| {
            let mut found = Vec::new();
            for asked in asked {
                found.extend(rules::find(asked)?.into_iter().map(|rule| rule.id));
            }
            Ok::<_, String>(found)
        };
        Ok(Self {
            only: all(only)?,
            ignored: all(ignored)?,
        })
    }

    /// Whether something is said about a rule.
    pub(super) fn wants(&self, rule: &str) -> bool {
        (self.only.is_empty() || self.only.contains(&rule)) && !self.ignored.contains(&rule)
    }
}
