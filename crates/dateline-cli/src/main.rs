//! The command `dateline`: press releases from one format to another.

mod address;
mod args;
mod config;
mod convert;
mod extend;
mod feed;
mod fill;
mod format;
mod formats;
mod input;
mod inspect;
mod interrupt;
mod lint;
mod output;
mod plan;
mod progress;
mod report;
mod rules;
mod run;
mod shell;
mod unique;
mod validate;
mod vocab;
mod walk;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    let args = args::Args::parse();
    anstream::ColorChoice::from(args.color).write_global();
    let Some(command) = args.command else {
        return rules::run(args.explain.as_deref()).into();
    };
    let exit = match command {
        args::Command::Convert(args) => plan::Plan::new(*args)
            .map_or_else(|error| plan::cannot_run(&error), |plan| convert::run(&plan)),
        args::Command::Feed(args) => match &args.init {
            Some(path) => feed::init(path),
            None => feed::Feed::new(*args).map_or_else(
                |error| match error {
                    feed::FeedError::Config(error) => report::faults(&error),
                    feed::FeedError::Plan(error) => plan::cannot_run(&error),
                    error => report::cannot_run(&error),
                },
                |feed| feed::run(&feed),
            ),
        },
        args::Command::Validate(args) => match &args.explain {
            Some(rule) => rules::run(Some(rule)),
            None => validate::Validation::new(*args).map_or_else(
                |error| report::cannot_run(&error),
                |validation| validate::run(&validation),
            ),
        },
        args::Command::Formats(_) => formats::run(),
        args::Command::Completions(args) => shell::completions(&args),
        args::Command::Man(args) => shell::man(&args),
        args::Command::Rules(args) => rules::run(args.rule.as_deref()),
        args::Command::Vocab(args) => vocab::run(args),
        args::Command::Inspect(args) => inspect::Inspection::new(args).map_or_else(
            |error| report::cannot_run(&error),
            |inspection| inspect::run(&inspection),
        ),
        args::Command::Lint(args) => lint::Lint::new(*args)
            .map_or_else(|error| report::cannot_run(&error), |lint| lint::run(&lint)),
    };
    exit.into()
}
