//! Any `word/document.xml` of a DOCX file.
#![no_main]

mod package;

const TYPES: &[u8] = br#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;
const RELATIONS: &[u8] = br#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;

// The reader catches panics of its libraries; only one that gets out is a fault.
libfuzzer_sys::fuzz_target!(init: std::panic::set_hook(Box::new(|_| {})), |content: &[u8]| {
    let bytes = package::package(&[
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", RELATIONS),
        ("word/document.xml", content),
    ]);
    let _ = documents::read_bytes("fuzzed", &bytes, &documents::Limits::default());
});
