//! The closed list of writers, and where their bytes go.

use std::fs::{self, File};
use std::io::{self, BufWriter, Seek as _, Write};
use std::path::{Path, PathBuf};

use dateline_core::{Channel, Finding, Release, Written};
use dateline_site::Style;
use tempfile::NamedTempFile;

use crate::format::OutputFormat;
use crate::interrupt::remove_on_interrupt;
use crate::plan::Table;

/// Where bytes go: standard output, or a file that is there complete or not at all.
#[derive(Debug)]
pub(crate) enum Target {
    Stdout(BufWriter<io::Stdout>),
    /// Kept in a temporary file until it is known whether it goes out at all.
    Held {
        spool: BufWriter<File>,
        then: Box<Self>,
    },
    /// Written beside the file, and put in its place at the end.
    Beside {
        temporary: BufWriter<NamedTempFile>,
        path: PathBuf,
    },
    /// A pipe or a device: there is nothing to replace.
    Direct(BufWriter<File>),
}

/// How much is written at once.
const CHUNK: usize = 64 * 1024;

fn buffered<W: Write>(output: W) -> BufWriter<W> {
    BufWriter::with_capacity(CHUNK, output)
}

impl Target {
    pub(crate) fn new(path: Option<&Path>) -> io::Result<Self> {
        let Some(path) = path else {
            return Ok(Self::Stdout(buffered(io::stdout())));
        };
        // What a device is redirected to is no file to replace, though it may be one.
        if ["/dev", "/proc"]
            .iter()
            .any(|folder| path.starts_with(folder))
        {
            let file = File::options().append(true).open(path)?;
            return Ok(Self::Direct(buffered(file)));
        }
        let path = resolved(path);
        let existing = fs::metadata(&path).ok();
        if existing.as_ref().is_some_and(fs::Metadata::is_dir) || ends_as_folder(&path) {
            return Err(io::Error::from(io::ErrorKind::IsADirectory));
        }
        if let Some(existing) = &existing {
            if !existing.is_file() {
                let file = File::options().write(true).open(&path)?;
                return Ok(Self::Direct(buffered(file)));
            }
            // Replacing a file needs no right to write to it, and would pass over its protection.
            if existing.permissions().readonly() {
                return Err(io::Error::from(io::ErrorKind::PermissionDenied));
            }
        }
        let folder = match path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        let mut builder = tempfile::Builder::new();
        builder.prefix(".dateline-");
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        // The temporary file's own name is nobody's business.
        let temporary = builder
            .tempfile_in(folder)
            .map_err(|error| io::Error::from(error.kind()))?;
        remove_on_interrupt(temporary.path());
        if let Some(existing) = existing {
            temporary
                .as_file()
                .set_permissions(existing.permissions())?;
        }
        Ok(Self::Beside {
            temporary: buffered(temporary),
            path,
        })
    }

    /// As [`new`](Target::new), but nothing is seen of the output before its end.
    pub(crate) fn held(path: Option<&Path>) -> io::Result<Self> {
        match Self::new(path)? {
            beside @ Self::Beside { .. } => Ok(beside),
            then => Ok(Self::Held {
                spool: buffered(tempfile::tempfile()?),
                then: Box::new(then),
            }),
        }
    }

    /// Brings everything where it belongs.
    pub(crate) fn finish(self) -> io::Result<()> {
        match self {
            Self::Held { spool, mut then } => {
                let mut spool = spool.into_inner().map_err(io::IntoInnerError::into_error)?;
                spool.rewind()?;
                io::copy(&mut spool, &mut then)?;
                then.finish()
            }
            Self::Stdout(mut out) => out.flush(),
            Self::Direct(mut out) => out.flush(),
            Self::Beside { temporary, path } => {
                let temporary = temporary
                    .into_inner()
                    .map_err(io::IntoInnerError::into_error)?;
                temporary.as_file().sync_all()?;
                temporary.persist(path)?;
                Ok(())
            }
        }
    }
}

