//! How an infinitive is told by the verb before it: `data/event/control.tsv`.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::rules::Told;
use crate::data::tsv::Table;
use crate::text::hash_lower;

/// What a verb makes of the infinitive after it.
pub(super) fn control(lemma: u64) -> Option<Told> {
    static TABLE: LazyLock<FxHashMap<u64, Told>> = LazyLock::new(|| {
        let table = Table::built_in(include_str!("../../data/event/control.tsv"));
        let told = |cell: &str| match cell {
            "fact" => Told::Fact,
            "future" => Told::Future,
            "hypothetical" => Told::Hypothetical,
            "void" => Told::Void,
            other => panic!("data/event/control.tsv: told: {other}"),
        };
        table.rows().map(|row| (hash_lower(row.get("verb")), told(row.get("told")))).collect()
    });
    TABLE.get(&lemma).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_read() {
        assert_eq!(control(hash_lower("endelea")), Some(Told::Fact));
        assert_eq!(control(hash_lower("panga")), Some(Told::Future));
        assert_eq!(control(hash_lower("la")), None);
    }
}
