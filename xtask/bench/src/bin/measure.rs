//! What a process took, as the system counted it: `measure FILE PROGRAM ARGS…` runs the program with
//! this process's streams and writes one line of JSON to FILE: CPU and wall time in seconds, the most
//! memory that was resident in KiB, and the exit code.
//!
//! It is a program of its own because the system counts what the parent had resident as the child's:
//! this one has next to nothing.

use std::process::{Command, ExitCode};
use std::time::Instant;

use wait4::Wait4;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("measure: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args_os().skip(1);
    let (Some(file), Some(program)) = (args.next(), args.next()) else {
        return Err("expected FILE PROGRAM ARGS…".into());
    };
    let begun = Instant::now();
    let mut child = Command::new(program).args(args).spawn()?;
    let taken = child.wait4()?;
    let wall = begun.elapsed();
    let cpu = taken.rusage.utime + taken.rusage.stime;
    let line = format!(
        "{{\"cpu\":{},\"wall\":{},\"kib\":{},\"code\":{}}}\n",
        cpu.as_secs_f64(),
        wall.as_secs_f64(),
        taken.rusage.maxrss / 1_024,
        taken.status.code().unwrap_or(-1),
    );
    std::fs::write(file, line)?;
    Ok(())
}
