//! What is left behind where somebody interrupts a run: nothing.

use std::fs;
use std::io::{self, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use std::process;
use std::sync::{Mutex, Once, PoisonError};

/// The exit code of a program that was interrupted, as shells say it: 128 and the signal's number.
const INTERRUPTED: i32 = 130;

/// The temporary files that there are, or were: a file that took its place is there no more under
/// this name.
static TEMPORARY: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// What takes the bar of a long run off the line of a terminal.
const CLEAR_LINE: &[u8] = b"\r\x1b[2K";

/// Has a temporary file removed where the run is interrupted or terminated.
pub(crate) fn remove_on_interrupt(path: &Path) {
    TEMPORARY
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .push(path.to_owned());
    leave_nothing();
}

/// Has an interrupted or terminated run take away what it leaves: temporary files, and a bar.
pub(crate) fn leave_nothing() {
    static HANDLER: Once = Once::new();
    // Where no handler can be set, an interrupted run leaves what any program leaves.
    HANDLER.call_once(|| {
        let _ = ctrlc::set_handler(|| {
            let paths = TEMPORARY.lock().unwrap_or_else(PoisonError::into_inner);
            for path in paths.iter() {
                let _ = fs::remove_file(path);
            }
            let mut screen = io::stderr();
            if screen.is_terminal() {
                let _ = screen.write_all(CLEAR_LINE);
            }
            process::exit(INTERRUPTED);
        });
    });
}
