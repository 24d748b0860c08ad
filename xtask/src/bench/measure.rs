//! Running programs and counting what they took.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::{Result, say};

/// Where the programs are, and room for what they write.
pub(crate) struct Lab {
    pub(crate) root: PathBuf,
    /// For what is made here, and may be deleted.
    pub(crate) work: PathBuf,
    pub(crate) dateline: PathBuf,
    /// Options for every run of `dateline convert`.
    pub(crate) options: Vec<String>,
    /// The folder of the programs of `xtask/bench`.
    programs: PathBuf,
}

/// A program with its arguments.
#[derive(Clone, Debug)]
pub(crate) struct Job {
    program: PathBuf,
    args: Vec<OsString>,
    /// A file that comes through a pipe.
    piped: Option<PathBuf>,
    /// Whether releases may be rejected, which exit code 1 says.
    may_reject: bool,
}

/// What a run took.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Taken {
    /// User and system, of all threads, in seconds.
    pub(crate) cpu: f64,
    /// In seconds.
    pub(crate) wall: f64,
    /// The most that was resident, in MiB.
    pub(crate) memory: f64,
}

/// The middle one of several figures, and how far they reach.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Spread {
    pub(crate) median: f64,
    pub(crate) least: f64,
    pub(crate) most: f64,
}

impl Spread {
    /// Of nothing there is none.
    pub(crate) fn of(figures: impl IntoIterator<Item = f64>) -> Option<Self> {
        let mut figures: Vec<f64> = figures.into_iter().collect();
        figures.sort_by(f64::total_cmp);
        let (least, most) = (*figures.first()?, *figures.last()?);
        let half = figures.len() / 2;
        let median = if figures.len() % 2 == 1 {
            figures[half]
        } else {
            f64::midpoint(figures[half - 1], figures[half])
        };
        Some(Self {
            median,
            least,
            most,
        })
    }
}

impl Lab {
    /// Builds what is measured, unless it is given, and what measures.
    pub(crate) fn new(
        root: &Path,
        dateline: Option<PathBuf>,
        options: Vec<String>,
    ) -> Result<Self> {
        let work = root.join("target/bench");
        fs::create_dir_all(&work)?;
        let built = work.join("build");
        let manifest = root.join("xtask/bench/Cargo.toml");
        let text = |path: &Path| path.to_str().map(str::to_owned).ok_or("expected UTF-8");
        crate::cargo(
            &[
                "build",
                "--release",
                "--locked",
                "--quiet",
                "--manifest-path",
                &text(&manifest)?,
                "--target-dir",
                &text(&built)?,
            ],
            &[],
        )?;
        Ok(Self {
            root: root.to_owned(),
            dateline: match dateline {
                Some(program) => program,
                None => super::dateline(root)?,
            },
            work,
            options,
            programs: built.join("release"),
        })
    }

    /// A raw pass over a file.
    pub(crate) fn raw(&self, pass: &str, file: &Path) -> Job {
        Job::new(self.programs.join("raw")).arg(pass).arg(file)
    }

    /// A conversion by one of the crates.
    pub(crate) fn peer(&self) -> Job {
        Job::new(self.programs.join("peer"))
    }

    /// Runs a job whose output goes nowhere.
    ///
    /// # Errors
    ///
    /// Where it does not end well: a program that left something out must not look fast. What it
    /// said is shown.
    pub(crate) fn run(&self, job: &Job) -> Result<Taken> {
        let report = self.work.join("taken.json");
        let told = self.work.join("stderr.txt");
        let mut command = Command::new(self.programs.join("measure"));
        command
            .arg(&report)
            .arg(&job.program)
            .args(&job.args)
            .stdin(if job.piped.is_some() {
                Stdio::piped()
            } else {
                Stdio::null()
            })
            .stdout(Stdio::null())
            .stderr(File::create(&told)?);
        let mut child = command.spawn()?;
        if let (Some(mut pipe), Some(file)) = (child.stdin.take(), &job.piped) {
            match io::copy(&mut File::open(file)?, &mut pipe) {
                Err(error) if error.kind() != ErrorKind::BrokenPipe => return Err(error.into()),
                _ => pipe.flush().unwrap_or_default(),
            }
        }
        let is_counted = child.wait()?.success();
        let taken: Value = if is_counted {
            serde_json::from_slice(&fs::read(&report)?)?
        } else {
            Value::Null
        };
        let code = taken["code"].as_i64();
        if code != Some(0) && !(job.may_reject && code == Some(1)) {
            // The first lines: a program may have something to say of every release.
            for line in fs::read_to_string(&told)?.lines().take(10) {
                say(&format!("{line}\n"));
            }
            return Err(format!("{} failed", job.program.display()).into());
        }
        let figure = |name: &str| taken[name].as_f64().ok_or("expected a figure");
        Ok(Taken {
            cpu: figure("cpu")?,
            wall: figure("wall")?,
            memory: figure("kib")? / 1_024.0,
        })
    }

    /// Runs jobs by turns, so that what the machine does meanwhile meets all of them.
    ///
    /// The first round is for warming up. A job that takes long is run once more only.
    pub(crate) fn alternate(&self, jobs: &[Job], rounds: usize) -> Result<Vec<Vec<Taken>>> {
        let mut taken = vec![Vec::new(); jobs.len()];
        let mut is_slow = vec![false; jobs.len()];
        for round in 0..=rounds {
            for (nth, job) in jobs.iter().enumerate() {
                if round > 1 && is_slow[nth] {
                    continue;
                }
                let run = self.run(job)?;
                if round == 0 {
                    is_slow[nth] = run.cpu > 5.0;
                } else {
                    taken[nth].push(run);
                }
            }
        }
        Ok(taken)
    }
}

impl Job {
    pub(crate) fn new(program: impl Into<PathBuf>) -> Self {
        Self {
            program: program.into(),
            args: Vec::new(),
            piped: None,
            may_reject: false,
        }
    }

    #[must_use]
    pub(crate) fn arg(mut self, arg: impl Into<OsString>) -> Self {
        self.args.push(arg.into());
        self
    }

    #[must_use]
    pub(crate) fn args<A: Into<OsString>>(mut self, args: impl IntoIterator<Item = A>) -> Self {
        self.args.extend(args.into_iter().map(Into::into));
        self
    }

    /// Lets it reject releases.
    #[must_use]
    pub(crate) fn may_reject(mut self) -> Self {
        self.may_reject = true;
        self
    }

    /// Gives it a file through a pipe.
    #[must_use]
    pub(crate) fn piped(mut self, file: &Path) -> Self {
        self.piped = Some(file.to_owned());
        self
    }
}

/// Figures of two jobs that ran by turns, the first over the second, round by round.
pub(crate) fn ratio(over: &[Taken], under: &[Taken], figure: fn(&Taken) -> f64) -> Option<Spread> {
    Spread::of(
        over.iter()
            .zip(under)
            .map(|(over, under)| figure(over) / figure(under)),
    )
}
