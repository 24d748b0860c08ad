//! How fast conversions are and how much memory they take, against raw passes over the same input
//! and against other programs.

mod corpus;
mod draw;
pub(crate) mod instructions;
mod machine;
mod measure;
mod peer;
mod release;
mod run;
mod table;
mod words;

use std::io::Write as _;
use std::path::{Path, PathBuf};

use corpus::Format;
use measure::Lab;
use release::Shape;

use crate::{Result, say};

const HELP: &str = "\
cargo xtask bench [OPTION]…       measure, and print the tables in Markdown
  --size N        releases in a corpus, any number of times (without: 10,000 and 100,000)
  --runs N        how often each program is run by turns (without: 5)
  --quick         10,000 releases, three runs, the six conversions alone
  --no-peers      leave the other programs out
  --with OPTION   an option for every `dateline convert`, any number of times: --with=--threads=1
  --program FILE  measure this program instead of building the one of the sources
  --readme        put the tables into README.md
cargo xtask bench corpora [N] [FOLDER]
                  only write corpora of N releases, into target/bench or the folder
";

/// What was asked for.
struct Options {
    /// In ascending order, and at least one.
    sizes: Vec<u64>,
    runs: usize,
    is_quick: bool,
    has_peers: bool,
    is_for_readme: bool,
    with: Vec<String>,
    program: Option<PathBuf>,
}

/// Runs `cargo xtask bench`.
pub(crate) fn run(root: &Path, args: &[String]) -> Result {
    if args.first().is_some_and(|arg| arg == "corpora") {
        return corpora(root, &args[1..]);
    }
    if args.iter().any(|arg| arg == "--help" || arg == "-h") {
        say(HELP);
        return Ok(());
    }
    let options = options(args)?;
    let lab = Lab::new(root, options.program.clone(), options.with.clone())?;
    let results = run::everything(&lab, &options)?;
    let text = table::markdown(&lab, &options, &results)?;
    std::io::stdout().write_all(text.as_bytes())?;
    if options.is_for_readme {
        table::put(&root.join("README.md"), &text)?;
    }
    Ok(())
}

fn options(args: &[String]) -> Result<Options> {
    let mut options = Options {
        sizes: Vec::new(),
        runs: 0,
        is_quick: false,
        has_peers: true,
        is_for_readme: false,
        with: Vec::new(),
        program: None,
    };
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        let (name, value) = match arg.split_once('=') {
            Some((name, value)) => (name, Some(value.to_owned())),
            None => (arg.as_str(), None),
        };
        let mut value = || {
            value
                .clone()
                .or_else(|| args.next().cloned())
                .ok_or_else(|| format!("expected a value behind {name}"))
        };
        match name {
            "--size" => options
                .sizes
                .push(value()?.replace(['_', ','], "").parse()?),
            "--runs" => options.runs = value()?.parse()?,
            "--quick" => options.is_quick = true,
            "--no-peers" => options.has_peers = false,
            "--readme" => options.is_for_readme = true,
            "--with" => options.with.push(value()?),
            "--program" => options.program = Some(value()?.into()),
            _ => return Err(format!("`{arg}` is no option\n{HELP}").into()),
        }
    }
    if options.sizes.is_empty() {
        options.sizes = if options.is_quick {
            vec![10_000]
        } else {
            vec![10_000, 100_000]
        };
    }
    options.sizes.sort_unstable();
    options.sizes.dedup();
    if options.runs == 0 {
        options.runs = if options.is_quick { 3 } else { 5 };
    }
    Ok(options)
}

/// Writes corpora of so many releases into a folder, one in every format.
fn corpora(root: &Path, args: &[String]) -> Result {
    let count = match args.first() {
        Some(count) => count.replace(['_', ','], "").parse()?,
        None => 10_000,
    };
    let folder = args
        .get(1)
        .map_or_else(|| root.join("target/bench"), PathBuf::from);
    let dateline = dateline(root)?;
    for shape in [Shape::USUAL, Shape::HTML] {
        for format in Format::ALL {
            let path = corpus::make(&folder, format, count, shape, &dateline)?;
            say(&format!("{}\n", path.display()));
        }
    }
    Ok(())
}

/// Builds the command as it is released, and says where it is.
fn dateline(root: &Path) -> Result<PathBuf> {
    crate::cargo(
        &[
            "build",
            "--release",
            "--locked",
            "--package",
            "dateline-cli",
        ],
        &[],
    )?;
    Ok(root.join("target/release/dateline"))
}
