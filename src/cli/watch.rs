//! While a lead table is read: how far that is.

use std::io::{self, IsTerminal};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use super::session::Session;
use super::stop::{catch_signals, reading};
use crate::lead_error::LeadError;
use crate::table::Progress;
use crate::text::words::{number, thousands};
use crate::threads::meanwhile;

/// How long the bar stays as it is.
const STEP: Duration = Duration::from_millis(50);

/// Runs a reading while a bar on the terminal shows how far it is. Ctrl-C, and what else asks the
/// program to end, stops it in good order.
pub(super) fn watched<T>(
    session: &Session,
    read: impl FnOnce(&Progress) -> Result<T, LeadError>,
) -> Result<T, LeadError> {
    watched_beside(session, false, read)
}

/// The same where rows may be printed meanwhile: on a terminal they would break the bar.
pub(super) fn watched_beside<T>(
    session: &Session,
    rows: bool,
    read: impl FnOnce(&Progress) -> Result<T, LeadError>,
) -> Result<T, LeadError> {
    let progress = Arc::new(Progress::default());
    catch_signals();
    *reading() = Some(Arc::clone(&progress));
    let taken = rows && io::stdout().is_terminal();
    let shown = io::stderr().is_terminal() && !session.is_quiet() && !taken;
    let result = match shown {
        false => read(&progress),
        true => with_bar(&progress, read),
    };
    *reading() = None;
    result
}

fn with_bar<T>(
    progress: &Progress,
    read: impl FnOnce(&Progress) -> Result<T, LeadError>,
) -> Result<T, LeadError> {
    let done = AtomicBool::new(false);
    let read_to_end = || {
        let result = read(progress);
        done.store(true, Ordering::Relaxed);
        result
    };
    meanwhile(|| show(progress, &done), read_to_end).1
}

/// A bar, once reading takes longer than a moment.
fn show(progress: &Progress, done: &AtomicBool) {
    let start = Instant::now();
    let wait = || {
        thread::sleep(STEP);
        !done.load(Ordering::Relaxed)
    };
    if !(0..6).all(|_| wait()) {
        return;
    }
    let template = match progress.total() {
        0 => "{spinner} {msg}",
        _ => "{bar:30} {percent:>3} %  {msg}",
    };
    let bar = ProgressBar::new(progress.total())
        .with_style(ProgressStyle::with_template(template).unwrap_or(ProgressStyle::default_bar()))
        .with_position(progress.read());
    while wait() {
        bar.set_message(so_far(progress, start.elapsed()));
        bar.set_position(progress.read());
    }
    bar.finish_and_clear();
}

/// How many leads were read, how fast, and how long the rest will take where its size is known.
fn so_far(progress: &Progress, elapsed: Duration) -> String {
    let seconds = elapsed.as_secs_f64().max(f64::MIN_POSITIVE);
    let (leads, read, total) = (progress.leads(), progress.read(), progress.total());
    let rate = thousands((leads as f64 / seconds) as u64);
    if progress.is_waiting() {
        return format!("{} so far", duration(elapsed.as_secs_f64()));
    }
    let said = format!("{} leads, {rate} a second", thousands(leads));
    if total == 0 || read == 0 {
        return said;
    }
    let rest = seconds * total.saturating_sub(read) as f64 / read as f64;
    format!("{said}, {} left", duration(rest))
}

fn duration(seconds: f64) -> String {
    match seconds.ceil() {
        seconds if seconds < 60.0 => format!("{} s", number(seconds, 0)),
        seconds if seconds < 3600.0 => format!("{} min", number((seconds / 60.0).ceil(), 0)),
        seconds => format!("{} h", number(seconds / 3600.0, 1)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rest_is_told_in_units_that_people_use() {
        assert_eq!(duration(0.2), "1 s");
        assert_eq!(duration(59.0), "59 s");
        assert_eq!(duration(61.0), "2 min");
        assert_eq!(duration(5400.0), "1.5 h");
    }
}
