//! The grammar: from a number outwards to what it counts.

use super::lexicon::{Q, befell, class, currency_of};
use super::{Bound, Quantity, QuantityKind};
use crate::calendar::month;
use crate::numeral::{self, Numeral, Word};
use crate::text::{Case, Gap, Kind, Sentence, Token};
use crate::time::{Prefixes, Reference, Tense, TenseOf, TimeMention};

pub(super) struct Grammar<'a> {
    pub text: &'a str,
    pub tokens: &'a [Token],
    pub reference: &'a Reference,
    pub start: usize,
    pub end: usize,
    /// No quantity begins before this token: the end of the last one or of a time.
    pub floor: usize,
}

impl<'a> Grammar<'a> {
    pub fn run(mut self, sentences: &[Sentence], times: &[TimeMention], out: &mut Vec<Quantity>) {
        let mut next_time = 0;
        self.floor = 0;
        for sentence in sentences {
            (self.start, self.end) = (sentence.tokens.start, sentence.tokens.end);
            let whole_end = self.end;
            self.floor = self.floor.max(self.start);
            let mut i = self.start;
            while i < whole_end {
                while times.get(next_time).is_some_and(|t| t.tokens.end <= i) {
                    next_time += 1;
                }
                let time = times.get(next_time).map(|t| t.tokens.clone());
                if let Some(t) = time.as_ref().filter(|t| t.start <= i) {
                    i = t.end;
                    self.floor = i;
                    continue;
                }
                // Nothing reads into the next time.
                self.end = time.map_or(whole_end, |t| t.start.min(whole_end)).max(i + 1);
                let Some(quantity) = self.read(i) else {
                    i += 1;
                    continue;
                };
                self.end = whole_end;
                i = quantity.tokens.end.max(i + 1);
                self.floor = i;
                let mut quantity = quantity;
                if quantity.kind == QuantityKind::Count {
                    quantity.befell = self.befell(&quantity);
                }
                out.push(quantity);
            }
            self.end = whole_end;
        }
    }

    fn class(&self, i: usize) -> Option<Q> {
        (self.start..self.end).contains(&i).then(|| class(self.tokens[i].lower)).flatten()
    }

    fn is(&self, i: usize, key: &str) -> bool {
        matches!(self.class(i), Some(Q::Key(k)) if k == key)
    }

