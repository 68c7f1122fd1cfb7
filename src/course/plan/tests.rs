use super::*;
use crate::wire::openedx::{CourseBlock, CourseBlocks};

fn key(text: &str) -> UsageKey {
    UsageKey::from(text.to_owned())
}

fn plan() -> Plan {
    let block = |id: &str, kind, children: &[&str]| {
        let children = children.iter().map(|child| key(child)).collect();
        let hide_from_toc = Some(id == "hidden");
        let block = OutlineBlock {
            id: key(id),
            kind,
            children,
            hide_from_toc,
            display_name: id.to_uppercase(),
            ..OutlineBlock::default()
        };
        (id.to_owned(), block)
    };
    Plan::new(
        [
            block("course", BlockKind::Course, &["s1", "s2"]),
            block("s1", BlockKind::Section, &["q1", "hidden"]),
            block("s2", BlockKind::Section, &["empty", "q2", "odd"]),
            block("q1", BlockKind::Subsection, &["u1", "u2"]),
            block("hidden", BlockKind::Subsection, &["uh"]),
            block("empty", BlockKind::Subsection, &[]),
            block("q2", BlockKind::Locked, &["u3"]),
            block("odd", BlockKind::Unknown, &[]),
            block("u1", BlockKind::Unit, &[]),
            block("u2", BlockKind::Unit, &[]),
            block("uh", BlockKind::Unit, &[]),
            block("u3", BlockKind::Unit, &[]),
        ]
        .into_iter()
        .collect(),
    )
}

#[test]
fn one_goes_on_across_subsections_and_sections() {
    let plan = plan();
    let name = |place: Option<&Place>| place.map(|place| plan.title(&place.unit));
    let (previous, next) = plan.neighbours(&key("u2"));
    assert_eq!((name(previous).as_deref(), name(next).as_deref()), (Some("U1"), Some("U3")));
    assert_eq!(name(plan.neighbours(&key("u1")).0), None);
    assert_eq!(name(plan.neighbours(&key("u3")).1), None);
}

#[test]
fn what_is_reached_by_link_only_has_no_neighbours() {
    assert_eq!(plan().neighbours(&key("uh")), (None, None));
    assert_eq!(plan().unit_for(&key("uh")).map(|place| place.sequence), Some(key("hidden")));
}

#[test]
fn every_part_leads_to_a_unit() {
    let plan = plan();
    let unit = |part: &str| plan.unit_for(&key(part)).map(|place| plan.title(&place.unit));
    assert_eq!(unit("s2").as_deref(), Some("U3"));
    assert_eq!(unit("q1").as_deref(), Some("U1"));
    assert_eq!(unit("u2").as_deref(), Some("U2"));
    assert_eq!(unit("empty"), None);
    assert_eq!(plan.section_of(&key("u3")).map(|section| section.id.clone()), Some(key("s2")));
}

#[test]
fn an_older_server_tells_the_same_in_other_words() {
    let block = |id: &str, kind: &str, children: &[&str], complete| {
        let children = children.iter().map(|child| key(child)).collect();
        (id.to_owned(), CourseBlock { id: key(id), kind: kind.into(), children, complete, ..CourseBlock::default() })
    };
    let blocks = [
        block("course", "course", &["s"], false),
        block("s", "chapter", &["q"], false),
        block("q", "sequential", &["u", "v"], false),
        block("u", "vertical", &[], true),
        block("v", "vertical", &[], false),
    ];
    let plan = older::from_blocks(CourseBlocks { blocks: blocks.into_iter().collect(), ..CourseBlocks::default() });
    assert_eq!(plan.places().len(), 2);
    let section = plan.get(&key("s")).and_then(|section| section.completion_stat).unwrap();
    assert_eq!((section.completion, section.completable_children), (1.0, 2));
}
