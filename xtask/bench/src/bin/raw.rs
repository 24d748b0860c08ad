//! Raw passes, the measure of every ratio: `raw PASS [FILE]` reads a file (or standard input) to its
//! end, makes nothing of it, and prints how many records and bytes there were.

use std::fs::File;
use std::hint::black_box;
use std::io::{self, BufRead, BufReader, Read};
use std::process::ExitCode;

use dateline_bench::Release;

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

const USAGE: &str = "\
raw PASS [FILE]
  csv     csv 1.4: one ByteRecord, refilled, with the crate's own buffer
  xml     quick-xml 0.42: read_event_into one buffer, over a BufReader
  ndjson  serde_json: lines of a BufReader into one buffer, each read as a typed release that borrows
  json    serde_json: the file in memory, an array of such releases, each dropped when it was read
  utf8    simdutf8 over blocks of 64 KiB
  scan    memchr counts line breaks in blocks of 64 KiB: the speed of memory
";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let (pass, file) = match &args[..] {
        [pass] => (pass, None),
        [pass, file] => (pass, Some(file)),
        _ => {
            eprint!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    let counted = match file.map(File::open).transpose() {
        Ok(Some(file)) => run(pass, file),
        Ok(None) => run(pass, io::stdin().lock()),
        Err(error) => Err(error.into()),
    };
    match counted {
        Ok((records, bytes)) => {
            println!("{records} records, {bytes} bytes");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("raw: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(pass: &str, input: impl Read) -> Result<(u64, u64)> {
    match pass {
        "csv" => csv(input),
        "xml" => xml(input),
        "ndjson" => ndjson(input),
        "json" => json(input),
        "utf8" => utf8(input),
        "scan" => scan(input),
        _ => Err(USAGE.into()),
    }
}

fn csv(input: impl Read) -> Result<(u64, u64)> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(input);
    let mut record = csv::ByteRecord::new();
    let mut records = 0;
    while reader.read_byte_record(&mut record)? {
        black_box(&record);
        records += 1;
    }
    Ok((records, reader.position().byte()))
}

fn xml(input: impl Read) -> Result<(u64, u64)> {
    let mut reader = quick_xml::Reader::from_reader(BufReader::new(input));
    let mut buffer = Vec::new();
    let mut records = 0;
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer)? {
            quick_xml::events::Event::Eof => break,
            quick_xml::events::Event::Start(start) if start.name().as_ref() == "item" => {
                records += 1;
            }
            event => {
                black_box(&event);
            }
        }
    }
    Ok((records, reader.buffer_position()))
}

fn ndjson(input: impl Read) -> Result<(u64, u64)> {
    let mut reader = BufReader::with_capacity(1 << 16, input);
    let mut line = Vec::new();
    let (mut records, mut bytes) = (0, 0);
    loop {
        line.clear();
        let length = reader.read_until(b'\n', &mut line)?;
        if length == 0 {
            return Ok((records, bytes));
        }
        bytes += length as u64;
        let release: Release<'_> = serde_json::from_slice(&line)?;
        black_box(&release);
        records += 1;
    }
}

fn json(mut input: impl Read) -> Result<(u64, u64)> {
    struct Count;
    impl<'de> serde::de::Visitor<'de> for Count {
        type Value = u64;
        fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            formatter.write_str("an array of releases")
        }
        fn visit_seq<A: serde::de::SeqAccess<'de>>(
            self,
            mut items: A,
        ) -> std::result::Result<u64, A::Error> {
            let mut records = 0;
            while let Some(release) = items.next_element::<Release<'de>>()? {
                black_box(&release);
                records += 1;
            }
            Ok(records)
        }
    }
    let mut bytes = Vec::new();
    input.read_to_end(&mut bytes)?;
    let mut json = serde_json::Deserializer::from_slice(&bytes);
    let records = serde::Deserializer::deserialize_seq(&mut json, Count)?;
    json.end()?;
    Ok((records, bytes.len() as u64))
}

fn utf8(input: impl Read) -> Result<(u64, u64)> {
    let mut kept = 0;
    blocks(input, |block, is_last| {
        // A character that the block cuts is looked at again with the next one.
        match simdutf8::compat::from_utf8(block) {
            Ok(text) => {
                black_box(text);
                kept = 0;
            }
            Err(error) if error.error_len().is_none() && !is_last => {
                kept = block.len() - error.valid_up_to();
            }
            Err(error) => return Err(error.into()),
        }
        Ok(kept)
    })
    .map(|bytes| (0, bytes))
}

fn scan(input: impl Read) -> Result<(u64, u64)> {
    let mut lines = 0;
    let bytes = blocks(input, |block, _| {
        lines += memchr::memchr_iter(b'\n', block).count() as u64;
        Ok(0)
    })?;
    Ok((lines, bytes))
}

/// Hands on blocks of 64 KiB; `look` says how many bytes of the end it wants to see again.
fn blocks(mut input: impl Read, mut look: impl FnMut(&[u8], bool) -> Result<usize>) -> Result<u64> {
    let mut buffer = vec![0; 1 << 16];
    let (mut kept, mut bytes) = (0, 0);
    loop {
        let read = input.read(&mut buffer[kept..])?;
        bytes += read as u64;
        let filled = kept + read;
        if filled == 0 {
            return Ok(bytes);
        }
        kept = look(&buffer[..filled], read == 0)?;
        if read == 0 {
            return Ok(bytes);
        }
        buffer.copy_within(filled - kept..filled, 0);
    }
}
