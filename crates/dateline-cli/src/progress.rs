//! How far a long run has come, on a terminal and nowhere else.

use std::fs::File;
use std::io::{self, IsTerminal as _, Read, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::interrupt::leave_nothing;
use crate::walk::{Found, Unreadable};

/// What takes less time is not worth a bar.
const LONG: Duration = Duration::from_millis(400);

/// Standard error, with a bar below the messages where it is a terminal and the run takes long. The
/// bar is gone when the run is done.
#[derive(Clone, Debug, Default)]
pub(crate) struct Screen(Option<Arc<Progress>>);

#[derive(Debug)]
struct Progress {
    bar: ProgressBar,
    begun: Instant,
    /// How many bytes were read.
    bytes: Arc<AtomicU64>,
}

impl Screen {
    /// A screen for a run over these files.
    pub(crate) fn new(files: &[Result<Found, Unreadable>], quiet: bool) -> Self {
        if quiet || !io::stderr().is_terminal() {
            return Self::default();
        }
        // The number of bytes is known where all are files, and none a pipe.
        let length = |file: &Result<Found, Unreadable>| match file {
            Ok(found) => found
                .path
                .metadata()
                .ok()
                .filter(std::fs::Metadata::is_file),
            Err(_) => None,
        };
        let total: Option<u64> = files
            .iter()
            .map(|file| length(file).map(|file| file.len()))
            .sum();
        let template = match total {
            Some(_) => {
                "{bar:30} {bytes}/{total_bytes}, {msg} releases, {bytes_per_sec}, {eta} left"
            }
            None => "{spinner} {bytes}, {msg} releases, {bytes_per_sec}",
        };
        let bar = ProgressBar::with_draw_target(total, ProgressDrawTarget::hidden())
            .with_style(
                ProgressStyle::with_template(template)
                    .unwrap_or_else(|_| ProgressStyle::default_bar()),
            )
            .with_message("0");
        Self(Some(Arc::new(Progress {
            bar,
            begun: Instant::now(),
            bytes: Arc::default(),
        })))
    }

    /// A file of which it is counted how much was read.
    pub(crate) fn counted(&self, file: File) -> Box<dyn Read + Send> {
        match &self.0 {
            Some(progress) => Box::new(Counted {
                file,
                bytes: Arc::clone(&progress.bytes),
            }),
            None => Box::new(file),
        }
    }

    /// So many releases were read so far.
    pub(crate) fn tick(&self, releases: u64) {
        let Some(progress) = &self.0 else {
            return;
        };
        let bar = &progress.bar;
        if bar.is_hidden() {
            if progress.begun.elapsed() < LONG {
                return;
            }
            leave_nothing();
            bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        bar.set_message(releases.to_string());
        bar.set_position(progress.bytes.load(Ordering::Relaxed));
    }

    /// Does something else to the terminal while the bar is away.
    pub(crate) fn aside<T>(&self, action: impl FnOnce() -> T) -> T {
        match &self.0 {
            Some(progress) => progress.bar.suspend(action),
            None => action(),
        }
    }

    /// Takes the bar away.
    pub(crate) fn clear(&self) {
        if let Some(progress) = &self.0 {
            progress.bar.finish_and_clear();
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

/// A file that counts what was read of it.
struct Counted {
    file: File,
    bytes: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(buffer)?;
        self.bytes.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}