    fn str(&self, i: usize) -> &'a str {
        if (self.start..self.end).contains(&i) { self.tokens[i].text(self.text) } else { "" }
    }

    fn word(&self, i: usize) -> Option<Word> {
        ((self.start..self.end).contains(&i) && self.tokens[i].kind == Kind::Word).then(|| numeral::word(self.tokens[i].lower)).flatten()
    }

    fn numeral(&self, i: usize) -> Option<Numeral> {
        numeral::read(self.text, self.tokens, i, self.end)
    }

    fn make(&self, kind: QuantityKind, from: usize, to: usize, value: f64, unit: Option<&'static str>, number: usize) -> Quantity {
        let bound = self.bound(number).or_else(|| self.bound(from));
        Quantity {
            span: self.tokens[from].span.to(self.tokens[to - 1].span),
            tokens: from..to,
            kind,
            value,
            unit,
            bound,
            noun: None,
            befell: None,
        }
    }

    /// What bounds the number that begins at `i`: `zaidi ya`, `takriban`, `wasiopungua`, `chini ya`, `hadi`.
    fn bound(&self, i: usize) -> Option<Bound> {
        let mut b = i.checked_sub(1).filter(|b| *b >= self.start)?;
        if self.is(b, "of") || self.is(b, "loose") && self.is(b.wrapping_sub(1), "loose") {
            b = b.checked_sub(1).filter(|b| *b >= self.start)?;
            if !matches!(self.class(b), Some(Q::Key("more" | "less" | "about"))) {
                return None;
            }
        }
        match self.class(b) {
            Some(Q::Key("more" | "atleast")) => Some(Bound::Min),
            Some(Q::Key("less" | "upto")) => Some(Bound::Max),
            Some(Q::Key("about")) => Some(Bound::About),
            _ if matches!(self.str(b), "takriban" | "takribani" | "karibu") => Some(Bound::About),
            _ if self.str(b) == "angalau" => Some(Bound::Min),
            _ => None,
        }
    }

    fn read(&self, i: usize) -> Option<Quantity> {
        let token = &self.tokens[i];
        match token.kind {
            Kind::Number => self.number(i),
            Kind::Symbol => self.sign(i),
            Kind::Word | Kind::Abbreviation => {
                if let Some(word) = numeral::word(token.lower) {
                    return match word {
                        Word::Fraction(_) => self.number(i).filter(|_| self.numeral(i).is_some()).or_else(|| self.fraction(i)),
                        Word::Ordinal(_) => None,
                        _ => self.number(i),
                    };
                }
                match class(token.lower) {
                    Some(Q::Money(code)) => self.money(i, code),
                    Some(Q::Measure(unit)) => self.measure(i, unit),
                    Some(Q::Key("percent")) => self.percent(i),
                    Some(Q::Key("years")) => self.age(i),
                    Some(Q::Key("of")) => self.ordinal(i),
                    _ => None,
                }
            }
            _ => None,
        }
        .or_else(|| self.glued_ordinal(i))
    }

    /// `$4m`, `£755m`, `$ 34,000`, `$1.9tn`.
    fn sign(&self, i: usize) -> Option<Quantity> {
        let code = match self.str(i) {
            "$" => "USD",
            "£" => "GBP",
            "€" => "EUR",
            "¥" => "JPY",
            "₦" => "NGN",
            _ => return None,
        };
        let n = self.numeral(i + 1)?;
        let (value, to) = self.suffix(&n);
        Some(self.make(QuantityKind::Money, i, to, value, Some(code), i))
    }

    /// `m`, `bn`, `tn` glued to digits, or a scale word after them.
    fn suffix(&self, n: &Numeral) -> (f64, usize) {
        let value = n.digits.and_then(|d| d.thousands).unwrap_or(n.value);
        let glued = n.end < self.end && self.tokens[n.end].gap == Gap::None;
        if n.digits.is_some() && glued {
            let by = match self.str(n.end) {
                "k" | "K" => 1_000,
                "m" | "M" | "mn" => 1_000_000,
                "bn" | "b" | "B" | "Bn" => 1_000_000_000,
                "tn" | "trn" => 1_000_000_000_000,
                _ => return (value.to_f64(), n.end),
            };
            if let Some(v) = n.value.times(by) {
                return (v.to_f64(), n.end + 1);
            }
        }
        (value.to_f64(), n.end)
    }

    /// `dola milioni 24.6`, `dola za Marekani milioni 3`, `shilingi milioni 200 za kitanzania`, `(dola) 4000`.
    fn money(&self, i: usize, code: &'static str) -> Option<Quantity> {
        let mut at = i + 1;
        let mut unit = code;
        let nation =
            |k: usize| if self.is(k, "of") { if let Some(Q::Nation(c)) = self.class(k + 1) { Some(c) } else { None } } else { None };
        let mut country = nation(at);
        at += 2 * usize::from(country.is_some());
        let mut from = i;
        if self.str(at) == ")" && self.str(i.wrapping_sub(1)) == "(" {
            (from, at) = (i - 1, at + 1);
        }
        at += usize::from(matches!(self.str(at), "takriban" | "takribani" | "karibu"));
        at += usize::from(self.class(at).is_some_and(|q| matches!(q, Q::Money("USD"))) || self.str(at) == "$");
        let n = self.numeral(at)?;
        // `dola moja` is a price, `dola ya kwanza` is not; a line break parts headline and number.
        let (value, mut to) = self.suffix(&n);
        if country.is_none() {
            country = nation(to);
            to += 2 * usize::from(country.is_some());
        }
        let resolved = if code.is_empty() || code == "faranga" {
            let own = country.or_else(|| {
                self.reference
                    .country
                    .as_ref()
                    .and_then(|c| ["TZA", "KEN", "UGA", "RWA", "BDI", "COD", "SOM", "CHE"].into_iter().find(|k| *k == c.code()))
            });
            own.and_then(|c| currency_of(code, c))
        } else {
            if country == Some("CHE") {
                unit = "CHF";
            }
            Some(unit)
        };
        Some(self.make(QuantityKind::Money, from, to, value, resolved, at))
    }

    /// `asilimia 40`, `asilimia arobaini na tano`.
    fn percent(&self, i: usize) -> Option<Quantity> {
        let mut at = i + 1;
        at += usize::from(matches!(self.str(at), "takriban" | "takribani" | "karibu"));
        if self.is(at, "more") && self.is(at + 1, "of") {
            at += 2;
        }
        let n = self.numeral(at)?;
        Some(self.make(QuantityKind::Percent, i, n.end, n.value.to_f64(), Some("%"), at))
    }

    /// `theluthi mbili`, `robo tatu`, `nusu ya`.
    fn fraction(&self, i: usize) -> Option<Quantity> {
        let Some(Word::Fraction(d)) = self.word(i) else { return None };
        let (n, to) = match self.word(i + 1) {
            Some(Word::Unit(n)) if n <= d && d > 2 => (n, i + 2),
            _ => (1, i + 1),
        };
        // `nusu fainali`, `robo fainali`, `na nusu` of a number, `nusu karne`; a share is of something.
        if to == i + 1 && !self.is(to, "of") && !self.is(i.wrapping_sub(1), "of") && !matches!(self.str(to), "yao" | "yake" | "tu") {
            return None;
        }
        if to == i + 1 && (self.str(to + 1) == "kwanza" || self.word(to + 1).is_some()) {
            return None;
        }
        let value = (f64::from(n) / f64::from(d) * 10_000.0).round() / 100.0;
        Some(self.make(QuantityKind::Percent, i, to, value, Some("%"), i))
    }

    /// `kilomita 380`, `kilomita za mraba 500`, `sentimita za ujazo 60`, `nyuzi joto 30`.
    fn measure(&self, i: usize, unit: &'static str) -> Option<Quantity> {
        let mut at = i + 1;
        let mut unit = unit;
        if self.is(at, "of") && (self.is(at + 1, "squared") || self.is(at + 1, "cubed")) {
            unit = power(unit, self.is(at + 1, "cubed"))?;
            at += 2;
        }
        at += usize::from(matches!(self.str(at), "joto" | "jotoridi"));
        at += usize::from(matches!(self.str(at), "takriban" | "takribani" | "karibu" | "zipatazo"));
        if self.is(at, "more") && self.is(at + 1, "of") {
            at += 2;
        }
        let n = self.numeral(at)?;
        let mut to = n.end;
        if self.is(to, "of") && (self.is(to + 1, "squared") || self.is(to + 1, "cubed")) {
            unit = power(unit, self.is(to + 1, "cubed"))?;
            to += 2;
        }
        Some(self.make(QuantityKind::Measure, i, to, n.value.to_f64(), Some(unit), at))
    }

    /// `umri wa miaka 63`, `mwenye miaka 24`, `kijana wa miaka 19`.
    fn age(&self, i: usize) -> Option<Quantity> {
        let mut at = i + 1;
        at += usize::from(matches!(self.str(at), "takriban" | "takribani" | "karibu"));
        let n = self.numeral(at)?;
        let mut from = i;
        let mut b = i;
        for _ in 0..4 {
            b = b.checked_sub(1).filter(|b| *b >= self.start)?;
            match self.class(b) {
                Some(Q::Key("umri")) => {
                    from = b;
                    break;
                }
                Some(Q::Key("aged")) => break,
                Some(Q::Key("person")) if b + 1 < i => break,
                Some(Q::Key("of" | "more" | "less" | "about" | "baada")) => {}
                _ => return None,
            }
        }
        (n.value.to_f64() < 130.0).then(|| {
            let mut q = self.make(QuantityKind::Age, from.max(self.floor), n.end, n.value.to_f64(), Some("year"), at);
            q.bound = q.bound.or_else(|| self.bound(i));
            q
        })
    }

    /// `awamu ya pili`, `rais wa 46`, `mara ya kwanza`, `kiti chake cha tatu`: at the joining word.
    fn ordinal(&self, i: usize) -> Option<Quantity> {
        if !matches!(self.str(i), "wa" | "ya" | "la" | "cha" | "za" | "vya" | "pa") {
            return None;
        }
        let next = i + 1;
        let (value, to) = match self.word(next) {
            Some(Word::Ordinal(n)) => (f64::from(n), next + 1),
            Some(Word::Unit(_) | Word::Ten(_)) => {
                let n = self.numeral(next)?;
                // Orders take the bare number: `wa tatu`, not `wa watatu`.
                let bare = matches!(
                    self.str(next),
                    "tatu"
                        | "nne"
                        | "tano"
                        | "sita"
                        | "saba"
                        | "nane"
                        | "tisa"
                        | "kumi"
                        | "ishirini"
                        | "thelathini"
                        | "arobaini"
                        | "hamsini"
                );
                if !bare {
                    return None;
                }
                (n.value.to_f64(), n.end)
            }
            _ => {
                let n = self.numeral(next)?;
                let d = n.digits.filter(|d| d.plain && d.count <= 3)?;
                if self.bound(next).is_some()
                    || matches!(self.str(n.end), "%" | ":" | "/")
                    || matches!(self.word(n.end), Some(Word::Scale(_)))
                {
                    return None;
                }
                (d.value.to_f64(), n.end)
            }
        };
        let b = i.checked_sub(1).filter(|b| *b >= self.floor.max(self.start));
        let digits = self.tokens[next].kind == Kind::Number;
        // `Jumanne ya kwanza`, `siku ya kwanza`: times; `25kg`, `12%`: measures.
        if (i == self.floor && i > self.start) || matches!(self.class(to), Some(Q::Measure(_))) {
            return None;
        }
        if b.is_some_and(|b| matches!(self.str(b), "siku" | "Siku")) {
            return None;
        }
        let mut from = i;
        if let Some(b) = b {
            match self.class(b) {
                Some(Q::Key("baada" | "more" | "less" | "about" | "percent" | "label" | "years")) if self.str(b) != "mara" => return None,
                Some(Q::Money(_) | Q::Measure(_)) => return None,
                _ => {}
            }
            if self.tokens[b].is_word() && self.word(b).is_none() && !self.is(b, "of") && !self.is(b, "na") {
                from = b;
                if self.is(b, "loose") && b > self.floor && self.tokens[b - 1].is_word() {
                    from = b - 1;
                }
            } else if digits {
                return None;
            }
        } else if digits {
            return None;
        }
        let mut q = self.make(QuantityKind::Ordinal, from, to, value, None, next);
        q.noun = (from < i).then(|| self.tokens[from].span);
        q.bound = None;
        Some(q)
    }

    /// `wapili`, `yapili`: the joining word run on.
    fn glued_ordinal(&self, i: usize) -> Option<Quantity> {
        let value = match self.str(i) {
            "wapili" | "yapili" | "lapili" | "chapili" | "zapili" => 2.0,
            "wakwanza" | "yakwanza" | "lakwanza" | "chakwanza" => 1.0,
            _ => return None,
        };
        Some(self.make(QuantityKind::Ordinal, i, i + 1, value, None, i))
    }

    /// A number: percent, money or measure after it, a bare age, or a count with its noun before it.
    fn number(&self, i: usize) -> Option<Quantity> {
        let n = self.numeral(i)?;
        let token = &self.tokens[i];
        let after = self.str(n.end);
        if after == "%"
            || (after == "percent")
            || self.is(n.end, "percent") && self.tokens[n.end].gap != Gap::Line && self.numeral(n.end + 1).is_none()
        {
            return Some(self.make(QuantityKind::Percent, i, n.end + 1, n.value.to_f64(), Some("%"), i));
        }
        if n.digits.is_some() {
            if let Some(Q::Money(code)) = self.class(n.end).filter(|_| self.numeral(n.end + 1).is_none())
                && !code.is_empty()
                && code != "faranga"
            {
                let value = n.digits.and_then(|d| d.thousands).unwrap_or(n.value).to_f64();
                return Some(self.make(QuantityKind::Money, i, n.end + 1, value, Some(code), i));
            }
            if let Some(Q::Measure(unit)) = self.class(n.end).filter(|_| self.tokens[n.end].text(self.text).len() <= 2) {
                return Some(self.make(QuantityKind::Measure, i, n.end + 1, n.value.to_f64(), Some(unit), i));
            }
        }
        if self.names(i, &n) {
            return None;
        }
        // A bare `milioni` or `elfu` says only "many"; a dozen is of something.
        match self.word(i) {
            Some(Word::Scale(_)) if n.end == i + 1 => return None,
            Some(Word::Dozen) if n.end == i + 1 && !self.is(n.end, "of") => return None,
            // `Rangi Tatu`, `Saba Saba`: a name.
            Some(_) if token.case == Case::Title && i > self.start && self.tokens[i - 1].is_capitalised() => return None,
            _ => {}
        }
        // `Amina Juma, 24, alisema` and `(24)`: an age after a name.
        if let Some(d) = n.digits.filter(|d| d.plain && d.count == 2 && i >= self.start + 2) {
            let (open, close) = (self.str(i - 1), after);
            let person =
                self.tokens[i - 2].is_capitalised() && self.tokens[i - 2].kind == Kind::Word && month(self.tokens[i - 2].lower).is_none();
            if person && ((open == "," && matches!(close, "," | "." | "")) || (open == "(" && close == ")")) {
                return Some(self.make(QuantityKind::Age, i, n.end, d.value.to_f64(), Some("year"), i));
            }
        }
        let noun = self.noun(i);
        if n.unit == Some(1) && token.kind == Kind::Word && !self.one(i, noun.as_ref()) {
            return None;
        }
        let from = noun.as_ref().map_or(i, |r| r.start);
        let people = n.digits.and_then(|d| d.thousands).unwrap_or(n.value);
        let mut q = self.make(QuantityKind::Count, from, n.end, people.to_f64(), None, i);
        q.noun = noun.map(|r| self.tokens[r.start].span);
        Some(q)
    }

    /// `mtu mmoja` counts; `mmoja wa`, `siku moja`, `moja kwa moja`, `pamoja` do not.
    fn one(&self, i: usize, noun: Option<&std::ops::Range<usize>>) -> bool {
        let Some(noun) = noun else { return false };
        if noun.end != i || self.is(i + 1, "of") || self.str(i + 1) == "tu" {
            return false;
        }
        let head = self.tokens[noun.start].text(self.text);
        let Some(first) = head.chars().next() else { return false };
        let tail = &head[first.len_utf8()..];
        let first = first.to_ascii_lowercase();
        if first == 'm' && tail.len() > 3 && tail.starts_with(['w', 'b', 'k']) {
            return true;
        }
        matches!(head, "mtu" | "Mtu" | "nchi" | "taifa" | "raia" | "mwanamke" | "mwanaume" | "mwanamume" | "mtoto" | "askari" | "polisi")
    }

    /// Whether the number only names: `ibara ya 5`, `namba 12`, a score, a version, a telephone number.
    fn names(&self, i: usize, n: &Numeral) -> bool {
        let digits = self.tokens[i].kind == Kind::Number;
        let word = self.str(i);
        if digits && (word.contains(':') || (word.len() > 1 && word.starts_with('0') && n.digits.is_some_and(|d| d.plain))) {
            return true;
        }
        let mut b = i;
        if b > self.start && self.is(b - 1, "of") {
            b -= 1;
        }
        if b > self.start && self.is(b - 1, "label") {
            return true;
        }
        let tight = |k: usize| k < self.end && self.tokens[k].gap == Gap::None;
        if digits
            && tight(i)
            && i > self.start
            && (matches!(self.str(i - 1), "/" | "+" | "#")
                || (self.tokens[i - 1].kind == Kind::Word && self.tokens[i - 1].case == Case::Upper))
        {
            return true;
        }
        digits && tight(n.end) && matches!(self.str(n.end), "/") && tight(n.end + 1)
    }

    /// The noun phrase before the number at `i`: head noun and what stands between.
    fn noun(&self, i: usize) -> Option<std::ops::Range<usize>> {
        let mut b = i;
        let low = self.floor.max(self.start);
        // Words of approximation and pointing between noun and number.
        let mut steps = 0;
        while b > low && steps < 4 && (self.is(b - 1, "loose") || self.is(b - 1, "atleast")) {
            b -= 1;
            steps += 1;
        }
        if b > low && b >= 2 && self.is(b - 1, "of") && matches!(self.class(b.wrapping_sub(2)), Some(Q::Key("more" | "less" | "about"))) {
            return None;
        }
        let mut head = b.checked_sub(1).filter(|h| *h >= low)?;
        if !self.noun_like(head) {
            return None;
        }
        // `maafisa wa jeshi wanne`, `waandishi wa habari 100`: the head stands before the joining word.
        let mut steps = 0;
        while steps < 3 && head >= low + 2 && self.is(head - 1, "of") && self.str(head - 1) != "kwa" && self.noun_like(head - 2) {
            let joins = matches!(self.str(head - 1), "wa" | "ya" | "za" | "vya" | "la" | "cha");
            if !joins {
                break;
            }
            head -= 2;
            steps += 1;
        }
        Some(head..b)
    }

    fn noun_like(&self, i: usize) -> bool {
        let token = &self.tokens[i];
        token.kind == Kind::Word
            && token.span.len() > 2
            && (token.case == Case::Lower || i == self.start || token.is_capitalised())
            && self.word(i).is_none()
            && !matches!(class(token.lower), Some(Q::Key(k)) if !matches!(k, "person" | "label"))
            && Prefixes.tense(self.text, self.tokens, i) == Tense::Unknown
            && !matches!(self.str(i), "kuwa" | "kwamba" | "kwenye" | "katika" | "lakini" | "ambao" | "ambapo" | "kila" | "tangu" | "pia" | "kuhusu" | "kutoka" | "huku" | "kwani" | "ambayo")
            // An infinitive, but not `kura`, `kundi`.
            && !(self.str(i).starts_with("ku") && token.span.len() > 4 && self.str(i).ends_with('a'))
    }

    /// What befell the people counted: the nearest verb that says so within the clause.
    fn befell(&self, q: &Quantity) -> Option<&'static str> {
        let clause = |i: usize| !matches!(self.str(i), ";" | "." | "huku" | "lakini");
        let number = q.tokens.end;
        for i in number..self.end.min(number + 7) {
            if !clause(i) {
                break;
            }
            if i > number && numeral::word(self.tokens[i].lower).is_some() {
                break;
            }
            if let Some(state) = befell(self.str(i), self.str(i + 1)) {
                return Some(state);
            }
        }
        // `wameuawa watu wanne`, `wamejeruhiwa 12`
        for i in (self.start..q.tokens.start).rev().take(3) {
            if !clause(i) || self.tokens[i].kind == Kind::Number {
                break;
            }
            if let Some(state) = befell(self.str(i), self.str(i + 1)) {
                return Some(state);
            }
        }
        None
    }
}

fn power(unit: &str, cubed: bool) -> Option<&'static str> {
    Some(match (unit, cubed) {
        ("km", false) => "km²",
        ("m", false) => "m²",
        ("cm", false) => "cm²",
        ("mi", false) => "mi²",
        ("ft", false) => "ft²",
        ("km", true) => "km³",
        ("m", true) => "m³",
        ("cm", true) => "cm³",
        _ => return None,
    })
}
