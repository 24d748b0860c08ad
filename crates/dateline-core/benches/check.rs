//! What the check of a release costs, and the parts of which it consists.

mod sample;

use std::hint::black_box;

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use dateline_core::vocab::{FieldOfWork, KnownPlace, ParticipatingState, Vocabulary};
use dateline_core::{Checker, Date, Dateline, MetDate, text};

fn check(criterion: &mut Criterion) {
    let checker = Checker::default();
    let good = sample::draft();
    let mut bad = good.clone();
    bad.date = "2016-10-32".into();
    bad.participating_states.push("Bulgraia".into());
    let mut group = criterion.benchmark_group("check");
    group.throughput(Throughput::Elements(1));
    for (name, draft) in [("good", good), ("bad", bad)] {
        group.bench_function(name, |bencher| {
            let mut findings = Vec::new();
            bencher.iter_batched(
                || draft.clone(),
                |draft| {
                    findings.clear();
                    // Given back, so that dropping it is not measured.
                    checker.check(draft, &mut findings)
                },
                BatchSize::SmallInput,
            );
        });
    }
    group.finish();
}

fn terms(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("terms");
    group.bench_function("label", |bencher| {
        bencher.iter(|| ParticipatingState::find(black_box("Bosnia and Herzegovina")));
    });
    group.bench_function("code", |bencher| {
        bencher.iter(|| FieldOfWork::find(black_box("cyber-ict-security")));
    });
    group.bench_function("alias", |bencher| {
        bencher.iter(|| ParticipatingState::find(black_box("Turkey")));
    });
    group.bench_function("place", |bencher| {
        bencher.iter(|| KnownPlace::find(black_box("PRISHTINË/PRIŠTINA")));
    });
    group.bench_function("unlisted", |bencher| {
        bencher.iter(|| KnownPlace::find(black_box("Nowhere-in-Particular")));
    });
    group.bench_function("nearest", |bencher| {
        bencher.iter(|| ParticipatingState::nearest(black_box("Bulgraia")));
    });
    group.finish();
}

fn dateline(criterion: &mut Criterion) {
    let body = sample::draft().body;
    let mut group = criterion.benchmark_group("dateline");
    for (name, text) in [
        ("usual", body.as_str()),
        (
            "two places",
            "VIENNA/PRISHTINË, 4 June 2021 – The talks ended today.",
        ),
        (
            "none",
            "The talks on the river ended today with a handshake, in any weather.",
        ),
    ] {
        group.bench_function(name, |bencher| {
            bencher.iter(|| black_box(Dateline::parse(black_box(text))).is_some());
        });
    }
    group.finish();
}

fn dates(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("dates");
    for text in [
        "2016-10-25",
        "2016-10-25T14:30+02:00",
        "2016-10-25T14:30:05.120Z",
    ] {
        group.bench_function(format!("read {text}"), |bencher| {
            bencher.iter(|| Date::parse(black_box(text), None));
        });
        let Ok(date) = Date::parse(text, None) else {
            continue;
        };
        let mut out = String::new();
        group.bench_function(format!("write {text}"), |bencher| {
            bencher.iter(|| {
                use std::fmt::Write as _;
                out.clear();
                write!(out, "{}", black_box(&date))
            });
        });
    }
    for text in ["Tue, 25 Oct 2016 14:30:00 GMT", "25 октября 2016 г."] {
        group.bench_function(format!("meet {text}"), |bencher| {
            bencher.iter(|| black_box(MetDate::read(black_box(text))).is_some());
        });
    }
    group.finish();
}

fn characters(criterion: &mut Criterion) {
    let body = sample::draft().body;
    let mut group = criterion.benchmark_group("characters");
    group.throughput(Throughput::Bytes(body.as_str().len() as u64));
    group.bench_function("illegal", |bencher| {
        bencher.iter(|| text::illegal_character(black_box(body.as_str())));
    });
    group.finish();
}

criterion_group!(benches, check, terms, dateline, dates, characters);
criterion_main!(benches);
