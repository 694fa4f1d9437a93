//! Any `content.xml` of an ODS file.
#![no_main]

mod package;

// The reader catches panics of its libraries; only one that gets out is a fault.
libfuzzer_sys::fuzz_target!(init: std::panic::set_hook(Box::new(|_| {})), |content: &[u8]| {
    let bytes = package::package(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", content),
    ]);
    let _ = boq::read_bytes("fuzzed", &bytes, &boq::Limits::default());
});
