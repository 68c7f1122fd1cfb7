//! Links of the guides: in the archive they lead to its own files.
use super::archive::Entry;

/// How the names of files with links end.
pub(super) const TEXT: &str = ".md";

/// What the build puts into the site lies elsewhere than in the checkout.
pub(super) fn moved(text: &str) -> String {
    text.replace("](../public/", "](../site/")
}

/// Links of guides that lead to no file and no folder of the archive, with the guide.
pub(super) fn nowhere(entries: &[Entry]) -> Vec<String> {
    let is_there = |path: &str| {
        let is_in =
            |entry: &Entry| entry.path.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        entries.iter().any(is_in)
    };
    let mut nowhere = Vec::new();
    for guide in entries.iter().filter(|entry| entry.path.ends_with(TEXT)) {
        let text = String::from_utf8_lossy(&guide.content);
        let links = text.split("](").skip(1).filter_map(|rest| rest.split([')', ' ']).next());
        for link in links.filter(|link| !link.contains(':') && !link.starts_with(['#', '/'])) {
            let path = link.split('#').next().unwrap_or_default();
            if !is_there(&joined(&guide.path, path)) {
                nowhere.push(format!("{}: {link}", guide.path));
            }
        }
    }
    nowhere
}

/// Where a link leads, from a file.
fn joined(file: &str, link: &str) -> String {
    let mut parts: Vec<&str> = file.split('/').collect();
    parts.pop();
    for part in link.split('/').filter(|part| !part.is_empty() && *part != ".") {
        if part == ".." {
            parts.pop();
        } else {
            parts.push(part);
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::{Entry, moved, nowhere};

    #[test]
    fn a_link_leads_to_a_file_or_a_folder_of_the_archive() {
        let guide = moved(
            "[a](b.md#c) [d](../deploy) [e](../public/e.css) [f](https://f.example/g) [h](#i) [j](../src/j.rs) [k](../README.md)",
        );
        let entries = [
            Entry::file("docs/a.md", guide.into_bytes()),
            Entry::file("docs/b.md", Vec::new()),
            Entry::file("deploy/nginx/preau.conf", Vec::new()),
            Entry::file("site/e.css", Vec::new()),
        ];
        assert_eq!(nowhere(&entries), ["docs/a.md: ../src/j.rs", "docs/a.md: ../README.md"]);
    }
}
