//! `DAR ES SALAAM, Tanzania —`: the place where a report was filed, in front of its first sentence.

use std::ops::Range;

use crate::text::{Case, Kind, Token};

/// The place tokens of a dateline at token `at` of a paragraph that ends before `end`, and the token after its dash.
///
/// In capitals any dash will do, or the end of the line; in mixed case only a long dash parts the place from the report,
/// since a hyphen between spaces is also used inside sentences.
pub fn dateline(text: &str, tokens: &[Token], at: usize, end: usize) -> Option<(Range<usize>, usize)> {
    let mut i = at;
    let mut words = 0;
    let (mut all_upper, mut first_upper) = (true, false);
    while i < end && i - at < 9 {
        let token = &tokens[i];
        let word = token.text(text);
        if matches!(word, "—" | "–" | "-" | "--" | "---") {
            break;
        }
        if token.is_word() && (token.is_capitalised() || matches!(word, "es" | "ya" | "la" | "wa")) {
            let upper = token.case == Case::Upper || (token.span.len() == 1 && token.is_capitalised());
            if words == 0 {
                first_upper = upper && token.span.len() > 1;
            }
            all_upper &= upper;
            words += 1;
        } else if words == 0 || !matches!(word, "," | "(" | ")") {
            return None;
        }
        i += 1;
    }
    if words == 0 || words > 6 || tokens[i - 1].text(text) == "," {
        return None;
    }
    let place = at..trim_agency(text, tokens, at, i);
    if i == end {
        // A line of its own: only in capitals, and with a comma so that no shouted headline is taken for one.
        let comma = tokens[at..i].iter().any(|t| t.text(text) == ",");
        return (all_upper && comma && words <= 4).then_some((place, i));
    }
    let dash = tokens[i].text(text);
    let long = dash != "-";
    let spaced = i + 1 >= end || tokens[i + 1].kind != Kind::Number;
    let last = i + 1 == end && !(first_upper && long);
    ((first_upper || (long && words <= 4)) && spaced && !last).then_some((place, i + 1))
}

/// `NAIROBI (Reuters)`: the agency in brackets is not part of the place.
fn trim_agency(text: &str, tokens: &[Token], at: usize, end: usize) -> usize {
    (at + 1..end).find(|&i| tokens[i].text(text) == "(").unwrap_or(end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokens_of;

    #[test]
    fn places_before_a_dash() {
        for (text, want) in [
            ("DAR ES SALAAM, Tanzania — Serikali imesema", Some("DAR ES SALAAM, Tanzania")),
            ("NAIROBI - Rais amesema", Some("NAIROBI")),
            ("NAIROBI, KENYA", Some("NAIROBI, KENYA")),
            ("Dodoma, Tanzania – Bunge limepitisha", Some("Dodoma, Tanzania")),
            ("KAMPALA (Reuters) - Polisi", Some("KAMPALA")),
            ("Rais Samia - ambaye yuko ziarani - amesema", None),
            ("MOMBASA —", Some("MOMBASA")),
            ("RAIS AONYA MAWAZIRI WAKE", None),
            ("Serikali imesema leo", None),
            ("— Asha Juma", None),
        ] {
            let tokens = tokens_of(text);
            let got = dateline(text, &tokens, 0, tokens.len()).map(|(p, _)| tokens[p.start].span.to(tokens[p.end - 1].span).of(text));
            assert_eq!(got, want, "{text}");
        }
    }
}
