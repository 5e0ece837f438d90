//! Web and mail addresses, each one token.

use super::token::Kind;
use super::tokenize::Reader;

impl Reader<'_, '_> {
    /// A web or mail address beginning at `start`.
    pub(super) fn address(&self, start: usize) -> Option<(usize, Kind)> {
        let rest = &self.bytes[start..];
        let http = rest.starts_with(b"http://") || rest.starts_with(b"https://");
        if http || rest.starts_with(b"www.") {
            let end = start
                + rest.iter().position(|&b| b <= b' ' || b >= 0x80 || matches!(b, b'"' | b'<' | b'>' | b')' | b']')).unwrap_or(rest.len());
            return Some((self.trim_address(start, end), Kind::Url));
        }
        // A host or mailbox: letters, digits, dots and at most one @, read only when a dot or @ follows the first word.
        let name = rest.iter().position(|b| !(b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'+'))).unwrap_or(rest.len());
        if !matches!(rest.get(name), Some(b'.' | b'@')) || !rest.get(name + 1).is_some_and(u8::is_ascii_alphanumeric) {
            return None;
        }
        let len =
            rest.iter().position(|b| !(b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'+' | b'.' | b'@'))).unwrap_or(rest.len());
        let end = self.trim_address(start, start + len);
        let whole = &self.text[start..end];
        let mails = whole.bytes().filter(|&b| b == b'@').count();
        if mails > 1 {
            return None;
        }
        let host = whole.rsplit('@').next().unwrap_or(whole);
        let top = host.rsplit('.').next().unwrap_or("");
        let known = matches!(
            top,
            "com" | "org" | "net" | "info" | "ke" | "tz" | "ug" | "rw" | "cd" | "uk" | "de" | "fr" | "io" | "tv" | "edu" | "gov" | "int"
        );
        let plausible = host.contains('.') && known && !host.contains("..");
        match (mails, plausible) {
            (1, true) => Some((end, Kind::Email)),
            (0, true) => {
                // A path may follow.
                let path = if self.bytes.get(end) == Some(&b'/') {
                    end + self.bytes[end..]
                        .iter()
                        .position(|&b| b <= b' ' || b >= 0x80 || matches!(b, b'"' | b'<' | b'>' | b')'))
                        .unwrap_or(self.bytes.len() - end)
                } else {
                    end
                };
                Some((self.trim_address(start, path), Kind::Url))
            }
            _ => None,
        }
    }

    fn trim_address(&self, start: usize, mut end: usize) -> usize {
        while end > start + 1 && matches!(self.bytes[end - 1], b'.' | b',' | b';' | b':' | b'!' | b'?' | b'\'') {
            end -= 1;
        }
        end
    }
}
