//! Parts of a course found by key: the LMS gives a flat list, pages walk up and down.
use crate::{
    order,
    wire::{
        ByName,
        openedx::{CourseBlock, OutlineBlock, UsageKey},
    },
};

/// A part of a course with its children.
pub trait Node {
    /// Its key.
    fn key(&self) -> &UsageKey;
    /// Keys of what it holds, in the order of the course.
    fn children(&self) -> &[UsageKey];
}

impl Node for OutlineBlock {
    fn key(&self) -> &UsageKey {
        &self.id
    }

    fn children(&self) -> &[UsageKey] {
        &self.children
    }
}

impl Node for CourseBlock {
    fn key(&self) -> &UsageKey {
        &self.id
    }

    fn children(&self) -> &[UsageKey] {
        &self.children
    }
}

/// Parts of a course. Thousands of units are no burden: each step is a search in a sorted list.
#[derive(Debug, Clone, PartialEq)]
pub struct Tree<B> {
    blocks: Vec<B>,
    /// Places in `blocks`, by key.
    by_key: Vec<usize>,
    /// Child and parent, by child.
    parents: Vec<(UsageKey, usize)>,
}

impl<B: Node> Tree<B> {
    /// Sorts what the LMS gave.
    pub fn new(blocks: ByName<B>) -> Self {
        let blocks: Vec<B> = blocks.into_iter().map(|(_, block)| block).collect();
        let mut by_key: Vec<usize> = (0..blocks.len()).collect();
        let key = |at: &usize| blocks.get(*at).map(Node::key);
        order::sort_by(&mut by_key, |a, b| key(a).cmp(&key(b)));
        let of =
            |(at, block): (usize, &B)| block.children().iter().map(|child| (child.clone(), at)).collect::<Vec<_>>();
        let mut parents: Vec<(UsageKey, usize)> = blocks.iter().enumerate().flat_map(of).collect();
        order::sort_by(&mut parents, Ord::cmp);
        Self { blocks, by_key, parents }
    }

    /// A part by its key.
    pub fn get(&self, key: &UsageKey) -> Option<&B> {
        let at = self.by_key.binary_search_by_key(&Some(key), |at| self.blocks.get(*at).map(Node::key)).ok()?;
        self.blocks.get(*self.by_key.get(at)?)
    }

    /// What a part holds, in the order of the course; what the LMS left out is left out.
    pub fn children<'a>(&'a self, block: &'a B) -> impl Iterator<Item = &'a B> {
        block.children().iter().filter_map(|key| self.get(key))
    }

    /// What holds a part; `None` for the top.
    pub fn parent(&self, key: &UsageKey) -> Option<&B> {
        let at = self.parents.partition_point(|(child, _)| child < key);
        let (_, parent) = self.parents.get(at).filter(|(child, _)| child == key)?;
        self.blocks.get(*parent)
    }

    /// Everything, in the order in which it came.
    pub fn all(&self) -> &[B] {
        &self.blocks
    }

    /// The top: what nothing else holds.
    pub fn root(&self) -> Option<&B> {
        self.blocks.iter().find(|block| self.parent(block.key()).is_none())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(edges: &[(&str, &[&str])]) -> Tree<OutlineBlock> {
        let key = |text: &str| UsageKey::from(text.to_owned());
        let block = |(id, children): &(&str, &[&str])| {
            let children = children.iter().map(|child| key(child)).collect();
            ((*id).to_owned(), OutlineBlock { id: key(id), children, ..OutlineBlock::default() })
        };
        Tree::new(edges.iter().map(block).collect())
    }

    #[test]
    fn a_course_is_walked_up_and_down() {
        let tree =
            tree(&[("u2", &[]), ("course", &["s2", "s1"]), ("s1", &["u1", "gone"]), ("s2", &["u2"]), ("u1", &[])]);
        let names = |block: &OutlineBlock| block.id.as_str().to_owned();
        let root = tree.root().unwrap();
        assert_eq!(names(root), "course");
        assert_eq!(tree.children(root).map(names).collect::<Vec<_>>(), ["s2", "s1"]);
        let unit = UsageKey::from("u1".to_owned());
        let section = tree.parent(&unit).unwrap();
        assert_eq!(names(section), "s1");
        assert_eq!(tree.children(section).map(names).collect::<Vec<_>>(), ["u1"]);
        assert!(tree.parent(&root.id).is_none());
        assert!(tree.get(&UsageKey::from("gone".to_owned())).is_none());
    }

    #[test]
    fn nothing_has_no_top() {
        assert!(tree(&[]).root().is_none());
    }
}
