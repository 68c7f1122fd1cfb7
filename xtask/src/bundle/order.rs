//! Functions that are alike stand side by side: compression then finds more of what repeats.
//!
//! The order of functions means nothing to who runs them. Sorted by type and likeness, brotli makes the page's main
//! module 3 % smaller than in the order of their use.
use super::table::{in_first_table, refuse_numbered_segments, runs};
use anyhow::{Result, anyhow};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use wasm_encoder::reencode::{Error, Reencode, utils};
use wasm_encoder::{CodeSection, ConstExpr, ElementSection, Elements, FunctionSection, ImportSection, Module};
use wasmparser::{
    CodeSectionReader, ElementSectionReader, FunctionBody, FunctionSectionReader, Import, ImportSectionReader, Parser,
    Payload, TypeRef,
};

/// Bytes in a row by which two functions are held against each other.
const GRAM: usize = 4;
/// What more functions share than these says nothing.
const COMMON: usize = 200;

/// What reading and writing anew gives.
pub(super) type Reencoded<T> = Result<T, Error<anyhow::Error>>;

/// The same module with like functions side by side, and a table without entries for nothing.
///
/// # Errors
/// When the module cannot be read.
pub(super) fn arrange(module: &[u8]) -> Result<Vec<u8>> {
    let mut arranged = Module::new();
    Arranged::new(module)?
        .parse_core_module(&mut arranged, Parser::new(0), module)
        .map_err(|error| anyhow!("arranging: {error}"))?;
    Ok(arranged.finish())
}

/// Writes a module with its functions in another order.
struct Arranged {
    /// Former places of the module's own functions, in their new order.
    order: Vec<usize>,
    /// New number of each function by its former one, imported ones first.
    numbers: Vec<u32>,
}

impl Arranged {
    fn new(module: &[u8]) -> Result<Self> {
        let (mut imports, mut types, mut bodies) = (Vec::new(), Vec::new(), Vec::new());
        for payload in Parser::new(0).parse_all(module) {
            match payload? {
                Payload::ImportSection(section) => {
                    imports = section.into_imports().collect::<Result<_, _>>()?;
                    imports.retain(is_function);
                }
                Payload::FunctionSection(section) => types = section.into_iter().collect::<Result<_, _>>()?,
                Payload::CodeSectionEntry(body) => {
                    refuse_numbered_segments(&body)?;
                    bodies.push(body.as_bytes());
                }
                _ => {}
            }
        }
        let order = order(&types, &bodies);
        let mut imported: Vec<usize> = (0..imports.len()).collect();
        imported.sort_by_key(|place| imports.get(*place).map(rank));
        let own = order.iter().map(|former| former + imports.len());
        let mut numbers = vec![0; imports.len() + order.len()];
        for (new, former) in (0..).zip(imported.into_iter().chain(own)) {
            if let Some(number) = numbers.get_mut(former) {
                *number = new;
            }
        }
        Ok(Self { order, numbers })
    }

    fn in_order<T>(&self, all: &[T]) -> Vec<T>
    where
        T: Clone,
    {
        self.order.iter().filter_map(|former| all.get(*former).cloned()).collect()
    }
}

impl Reencode for Arranged {
    type Error = anyhow::Error;

    fn function_index(&mut self, function: u32) -> Reencoded<u32> {
        let number = usize::try_from(function).ok().and_then(|former| self.numbers.get(former)).copied();
        number.ok_or_else(|| Error::UserError(anyhow!("no function {function}")))
    }

    /// In the order of their names: the script has its numbers in that order too.
    fn parse_import_section(&mut self, imports: &mut ImportSection, section: ImportSectionReader<'_>) -> Reencoded<()> {
        let all: Vec<Import<'_>> = section.into_imports().collect::<Result<_, _>>()?;
        let (mut functions, others): (Vec<_>, Vec<_>) = all.into_iter().partition(is_function);
        functions.sort_by_key(rank);
        others.into_iter().chain(functions).try_for_each(|import| self.parse_import(imports, import))
    }

