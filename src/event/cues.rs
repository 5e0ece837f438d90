//! Words that decide how things are told, from `data/event/cues.tsv`, by hash.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::data::tsv::Table;
use crate::text::hash_lower;

/// The cues by name.
#[derive(Debug)]
pub(super) struct Cues {
    /// Verbs that lend a noun their subject: `kufanya ziara`.
    pub light: Vec<u64>,
    /// Verbs whose subject suffers what the noun says: `kupokea vitisho`.
    pub suffered: Vec<u64>,
    /// Nouns that make what hangs on them no act: `uwezekano wa vita`.
    pub untold: Vec<u64>,
    /// Nouns that make it one: `hatua ya kuwaachia`.
    pub deeds: Vec<u64>,
    /// Makes a statement possible.
    pub perhaps: u64,
    /// Begin a condition.
    pub conditions: Vec<u64>,
    /// Begins an aim.
    pub in_order: u64,
    /// What follows it has not happened.
    pub before: u64,
    /// The verb to be, of compound tenses.
    pub be: u64,
    /// Verbs that undo the measure that is their object: `amesitisha hatua ya kuwawekea vikwazo`.
    pub undo: Vec<u64>,
    /// Verbs after whose place an infinitive tells what was done there: `wamekusanyika mjini Goma kuandamana`.
    pub go: Vec<u64>,
    /// To be, in the forms that make an infinitive before them what is spoken of: `kuelewana ndio njia`.
    pub copula: Vec<u64>,
    /// News of clubs: no politics in the sentence.
    pub sport: Vec<u64>,
    /// A sentence of prison, when somebody is convicted.
    pub jail: Vec<u64>,
    /// What must be done is asked for.
    pub must: u64,
    /// What tells how much there is of the noun after it: `tani`, `sehemu`.
    pub amounts: Vec<u64>,
    /// Passive in form only, as idioms begin with them: `walishindwa kufikia makubaliano`.
    pub failed: Vec<u64>,
    /// Verbs of saying, whose subject asks.
    pub say: Vec<u64>,
}

impl Cues {
    /// The cues of `data/`, read at first use.
    pub fn built_in() -> &'static Cues {
        static CUES: LazyLock<Cues> = LazyLock::new(|| {
            let table = Table::built_in(include_str!("../../data/event/cues.tsv"));
            let mut rows: FxHashMap<&str, Vec<u64>> =
                table.rows().map(|row| (row.get("cue"), row.list("words").map(hash_lower).collect())).collect();
            let mut all = |name: &str| rows.remove(name).unwrap_or_else(|| panic!("data/event/cues.tsv: no row {name}"));
            Cues {
                light: all("light"),
                suffered: all("suffered"),
                untold: all("untold"),
                deeds: all("deeds"),
                perhaps: all("perhaps")[0],
                conditions: all("conditions"),
                in_order: all("in_order")[0],
                before: all("before")[0],
                be: all("be")[0],
                undo: all("undo"),
                go: all("go"),
                copula: all("copula"),
                sport: all("sport"),
                jail: all("jail"),
                must: all("must")[0],
                amounts: all("amounts"),
                failed: all("failed"),
                say: all("say"),
            }
        });
        &CUES
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_has_every_cue() {
        let cues = Cues::built_in();
        assert!(cues.light.contains(&hash_lower("fanya")) && cues.must == hash_lower("lazima"));
    }
}
