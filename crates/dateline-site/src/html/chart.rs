//! Releases a year as bars: a large chart with an axis, and small ones of the size of a word.
//!
//! All charts of a page share their years, so that a bar stands at one place in each of them. The
//! small ones each have a height of their own, because a page holds feeds of four releases beside
//! one of ten thousand: how many a feed has is said by its number, when it had them by its bars.

use super::text::{Number, put};

/// Years beyond this many are too narrow to be seen, and a single date with a wrong century would
/// press all others together: the axis keeps the latest.
const LONGEST: i32 = 100;

/// Height of the small charts, in units of their own.
const HEIGHT: u64 = 16;

/// A bar is as high as the chart only from this many releases on.
const LEAST_SCALE: u64 = 5;

/// The years of all charts of a page.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Axis {
    first: i32,
    last: i32,
}

impl Axis {
    /// From the first to the last year that has releases; none where no year has.
    pub(super) fn of(years: &[(i16, u64)]) -> Option<Self> {
        let used = || years.iter().filter(|(_, count)| *count > 0);
        let first = i32::from(used().map(|(year, _)| *year).min()?);
        let last = i32::from(used().map(|(year, _)| *year).max()?);
        Some(Self {
            first: first.max(last - (LONGEST - 1)),
            last,
        })
    }

    /// The releases of each of its years, and of all years before it.
    fn counts(self, years: &[(i16, u64)]) -> (Vec<u64>, u64) {
        let mut counts = vec![0u64; usize::try_from(self.last - self.first + 1).unwrap_or(0)];
        let mut before = 0u64;
        for (year, count) in years {
            let at = i32::from(*year) - self.first;
            match usize::try_from(at).map(|at| counts.get_mut(at)) {
                Ok(Some(sum)) => *sum = sum.saturating_add(*count),
                Ok(None) => {}
                Err(_) => before = before.saturating_add(*count),
            }
        }
        (counts, before)
    }

    fn years(self) -> impl Iterator<Item = i32> {
        self.first..=self.last
    }
}

/// What a chart says in words.
struct Summary {
    first: i32,
    last: i32,
    most: u64,
    /// The first of the years that have the most.
    year: i32,
}

impl Summary {
    fn of(axis: Axis, counts: &[u64]) -> Option<Self> {
        let used = || axis.years().zip(counts).filter(|(_, count)| **count > 0);
        let most = counts.iter().copied().max()?;
        Some(Self {
            first: used().next()?.0,
            last: used().last()?.0,
            most,
            year: used().find(|(_, count)| **count == most)?.0,
        })
    }

    fn years(&self) -> String {
        if self.first == self.last {
            self.first.to_string()
        } else {
            format!("{}–{}", self.first, self.last)
        }
    }
}

/// A chart of the size of a word, with what it shows as its title; nothing where the axis has none
/// of the releases.
///
/// Bars touch: at two pixels a year, gaps would be wider than what they part.
pub(super) fn small(out: &mut String, axis: Axis, years: &[(i16, u64)]) {
    let (counts, _) = axis.counts(years);
    let Some(summary) = Summary::of(axis, &counts) else {
        return;
    };
    put!(
        out,
        "<svg viewBox=\"0 0 {} {HEIGHT}\" preserveAspectRatio=\"none\" role=\"img\"><title>{}, most in {}: {}</title><path d=\"",
        counts.len(),
        summary.years(),
        summary.year,
        Number(summary.most)
    );
    let scale = summary.most.max(LEAST_SCALE);
    let heights: Vec<u64> = counts.iter().map(|count| height(*count, scale)).collect();
    let mut level = 0;
    let mut started = false;
    let mut at = 0;
    for run in heights.chunk_by(|a, b| a == b) {
        let next = run.first().copied().unwrap_or_default();
        at += run.len();
        if !started {
            started = true;
            if next == 0 {
                put!(out, "M{at} {HEIGHT}");
                continue;
            }
            put!(out, "M0 {HEIGHT}");
        }
        if next == 0 && at == heights.len() {
            break;
        }
        // Up is less in SVG.
        if next > level {
            put!(out, "v-{}", next - level);
        } else {
            put!(out, "v{}", level - next);
        }
        put!(out, "h{}", run.len());
        level = next;
    }
    if level > 0 {
        put!(out, "V{HEIGHT}");
    }
    out.push_str("z\"/></svg>");
}

