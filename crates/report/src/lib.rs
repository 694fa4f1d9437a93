//! The audit, and a bill of quantities, as a person reads them in a terminal or a text file.
//!
//! Pure: no clock, no terminal, no environment; who calls says how wide and whether in colour. Texts of models
//! and of clients are foreign: they reach the page only through `page::Phrase` and its like, which clean them.

mod bill;
mod checks;
mod concrete;
mod costs;
mod figures;
mod findings;
mod making;
mod page;
mod reference;
mod verdict;
mod words;

pub use bill::{Bill, bill};
pub use reference::{ReferencePart, reference};

use model::Audit;

use page::Page;

/// How the text is to look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// Whether to use the colours of ANSI terminals. Nothing is said by colour alone.
    pub colour: bool,
    /// Width in columns. Texts are set between 40 and 120 columns wide, whatever is asked.
    pub width: u16,
}

/// The whole audit in its own language: the verdict first, then why, then everything behind it.
pub fn text(audit: &Audit, look: &Look) -> String {
    let mut page = Page::new(*look, audit.lang);
    verdict::write(audit, &mut page);
    concrete::write(audit, &mut page);
    costs::write(audit, &mut page);
    checks::write(audit, &mut page);
    findings::write(audit, &mut page);
    making::write(audit, &mut page);
    page.finish()
}
