//! Puts the files of `data/` into the program, whatever their number.
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").ok_or(io::ErrorKind::NotFound)?);
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?);
    let mut code = String::new();
    for name in ["subjects", "levels", "licences", "organizations", "people"] {
        constant(&mut code, name, &root.join("data").join(format!("{name}.json")))?;
    }
    let mut courses: Vec<PathBuf> = fs::read_dir(root.join("data/courses"))?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<io::Result<_>>()?;
    courses.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    courses.sort();
    code.push_str("/// One file for each theme.\npub(crate) const COURSES: &[(&str, &str)] = &[\n");
    for path in &courses {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        writeln!(code, "    ({name:?}, include_str!({:?})),", path.to_string_lossy()).map_err(io::Error::other)?;
    }
    code.push_str("];\n");
    lms(&mut code, &root.join("data/lms"))?;
    fs::write(out.join("files.rs"), code)?;
    // Standard output is how a build script talks to Cargo.
    io::Write::write_all(
        &mut io::stdout(),
        format!("cargo::rerun-if-changed={}\n", root.join("data").display()).as_bytes(),
    )
}

fn constant(code: &mut String, name: &str, path: &Path) -> io::Result<()> {
    let (constant, path) = (name.to_uppercase(), path.to_string_lossy());
    writeln!(code, "/// `{name}.json`\npub(crate) const {constant}: &str = include_str!({path:?});")
        .map_err(io::Error::other)
}

/// Courses of the LMS: each folder's name, its texts and its other files by their paths.
fn lms(code: &mut String, folder: &Path) -> io::Result<()> {
    code.push_str("/// One folder for each course of the LMS.\npub(crate) const LMS: &[LmsFolder] = &[\n");
    for course in sorted(folder)?.into_iter().filter(|path| path.join("course.json").is_file()) {
        writeln!(code, "    LmsFolder {{ name: {:?}, texts: &[", name(&course)).map_err(io::Error::other)?;
        let mut others = String::new();
        for part in sorted(&course)?.into_iter().chain(sorted(&course.join("units"))?) {
            let path = part.to_string_lossy();
            match part.extension().and_then(|extension| extension.to_str()) {
                Some("json" | "html" | "unit") => {
                    writeln!(code, "        ({:?}, include_str!({path:?})),", name(&part)).map_err(io::Error::other)?;
                }
                Some(_) => {
                    writeln!(others, "        ({:?}, include_bytes!({path:?})),", name(&part))
                        .map_err(io::Error::other)?;
                }
                None => {}
            }
        }
        writeln!(code, "    ], files: &[\n{others}    ] }},").map_err(io::Error::other)?;
    }
    code.push_str("];\n");
    Ok(())
}

fn sorted(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<io::Result<_>>()?;
    paths.sort();
    Ok(paths)
}

fn name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}
