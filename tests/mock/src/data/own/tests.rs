use super::*;

#[test]
fn tree_paths_count_as_richie_does() {
    assert_eq!(path_step(0), "0001");
    assert_eq!(path_step(9), "000A");
    assert_eq!(path_step(35), "0010");
}
