//! Every step on the file system, so that an error says what was tried on which file, and so that
//! tests can let any step fail or be the last.

use std::fs::{self, File};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::StageError;

/// Whether the system can let two folders change places in one step.
pub(super) const CAN_EXCHANGE: bool = cfg!(any(
    target_os = "linux",
    target_os = "android",
    target_vendor = "apple"
));

/// Whether one call brings a whole file system to disk, so that files need no call each.
const SYNCS_ALL: bool = cfg!(any(target_os = "linux", target_os = "android"));

/// Does one step. `tried` is the verb of the error.
pub(super) fn attempt<T>(
    tried: &'static str,
    path: &Path,
    step: impl FnOnce() -> io::Result<T>,
) -> Result<T, StageError> {
    #[cfg(test)]
    let step = || super::tests::faults::before(tried, path).and_then(|()| step());
    step().map_err(|source| StageError::Io {
        tried,
        path: path.to_owned(),
        source,
    })
}

/// What stands there, a link for itself; `None` where nothing does.
pub(super) fn look(path: &Path) -> Result<Option<fs::Metadata>, StageError> {
    attempt("look at", path, || absent(fs::symlink_metadata(path)))
}

/// `None` in place of the errors that say that there is nothing.
pub(super) fn absent<T>(result: io::Result<T>) -> io::Result<Option<T>> {
    match result {
        Ok(found) => Ok(Some(found)),
        Err(error)
            if [io::ErrorKind::NotFound, io::ErrorKind::NotADirectory].contains(&error.kind()) =>
        {
            Ok(None)
        }
        Err(error) => Err(error),
    }
}

pub(super) fn read(path: &Path) -> Result<Vec<u8>, StageError> {
    attempt("read", path, || fs::read(path))
}

/// Makes a file, which must not be there yet: one that is could be a hard link into the old set.
pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<File, StageError> {
    let mut file = attempt("make the file", path, || {
        File::options().write(true).create_new(true).open(path)
    })?;
    attempt("write", path, || {
        file.write_all(bytes)?;
        if SYNCS_ALL { Ok(()) } else { flush(&file) }
    })?;
    Ok(file)
}

/// Whether a file of the same size has the same bytes.
pub(super) fn equals(path: &Path, bytes: &[u8]) -> Result<bool, StageError> {
    attempt("read", path, || {
        let mut file = File::open(path)?;
        let mut buffer = vec![0; bytes.len().clamp(1, 1 << 16)];
        let mut rest = bytes;
        loop {
            let read = match file.read(&mut buffer) {
                Ok(0) => return Ok(rest.is_empty()),
                Ok(read) => read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            let Some(behind) = buffer
                .get(..read)
                .and_then(|found| rest.strip_prefix(found))
            else {
                return Ok(false);
            };
            rest = behind;
        }
    })
}

/// Gives a file a second name. Where the file system has none to give (FAT, another file system,
/// too many already, a file of another user), it is copied with its times and permissions, and the
/// answer is `false`.
pub(super) fn link(from: &Path, to: &Path) -> Result<bool, StageError> {
    if attempt("link", to, || fs::hard_link(from, to)).is_ok() {
        return Ok(true);
    }
    // Whatever was wrong with the link: what is wrong with the copy, too, is worth saying.
    copy(from, to).map(|()| false)
}

/// A copy with the times and permissions of its original.
pub(super) fn copy(from: &Path, to: &Path) -> Result<(), StageError> {
    attempt("copy", from, || {
        let meta = fs::symlink_metadata(from)?;
        if !meta.is_file() {
            return Err(io::Error::from(io::ErrorKind::Unsupported));
        }
        let mut source = File::open(from)?;
        let mut target = File::options().write(true).create_new(true).open(to)?;
        io::copy(&mut source, &mut target)?;
        let mut times = fs::FileTimes::new().set_modified(meta.modified()?);
        if let Ok(accessed) = meta.accessed() {
            times = times.set_accessed(accessed);
        }
        target.set_times(times)?;
        target.set_permissions(meta.permissions())?;
        if SYNCS_ALL { Ok(()) } else { flush(&target) }
    })
}

/// Makes a symbolic link that says what another says.
pub(super) fn copy_link(from: &Path, to: &Path) -> Result<(), StageError> {
    attempt("make the link", to, || {
        let named = fs::read_link(from)?;
        #[cfg(unix)]
        return std::os::unix::fs::symlink(named, to);
        #[cfg(windows)]
        return if fs::metadata(from).is_ok_and(|meta| meta.is_dir()) {
            std::os::windows::fs::symlink_dir(named, to)
        } else {
            std::os::windows::fs::symlink_file(named, to)
        };
    })
}

pub(super) fn make_folder(path: &Path) -> Result<(), StageError> {
    attempt("make the folder", path, || fs::create_dir(path))
}

/// Makes a folder and those above it where they are not there yet.
pub(super) fn make_folders(path: &Path) -> Result<(), StageError> {
    attempt("make the folder", path, || fs::create_dir_all(path))
}

/// Makes a folder that is nobody else's business.
pub(super) fn make_private_folder(path: &Path) -> Result<(), StageError> {
    attempt("make the folder", path, || {
        #[cfg_attr(not(unix), expect(unused_mut, reason = "only Unix has modes"))]
        let mut builder = fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(path)
    })
}

pub(super) fn rename(from: &Path, to: &Path) -> Result<(), StageError> {
    attempt("rename", from, || fs::rename(from, to))
}

/// Removes a file; that it is gone already is no error.
pub(super) fn remove(path: &Path) -> Result<(), StageError> {
    attempt("remove", path, || absent(fs::remove_file(path)).map(drop))
}

/// Removes a folder, unless something is in it, or mounted there.
pub(super) fn remove_if_empty(path: &Path) -> Result<(), StageError> {
    use io::ErrorKind::{AlreadyExists, DirectoryNotEmpty, ResourceBusy};
    attempt("remove", path, || match absent(fs::remove_dir(path)) {
        Err(error) if [AlreadyExists, DirectoryNotEmpty, ResourceBusy].contains(&error.kind()) => {
            Ok(())
        }
        done => done.map(drop),
    })
}

/// Removes a folder with everything in it; that it is gone already is no error.
pub(super) fn remove_tree(path: &Path) -> Result<(), StageError> {
    attempt("remove", path, || {
        let Some(meta) = absent(fs::symlink_metadata(path))? else {
            return Ok(());
        };
        if !meta.is_dir() {
            return fs::remove_file(path);
        }
        match fs::remove_dir_all(path) {
            // The old set may have folders in which nobody may write.
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
                for folder in WalkDir::new(path).into_iter().flatten() {
                    if folder.file_type().is_dir() {
                        open_up(folder.path());
                    }
                }
                fs::remove_dir_all(path)
            }
            done => done,
        }
    })
}

