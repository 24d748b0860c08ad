//! Framing, reading and writing of tables.

#![expect(
    clippy::expect_used,
    reason = "where a bench cannot begin there is nothing to measure"
)]

#[path = "../../dateline-core/benches/sample/mod.rs"]
mod sample;

use std::error::Error;
use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use dateline_core::Release;
use dateline_csv::{Reader, Writer};

const ROWS: u64 = 256;

fn table() -> Result<Vec<u8>, Box<dyn Error>> {
    let release = Release::try_from(sample::draft())?;
    let mut findings = Vec::new();
    let mut writer = Writer::new(Vec::new())?;
    for _ in 0..ROWS {
        let _ = writer.write(&release, &mut findings)?;
    }
    Ok(writer.finish(&mut findings)?)
}

fn read(table: &[u8], with_records: bool) -> Result<u64, dateline_csv::Error> {
    let mut findings = Vec::new();
    let mut reader = Reader::new(table);
    while reader.advance(&mut findings)? {
        if with_records {
            black_box(reader.record(&mut findings)?);
        }
    }
    Ok(reader.number())
}

fn benches(criterion: &mut Criterion) {
    let table = table().expect("a table of releases");
    let release = Release::try_from(sample::draft()).expect("a release");
    assert_eq!(read(&table, true).expect("a table"), ROWS);
    let mut group = criterion.benchmark_group("csv");
    group.throughput(Throughput::Bytes(table.len() as u64));
    group.bench_function("frame", |bencher| bencher.iter(|| read(&table, false)));
    group.bench_function("frame and read", |bencher| {
        bencher.iter(|| read(&table, true));
    });
    group.throughput(Throughput::Bytes(table.len() as u64 / ROWS));
    group.bench_function("write", |bencher| {
        let mut findings = Vec::new();
        let mut writer = Writer::new(std::io::sink()).expect("a writer");
        bencher.iter(|| writer.write(black_box(&release), &mut findings));
    });
    group.finish();
}

criterion_group!(csv, benches);
criterion_main!(csv);
