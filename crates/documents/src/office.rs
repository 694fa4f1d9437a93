//! DOCX to Markdown, through undoc. Word files know no pages until they are laid out, so there are none here.

use std::io::{self, Cursor, Read};

use undoc::render::RenderOptions;
use zip::ZipArchive;

use crate::{Error, Limits, within};

/// The whole text.
pub(crate) fn text(file: &str, bytes: &[u8], limits: &Limits) -> Result<String, Error> {
    check(file, bytes, limits)?;
    let damaged = |cause: undoc::Error| Error::Damaged { file: file.to_owned(), cause: cause.into() };
    let document = undoc::parse_bytes(bytes).map_err(damaged)?;
    let options = RenderOptions { escape_special_chars: false, ..RenderOptions::default() };
    undoc::render::to_markdown(&document, &options).map_err(damaged)
}

/// Unpacks the package for nothing but its true size, so that a small file cannot unpack to gigabytes later.
fn check(file: &str, bytes: &[u8], limits: &Limits) -> Result<(), Error> {
    let damaged =
        |cause: zip::result::ZipError| Error::Damaged { file: file.to_owned(), cause: cause.into() };
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    let mut used = 0_u64;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(damaged)?;
        let left = limits.max_unpacked_bytes.saturating_sub(used);
        let size = io::copy(&mut part.take(left.saturating_add(1)), &mut io::sink())
            .map_err(|cause| Error::Damaged { file: file.to_owned(), cause: cause.into() })?;
        used = used.saturating_add(size);
        within(file, "bytes when unpacked", used, limits.max_unpacked_bytes)?;
    }
    Ok(())
}
