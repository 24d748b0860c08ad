//! Where a report goes that is what a command makes.

use std::io::{self, IsTerminal as _, Write};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::output::Target;
use crate::progress::Screen;

/// Standard output or a file. It is kept by the one who will put the file in its place while others
/// write to it.
#[derive(Debug)]
pub(super) struct Product {
    output: Arc<Mutex<Output>>,
}

#[derive(Debug)]
struct Output {
    target: Target,
    /// Why nothing more can be written.
    error: Option<io::Error>,
    /// Whether somebody looks on.
    is_terminal: bool,
}

/// What writes to it.
#[derive(Debug)]
pub(super) struct Beside {
    output: Arc<Mutex<Output>>,
    screen: Screen,
}

impl Product {
    pub(super) fn new(path: Option<&Path>) -> io::Result<Self> {
        Ok(Self {
            output: Arc::new(Mutex::new(Output {
                target: Target::new(path)?,
                error: None,
                is_terminal: path.is_none() && io::stdout().is_terminal(),
            })),
        })
    }

    /// What writes to it, beside a bar on the same terminal.
    pub(super) fn beside(&self, screen: Screen) -> Beside {
        Beside {
            output: Arc::clone(&self.output),
            screen,
        }
    }

    /// Brings all of it where it belongs. Nothing must write to it any more.
    pub(super) fn finish(self) -> io::Result<()> {
        let Some(output) = Arc::into_inner(self.output) else {
            return Err(io::Error::other("the report is still written to"));
        };
        let Output { target, error, .. } =
            output.into_inner().unwrap_or_else(PoisonError::into_inner);
        error.map_or_else(|| target.finish(), Err)
    }
}

impl Beside {
    /// The output. Nobody else writes to it meanwhile.
    fn output(&self) -> MutexGuard<'_, Output> {
        self.output.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Write for Beside {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut output = self.output();
        if let Some(error) = &output.error {
            return Err(error.kind().into());
        }
        let written = if output.is_terminal {
            self.screen.aside(|| {
                let written = output.target.write(bytes)?;
                output.target.flush()?;
                Ok(written)
            })
        } else {
            output.target.write(bytes)
        };
        written.map_err(|error: io::Error| {
            let kind = error.kind();
            output.error = Some(error);
            kind.into()
        })
    }

    fn flush(&mut self) -> io::Result<()> {
        let mut output = self.output();
        output.target.flush().map_err(|error| {
            let kind = error.kind();
            output.error = Some(error);
            kind.into()
        })
    }
}

/// What could not be done.
pub(super) fn failed(what: &str, path: Option<&Path>, error: &io::Error) -> String {
    let to = path.map_or_else(|| "standard output".into(), Path::to_string_lossy);
    format!("cannot {what} {to}: {error}")
}
