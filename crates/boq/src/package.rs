//! The zip package of an XLSX workbook, unpacked once for nothing but its true size, so that a small file
//! that claims or unpacks to gigabytes is refused before the workbook reader sees it.

use std::io::{self, Cursor, Read};

use zip::ZipArchive;

use crate::{Error, Limits};

/// Unpacks every part of the package and throws the content away.
///
/// # Errors
/// The package is damaged, larger than `limits.max_unpacked_bytes`, or claims more shared texts than it can hold.
pub(crate) fn check(file: &str, bytes: &[u8], limits: &Limits) -> Result<(), Error> {
    let damaged =
        |cause: Box<dyn std::error::Error + Send + Sync>| Error::Damaged { file: file.to_owned(), cause };
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|cause| damaged(cause.into()))?;
    let mut left = limits.max_unpacked_bytes;
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).map_err(|cause| damaged(cause.into()))?;
        let is_shared_strings =
            part.name().is_ok_and(|name| name.to_ascii_lowercase().ends_with("sharedstrings.xml"));
        let mut limited = part.by_ref().take(left.saturating_add(1));
        let size = if is_shared_strings {
            let mut content = Vec::new();
            let size = limited.read_to_end(&mut content).map_err(|cause| damaged(cause.into()))?;
            if claims_too_much(&content) {
                return Err(damaged("the table of shared texts claims more texts than it can hold".into()));
            }
            u64::try_from(size).unwrap_or(u64::MAX)
        } else {
            io::copy(&mut limited, &mut io::sink()).map_err(|cause| damaged(cause.into()))?
        };
        let over = || Error::OverLimit {
            file: file.to_owned(),
            what: "bytes when unpacked",
            limit: limits.max_unpacked_bytes,
        };
        left = left.checked_sub(size).ok_or_else(over)?;
    }
    Ok(())
}

/// Whether the table of shared texts claims more texts than it has bytes. Calamine 0.38 reserves memory for as
/// many as the file claims, and a failed allocation ends the process without a panic that could be caught.
fn claims_too_much(shared_strings: &[u8]) -> bool {
    // A UTF-16 part becomes comparable by leaving out its zero bytes.
    let plain: Vec<u8> = shared_strings.iter().copied().filter(|byte| *byte != 0).collect();
    let name = b"uniqueCount";
    let mut claims = plain.windows(name.len()).enumerate().filter(|(_, window)| window == name);
    claims.any(|(at, _)| {
        let digits: String = plain
            .iter()
            .skip(at + name.len())
            .skip_while(|byte| byte.is_ascii_whitespace() || matches!(byte, b'=' | b'"' | b'\'' | b'+'))
            .take_while(|byte| byte.is_ascii_digit())
            .map(|byte| char::from(*byte))
            .collect();
        let held = u64::try_from(plain.len()).unwrap_or(u64::MAX);
        !digits.is_empty() && digits.parse::<u64>().map_or(true, |claimed| claimed > held)
    })
}
