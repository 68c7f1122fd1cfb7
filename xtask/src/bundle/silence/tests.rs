use super::*;
use walrus::{ConstExpr, FunctionBuilder, FunctionId, InstrSeqBuilder, Module, ModuleConfig, ir::InstrSeqId};

const PANICS: &str = "_ZN4core9panicking9panic_fmt17h0123456789abcdefE";
const PANICS_NEW: &str = "_RNvNtCsgXGp5Oqx2Ny_4core3str16slice_error_fail";
const DEBUGGING: &str = "_RNvXsj_NtCsgXGp5Oqx2Ny_4core3fmtcNtB5_5Debug3fmt";
const OURS: &str = "_ZN5preau3app11part_failed17h0123456789abcdefE";

/// Adds a function that is kept.
fn add(
    module: &mut Module,
    name: &str,
    results: &[walrus::ValType],
    does: impl Fn(&mut InstrSeqBuilder),
) -> FunctionId {
    let mut body = FunctionBuilder::new(&mut module.types, &[], results);
    does(&mut body.func_body());
    let id = body.finish(Vec::new(), &mut module.funcs);
    module.funcs.get_mut(id).name = Some(name.to_owned());
    module.exports.add(name, id);
    id
}

fn traps(body: &mut InstrSeqBuilder) {
    body.i32_const(1).drop().i32_const(2).drop().unreachable();
}

/// What each function does once the module is silenced, without what does nothing.
fn after(mut module: Module) -> HashMap<String, String> {
    let silenced = silenced(&module.emit_wasm()).unwrap();
    wasmparser::validate(&silenced).unwrap();
    let functions = Functions::read(&silenced).unwrap();
    let mut after = HashMap::new();
    let (mut next, mut raw) = (functions.bodies.first().map_or(0, |(index, _)| *index), HashMap::new());
    for payload in Parser::new(0).parse_all(&silenced) {
        if let Payload::CodeSectionEntry(body) = payload.unwrap() {
            let operators = body.get_operators_reader().unwrap().into_iter().map(|it| format!("{:?}", it.unwrap()));
            raw.insert(next, operators.filter(|it| it != "Nop").collect::<Vec<_>>().join(" "));
            next += 1;
        }
    }
    for (index, does) in raw {
        after.insert(functions.name(index), does);
    }
    after
}

#[test]
fn only_what_cannot_come_back_is_cut_short() {
    let mut module = Module::with_config(ModuleConfig::new());
    for name in [PANICS, PANICS_NEW, OURS] {
        add(&mut module, name, &[], traps);
    }
    add(&mut module, "_ZN3std9panicking11panic_count17h0123456789abcdefE", &[], |body| {
        body.i32_const(1).drop();
    });
    // a type that it is made for has the name of a way
    let generic = "_RINvNtCsgXGp5Oqx2Ny_4core3mem4dropNtNtCsgXGp5Oqx2Ny_4core9panicking5PanicE";
    add(&mut module, generic, &[], traps);
    assert!(own_name("core::mem::drop::<core::panicking::Panic>") == "core::mem::drop::");
    let does = after(module);
    let cut: Vec<&str> =
        does.iter().filter(|(_, does)| *does == "Unreachable End").map(|(name, _)| name.as_str()).collect();
    assert_eq!(cut.len(), 2, "{does:?}");
    assert!(cut.contains(&"core::panicking::panic_fmt") && cut.contains(&"core::str::slice_error_fail"), "{cut:?}");
}

#[test]
fn what_leads_to_nothing_else_goes_too() {
    let mut module = Module::with_config(ModuleConfig::new());
    let panics = add(&mut module, PANICS, &[], traps);
    let other = add(&mut module, "_ZN5preau3app5other17h0123456789abcdefE", &[], |body| {
        body.i32_const(7).drop();
    });
    add(&mut module, OURS, &[], |body| {
        body.i32_const(3).drop();
        body.i32_const(1).if_else(
            None,
            |then| {
                then.call(other).i32_const(4).drop().call(panics).unreachable();
            },
            |otherwise| {
                otherwise.i32_const(5).drop();
            },
        );
    });
    let does = after(module);
    let ours = &does["preau::app::part_failed"];
    assert!(!ours.contains("value: 4") && ours.contains("value: 3") && ours.contains("value: 5"), "{ours}");
    // what others see happens first
    let calls: Vec<&str> =
        ours.split("Call { ").skip(1).filter_map(|call| call.split_once("} ")).map(|(_, next)| next).collect();
    assert!(calls.len() == 1 && calls[0].starts_with("Unreachable"), "{ours}");
}

