//! How far a long run has come, on a terminal and nowhere else.

use std::io::{self, IsTerminal as _, Write};

use indicatif::{ProgressBar, ProgressStyle};

/// Standard error, with a bar below the messages where it is a terminal and there are several
/// files to read. The bar is gone when the run is done.
#[derive(Clone, Debug)]
pub(crate) struct Screen {
    bar: Option<ProgressBar>,
}

impl Screen {
    /// A screen for a run over so many files.
    pub(crate) fn new(files: usize, quiet: bool) -> Self {
        let wanted = !quiet && files > 1 && io::stderr().is_terminal();
        let bar = wanted.then(|| {
            let style = ProgressStyle::with_template(
                "{bar:30} {pos}/{len} files, {msg} releases, {per_sec}, {eta} left",
            )
            .unwrap_or_else(|_| ProgressStyle::default_bar());
            ProgressBar::new(files as u64)
                .with_style(style)
                .with_message("0")
        });
        Self { bar }
    }

    /// One more file was read.
    pub(crate) fn file(&self, releases: u64) {
        if let Some(bar) = &self.bar {
            bar.set_message(releases.to_string());
            bar.inc(1);
        }
    }

    /// Does something else to the terminal while the bar is away.
    pub(crate) fn aside<T>(&self, action: impl FnOnce() -> T) -> T {
        match &self.bar {
            Some(bar) => bar.suspend(action),
            None => action(),
        }
    }

    /// Takes the bar away.
    pub(crate) fn clear(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

impl Write for Screen {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.aside(|| io::stderr().lock().write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        io::stderr().lock().flush()
    }
}
