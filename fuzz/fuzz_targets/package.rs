//! Packs fuzzed content into a zip archive, so that the reader behind the checksums is reached.

use std::io::{Cursor, Write};

/// An archive with these parts.
pub fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, content) in parts {
        writer.start_file(*name, stored).expect("a name");
        writer.write_all(content).expect("memory");
    }
    writer.finish().expect("an archive").into_inner()
}
