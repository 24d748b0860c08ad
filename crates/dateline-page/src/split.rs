//! Several pages in one input: where each begins.
//!
//! Files are put together, and pages saved twice. A further page is one whose opening can be
//! nothing else: navigation, kind, title and labels; the link past the navigation with kind, site,
//! title and labels; the heading of older pages with title, place and date; the values of a row.
//! On the site of 2025–26 the navigation must stand before all pages or before none, so that a
//! text which shows how a page looks is not torn apart.

use std::collections::VecDeque;

use crate::furniture;
use crate::lines::{Line, Lines};
use crate::{labels, newest, older, site_2025, view_rows};

/// Where pages begin that open clearly, in order. What stands before the second belongs to the
/// first.
pub(crate) fn openings(text: &str) -> Vec<usize> {
    let mut found: Vec<usize> = Vec::new();
    let mut navigated = None;
    let mut above: VecDeque<Line<'_>> = VecDeque::new();
    let mut below_items: VecDeque<Line<'_>> = VecDeque::new();
    let mut navigation = Navigation::default();
    let mut lines = Lines::new(text);
    while let Some(line) = lines.next() {
        if line.is_blank() {
            continue;
        }
        let opening = if line.item().is_some() {
            let kind = site_2025::label(&line)
                .and_then(|_| site_2025::Head::read(&below_items).opens_a_release());
            let opening = kind.map(|kind| navigation.before(&kind).unwrap_or(kind.start));
            opening.filter(|start| {
                let here = kind.is_some_and(|kind| kind.start != *start);
                here == *navigated.get_or_insert(here)
            })
        } else if newest::label(&line).is_some() {
            let head = newest::Head::read(&above);
            head.and_then(|head| head.link).map(|link| link.start)
        } else if opens(&line, &lines) {
            Some(line.start)
        } else {
            None
        };
        found.extend(opening.filter(|start| found.last().is_none_or(|last| last < start)));
        navigation.pass(&line);
        push(&mut above, line, newest::HEAD);
        if line.item().is_some() {
            below_items.clear();
        } else {
            push(&mut below_items, line, site_2025::HEAD);
        }
    }
    found
}

/// Whether an older page or a row begins with a line.
fn opens(line: &Line<'_>, below: &Lines<'_>) -> bool {
    let below = || below.clone().filled();
    if furniture::is_link(line) {
        view_rows::opens_a_release(line, below())
    } else {
        labels::newsroom(line.text.trim()).is_some() && older::opens_a_release(line, below())
    }
}

fn push<'t>(lines: &mut VecDeque<Line<'t>>, line: Line<'t>, most: usize) {
    if lines.len() == most {
        lines.pop_front();
    }
    lines.push_back(line);
}

/// The last list that may be navigation: where it begins and ends, and how many items it has. It
/// begins with a hyphen that stands alone, as the site's does above the heading of each part.
#[derive(Default)]
struct Navigation {
    start: usize,
    items: usize,
    /// Where its last item ends, and how many lines stand behind that.
    end: usize,
    behind: usize,
}

impl Navigation {
    fn pass(&mut self, line: &Line<'_>) {
        match line.item() {
            // One line between two items is a heading.
            Some(item) if item.is_empty() && (self.items == 0 || self.behind > 1) => {
                (self.start, self.items) = (line.start, 1);
            }
            Some(_) if self.items > 0 && self.behind <= 1 => self.items += 1,
            Some(_) => self.items = 0,
            None => {
                self.behind += 1;
                return;
            }
        }
        (self.end, self.behind) = (line.end(), 0);
    }

    /// Where it begins, if it is the site's and a line may be the first behind it.
    fn before(&self, kind: &Line<'_>) -> Option<usize> {
        /// So many items are enough for a list that begins with a hyphen that stands alone.
        const ITEMS: usize = 5;
        (self.items >= ITEMS && self.end < kind.start).then_some(self.start)
    }
}
