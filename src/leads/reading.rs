//! How a lead table is read, how far that is, and what comes of it.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use super::keys::KeyCheck;
use crate::audit::ColumnFacts;
use crate::lead_error::LeadError;
use crate::masks::MaskTable;

/// How a lead table is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ReadOptions {
    /// What separates cells in CSV; found out where it is not told.
    pub delimiter: Option<u8>,
    /// Whether rows with another number of cells than the header are left out and counted instead
    /// of refused.
    pub lenient: bool,
    /// Whether leads that have their key in common are counted.
    pub check_keys: bool,
    /// How many threads read; as many as there are cores where it is not told.
    pub threads: Option<usize>,
}

impl ReadOptions {
    pub(super) fn threads(&self) -> usize {
        let cores = || std::thread::available_parallelism().map_or(1, usize::from);
        self.threads.unwrap_or_else(cores).clamp(1, 64)
    }
}

/// How far reading is, for others to watch, and a way to stop it.
#[derive(Debug, Default)]
pub struct Progress {
    read: AtomicU64,
    total: AtomicU64,
    leads: AtomicU64,
    stop: AtomicBool,
    copy: Mutex<Option<PathBuf>>,
}

impl Progress {
    /// Bytes read so far.
    pub fn read(&self) -> u64 {
        self.read.load(Ordering::Relaxed)
    }

    /// Bytes to read; 0 where nobody knows.
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

    /// An error where somebody asked to stop.
    pub(super) fn go_on(&self) -> Result<(), LeadError> {
        match self.stop.load(Ordering::Relaxed) {
            true => Err(LeadError::Stopped),
            false => Ok(()),
        }
    }
}

/// What reading a lead table came to.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// Who fits what.
    pub masks: MaskTable,
    /// What the table holds in each attribute that is read.
    pub columns: Vec<ColumnFacts>,
    /// Rows that were left out for their number of cells.
    pub ragged: Ragged,
    /// Keys that several leads have, where that was asked for.
    pub keys: Option<KeyCheck>,
}

/// Rows that do not have as many cells as the header.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Ragged {
    /// How many.
    pub rows: u64,
    /// The line of the first.
    pub first_line: Option<u64>,
}
