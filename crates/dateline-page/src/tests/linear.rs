//! Inputs that are long and the same all over. Where reading costs more than its length, these
//! tests do not end.

use super::*;

/// Reads megabytes of a piece; gives how many releases there are, and how many findings.
#[track_caller]
fn check(head: &str, piece: &str, releases: usize) {
    const LENGTH: usize = 1 << 20;
    let input = format!("{head}{}", piece.repeat(LENGTH / piece.len()));
    let mut reader = Reader::new(input.as_bytes());
    let (mut count, mut most) = (0, 0);
    loop {
        let mut findings = Vec::new();
        match reader.advance(&mut findings) {
            Ok(true) => {}
            Ok(false) | Err(_) => break,
        }
        let _ = reader.record(&mut findings);
        for field in Field::ALL {
            let _ = reader.locate(&FieldPath::of(*field, 1));
        }
        count += 1;
        most = most.max(findings.len());
    }
    assert_eq!(count, releases, "{piece:?}");
    assert!(most < 20, "{most} findings");
}

const SITE: &str = "News\nTitle\n- Date:\n- Place:\n";
const OLDER: &str = "Newsroom\nTitle\nVIENNA 3 May 2005\nText.\n";

#[test]
fn one_line_again_and_again() {
    for piece in [
        "\n",
        " ",
        "\r",
        "- Date:\n",
        "- Date:\n\n",
        "- Place:\n- x\n",
        "- Date:\n- Place:\n",
        "-\n",
        "A\n",
        "Skip Links\n",
        "Skip Links\n\n\n\n",
        "Skip navigation\n1\nEnglish\n",
        "Newsroom\n",
        "Newsroom\nA\n\n\n",
        "News\n",
        "Source:\n",
        "VIENNA 3 May 2005\n",
        "Photo details\n",
        "[email protected]\n",
        "<",
        "&",
    ] {
        check("", piece, 0);
    }
    check("", "OSCE\nTitle\nSource:\n", 1);
}

#[test]
fn one_line_again_and_again_below_a_head() {
    for piece in [
        "\n",
        " ",
        "- Date:\n",
        "- Source:\n",
        "- x\n",
        "A\n",
        "A\nB\n",
        "Ana Horn\n[email protected]\n",
        "[email protected]\n",
        "For further information, please contact:\n",
        "Photo details\n",
        "Photo details\nA\n",
        "Share\n",
        "Newsroom\n",
        "Skip navigation\n",
        "\r\n",
    ] {
        check(SITE, piece, 1);
        check(OLDER, piece, 1);
    }
}

#[test]
fn pages_and_records_in_great_number() {
    let count = |piece: &str| (1 << 20) / piece.len();
    let page = "News\nTitle\n- Date:\n- Place:\nVIENNA, 3 May 2022 – Text.\n";
    check("", page, count(page));
    check("", OLDER, count(OLDER));
    let record = "A\nPublishing date: 3 May 2022\n";
    check("", record, count(record));
    // Each record but the first is one without title.
    let label = "Publishing date: 3 May 2022\n";
    check("A\n", label, count(label));
}

#[test]
fn a_listing_is_not_held() {
    /// Gives records for ever, and notes how far it was asked.
    struct Records(u64);
    impl Read for Records {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let record = b"Bridge opens\nPublishing date: 3 May 2022\nContent type: News\n\n";
            for byte in &mut *buffer {
                *byte = record[usize::try_from(self.0).unwrap() % record.len()];
                self.0 += 1;
            }
            Ok(buffer.len())
        }
    }
    let mut reader = Reader::new(Records(0));
    for number in 1..=10_000 {
        assert!(reader.advance(&mut Vec::new()).unwrap());
        let record = reader.record(&mut Vec::new()).unwrap();
        assert_eq!(
            (record.number, record.draft.title.as_str()),
            (number, "Bridge opens")
        );
        assert_eq!(record.position.line, 1 + (number - 1) * 4);
    }
}
