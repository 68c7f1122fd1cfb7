//! A course as an older server tells of it. There are few of them: what reads their answers comes when one is met.
use super::Plan;
use crate::{
    api::{
        ApiError,
        lms::{self, Node, Tree},
    },
    app::{ChunkError, split_point},
    wire::openedx::{BlockKind, CompletionStat, CourseBlock, CourseBlocks, CourseKey, OutlineBlock},
};
use futures::future::LocalBoxFuture;
use std::cell::Cell;

/// What reads the answers of older servers.
#[derive(Clone, Copy)]
struct Parts {
    ask: fn(String, CourseKey) -> LocalBoxFuture<'static, Result<Plan, ApiError>>,
    last: fn(&str, &CourseKey) -> Option<Plan>,
}

split_point! {
    fn fetched() -> Parts = learn_older { Parts { ask: asked, last: kept } }
}

thread_local! {
    /// What has come.
    static PARTS: Cell<Option<Parts>> = const { Cell::new(None) };
}

/// Asks an older server for the course.
///
/// # Errors
/// Any [`ApiError`]; a file that cannot be fetched is a server that does not answer.
pub(super) async fn ask(username: &str, key: &CourseKey) -> Result<Plan, ApiError> {
    let parts = fetched().await.map_err(|ChunkError| ApiError::Unreachable)?;
    PARTS.set(Some(parts));
    (parts.ask)(username.to_owned(), key.clone()).await
}

/// The last good answer.
pub(super) fn last(username: &str, key: &CourseKey) -> Option<Plan> {
    PARTS.get().and_then(|parts| (parts.last)(username, key))
}

fn asked(username: String, key: CourseKey) -> LocalBoxFuture<'static, Result<Plan, ApiError>> {
    Box::pin(async move { lms::all_blocks(&username, &key).await.map(from_blocks) })
}

fn kept(username: &str, key: &CourseKey) -> Option<Plan> {
    lms::last_all_blocks(username, key).map(from_blocks)
}

/// The course from its blocks.
pub(super) fn from_blocks(blocks: CourseBlocks) -> Plan {
    let tree = Tree::new(blocks.blocks);
    let own = |block: &CourseBlock| (block.id.as_str().to_owned(), outline_block(&tree, block));
    Plan::new(tree.all().iter().map(own).collect())
}

fn outline_block(tree: &Tree<CourseBlock>, block: &CourseBlock) -> OutlineBlock {
    let kind = match block.kind.as_str() {
        "course" => BlockKind::Course,
        "chapter" => BlockKind::Section,
        "sequential" => BlockKind::Subsection,
        "vertical" => BlockKind::Unit,
        _ => BlockKind::Unknown,
    };
    let completion_stat = (kind == BlockKind::Section || kind == BlockKind::Subsection).then(|| {
        let (done, all) = count(tree, block);
        CompletionStat { completion: done.into(), completable_children: all }
    });
    OutlineBlock {
        id: block.id.clone(),
        kind,
        display_name: block.display_name.clone(),
        children: block.children().to_vec(),
        complete: block.complete,
        resume_block: block.resume_block,
        due: block.due.clone(),
        description: block.format.clone(),
        effort_time: block.effort_time,
        lms_web_url: Some(String::new()),
        completion_stat,
        ..OutlineBlock::default()
    }
}

/// Units that are done, of all in a part.
fn count(tree: &Tree<CourseBlock>, block: &CourseBlock) -> (u32, u32) {
    if block.kind == "vertical" {
        return (block.complete.into(), 1);
    }
    tree.children(block).map(|child| count(tree, child)).fold((0, 0), |(done, all), (more_done, more)| {
        (u32::saturating_add(done, more_done), u32::saturating_add(all, more))
    })
}
