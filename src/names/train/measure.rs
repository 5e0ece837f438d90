//! Measuring: exact span and type, per type and in all, and how honest the confidence is.

use super::super::{Lexicon, Model, Name, NameType, Scratch, Width, find};
use super::corpus::{Example, Labelled};
use crate::text::{Span, paragraphs, sentences, tokenize};

/// Right, given and found, per type.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counts(pub [[u32; 3]; 3]);

impl Counts {
    /// Adds one text.
    pub fn add(&mut self, given: &[(Span, NameType)], found: &[(Span, NameType)]) {
        for &(_, kind) in given {
            self.0[kind as usize][1] += 1;
        }
        for n in found {
            self.0[n.1 as usize][2] += 1;
            self.0[n.1 as usize][0] += u32::from(given.contains(n));
        }
    }

    /// F1 of one type, or over all.
    #[must_use]
    pub fn f1(&self, kind: Option<NameType>) -> f64 {
        let [p, r] = self.precision_recall(kind);
        if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }
    }

    fn precision_recall(&self, kind: Option<NameType>) -> [f64; 2] {
        let rows: Vec<_> = self.0.iter().enumerate().filter(|(k, _)| kind.is_none_or(|t| t as usize == *k)).map(|(_, c)| c).collect();
        let sum = |k: usize| rows.iter().map(|c| f64::from(c[k])).sum::<f64>();
        [sum(0) / sum(2).max(1.0), sum(0) / sum(1).max(1.0)]
    }

    /// A table to print.
    #[must_use]
    pub fn table(&self) -> String {
        let mut out = String::new();
        for (name, kind) in [("PER", Some(NameType::Per)), ("ORG", Some(NameType::Org)), ("LOC", Some(NameType::Loc)), ("all", None)] {
            let [p, r] = self.precision_recall(kind);
            out += &format!("{name:4} P {p:.4} R {r:.4} F1 {:.4}\n", self.f1(kind));
        }
        out
    }
}

/// Reads texts one after the other with reused space.
pub struct Reader<'m> {
    model: &'m Model,
    scratch: Scratch,
    text: crate::text::Scratch,
}

impl std::fmt::Debug for Reader<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Reader").finish_non_exhaustive()
    }
}

impl<'m> Reader<'m> {
    /// With `model`.
    #[must_use]
    pub fn new(model: &'m Model) -> Self {
        Self { model, scratch: Scratch::default(), text: crate::text::Scratch::default() }
    }

    /// The names of a text.
    pub fn read(&mut self, text: &str, width: Width, lexicon: Option<&Lexicon>) -> Vec<Name> {
        let (mut tokens, mut out) = (Vec::new(), Vec::new());
        tokenize(text, &mut tokens, &mut self.text);
        let parts = paragraphs(text, &tokens);
        let all = sentences(text, &tokens, &parts);
        find(self.model, lexicon, width, text, &tokens, &all, &mut self.scratch, &mut out);
        out
    }
}

fn narrow_spans(l: &Labelled) -> Vec<(Span, NameType)> {
    l.spans.iter().filter_map(|g| Some((g.span, g.kind?))).collect()
}

/// Narrow names of labelled texts read one by one; prints what differs to stderr if `errors`.
#[must_use]
pub fn narrow(model: &Model, texts: &[Labelled], errors: bool) -> Counts {
    let (mut counts, mut reader) = (Counts::default(), Reader::new(model));
    for l in texts {
        let found: Vec<_> = reader.read(&l.text, Width::Narrow, None).iter().map(|n| (n.span, n.kind)).collect();
        let given = narrow_spans(l);
        if errors {
            for (sign, list, other) in [('-', &given, &found), ('+', &found, &given)] {
                for n in list.iter().filter(|n| !other.contains(n)) {
                    eprintln!("{sign} {} {} {:?}", l.id, n.1.as_str(), n.0.of(&l.text));
                }
            }
        }
        counts.add(&given, &found);
    }
    counts
}

/// One observation for calibration: layer (PER, ORG, LOC, institution), confidence, and whether it was right.
pub type Observed = (usize, f32, bool);

