//! Putting modules together, seen in what comes out.
use super::*;
use wasm_encoder::{
    CustomSection, DataCountSection, EntityType, ExportKind, ExportSection, Function, GlobalType, MemoryType, NameMap,
    NameSection, RefType, TableType, ValType,
};

const CONSTANTS: Range<i32> = 1024..2048;

/// A module as the splitter writes it: a function that takes `takes` and calls the one before it, at a place of the table.
fn module(takes: &[ValType], place: i32, data: &[(i32, &[u8])]) -> Vec<u8> {
    let mut types = TypeSection::new();
    types.ty().function([], [ValType::I32]);
    types.ty().function(takes.iter().copied(), [ValType::I32]);
    let mut imports = ImportSection::new();
    let memory = MemoryType { minimum: 17, maximum: None, memory64: false, shared: false, page_size_log2: None };
    imports.import("s", "memory", memory);
    let table = TableType { element_type: RefType::FUNCREF, table64: false, minimum: 9, maximum: None, shared: false };
    imports.import("s", "table", table);
    if !takes.is_empty() {
        let stack = GlobalType { val_type: ValType::I32, mutable: true, shared: false };
        imports.import("s", "stack", EntityType::Global(stack));
    }
    let mut functions = FunctionSection::new();
    functions.function(0).function(1);
    let mut elements = ElementSection::new();
    elements.active(None, &ConstExpr::i32_const(place), Elements::Functions([1].as_slice().into()));
    let mut code = CodeSection::new();
    let mut number = Function::new([]);
    number.instructions().i32_const(place).end();
    let mut caller = Function::new([]);
    caller.instructions().call(0).end();
    code.function(&number).function(&caller);
    let mut section = DataSection::new();
    for (start, bytes) in data {
        section.active(0, &ConstExpr::i32_const(*start), bytes.iter().copied());
    }
    let mut module = Module::new();
    module.section(&types).section(&imports).section(&functions).section(&ExportSection::new());
    module.section(&elements).section(&code).section(&section);
    module.section(&CustomSection { name: "producers".into(), data: b"\0".into() });
    module.finish()
}

/// Each line of the text form, which names types, functions and places by number.
fn read(module: &[u8]) -> Vec<String> {
    let mut lines = Vec::new();
    for payload in Parser::new(0).parse_all(module) {
        match payload.unwrap() {
            Payload::TypeSection(section) => {
                lines.extend(section.into_iter_err_on_gc_types().map(|ty| format!("type {}", ty.unwrap())));
            }
            Payload::ImportSection(section) => {
                lines.extend(section.into_imports().map(|import| format!("import {}", import.unwrap().name)));
            }
            Payload::FunctionSection(section) => {
                lines.extend(section.into_iter().map(|ty| format!("function of type {}", ty.unwrap())));
            }
            Payload::ElementSection(section) => {
                for element in section {
                    lines.push(format!("table {:?}", in_first_table(&element.unwrap()).unwrap().unwrap()));
                }
            }
            Payload::CodeSectionEntry(body) => {
                let operators = body.get_operators_reader().unwrap().into_iter().map(Result::unwrap);
                lines.push(format!("code {:?}", operators.take(1).collect::<Vec<_>>()));
            }
            Payload::DataSection(section) => {
                for data in section {
                    let data = data.unwrap();
                    lines.push(format!("data {} {:?}", address(&data).unwrap(), data.data));
                }
            }
            Payload::CustomSection(section) => lines.push(format!("custom {}", section.name())),
            _ => {}
        }
    }
    lines
}

#[test]
fn each_function_keeps_its_type_its_callee_and_its_place() {
    let one = module(&[], 7, &[(1024, b"abc")]);
    let other = module(&[ValType::I64], 3, &[(1030, b"d")]);
    let (merged, variables) = merge(&[&one, &other], &CONSTANTS).unwrap();
    assert_eq!(variables, []);
    wasmparser::validate(&merged).unwrap();
    assert_eq!(
        read(&merged),
        [
            "type (func (result i32))",
            "type (func (param i64) (result i32))",
            "import memory",
            "import table",
            "import stack",
            "function of type 0",
            "function of type 0",
            "function of type 0",
            "function of type 1",
            "table (3, [Some(3)])",
            "table (7, [Some(1)])",
            "code [I32Const { value: 7 }]",
            "code [Call { function_index: 0 }]",
            "code [I32Const { value: 3 }]",
            "code [Call { function_index: 2 }]",
            "data 1024 [97, 98, 99]",
            "data 1030 [100]",
        ]
    );
}

#[test]
fn variables_are_apart_and_zeroes_are_nowhere() {
    let file = module(&[], 7, &[(1024, b"abc"), (2048, &[0, 1]), (2052, &[0, 0]), (1040, &[0])]);
    let (merged, variables) = merge(&[&file], &CONSTANTS).unwrap();
    assert_eq!(variables, [(2048, vec![0, 1])]);
    assert_eq!(read(&merged).iter().filter(|line| line.starts_with("data")).count(), 1);
    let main = with_data(&file, variables).unwrap();
    wasmparser::validate(&main).unwrap();
    assert_eq!(read(&main).iter().filter(|line| *line == "data 2048 [0, 1]").count(), 2);
}

#[test]
fn what_is_not_understood_is_refused() {
    let mut exporting = Module::new();
    let mut exports = ExportSection::new();
    exports.export("it", ExportKind::Func, 0);
    exporting.section(&exports);
    let mut foreign = Module::new();
    let mut imports = ImportSection::new();
    imports.import("env", "now", EntityType::Function(0));
    foreign.section(&imports);
    for (module, why) in [(exporting, "ExportSection"), (foreign, "now")] {
        let error = merge(&[&module.finish()], &CONSTANTS).unwrap_err().to_string();
        assert!(error.contains(why), "{error} does not say {why}");
    }
}

#[test]
fn the_linker_tells_where_the_constants_are() {
    let linked = |name: &str| {
        let mut names = NameMap::new();
        names.append(0, name);
        names.append(1, ".data");
        let mut section = NameSection::new();
        section.data(&names);
        let mut data = DataSection::new();
        data.active(0, &ConstExpr::i32_const(1024), *b"four").active(0, &ConstExpr::i32_const(1028), *b"v");
        let mut module = Module::new();
        module.section(&DataCountSection { count: 2 }).section(&data).section(&section);
        module.finish()
    };
    assert_eq!(constants(&linked(".rodata")).unwrap(), 1024..1028);
    assert!(constants(&linked(".text")).unwrap_err().to_string().contains(".rodata"));
}
