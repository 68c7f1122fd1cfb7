//! Compressed neighbours: `app.css` also as `app.css.br` and `app.css.gz`.
use crate::folder::files;
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
pub(super) fn all(folder: &Path) -> Result<BTreeMap<String, Size>> {
    let files = files(folder)?;
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

fn one(path: &Path) -> Result<Size> {
    let content = fs::read(path)?;
    let raw = content.len();
    let kind = path.extension().map(|extension| extension.to_string_lossy().into_owned()).unwrap_or_default();
    if !KINDS.contains(&kind.as_str()) {
        return Ok(Size { raw, gzip: raw, brotli: raw });
    }
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gzip.write_all(&content)?;
    let gzip = gzip.finish()?;
    let mut brotli = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 24, size_hint: raw, ..Default::default() };
    brotli::BrotliCompress(&mut content.as_slice(), &mut brotli, &parameters)?;
    let size = Size { raw, gzip: gzip.len().min(raw), brotli: brotli.len().min(raw) };
    for (compressed, end) in [(gzip, "gz"), (brotli, "br")] {
        // a tiny file can grow: then it is served as it is
        if compressed.len() < raw {
            fs::write(path.with_extension(format!("{kind}.{end}")), compressed)?;
        }
    }
    Ok(size)
}
