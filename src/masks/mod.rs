//! The mask table: how many leads fit which set of segments, from which sizes, overlaps and the
//! effect of any priority order follow.
//!
//! It needs no lead table: parts are counted anywhere, by segplan or by a warehouse's GROUP BY,
//! saved as files ([`Saved`]) and added up. Here one is made by hand, and two are merged and
//! audited:
//!
//! ```
//! # use segplan_core as segplan;
//! use segplan::audit::audit;
//! use segplan::masks::{Mask, MaskTable, Measures, Standing};
//! use segplan::plan::{Document, ReadOptions};
//! use segplan::yaml::Source;
//!
//! let text = "
//! title: Two segments
//! segments:
//!   - {name: large, where: staff > 1000}
//!   - {name: retail, where: sector = 'Retail'}
//! ";
//! let options = ReadOptions::on(jiff::civil::date(2027, 1, 4));
//! let document = Document::read(Source::new("plan.yaml", text), &options)
//!     .map_err(|(_, problems)| problems[0].message.clone())?;
//! let plan = &document.plan;
//!
//! let large = Mask::new(&[0b01]);
//! let retail = Mask::new(&[0b10]);
//! let both = Standing { mask: Mask::new(&[0b11]), ..Standing::default() };
//! let retail_staff_missing = Standing { mask: retail, undecided: large, ..Standing::default() };
//! let mut north = MaskTable::of(plan);
//! north.count(&both, &Measures::of_leads(30))?;
//! let mut south = MaskTable::of(plan);
//! south.count(&both, &Measures::of_leads(10))?;
//! south.count(&retail_staff_missing, &Measures::of_leads(5))?;
//! north.merge(&south)?;
//!
//! let order: Vec<_> = plan.segment_ids().collect(); // large first, then retail
//! let audit = audit(plan, &order, &north, Vec::new())?;
//! let won: Vec<u64> = audit.segments.iter().map(|one| one.won).collect();
//! assert_eq!((audit.leads, won), (45, vec![40, 5]));
//! assert_eq!(audit.segments[0].unknown, 5);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod differences;
mod file;
mod fingerprint;
mod key_table;
mod mask;
mod measured;
pub(crate) mod month;
mod rows;
mod runs;
mod standing;
mod table;
#[cfg(test)]
mod tests;
mod transpose;

pub use file::{CountedPart, Saved};
pub use fingerprint::{AttributeRead, Fingerprint, SegmentCounted};
pub(crate) use key_table::KeyTable;
pub use mask::Mask;
pub(crate) use mask::insert;
pub(crate) use measured::Measured;
pub use month::{first_day, month_of};
pub(crate) use rows::Rows;
pub use standing::{Measures, Standing, Totals};
pub use table::MaskTable;
pub(crate) use transpose::{columns_of, rows_of, transpose};
