//! Writes releases in the native shape.

use std::io::{self, Write};

use dateline_core::{Finding, Release, Spelling, Written};

use super::{Encoder, Layout};

/// The writer hands on its bytes when it has so many.
const BATCH: usize = 64 * 1024;

/// Writes releases in the native shape: one a line, as an array or as lines.
///
/// Every field of every release has a home here: nothing is lost, nothing is withheld. Absent
/// fields are left out; characters beyond ASCII are written as themselves.
///
/// The output takes many releases at a time: [`finish`](Writer::finish) writes the last of them.
///
/// ```
/// use dateline_core::{Draft, Release};
/// use dateline_json::native::{Layout, Writer};
///
/// let draft = Draft { id: "1".into(), title: "A".into(), date: "2016".into(), ..Draft::default() };
/// let mut writer = Writer::new(Vec::new())?.layout(Layout::Lines);
/// writer.write(&Release::try_from(draft)?, &mut Vec::new())?;
/// let lines = writer.finish(&mut Vec::new())?;
/// assert_eq!(lines, b"{\"id\":\"1\",\"title\":\"A\",\"date\":\"2016\"}\n");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Writer<W> {
    output: W,
    encoder: Encoder,
    started: bool,
    buffer: String,
}

impl<W: Write> Writer<W> {
    /// A writer of an array.
    ///
    /// # Errors
    ///
    /// None; the result is there because other writers have a head to write.
    pub fn new(output: W) -> io::Result<Self> {
        Ok(Self {
            output,
            encoder: Encoder::default(),
            started: false,
            buffer: String::new(),
        })
    }

    /// Writes this layout. To be called before the first release.
    #[must_use]
    pub fn layout(self, layout: Layout) -> Self {
        let encoder = self.encoder.layout(layout);
        Self { encoder, ..self }
    }

    /// Spells terms so.
    #[must_use]
    pub fn spelling(self, spelling: Spelling) -> Self {
        let encoder = self.encoder.spelling(spelling);
        Self { encoder, ..self }
    }

    /// Writes a release.
    ///
    /// # Errors
    ///
    /// Where the output fails, also with those before it.
    pub fn write(
        &mut self,
        release: &Release<'_>,
        findings: &mut Vec<Finding>,
    ) -> io::Result<Written> {
        self.begin();
        let written = self.encoder.item(release, &mut self.buffer, findings);
        if self.buffer.len() >= BATCH {
            self.flush()?;
        }
        Ok(written)
    }

    /// Writes the end and gives the output back.
    ///
    /// # Errors
    ///
    /// Where the output fails.
    pub fn finish(mut self, findings: &mut Vec<Finding>) -> io::Result<W> {
        let _ = findings;
        if !self.started {
            self.encoder.head(&mut self.buffer);
        }
        self.encoder.tail(self.started, &mut self.buffer);
        self.flush()?;
        self.output.flush()?;
        Ok(self.output)
    }

    /// Puts there what stands in front of the next release.
    fn begin(&mut self) {
        if self.started {
            self.buffer.push_str(self.encoder.separator());
        } else {
            self.encoder.head(&mut self.buffer);
        }
        self.started = true;
    }

    fn flush(&mut self) -> io::Result<()> {
        self.output.write_all(self.buffer.as_bytes())?;
        self.buffer.clear();
        Ok(())
    }
}
