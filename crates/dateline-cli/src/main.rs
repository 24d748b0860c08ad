//! The command `dateline`: press releases from one format to another.

mod args;
mod convert;
mod format;
mod input;
mod output;
mod plan;
mod report;

use std::io;
use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    let args = args::Args::parse();
    let exit = match args.command {
        args::Command::Convert(args) => plan::Plan::new(args).map_or_else(
            |error| report::cannot_run(&error),
            |plan| convert::run(&plan, &io::stdin(), &mut io::stderr().lock()),
        ),
    };
    exit.into()
}
