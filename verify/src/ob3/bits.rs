//! Values in a list of bits.

/// Least entries of a list: fewer would tell which badge is looked at.
const LEAST: u64 = 131_072;

/// A list, inflated.
pub(super) struct Bits<'a> {
    pub(super) bytes: &'a [u8],
    /// Bits of each entry.
    pub(super) size: u64,
}

impl Bits<'_> {
    /// The value of an entry.
    ///
    /// `is_old`: a list of `StatusList2021`. Open edX writes those with a whole byte for each entry, and shorter than is
    /// allowed: a short list of nothing but zeros and ones is read that way.
    pub(super) fn at(&self, index: u64, is_old: bool) -> Result<u64, &'static str> {
        let bits = u64::try_from(self.bytes.len()).unwrap_or(u64::MAX).saturating_mul(8);
        if !(1..=32).contains(&self.size) {
            return Err("bad-size");
        }
        if bits / self.size < LEAST {
            let is_bytes = is_old && self.size == 1 && self.bytes.iter().all(|byte| *byte <= 1);
            let byte = usize::try_from(index).ok().and_then(|index| self.bytes.get(index));
            return if is_bytes { byte.map(|byte| u64::from(*byte)).ok_or("bad-index") } else { Err("short-list") };
        }
        if index >= bits / self.size {
            return Err("bad-index");
        }
        (0..self.size).try_fold(0, |value, offset| {
            let at = index * self.size + offset;
            let byte = usize::try_from(at / 8).ok().and_then(|place| self.bytes.get(place)).ok_or("bad-index")?;
            Ok(value << 1 | u64::from(byte >> (7 - at % 8) & 1))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bits_are_counted_from_the_most_significant() {
        let mut bytes = vec![0; 16_384];
        bytes[1] = 0b0100_0000;
        let bits = Bits { bytes: &bytes, size: 1 };
        assert_eq!([8, 9, 10].map(|index| bits.at(index, false)), [Ok(0), Ok(1), Ok(0)]);
        assert_eq!(bits.at(131_071, false), Ok(0));
        assert_eq!(bits.at(131_072, false), Err("bad-index"));
        assert_eq!(bits.at(u64::MAX, false), Err("bad-index"));
    }

    #[test]
    fn entries_may_be_wider() {
        let mut bytes = vec![0; 65_536];
        bytes[1] = 0b0000_0110;
        let bits = Bits { bytes: &bytes, size: 4 };
        assert_eq!([2, 3].map(|index| bits.at(index, false)), [Ok(0), Ok(6)]);
        assert_eq!(Bits { bytes: &bytes, size: 0 }.at(0, false), Err("bad-size"));
        assert_eq!(Bits { bytes: &bytes, size: 64 }.at(0, false), Err("bad-size"));
    }

    #[test]
    fn short_lists_are_unknown_save_those_of_open_edx() {
        let bits = Bits { bytes: &[0, 1, 0], size: 1 };
        assert_eq!([0, 1, 3].map(|index| bits.at(index, true)), [Ok(0), Ok(1), Err("bad-index")]);
        assert_eq!(bits.at(1, false), Err("short-list"));
        assert_eq!(Bits { bytes: &[0, 2], size: 1 }.at(0, true), Err("short-list"));
    }
}
