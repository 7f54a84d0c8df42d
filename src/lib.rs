//! Decide which lead segments to work on, in which order, and which message each lead gets: the
//! library behind the program `segplan`.
//!
//! A [plan](plan::Plan) is a YAML file that people write: candidate segments with their ICE scores
//! (Impact, Confidence, Ease) and five qualifiers. Data flows one way, from stage to stage, each a
//! pure function of the one before:
//!
//! 1. [`yaml`] reads the text into a tree with positions, and [`plan`] the tree into a checked
//!    [`plan::Plan`], or tells every problem at its line; [`condition`] is the language of `where`.
//!    [`proof`] says what definitions alone prove: which segments can win a lead at all.
//! 2. [`assess`] gives each candidate its score and judges its qualifiers.
//! 3. [`order`] ranks the candidates, and says how sure the order is and what would change it.
//! 4. [`table`] reads lead tables; [`count`] counts which segments each lead fits, as [`masks`];
//!    [`resolve`] writes each lead's segment; [`audit`] says what the order does to them.
//!    [`compare`] sets two plans side by side; [`review`] says what a quarter's leads say of one.
//! 5. [`flags`] finds what is weak.
//! 6. [`study`] joins all of it; [`history`] sets the plans of several quarters side by side.
//! 7. [`import`] makes a plan of a team's [`sheet`]; [`ballot`] asks scorers and collects their answers;
//!    [`panel`] says how far they agree.
//! 8. [`export`] gives other programs the order, also as SQL; [`report`] and [`render`] make the client
//!    report.
//!
//! Rank the candidates of a plan:
//!
//! ```
//! use segplan::study::{Study, StudyOptions};
//! use segplan::yaml::Source;
//!
//! let text = Source::new("q1.yaml", "
//! title: Q1 nurture
//! segments:
//!   - name: plant_managers
//!     scores: {impact: 8, confidence: 6, ease: 7}
//!   - name: webinar_guests
//!     scores: {impact: 5, confidence: 8, ease: 9}
//! ");
//! let study = Study::read(text, &StudyOptions::on(jiff::civil::date(2027, 1, 4)))?;
//! let order = study.ranking.order().map(|id| study.plan().segment(id).label.as_str());
//! assert_eq!(order.collect::<Vec<_>>(), ["Webinar guests", "Plant managers"]);
//! # Ok::<(), segplan::study::StudyError>(())
//! ```
//!
//! See what its order does to leads, from a file, bytes or any reader:
//!
//! ```
//! use segplan::count::CountOptions;
//! use segplan::study::{Study, StudyOptions};
//! use segplan::table::Input;
//!
//! # std::env::set_current_dir(env!("CARGO_MANIFEST_DIR"))?;
//! let options = StudyOptions::on(jiff::civil::date(2027, 1, 4));
//! let study = Study::open("plans/quarterly.yaml", &options)?
//!     .with_leads(Input::File("plans/leads.csv".into()), &CountOptions::default())?;
//! let audit = study.audit.as_ref().ok_or("no leads were read")?;
//! for segment in &audit.segments {
//!     println!("{}: {} of {} leads", segment.priority, segment.won, segment.matched);
//! }
//! assert_eq!((audit.leads, audit.covered), (2000, 1613));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Cargo features that are on by default: `cli` is the program, `report` the client report with its
//! templates and workbooks. Off by default: `pdf` is the report as PDF, `arrow` reads Arrow's files,
//! `brotli` Parquet compressed with it, and `warehouse` asks a warehouse through its own driver.

// Two crates of their own: what a plan says, and what must be fast.
use segplan_base::lists;
#[doc(inline)]
pub use segplan_base::{condition, diagnostic, plan, text, yaml};
use segplan_core::threads;
#[doc(inline)]
pub use segplan_core::{
    assess, audit, count, lead_error, masks, order, panel, proof, resolve, table,
};
#[cfg(feature = "cli")]
use segplan_core::{discover, profile};

// In the order data flows: a module uses only those above it, which tests/it/layers.rs holds.
#[cfg(test)]
#[allow(dead_code, reason = "tests of the core use all of it")]
#[path = "plan/testing.rs"]
mod testing;
pub mod flags;
pub mod study;
pub mod compare;
pub mod review;
pub mod history;
pub mod sheet;
pub mod import;
pub mod ballot;
pub mod export;
#[cfg(feature = "warehouse")]
pub mod warehouse;
#[cfg(feature = "report")]
pub mod report;
#[cfg(any(feature = "cli", feature = "report"))]
pub mod render;
#[cfg(feature = "cli")]
mod cli;

#[cfg(feature = "cli")]
#[doc(hidden)]
pub use cli::run; // what src/main.rs calls
