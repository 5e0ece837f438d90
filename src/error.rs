//! One error type: a kind with a stable code, and where. It never repeats an article's words: they may be people's data.

use std::fmt;

use serde::{Deserialize, Serialize};

/// What went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ErrorKind {
    /// The row is not a string.
    NotText,
    /// The string holds a lone surrogate, which no UTF-8 text can.
    Surrogate,
    /// The text is longer than the configured limit.
    TooLong,
    /// The publication day cannot be read as a date.
    Published,
    /// A bug in dondoo: a panic caught at the article's edge.
    Internal,
    /// The configuration names something unknown.
    Config,
    /// A user's file (lexicon, model) cannot be read.
    File,
    /// A record could not be read back.
    Record,
    /// Columns of a batch differ in length.
    Length,
}

impl ErrorKind {
    /// The code under which the documentation explains it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            ErrorKind::NotText => "D001",
            ErrorKind::Surrogate => "D002",
            ErrorKind::TooLong => "D003",
            ErrorKind::Published => "D004",
            ErrorKind::Internal => "D005",
            ErrorKind::Config => "D006",
            ErrorKind::File => "D007",
            ErrorKind::Record => "D008",
            ErrorKind::Length => "D009",
        }
    }
}

/// An error: kind, place, and a message for a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Error {
    /// What went wrong.
    pub kind: ErrorKind,
    /// Stable code (`D001` …).
    pub code: String,
    /// Where in the input, in code points, if it has a place.
    pub offset: Option<u64>,
    /// For a person; holds none of the article's words.
    pub message: String,
}

impl Error {
    /// An error without a place.
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self { kind, code: kind.code().into(), offset: None, message: message.into() }
    }

    /// The same error at a place.
    #[must_use]
    pub fn at(mut self, offset: u64) -> Self {
        self.offset = Some(offset);
        self
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "[{}] {}", self.code, self.message)?;
        match self.offset {
            Some(at) => write!(f, " (at {at})"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Error {}
