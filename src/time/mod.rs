//! Calendar dates as TIMEX3; the whole grammar of Swahili times is to come.

use crate::calendar::read_date;
use crate::extractor::Reading;
use crate::record::Time;

/// The full calendar dates of an article.
pub(crate) fn times(reading: &Reading) -> Vec<Time> {
    let (text, tokens) = (reading.text, reading.tokens);
    let mut out = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let Some((day, after)) = read_date(text, tokens, at) else {
            at += 1;
            continue;
        };
        let span = tokens[at].span.to(tokens[after - 1].span);
        let day = day.to_string();
        out.push(Time {
            span,
            text: span.of(text).to_owned(),
            kind: "DATE".into(),
            value: Some(day.clone()),
            modifier: None,
            freq: None,
            start_date: Some(day.clone()),
            end_date: Some(day),
            ambiguous: false,
            zone: reading.zone(span.start),
        });
        at = after;
    }
    out
}