/// The file that a path names: a link stays a link, and what it names is replaced, also where that
/// is not there yet.
pub(crate) fn resolved(path: &Path) -> PathBuf {
    if let Ok(path) = fs::canonicalize(path) {
        return path;
    }
    if let Ok(named) = fs::read_link(path) {
        return path
            .parent()
            .map_or(named.clone(), |folder| folder.join(&named));
    }
    // What is not there has a folder that is.
    match (path.parent(), path.file_name()) {
        (Some(folder), Some(name)) if !ends_as_folder(path) => {
            let folder = if folder.as_os_str().is_empty() {
                Path::new(".")
            } else {
                folder
            };
            fs::canonicalize(folder).map_or_else(|_| path.to_owned(), |folder| folder.join(name))
        }
        _ => path.to_owned(),
    }
}

fn ends_as_folder(path: &Path) -> bool {
    path.as_os_str()
        .to_string_lossy()
        .ends_with(std::path::MAIN_SEPARATOR)
}

impl Write for Target {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Stdout(out) => out.write(bytes),
            Self::Beside { temporary, .. } => temporary.write(bytes),
            Self::Direct(out) => out.write(bytes),
            Self::Held { spool, .. } => spool.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Stdout(out) => out.flush(),
            Self::Beside { temporary, .. } => temporary.flush(),
            Self::Direct(out) => out.flush(),
            Self::Held { spool, .. } => spool.flush(),
        }
    }
}

/// Makes of releases what the writer would write that it comes from, on any thread.
#[derive(Clone, Debug)]
pub(crate) enum Encoder {
    Csv(dateline_csv::Encoder),
    Native(dateline_json::native::Encoder, &'static str),
    Feed(Box<(dateline_json::feed::Encoder, Channel)>),
    Rss(Box<(dateline_xml::rss::Encoder, Channel)>),
}

/// What an encoder made of releases, as it stands in the output.
#[derive(Debug, Default)]
pub(crate) struct Encoded {
    text: String,
    bytes: Vec<u8>,
    releases: u64,
}

impl Encoded {
    pub(crate) fn clear(&mut self) {
        self.text.clear();
        self.bytes.clear();
        self.releases = 0;
    }

    /// Which of the two it is, its encoder knows.
    fn as_bytes(&self) -> &[u8] {
        if self.bytes.is_empty() {
            self.text.as_bytes()
        } else {
            &self.bytes
        }
    }
}

impl Encoder {
    /// Appends a release behind those that were encoded, unless it is withheld.
    pub(crate) fn encode(
        &self,
        release: &Release<'_>,
        out: &mut Encoded,
        findings: &mut Vec<Finding>,
    ) -> Written {
        let Encoded {
            text,
            bytes,
            releases,
        } = out;
        /// An item of a feed, behind what separates it from the one before.
        macro_rules! item {
            ($encoder:ident, $channel:ident, $separator:expr) => {{
                let before = text.len();
                if *releases > 0 {
                    text.push_str($separator);
                }
                let written = $encoder.item(release, $channel, text, findings);
                if written != Written::Out {
                    text.truncate(before);
                }
                written
            }};
        }
        let written = match self {
            Self::Csv(encoder) => encoder.encode(release, findings, bytes),
            Self::Native(encoder, separator) => {
                if *releases > 0 {
                    bytes.extend_from_slice(separator.as_bytes());
                }
                encoder.encode(release, bytes, findings)
            }
            Self::Feed(feed) => {
                let (encoder, channel) = &**feed;
                item!(encoder, channel, dateline_json::feed::Encoder::SEPARATOR)
            }
            Self::Rss(feed) => {
                let (encoder, channel) = &**feed;
                item!(encoder, channel, dateline_xml::rss::Encoder::SEPARATOR)
            }
        };
        *releases += u64::from(written == Written::Out);
        written
    }
}

/// A writer of any format.
#[derive(Debug)]
pub(crate) enum Writer {
    Csv(dateline_csv::Writer<Target>),
    Native(dateline_json::native::Writer<Target>),
    Feed(Box<dateline_json::feed::Writer<Target>>),
    Rss(Box<dateline_xml::rss::Writer<Target>>),
    Atom(Box<dateline_xml::atom::Writer<Target>>),
}

impl Writer {
    pub(crate) fn new(
        to: OutputFormat,
        target: Target,
        channel: &Channel,
        style: &Style,
        table: Table,
    ) -> io::Result<Self> {
        use dateline_csv::Delimiter;
        use dateline_json::native::Layout;
        let Style {
            spelling,
            foreign,
            as_of,
            clean,
        } = *style;
        Ok(match to {
            OutputFormat::Csv | OutputFormat::Tsv => {
                let own = if to == OutputFormat::Tsv {
                    Delimiter::Tab
                } else {
                    Delimiter::Comma
                };
                let writer = dateline_csv::Writer::new(target)?.spelling(spelling);
                let writer = writer.delimiter(table.delimiter.unwrap_or(own));
                Self::Csv(writer.excel(table.excel))
            }
            OutputFormat::Json => {
                Self::Native(dateline_json::native::Writer::new(target)?.spelling(spelling))
            }
            OutputFormat::Ndjson => {
                let writer = dateline_json::native::Writer::new(target)?;
                Self::Native(writer.layout(Layout::Lines).spelling(spelling))
            }
            OutputFormat::JsonFeed => {
                let writer = dateline_json::feed::Writer::new(target, channel)?;
                let writer = writer.spelling(spelling).foreign(foreign);
                Self::Feed(Box::new(writer.as_of(as_of).clean(clean)))
            }
            OutputFormat::Rss => {
                let writer = dateline_xml::rss::Writer::new(target, channel)?;
                let writer = writer.spelling(spelling).foreign(foreign);
                Self::Rss(Box::new(writer.as_of(as_of).clean(clean)))
            }
            OutputFormat::Atom => {
                let writer = dateline_xml::atom::Writer::new(target, channel)?;
                let writer = writer.spelling(spelling).foreign(foreign);
                Self::Atom(Box::new(writer.as_of(as_of).clean(clean)))
            }
        })
    }