/// A year that has releases is never invisible.
fn height(count: u64, scale: u64) -> u64 {
    let count = u128::from(count.min(scale));
    let scale = u128::from(scale.max(1));
    u64::try_from((count * u128::from(HEIGHT)).div_ceil(scale)).unwrap_or(HEIGHT)
}

/// The years that a feed has releases of, in words, for feeds with too few for a chart.
pub(super) fn years_in_words(axis: Axis, years: &[(i16, u64)]) -> String {
    let (counts, _) = axis.counts(years);
    Summary::of(axis, &counts).map_or_else(String::new, |summary| summary.years())
}

/// The chart of all releases, as a figure with its numbers as a table.
pub(super) fn large(out: &mut String, axis: Axis, years: &[(i16, u64)]) {
    let (counts, before) = axis.counts(years);
    let Some(summary) = Summary::of(axis, &counts) else {
        return;
    };
    let step = tick(summary.most);
    let top = summary.most.div_ceil(step).saturating_mul(step);
    let most = Number(summary.most);
    put!(
        out,
        "<figure class=\"chart\">\n<figcaption>Releases a year, {}; most in {}: {most}.",
        summary.years(),
        summary.year
    );
    if before > 0 {
        put!(out, " Not shown: {} before {}.", Number(before), axis.first);
    }
    put!(
        out,
        " The small charts of the feeds have the same years; each has a height of its own.</figcaption>\n<svg class=\"plot\" role=\"img\" aria-label=\"Bars: releases a year. The numbers follow as a table.\">\n"
    );
    let mut labels = String::new();
    let mut value = 0;
    while value <= top {
        let y = percent(top - value, top);
        put!(out, "<line x2=\"100%\" y1=\"{y}\" y2=\"{y}\"/>");
        if value > 0 {
            put!(
                labels,
                "<text y=\"{y}\" dy=\"-.35em\">{}</text>",
                Number(value)
            );
        }
        let Some(next) = value.checked_add(step) else {
            break;
        };
        value = next;
    }
    out.push('\n');
    let slots = counts.len() as u64;
    for (at, (year, count)) in (0u64..).zip(axis.years().zip(&counts)) {
        if *count > 0 {
            // Tenths of a slot: a bar takes eight of them.
            put!(
                out,
                "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"><title>{year}: {}</title></rect>\n",
                percent(at * 10 + 1, slots * 10),
                percent(top - count, top),
                percent(8, slots * 10),
                percent(*count, top),
                Number(*count)
            );
        }
    }
    out.push_str(&labels);
    out.push_str("</svg>\n<svg class=\"axis\" aria-hidden=\"true\">");
    let every = year_step(slots);
    for (at, year) in (0u64..).zip(axis.years()) {
        if year % every == 0 || slots == 1 {
            // A label in the middle of a bar at the edge would be cut.
            let (anchor, x) = if at * 20 < slots {
                ("start", percent(at, slots))
            } else if (slots - at) * 20 <= slots + 20 {
                ("end", percent(at + 1, slots))
            } else {
                ("middle", percent(at * 2 + 1, slots * 2))
            };
            put!(
                out,
                "<text x=\"{x}\" y=\"1em\" text-anchor=\"{anchor}\">{year}</text>"
            );
        }
    }
    out.push_str("</svg>\n");
    table(out, axis, &counts);
    out.push_str("</figure>\n");
}

/// The numbers behind the bars, latest first.
fn table(out: &mut String, axis: Axis, counts: &[u64]) {
    out.push_str(
        "<details><summary>The numbers</summary>\n<table>\n<thead><tr><th scope=\"col\">Year</th><th scope=\"col\">Releases</th></tr></thead>\n<tbody>\n",
    );
    let rows: Vec<(i32, &u64)> = axis.years().zip(counts).collect();
    for (year, count) in rows.iter().rev() {
        put!(
            out,
            "<tr><th scope=\"row\">{year}</th><td>{}</td></tr>\n",
            Number(**count)
        );
    }
    out.push_str("</tbody>\n</table>\n</details>\n");
}

