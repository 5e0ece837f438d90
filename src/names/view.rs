//! Tokens → views: everything that is asked of a token many times over, worked out once an article, the same in training
//! and at run time.

use std::ops::Range;

use super::gazetteer as gz;
use super::memory::Memory;
use super::model::Forms;
use crate::text::{Case, Sentence, Shape, Token};

/// One token as the tagger sees it.
#[derive(Clone, Copy, Debug)]
pub struct View {
    /// Lower-cased hash.
    pub lower: u64,
    /// The form in the [`Memory`], where what no neighbour and no sentence changes is kept.
    pub id: u32,
    /// Collapsed shape, as if not shouted.
    pub shape: u32,
    /// Bits of the gazetteer.
    pub gaz: u16,
    /// Learned facts of the form: cluster, capital statistics, distribution over types.
    pub form: [u8; 3],
    /// Whether it begins with a capital (after headlines in capitals were undone).
    pub capital: bool,
    /// Made of letters.
    pub word: bool,
    /// First word of its sentence.
    pub first: bool,
    /// Stands in a sentence written all in capitals.
    pub shouted: bool,
    /// An opening bracket.
    pub bracket: bool,
    /// Whether a known name of several words begins with this form.
    pub(super) opens: bool,
    /// First and last token of the run of capitals that holds it.
    pub(super) run: (u32, u32),
    /// The same with linking words between capitals.
    pub(super) chain: (u32, u32),
    /// Head of the institution phrase that may hold it (token + 1, 0 = none), its part there, and whether a link agrees.
    pub(super) inst: (u32, u8, bool),
    /// Known phrase of several words: 1 begins a place, 2 goes on, 3 and 4 the same of an organisation.
    pub(super) phrase: u8,
}

impl View {
    /// What stands outside the sentence; form 0 of every memory.
    pub const PAD: View = View {
        lower: 0x5EED_0001,
        id: 0,
        shape: 0,
        gaz: 0,
        form: [0; 3],
        capital: false,
        word: false,
        first: false,
        shouted: false,
        bracket: false,
        opens: false,
        run: (0, 0),
        chain: (0, 0),
        inst: (0, 0, false),
        phrase: 0,
    };

    /// Everything that features of this view alone ask and that its form does not settle.
    #[must_use]
    pub fn dress(&self) -> u64 {
        let flags = u64::from(self.phrase) << 2 | u64::from(self.capital) << 1 | u64::from(self.first);
        flags << 32 | u64::from(self.shape)
    }
}

/// Fills `views` for an article.
pub fn look(text: &str, tokens: &[Token], sentences: &[Sentence], forms: &Forms, memory: &mut Memory, views: &mut Vec<View>) {
    let lists = gz::gazetteer();
    views.clear();
    views.reserve(tokens.len());
    for token in tokens {
        let word = token.text(text);
        let id = memory.form(token, word, forms, lists);
        let form = &memory.forms[id as usize];
        views.push(View {
            lower: form.lower,
            id,
            shape: token.shape.0 | (u32::from(token.case == Case::Upper && word.len() > 1) << 31),
            gaz: form.gaz,
            form: form.learned,
            capital: token.is_capitalised(),
            word: token.is_word(),
            bracket: form.bracket,
            opens: form.opens,
            ..View::PAD
        });
    }
    for sentence in sentences {
        read_sentence(tokens, sentence.tokens.clone(), views, lists);
    }
}

fn read_sentence(tokens: &[Token], range: Range<usize>, views: &mut [View], lists: &gz::Gazetteer) {
    let first = range.clone().find(|&i| views[i].word).unwrap_or(range.start);
    views[first].first = true;
    views[range.start].first = true;
    let words = range.clone().filter(|&i| views[i].word && tokens[i].span.len() > 1);
    let (all, upper) = words.fold((0, 0), |(a, u), i| (a + 1, u + usize::from(tokens[i].case == Case::Upper)));
    if all >= 4 && upper * 4 >= all * 3 {
        // A headline in capitals: what raw text capitalises stays so, the rest is small.
        for i in range.clone().filter(|&i| tokens[i].case == Case::Upper) {
            let v = &mut views[i];
            v.shouted = true;
            let known = v.form[1] >= 5 || v.gaz & (gz::COUNTRY | gz::CITY | gz::GIVEN | gz::FAMILY) != 0 || (v.form[1] == 0 && v.gaz == 0);
            v.capital = known;
            v.shape = if known { Shape::UPPER | Shape::LOWER << 3 } else { Shape::LOWER };
        }
    }
    let mut i = range.start;
    while i < range.end {
        if !views[i].opens {
            i += 1;
            continue;
        }
        let (n, bit) = lists.phrase(&tokens[..range.end], i);
        if n > 0 && (views[i].capital || bit == gz::ORGANISATION) {
            for k in 0..n {
                views[i + k].phrase = 1 + u8::from(k > 0) + 2 * u8::from(bit == gz::ORGANISATION);
            }
            i += n;
        } else {
            i += 1;
        }
    }
    runs(range.clone(), views, false);
    runs(range.clone(), views, true);
    institutions(range, views);
}

/// Marks runs of capitalised words; with `links`, connectives and particles between two capitals belong to the run.
fn runs(range: Range<usize>, views: &mut [View], links: bool) {
    let mut i = range.start;
    while i < range.end {
        if !(views[i].capital && views[i].word) {
            i += 1;
            continue;
        }
        let mut end = i;
        loop {
            if end + 1 < range.end && views[end + 1].capital && views[end + 1].word {
                end += 1;
            } else if links
                && end + 2 < range.end
                && views[end + 1].gaz & (gz::LINK | gz::PARTICLE) != 0
                && views[end + 2].capital
                && views[end + 2].word
            {
                end += 2;
            } else {
                break;
            }
        }
        for view in &mut views[i..=end] {
            if links {
                view.chain = (i as u32, end as u32);
            } else {
                view.run = (i as u32, end as u32);
            }
        }
        i = end + 1;
    }
}

/// Marks the phrase that a head noun opens: qualifiers, links, and the words they lead to.
fn institutions(range: Range<usize>, views: &mut [View]) {
    let (mut head, mut part, mut link) = (0u32, 0u8, 0u64);
    for i in range {
        let v = &views[i];
        let linking = v.gaz & gz::LINK != 0;
        let opens = v.gaz & gz::HEAD != 0;
        if head != 0 {
            let from = i as u32 + 1 - head;
            // 1 head, 2 qualifier, 3 link, 4 what a link leads to, 5 a further word
            part = match part {
                _ if from > 14 => 0,
                1 | 2 if v.gaz & gz::QUALIFIER != 0 => 2,
                _ if linking => 3,
                3 if v.word => 4,
                1 | 2 | 4 | 5 if v.word && v.capital => 5,
                4 | 5 if v.word && !opens => 6,
                _ => 0,
            };
            if part == 0 {
                head = 0;
            }
        }
        let agrees = part == 3 && (link == 0 || v.lower == link);
        if part == 3 && link == 0 {
            link = v.lower;
        }
        if head == 0 && opens {
            (head, part, link) = (i as u32 + 1, 1, 0);
        }
        views[i].inst = (head, if head == 0 { 0 } else { part }, agrees);
        if part == 6 {
            // One further small word may belong (`ya nje`), not two.
            part = 7;
        } else if part == 7 {
            head = 0;
            part = 0;
        }
    }
}
