//! Who a word agrees with: persons and noun classes as a small set.
//!
//! Swahili prefixes are ambiguous by nature (`u-` is “you”, class 3, 11 or 14; `i-` is class 4 or 9), so an agreement is a
//! set of possibilities, one bit each. Whether a verb can have a noun as its subject is then one `AND`, and the context
//! narrows the set instead of choosing among six copies of the same analysis.

use std::fmt;

/// A noun class, 1 to 18, as Bantu grammars number them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NounClass(u8);

impl NounClass {
    /// The class with this number, if there is one.
    #[must_use]
    pub fn new(number: u8) -> Option<Self> {
        (1..=18).contains(&number).then_some(Self(number))
    }

    /// Its number.
    #[must_use]
    pub fn number(self) -> u8 {
        self.0
    }

    /// Whether it is a plural class.
    #[must_use]
    pub fn is_plural(self) -> bool {
        matches!(self.0, 2 | 4 | 6 | 8 | 10)
    }
}

/// The persons and classes that a prefix or a noun may stand for.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Agreement(u32);

const CLASSES: u32 = 0x7_FFFE;

impl Agreement {
    /// Nobody.
    pub const NONE: Self = Self(0);
    /// I.
    pub const I: Self = Self(1 << 19);
    /// We.
    pub const WE: Self = Self(1 << 20);
    /// You, one.
    pub const YOU: Self = Self(1 << 21);
    /// You, several.
    pub const YOU_ALL: Self = Self(1 << 22);
    /// Oneself (`-ji-`).
    pub const REFLEXIVE: Self = Self(1 << 23);
    /// The three classes of place.
    pub const PLACE: Self = Self(1 << 16 | 1 << 17 | 1 << 18);

    /// The set of these noun classes.
    #[must_use]
    pub const fn classes(numbers: &[u8]) -> Self {
        let (mut bits, mut i) = (0, 0);
        while i < numbers.len() {
            bits |= 1 << numbers[i];
            i += 1;
        }
        Self(bits & CLASSES)
    }

    /// Either of two.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// What both allow.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Whether nothing is in it.
    #[must_use]
    pub const fn is_none(self) -> bool {
        self.0 == 0
    }

    /// Whether the two can stand for the same thing.
    #[must_use]
    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Only what `other` allows too, or unchanged where that leaves nothing.
    #[must_use]
    pub const fn narrowed(self, other: Self) -> Self {
        if self.meets(other) { self.and(other) } else { self }
    }

    /// The noun classes in it, in order.
    pub fn noun_classes(self) -> impl Iterator<Item = NounClass> {
        (1..=18).filter(move |n| self.0 & (1 << n) != 0).map(NounClass)
    }

    /// The noun class, where there is only one.
    #[must_use]
    pub fn class(self) -> Option<NounClass> {
        let bits = self.0 & CLASSES;
        (bits.count_ones() == 1).then(|| NounClass(bits.trailing_zeros() as u8))
    }

    /// The grammatical person that is likeliest in running text: the third wherever a noun class is possible, except that
    /// `m-` is “you” before it is “in there”.
    #[must_use]
    pub fn person(self) -> Option<u8> {
        if self.meets(Self::I.or(Self::WE)) {
            Some(1)
        } else if self.meets(Self::YOU_ALL) {
            Some(2)
        } else if self.0 & CLASSES != 0 {
            Some(3)
        } else if self.meets(Self::YOU) {
            Some(2)
        } else {
            None
        }
    }

    /// Every grammatical person that is possible.
    pub fn persons(self) -> impl Iterator<Item = u8> {
        let holds = [self.meets(Self::I.or(Self::WE)), self.meets(Self::YOU.or(Self::YOU_ALL)), self.0 & CLASSES != 0];
        (1..=3u8).filter(move |&p| holds[usize::from(p) - 1])
    }

    /// Whether it is plural, where all possibilities say the same.
    #[must_use]
    pub fn plural(self) -> Option<bool> {
        const PLURAL: Agreement = Agreement::classes(&[2, 4, 6, 8, 10]).or(Agreement::WE).or(Agreement::YOU_ALL);
        match (self.0 & PLURAL.0 != 0, self.0 & !PLURAL.0 & !Self::REFLEXIVE.0 != 0) {
            (true, false) => Some(true),
            (false, true) => Some(false),
            _ => None,
        }
    }
}

impl fmt::Display for Agreement {
    /// `1sg`, `2sg|3|11|14`, `4|9`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let persons = [(Self::I, "1sg"), (Self::WE, "1pl"), (Self::YOU, "2sg"), (Self::YOU_ALL, "2pl"), (Self::REFLEXIVE, "refl")];
        let mut bar = "";
        for (person, name) in persons {
            if self.meets(person) {
                write!(f, "{bar}{name}")?;
                bar = "|";
            }
        }
        for class in self.noun_classes() {
            write!(f, "{bar}{}", class.number())?;
            bar = "|";
        }
        Ok(())
    }
}

impl fmt::Debug for Agreement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Agreement({self})")
    }
}

impl std::str::FromStr for Agreement {
    type Err = String;

    /// Reads what `Display` writes; commas part as well as bars.
    fn from_str(text: &str) -> Result<Self, String> {
        let mut set = Self::NONE;
        for part in text.split(['|', ',', '/']).map(str::trim).filter(|p| !p.is_empty()) {
            set = set.or(match part {
                "1sg" => Self::I,
                "1pl" => Self::WE,
                "2sg" => Self::YOU,
                "2pl" => Self::YOU_ALL,
                "3sg" => Self::classes(&[1]),
                "3pl" => Self::classes(&[2]),
                "refl" => Self::REFLEXIVE,
                "loc" => Self::PLACE,
                number => match number.parse().ok().and_then(NounClass::new) {
                    Some(class) => Self::classes(&[class.number()]),
                    None => return Err(format!("no such person or class: {number}")),
                },
            });
        }
        Ok(set)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_are_read_written_and_narrowed() {
        let u: Agreement = "2sg|3|11|14".parse().unwrap();
        assert_eq!(u.to_string(), "2sg|3|11|14");
        assert_eq!((u.person(), u.plural(), u.class()), (Some(3), Some(false), None));
        let noun = Agreement::classes(&[3]);
        assert_eq!(u.narrowed(noun).class().map(NounClass::number), Some(3));
        assert_eq!(u.narrowed(Agreement::classes(&[7])), u);
        assert_eq!(Agreement::classes(&[9, 10]).plural(), None);
        assert_eq!(u.persons().collect::<Vec<_>>(), [2, 3]);
        assert!("19".parse::<Agreement>().is_err() && "x".parse::<Agreement>().is_err());
    }
}
