//! What the rest of the article says of a token: is it capitalised elsewhere, and what stands beside it there?
//!
//! A surname at the head of a sentence is a coin toss alone; that the same word stands after `Bw.` two paragraphs down
//! settles it. Forms are gathered over the whole article once; a token then asks about its other occurrences.

use rustc_hash::FxHashMap;

use super::gazetteer as gz;
use super::view::View;

const NONE: u32 = u32::MAX;

/// What is counted of a form.
#[derive(Clone, Copy, Debug, Default)]
struct Form {
    inner: u16,
    first: u16,
    lower: u16,
    head: u32,
    signs: [u16; SIGNS],
}

const SIGNS: usize = 8;

/// The article's forms. Reused from article to article.
#[derive(Debug, Default)]
pub struct Context {
    ids: FxHashMap<u64, u32>,
    forms: Vec<Form>,
    of: Vec<u32>,
    next: Vec<u32>,
}

/// The signs that one capitalised occurrence gives, as bits.
fn signs(views: &[View], i: usize) -> u8 {
    let before = if views[i].first || i == 0 { &View::PAD } else { &views[i - 1] };
    let after = if i + 1 < views.len() && !views[i + 1].first { &views[i + 1] } else { &View::PAD };
    let mut bits = 0;
    for (k, on) in [
        before.gaz & gz::TITLE != 0,
        before.gaz & gz::PLACE != 0,
        before.gaz & gz::BODY != 0,
        before.capital,
        after.capital,
        after.gaz & gz::SPEECH != 0,
        before.gaz & gz::GIVEN != 0,
        before.bracket,
    ]
    .into_iter()
    .enumerate()
    {
        bits |= u8::from(on) << k;
    }
    bits
}

impl Context {
    /// Reads an article.
    pub fn read(&mut self, views: &[View]) {
        self.ids.clear();
        self.forms.clear();
        self.of.clear();
        self.of.resize(views.len(), NONE);
        self.next.clear();
        self.next.resize(views.len(), NONE);
        for (i, view) in views.iter().enumerate().rev() {
            if !view.word || !view.capital {
                continue;
            }
            let fresh = self.forms.len() as u32;
            let id = *self.ids.entry(view.lower).or_insert(fresh);
            if id == fresh {
                self.forms.push(Form { head: NONE, ..Form::default() });
            }
            let form = &mut self.forms[id as usize];
            self.of[i] = id;
            self.next[i] = form.head;
            form.head = i as u32;
            if view.first || view.shouted {
                form.first = form.first.saturating_add(1);
            } else {
                form.inner = form.inner.saturating_add(1);
            }
            let bits = signs(views, i);
            for (k, count) in form.signs.iter_mut().enumerate() {
                *count = count.saturating_add(u16::from(bits >> k & 1));
            }
        }
        for (i, view) in views.iter().enumerate() {
            if let (true, Some(&id)) = (view.word && !view.capital, self.ids.get(&view.lower)) {
                self.forms[id as usize].lower = self.forms[id as usize].lower.saturating_add(1);
                self.of[i] = id;
            }
        }
    }

    /// How the form of token `i` is cased elsewhere: bit 0 capitalised inside a sentence, 1 capitalised at its head, 2 small;
    /// `None` where the article says nothing.
    #[must_use]
    pub fn cased(&self, views: &[View], i: usize) -> Option<u8> {
        let form = self.forms.get(self.of[i] as usize)?;
        let own_first = u16::from(views[i].capital && (views[i].first || views[i].shouted));
        let own_inner = u16::from(views[i].capital && !(views[i].first || views[i].shouted));
        let own_lower = u16::from(!views[i].capital);
        let bits = u8::from(form.inner > own_inner) | u8::from(form.first > own_first) << 1 | u8::from(form.lower > own_lower) << 2;
        Some(bits)
    }

    /// The signs given by the other capitalised occurrences of the form of token `i`.
    #[must_use]
    pub fn signs(&self, views: &[View], i: usize) -> u8 {
        let Some(form) = self.forms.get(self.of[i] as usize) else { return 0 };
        let own = if views[i].capital { signs(views, i) } else { 0 };
        let seen = |k: usize| form.signs[k] > u16::from(own >> k & 1);
        (0..SIGNS).fold(0, |bits, k| bits | u8::from(seen(k)) << k)
    }

    /// Up to three other capitalised occurrences of the form of token `i`, in text order.
    pub fn others(&self, i: usize) -> impl Iterator<Item = usize> + '_ {
        let mut at = self.forms.get(self.of[i] as usize).map_or(NONE, |f| f.head);
        std::iter::from_fn(move || {
            if at == i as u32 {
                at = self.next[at as usize];
            }
            if at == NONE {
                return None;
            }
            let here = at as usize;
            at = self.next[here];
            Some(here)
        })
        .take(3)
    }
}