    fn parse_function_section(
        &mut self,
        functions: &mut FunctionSection,
        section: FunctionSectionReader<'_>,
    ) -> Reencoded<()> {
        let types: Vec<u32> = section.into_iter().collect::<Result<_, _>>()?;
        for ty in self.in_order(&types) {
            functions.function(self.type_index(ty)?);
        }
        Ok(())
    }

    fn parse_code_section(&mut self, code: &mut CodeSection, section: CodeSectionReader<'_>) -> Reencoded<()> {
        let bodies: Vec<FunctionBody<'_>> = section.into_iter().collect::<Result<_, _>>()?;
        self.in_order(&bodies).into_iter().try_for_each(|body| self.parse_function_body(code, body))
    }

    /// What the splitter leaves for functions of other modules is null, as the table is before.
    fn parse_element_section(
        &mut self,
        elements: &mut ElementSection,
        section: ElementSectionReader<'_>,
    ) -> Reencoded<()> {
        let mut table = BTreeMap::new();
        for element in section {
            let element = element?;
            let Some((start, functions)) = in_first_table(&element)? else {
                utils::parse_element(self, elements, element)?;
                continue;
            };
            for (place, function) in (start..).zip(functions) {
                if let Some(function) = function {
                    table.insert(place, self.function_index(function)?);
                }
            }
        }
        for (start, functions) in runs(table) {
            elements.active(None, &ConstExpr::i32_const(start), Elements::Functions(functions.into()));
        }
        Ok(())
    }
}

fn is_function(import: &Import<'_>) -> bool {
    matches!(import.ty, TypeRef::Func(_) | TypeRef::FuncExact(_))
}

/// Numbers in names sort as numbers.
fn rank<'a>(import: &Import<'a>) -> (&'a str, usize, &'a str) {
    (import.module, import.name.len(), import.name)
}

/// Functions of each type together, those with most code first; among them, each followed by the one that is most like it.
fn order(types: &[u32], bodies: &[&[u8]]) -> Vec<usize> {
    let mut groups: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (function, ty) in types.iter().enumerate() {
        groups.entry(*ty).or_default().push(function);
    }
    let mut groups: Vec<Vec<usize>> = groups.into_values().collect();
    let weight =
        |group: &Vec<usize>| group.iter().filter_map(|at| bodies.get(*at)).map(|body| body.len()).sum::<usize>();
    groups.sort_by_cached_key(|group| Reverse(weight(group)));
    groups.into_iter().flat_map(|group| chain(&group, bodies)).collect()
}

fn chain(group: &[usize], bodies: &[&[u8]]) -> Vec<usize> {
    let body = |function: usize| bodies.get(function).copied().unwrap_or_default();
    let grams: HashMap<usize, HashSet<&[u8]>> =
        group.iter().map(|function| (*function, body(*function).windows(GRAM).collect())).collect();
    let mut having: HashMap<&[u8], HashSet<usize>> = HashMap::new();
    for (function, grams) in &grams {
        for gram in grams {
            having.entry(gram).or_default().insert(*function);
        }
    }
    let mut left: BTreeSet<(usize, &[u8], usize)> =
        group.iter().map(|function| (body(*function).len(), body(*function), *function)).collect();
    let mut chain = Vec::with_capacity(group.len());
    let mut next = None;
    while let Some(function) = next.or_else(|| left.first().map(|(_, _, function)| *function)) {
        chain.push(function);
        left.remove(&(body(function).len(), body(function), function));
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        let own = grams.get(&function);
        for gram in own.into_iter().flatten() {
            let Some(others) = having.get_mut(gram) else { continue };
            others.remove(&function);
            if others.len() < COMMON {
                for other in others.iter() {
                    *shared.entry(*other).or_default() += 1;
                }
            }
        }
        // shared of all that either has, as a fraction; of equals the first
        let size = |function: &usize| grams.get(function).map_or(0, HashSet::len);
        let likeness = |(other, shared): &(usize, usize)| (*shared, size(&function) + size(other) - shared);
        let like = shared.into_iter().reduce(|best, other| {
            let ((shared, all), (best_shared, best_all)) = (likeness(&other), likeness(&best));
            if shared * best_all > best_shared * all { other } else { best }
        });
        next = like.map(|(other, _)| other);
    }
    chain
}

