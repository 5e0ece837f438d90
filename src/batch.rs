//! Many articles at once: the only place that touches rayon.
//!
//! A pool of our own, keyed by process id, so that a forked child never waits on its parent's threads, and workers that pull
//! rows from a counter, so that one long article holds up nobody. Each article is read behind `catch_unwind`: a bug costs one
//! row. The caller's thread only collects and asks `tick` every few milliseconds whether to go on, which is where Python
//! checks for Ctrl-C; when it stops it does not wait for articles in flight, which is why rows are owned.

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use rayon::{ThreadPool, ThreadPoolBuilder};

use crate::article::{Article, PublishedSource};
use crate::error::{Error, ErrorKind};
use crate::extractor::{Extractor, Scratch};
use crate::record::{Document, Headline, Severity};

/// One row of a batch.
#[derive(Debug)]
pub enum Row<'a> {
    /// An article.
    Article(Article<'a>),
    /// A missing value: an empty record, with what else is known of it.
    Missing(Article<'a>),
    /// A row that cannot be read.
    Bad(Option<&'a str>, Error),
}

/// Rows that worker threads can read.
pub trait Rows: Send + Sync + 'static {
    /// How many.
    fn len(&self) -> usize;
    /// The row at `index`.
    fn row(&self, index: usize) -> Row<'_>;
    /// Whether there are none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Owned texts, for callers in Rust.
impl Rows for Vec<String> {
    fn len(&self) -> usize {
        self.len()
    }
    fn row(&self, index: usize) -> Row<'_> {
        Row::Article(Article { text: &self[index], ..Article::default() })
    }
}

/// The batch was stopped by its caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stopped;

/// How often the caller's thread is asked whether to go on.
const TICK: Duration = Duration::from_millis(40);
/// Rows that a worker takes at a time.
const GRAIN: usize = 4;

static POOL: Mutex<Option<(u32, usize, Arc<ThreadPool>)>> = Mutex::new(None);

/// A pool of `threads` for this process.
fn pool(threads: usize) -> Result<Arc<ThreadPool>, Error> {
    let build = || {
        let built = ThreadPoolBuilder::new().num_threads(threads).thread_name(|i| format!("dondoo-{i}")).build();
        built.map(Arc::new).map_err(|e| Error::new(ErrorKind::Internal, format!("cannot start {threads} threads: {e}")))
    };
    // A child may inherit the lock taken: then it goes without the shared pool rather than wait for ever.
    let Ok(mut kept) = POOL.try_lock() else { return build() };
    let pid = std::process::id();
    match &*kept {
        Some((owner, size, pool)) if *owner == pid && *size == threads => return Ok(pool.clone()),
        _ => {}
    }
    let fresh = build()?;
    if let Some((owner, _, old)) = kept.replace((pid, threads, fresh.clone()))
        && owner != pid
    {
        // The parent's threads do not exist here; dropping their pool would wait for them.
        std::mem::forget(old);
    }
    Ok(fresh)
}

/// How many threads to use: the argument, else `DONDOO_NUM_THREADS`, else as many as the machine has.
///
/// # Errors
/// Zero, or an environment variable that is not a number.
pub fn thread_count(asked: Option<usize>) -> Result<usize, Error> {
    let zero = |n: usize| if n == 0 { Err(Error::new(ErrorKind::Config, "threads must be 1 or more")) } else { Ok(n.min(1024)) };
    if let Some(n) = asked {
        return zero(n);
    }
    match std::env::var("DONDOO_NUM_THREADS") {
        Ok(text) if !text.trim().is_empty() => match text.trim().parse() {
            Ok(n) => zero(n),
            Err(_) => Err(Error::new(ErrorKind::Config, "DONDOO_NUM_THREADS is not a number")),
        },
        _ => Ok(std::thread::available_parallelism().map_or(1, usize::from)),
    }
}

thread_local! {
    /// Where the last panic of this thread happened, for the error row.
    static PANICKED_AT: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Keeps panics off standard error and remembers where they were. The binding calls it once; a panic's own message is
/// dropped, since it can quote the article.
pub fn quiet_panics() {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        let ours = GUARDED.with(|g| *g.borrow());
        if ours {
            PANICKED_AT.with(|at| *at.borrow_mut() = info.location().map(|l| format!("{}:{}", l.file(), l.line())));
        } else {
            before(info);
        }
    }));
}

