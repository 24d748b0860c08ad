//! When the item was published, and when it last changed.

use std::borrow::Cow;

use dateline_core::{Date, Excerpt, Field, FindingKind};
use smallvec::SmallVec;

use super::{Item, Part, Queue, Waiting};
use crate::feed::date::{self, Read};
use crate::feed::locate::Place;
use crate::names::{ATOM, Space};
use crate::rss::date::{pub_date, same_second};

/// How far behind the best the date is on which an item was created: it may be another than that on
/// which it was published.
pub(super) const CREATED: u8 = 5;

/// A date that an element states.
#[derive(Debug)]
struct Stated<'w, 'i> {
    waiting: Waiting<'w, 'i>,
    text: Cow<'i, str>,
    read: Option<Read<'i>>,
}

impl<'i> Stated<'_, 'i> {
    fn read(&mut self) {
        self.read = match &self.text {
            Cow::Borrowed(text) => date::read(text),
            Cow::Owned(text) => date::read(text).map(Read::into_owned),
        };
    }

    fn name(&self) -> &str {
        self.waiting.node.element.name
    }

    /// The date in W3CDTF where it could be read, else as it was written.
    fn value(&self) -> &Cow<'i, str> {
        self.read.as_ref().map_or(&self.text, |read| &read.text)
    }

    fn at(&self) -> usize {
        self.waiting.node.run.at
    }

    /// Where the value stands.
    fn place(&self) -> Place<'i> {
        let place = Place::text(&self.waiting.node);
        if *self.value() == self.text {
            place
        } else {
            place.other()
        }
    }

    /// How well it can be read: with an offset, where it has a time, or without, or not at all.
    fn quality(&self) -> u8 {
        match &self.read {
            Some(read) if read.date.is_some() => 0,
            Some(_) => 1,
            None => 2,
        }
    }
}

impl<'i> Item<'i> {
    /// The date and the date of the last change: the element that kept more wins, and the others
    /// are compared with it.
    pub(super) fn dates(&mut self, queue: &mut Queue<'_, 'i>) {
        let published = std::iter::from_fn(|| queue.next(Part::Date));
        let published = self.best_date(published, Field::Date);
        let changed = self.changed(queue, published.as_ref());
        match (published, changed) {
            (Some(published), Some((changed, value)))
                if published.read.is_none() && changed.read.is_some() =>
            {
                self.stands(Field::Date, changed.place());
                self.unread(&published, &changed, &value, Field::Date);
                self.leave_waiting(published.waiting);
                self.draft.date = value.into();
            }
            (Some(published), _) => {
                if published.read.is_none() {
                    let (name, text) = (published.name(), Excerpt(&published.text));
                    let what = format!("`<{name}>` is no date that can be read: `{text}`");
                    let path = Some(Field::Date.into());
                    self.note(published.at(), path, FindingKind::Remark { what });
                }
                self.draft.date = self.take_date(&published, Field::Date).into();
            }
            // The date of the last change is better than none.
            (None, Some((changed, value))) if changed.read.is_some() => {
                let from = "the date of its last change";
                let path = Some(Field::Date.into());
                self.stands(Field::Date, changed.place());
                let value = value.into_owned();
                let kind = FindingKind::Inferred {
                    value: value.clone(),
                    from,
                };
                self.note(0, path, kind);
                self.draft.date = value.into();
            }
            (None, _) => {}
        }
    }