#[cfg(test)]
mod tests {
    use super::*;
    use walrus::{FunctionBuilder, ModuleConfig, ValType};
    use wasmparser::Operator;

    /// A module whose functions call each other: `plain` and `like` differ in one number, `other` does something else.
    fn module() -> Vec<u8> {
        let mut module = walrus::Module::with_config(ModuleConfig::new());
        let mut sum = |numbers: &[i32]| {
            let mut body = FunctionBuilder::new(&mut module.types, &[], &[ValType::I32]);
            body.func_body().i32_const(0);
            for number in numbers {
                body.func_body().i32_const(*number).binop(walrus::ir::BinaryOp::I32Add);
            }
            body.finish(vec![], &mut module.funcs)
        };
        let plain = sum(&[1, 2, 3, 4, 5, 6]);
        let other = sum(&[101, 102, 103, 104, 105, 106, 107]);
        let like = sum(&[1, 2, 3, 4, 5, 7, 8, 9]);
        let mut body = FunctionBuilder::new(&mut module.types, &[], &[ValType::I32]);
        body.func_body().call(plain).call(other).call(like).drop().drop();
        let all = body.finish(vec![], &mut module.funcs);
        for (name, id) in [("plain", plain), ("other", other), ("like", like), ("all", all)] {
            module.exports.add(name, id);
        }
        module.emit_wasm()
    }

    /// Body of each export; calls as the bodies that they call.
    fn bodies(module: &[u8]) -> BTreeMap<String, Vec<Vec<u8>>> {
        let (mut exports, mut bodies) = (Vec::new(), Vec::new());
        for payload in Parser::new(0).parse_all(module) {
            match payload.unwrap() {
                Payload::ExportSection(section) => {
                    exports = section
                        .into_iter()
                        .map(|export| export.map(|export| (export.name.to_owned(), export.index)).unwrap())
                        .collect();
                }
                Payload::CodeSectionEntry(body) => bodies.push(body.as_bytes().to_vec()),
                _ => {}
            }
        }
        let place = |index: u32| usize::try_from(index).unwrap();
        let called = |index| {
            let body = FunctionBody::new(wasmparser::BinaryReader::new(&bodies[place(index)], 0));
            let operators = body.get_operators_reader().unwrap().into_iter().map(Result::unwrap);
            operators
                .filter_map(|operator| {
                    if let Operator::Call { function_index } = operator {
                        Some(bodies[place(function_index)].clone())
                    } else {
                        None
                    }
                })
                .collect::<Vec<_>>()
        };
        let own = |index| {
            let called = called(index);
            if called.is_empty() { vec![bodies[place(index)].clone()] } else { called }
        };
        exports.into_iter().map(|(name, index)| (name, own(index))).collect()
    }

    #[test]
    fn what_is_exported_under_a_name_stays_the_same() {
        let module = module();
        let arranged = arrange(&module).unwrap();
        let (before, after) = (bodies(&module), bodies(&arranged));
        assert_eq!((before.len(), before["all"].len()), (4, 3));
        assert_eq!(before, after);
        assert_ne!(module, arranged);
        assert!(arrange(b"no module").is_err());
    }

    #[test]
    fn like_follows_like() {
        let bodies: [&[u8]; 4] = [b"abcdefghij", b"0123456789xx", b"abcdefghijkl", b"abcdefghijklm"];
        assert_eq!(order(&[0, 0, 0, 0], &bodies), [0, 2, 3, 1]);
        assert_eq!(order(&[1, 0, 0, 1], &bodies), [1, 2, 0, 3]);
    }
}
