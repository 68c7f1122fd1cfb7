//! Bodies of functions: where they can only trap, and what replaces them in as many bytes.
use anyhow::{Result, bail};
use std::ops::Range;
use wasmparser::{FunctionBody, Operator};

/// No locals, or the trap itself.
const UNREACHABLE: u8 = 0x00;
const NO_LOCALS: u8 = 0x00;
const NOP: u8 = 0x01;
const END: u8 = 0x0b;
/// `i32.const 0`.
const ZERO: [u8; 2] = [0x41, 0x00];

/// What a body does, as far as it matters here.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Body {
    /// Where it is in the module.
    pub(super) range: Range<u64>,
    /// Neither its end nor anything before leads back to who called it.
    pub(super) never_returns: bool,
    /// Whom it calls, each with the place of the call and of all that is done for nothing but to come there.
    pub(super) calls: Vec<(u32, Range<u64>)>,
}

impl Body {
    /// # Errors
    /// When it cannot be read.
    pub(super) fn read(body: &FunctionBody) -> Result<Self> {
        let mut read = Self { range: body.range(), never_returns: true, calls: Vec::new() };
        let mut operators = body.get_operators_reader()?;
        let (mut depth, mut before_end) = (0_u32, None);
        // where the way began that leads straight on to here
        let mut straight = operators.original_position();
        while !operators.eof() {
            let operator = operators.read()?;
            let after = operators.original_position();
            let returns = match &operator {
                Operator::Try { .. } | Operator::Catch { .. } | Operator::CatchAll | Operator::Delegate { .. } => {
                    bail!("exceptions of the old kind, whose blocks are not counted here")
                }
                Operator::Br { relative_depth }
                | Operator::BrIf { relative_depth }
                | Operator::BrOnNull { relative_depth }
                | Operator::BrOnNonNull { relative_depth }
                | Operator::BrOnCast { relative_depth, .. }
                | Operator::BrOnCastFail { relative_depth, .. } => *relative_depth == depth,
                Operator::BrTable { targets } => {
                    let all = targets.targets().collect::<Result<Vec<_>, _>>()?;
                    all.into_iter().chain([targets.default()]).any(|target| target == depth)
                }
                // what is called in its place may come back
                Operator::Return
                | Operator::ReturnCall { .. }
                | Operator::ReturnCallIndirect { .. }
                | Operator::ReturnCallRef { .. }
                | Operator::TryTable { .. } => true,
                _ => false,
            };
            read.never_returns &= !returns;
            match &operator {
                Operator::Block { .. } | Operator::Loop { .. } | Operator::If { .. } | Operator::TryTable { .. } => {
                    depth += 1;
                }
                Operator::End if depth == 0 => read.never_returns &= before_end == Some(true),
                Operator::End => depth -= 1,
                Operator::Call { function_index } => read.calls.push((*function_index, straight..after)),
                _ => {}
            }
            if leads_elsewhere(&operator) {
                straight = after;
            }
            before_end = Some(matches!(operator, Operator::Unreachable));
        }
        Ok(read)
    }
}

/// Whether what follows need not come after what precedes, or others see that it came there.
fn leads_elsewhere(operator: &Operator) -> bool {
    matches!(
        operator,
        Operator::Block { .. }
            | Operator::Loop { .. }
            | Operator::If { .. }
            | Operator::Else
            | Operator::TryTable { .. }
            | Operator::End
            | Operator::Br { .. }
            | Operator::BrIf { .. }
            | Operator::BrTable { .. }
            | Operator::BrOnNull { .. }
            | Operator::BrOnNonNull { .. }
            | Operator::BrOnCast { .. }
            | Operator::BrOnCastFail { .. }
            | Operator::Return
            | Operator::Unreachable
            | Operator::Call { .. }
            | Operator::CallIndirect { .. }
            | Operator::CallRef { .. }
            | Operator::ReturnCall { .. }
            | Operator::ReturnCallIndirect { .. }
            | Operator::ReturnCallRef { .. }
    )
}

/// A stretch of code that traps at once.
pub(super) fn trap(code: &mut [u8]) {
    code.fill(NOP);
    if let Some(first) = code.first_mut() {
        *first = UNREACHABLE;
    }
}

/// A body that traps at once.
///
/// # Errors
/// When it has no room for that.
pub(super) fn trap_all(body: &mut [u8]) -> Result<()> {
    fill(body, &[UNREACHABLE])
}

/// A body that gives nought.
///
/// # Errors
/// When it has no room for that.
pub(super) fn give_zero(body: &mut [u8]) -> Result<()> {
    fill(body, &ZERO)
}

fn fill(body: &mut [u8], code: &[u8]) -> Result<()> {
    let [locals, rest @ .., end] = body else { bail!("a function without an end") };
    (*locals, *end) = (NO_LOCALS, END);
    rest.fill(NOP);
    let Some(start) = rest.get_mut(..code.len()) else { bail!("a function of {} bytes", rest.len() + 2) };
    start.copy_from_slice(code);
    Ok(())
}
