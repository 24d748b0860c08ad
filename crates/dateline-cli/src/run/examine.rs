//! Reading and checking one framed record: what can be done on any thread.

use dateline_core::{
    ChannelDraft, Draft, FieldPath, Finding, Inference, Release, Spot, Violation, Violations,
};

use crate::address;
use crate::fill::{self, Skipped};
use crate::input::{BoxedFault, Framed};
use crate::plan::{Filling, Intake};
use crate::walk::Found;

/// What a record turned out to be.
#[derive(Debug)]
pub(super) struct Examined<T> {
    pub(super) outcome: Outcome<T>,
    pub(super) findings: Vec<Finding>,
    /// The id of the release, where somebody wants to know.
    pub(super) id: Option<String>,
}

/// What became of a record.
#[derive(Debug)]
pub(super) enum Outcome<T> {
    /// It is a release, and was taken.
    Taken(T),
    Skipped(Skipped),
    /// It is no release.
    Invalid(Violations),
    /// It could not be read.
    Unreadable(BoxedFault),
}

/// How records are examined.
#[derive(Clone, Copy, Debug)]
pub(super) struct Examiner<'p> {
    pub(super) intake: &'p Intake,
    /// Whether ids of releases are wanted.
    pub(super) names_ids: bool,
}

/// One thing that is said of a record.
pub(super) enum Message<'m> {
    Finding(&'m Finding),
    Violation(&'m Violation),
}

impl Examiner<'_> {
    /// Reads and checks a record, and hands on the release that it is. `found` is the file that it
    /// stands in, where its name says something about it.
    pub(super) fn examine<T, E>(
        self,
        framed: Framed<'_>,
        found: Option<&Found>,
        take: impl FnOnce(&Release<'_>, &ChannelDraft, &mut Vec<Finding>) -> Result<T, E>,
    ) -> Result<Examined<T>, E> {
        let mut findings = Vec::new();
        let mut id = None;
        let outcome = match framed.record(&mut findings) {
            Err(fault) => Outcome::Unreadable(fault),
            Ok(mut record) => {
                let channel = framed.channel();
                if let Some(found) = found {
                    address::name_number(&mut record.draft, found, &mut findings);
                }
                match fill(
                    self.intake.filling,
                    &mut record.draft,
                    &channel,
                    &mut findings,
                ) {
                    Some(skipped) => Outcome::Skipped(skipped),
                    None => match self.intake.checker.check(record.draft, &mut findings) {
                        Ok(release) => {
                            id = self.names_ids.then(|| release.id().to_owned());
                            Outcome::Taken(take(&release, &channel, &mut findings)?)
                        }
                        Err(violations) => Outcome::Invalid(violations),
                    },
                }
            }
        };
        Ok(Examined {
            outcome,
            findings,
            id,
        })
    }
}

impl<T> Examined<T> {
    /// The same, with what became of the release said otherwise.
    pub(super) fn map<U>(self, what: impl FnOnce(T) -> U) -> Examined<U> {
        let Self {
            outcome,
            findings,
            id,
        } = self;
        Examined {
            outcome: match outcome {
                Outcome::Taken(taken) => Outcome::Taken(what(taken)),
                Outcome::Skipped(skipped) => Outcome::Skipped(skipped),
                Outcome::Invalid(violations) => Outcome::Invalid(violations),
                Outcome::Unreadable(fault) => Outcome::Unreadable(fault),
            },
            findings,
            id,
        }
    }

    /// What is to be said of the record, in the order in which it stands in the input. What is not
    /// shown needs no place.
    pub(super) fn messages(
        &self,
        framed: Framed<'_>,
        shows: impl Fn(&Finding) -> bool,
    ) -> Vec<(Spot, Message<'_>)> {
        let place = |path: Option<FieldPath>, character: Option<usize>| {
            path.and_then(|path| framed.locate(&path, character))
                .unwrap_or_else(|| framed.position().into())
        };
        let mut messages: Vec<(Spot, Message<'_>)> = Vec::new();
        messages.extend(self.findings.iter().map(|finding| {
            let spot = match finding.position {
                Some(position) => position.into(),
                None if !shows(finding) => framed.position().into(),
                None => place(finding.path, finding.kind.character()),
            };
            (spot, Message::Finding(finding))
        }));
        if let Outcome::Invalid(violations) = &self.outcome {
            messages.extend(violations.iter().map(|violation| {
                let character = violation.problem().character();
                let spot = place(Some(violation.path()), character);
                (spot, Message::Violation(violation))
            }));
        }
        messages.sort_by_key(|(spot, _)| spot.position);
        messages
    }
}

/// Fills what is absent, as far as somebody asked for it.
fn fill(
    filling: Filling,
    draft: &mut Draft<'_>,
    channel: &ChannelDraft,
    findings: &mut Vec<Finding>,
) -> Option<Skipped> {
    if filling.infer {
        Inference::default().apply(draft, findings);
    }
    fill::fill(draft, channel, filling, findings)
}
