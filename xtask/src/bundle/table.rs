//! The table by which functions are called indirectly, and the pieces that fill it.
use super::order::Reencoded;
use anyhow::{Result, bail};
use std::collections::BTreeMap;
use wasmparser::{ElementItems, ElementKind, FunctionBody, Operator};

/// Pieces of tables are put together anew, so their numbers change: code may not call them by these.
///
/// # Errors
/// When it does.
pub(super) fn refuse_numbered_segments(body: &FunctionBody<'_>) -> Result<()> {
    for operator in body.get_operators_reader()? {
        if let Operator::TableInit { elem_index, .. } | Operator::ElemDrop { elem_index } = operator? {
            bail!(
                "code uses the segment {elem_index} of a table by its number, which would be another one in the new order"
            );
        }
    }
    Ok(())
}

/// Where functions stand in the first table, if this is about them.
pub(super) fn in_first_table(element: &wasmparser::Element<'_>) -> Reencoded<Option<(i32, Vec<Option<u32>>)>> {
    let ElementKind::Active { table_index: None | Some(0), offset_expr } = &element.kind else { return Ok(None) };
    let Operator::I32Const { value } = offset_expr.get_operators_reader().read()? else { return Ok(None) };
    let functions = match &element.items {
        ElementItems::Functions(functions) => {
            functions.clone().into_iter().map(|function| function.map(Some)).collect::<Result<_, _>>()?
        }
        ElementItems::Expressions(_, expressions) => {
            let mut functions = Vec::new();
            for expression in expressions.clone() {
                match expression?.get_operators_reader().read()? {
                    Operator::RefNull { .. } => functions.push(None),
                    Operator::RefFunc { function_index } => functions.push(Some(function_index)),
                    _ => return Ok(None),
                }
            }
            functions
        }
    };
    Ok(Some((value, functions)))
}

/// What stands side by side, together.
pub(super) fn runs(table: BTreeMap<i32, u32>) -> Vec<(i32, Vec<u32>)> {
    let mut runs: Vec<(i32, Vec<u32>)> = Vec::new();
    let mut next = None;
    for (place, function) in table {
        match runs.last_mut().filter(|_| next == Some(place)) {
            Some((_, functions)) => functions.push(function),
            None => runs.push((place, vec![function])),
        }
        next = place.checked_add(1);
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::runs;
    use crate::bundle::order::arrange;
    use std::collections::BTreeMap;
    use wasm_encoder::{
        CodeSection, ElementSection, Elements, Function, FunctionSection, Module, RefType, TableSection, TableType,
        TypeSection,
    };

    #[test]
    fn code_that_knows_pieces_of_tables_by_number_is_refused() {
        let uses: [fn(&mut Function); 2] = [
            |body| {
                body.instructions().i32_const(0).i32_const(0).i32_const(0).table_init(0, 0).end();
            },
            |body| {
                body.instructions().elem_drop(0).end();
            },
        ];
        for uses in uses {
            let mut module = Module::new();
            let mut types = TypeSection::new();
            types.ty().function([], []);
            let mut functions = FunctionSection::new();
            functions.function(0);
            let mut tables = TableSection::new();
            let element_type = RefType::FUNCREF;
            tables.table(TableType { element_type, table64: false, minimum: 1, maximum: None, shared: false });
            let mut elements = ElementSection::new();
            elements.passive(Elements::Functions([0].as_slice().into()));
            let mut body = Function::new([]);
            uses(&mut body);
            let mut code = CodeSection::new();
            code.function(&body);
            module.section(&types).section(&functions).section(&tables).section(&elements).section(&code);
            let error = arrange(&module.finish()).unwrap_err().to_string();
            assert!(error.contains("the segment 0 of a table by its number"), "{error}");
        }
    }

    #[test]
    fn only_what_stands_in_the_table_is_written() {
        assert_eq!(runs(BTreeMap::from([(1, 7), (2, 8), (5, 9)])), [(1, vec![7, 8]), (5, vec![9])]);
    }
}
