//! The tense of the verb that a time hangs on: a weekday needs only to know whether its verb looks back or ahead.

use std::ops::Range;

use crate::morph::{Analysis, Tense as Marker, TimeClass};

/// Which way a verb looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    /// `-li-`, `-me-` and the other pasts.
    Past,
    /// `-ta-`, and the present of verbs of expecting.
    Future,
    /// Neither: the present, or no finite verb.
    Unknown,
}

/// Present forms of these verbs look ahead: `inatarajiwa kufanyika Jumapili`.
const AHEAD: [&str; 7] = ["tarajia", "tazamia", "panga", "kusudia", "subiri", "tegemea", "nuia"];

/// Which way one word looks.
fn tense(analysis: &Analysis) -> Tense {
    match analysis.time() {
        Some(TimeClass::Past) => Tense::Past,
        Some(TimeClass::Future) => Tense::Future,
        Some(_) if looks_ahead(analysis) => Tense::Future,
        _ => Tense::Unknown,
    }
}

/// `-na-` or `-ki-` before a verb of expecting, in the active or passive.
fn looks_ahead(analysis: &Analysis) -> bool {
    let stem = analysis.lemma.as_str();
    let root = stem.strip_suffix("wa").unwrap_or(stem.strip_suffix('a').unwrap_or(stem));
    matches!(analysis.tense, Some(Marker::Present | Marker::Situative))
        && AHEAD.iter().any(|verb| verb.strip_suffix('a').unwrap_or(verb) == root)
}

/// The tense of the verb nearest to tokens `from..to` within `sentence`: the time's own clause. Ties go to the verb before it.
pub(super) fn nearest(analyses: &[Analysis], sentence: Range<usize>, from: usize, to: usize) -> Tense {
    for step in 0..10 {
        let before = from.checked_sub(step + 1).filter(|i| *i >= sentence.start);
        let after = Some(to + step).filter(|i| *i < sentence.end);
        let found = before.into_iter().chain(after).map(|i| tense(&analyses[i])).find(|t| *t != Tense::Unknown);
        if let Some(tense) = found {
            return tense;
        }
    }
    Tense::Unknown
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::morph::Morph;

    #[test]
    fn analyses_tell() {
        for (word, expected) in [
            ("alisema", Tense::Past),
            ("wamekutana", Tense::Past),
            ("hawakukubali", Tense::Past),
            ("yatafanyika", Tense::Future),
            ("utakaofanyika", Tense::Future),
            ("inatarajiwa", Tense::Future),
            ("wanapanga", Tense::Future),
            ("ikisubiriwa", Tense::Future),
            ("anasema", Tense::Unknown),
            ("hatakwenda", Tense::Future),
            ("hawatakubali", Tense::Future),
            ("hatari", Tense::Unknown),
            ("kutangaza", Tense::Unknown),
            ("kutakuwa", Tense::Future),
            ("mtandao", Tense::Unknown),
            ("serikali", Tense::Unknown),
            ("mkutano", Tense::Unknown),
            ("wanajeshi", Tense::Unknown),
            ("vitatu", Tense::Unknown),
        ] {
            assert_eq!(tense(&Morph::built_in().analyze(word)[0]), expected, "{word}");
        }
    }
}
