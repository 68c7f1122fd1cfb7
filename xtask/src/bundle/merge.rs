//! Several modules that the splitter wrote become one.
//!
//! They call each other through the page's table only, so that putting them together is a matter of numbers. One module for
//! what is fetched together compresses better and starts faster than dozens.
#[cfg(test)]
mod tests;

use super::order::Reencoded;
use super::table::{in_first_table, refuse_numbered_segments, runs};
use anyhow::{Context, Result, anyhow, bail};
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use wasm_encoder::reencode::{Error, Reencode, utils};
use wasm_encoder::{
    CodeSection, ConstExpr, DataSection, ElementSection, Elements, FunctionSection, ImportSection, Module, TypeSection,
};
use wasmparser::{
    Data, DataKind, DataSectionReader, Element, FuncType, FunctionBody, Import, KnownCustom, Name, Operator, Parser,
    Payload, TypeRef,
};

/// What the linker calls the data that never change.
const CONSTANTS: &str = ".rodata";

/// Addresses of what never changes, in a module as the linker writes it.
///
/// # Errors
/// When it does not say which these are.
pub(super) fn constants(linked: &[u8]) -> Result<Range<i32>> {
    let (mut number, mut segments) = (None, Vec::new());
    for payload in Parser::new(0).parse_all(linked) {
        match payload? {
            Payload::DataSection(section) => segments = section.into_iter().collect::<Result<Vec<_>, _>>()?,
            Payload::CustomSection(section) => {
                let KnownCustom::Name(kinds) = section.as_known() else { continue };
                for kind in kinds {
                    let Name::Data(names) = kind? else { continue };
                    let names = names.into_iter().collect::<Result<Vec<_>, _>>()?;
                    number = names.iter().find(|it| it.name == CONSTANTS).map(|it| it.index);
                }
            }
            _ => {}
        }
    }
    let place = number.and_then(|number| usize::try_from(number).ok());
    let segment = place.and_then(|place| segments.get(place));
    let segment = segment.with_context(|| format!("the linker names no data {CONSTANTS}"))?;
    let start = address(segment)?;
    Ok(start..start + i32::try_from(segment.data.len())?)
}

/// Data at an address.
pub(super) type Placed = (i32, Vec<u8>);

/// One module that does what all of them do, and the variables among their data: `constants` are the addresses of the others.
///
/// What several files hold is written once for each. Of constants that changes nothing; variables would be reset.
///
/// # Errors
/// When a module has what the splitter does not write.
pub(super) fn merge(modules: &[&[u8]], constants: &Range<i32>) -> Result<(Vec<u8>, Vec<Placed>)> {
    let mut merging = Merging::default();
    for module in modules {
        merging.add(module, constants).map_err(|error| anyhow!("merging: {error}"))?;
    }
    let variables = std::mem::take(&mut merging.variables);
    Ok((merging.finish(), variables))
}

/// The same module with more data.
///
/// # Errors
/// When the module cannot be read.
pub(super) fn with_data(module: &[u8], data: Vec<Placed>) -> Result<Vec<u8>> {
    if data.is_empty() {
        return Ok(module.to_vec());
    }
    let mut more = Module::new();
    WithData(data)
        .parse_core_module(&mut more, Parser::new(0), module)
        .map_err(|error| anyhow!("adding data: {error}"))?;
    Ok(more.finish())
}

#[derive(Default)]
struct Merging {
    types: TypeSection,
    /// Numbers of the types that are there.
    known: HashMap<FuncType, u32>,
    imports: ImportSection,
    imported: Vec<(String, String, TypeRef)>,
    functions: FunctionSection,
    code: CodeSection,
    table: BTreeMap<i32, u32>,
    data: DataSection,
    variables: Vec<Placed>,
    /// Of the module that is being added: its types' numbers, and that of its first function.
    numbers: Vec<u32>,
    first: u32,
}

impl Reencode for Merging {
    type Error = anyhow::Error;

    fn type_index(&mut self, ty: u32) -> Reencoded<u32> {
        let number = usize::try_from(ty).ok().and_then(|ty| self.numbers.get(ty)).copied();
        number.ok_or_else(|| Error::UserError(anyhow!("no type {ty}")))
    }

    fn function_index(&mut self, function: u32) -> Reencoded<u32> {
        Ok(self.first + function)
    }
}

impl Merging {
    fn add(&mut self, module: &[u8], constants: &Range<i32>) -> Reencoded<()> {
        self.numbers.clear();
        self.first = self.functions.len();
        for payload in Parser::new(0).parse_all(module) {
            match payload? {
                Payload::TypeSection(section) => {
                    for ty in section.into_iter_err_on_gc_types() {
                        self.add_type(ty?)?;
                    }
                }
                Payload::ImportSection(section) => {
                    for import in section.into_imports() {
                        self.add_import(import?)?;
                    }
                }
                Payload::FunctionSection(section) => {
                    for ty in section {
                        let ty = self.type_index(ty?)?;
                        self.functions.function(ty);
                    }
                }
                Payload::ElementSection(section) => {
                    for element in section {
                        self.add_element(&element?)?;
                    }
                }
                Payload::CodeSectionEntry(body) => self.add_body(body)?,
                Payload::DataSection(section) => {
                    for data in section {
                        self.add_data(&data?, constants).map_err(Error::UserError)?;
                    }
                }
                Payload::ExportSection(section) if section.count() == 0 => {}
                Payload::GlobalSection(section) if section.count() == 0 => {}
                Payload::MemorySection(section) if section.count() == 0 => {}
                Payload::TableSection(section) if section.count() == 0 => {}
                Payload::Version { .. }
                | Payload::CodeSectionStart { .. }
                | Payload::DataCountSection { .. }
                | Payload::CustomSection(_)
                | Payload::End(_) => {}
                other => return refuse(anyhow!("a module that was split off has {other:?}, which is not known here")),
            }
        }
        Ok(())
    }

