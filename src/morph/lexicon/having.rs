//! The forms of having and being: `ana`, `hawana`, `anayo`, `yupo`, `aliye`. Made from the concords, for no table lists them.

use super::listed::Builder;
use crate::morph::agreement::Agreement;
use crate::morph::analysis::Analysis;
use crate::morph::concord::{RELATIVES, SUBJECTS};
use crate::morph::grammar::{Known, Mood, Tense, Upos};
use crate::morph::lemma::Lemma;

/// `-na` with the relative marker again: `-nayo`.
fn have(relative: &str) -> &'static str {
    match relative {
        "o" => "nao",
        "yo" => "nayo",
        "lo" => "nalo",
        "cho" => "nacho",
        "vyo" => "navyo",
        "zo" => "nazo",
        "ko" => "nako",
        "po" => "napo",
        _ => "namo",
    }
}

/// `ana`, `hawana`, `kuna`, `anayo`; `yupo`, `hayumo`; `aliye`, `walio`, `asiye`.
pub(super) fn having_and_being(builder: &mut Builder) {
    let mut form = String::new();
    let mut put = |pos: Upos, parts: [&str; 4], subject: Agreement, relative: Agreement, negative: bool, score: i16| {
        form.clear();
        form.extend(parts);
        let lemma = if pos == Upos::Verb { &form } else { parts[1] };
        let mut analysis = Analysis::new(pos, Lemma::new(lemma), Known::Lexical, score);
        (analysis.subject, analysis.relative, analysis.negative) = (subject, relative, negative);
        (analysis.tense, analysis.mood) = (Some(Tense::Present), Some(Mood::Indicative));
        builder.add(&form, analysis);
    };
    for s in &SUBJECTS {
        if !s.plain.is_empty() && s.plain != "mu" {
            put(Upos::Verb, [s.plain, "na", "", ""], s.who, Agreement::NONE, false, 60);
            for (relative, who) in RELATIVES {
                // tuliyonayo: which we have
                if relative != "ye" {
                    put(Upos::Verb, [s.plain, "li", relative, have(relative)], s.who, who, false, 44);
                }
                if relative != "ye" {
                    put(Upos::Verb, [s.plain, "na", relative, ""], s.who, who, false, 40);
                }
                if s.who.meets(who) || matches!(relative, "ye" | "po" | "ko" | "mo" | "vyo") {
                    put(Upos::Aux, [s.plain, "li", relative, ""], s.who, who, false, 56);
                    put(Upos::Aux, [s.plain, "si", relative, ""], s.who, who, true, 54);
                    for place in ["po", "ko", "mo"] {
                        put(Upos::Aux, [s.plain, "li", relative, place], s.who, who, false, 56);
                        put(Upos::Aux, [s.plain, "si", relative, place], s.who, who, true, 54);
                    }
                }
            }
            let at = if s.plain == "a" { "yu" } else { s.plain };
            for place in ["po", "ko", "mo"] {
                put(Upos::Aux, [at, place, "", ""], s.who, Agreement::NONE, false, 50);
            }
        }
        put(Upos::Verb, [s.negative, "na", "", ""], s.negative_who, Agreement::NONE, true, 60);
        for (relative, who) in RELATIVES {
            if relative != "ye" {
                put(Upos::Verb, [s.negative, "na", relative, ""], s.negative_who, who, true, 40);
            }
        }
        let at = if s.negative == "ha" { "hayu" } else { s.negative };
        for place in ["po", "ko", "mo"] {
            put(Upos::Aux, [at, place, "", ""], s.negative_who, Agreement::NONE, true, 52);
        }
    }
}
