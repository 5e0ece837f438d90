//! TimeML: the article with its times as inline `TIMEX3` elements, well-formed for any text.

use std::fmt::Write;

use super::TimeMention;

/// Writes `text` with its times marked. Characters that XML forbids become U+FFFD.
#[must_use]
pub fn timeml(text: &str, times: &[TimeMention]) -> String {
    let mut out = String::with_capacity(text.len() + 64 + times.len() * 96);
    out.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<TimeML>\n<TEXT>");
    let mut at = 0;
    for (n, time) in times.iter().enumerate() {
        let (start, end) = (time.span.start as usize, time.span.end as usize);
        if start < at {
            continue;
        }
        escape(&text[at..start], &mut out);
        let _ = write!(out, "<TIMEX3 tid=\"t{}\" type=\"{}\"", n + 1, time.kind.name());
        if let Some(value) = &time.value {
            let _ = write!(out, " value=\"{value}\"");
        }
        if let Some(m) = time.modifier {
            let _ = write!(out, " mod=\"{}\"", m.name());
        }
        if let Some(freq) = time.freq {
            let _ = write!(out, " freq=\"{freq}X\"");
        }
        if time.every {
            out.push_str(" quant=\"EVERY\"");
        }
        out.push('>');
        escape(&text[start..end], &mut out);
        out.push_str("</TIMEX3>");
        at = end;
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
            '\r' => out.push_str("&#13;"),
            '\t' | '\n' => out.push(c),
            c if (c as u32) < 0x20 || matches!(c, '\u{FFFE}' | '\u{FFFF}') => out.push('\u{FFFD}'),
            c => out.push(c),
        }
    }
}