/// Lets the owner of a folder write in it. That it failed shows in what is done next.
pub(super) fn open_up(folder: &Path) {
    #[cfg(unix)]
    if let Ok(meta) = fs::symlink_metadata(folder) {
        use std::os::unix::fs::PermissionsExt as _;
        let mut permissions = meta.permissions();
        permissions.set_mode(permissions.mode() | 0o700);
        let _ = fs::set_permissions(folder, permissions);
    }
    #[cfg(not(unix))]
    let _ = folder;
}

/// Lets two folders change places in one step. `false` where the system, the file system or the
/// place (a mount point) has no such step.
pub(super) fn exchange(one: &Path, other: &Path) -> Result<bool, StageError> {
    attempt("exchange", other, || {
        #[cfg(test)]
        if super::tests::faults::no_exchange() {
            return Ok(false);
        }
        #[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
        {
            use rustix::fs::{CWD, RenameFlags, renameat_with};
            use rustix::io::Errno;
            match renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE) {
                Ok(()) => Ok(true),
                Err(error)
                    if [
                        Errno::INVAL,
                        Errno::NOSYS,
                        Errno::NOTSUP,
                        Errno::OPNOTSUPP,
                        Errno::BUSY,
                        Errno::XDEV,
                    ]
                    .contains(&error) =>
                {
                    Ok(false)
                }
                Err(error) => Err(error.into()),
            }
        }
        #[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
        {
            let _ = one;
            Ok(false)
        }
    })
}

/// A folder of which all is to be on disk at some time. It is opened before anything is written, so
/// that an error of writing that the system meets later, on its own, is told at the end.
#[derive(Debug)]
pub(super) struct Watched {
    path: PathBuf,
    #[cfg(any(target_os = "linux", target_os = "android"))]
    opened: File,
}

