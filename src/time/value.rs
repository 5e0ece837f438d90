//! TIMEX3 values as small `Copy` data: a point, an interval of two, or a length of time. Text is made only by `Display`.

use std::fmt;

use jiff::ToSpan;
use jiff::civil::ISOWeekDate;

use crate::calendar::{Date, Weekday, date};
use crate::numeral::Exact;

/// Parts of a day as TIMEX3 codes them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// `asubuhi`, `alfajiri`
    Morning,
    /// `mchana`, `alasiri`
    Afternoon,
    /// `jioni`
    Evening,
    /// `usiku`
    Night,
}

/// A season of the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Season {
    /// Spring.
    Spring,
    /// Summer.
    Summer,
    /// Autumn.
    Autumn,
    /// Winter.
    Winter,
}

/// A stretch of the calendar, or a moment of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Point {
    /// A day.
    Day(Date),
    /// An ISO week, by its Monday.
    Week(Date),
    /// A weekend, by the Monday of its week.
    Weekend(Date),
    /// A month.
    Month(i16, i8),
    /// A quarter, 1 to 4.
    Quarter(i16, i8),
    /// A half, 1 or 2.
    Half(i16, i8),
    /// A season.
    Season(i16, Season),
    /// A year.
    Year(i16),
    /// Ten years, by the year without its last digit.
    Decade(i16),
    /// A hundred years, by the year without its last two digits.
    Century(i16),
    /// A part of a day, the day where known.
    Part(Option<Date>, Part),
    /// A moment, the day where known.
    Clock(Option<Date>, i8, i8),
    /// A weekday of no known week.
    SomeWeekday(Weekday),
    /// A day of every year.
    SomeMonthDay(i8, i8),
    /// Now.
    Present,
    /// Not long ago.
    Past,
    /// Some day.
    Future,
}

/// The unit of a length of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    /// Seconds.
    Second,
    /// Minutes.
    Minute,
    /// Hours.
    Hour,
    /// Days.
    Day,
    /// Weeks.
    Week,
    /// Months.
    Month,
    /// Years.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
    /// A weekend.
    Weekend,
    /// A time of no known length (`muda`, `kipindi`, `wakati`).
    Period,
}

/// A length of time: an amount (`None`: vague) and what it is counted in, and sometimes a smaller part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Length {
    /// The main part.
    pub amount: Option<Exact>,
    /// Its unit.
    pub unit: Unit,
    /// A smaller part (`na nusu`, `na dakika kumi`).
    pub more: Option<(u32, Unit)>,
}

/// The value of a time expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    /// One stretch of time.
    Point(Point),
    /// From the first to the last.
    Interval(Point, Point),
    /// A length.
    Length(Length),
}

impl Part {
    fn code(self) -> &'static str {
        match self {
            Self::Morning => "MO",
            Self::Afternoon => "AF",
            Self::Evening => "EV",
            Self::Night => "NI",
        }
    }
}

impl Point {
    /// The first and last day covered.
    #[must_use]
    pub fn days(self) -> Option<(Date, Date)> {
        let month = |y: i16, from: i8, to: i8| {
            let last = date(y.into(), to.into(), 1)?.last_of_month();
            Some((date(y.into(), from.into(), 1)?, last))
        };
        match self {
            Self::Day(d) | Self::Clock(Some(d), ..) | Self::Part(Some(d), _) => Some((d, d)),
            Self::Week(m) => Some((m, m.checked_add(6.days()).ok()?)),
            Self::Weekend(m) => Some((m.checked_add(5.days()).ok()?, m.checked_add(6.days()).ok()?)),
            Self::Month(y, m) => month(y, m, m),
            Self::Quarter(y, q) => month(y, q * 3 - 2, q * 3),
            Self::Half(y, h) => month(y, h * 6 - 5, h * 6),
            Self::Year(y) => month(y, 1, 12),
            Self::Decade(d) => Some((date(i64::from(d) * 10, 1, 1)?, date(i64::from(d) * 10 + 9, 12, 31)?)),
            Self::Century(c) => Some((date(i64::from(c) * 100, 1, 1)?, date(i64::from(c) * 100 + 99, 12, 31)?)),
            _ => None,
        }
    }

    /// The year it lies in.
    #[must_use]
    pub fn year(self) -> Option<i16> {
        self.days().map(|(d, _)| d.year())
    }
}

fn iso(monday: Date) -> ISOWeekDate {
    monday.iso_week_date()
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Day(d) => write!(f, "{:04}-{:02}-{:02}", d.year(), d.month(), d.day()),
            Self::Week(m) => write!(f, "{:04}-W{:02}", iso(m).year(), iso(m).week()),
            Self::Weekend(m) => write!(f, "{:04}-W{:02}-WE", iso(m).year(), iso(m).week()),
            Self::Month(y, m) => write!(f, "{y:04}-{m:02}"),
            Self::Quarter(y, q) => write!(f, "{y:04}-Q{q}"),
            Self::Half(y, h) => write!(f, "{y:04}-H{h}"),
            Self::Season(y, s) => {
                let code = match s {
                    Season::Spring => "SP",
                    Season::Summer => "SU",
                    Season::Autumn => "FA",
                    Season::Winter => "WI",
                };
                write!(f, "{y:04}-{code}")
            }
            Self::Year(y) => write!(f, "{y:04}"),
            Self::Decade(d) => write!(f, "{d:03}"),
            Self::Century(c) => write!(f, "{c:02}"),
            Self::Part(day, p) => {
                if let Some(d) = day {
                    Self::Day(d).fmt(f)?;
                }
                write!(f, "T{}", p.code())
            }
            Self::Clock(day, h, m) => {
                if let Some(d) = day {
                    Self::Day(d).fmt(f)?;
                }
                write!(f, "T{h:02}:{m:02}")
            }
            Self::SomeWeekday(w) => write!(f, "XXXX-WXX-{}", w.to_monday_one_offset()),
            Self::SomeMonthDay(m, d) => write!(f, "XXXX-{m:02}-{d:02}"),
            Self::Present => f.write_str("PRESENT_REF"),
            Self::Past => f.write_str("PAST_REF"),
            Self::Future => f.write_str("FUTURE_REF"),
        }
    }
}

impl fmt::Display for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let letter = |u: Unit| match u {
            Unit::Second => "S",
            Unit::Minute | Unit::Month => "M",
            Unit::Hour => "H",
            Unit::Day => "D",
            Unit::Week => "W",
            Unit::Year | Unit::Decade | Unit::Century | Unit::Period => "Y",
            Unit::Weekend => "WE",
        };
        let clock = self.unit <= Unit::Hour;
        f.write_str(if clock { "PT" } else { "P" })?;
        let by = match self.unit {
            Unit::Decade => 10,
            Unit::Century => 100,
            _ => 1,
        };
        match self.amount.and_then(|a| a.times(by)) {
            Some(n) => write!(f, "{n}")?,
            None => f.write_str(match self.unit {
                Unit::Decade => "XX",
                Unit::Century => "XXX",
                _ => "X",
            })?,
        }
        f.write_str(letter(self.unit))?;
        if let Some((n, unit)) = self.more {
            if !clock && unit <= Unit::Hour {
                f.write_str("T")?;
            }
            write!(f, "{n}{}", letter(unit))?;
        }
        Ok(())
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Point(p) => p.fmt(f),
            Self::Interval(a, b) => write!(f, "{a}/{b}"),
            Self::Length(l) => l.fmt(f),
        }
    }
}
