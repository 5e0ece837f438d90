//! The cases of `tests/suites/article/layout.jsonl`: short texts with the layout a reader sees in them.

use dondoo::{Article, Config, Extractor};
use serde_json::Value;

fn strings(value: &Value) -> Vec<String> {
    value.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

#[test]
fn every_case_of_the_suite() {
    let extractor = Extractor::new(Config { any_language: true, ..Config::default() }).unwrap();
    let (mut failed, mut cases) = (Vec::new(), 0);
    for line in include_str!("suites/article/layout.jsonl").lines().filter(|l| !l.trim().is_empty()) {
        let case: Value = serde_json::from_str(line).unwrap();
        let (name, text, expect) = (case["name"].as_str().unwrap(), case["text"].as_str().unwrap(), &case["expect"]);
        let published = case["published"].as_str().map(|d| dondoo::published(d).unwrap());
        let document = extractor.extract(&Article { text, published, ..Article::default() });
        let passages = |zone: dondoo::article::Zone| -> Vec<String> {
            document.passages.iter().filter(|p| p.zone == zone).map(|p| p.text.clone()).collect()
        };
        let mut differs = |field: &str, got: String, want: String| {
            if got != want {
                failed.push(format!("{name}: {field}: {got} instead of {want}"));
            }
        };
        cases += 1;
        let optional = |v: &Value| v.as_str().map(str::to_owned);
        if expect.get("headline").is_some() {
            differs(
                "headline",
                format!("{:?}", document.headline.as_ref().map(|h| h.text.clone())),
                format!("{:?}", optional(&expect["headline"])),
            );
        }
        if expect.get("published").is_some() {
            differs("published", format!("{:?}", document.published), format!("{:?}", optional(&expect["published"])));
        }
        if expect.get("dateline").is_some() {
            differs(
                "dateline",
                format!("{:?}", document.dateline.as_ref().map(|p| p.text.clone())),
                format!("{:?}", optional(&expect["dateline"])),
            );
        }
        if expect.get("byline").is_some() {
            // A reader does not part authors from agencies, the record does.
            let mut got: Vec<_> = document.byline.iter().map(|p| (p.span.start, p.text.clone())).collect();
            got.extend(
                document.passages.iter().filter(|p| p.zone == dondoo::article::Zone::Source).map(|p| (p.span.start, p.text.clone())),
            );
            got.sort();
            let got: Vec<_> = got.into_iter().map(|(_, t)| t).collect();
            differs("byline", format!("{got:?}"), format!("{:?}", strings(&expect["byline"])));
        }
        if expect.get("related").is_some() {
            let got: Vec<_> = document.related.iter().map(|p| p.text.clone()).collect();
            differs("related", format!("{got:?}"), format!("{:?}", strings(&expect["related"])));
        }
        if expect.get("captions").is_some() {
            differs("captions", format!("{:?}", passages(dondoo::article::Zone::Caption)), format!("{:?}", strings(&expect["captions"])));
        }
        for want in strings(&expect["sentences_contain"]) {
            if !document.sentences.iter().any(|s| s.span.of(text) == want) {
                let got: Vec<_> = document.sentences.iter().map(|s| s.span.of(text)).collect();
                failed.push(format!("{name}: no sentence {want:?} in {got:?}"));
            }
        }
    }
    assert!(cases >= 50, "only {cases} cases");
    assert!(failed.is_empty(), "{} of {cases} cases:\n{}", failed.len(), failed.join("\n"));
}
