//! TimeML: the article with its times as inline `TIMEX3` elements, well-formed for any text.

use std::ops::Range;

use super::TimeMention;

/// One `TIMEX3` element: where it stands (bytes), and its attributes after `tid`.
#[derive(Clone, Debug)]
pub struct Timex {
    /// Where.
    pub range: Range<usize>,
    /// Name and value of each attribute.
    pub attributes: Vec<(&'static str, String)>,
}

impl From<&TimeMention> for Timex {
    fn from(time: &TimeMention) -> Self {
        let mut attributes = vec![("type", time.kind.name().to_owned())];
        attributes.extend(time.value.map(|v| ("value", v.to_string())));
        attributes.extend(time.modifier.map(|m| ("mod", m.name().to_owned())));
        attributes.extend(time.freq.map(|n| ("freq", format!("{n}X"))));
        attributes.extend(time.every.then(|| ("quant", "EVERY".to_owned())));
        Self { range: time.span.range(), attributes }
    }
}

/// Writes `text` with its times marked, in text order. Characters that XML forbids become U+FFFD.
pub fn timeml(text: &str, times: impl IntoIterator<Item = Timex>) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8 + 96);
    out.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<TimeML>\n<TEXT>");
    let mut at = 0;
    for (n, time) in times.into_iter().enumerate() {
        if time.range.start < at {
            continue;
        }
        escape(&text[at..time.range.start], &mut out);
        out.push_str(&format!("<TIMEX3 tid=\"t{}\"", n + 1));
        for (name, value) in time.attributes {
            out.push_str(&format!(" {name}=\""));
            escape(&value, &mut out);
            out.push('"');
        }
        out.push('>');
        escape(&text[time.range.clone()], &mut out);
        out.push_str("</TIMEX3>");
        at = time.range.end;
    }
    escape(&text[at..], &mut out);
    out.push_str("</TEXT>\n</TimeML>\n");
    out
}

fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\r' => out.push_str("&#13;"),
            '\t' | '\n' => out.push(c),
            c if (c as u32) < 0x20 || matches!(c, '\u{FFFE}' | '\u{FFFF}') => out.push('\u{FFFD}'),
            c => out.push(c),
        }
    }
}
