//! A certificate as a file: one page with a few lines.

/// A PDF of these lines.
pub(crate) fn page(lines: &[&str]) -> Vec<u8> {
    let shown: String = lines.iter().map(|line| ["(", &text(line), ") Tj T*\n"].concat()).collect();
    let content = ["BT /F1 24 Tf 72 720 Td 36 TL\n", &shown, "ET\n"].concat();
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R /Lang (fr) >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>"
            .to_owned(),
        format!("<< /Length {} >>\nstream\n{content}endstream", content.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned(),
    ];
    let mut file = "%PDF-1.4\n".to_owned();
    let mut table = "0000000000 65535 f \n".to_owned();
    for (number, object) in (1..).zip(&objects) {
        let entry = format!("{:010} 00000 n \n", file.len());
        table.push_str(&entry);
        let object = format!("{number} 0 obj\n{object}\nendobj\n");
        file.push_str(&object);
    }
    let (start, count) = (file.len(), objects.len() + 1);
    let end = format!("xref\n0 {count}\n{table}trailer\n<< /Size {count} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n");
    file.push_str(&end);
    file.into_bytes()
}

/// A text in the encoding of the font: what it does not have becomes a question mark.
fn text(line: &str) -> String {
    let in_font = |character| match character {
        '(' | ')' | '\\' => ['\\', character].iter().collect(),
        '’' => "\\222".to_owned(),
        ' '..='~' => String::from(character),
        '\u{a0}'..='\u{ff}' => format!("\\{:03o}", u32::from(character)),
        _ => "?".to_owned(),
    };
    line.chars().map(in_font).collect::<Vec<_>>().concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn its_table_says_where_its_parts_are() {
        let file = String::from_utf8(page(&["Attestation (délivrée)", "日本"])).unwrap();
        assert!(file.contains("(Attestation \\(d\\351livr\\351e\\)) Tj") && file.contains("(??) Tj"));
        let start: usize = file.split("startxref\n").nth(1).unwrap().lines().next().unwrap().parse().unwrap();
        let (_, table) = file.split_at(start);
        assert!(table.starts_with("xref\n"));
        for (number, line) in (1..6).zip(table.lines().skip(3)) {
            let (_, object) = file.split_at(line.get(..10).unwrap().parse().unwrap());
            assert!(object.starts_with(&format!("{number} 0 obj")), "{line}");
        }
    }
}
