//! Quotation marks → quoted stretches, whatever the marks are and however they are paired.
//!
//! Swahili news mixes `“ ”`, `" "`, `‘’ ’’`, `'' ''`, `« »` and single marks, opens with one and closes with another, and
//! forgets the closing one. So a mark's side is read from what it touches, its own direction only breaks ties, and a
//! stretch left open ends with its paragraph.

use std::ops::Range;

use crate::text::{Gap, Kind, Token};

/// A stretch between quotation marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Quoted {
    /// First token of the opening mark.
    pub open: usize,
    /// The words inside.
    pub content: Range<usize>,
    /// The token after the closing mark, or the paragraph's end.
    pub after: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Lean {
    Open,
    Close,
    Neither,
}

#[derive(Clone, Copy)]
struct Mark {
    end: usize,
    double: bool,
    lean: Lean,
}

/// The quotation mark at token `at`, with marks glued to it that make it a double one.
fn mark_at(text: &str, tokens: &[Token], at: usize, end: usize) -> Option<Mark> {
    let token = &tokens[at];
    if token.kind != Kind::Punctuation {
        return None;
    }
    let own = token.text(text);
    let first = own.chars().next()?;
    let (double, lean) = match first {
        '"' | '\u{201F}' => (true, Lean::Neither),
        '“' | '„' | '«' => (true, Lean::Open),
        '”' | '»' => (true, Lean::Close),
        '‘' | '‚' | '`' => (false, Lean::Open),
        '’' | '\'' | '\u{00B4}' => (false, Lean::Neither),
        _ => return None,
    };
    let mut mark = Mark { end: at + 1, double: double || own.chars().count() > 1, lean };
    // `‘’` and `’’` are one double mark in two characters; so is a mark typed twice.
    while mark.end < end && tokens[mark.end].kind == Kind::Punctuation && tokens[mark.end].gap == Gap::None {
        let c = tokens[mark.end].text(text).chars().next()?;
        let single = matches!(c, '’' | '\'' | '‘' | '`' | '\u{00B4}');
        if !(single && !double || matches!(c, '"' | '“' | '”') && double) || mark.end - at >= 2 {
            break;
        }
        mark.double = true;
        mark.lean = Lean::Neither;
        mark.end += 1;
    }
    Some(mark)
}

/// The side that a mark is on, from what it touches.
fn side(text: &str, tokens: &[Token], at: usize, mark: Mark, range: &Range<usize>, open: bool) -> Lean {
    let touches_left = at > range.start && tokens[at].gap == Gap::None;
    let touches_right = mark.end < range.end && tokens[mark.end].gap == Gap::None;
    let left = if at > range.start { tokens[at - 1].text(text) } else { "" };
    let right = if mark.end < range.end { tokens[mark.end].text(text) } else { "" };
    if at == range.start {
        return Lean::Open;
    }
    if mark.end == range.end || (touches_right && matches!(right, "," | "." | ";" | "?" | "!" | ")")) {
        return Lean::Close;
    }
    if open && matches!(left, "," | "." | "?" | "!") && mark.lean != Lean::Open && (touches_left || !touches_right) {
        return Lean::Close;
    }
    match (touches_left && !matches!(left, "(" | "-" | "–" | "—" | ":"), touches_right) {
        (true, false) => Lean::Close,
        (false, true) => Lean::Open,
        _ if mark.lean != Lean::Neither => mark.lean,
        _ if open => Lean::Close,
        _ => Lean::Open,
    }
}

/// The quoted stretches of the paragraph `range`, in order, outermost only.
pub(super) fn quoted(text: &str, tokens: &[Token], range: Range<usize>, out: &mut Vec<Quoted>) {
    // (first token of the mark, token after it, double)
    let mut opened: Option<(usize, usize, bool)> = None;
    let mut at = range.start;
    while at < range.end {
        let Some(mark) = mark_at(text, tokens, at, range.end) else {
            at += 1;
            continue;
        };
        let lean = side(text, tokens, at, mark, &range, opened.is_some());
        match (opened, lean) {
            (None, Lean::Open) => opened = Some((at, mark.end, mark.double)),
            (Some((first, from, double)), Lean::Close) if mark.double || !double => {
                push(out, first, from..at, mark.end);
                opened = None;
            }
            // `'Kwanza ni amani. 'Pili ni kazi.'`: each sentence opens anew, none but the last closes.
            (Some((first, from, _)), Lean::Open)
                if (mark.lean == Lean::Open || !mark.double) && at > from && matches!(tokens[at - 1].text(text), "." | "?" | "!") =>
            {
                push(out, first, from..at, at);
                opened = Some((at, mark.end, mark.double));
            }
            // A second opening of the same kind: the first was never closed, and says nothing certain; or it is a double
            // inside a single one that was an apostrophe.
            (Some((.., double)), Lean::Open) if mark.double && (!double || mark.lean == Lean::Open) => {
                opened = Some((at, mark.end, mark.double));
            }
            (Some((first, from, true)), Lean::Open) if mark.double => {
                push(out, first, from..at, mark.end);
                opened = None;
            }
            _ => {}
        }
        at = mark.end;
    }
    // Left open to the paragraph's end: real where it began the paragraph or follows a colon, comma or word of saying.
    if let Some((first, from, true)) = opened {
        push(out, first, from..range.end, range.end);
    }
}

fn push(out: &mut Vec<Quoted>, open: usize, content: Range<usize>, after: usize) {
    if !content.is_empty() {
        out.push(Quoted { open, content, after });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokens_of;

    fn spans(text: &str) -> Vec<&str> {
        let (tokens, mut out) = (tokens_of(text), Vec::new());
        quoted(text, &tokens, 0..tokens.len(), &mut out);
        out.iter().map(|q| tokens[q.content.start].span.to(tokens[q.content.end - 1].span).of(text)).collect()
    }

    #[test]
    fn marks_of_every_kind() {
        for text in [
            "\"Tumefika salama,\" alisema.",
            "“Tumefika salama,” alisema.",
            "“Tumefika salama,\" alisema.",
            "\"Tumefika salama,”alisema.",
            "‘’Tumefika salama,’’ alisema.",
            "''Tumefika salama,'' alisema.",
            "‘Tumefika salama,’ alisema.",
            "'Tumefika salama,' alisema.",
            "«Tumefika salama,» alisema.",
            "\" Tumefika salama, \" alisema.",
            "„Tumefika salama,“ alisema.",
            "Alisema:“Tumefika salama,”",
        ] {
            assert_eq!(spans(text), ["Tumefika salama,"], "{text}");
        }
    }

    #[test]
    fn unbalanced_and_nested() {
        assert_eq!(spans("Alisema \"tumefika salama"), ["tumefika salama"]);
        assert_eq!(spans("Alisema tumefika\" salama"), [] as [&str; 0]);
        assert_eq!(spans("“Aliniambia ‘njoo kesho’ na nikaja,” alisema."), ["Aliniambia ‘njoo kesho’ na nikaja,"]);
        assert_eq!(spans("“Kwanza,” alisema, “na pili.”"), ["Kwanza,", "na pili."]);
        assert_eq!(spans("ng'ombe wa ng’ambo"), [] as [&str; 0]);
        assert_eq!(spans("''"), [] as [&str; 0]);
    }
}
