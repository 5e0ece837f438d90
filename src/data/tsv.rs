//! The one reader of `data/*.tsv`.
//!
//! A file opens with `# ` comment lines (what it is, columns, source, licence), then one line `#:` naming the columns,
//! then rows of tab-separated cells; inside a cell `|` parts several values. Our own files are checked by tests, so a bad
//! one fails the build's tests; a user's file gets an error that names the line.

use thiserror::Error;

/// Why a table could not be read.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("line {line}: {reason}")]
pub struct TsvError {
    /// 1-based line of the file.
    pub line: usize,
    /// What is wrong there.
    pub reason: String,
}

/// A table over borrowed text.
#[derive(Debug)]
pub struct Table<'t> {
    columns: Vec<&'t str>,
    rows: Vec<(usize, Vec<&'t str>)>,
}

/// One row: cells by column name.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a, 't> {
    table: &'a Table<'t>,
    cells: &'a [&'t str],
    /// 1-based line of the file.
    pub line: usize,
}

impl<'t> Table<'t> {
    /// Reads a table.
    ///
    /// # Errors
    /// No `#:` line, or a row with more cells than columns.
    pub fn parse(text: &'t str) -> Result<Self, TsvError> {
        let mut columns: Vec<&str> = Vec::new();
        let mut rows = Vec::new();
        for (number, line) in text.lines().enumerate() {
            let line = line.strip_suffix('\r').unwrap_or(line);
            if let Some(names) = line.strip_prefix("#:") {
                columns = names.trim().split('\t').map(str::trim).collect();
            } else if !(line.starts_with('#') || line.trim().is_empty()) {
                if columns.is_empty() {
                    return Err(TsvError { line: number + 1, reason: "no `#:` line with column names before the first row".into() });
                }
                let cells: Vec<&str> = line.split('\t').collect();
                if cells.len() > columns.len() {
                    return Err(TsvError { line: number + 1, reason: format!("{} cells for {} columns", cells.len(), columns.len()) });
                }
                rows.push((number + 1, cells));
            }
        }
        if columns.is_empty() {
            return Err(TsvError { line: 1, reason: "no `#:` line with column names".into() });
        }
        Ok(Self { columns, rows })
    }

    /// Reads one of our own compiled-in tables.
    ///
    /// # Panics
    /// If the file is malformed, which the tests of every table exclude.
    #[must_use]
    pub fn built_in(text: &'t str) -> Self {
        Self::parse(text).unwrap_or_else(|e| panic!("built-in table: {e}"))
    }

    /// The names of the columns.
    #[must_use]
    pub fn columns(&self) -> &[&'t str] {
        &self.columns
    }

    /// The rows in order.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_, 't>> {
        self.rows.iter().map(|(line, cells)| Row { table: self, cells, line: *line })
    }
}

impl<'t> Row<'_, 't> {
    /// The cell of a column, trimmed; empty where the row is short.
    ///
    /// # Panics
    /// If the table has no such column: a bug, not bad data.
    #[must_use]
    pub fn get(&self, column: &str) -> &'t str {
        let at = self.table.columns.iter().position(|c| *c == column).unwrap_or_else(|| panic!("no column {column}"));
        self.cells.get(at).map_or("", |c| c.trim())
    }

    /// The values of a cell that holds several.
    pub fn list(&self, column: &str) -> impl Iterator<Item = &'t str> + use<'t> {
        self.get(column).split('|').map(str::trim).filter(|s| !s.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_cells_and_lists_and_says_what_is_wrong() {
        let table = Table::parse("# what\n#:\ta\tb\nx\ty|z\n\nshort\n").unwrap();
        assert_eq!(table.columns(), ["a", "b"]);
        let rows: Vec<_> = table.rows().collect();
        assert_eq!(rows[0].list("b").collect::<Vec<_>>(), ["y", "z"]);
        assert_eq!(rows[1].get("b"), "");
        assert_eq!(Table::parse("a\tb").unwrap_err().line, 1);
        assert_eq!(Table::parse("#:\ta\nb\tc").unwrap_err().line, 2);
    }
}
