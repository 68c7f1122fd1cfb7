use super::*;

#[test]
fn reads_what_json_is() {
    let read = read("\u{20}{\"a\": [1, -2.5e1, true, null, \"\\u00e9\\ud83d\\ude00\\n/\"], \"b\": {}}\n").unwrap();
    let Json::Object(members) = &read else { panic!("an object") };
    let list = members.get("a").unwrap().as_list();
    assert_eq!(list[..4], [Json::Number(1.0), Json::Number(-25.0), Json::Bool(true), Json::Null]);
    assert_eq!(list[4].as_str(), Some("é😀\n/"));
    assert_eq!(members.get("b"), Some(&Json::Object(Members::default())));
}

#[test]
fn refuses_what_readers_could_see_differently() {
    for text in [
        "",
        "{",
        "{\"a\":1,\"a\":2}",
        "{\"a\":1,\"\\u0061\":2}",
        "[1,]",
        "{\"a\":1,}",
        "01",
        "1.",
        ".5",
        "+1",
        "1e999",
        "NaN",
        "\"\n\"",
        "\"\\x\"",
        "\"\\ud800\"",
        "\"\\udc00\"",
        "\"\\ud800\\u0041\"",
        "1 2",
        "'a'",
        "// a\n1",
    ] {
        assert!(matches!(read(text), Err(Error::Malformed(_))), "{text}");
    }
}

#[test]
fn goes_no_deeper_than_a_stack_bears() {
    let nested = |levels: usize| "[".repeat(levels) + &"]".repeat(levels);
    assert!(read(&nested(65)).is_ok());
    assert!(read(&nested(66)).is_err());
    assert!(read(&"[".repeat(1_000_000)).is_err());
}

#[test]
fn the_order_of_members_does_not_matter_to_sameness() {
    let both = |left, right| read(left).unwrap().same(&read(right).unwrap());
    assert!(both(r#"{"a":[{"b":1,"c":2}],"d":3}"#, r#"{"d":3,"a":[{"c":2,"b":1}]}"#));
    assert!(!both(r#"{"a":1}"#, r#"{"a":1,"b":2}"#));
    assert!(!both("[1,2]", "[2,1]"));
}
