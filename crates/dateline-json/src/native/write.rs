//! Writes releases in the native shape.

use std::io::{self, Write};

use dateline_core::{Draft, Finding, Release, Spelling, Written};

use super::Layout;

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
    spelling: Spelling,
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
        let (layout, spelling) = (Layout::default(), Spelling::default());
        Ok(Self {
            output,
            layout,
            spelling,
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
        Self { spelling, ..self }
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
        // There is nothing that this format cannot hold.
        let _ = findings;
        self.buffer.clear();
        if self.layout == Layout::Array {
            self.buffer
                .extend_from_slice(if self.started { b",\n" } else { b"[\n" });
        }
        self.started = true;
        serde_json::to_writer(&mut self.buffer, &Draft::spelled(release, self.spelling))?;
        if self.layout == Layout::Lines {
            self.buffer.push(b'\n');
        }
        self.output.write_all(&self.buffer)?;
        Ok(Written::Out)
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