    pub(crate) fn write(
        &mut self,
        release: &Release<'_>,
        findings: &mut Vec<Finding>,
    ) -> io::Result<Written> {
        match self {
            Self::Csv(writer) => writer.write(release, findings),
            Self::Native(writer) => writer.write(release, findings),
            Self::Feed(writer) => writer.write(release, findings),
            Self::Rss(writer) => writer.write(release, findings),
            Self::Atom(writer) => writer.write(release, findings),
        }
    }

    /// What makes of releases what it would write, where each stands by itself: an entry of Atom has
    /// to differ from those before it in the moment at which it changed.
    pub(crate) fn encoder(&self, channel: &Channel) -> Option<Encoder> {
        let channel = || channel.clone();
        Some(match self {
            Self::Csv(writer) => Encoder::Csv(writer.encoder()),
            Self::Native(writer) => Encoder::Native(writer.encoder(), writer.separator()),
            Self::Feed(writer) => Encoder::Feed(Box::new((writer.encoder().clone(), channel()))),
            Self::Rss(writer) => Encoder::Rss(Box::new((writer.encoder().clone(), channel()))),
            Self::Atom(_) => return None,
        })
    }

    /// Writes what its encoder made, behind what was written.
    pub(crate) fn append(&mut self, encoded: &Encoded) -> io::Result<()> {
        if encoded.releases == 0 {
            return Ok(());
        }
        let bytes = encoded.as_bytes();
        match self {
            Self::Csv(writer) => writer.append(bytes, encoded.releases),
            Self::Native(writer) => writer.append(bytes),
            Self::Feed(writer) => writer.append(bytes),
            Self::Rss(writer) => writer.append(bytes),
            // It has no encoder.
            Self::Atom(_) => Ok(()),
        }
    }

    pub(crate) fn finish(self, findings: &mut Vec<Finding>) -> io::Result<Target> {
        match self {
            Self::Csv(writer) => writer.finish(findings),
            Self::Native(writer) => writer.finish(findings),
            Self::Feed(writer) => writer.finish(findings),
            Self::Rss(writer) => writer.finish(findings),
            Self::Atom(writer) => writer.finish(findings),
        }
    }
}
