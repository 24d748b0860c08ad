//! Framing, reading and writing of RSS and Atom, and text as HTML.

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
use dateline_xml::{atom, clean, feed, html_from_plain, plain_from_html, rss};

const ITEMS: u64 = 256;

fn channel() -> Channel {
    Channel::try_from(ChannelDraft {
        title: "Made-up releases".into(),
        link: "https://www.osce.org/".into(),
        description: "For measuring.".into(),
        feed_url: "https://www.osce.org/rss".into(),
        language: "en".into(),
        ..ChannelDraft::default()
    })
    .expect("a channel")
}

fn rss_document(release: &Release<'_>) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut findings = Vec::new();
    let mut writer = rss::Writer::new(Vec::new(), &channel())?;
    for _ in 0..ITEMS {
        let _ = writer.write(release, &mut findings)?;
    }
    Ok(writer.finish(&mut findings)?)
}

fn atom_document(release: &Release<'_>) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut findings = Vec::new();
    let mut writer = atom::Writer::new(Vec::new(), &channel())?;
    for _ in 0..ITEMS {
        let _ = writer.write(release, &mut findings)?;
    }
    Ok(writer.finish(&mut findings)?)
}

fn read(document: &[u8], with_records: bool) -> Result<u64, dateline_xml::Error> {
    let mut findings = Vec::new();
    let mut reader = feed::Reader::new(document);
    while reader.advance(&mut findings)? {
        if with_records {
            black_box(reader.record(&mut findings)?);
        }
    }
    Ok(reader.number())
}

fn feeds(criterion: &mut Criterion) {
    let release = Release::try_from(sample::draft()).expect("a release");
    let documents = [
        ("rss", rss_document(&release).expect("a feed")),
        ("atom", atom_document(&release).expect("a feed")),
    ];
    for (name, document) in &documents {
        assert_eq!(read(document, true).expect("a feed"), ITEMS);
        let mut group = criterion.benchmark_group(*name);
        group.throughput(Throughput::Bytes(document.len() as u64));
        group.bench_function("frame", |bencher| bencher.iter(|| read(document, false)));
        group.bench_function("frame and read", |bencher| {
            bencher.iter(|| read(document, true));
        });
        group.finish();
    }
}

fn items(criterion: &mut Criterion) {
    let release = Release::try_from(sample::draft()).expect("a release");
    let mut findings = Vec::new();
    let mut group = criterion.benchmark_group("write");
    let mut writer = rss::Writer::new(std::io::sink(), &channel()).expect("a writer");
    group.bench_function("rss", |bencher| {
        bencher.iter(|| writer.write(black_box(&release), &mut findings));
    });
    let mut writer = atom::Writer::new(std::io::sink(), &channel()).expect("a writer");
    group.bench_function("atom", |bencher| {
        bencher.iter(|| writer.write(black_box(&release), &mut findings));
    });
    group.finish();
}

fn texts(criterion: &mut Criterion) {
    let body = sample::draft().body;
    let html = html_from_plain(body.as_str());
    assert_eq!(plain_from_html(&html).as_deref(), Some(body.as_str()));
    let mut group = criterion.benchmark_group("html");
    group.throughput(Throughput::Bytes(body.as_str().len() as u64));
    group.bench_function("from plain", |bencher| {
        bencher.iter(|| html_from_plain(black_box(body.as_str())));
    });
    group.bench_function("to plain", |bencher| {
        bencher.iter(|| plain_from_html(black_box(&html)));
    });
    let linked = format!("{html}<p><a href=\"https://example.org/?a=1&amp;b=2\">more</a></p>");
    let hostile = format!("{html}<p onclick=\"x()\">more<script>x()</script>");
    for (name, html) in [("clean", linked), ("clean what is not", hostile)] {
        group.bench_function(name, |bencher| {
            bencher.iter(|| black_box(clean::clean_html(black_box(&html))));
        });
    }
    group.finish();
}

criterion_group!(xml, feeds, items, texts);
criterion_main!(xml);
