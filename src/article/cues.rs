//! The phrases that open a block (`Soma Pia:`, `Mhariri:`, `Chanzo cha picha,`), from `data/article/cues.tsv`.

use std::sync::LazyLock;

use super::zone::Zone;
use crate::data::phrases::Phrases;
use crate::data::tsv::Table;
use crate::text::{Gap, Token};

/// What must follow a cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum After {
    Colon,
    Name,
    End,
    Any,
}

/// One way in which a phrase can open a block.
#[derive(Clone, Copy, Debug)]
pub struct Cue {
    pub zone: Zone,
    pub inline: bool,
    pub after: After,
}

static CUES: LazyLock<Phrases<Vec<Cue>>> = LazyLock::new(|| {
    let mut phrases = Phrases::new(true);
    for row in Table::built_in(include_str!("../../data/article/cues.tsv")).rows() {
        let zone = match row.get("kind") {
            "byline" => Zone::Byline,
            "source" => Zone::Source,
            "caption" => Zone::Caption,
            "related" => Zone::Related,
            "published" => Zone::Published,
            other => panic!("data/article/cues.tsv:{}: unknown kind {other}", row.line),
        };
        let after = match row.get("after") {
            "colon" => After::Colon,
            "name" => After::Name,
            "end" => After::End,
            "any" => After::Any,
            other => panic!("data/article/cues.tsv:{}: unknown after {other}", row.line),
        };
        let cue = Cue { zone, inline: row.get("where") == "inline", after };
        phrases.add_with(row.get("phrase"), vec![cue], |old, new| old.extend(new));
    }
    phrases
});

/// The cue that stands at token `at` of a line that ends before `end`, if what must follow it does follow:
/// the cue and the index of the first token after the phrase (and its colon).
pub fn cue_at(text: &str, tokens: &[Token], at: usize, end: usize, line_start: bool) -> Option<(Cue, usize)> {
    if !CUES.starts(&tokens[at]) {
        return None;
    }
    let (len, cues) = CUES.longest(&tokens[..end], at)?;
    let next = at + len;
    let colon = next < end && tokens[next].text(text) == ":" && tokens[next].gap != Gap::Line;
    cues.iter().filter(|cue| line_start || cue.inline).find_map(|cue| match cue.after {
        After::Colon if colon => Some((*cue, next + 1)),
        After::End if next == end => Some((*cue, next)),
        After::Name if next < end && tokens[next].is_capitalised() => Some((*cue, next)),
        // `Chanzo cha picha, Getty Images`: a comma may stand between.
        After::Name if next + 1 < end && tokens[next].text(text) == "," && tokens[next + 1].is_capitalised() => Some((*cue, next + 1)),
        After::Any => Some((*cue, next)),
        _ => None,
    })
}