thread_local! {
    static GUARDED: RefCell<bool> = const { RefCell::new(false) };
}

/// Runs `work`; a panic in it becomes an error.
///
/// # Errors
/// [`ErrorKind::Internal`], with the place in dondoo's own source where it is known.
pub fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, Error> {
    GUARDED.with(|g| *g.borrow_mut() = true);
    let result = catch_unwind(AssertUnwindSafe(work)).map_err(|payload: Box<dyn Any + Send>| {
        drop(payload);
        let place = PANICKED_AT.with(|at| at.borrow_mut().take()).map_or(String::new(), |p| format!(" at {p}"));
        Error::new(ErrorKind::Internal, format!("internal error{place}; please report it"))
    });
    GUARDED.with(|g| *g.borrow_mut() = false);
    result
}

thread_local! {
    /// A thread's space, kept from batch to batch: what it remembers of word forms is worth a quarter of a small batch's time.
    static KEPT: Cell<Scratch> = Cell::default();
}

/// Reads one row with the space that this thread keeps.
pub fn read_one(work: &impl Work, row: &Row<'_>) -> Document {
    let mut scratch = KEPT.take();
    let document = read_row(work, row, &mut scratch);
    KEPT.set(scratch);
    document
}

/// What reads one article. An extractor does; tests put in what they like.
pub trait Work: Send + Sync + 'static {
    /// Reads the article.
    fn read(&self, article: &Article, scratch: &mut Scratch) -> Document;
}

impl Work for Extractor {
    fn read(&self, article: &Article, scratch: &mut Scratch) -> Document {
        self.extract_with(article, scratch)
    }
}

/// The record of one row, with spans in code points. Never panics.
pub fn read_row(work: &impl Work, row: &Row<'_>, scratch: &mut Scratch) -> Document {
    match row {
        Row::Article(article) => match guarded(|| work.read(article, scratch).into_code_points()) {
            Ok(document) => document,
            Err(error) => {
                *scratch = Scratch::default();
                Document::failed(article.id, error)
            }
        },
        Row::Missing(article) => {
            let mut document = Document::empty(article.id);
            document.published = article.published.map(|day| day.to_string());
            document.published_source = article.published.map(|_| PublishedSource::Argument);
            document.headline = article.headline.map(|text| Headline { text: text.to_owned(), span: None });
            document.diagnose("text.missing", Severity::Warning, "the row has no text", None);
            document.into_code_points()
        }
        Row::Bad(id, error) => Document::failed(*id, error.clone()).into_code_points(),
    }
}

