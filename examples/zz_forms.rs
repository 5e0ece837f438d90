//! tmp
use dondoo::morph::*; use std::io::Read;
fn main(){ let mut t=String::new(); std::io::stdin().read_to_string(&mut t).unwrap(); let m=Morph::built_in();
 let mut file=String::new(); let mut out=String::new();
 for l in t.lines(){ if let Some(h)=l.strip_prefix("## "){ if !file.is_empty(){ std::fs::write(format!("tests/suites/words/{file}.md"),&out).unwrap(); } let (a,b)=h.split_once(" | ").unwrap(); file=a.into(); out=format!("# {b}\n\n| form | lemma | pos | features |\n|---|---|---|---|\n"); }
  else { let mut seen=std::collections::HashSet::new(); for w in l.split_whitespace(){ if !seen.insert(w){continue;} let a=m.analyze(w)[0]; out.push_str(&format!("| {w} | {} | {} | {} |\n", a.lemma.as_str(), a.pos.name(), a.features().to_string().replace('|',","))); } } }
 std::fs::write(format!("tests/suites/words/{file}.md"),&out).unwrap();
}
