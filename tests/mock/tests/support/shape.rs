//! Keys and types of JSON, compared: what a recorded answer has, ours must have as well.
use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

/// What was seen at one place of an answer.
#[derive(Debug, Default)]
pub(crate) struct Shape {
    types: BTreeSet<&'static str>,
    objects: usize,
    keys: BTreeMap<String, (usize, Shape)>,
    /// Elements of arrays, and values of objects whose keys are keys of blocks.
    items: Option<Box<Shape>>,
}

impl Shape {
    /// The shape of these values together.
    pub(crate) fn of<'a>(values: impl IntoIterator<Item = &'a Value>) -> Self {
        let mut shape = Self::default();
        for value in values {
            shape.add(value);
        }
        shape
    }

    fn add(&mut self, value: &Value) {
        match value {
            Value::Null => {}
            Value::Bool(_) => {
                self.types.insert("bool");
            }
            Value::Number(_) => {
                self.types.insert("number");
            }
            Value::String(_) => {
                self.types.insert("string");
            }
            Value::Array(items) => {
                self.types.insert("array");
                let shape = self.items.get_or_insert_default();
                for item in items {
                    shape.add(item);
                }
            }
            Value::Object(fields) if !fields.is_empty() && fields.keys().all(|key| key.starts_with("block-v1:")) => {
                self.types.insert("map");
                let shape = self.items.get_or_insert_default();
                for item in fields.values() {
                    shape.add(item);
                }
            }
            Value::Object(fields) => {
                self.types.insert("object");
                self.objects += 1;
                for (key, value) in fields {
                    let (seen, shape) = self.keys.entry(key.clone()).or_default();
                    *seen += 1;
                    shape.add(value);
                }
            }
        }
    }

    /// What `ours` lacks, has too much or of another type. Keys that not every object has may be absent.
    pub(crate) fn differences(&self, ours: &Self) -> Vec<String> {
        let mut found = Vec::new();
        self.compare(ours, "", &mut found);
        found
    }

    fn compare(&self, ours: &Self, place: &str, found: &mut Vec<String>) {
        for other in ours.types.difference(&self.types) {
            // A place that is always null in one says nothing of its type.
            if !self.types.is_empty() {
                found.push(format!("{place}: {other} instead of {:?}", self.types));
            }
        }
        if self.objects > 0 && ours.objects > 0 {
            for (key, (seen, shape)) in &self.keys {
                match ours.keys.get(key) {
                    Some((_, other)) => shape.compare(other, &format!("{place}/{key}"), found),
                    None if *seen == self.objects => found.push(format!("{place}/{key} is missing")),
                    None => {}
                }
            }
            for key in ours.keys.keys().filter(|key| !self.keys.contains_key(*key)) {
                found.push(format!("{place}/{key} is extra"));
            }
        }
        if let (Some(items), Some(others)) = (&self.items, &ours.items) {
            items.compare(others, &format!("{place}/*"), found);
        }
    }
}
