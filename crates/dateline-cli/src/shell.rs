//! What a shell and the manual of a system want to know of the command.

use std::fs;
use std::io;
use std::path::Path;

use clap::{Command, CommandFactory};

use crate::args::{Args, Completions, Man};
use crate::report::{Exit, cannot_run, print};

/// Prints the completions of a shell.
pub(crate) fn completions(asked: &Completions) -> Exit {
    let mut text = Vec::new();
    clap_complete::generate(asked.shell, &mut Args::command(), "dateline", &mut text);
    print(&text)
}

/// Prints a manual page, or writes all of them into a folder.
pub(crate) fn man(asked: &Man) -> Exit {
    let mut command = Args::command();
    command.build();
    if let Some(folder) = &asked.all {
        return match write_all(folder, &command) {
            Ok(()) => Exit::Success,
            Err(error) => cannot_run(&format!("cannot write into {}: {error}", folder.display())),
        };
    }
    let page = match &asked.command {
        None => Some(&command),
        Some(name) => command.find_subcommand(name),
    };
    let Some(page) = page else {
        let name = asked.command.as_deref().unwrap_or_default();
        let known: Vec<&str> = command.get_subcommands().map(Command::get_name).collect();
        let known = known.join(", ");
        return cannot_run(&format!(
            "expected one of the commands {known}, found `{name}`"
        ));
    };
    match render(page) {
        Ok(text) => print(&text),
        Err(error) => cannot_run(&error),
    }
}

/// One page a command: `dateline.1`, `dateline-convert.1`, …
fn write_all(folder: &Path, command: &Command) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    fs::write(folder.join("dateline.1"), render(command)?)?;
    for below in command.get_subcommands().filter(|c| c.get_name() != "help") {
        let name = format!("dateline-{}.1", below.get_name());
        fs::write(folder.join(name), render(below)?)?;
    }
    Ok(())
}

fn render(command: &Command) -> io::Result<Vec<u8>> {
    let mut text = Vec::new();
    // A page has no date: the same program makes the same page.
    clap_mangen::Man::new(command.clone()).render(&mut text)?;
    Ok(text)
}
