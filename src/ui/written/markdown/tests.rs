use super::html;

fn is(raw: &str, expected: &str) {
    assert_eq!(html(raw), expected, "{raw}");
}

#[test]
fn words_are_stressed_strong_and_struck() {
    is("Un *mot*, un **autre**, ~~non~~.", "<p>Un <em>mot</em>, un <strong>autre</strong>, <del>non</del>.</p>");
    is("***les deux***", "<p><strong><em>les deux</em></strong></p>");
    is("snake_case_name et _ici_", "<p>snake_case_name et <em>ici</em></p>");
    is("2 * 3 * 4", "<p>2 * 3 * 4</p>");
    is("*ouvert", "<p>*ouvert</p>");
    is("\\*pas\\*", "<p>*pas*</p>");
}

#[test]
fn a_line_break_is_none_and_two_spaces_are_one() {
    is("un\ndeux", "<p>un\ndeux</p>");
    is("un  \ndeux", "<p>un<br>\ndeux</p>");
}

#[test]
fn code_is_left_alone() {
    is("`<b> & *x*`", "<p><code>&lt;b&gt; &amp; *x*</code></p>");
    is("``a ` b``", "<p><code>a ` b</code></p>");
    is("    let a = 1;\n\n    b", "<pre><code>let a = 1;\n\nb\n</code></pre>");
    is(
        "```rust\nlet a = \"*b*\";\n```\nfin",
        "<pre data-language=\"rust\"><code>let a = &quot;*b*&quot;;\n</code></pre><p>fin</p>",
    );
    is("```\nsans fin", "<pre><code>sans fin\n</code></pre>");
}

#[test]
fn formulas_are_left_alone() {
    is("Si $a*b*c$ et \\(x_i\\).", "<p>Si $a*b*c$ et \\(x_i\\).</p>");
    is("5 $ et 7 $ de *plus*", "<p>5 $ et 7 $ de <em>plus</em></p>");
}

#[test]
fn blocks_have_their_elements() {
    is("# Titre #\n\ntexte", "<h1>Titre</h1><p>texte</p>");
    is("Titre\n=====\n\nAutre\n-----", "<h1>Titre</h1><h2>Autre</h2>");
    is("> cité\n> encore\n\nréponse", "<blockquote><p>cité\nencore</p></blockquote><p>réponse</p>");
    is("a\n\n---\n\nb", "<p>a</p><hr><p>b</p>");
}

#[test]
fn lists_nest_by_four_spaces() {
    is("- a\n- b\n    - c\n- d", "<ul><li>a</li><li>b<ul><li>c</li></ul></li><li>d</li></ul>");
    is("3. trois\n4. quatre", "<ol start=\"3\"><li>trois</li><li>quatre</li></ol>");
    is("Liste :\n- un\n- deux", "<p>Liste :</p><ul><li>un</li><li>deux</li></ul>");
    is("- a\n\n    suite\n\n- b", "<ul><li><p>a</p><p>suite</p></li><li>b</li></ul>");
}

#[test]
fn links_and_pictures_have_their_addresses() {
    is("[ici](https://a.example/x_(y)) !", "<p><a href=\"https://a.example/x_(y)\">ici</a> !</p>");
    is("![Une *vue*](/m/a.png \"t\")", "<p><img src=\"/m/a.png\" alt=\"Une *vue*\"></p>");
    is(
        "[a][b] et [b]\n\n[b]: https://b.example",
        "<p><a href=\"https://b.example\">a</a> et <a href=\"https://b.example\">b</a></p>",
    );
    is("Voir https://a.example/b?c=1.", "<p>Voir <a href=\"https://a.example/b?c=1\">https://a.example/b?c=1</a>.</p>");
    is("<https://a.example>", "<p><a href=\"https://a.example\">https://a.example</a></p>");
    is("[seul] (pas un lien)", "<p>[seul] (pas un lien)</p>");
}

#[test]
fn tables_are_tables() {
    is(
        "| a | b |\n| - | - |\n| 1 | *2* |",
        "<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1</td><td><em>2</em></td></tr></tbody></table>",
    );
}

#[test]
fn markup_goes_through_for_who_makes_it_safe() {
    is("a <b>b</b> &lt; &copy; 1 < 2 & 3", "<p>a <b>b</b> &lt; &copy; 1 &lt; 2 &amp; 3</p>");
    is("<p onclick=\"x\">\nok</p>\n\nfin", "<p onclick=\"x\">\nok</p>\n<p>fin</p>");
}

/// Pieces of everything that means something, put together at random; the same each time.
fn texts() -> impl Iterator<Item = String> {
    const PIECES: [&str; 34] = [
        "*",
        "**",
        "_",
        "__",
        "~~",
        "`",
        "``",
        "[",
        "]",
        "](",
        ")",
        "![",
        "(",
        "\n",
        "\n\n",
        "> ",
        "- ",
        "1. ",
        "    ",
        "# ",
        "```\n",
        "$",
        "$$",
        "\\(",
        "\\)",
        "\\",
        "| a |",
        "\n| - |\n",
        "mot",
        "é😄",
        " ",
        "&",
        "https://a.example",
        "---\n",
    ];
    let mut seed = 7_u32;
    (0..3000).map(move |_| {
        let mut text = String::new();
        for _ in 0..40 {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            text.push_str(PIECES[usize::try_from(seed >> 16).unwrap() % PIECES.len()]);
        }
        text
    })
}

/// Opening and closing tags, in pairs; void ones alone.
fn is_balanced(html: &str) -> bool {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = html;
    while let Some((_, after)) = rest.split_once('<') {
        let Some((tag, next)) = after.split_once('>') else { return false };
        rest = next;
        let name = tag.trim_start_matches('/').split(' ').next().unwrap();
        if matches!(name, "br" | "hr" | "img") {
            continue;
        }
        if tag.starts_with('/') {
            if open.pop() != Some(name) {
                return false;
            }
        } else {
            open.push(name);
        }
    }
    open.is_empty()
}

#[test]
fn whatever_is_written_comes_out_balanced() {
    for text in texts() {
        let html = html(&text);
        assert!(is_balanced(&html), "{text:?}\n{html}");
    }
}

#[test]
fn what_was_rendered_is_html_and_stays_as_it_is() {
    for text in texts() {
        let once = html(&text);
        assert_eq!(crate::ui::written_html(&once), once, "{text:?}");
    }
}

#[test]
fn bombs_take_no_longer_than_words() {
    for piece in [
        "[", "*", "**a", "_a ", "> ", "(", "`", "`` ` ", "](", "![", "[a](", "$a ", "\\(", "<a ", "- ", "|", "&",
        "~~a", "1. ", "***a*",
    ] {
        let text = piece.repeat(100_000 / piece.len());
        let html = html(&text);
        assert!(html.len() < 3_000_000, "{piece}: {}", html.len());
        let lines = [piece, "\n"].concat().repeat(20_000);
        assert!(!super::html(&lines).is_empty());
    }
}
