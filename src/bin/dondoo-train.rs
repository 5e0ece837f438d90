//! Trains and measures the names model. Needed by nobody at run time.
//!
//! `names` writes a model, `cv` cross-validates, `score-conll` and `score-gold` measure, `speed` times.

use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::time::Instant;

use dondoo::names::train::corpus::{Example, Labelled, conll, jsonl, known};
use dondoo::names::train::crf::Settings;
use dondoo::names::train::fit::{Material, fit};
use dondoo::names::train::measure::{self, Counts, Reader};
use dondoo::names::train::train;
use dondoo::names::{Model, Width};
use dondoo::text::CodePoints;

const USAGE: &str = "dondoo-train COMMAND [--option value …]
  names        --labels FILE --shared DIR --out FILE [--leave-out-gold] [--epochs N] [--rows N] [--no-reading]
  cv           --labels FILE --shared DIR [--folds N] [--only N]
  score-conll  --model FILE --data FILE [--errors]
  score-gold   --model FILE --data texts.jsonl --out system.jsonl
  speed        --model FILE --data voa.jsonl";

fn main() {
    if let Err(why) = run(&std::env::args().skip(1).collect::<Vec<_>>()) {
        eprintln!("{why}");
        std::process::exit(2);
    }
}

struct Options<'a>(&'a [String]);

impl Options<'_> {
    fn flag(&self, name: &str) -> bool {
        self.0.iter().any(|a| a == name)
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().position(|a| a == name).and_then(|i| self.0.get(i + 1)).map(String::as_str)
    }

    fn need(&self, name: &str) -> Result<&str, String> {
        self.get(name).ok_or_else(|| format!("{name} is missing\n{USAGE}"))
    }

    fn number<T: std::str::FromStr>(&self, name: &str, or: T) -> Result<T, String> {
        self.get(name).map_or(Ok(or), |v| v.parse().map_err(|_| format!("{name}: not a number")))
    }

    fn settings(&self) -> Result<Settings, String> {
        let d = Settings::default();
        Ok(Settings {
            epochs: self.number("--epochs", d.epochs)?,
            rate: self.number("--rate", d.rate)?,
            l1: self.number("--l1", d.l1)?,
            dropout: self.number("--dropout", d.dropout)?,
            rows: self.number("--rows", d.rows)?,
            least: self.number("--least", d.least)?,
            read_raw: !self.flag("--no-reading"),
            seed: self.number("--seed", d.seed)?,
            models: self.number("--models", d.models)?,
        })
    }
}

fn read(path: impl AsRef<Path>) -> Result<String, String> {
    std::fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.as_ref().display()))
}

fn labelled(path: &str) -> Result<Vec<Labelled>, String> {
    let content = read(path)?;
    if path.ends_with(".jsonl") || path.ends_with(".json") { jsonl(path, &content) } else { conll(path, &content) }
}

fn field<'v>(value: &'v serde_json::Value, name: &str) -> &'v str {
    value[name].as_str().unwrap_or("")
}

fn rows(path: &Path) -> Result<Vec<serde_json::Value>, String> {
    let bad = |n: usize| format!("{}:{}: not JSON", path.display(), n + 1);
    read(path)?.lines().enumerate().filter(|l| !l.1.trim().is_empty()).map(|(n, l)| serde_json::from_str(l).map_err(|_| bad(n))).collect()
}

/// Labels, articles and raw text; the sentences of the dev set never, those of the gold only on request.
fn material(o: &Options) -> Result<Material, String> {
    let shared = PathBuf::from(o.get("--shared").map_or("../shared", |s| s));
    let leave_gold = o.flag("--leave-out-gold");
    let mut labels = labelled(o.need("--labels")?)?;
    if leave_gold {
        labels.retain(|l| !l.gold);
    }
    let mut hidden: Vec<String> = Vec::new();
    if let Ok(dev) = labelled(&shared.join("names/masakhaner2_dev.txt").to_string_lossy()) {
        hidden.extend(dev.into_iter().map(|l| l.text));
    }
    if leave_gold {
        hidden.extend(rows(&shared.join("gold/texts.jsonl"))?.iter().map(|v| field(v, "text").to_owned()));
    }
    let hidden = known(hidden.into_iter());
    let voa = rows(&shared.join("text/voa.jsonl"))?;
    let articles: Vec<(String, String)> = voa.iter().map(|v| (field(v, "id").to_owned(), field(v, "text").to_owned())).collect();
    let voices = read(shared.join("text/globalvoices.txt"))?;
    // Global Voices comes as lines: some twenty together stand for an article.
    let lines: Vec<&str> = voices.lines().collect();
    let texts = articles.iter().map(|a| a.1.clone()).chain(lines.chunks(20).map(|c| c.join("\n")));
    let began = Instant::now();
    let material = Material::new(&labels, &articles, texts, &hidden);
    eprintln!("{} clustered forms in {:.1?}", material.clusters.len(), began.elapsed());
    Ok(material)
}

fn model(o: &Options) -> Result<Model, String> {
    let path = o.need("--model")?;
    let bytes = std::fs::read(path).map_err(|e| format!("{path}: {e}"))?;
    Model::from_bytes(&bytes).map_err(|e| format!("{path}: {e}"))
}

