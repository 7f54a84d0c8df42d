//! The end of the program at Ctrl-C: reading stops, and no draft stays behind.

use std::io::{self, IsTerminal};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, Once, PoisonError};
use std::time::{Duration, Instant};
use std::{fs, process, thread};

use super::failure::STOPPED;
use super::session::complain;
use crate::table::Progress;

/// From here on Ctrl-C, and what else asks the program to end, leaves no draft behind.
pub(super) fn catch_signals() {
    static CAUGHT: Once = Once::new();
    // Where the handler cannot be set, Ctrl-C stops the program as it always does.
    CAUGHT.call_once(|| drop(ctrlc::set_handler(stop)));
}

/// The reading that goes on, if any does.
pub(super) fn reading() -> MutexGuard<'static, Option<Arc<Progress>>> {
    static READING: Mutex<Option<Arc<Progress>>> = Mutex::new(None);
    READING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The drafts of this run; a signal removes them.
pub(super) fn drafts() -> MutexGuard<'static, Vec<PathBuf>> {
    static DRAFTS: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());
    DRAFTS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Asks reading to stop. It does so at once, unless it waits for rows that do not come or for
/// somebody to take what it writes; then, and where nothing is read, the program ends here.
fn stop() {
    let patience = Instant::now() + Duration::from_secs(1);
    let mut now = reading();
    if let Some(progress) = now.clone() {
        progress.stop();
        while Instant::now() < patience {
            drop(now);
            thread::sleep(Duration::from_millis(10));
            now = reading();
            if now.is_none() {
                return; // it says so itself
            }
        }
        if let Some(copy) = progress.copy() {
            let _ = fs::remove_file(copy); // it may be gone already
        }
    }
    if io::stderr().is_terminal() {
        complain(""); // below the bar
    }
    complain(match remove_drafts() {
        true => "error: stopped; nothing was written",
        false => "error: stopped",
    });
    process::exit(STOPPED.into());
}

/// Removes what is not finished; whether there was a draft to remove.
fn remove_drafts() -> bool {
    let drafts = drafts();
    let removed = drafts.iter().map(|draft| fs::remove_file(draft).is_ok());
    removed.collect::<Vec<bool>>().contains(&true)
}
