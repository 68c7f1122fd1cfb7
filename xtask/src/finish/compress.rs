//! Compressed neighbours: `app.css` also as `app.css.br` and `app.css.gz`.
use crate::{command, folder::files, project::Project};
use anyhow::{Result, anyhow};
use std::{collections::BTreeMap, fs, io::Write, path::Path};

/// Files that shrink; pictures are compressed by themselves.
const KINDS: [&str; 10] = ["html", "css", "js", "mjs", "wasm", "json", "svg", "txt", "xml", "webmanifest"];

/// Bytes of a file: as it is, by gzip 9, by brotli 11.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) struct Size {
    /// As it is.
    pub(crate) raw: usize,
    /// By gzip at its best.
    pub(crate) gzip: usize,
    /// By brotli at its best.
    pub(crate) brotli: usize,
}

impl std::ops::Add for Size {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self { raw: self.raw + other.raw, gzip: self.gzip + other.gzip, brotli: self.brotli + other.brotli }
    }
}

impl std::iter::Sum for Size {
    fn sum<I: Iterator<Item = Self>>(sizes: I) -> Self {
        sizes.fold(Self::default(), |all, size| all + size)
    }
}

/// Compresses what shrinks, and gives the sizes of all files.
///
/// # Errors
/// When a file cannot be read or written.
pub(super) fn all(project: &Project, folder: &Path) -> Result<BTreeMap<String, Size>> {
    let files = files(folder)?;
    brotli(project, folder, &files)?;
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        let running: Vec<_> = (0..workers)
            .map(|hand| {
                let mine = files.iter().skip(hand).step_by(workers);
                scope
                    .spawn(|| mine.map(|file| Ok((file.clone(), one(&folder.join(file))?))).collect::<Result<Vec<_>>>())
            })
            .collect();
        let mut sizes = BTreeMap::new();
        for worker in running {
            sizes.extend(worker.join().map_err(|_panic| anyhow!("compressing stopped"))??);
        }
        Ok(sizes)
    })
}

/// The ending of a file that shrinks.
fn kind(path: &Path) -> Option<&'static str> {
    let extension = path.extension()?.to_str()?;
    KINDS.into_iter().find(|kind| *kind == extension)
}

/// By brotli, in Node: its encoder is the reference's own, several times as fast, and takes the settings that make files smaller.
fn brotli(project: &Project, folder: &Path, files: &[String]) -> Result<()> {
    let mut node = project.program("node");
    node.arg(project.path("xtask/src/finish/brotli.mjs"));
    node.args(files.iter().map(|file| folder.join(file)).filter(|path| kind(path).is_some()));
    command::run(&mut node)
}

fn one(path: &Path) -> Result<Size> {
    let content = fs::read(path)?;
    let raw = content.len();
    let Some(kind) = kind(path) else {
        return Ok(Size { raw, gzip: raw, brotli: raw });
    };
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gzip.write_all(&content)?;
    let gzip = gzip.finish()?;
    let brotli = path.with_extension(format!("{kind}.br"));
    let size =
        |path: &Path| Ok::<usize, std::io::Error>(usize::try_from(fs::metadata(path)?.len()).unwrap_or(usize::MAX));
    let size = Size { raw, gzip: gzip.len().min(raw), brotli: size(&brotli)?.min(raw) };
    // a tiny file can grow: then it is served as it is
    if gzip.len() < raw {
        fs::write(path.with_extension(format!("{kind}.gz")), gzip)?;
    }
    if size.brotli == raw {
        fs::remove_file(brotli)?;
    }
    Ok(size)
}
