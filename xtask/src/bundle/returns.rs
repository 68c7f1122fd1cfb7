//! Whether a function can come back to who called it.
use walrus::{
    LocalFunction,
    ir::{Instr, InstrLocId, InstrSeqId, Visitor, dfs_in_order},
};

/// Neither its end nor anything before leads back.
pub(super) fn never_returns(function: &LocalFunction) -> bool {
    let entry = function.entry_block();
    let mut ways = WaysBack { entry, found: false };
    dfs_in_order(&mut ways, function, entry);
    let last = function.block(entry).instrs.last();
    !ways.found && matches!(last, Some((Instr::Unreachable(_), _)))
}

/// Looks for a return, and for a branch to the outermost block, which is one too.
struct WaysBack {
    entry: InstrSeqId,
    found: bool,
}

impl<'instr> Visitor<'instr> for WaysBack {
    fn visit_instr(&mut self, instr: &'instr Instr, _: &'instr InstrLocId) {
        let target = match instr {
            Instr::Br(branch) => branch.block,
            Instr::BrIf(branch) => branch.block,
            Instr::BrOnNull(branch) => branch.block,
            Instr::BrOnNonNull(branch) => branch.block,
            Instr::BrOnCast(branch) => branch.block,
            Instr::BrOnCastFail(branch) => branch.block,
            Instr::BrTable(table) => {
                self.found |= table.blocks.contains(&self.entry);
                table.default
            }
            // what is called in its place may come back; exceptions have targets of their own, which nothing of ours uses
            Instr::Return(_)
            | Instr::ReturnCall(_)
            | Instr::ReturnCallIndirect(_)
            | Instr::ReturnCallRef(_)
            | Instr::TryTable(_) => self.entry,
            _ => return,
        };
        self.found |= target == self.entry;
    }
}

#[cfg(test)]
mod tests {
    use super::never_returns;
    use walrus::{FunctionBuilder, FunctionKind, InstrSeqBuilder, Module, ModuleConfig, ir::InstrSeqId};

    /// Whether a function of this body, with the id of its outermost block, never returns.
    fn never(does: impl Fn(&mut InstrSeqBuilder, InstrSeqId)) -> bool {
        let mut module = Module::with_config(ModuleConfig::new());
        let mut builder = FunctionBuilder::new(&mut module.types, &[], &[]);
        let mut body = builder.func_body();
        let entry = body.id();
        does(&mut body, entry);
        let id = builder.finish(vec![], &mut module.funcs);
        let FunctionKind::Local(function) = &module.funcs.get(id).kind else { return false };
        never_returns(function)
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
}
