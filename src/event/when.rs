//! When and where: the nearest date of the sentence, the nearest place after the anchor, and what lies a year back.

use std::ops::Range;
use std::sync::LazyLock;

use super::frame::Frames;
use super::parties::{Mention, Parties, When};
use crate::calendar::Date;
use crate::morph::{Agreement, Analysis, Sense, Upos};
use crate::record::EntityType;
use crate::text::{Token, hash_word};

/// The value of the date that belongs to the anchor: the nearest in its clause, and not that of some other noun
/// (`mkataba wa mwaka 2015`). What is said takes the date of its saying (`alisema Jumamosi kwamba …`), a deed does not.
pub(super) fn date<'a>(
    times: &'a [When<'a>],
    tokens: &[Token],
    analyses: &[Analysis],
    sentence: &Range<usize>,
    anchor: &Range<usize>,
    said: bool,
) -> Option<&'a str> {
    let first = times.partition_point(|t| (t.tokens.start as usize) < sentence.start);
    times[first..]
        .iter()
        .take_while(|t| (t.tokens.end as usize) <= sentence.end)
        .filter(|t| t.date && t.value.as_bytes().first().is_some_and(u8::is_ascii_digit))
        .filter_map(|t| {
            let (start, end) = (t.tokens.start as usize, t.tokens.end as usize);
            let (between, after) = if start >= anchor.end { (anchor.end..start, true) } else { (end..anchor.start.max(end), false) };
            let of_noun =
                owner(tokens, sentence.start, start).is_some_and(|noun| !anchor.contains(&noun) && !happening(tokens, analyses, noun));
            let cost = between.clone().map(|k| step(tokens, analyses, k, after, said)).sum::<u32>();
            let aside = end < anchor.start && !tokens[end].is_word() && aside(tokens, analyses, sentence.start, start);
            (!of_noun && !aside && cost < FAR).then_some((cost + u32::from(!after), t))
        })
        .min_by_key(|(cost, _)| *cost)
        .map(|(_, t)| t.value.split('T').next().unwrap_or(t.value))
}

/// Beyond this a date belongs to another clause.
const FAR: u32 = 60;

/// What a token between anchor and date costs.
fn step(tokens: &[Token], analyses: &[Analysis], at: usize, after: bool, said: bool) -> u32 {
    static THAT: LazyLock<[u64; 2]> = LazyLock::new(|| [hash_word("kwamba"), hash_word("kuwa")]);
    static BUT: LazyLock<[u64; 6]> = LazyLock::new(|| ["lakini", "huku", "wakati", "ambapo", "baada", "kufuatia"].map(hash_word));
    let analysis = &analyses[at];
    if THAT.contains(&tokens[at].lower) && (after || !said) {
        return FAR;
    }
    if BUT.contains(&tokens[at].lower) {
        return FAR / 2;
    }
    if !tokens[at].is_word() {
        return 2;
    }
    if (!analysis.relative.is_none() && !analysis.relative.meets(Agreement::PLACE))
        || (analysis.pos == Upos::Pron && analysis.lemma.as_str().starts_with("amba"))
    {
        return if after { FAR / 2 } else { 12 };
    }
    if analysis.is_finite() { 20 } else { 1 }
}

/// Whether a date closes a clause that only tells who somebody is: `…, aliyechaguliwa mwaka 2010, amekamatwa`.
fn aside(tokens: &[Token], analyses: &[Analysis], from: usize, date: usize) -> bool {
    let mut acted = false;
    for at in (from..date).rev() {
        let analysis = &analyses[at];
        if !tokens[at].is_word() {
            return false;
        }
        if analysis.pos == Upos::Pron && analysis.lemma.as_str().starts_with("amba") {
            return acted;
        }
        if !analysis.relative.is_none() && !analysis.relative.meets(Agreement::PLACE) {
            // Katika taarifa iliyotolewa Jumatatu: what somebody published dates what it says.
            let published = at > from && matches!(analyses[at - 1].sense, Sense::Document | Sense::Speech);
            return !acted && !published;
        }
        acted |= analysis.is_finite();
    }
    false
}

/// Whether a noun names a happening itself, whose date is that of what is told with it (`katika mapigano ya mwaka 1967`).
fn happening(tokens: &[Token], analyses: &[Analysis], at: usize) -> bool {
    let frames = Frames::built_in();
    frames.noun(tokens[at].lower).or_else(|| frames.noun(analyses[at].lemma_hash())).is_some()
}

