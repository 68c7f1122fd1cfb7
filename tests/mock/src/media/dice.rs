//! Chance that is the same for the same name.

/// `xorshift64*` started from a hash of the name.
pub(crate) struct Dice(u64);

impl Dice {
    /// Starts from a name.
    pub(crate) fn new(name: &str) -> Self {
        // FNV-1a, then one round of mixing so that similar names differ at once.
        let hash = name
            .bytes()
            .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
        Self((hash ^ (hash >> 31)).wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 32
    }

    /// A whole number from 0 up to but not including the limit.
    pub(crate) fn below(&mut self, limit: u32) -> u32 {
        u32::try_from(self.next() % u64::from(limit.max(1))).unwrap_or(0)
    }

    /// A number in the range.
    pub(crate) fn between(&mut self, least: f64, most: f64) -> f64 {
        least + (most - least) * f64::from(self.below(10_000)) / 10_000.0
    }

    /// Whether something happens that happens so many times in a hundred.
    pub(crate) fn chance(&mut self, percent: u32) -> bool {
        self.below(100) < percent
    }

    /// One of a few.
    pub(crate) fn pick<'a, T>(&mut self, items: &'a [T]) -> Option<&'a T> {
        let limit = u32::try_from(items.len()).ok()?;
        items.get(usize::try_from(self.below(limit)).ok()?)
    }
}