/// Between which values the lines of the large chart stand: 1, 2 or 5 times a power of ten, so that
/// there are two to five of them.
fn tick(most: u64) -> u64 {
    let mut power = 1u64;
    loop {
        for factor in [1, 2, 5] {
            let step = power.saturating_mul(factor);
            if most.div_ceil(step) <= 4 {
                return step;
            }
        }
        power = power.saturating_mul(10);
    }
}

/// Which years are named: every year of a short axis, every tenth or twentieth of a long one.
fn year_step(years: u64) -> i32 {
    match years {
        0..=8 => 1,
        9..=16 => 2,
        17..=40 => 5,
        41..=80 => 10,
        _ => 20,
    }
}

/// A part of a whole in per cent, with two decimals where it has them. It is counted in whole
/// numbers, so that it is the same everywhere.
fn percent(part: u64, whole: u64) -> String {
    let hundredths = u128::from(part) * 10_000 / u128::from(whole.max(1));
    let (units, rest) = (hundredths / 100, hundredths % 100);
    match rest {
        0 => format!("{units}%"),
        _ => format!("{units}.{rest:02}%"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_small(years: &[(i16, u64)], all: &[(i16, u64)], expected: &str) {
        let mut out = String::new();
        small(&mut out, Axis::of(all).unwrap(), years);
        let (_, shown) = out.split_once("<title>").unwrap_or_default();
        let shown = shown.replace("</title><path d=\"", " | ");
        assert_eq!(shown.trim_end_matches("\"/></svg>"), expected);
    }

    #[test]
    fn bars_stand_at_their_years() {
        let all = [(2000, 10), (2010, 10)];
        check_small(
            &[(2000, 10)],
            &all,
            "2000, most in 2000: 10 | M0 16v-16h1V16z",
        );
        check_small(
            &[(2010, 10)],
            &all,
            "2010, most in 2010: 10 | M10 16v-16h1V16z",
        );
        check_small(
            &[(2001, 5), (2002, 5), (2003, 10), (2005, 1)],
            &all,
            "2001–2005, most in 2003: 10 | M1 16v-8h2v-8h1v16h1v-2h1V16z",
        );
        check_small(&[(1999, 3)], &all, "");
        check_small(&[], &all, "");
    }

    #[test]
    fn few_releases_are_low_bars_and_one_of_many_is_seen() {
        let all = [(2000, 9), (2001, 9)];
        check_small(&[(2000, 1)], &all, "2000, most in 2000: 1 | M0 16v-4h1V16z");
        check_small(
            &[(2000, 10_000), (2001, 1)],
            &all,
            "2000–2001, most in 2000: 10,000 | M0 16v-16h1v15h1V16z",
        );
    }

    #[test]
    fn one_wrong_century_does_not_press_the_others_together() {
        let axis = Axis::of(&[(1, 1), (1980, 4), (2020, 5)]).unwrap();
        assert_eq!(
            axis,
            Axis {
                first: 1921,
                last: 2020
            }
        );
        let mut out = String::new();
        large(&mut out, axis, &[(1, 1), (1980, 4), (2020, 5)]);
        assert!(out.contains("1980–2020; most in 2020: 5. Not shown: 1 before 1921."));
        assert_eq!(Axis::of(&[(2000, 0)]), None);
        assert_eq!(Axis::of(&[]), None);
    }

    #[test]
    fn lines_stand_at_round_numbers() {
        for (most, expected) in [
            (1, 1),
            (4, 1),
            (5, 2),
            (9, 5),
            (400, 100),
            (612, 200),
            (u64::MAX, 5_000_000_000_000_000_000),
        ] {
            assert_eq!(tick(most), expected, "{most}");
        }
    }

    #[test]
    fn any_counts_make_a_chart() {
        for years in [
            &[(i16::MIN, u64::MAX), (i16::MAX, u64::MAX)][..],
            &[(5, u64::MAX), (5, u64::MAX), (6, 1)],
            &[(9999, 1)],
        ] {
            let axis = Axis::of(years).unwrap();
            let mut out = String::new();
            small(&mut out, axis, years);
            large(&mut out, axis, years);
            assert!(out.ends_with("</figure>\n"));
        }
    }
}