    /// Takes up the date of the last change; where one is stated, with its value.
    fn changed<'w>(
        &mut self,
        queue: &mut Queue<'w, 'i>,
        published: Option<&Stated<'w, 'i>>,
    ) -> Option<(Stated<'w, 'i>, Cow<'i, str>)> {
        let mut changed: SmallVec<[_; 2]> = SmallVec::new();
        changed.push(queue.next(Part::Modified)?);
        changed.extend(std::iter::from_fn(|| queue.next(Part::Modified)));
        self.drop_fillers(&mut changed, published);
        let changed = self.best_date(changed.into_iter(), Field::Modified)?;
        let value = self.take_date(&changed, Field::Modified);
        Some((changed, value))
    }

    /// Drops what says nothing: our own Atom has in `updated` the second of the last change, else of
    /// the date, with a fraction of nine digits that tells entries apart.
    fn drop_fillers(
        &self,
        changed: &mut SmallVec<[Waiting<'_, 'i>; 2]>,
        published: Option<&Stated<'_, 'i>>,
    ) {
        let of_modified = changed
            .iter()
            .find(|waiting| waiting.node.element.space == Space::DcTerms)
            .and_then(|waiting| date::read(&waiting.node.words()).and_then(|read| read.date));
        let of_published = published
            .filter(|_| self.has_exact_date)
            .and_then(|published| published.read.as_ref()?.date);
        let Some(exact) = of_modified.or(of_published) else {
            return;
        };
        changed.retain(|waiting| {
            let element = &waiting.node.element;
            let is_updated = element.space == Space::Atom(ATOM) && element.local == "updated";
            !(is_updated && is_filler(&waiting.node.words(), &exact))
        });
    }

    /// The first of the elements that can be read best; the others are kept where they say
    /// something else. Where none can be read, the field has the first as it was written, so that
    /// the check reports it.
    fn best_date<'w>(
        &mut self,
        mut waiting: impl Iterator<Item = Waiting<'w, 'i>>,
        field: Field,
    ) -> Option<Stated<'w, 'i>>
    where
        'i: 'w,
    {
        let mut others: SmallVec<[Stated<'w, 'i>; 1]> = SmallVec::new();
        let kept = loop {
            let Some(next) = waiting.next() else {
                let quality = others.iter().map(Stated::quality).min()?;
                let best = others.iter().position(|other| other.quality() == quality)?;
                break others.remove(best);
            };
            if let Some(mut stated) = self.stated(next) {
                stated.read();
                if stated.quality() == 0 {
                    break stated;
                }
                others.push(stated);
            }
        };
        if field == Field::Date {
            let element = &kept.waiting.node.element;
            self.has_exact_date =
                element.space == Space::DcTerms && matches!(element.local, "issued" | "available");
        }
        for other in others {
            self.other_date(other, &kept, field);
        }
        // What stands behind one that can be read well was not read.
        for waiting in waiting {
            if let Some(other) = self.stated(waiting) {
                self.other_date(other, &kept, field);
            }
        }
        Some(kept)
    }

    /// The date that an element states, which is to be read; none where it says nothing.
    fn stated<'w>(&mut self, waiting: Waiting<'w, 'i>) -> Option<Stated<'w, 'i>> {
        let text = waiting.node.words();
        if text.is_empty() {
            self.leave_waiting(waiting);
            return None;
        }
        Some(Stated {
            waiting,
            text,
            read: None,
        })
    }

    /// Takes a date up, in W3CDTF where it could be read.
    fn take_date(&mut self, kept: &Stated<'_, 'i>, field: Field) -> Cow<'i, str> {
        if self.places.is_some() {
            self.stands(field, kept.place());
        }
        self.rest_waiting(&kept.waiting, &[]);
        let value = kept.value().clone();
        if let Some(mended) = kept.read.as_ref().and_then(|read| read.mended.as_ref()) {
            let what = format!("`{}` is read as `{value}`: {mended}", Excerpt(&kept.text));
            let path = Some(field.into());
            self.note(kept.at(), path, FindingKind::Repair { what });
        }
        if field == Field::Modified {
            self.draft.modified = value.clone().into();
        }
        value
    }

    /// Says that a better element could not be read.
    fn unread(
        &mut self,
        unread: &Stated<'_, 'i>,
        kept: &Stated<'_, 'i>,
        value: &str,
        field: Field,
    ) {
        let what = format!(
            "`<{}>` is no date that can be read, `{value}` of `<{}>` is: `{}`",
            unread.name(),
            kept.name(),
            Excerpt(&unread.text)
        );
        let path = Some(field.into());
        self.note(unread.at(), path, FindingKind::Repair { what });
    }

    /// A date beside the one that is kept.
    fn other_date(&mut self, mut other: Stated<'_, 'i>, kept: &Stated<'_, 'i>, field: Field) {
        // What we would write for it agrees, also where it cannot be read back.
        let date = kept.read.as_ref().and_then(|read| read.date.as_ref());
        let agrees = date
            .and_then(pub_date)
            .is_some_and(|written| written == *other.text)
            || match &kept.read {
                Some(kept) => {
                    other.read();
                    other.read.as_ref().is_some_and(|other| kept.agrees(other))
                }
                // None can be read.
                None => kept.text == other.text,
            };
        if agrees {
            return self.rest_waiting(&other.waiting, &[]);
        }
        if kept.read.is_some() && other.read.is_none() {
            self.unread(&other, kept, kept.value(), field);
        } else if kept.read.is_some() && other.waiting.rank < CREATED {
            let value = kept.value().clone().into_owned();
            let says = Excerpt(&other.text);
            let kind = FindingKind::Disagreement {
                value,
                other: format!("`<{}>`, which says `{says}`", other.name()),
            };
            self.note(other.at(), Some(field.into()), kind);
        }
        self.leave_waiting(other.waiting);
    }
}

/// Whether a text is the first second of a date, with nine digits more.
fn is_filler(text: &str, date: &Date) -> bool {
    let Some((second, fraction)) = text.split_once('.') else {
        return false;
    };
    let digits = fraction.bytes().take_while(u8::is_ascii_digit).count();
    // Where the calendar has no such instant in UTC, the local time stands there.
    let local = date.first_local().to_string();
    let is_local = local.split('.').next() == Some(second);
    digits == 9
        && (is_local
            || text
                .parse()
                .is_ok_and(|updated| same_second(date, &updated)))
}