impl Watched {
    #[cfg_attr(
        not(any(target_os = "linux", target_os = "android")),
        expect(clippy::unnecessary_wraps, reason = "elsewhere nothing is opened")
    )]
    pub(super) fn new(path: &Path) -> Result<Self, StageError> {
        Ok(Self {
            #[cfg(any(target_os = "linux", target_os = "android"))]
            opened: attempt("open", path, || File::open(path))?,
            path: path.to_owned(),
        })
    }

    /// Waits until everything in the folder is on disk.
    pub(super) fn sync(&self) -> Result<(), StageError> {
        #[cfg(any(target_os = "linux", target_os = "android"))]
        if attempt("sync", &self.path, || {
            use rustix::io::Errno;
            match rustix::fs::syncfs(&self.opened) {
                Ok(()) => Ok(true),
                Err(Errno::NOSYS | Errno::INVAL | Errno::OPNOTSUPP) => Ok(false),
                Err(error) => Err(error.into()),
            }
        })? {
            return Ok(());
        }
        for entry in WalkDir::new(&self.path) {
            attempt("sync", &self.path, || {
                let done = entry.map_err(io::Error::from).and_then(|entry| {
                    let kind = entry.file_type();
                    // Where files need a call each they had it when they were written.
                    if (kind.is_dir() && !cfg!(windows)) || (kind.is_file() && SYNCS_ALL) {
                        flush(&File::open(entry.path())?)
                    } else {
                        Ok(())
                    }
                });
                match done {
                    // What this user may not read this run has not written.
                    Err(error) if error.kind() == io::ErrorKind::PermissionDenied => Ok(()),
                    done => done,
                }
            })?;
        }
        sync_folder(&self.path)
    }
}

/// Hands a file or folder to the disk. On Apple's systems the disk may keep it in its memory until
/// it is told to write all of it, which takes long and is enough once, at the end.
fn flush(file: &File) -> io::Result<()> {
    #[cfg(target_vendor = "apple")]
    return Ok(rustix::fs::fsync(file)?);
    #[cfg(not(target_vendor = "apple"))]
    file.sync_all()
}

/// Waits until the names in a folder are on disk, and what was handed to the disk before. Windows has no such call for folders.
pub(super) fn sync_folder(folder: &Path) -> Result<(), StageError> {
    attempt("sync", folder, || {
        if cfg!(windows) {
            Ok(())
        } else {
            File::open(folder)?.sync_all()
        }
    })
}

/// Whether something else than the folder that it stands in is mounted there.
#[cfg(unix)]
pub(super) fn is_mounted(path: &Path, parent: &Path) -> Result<bool, StageError> {
    use std::os::unix::fs::MetadataExt as _;
    attempt("look at", path, || {
        #[cfg(test)]
        if super::tests::faults::is_mounted(path) {
            return Ok(true);
        }
        #[cfg(any(target_os = "linux", target_os = "android"))]
        {
            use rustix::fs::{AtFlags, CWD, StatxAttributes, StatxFlags, statx};
            // A folder bound to another place may be on the same device. Linux before 5.8 does not
            // say; then the devices decide.
            let flags = AtFlags::SYMLINK_NOFOLLOW | AtFlags::NO_AUTOMOUNT;
            if statx(CWD, path, flags, StatxFlags::empty())
                .is_ok_and(|found| found.stx_attributes.contains(StatxAttributes::MOUNT_ROOT))
            {
                return Ok(true);
            }
        }
        Ok(fs::symlink_metadata(path)?.dev() != fs::symlink_metadata(parent)?.dev())
    })
}

/// Nothing is exchanged here, so that nobody needs to know.
#[cfg(not(unix))]
pub(super) fn is_mounted(path: &Path, _: &Path) -> Result<bool, StageError> {
    attempt("look at", path, || {
        #[cfg(test)]
        return Ok(super::tests::faults::is_mounted(path));
        #[cfg(not(test))]
        Ok(false)
    })
}

/// Gives a folder or file of the new set the owner, group and permissions of its place in the old one.
/// `false` where this user may not give it away.
#[cfg(unix)]
pub(super) fn take_over(folder: &Path, old: &Path) -> Result<bool, StageError> {
    use std::os::unix::fs::{MetadataExt as _, chown};
    attempt("set the permissions of", folder, || {
        let (have, want) = (fs::symlink_metadata(folder)?, fs::symlink_metadata(old)?);
        let owner = (want.uid() != have.uid()).then_some(want.uid());
        let group = (want.gid() != have.gid()).then_some(want.gid());
        let stays = owner.is_none() && group.is_none();
        let given = stays || chown(folder, owner, group).is_ok();
        // A new owner costs a folder some of its bits.
        if !stays || have.permissions() != want.permissions() {
            fs::set_permissions(folder, want.permissions())?;
        }
        Ok(given)
    })
}

/// There is nothing to take over here.
#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "Unix has to ask")]
pub(super) fn take_over(_: &Path, _: &Path) -> Result<bool, StageError> {
    Ok(true)
}

/// Whether two files are one, or one is a copy of the other that nobody has changed since.
pub(super) fn is_same(one: &Path, other: &Path) -> Result<bool, StageError> {
    attempt("look at", one, || {
        let (first, second) = (fs::symlink_metadata(one)?, fs::symlink_metadata(other)?);
        if first.is_symlink() && second.is_symlink() {
            return Ok(fs::read_link(one)? == fs::read_link(other)?);
        }
        Ok(first.file_type() == second.file_type()
            && first.len() == second.len()
            && first.modified()? == second.modified()?)
    })
}