/// Whether a value lies after the publication day, where nothing has happened yet.
pub(super) fn ahead(value: &str, day: Option<Date>) -> bool {
    let (Some(day), Some(first)) = (day, value.split('/').next()) else { return false };
    let shown = day.to_string();
    let digits = first.bytes().take_while(|b| b.is_ascii_digit() || *b == b'-').count();
    let plain = digits == first.len() && matches!(first.len(), 4 | 7 | 10);
    plain && first > &shown[..first.len().min(shown.len())]
}

/// The noun that a date hangs on by a connective.
fn owner(tokens: &[Token], from: usize, date: usize) -> Option<usize> {
    static INTRODUCE: LazyLock<[u64; 4]> = LazyLock::new(|| ["mwaka", "mwezi", "tarehe", "siku"].map(hash_word));
    static LINK: LazyLock<[u64; 7]> = LazyLock::new(|| ["wa", "ya", "la", "cha", "vya", "za", "pa"].map(hash_word));
    let mut at = date;
    while at > from && INTRODUCE.contains(&tokens[at - 1].lower) {
        at -= 1;
    }
    let link = at.checked_sub(1).filter(|&l| l > from && LINK.contains(&tokens[l].lower))?;
    (!INTRODUCE.contains(&tokens[link - 1].lower)).then_some(link - 1)
}

/// Whether a value lies a year or more before the publication day.
pub(super) fn historical(value: &str, day: Option<Date>) -> bool {
    let (Some(day), Some(last)) = (day, value.rsplit('/').next()) else { return false };
    let mut fields = last.split('-');
    let Some(first) = fields.next() else { return false };
    match (first.len(), first.parse::<i32>()) {
        (4, Ok(year)) => {
            let month = fields.next().and_then(|m| m.parse::<i32>().ok());
            let Some(month) = month else { return year < i32::from(day.year()) };
            let date = fields.next().and_then(|d| d.parse::<i32>().ok()).unwrap_or(31);
            let months = (i32::from(day.year()) - year) * 12 + i32::from(day.month()) - month;
            months > 12 || (months == 12 && date <= i32::from(day.day()))
        }
        // A decade (198) or century (19) is past unless it is the present one.
        (3, Ok(decade)) => decade < i32::from(day.year()) / 10,
        (2, Ok(century)) => century < i32::from(day.year()) / 100,
        _ => false,
    }
}

/// The place named nearest after the anchor in its sentence, or before it; never where an actor is from, and where nothing else is
/// named, the place that it was done to.
pub(super) fn place(
    parties: &Parties<'_>,
    sentence: &std::ops::Range<usize>,
    from: usize,
    to: usize,
    actor: &[u32],
    recipient: &[u32],
) -> Option<u32> {
    let mentions = &parties.mentions;
    let first = mentions.partition_point(|m| (m.tokens.start as usize) < sentence.start);
    let far = |start: usize| if start >= to { start - to } else { 2 * (from.saturating_sub(start)) + 4 };
    let all = || {
        let inside = mentions[first..].iter().take_while(|m| (m.tokens.start as usize) < sentence.end);
        inside.filter(|m| m.kind == EntityType::Loc && !actor.contains(&m.entity))
    };
    // A name inside the phrase of a party (Rais wa Uganda) says who, not where.
    let party = |m: &&Mention<'_>| {
        let holds = |p: &Mention<'_>| {
            p.entity != m.entity
                && (actor.contains(&p.entity) || recipient.contains(&p.entity))
                && p.tokens.start <= m.tokens.start
                && m.tokens.end <= p.tokens.end
        };
        mentions[first..].iter().take_while(|p| (p.tokens.start as usize) < sentence.end).any(holds)
    };
    let nearest = |m: &&Mention<'_>| far(m.tokens.start as usize);
    let free = all().filter(|m| !recipient.contains(&m.entity) && !party(m)).min_by_key(nearest);
    free.or_else(|| all().min_by_key(nearest)).map(|m| m.entity)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_back_is_history() {
        let day = Some(jiff::civil::date(2021, 6, 18));
        for (value, old) in [
            ("2020", true),
            ("2021", false),
            ("2020-06-18", true),
            ("2020-06-19", false),
            ("2020-09", false),
            ("2019-03", true),
            ("198", true),
            ("2004/2011", true),
            ("2021-W05", false),
            ("19", true),
            ("", false),
        ] {
            assert_eq!(historical(value, day), old, "{value}");
        }
        assert!(!historical("1990", None));
        for (value, later) in
            [("2021-06-19", true), ("2021-06-18", false), ("2021", false), ("2022", true), ("2021-W40", false), ("1990", false)]
        {
            assert_eq!(ahead(value, day), later, "{value}");
        }
    }
}