#[test]
fn what_types_of_others_print_for_debugging_goes() {
    for others in [
        DEBUGGING,
        "_RNvXs_NtNtCsgXGp5Oqx2Ny_4core3ops5rangeINtB4_5RangejENtNtB8_3fmt5Debug3fmtB8_",
        "_ZN68_$LT$async_once_cell..QuickInitGuard$u20$as$u20$core..fmt..Debug$GT$3fmt17h0123456789abcdefE",
    ] {
        assert!(is_debugging(&format!("{:#}", demangle(others))), "{others}");
    }
    for kept in [
        "_ZN61_$LT$preau..ui..icon..Icon$u20$as$u20$core..fmt..Debug$GT$3fmt17h0123456789abcdefE",
        "_ZN42_$LT$$RF$T$u20$as$u20$core..fmt..Debug$GT$3fmt17h0123456789abcdefE",
        "_RNvXs8_NtNtNtCsgXGp5Oqx2Ny_4core3fmt3num3impmNtB9_7Display3fmt",
    ] {
        assert!(!is_debugging(&format!("{:#}", demangle(kept))), "{kept}");
    }
    let mut module = Module::with_config(ModuleConfig::new());
    add(&mut module, DEBUGGING, &[walrus::ValType::I32], |body| {
        body.i32_const(1).i32_const(2).binop(walrus::ir::BinaryOp::I32Add);
    });
    let does = after(module);
    assert_eq!(does["<char as core::fmt::Debug>::fmt"], "I32Const { value: 0 } End");
}

/// Whether a function of this body, with the id of its outermost block, never returns.
fn never(does: impl Fn(&mut InstrSeqBuilder, InstrSeqId)) -> bool {
    let mut module = Module::with_config(ModuleConfig::new());
    let mut builder = FunctionBuilder::new(&mut module.types, &[], &[]);
    let mut body = builder.func_body();
    let entry = body.id();
    does(&mut body, entry);
    let id = builder.finish(Vec::new(), &mut module.funcs);
    module.exports.add("it", id);
    let functions = Functions::read(&module.emit_wasm()).unwrap();
    functions.bodies[0].1.never_returns
}

#[test]
fn what_ends_in_a_trap_never_returns() {
    assert!(never(|body, _| {
        body.i32_const(1).drop().unreachable();
    }));
    assert!(!never(|body, _| {
        body.i32_const(1).drop();
    }));
    // a branch inside leads nowhere else
    assert!(never(|body, _| {
        body.block(None, |inner| {
            let own = inner.id();
            inner.i32_const(1).br_if(own);
        });
        body.unreachable();
    }));
}

#[test]
fn what_comes_back_before_its_end_does_return() {
    let ways: [fn(&mut InstrSeqBuilder, InstrSeqId); 6] = [
        |body, _| {
            body.block(None, |inner| {
                inner.return_();
            });
        },
        |body, entry| {
            body.i32_const(1).br_if(entry);
        },
        |body, entry| {
            body.block(None, |inner| {
                inner.br(entry);
            });
        },
        |body, entry| {
            let branch = |then: &mut InstrSeqBuilder| {
                then.br(entry);
            };
            body.i32_const(1).if_else(None, branch, |_| {});
        },
        |body, entry| {
            body.block(None, |inner| {
                let own = inner.id();
                inner.i32_const(1).br_table([own, entry].into(), own);
            });
        },
        |body, entry| {
            body.loop_(None, |inner| {
                let own = inner.id();
                inner.i32_const(1).br_table([own].into(), entry);
            });
        },
    ];
    for (place, way) in ways.into_iter().enumerate() {
        let trapped = never(|body, entry| {
            way(body, entry);
            body.unreachable();
        });
        assert!(!trapped, "way {place}");
    }
}