    fn add_type(&mut self, ty: FuncType) -> Reencoded<()> {
        if let Some(number) = self.known.get(&ty) {
            self.numbers.push(*number);
            return Ok(());
        }
        let encoded = self.func_type(ty.clone())?;
        self.numbers.push(self.types.len());
        self.known.insert(ty, self.types.len());
        self.types.ty().func_type(&encoded);
        Ok(())
    }

    /// One memory, one table, one variable: each is number 0 everywhere.
    fn add_import(&mut self, import: Import<'_>) -> Reencoded<()> {
        let this = (import.module.to_owned(), import.name.to_owned(), import.ty);
        if self.imported.contains(&this) {
            return Ok(());
        }
        let is_new = |ty: &TypeRef| std::mem::discriminant(ty) != std::mem::discriminant(&this.2);
        let is_shared = matches!(import.ty, TypeRef::Memory(_) | TypeRef::Table(_) | TypeRef::Global(_));
        if !is_shared || !self.imported.iter().all(|(_, _, ty)| is_new(ty)) {
            return refuse(anyhow!("modules that were split off import {import:?} besides {:?}", self.imported));
        }
        self.imported.push(this);
        let mut imports = std::mem::take(&mut self.imports);
        self.parse_import(&mut imports, import)?;
        self.imports = imports;
        Ok(())
    }

    fn add_element(&mut self, element: &Element<'_>) -> Reencoded<()> {
        let Some((start, functions)) = in_first_table(element)? else {
            return refuse(anyhow!("a module that was split off fills another table, or at a place it computes"));
        };
        for (place, function) in (start..).zip(functions) {
            if let Some(function) = function {
                self.table.insert(place, self.first + function);
            }
        }
        Ok(())
    }

    fn add_body(&mut self, body: FunctionBody<'_>) -> Reencoded<()> {
        refuse_numbered_segments(&body).map_err(Error::UserError)?;
        for operator in body.get_operators_reader()? {
            if let operator @ (Operator::MemoryInit { .. } | Operator::DataDrop { .. }) = operator? {
                return refuse(anyhow!("code uses data by their number: {operator:?}"));
            }
        }
        let mut code = std::mem::take(&mut self.code);
        self.parse_function_body(&mut code, body)?;
        self.code = code;
        Ok(())
    }

    fn add_data(&mut self, data: &Data<'_>, constants: &Range<i32>) -> Result<()> {
        // an address belongs to one module, and memory is zero before
        if data.data.iter().all(|byte| *byte == 0) {
            return Ok(());
        }
        let start = address(data)?;
        if constants.contains(&start) {
            self.data.active(0, &ConstExpr::i32_const(start), data.data.iter().copied());
        } else {
            self.variables.push((start, data.data.to_vec()));
        }
        Ok(())
    }

    fn finish(self) -> Vec<u8> {
        let mut elements = ElementSection::new();
        for (start, functions) in runs(self.table) {
            elements.active(None, &ConstExpr::i32_const(start), Elements::Functions(functions.into()));
        }
        let mut module = Module::new();
        module.section(&self.types).section(&self.imports).section(&self.functions);
        module.section(&elements).section(&self.code).section(&self.data);
        module.finish()
    }
}

struct WithData(Vec<Placed>);

impl Reencode for WithData {
    type Error = anyhow::Error;

    fn data_count(&mut self, count: u32) -> Reencoded<u32> {
        let more = u32::try_from(self.0.len()).map_err(|error| Error::UserError(error.into()))?;
        Ok(count + more)
    }

    fn parse_data_section(&mut self, data: &mut DataSection, section: DataSectionReader<'_>) -> Reencoded<()> {
        utils::parse_data_section(self, data, section)?;
        for (start, bytes) in self.0.drain(..) {
            data.active(0, &ConstExpr::i32_const(start), bytes);
        }
        Ok(())
    }
}

fn address(data: &Data<'_>) -> Result<i32> {
    let DataKind::Active { memory_index: 0, offset_expr } = &data.kind else {
        bail!("data without a place in the page's memory");
    };
    match offset_expr.get_operators_reader().read()? {
        Operator::I32Const { value } => Ok(value),
        other => bail!("data whose place is computed: {other:?}"),
    }
}

fn refuse<T>(why: anyhow::Error) -> Reencoded<T> {
    Err(Error::UserError(why))
}