/// Narrow names and institutions of examples read within their articles.
pub fn examples(model: &Model, texts: &[&Example], counts: &mut Counts, inst: &mut [u32; 3], seen: &mut Vec<Observed>) {
    let mut scratch = Scratch::default();
    for e in texts {
        let (mut found, own_end) = (Vec::new(), e.gold.text.len() as u32);
        scratch.narrow.clear();
        scratch.phrases.clear();
        super::super::tag(model, &e.text, &e.tokens, &e.sentences, &mut scratch);
        super::super::consistency::apply(&e.tokens, &scratch.views, &mut scratch.known, &mut scratch.narrow);
        let given = narrow_spans(&e.gold);
        for n in scratch.narrow.iter().filter(|n| n.span.end <= own_end) {
            found.push((n.span, n.kind));
            if n.source == super::super::Source::Model {
                seen.push((n.kind as usize, n.confidence, given.contains(&(n.span, n.kind))));
            }
        }
        counts.add(&given, &found);
        let insts: Vec<Span> = e.gold.spans.iter().filter(|g| g.kind.is_none()).map(|g| g.span).collect();
        let outer = insts.iter().filter(|s| !insts.iter().any(|o| o != *s && o.contains(**s)));
        inst[1] += outer.count() as u32;
        for n in scratch.phrases.iter().filter(|n| n.span.end <= own_end) {
            inst[2] += 1;
            inst[0] += u32::from(insts.contains(&n.span));
            seen.push((3, n.confidence, insts.contains(&n.span)));
        }
    }
}

/// Slope and intercept, per layer, that make confidences honest (logistic regression on log-odds, by Newton steps).
#[must_use]
pub fn calibration(seen: &[Observed]) -> [[f32; 2]; 4] {
    let mut out = [[1.0, 0.0]; 4];
    for (layer, pair) in out.iter_mut().enumerate() {
        let points: Vec<(f64, f64)> = seen
            .iter()
            .filter(|o| o.0 == layer)
            .map(|o| {
                let p = f64::from(o.1).clamp(1e-6, 1.0 - 1e-6);
                ((p / (1.0 - p)).ln(), f64::from(u8::from(o.2)))
            })
            .collect();
        if points.len() < 50 {
            continue;
        }
        let (mut a, mut b) = (1.0f64, 0.0f64);
        for _ in 0..100 {
            // A little weight pulls towards the uncorrected probability.
            let (mut ga, mut gb, mut haa, mut hab, mut hbb) = (a - 1.0, b, 1.0, 0.0, 1.0);
            for &(x, y) in &points {
                let q = 1.0 / (1.0 + (-(a * x + b)).exp());
                let (d, h) = (q - y, q * (1.0 - q));
                ga += d * x;
                gb += d;
                haa += h * x * x;
                hab += h * x;
                hbb += h;
            }
            let det = haa * hbb - hab * hab;
            a -= ((hbb * ga - hab * gb) / det).clamp(-0.2, 0.2);
            b -= ((haa * gb - hab * ga) / det).clamp(-0.2, 0.2);
        }
        if a.is_finite() && b.is_finite() && a > 0.0 {
            *pair = [a as f32, b as f32];
        }
    }
    out
}

/// Confidence in steps against the share that was right.
#[must_use]
pub fn reliability(seen: &[Observed]) -> String {
    let mut out = String::from("confidence  mentions  mean  right\n");
    for (low, high) in [(0.0, 0.5), (0.5, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 0.95), (0.95, 0.99), (0.99, 1.01)] {
        let bin: Vec<_> = seen.iter().filter(|o| o.1 >= low && o.1 < high).collect();
        let n = bin.len().max(1) as f32;
        let mean = bin.iter().map(|o| o.1).sum::<f32>() / n;
        let right = bin.iter().filter(|o| o.2).count() as f32 / n;
        out += &format!("{low:.2}-{:.2}  {:8}  {mean:.3}  {right:.3}\n", high.min(1.0), bin.len());
    }
    out
}

/// The observations with their confidence corrected.
#[must_use]
pub fn corrected(seen: &[Observed], calibration: [[f32; 2]; 4]) -> Vec<Observed> {
    seen.iter().map(|&(layer, p, right)| (layer, super::super::calibrated(p, calibration[layer]), right)).collect()
}
