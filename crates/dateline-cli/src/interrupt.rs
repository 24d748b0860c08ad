//! What is left behind where somebody interrupts a run: nothing.

use std::fs;
use std::path::{Path, PathBuf};
use std::process;
use std::sync::{Mutex, Once, PoisonError};

/// The exit code of a program that was interrupted, as shells say it: 128 and the signal's number.
const INTERRUPTED: i32 = 130;

/// The temporary files that there are, or were: a file that took its place is there no more under
/// this name.
static TEMPORARY: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// Has a temporary file removed where the run is interrupted or terminated.
pub(crate) fn remove_on_interrupt(path: &Path) {
    static HANDLER: Once = Once::new();
    TEMPORARY
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .push(path.to_owned());
    // Where no handler can be set, an interrupted run leaves the file, as any program does.
    HANDLER.call_once(|| {
        let _ = ctrlc::set_handler(|| {
            let paths = TEMPORARY.lock().unwrap_or_else(PoisonError::into_inner);
            for path in paths.iter() {
                let _ = fs::remove_file(path);
            }
            process::exit(INTERRUPTED);
        });
    });
}
