//! Decide which lead segments to work on, in which order, and which message each lead gets.
//!
//! A [plan](plan::Plan) is a YAML file that people write: candidate segments with their ICE scores
//! (Impact, Confidence, Ease) and five qualifiers. Data flows one way, from stage to stage, each a
//! pure function of the one before:
//!
//! 1. [`yaml`] reads the text into a tree with positions, and [`plan`] the tree into a checked
//!    [`plan::Plan`], or tells every problem at its line; [`condition`] is the language of `where`.
//! 2. [`assess`] gives each candidate its score and judges its qualifiers.
//! 3. [`order`] ranks the candidates, and says how sure the order is and what would change it.
//! 4. [`table`] reads lead tables; [`count`] counts which segments each lead fits, as [`masks`];
//!    [`resolve`] writes each lead's segment; [`audit`] says what the order does to them.
//! 5. [`flags`] finds what is weak.
//! 6. [`study`] joins all of it; [`export`] and [`render`] give it a form.
//!
//! ```
//! use segplan::order::Draws;
//! use segplan::plan::{Document, ReadOptions};
//! use segplan::study::Study;
//! use segplan::yaml::Source;
//!
//! let text = "
//! title: Q1 nurture
//! segments:
//!   - name: plant_managers
//!     scores: {impact: 8, confidence: 6, ease: 7}
//!   - name: webinar_guests
//!     scores: {impact: 5, confidence: 8, ease: 9}
//! ";
//! let options = ReadOptions {
//!     today: jiff::civil::date(2027, 1, 4),
//!     as_of: None,
//!     flags: &segplan::flags::specs(),
//! };
//! let document = Document::read(Source::new("q1.yaml", text), &options)
//!     .map_err(|(_, problems)| problems[0].message.clone())?;
//! let study = Study::new(document, Draws::default());
//!
//! let order: Vec<&str> = study
//!     .ranking
//!     .order()
//!     .map(|id| study.plan().segment(id).label.as_str())
//!     .collect();
//! assert_eq!(order, ["Webinar guests", "Plant managers"]); // 360 and 336 of 1,000
//! assert!(study.certainty.rows[0].beats_next.is_some_and(|share| share > 0.5));
//! # Ok::<(), String>(())
//! ```

// In the order data flows: a module uses only those above it, which tests/layers.rs holds.
pub mod text;
pub mod diagnostic;
pub mod condition;
pub mod yaml;
pub mod plan;
pub mod assess;
pub mod order;
pub mod lead_error;
pub mod masks;
pub mod audit;
pub mod table;
pub mod count;
pub mod resolve;
pub mod flags;
pub mod study;
pub mod export;
#[cfg(feature = "report")]
pub mod report;
pub mod render;
pub mod cli;
