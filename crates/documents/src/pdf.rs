//! PDF to the Markdown of each page, through unpdf, which rebuilds tables.

use unpdf::{PageSelection, ParseOptions, RenderOptions};

use crate::{Error, Limits, within};

/// The text of every page, in order.
pub(crate) fn pages(file: &str, bytes: &[u8], limits: &Limits) -> Result<Vec<String>, Error> {
    let failed = |cause: unpdf::Error| match cause {
        unpdf::Error::Encrypted | unpdf::Error::InvalidPassword => Error::Encrypted { file: file.to_owned() },
        cause => Error::Damaged { file: file.to_owned(), cause: cause.into() },
    };
    // One page more than allowed shows that there are too many without reading them all.
    let parsed = PageSelection::Range(1..=limits.max_pages.saturating_add(1));
    let options = ParseOptions::new().lenient().sequential().with_pages(parsed);
    let document = unpdf::parse_bytes_with_options(bytes, options).map_err(failed)?;
    within(file, "pages", document.page_count().into(), limits.max_pages.into())?;
    let mut pages = Vec::new();
    for page in &document.pages {
        let options = RenderOptions {
            escape_special_chars: false,
            page_selection: PageSelection::Pages(vec![page.number]),
            ..RenderOptions::default()
        };
        pages.push(unpdf::render::to_markdown(&document, &options).map_err(failed)?.trim().to_owned());
    }
    Ok(pages)
}