fn run(args: &[String]) -> Result<(), String> {
    let o = Options(args);
    match args.first().map(String::as_str) {
        Some("names") => names(&o),
        Some("cv") => cv(&o),
        Some("score-conll") => {
            let counts = measure::narrow(&model(&o)?, &labelled(o.need("--data")?)?, o.flag("--errors"));
            print!("{}", counts.table());
            Ok(())
        }
        Some("score-gold") => score_gold(&o),
        Some("speed") => speed(&o),
        _ => Err(USAGE.to_owned()),
    }
}

fn names(o: &Options) -> Result<(), String> {
    let (m, settings) = (material(o)?, o.settings()?);
    let began = Instant::now();
    let Some(fit) = fit(&m, &settings, &AtomicBool::new(false)) else { return Err("stopped".to_owned()) };
    println!("held out\n{}", fit.held_out.table());
    let out = o.need("--out")?;
    std::fs::write(out, &fit.bytes).map_err(|e| format!("{out}: {e}"))?;
    println!("{} rows, {} bytes, {:.0?}, calibration {:?}", fit.rows, fit.bytes.len(), began.elapsed(), fit.calibration);
    Ok(())
}

fn cv(o: &Options) -> Result<(), String> {
    let (m, settings) = (material(o)?, o.settings()?);
    let folds: u64 = o.number("--folds", 5)?;
    let only: u64 = o.number("--only", folds)?;
    let (mut counts, mut inst, mut seen) = (Counts::default(), [0; 3], Vec::new());
    for fold in 0..only.min(folds) {
        let began = Instant::now();
        let (held, rest): (Vec<Example>, Vec<Example>) = m.examples.iter().cloned().partition(|e| e.group % folds == fold);
        let model = train(&rest, &m.raw, &m.clusters, &settings, &AtomicBool::new(false));
        measure::examples(&model, &held.iter().collect::<Vec<_>>(), &mut counts, &mut inst, &mut seen);
        eprintln!("fold {fold}: {:.4} after {:.0?}", counts.f1(None), began.elapsed());
    }
    print!("{}", counts.table());
    let [right, given, found] = inst.map(f64::from);
    println!("INST P {:.4} R {:.4} F1 {:.4}", right / found, right / given, 2.0 * right / (given + found));
    print!("{}", measure::reliability(&seen));
    // Honest to itself: one half of what was seen corrects the other.
    let (a, b): (Vec<_>, Vec<_>) = seen.iter().copied().enumerate().partition(|(i, _)| i % 2 == 0);
    let strip = |v: Vec<(usize, measure::Observed)>| v.into_iter().map(|x| x.1).collect::<Vec<_>>();
    let (a, b) = (strip(a), strip(b));
    println!("calibrated\n{}", measure::reliability(&measure::corrected(&b, measure::calibration(&a))));
    Ok(())
}

fn score_gold(o: &Options) -> Result<(), String> {
    let model = model(o)?;
    let mut reader = Reader::new(&model);
    let mut out = String::new();
    for row in rows(Path::new(o.need("--data")?))? {
        let text = field(&row, "text");
        let points = CodePoints::new(text);
        let width = if o.flag("--narrow") { Width::Narrow } else { Width::Wide };
        let entities: Vec<_> = reader
            .read(text, width, None)
            .iter()
            .filter(|n| n.inside.is_none())
            .enumerate()
            .map(|(k, n)| {
                let span = points.span(n.span);
                let mention = serde_json::json!({"start": span.start, "end": span.end, "text": n.span.of(text), "kind": "name"});
                serde_json::json!({"id": format!("e{k}"), "type": n.kind.as_str(), "mentions": [mention]})
            })
            .collect();
        out += &serde_json::json!({"id": field(&row, "id"), "entities": entities}).to_string();
        out.push('\n');
    }
    let path = o.need("--out")?;
    std::fs::write(path, out).map_err(|e| format!("{path}: {e}"))
}

fn speed(o: &Options) -> Result<(), String> {
    let path = o.need("--model")?;
    let bytes = std::fs::read(path).map_err(|e| format!("{path}: {e}"))?;
    let began = Instant::now();
    let model = Model::from_bytes(&bytes).map_err(|e| e.to_string())?;
    println!("load {:.2?}, {} bytes", began.elapsed(), bytes.len());
    let texts: Vec<String> = rows(Path::new(o.need("--data")?))?.iter().map(|v| field(v, "text").to_owned()).collect();
    let tokens: usize = texts.iter().map(|t| dondoo::text::tokens_of(t).len()).sum();
    let mut reader = Reader::new(&model);
    reader.read(&texts[0], Width::Wide, None);
    for _ in 0..3 {
        let began = Instant::now();
        let found: usize = texts.iter().map(|t| reader.read(t, Width::Wide, None).len()).sum();
        let took = began.elapsed().as_secs_f64();
        println!("{tokens} tokens, {found} names, {took:.3} s, {:.0} tokens a second", tokens as f64 / took);
    }
    Ok(())
}
