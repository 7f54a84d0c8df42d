//! How far reading a table is.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use crate::lead_error::LeadError;

/// How far reading is, for others to watch, and a way to stop it.
#[derive(Debug, Default)]
pub struct Progress {
    read: AtomicU64,
    total: AtomicU64,
    leads: AtomicU64,
    stop: AtomicBool,
    waits: AtomicBool,
    copy: Mutex<Option<PathBuf>>,
}

impl Progress {
    /// Bytes read so far.
    pub fn read(&self) -> u64 {
        self.read.load(Ordering::Relaxed)
    }

    /// Bytes to read; 0 if that is unknown.
    pub fn total(&self) -> u64 {
        self.total.load(Ordering::Relaxed)
    }

    /// Leads read so far.
    pub fn leads(&self) -> u64 {
        self.leads.load(Ordering::Relaxed)
    }

    /// Asks reading to stop soon.
    pub fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    /// The temporary copy of what stands on standard input, where one is made: it would stay
    /// behind if the program ended now.
    pub fn copy(&self) -> Option<PathBuf> {
        let copy = self.copy.lock();
        copy.unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(super) fn copies_to(&self, file: &Path) {
        let copy = self.copy.lock();
        *copy.unwrap_or_else(PoisonError::into_inner) = Some(file.to_owned());
    }

    pub(super) fn expect(&self, bytes: u64) {
        self.total.store(bytes, Ordering::Relaxed);
    }

    pub(super) fn add(&self, bytes: u64) {
        self.read.fetch_add(bytes, Ordering::Relaxed);
    }

    pub(super) fn add_leads(&self, leads: usize) {
        self.leads.fetch_add(leads as u64, Ordering::Relaxed);
    }

    /// Says that somebody else counts, who doesn't tell how far that is.
    pub fn wait(&self) {
        self.waits.store(true, Ordering::Relaxed);
    }

    /// Whether somebody else counts.
    pub fn is_waiting(&self) -> bool {
        self.waits.load(Ordering::Relaxed)
    }

    /// Whether somebody asked to stop.
    pub fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    /// An error where somebody asked to stop.
    pub(super) fn go_on(&self) -> Result<(), LeadError> {
        match self.is_stopped() {
            true => Err(LeadError::Stopped),
            false => Ok(()),
        }
    }
}
