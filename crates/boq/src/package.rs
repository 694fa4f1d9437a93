//! The zip package of an XLSX workbook, unpacked once for nothing but its true size, so that a small file
//! that claims or unpacks to gigabytes is refused before the workbook reader sees it.

use std::io::{self, Cursor, Read};

use zip::ZipArchive;

use crate::{Error, limits::Budget};

/// Unpacks every part of the package and throws the content away.
///
/// # Errors
/// The package is damaged, larger than the limits allow, or claims more shared texts than it can hold.
pub(crate) fn check(bytes: &[u8], budget: &Budget<'_>) -> Result<(), Error> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|cause| budget.damaged(cause))?;
    let mut used = 0_u64;
    for index in 0..archive.len() {
        budget.check_time()?;
        let mut part = archive.by_index(index).map_err(|cause| budget.damaged(cause))?;
        let name = part.name().map(|name| name.to_ascii_lowercase()).unwrap_or_default();
        let left = budget.limits.max_unpacked_bytes.saturating_sub(used);
        let mut limited = part.by_ref().take(left.saturating_add(1));
        let size = if name.ends_with("sharedstrings.xml") {
            let mut claims = Claims::default();
            let size = io::copy(&mut limited, &mut claims).map_err(|cause| budget.damaged(cause))?;
            budget.within("bytes of shared texts", size, budget.limits.max_text_bytes)?;
            if claims.exceed(size) {
                return Err(budget.damaged("the table of shared texts claims more texts than it can hold"));
            }
            size
        } else {
            io::copy(&mut limited, &mut io::sink()).map_err(|cause| budget.damaged(cause))?
        };
        if name.ends_with("sharedstrings.bin") {
            budget.within("bytes of shared texts", size, budget.limits.max_text_bytes)?;
        }
        used = used.saturating_add(size);
        budget.within("bytes when unpacked", used, budget.limits.max_unpacked_bytes)?;
    }
    Ok(())
}

/// The content of one part, refused where it is larger than `limit` bytes.
pub(crate) fn part(bytes: &[u8], name: &str, budget: &Budget<'_>) -> Result<Vec<u8>, Error> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|cause| budget.damaged(cause))?;
    let part = archive.by_name(name).map_err(|cause| budget.damaged(cause))?;
    let mut content = Vec::new();
    let limit = budget.limits.max_unpacked_bytes;
    part.take(limit.saturating_add(1)).read_to_end(&mut content).map_err(|cause| budget.damaged(cause))?;
    budget.within("bytes when unpacked", u64::try_from(content.len()).unwrap_or(u64::MAX), limit)?;
    Ok(content)
}

/// How many texts the table of shared texts claims to hold. Calamine 0.38 reserves memory for as many as the file
/// claims, and a failed allocation ends the process without a panic that could be caught. Zero bytes are left out,
/// so that a part in UTF-16 is understood too.
#[derive(Debug, Default)]
struct Claims {
    /// How much of the attribute's name has been seen.
    matched: usize,
    /// The digits of the claim being read; `None` outside of one.
    claim: Option<String>,
    largest: Option<String>,
}

const CLAIM: &[u8] = b"uniqueCount";

impl Claims {
    fn exceed(&self, held: u64) -> bool {
        let too_many = |digits: &String| {
            !digits.is_empty() && digits.parse::<u64>().map_or(true, |claimed| claimed > held)
        };
        self.largest.as_ref().is_some_and(too_many) || self.claim.as_ref().is_some_and(too_many)
    }

    fn read(&mut self, byte: u8) {
        if let Some(digits) = &mut self.claim {
            if byte.is_ascii_digit() && digits.len() < 24 {
                digits.push(char::from(byte));
                return;
            }
            let is_opening = byte.is_ascii_whitespace() || matches!(byte, b'=' | b'"' | b'\'' | b'+');
            if digits.is_empty() && is_opening {
                return;
            }
            let value = |digits: &String| digits.parse::<u64>().unwrap_or(u64::MAX);
            let digits = self.claim.take().filter(|digits| !digits.is_empty());
            self.largest = digits.into_iter().chain(self.largest.take()).max_by_key(value);
        }
        self.matched = match CLAIM.get(self.matched) {
            Some(wanted) if *wanted == byte => self.matched + 1,
            _ => usize::from(CLAIM.first() == Some(&byte)),
        };
        if self.matched == CLAIM.len() {
            (self.matched, self.claim) = (0, Some(String::new()));
        }
    }
}

impl io::Write for Claims {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // Most of the part is no claim: only stretches near the first letter of the name are looked at.
        if self.matched == 0 && self.claim.is_none() && !bytes.contains(&b'q') {
            let tail = bytes.len().saturating_sub(2 * CLAIM.len());
            bytes.iter().skip(tail).filter(|byte| **byte != 0).for_each(|byte| self.read(*byte));
        } else {
            bytes.iter().filter(|byte| **byte != 0).for_each(|byte| self.read(*byte));
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
