//! Writes releases in the native shape.

use std::io::{self, Write};

use dateline_core::{Finding, Release, Spelling, Written};

use super::{Encoder, Layout};

/// Writes releases in the native shape: one a line, as an array or as lines.
///
/// Every field of every release has a home here: nothing is lost, nothing is withheld. Absent
/// fields are left out; characters beyond ASCII are written as themselves.
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
    layout: Layout,
    encoder: Encoder,
    started: bool,
    buffer: Vec<u8>,
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
            layout: Layout::default(),
            encoder: Encoder::default(),
            started: false,
            buffer: Vec::new(),
        })
    }

    /// Writes this layout. To be called before the first release.
    #[must_use]
    pub fn layout(self, layout: Layout) -> Self {
        Self { layout, ..self }
    }

    /// Spells terms so.
    #[must_use]
    pub fn spelling(self, spelling: Spelling) -> Self {
        let encoder = self.encoder.spelling(spelling);
        Self { encoder, ..self }
    }

    /// What encodes its releases, for other threads.
    #[must_use]
    pub const fn encoder(&self) -> Encoder {
        self.encoder
    }

    /// Writes a release.
    ///
    /// # Errors
    ///
    /// Where the output fails.
    pub fn write(
        &mut self,
        release: &Release<'_>,
        findings: &mut Vec<Finding>,
    ) -> io::Result<Written> {
        self.buffer.clear();
        self.open();
        let written = self.encoder.encode(release, &mut self.buffer, findings);
        self.close()?;
        Ok(written)
    }

    /// What stands between two releases.
    #[must_use]
    pub const fn separator(&self) -> &'static str {
        match self.layout {
            Layout::Array => ",\n",
            Layout::Lines => "\n",
        }
    }

    /// Writes releases that its [`encoder`](Self::encoder) encoded, with the
    /// [`separator`](Self::separator) between each two.
    ///
    /// # Errors
    ///
    /// Where the output fails.
    pub fn append(&mut self, encoded: &[u8]) -> io::Result<()> {
        self.buffer.clear();
        self.open();
        self.output.write_all(&self.buffer)?;
        self.output.write_all(encoded)?;
        self.buffer.clear();
        self.close()
    }

    /// What stands in front of a release.
    fn open(&mut self) {
        if self.layout == Layout::Array {
            self.buffer
                .extend_from_slice(if self.started { b",\n" } else { b"[\n" });
        }
        self.started = true;
    }

    /// What stands behind it; all goes out.
    fn close(&mut self) -> io::Result<()> {
        if self.layout == Layout::Lines {
            self.buffer.push(b'\n');
        }
        self.output.write_all(&self.buffer)
    }

    /// Writes the end and gives the output back.
    ///
    /// # Errors
    ///
    /// Where the output fails.
    pub fn finish(mut self, findings: &mut Vec<Finding>) -> io::Result<W> {
        let _ = findings;
        match (self.layout, self.started) {
            (Layout::Array, true) => self.output.write_all(b"\n]\n")?,
            (Layout::Array, false) => self.output.write_all(b"[]\n")?,
            (Layout::Lines, _) => {}
        }
        self.output.flush()?;
        Ok(self.output)
    }
}
