//! Sentences end where a block does: a link or credit run into the text is never part of the report's sentence.

use super::zone::{Layout, Zone};
use crate::text::{Gap, Kind, Sentence, Token};

/// Cuts sentences at block edges and gives each its zone.
pub(super) fn cut(tokens: &[Token], sentences: &mut Vec<Sentence>, layout: &mut Layout) {
    let mut out = Vec::with_capacity(sentences.len() + layout.blocks.len() * 2);
    let mut zones = Vec::with_capacity(out.capacity());
    let mut blocks = layout.blocks.iter().peekable();
    for sentence in sentences.iter() {
        let mut start = sentence.tokens.start;
        let end = sentence.tokens.end;
        while start < end {
            while blocks.peek().is_some_and(|b| b.tokens.end <= start) {
                blocks.next();
            }
            let (zone, stop) = match blocks.peek() {
                Some(b) if b.tokens.start <= start => (b.zone, b.tokens.end.min(end)),
                Some(b) => (Zone::Body, b.tokens.start.min(end)),
                None => (Zone::Body, end),
            };
            // A dateline's dash or a lone full stop is no sentence.
            let piece = start..stop;
            let wordless =
                zone == Zone::Body && piece != sentence.tokens && tokens[piece.clone()].iter().all(|t| t.kind == Kind::Punctuation);
            if !wordless {
                let from = if zone == Zone::Body && start != sentence.tokens.start {
                    (start..stop).find(|&i| tokens[i].kind != Kind::Punctuation || opens(tokens, i)).unwrap_or(start)
                } else {
                    start
                };
                out.push(Sentence { span: tokens[from].span.to(tokens[stop - 1].span), tokens: from..stop, paragraph: sentence.paragraph });
                zones.push(zone);
            }
            start = stop;
        }
    }
    *sentences = out;
    layout.zones = zones;
}

/// Whether a mark belongs to what follows it (a quotation mark or bracket that touches the next word).
fn opens(tokens: &[Token], i: usize) -> bool {
    tokens.get(i + 1).is_some_and(|t| t.gap == Gap::None && t.is_word())
}
