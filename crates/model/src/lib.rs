//! The words every part of Dozor uses: the brief and its positions, the audit with its typed sections,
//! verification, events and performance.
//!
//! The names and shapes are the public contract: they go out as JSON and come back from models and clients.
//! No async, no clock, no environment and no I/O here. Start with [`Brief`] and [`Audit`].

pub mod audit;
pub mod brief;
pub mod event;
pub mod measurement;
pub mod number;
pub mod performance;
pub mod position;
pub mod section;
pub mod sections;
pub mod status;
pub mod unit;
pub mod verification;
pub mod vocabulary;

pub use audit::{Audit, Coverage, Element, Provenance, Quantities, Versions};
pub use brief::{Brief, BriefError, Document, Options};
pub use event::{Event, EventBody, Findings, NamedFinding};
pub use measurement::Measurement;
pub use number::Number;
pub use performance::{Cost, Outcome, Performance, QueryPerformance};
pub use position::{CodeSystem, Position};
pub use section::{Section, SectionName};
pub use status::{Mark, Status};
pub use unit::Unit;
pub use verification::{Source, Verdict, Verification};
pub use vocabulary::{Lang, Overall, Priority, Profile, Severity};

pub use uuid::Uuid as AuditId;
