use super::*;

fn planned(splits: &[(&str, &[&str])], sizes: &[(&str, usize)]) -> (Vec<Vec<String>>, BTreeMap<String, Ways<usize>>) {
    let splits = splits
        .iter()
        .map(|(split, modules)| ((*split).to_owned(), modules.iter().map(|module| (*module).to_owned()).collect()))
        .collect();
    let sizes = sizes.iter().map(|(module, size)| ((*module).to_owned(), *size)).collect();
    let plan = plan(&splits, &sizes);
    (plan.files.into_iter().map(|file| file.into_iter().collect()).collect(), plan.ways)
}

#[test]
fn what_a_visit_shares_is_fetched_once() {
    let (files, ways) = planned(
        &[("account", &["a"]), ("dashboard", &["a", "d", "x"]), ("forum", &["f"]), ("learn", &["l", "x"])],
        &[("a", 9_000), ("d", 90_000), ("f", 90_000), ("l", 90_000), ("x", 50_000)],
    );
    assert_eq!(files, [["a"], ["d"], ["x"], ["f"], ["l"]]);
    assert_eq!(ways["account"].alone, [0]);
    assert_eq!(ways["dashboard"].alone, [0, 1, 2]);
    assert_eq!(ways["learn"].alone, [0, 2, 4]);
}

#[test]
fn what_all_of_it_needs_comes_with_the_account() {
    let (files, ways) = planned(
        &[("account", &["a"]), ("dashboard", &["d", "x"]), ("learn", &["l", "x"])],
        &[("a", 9_000), ("d", 90_000), ("l", 90_000), ("x", 50_000)],
    );
    assert_eq!(files, [vec!["a", "x"], vec!["d"], vec!["l"]]);
    assert_eq!((&ways["account"].alone, &ways["learn"].alone), (&vec![0], &vec![0, 2]));
}

#[test]
fn little_is_fetched_in_vain() {
    let (files, ways) = planned(&[("dashboard", &["d", "x"]), ("learn", &["x"])], &[("d", 50), ("x", 90_000)]);
    assert_eq!(files, [["d", "x"]]);
    assert_eq!(ways["learn"].alone, ways["dashboard"].alone);
}

#[test]
fn who_stands_alone_has_a_file_of_its_own() {
    let (files, ways) = planned(
        &[("course", &["c", "x"]), ("about", &["x"]), ("learn", &["x", "l"])],
        &[("c", 9_000), ("l", 90_000), ("x", 9_000)],
    );
    assert_eq!(files, [vec!["l", "x"], vec!["x"], vec!["c", "x"]]);
    assert_eq!((&ways["about"].alone, &ways["course"].alone), (&vec![1], &vec![2]));
}

#[test]
fn who_comes_from_another_fetches_what_is_not_there_yet() {
    let (files, ways) = planned(
        &[("account", &["a"]), ("forum", &["f"]), ("learn", &["l", "x"]), ("learn_dates", &["d", "x"])],
        &[("a", 5), ("d", 9_000), ("f", 9_000), ("l", 90_000), ("x", 9_000)],
    );
    assert_eq!(files, [vec!["a"], vec!["f"], vec!["l", "x"], vec!["d", "x"], vec!["d"]]);
    assert_eq!(ways["learn_dates"], Ways { alone: vec![0, 3], after: Some((vec![0, 2], 4)) });
}

#[test]
fn what_comes_after_the_account_does_without_it_for_a_visitor() {
    let (files, ways) = planned(
        &[("account", &["a", "x"]), ("enrol", &["e", "x"]), ("forum", &["f"]), ("learn", &["l"])],
        &[("a", 90_000), ("e", 9_000), ("f", 9_000), ("l", 9_000), ("x", 9_000)],
    );
    assert_eq!(files[0], ["a", "x"]);
    let Ways { alone, after } = &ways["enrol"];
    assert_eq!(files[alone[0]], ["e", "x"]);
    let (there, rest) = after.as_ref().unwrap();
    assert_eq!((there, &files[*rest]), (&vec![0], &vec!["e".to_owned()]));
}

#[test]
fn without_slices_there_is_nothing_to_fetch() {
    assert_eq!(planned(&[], &[]).0.len(), 0);
}
