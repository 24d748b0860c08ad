//! Framing, reading and writing of JSON, one release a line and as an array, and of JSON Feed.

#![expect(
    clippy::expect_used,
    reason = "where a bench cannot begin there is nothing to measure"
)]

#[path = "../../dateline-core/benches/sample/mod.rs"]
mod sample;

use std::error::Error;
use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use dateline_core::{Channel, ChannelDraft, Release};
use dateline_json::{feed, native};

const RELEASES: u64 = 256;

fn channel() -> Channel {
    Channel::try_from(ChannelDraft {
        title: "Made-up releases".into(),
        link: "https://www.osce.org/".into(),
        description: "For measuring.".into(),
        feed_url: "https://www.osce.org/feed.json".into(),
        language: "en".into(),
        ..ChannelDraft::default()
    })
    .expect("a channel")
}

fn document(release: &Release<'_>, layout: native::Layout) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut findings = Vec::new();
    let mut writer = native::Writer::new(Vec::new())?.layout(layout);
    for _ in 0..RELEASES {
        let _ = writer.write(release, &mut findings)?;
    }
    Ok(writer.finish(&mut findings)?)
}

fn feed_document(release: &Release<'_>) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut findings = Vec::new();
    let mut writer = feed::Writer::new(Vec::new(), &channel())?;
    for _ in 0..RELEASES {
        let _ = writer.write(release, &mut findings)?;
    }
    Ok(writer.finish(&mut findings)?)
}

fn read(document: &[u8], with_records: bool) -> Result<u64, dateline_json::Error> {
    let mut findings = Vec::new();
    let mut reader = native::Reader::new(document);
    while reader.advance(&mut findings)? {
        if with_records {
            black_box(reader.record(&mut findings)?);
        }
    }
    Ok(reader.number())
}

fn read_feed(document: &[u8], with_records: bool) -> Result<u64, dateline_json::Error> {
    let mut findings = Vec::new();
    let mut reader = feed::Reader::new(document);
    while reader.advance(&mut findings)? {
        if with_records {
            black_box(reader.record(&mut findings)?);
        }
    }
    Ok(reader.number())
}

fn benches(criterion: &mut Criterion) {
    let release = Release::try_from(sample::draft()).expect("a release");
    for (name, layout) in [
        ("lines", native::Layout::Lines),
        ("array", native::Layout::Array),
    ] {
        let document = document(&release, layout).expect("a document");
        assert_eq!(read(&document, true).expect("a document"), RELEASES);
        let mut group = criterion.benchmark_group(name);
        group.throughput(Throughput::Bytes(document.len() as u64));
        group.bench_function("frame", |bencher| bencher.iter(|| read(&document, false)));
        group.bench_function("frame and read", |bencher| {
            bencher.iter(|| read(&document, true));
        });
        group.throughput(Throughput::Bytes(document.len() as u64 / RELEASES));
        group.bench_function("write", |bencher| {
            let mut findings = Vec::new();
            let writer = native::Writer::new(std::io::sink()).expect("a writer");
            let mut writer = writer.layout(layout);
            bencher.iter(|| writer.write(black_box(&release), &mut findings));
        });
        group.finish();
    }

    let document = feed_document(&release).expect("a feed");
    assert_eq!(read_feed(&document, true).expect("a feed"), RELEASES);
    let mut group = criterion.benchmark_group("feed");
    group.throughput(Throughput::Bytes(document.len() as u64));
    group.bench_function("frame", |bencher| {
        bencher.iter(|| read_feed(&document, false));
    });
    group.bench_function("frame and read", |bencher| {
        bencher.iter(|| read_feed(&document, true));
    });
    group.throughput(Throughput::Bytes(document.len() as u64 / RELEASES));
    group.bench_function("write", |bencher| {
        let mut findings = Vec::new();
        let mut writer = feed::Writer::new(std::io::sink(), &channel()).expect("a writer");
        bencher.iter(|| writer.write(black_box(&release), &mut findings));
    });
    group.finish();
}

criterion_group!(json, benches);
criterion_main!(json);