/// A module whose memory holds these bytes at an address.
fn with_memory(start: i32, data: Vec<u8>) -> Vec<u8> {
    let mut module = Module::with_config(ModuleConfig::new());
    let memory = module.memories.add_local(false, false, 1, None, None);
    let offset = ConstExpr::Value(walrus::ir::Value::I32(start));
    module.data.add(walrus::DataKind::Active { memory, offset }, data);
    module.emit_wasm()
}

#[test]
fn messages_of_panics_go_and_texts_of_ours_stay() {
    let mut bytes = with_memory(1_024, b"Search\0called `Option::unwrap()` on a `None` valueRefCell was fine".to_vec());
    messages(&mut bytes).unwrap();
    let (_, place) = memory::segments(&bytes).unwrap().remove(0);
    let left: Vec<u8> = bytes[place].iter().copied().filter(|byte| *byte > 0).collect();
    assert_eq!(left, b"SearchRefCell was fine");
}

#[test]
fn places_go_and_texts_that_look_like_files_stay() {
    let start: u32 = 1_024;
    let mut data = b"src/main.rsother.rs\0".to_vec();
    let words = |words: [u32; 4]| words.map(u32::to_le_bytes).concat();
    data.extend(words([start, 11, 7, 5]));
    let not_places = [words([start + 11, 8, 0, 5]), words([start + 30, 8, 1, 5]), words([start, 10, 7, 5])].concat();
    data.extend(&not_places);
    let mut bytes = with_memory(1_024, data);
    locations(&mut bytes).unwrap();
    let (_, place) = memory::segments(&bytes).unwrap().remove(0);
    let data = &bytes[place];
    assert_eq!((&data[..20], &data[20..36]), (b"\0\0\0\0\0\0\0\0\0\0\0other.rs\0".as_slice(), [0; 16].as_slice()));
    assert_eq!(data[36..], not_places);
    assert!(locations(&mut b"no module".to_vec()).is_err());
}

#[test]
fn functions_of_others_are_counted_and_what_the_linker_noted_of_removed_code_goes() {
    let mut module = Module::with_config(ModuleConfig::new());
    let ty = module.types.add(&[], &[]);
    let (other, _) = module.add_import_func("env", "other", ty);
    let panics = add(&mut module, PANICS, &[], |body| {
        body.i32_const(1).drop().i32_const(2).drop().unreachable();
    });
    add(&mut module, OURS, &[], |body| {
        body.call(other).i32_const(3).drop().call(panics).unreachable();
    });
    let mut linked = module.emit_wasm();
    let (mut code, mut bodies) = (0..0, Vec::new());
    for payload in Parser::new(0).parse_all(&linked) {
        match payload.unwrap() {
            Payload::CodeSectionStart { range, .. } => code = range,
            Payload::CodeSectionEntry(body) => bodies.push(body.range()),
            _ => {}
        }
    }
    let functions = Functions::read(&linked).unwrap();
    let place =
        |name: &str| functions.bodies.iter().position(|(index, _)| functions.name(*index).contains(name)).unwrap();
    let (removed, ours) = (bodies[place("panic_fmt")].start + 2, bodies[place("part_failed")].start + 2);
    // notes of a call: its kind, where, and of which symbol; each below 128
    let mut notes = vec![3, 2];
    let mut places = [removed - code.start, ours - code.start];
    places.sort_unstable();
    for place in places {
        notes.extend([0, u8::try_from(place).unwrap(), 5]);
    }
    let section = wasm_encoder::CustomSection { name: "reloc.CODE".into(), data: notes.into() };
    wasm_encoder::Section::append_to(&section, &mut linked);
    let silenced = silenced(&linked).unwrap();
    wasmparser::validate(&silenced).unwrap();
    let left: Vec<u64> = Parser::new(0)
        .parse_all(&silenced)
        .filter_map(|payload| match payload.unwrap() {
            Payload::CustomSection(section) => match section.as_known() {
                KnownCustom::Reloc(notes) => {
                    Some(notes.entries().into_iter().map(|it| it.unwrap().offset.into()).collect())
                }
                _ => None,
            },
            _ => None,
        })
        .flat_map(|entries: Vec<u64>| entries)
        .collect();
    assert_eq!(left, [ours - code.start]);
    assert!(functions.panics(functions.bodies[place("panic_fmt")].0));
    assert!(!functions.panics(functions.bodies[place("part_failed")].0));
}