/// Reads all rows on `threads` threads; records in input order, spans in code points.
///
/// `tick` is called on the caller's thread with the number of rows done, at least every 40 ms.
///
/// # Errors
/// [`Stopped`] if `tick` breaks; an [`Error`] if no threads can be had.
pub fn run<W: Work, R: Rows>(
    work: W,
    rows: Arc<R>,
    threads: usize,
    mut tick: impl FnMut(usize) -> ControlFlow<()>,
) -> Result<Result<Vec<Document>, Stopped>, Error> {
    let total = rows.len();
    let pool = pool(threads)?;
    let work = Arc::new(work);
    let next = Arc::new(AtomicUsize::new(0));
    let done = Arc::new(AtomicUsize::new(0));
    let stop = Arc::new(AtomicBool::new(false));
    let (send, receive) = channel();
    for _ in 0..threads.min(total) {
        let (work, rows, next, done, stop, send) = (work.clone(), rows.clone(), next.clone(), done.clone(), stop.clone(), send.clone());
        pool.spawn(move || {
            // A worker keeps its records until the end: sending each would wake the caller's thread a thousand times a second.
            let mut own = Vec::new();
            let mut scratch = KEPT.take();
            'rows: while !stop.load(Ordering::Relaxed) {
                let from = next.fetch_add(GRAIN, Ordering::Relaxed);
                if from >= total {
                    break;
                }
                for index in from..total.min(from + GRAIN) {
                    if stop.load(Ordering::Relaxed) {
                        break 'rows;
                    }
                    own.push((index, read_row(&*work, &rows.row(index), &mut scratch)));
                    done.fetch_add(1, Ordering::Relaxed);
                }
            }
            KEPT.set(scratch);
            // Nobody listens after a stop.
            let _ = send.send(own);
        });
    }
    drop(send);
    let mut out: Vec<Option<Document>> = Vec::new();
    out.resize_with(total, || None);
    let mut last = Instant::now();
    loop {
        match receive.recv_timeout(TICK.saturating_sub(last.elapsed())) {
            Ok(own) => own.into_iter().for_each(|(index, document)| out[index] = Some(document)),
            Err(RecvTimeoutError::Timeout) => {
                last = Instant::now();
                if tick(done.load(Ordering::Relaxed)).is_break() {
                    stop.store(true, Ordering::Relaxed);
                    return Ok(Err(Stopped));
                }
            }
            Err(RecvTimeoutError::Disconnected) => break,
        }
    }
    if tick(total).is_break() {
        return Ok(Err(Stopped));
    }
    let lost = || Document::failed(None, Error::new(ErrorKind::Internal, "a worker thread was lost"));
    Ok(Ok(out.into_iter().map(|d| d.unwrap_or_else(lost)).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extractor::Config;

    fn extractor() -> Extractor {
        Extractor::new(Config::default()).unwrap()
    }

    struct Faulty(Extractor);
    impl Work for Faulty {
        fn read(&self, article: &Article, scratch: &mut Scratch) -> Document {
            assert!(!article.text.contains("VUNJA"), "a bug that quotes {}", article.text);
            self.0.extract_with(article, scratch)
        }
    }

    #[test]
    fn a_panic_costs_one_row_and_quotes_nothing() {
        let rows: Vec<String> =
            (0..50).map(|i| if i % 7 == 3 { format!("VUNJA siri {i}") } else { format!("Rais alifika Kenya mwaka {i}.") }).collect();
        let out = run(Faulty(extractor()), Arc::new(rows), 3, |_| ControlFlow::Continue(())).unwrap().unwrap();
        assert_eq!(out.len(), 50);
        for (i, document) in out.iter().enumerate() {
            assert_eq!(document.error.is_some(), i % 7 == 3, "row {i}");
            if let Some(error) = &document.error {
                assert_eq!(error.kind, ErrorKind::Internal);
                assert!(!error.message.contains("siri"));
            } else {
                assert!(document.text.ends_with(&format!("{i}.")));
            }
        }
    }

    #[test]
    fn same_records_at_any_thread_count() {
        let rows: Arc<Vec<String>> =
            Arc::new((0..40).map(|i| format!("Waziri wa Kenya alisema hivyo Januari {} 2024.\nMaelezo.", i % 30 + 1)).collect());
        let one = run(extractor(), rows.clone(), 1, |_| ControlFlow::Continue(())).unwrap().unwrap();
        for threads in [2, 5] {
            assert_eq!(run(extractor(), rows.clone(), threads, |_| ControlFlow::Continue(())).unwrap().unwrap(), one);
        }
    }

    struct Slow;
    impl Work for Slow {
        fn read(&self, _: &Article, _: &mut Scratch) -> Document {
            std::thread::sleep(Duration::from_millis(400));
            Document::empty(None)
        }
    }

    #[test]
    fn a_stop_does_not_wait_for_articles_in_flight() {
        let began = std::time::Instant::now();
        let stopped = run(Slow, Arc::new(vec![String::new(); 100]), 2, |_| ControlFlow::Break(())).unwrap();
        assert_eq!(stopped, Err(Stopped));
        assert!(began.elapsed() < Duration::from_millis(300));
    }

    #[test]
    fn thread_counts() {
        assert_eq!(thread_count(Some(3)).unwrap(), 3);
        assert_eq!(thread_count(Some(0)).unwrap_err().kind, ErrorKind::Config);
    }
}
