//! One full calendar date at a token: the forms that outlets print above an article.

use super::{Date, date, month, weekday, year};
use crate::text::{Kind, Token};

/// Reads a full date (day, month and year) that starts at token `at`: `18 Juni 2024`, `Jumanne, 18 Juni 2024`,
/// `Juni 18, 2024`, `18.06.2024`, `18/06/2024`, `2024-06-18`, `tarehe 18 Juni 2024`. Returns the day and the index of the token after it.
#[must_use]
pub fn read_date(text: &str, tokens: &[Token], at: usize) -> Option<(Date, usize)> {
    let word = |i: usize| tokens.get(i).map(|t: &Token| t.text(text));
    let mut i = at;
    if weekday(tokens.get(i)?.lower).is_some() {
        i += 1;
        if word(i) == Some(",") {
            i += 1;
        }
    }
    if word(i).is_some_and(|w| w.eq_ignore_ascii_case("tarehe")) {
        i += 1;
    }
    let token = tokens.get(i)?;
    if token.kind == Kind::Number { numeric(text, tokens, i).or_else(|| day_first(text, tokens, i)) } else { month_first(text, tokens, i) }
}

fn number(text: &str, token: Option<&Token>, digits: std::ops::RangeInclusive<usize>) -> Option<i64> {
    let token = token.filter(|t| t.kind == Kind::Number)?;
    let word = token.text(text);
    (digits.contains(&word.len()) && word.bytes().all(|b| b.is_ascii_digit())).then(|| word.parse().ok())?
}

/// `18.06.2024`, `18/06/2024`, `18-06-2024`, `2024-06-18`, `2024/06/18`.
fn numeric(text: &str, tokens: &[Token], i: usize) -> Option<(Date, usize)> {
    let word = tokens[i].text(text);
    let dotted: Vec<&str> = word.split('.').collect();
    if let [d, m, y] = dotted[..] {
        return Some((date(year(y)?, m.parse().ok()?, d.parse().ok()?)?, i + 1));
    }
    let sign = tokens.get(i + 1)?.text(text);
    if !matches!(sign, "/" | "-") || tokens.get(i + 3)?.text(text) != sign {
        return None;
    }
    let (a, b, c) =
        (number(text, Some(&tokens[i]), 1..=4)?, number(text, tokens.get(i + 2), 1..=2)?, number(text, tokens.get(i + 4), 1..=4)?);
    let touching = (1..5).all(|k| tokens[i + k].gap == crate::text::Gap::None);
    if !touching {
        return None;
    }
    if word.len() == 4 {
        Some((date(year(word)?, b, c)?, i + 5))
    } else {
        let y = year(tokens[i + 4].text(text))?;
        debug_assert_eq!(y, c);
        // Day first, as East Africa writes; month first only where it cannot be otherwise.
        Some((date(y, b, a).or_else(|| date(y, a, b))?, i + 5))
    }
}

/// `18 Juni 2024`, `18 Juni, 2024`.
fn day_first(text: &str, tokens: &[Token], i: usize) -> Option<(Date, usize)> {
    let day = number(text, Some(&tokens[i]), 1..=2)?;
    let month = month(tokens.get(i + 1)?.lower)?;
    let comma = usize::from(tokens.get(i + 2)?.text(text) == ",");
    let y = year(tokens.get(i + 2 + comma)?.text(text))?;
    Some((date(y, i64::from(month), day)?, i + 3 + comma))
}

/// `Juni 18, 2024`, `Juni 18 2024`.
fn month_first(text: &str, tokens: &[Token], i: usize) -> Option<(Date, usize)> {
    let month = month(tokens.get(i)?.lower)?;
    let day = number(text, tokens.get(i + 1), 1..=2)?;
    let comma = usize::from(tokens.get(i + 2)?.text(text) == ",");
    let y = year(tokens.get(i + 2 + comma)?.text(text))?;
    Some((date(y, i64::from(month), day)?, i + 3 + comma))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokens_of;

    #[test]
    fn every_outlets_form() {
        for (text, len) in [
            ("18 Juni 2024Rais", 3),
            ("Jumanne, 18 Juni 2024", 5),
            ("Jumanne 18 Juni 2024", 4),
            ("Juni 18, 2024", 4),
            ("18.06.2024", 1),
            ("18/06/2024", 5),
            ("2024-06-18", 5),
            ("tarehe 18 Juni 2024", 4),
        ] {
            let tokens = tokens_of(text);
            assert_eq!(read_date(text, &tokens, 0), Some((date(2024, 6, 18).unwrap(), len)), "{text}");
        }
        for text in ["30 Februari 2024", "18 Juni", "Juni 2024", "2024", "99/99/2024", "93-2", "18.06.20245", ""] {
            let tokens = tokens_of(text);
            assert_eq!(read_date(text, &tokens, 0), None, "{text}");
        }
    }
}
