//! Any records of a workbook, a sheet and the shared texts of an XLSB workbook, parted by their lengths.
#![no_main]

mod package;

const RELATIONS: &[u8] = br#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.bin"/></Relationships>"#;

// The reader catches panics of its libraries; only one that gets out is a fault.
libfuzzer_sys::fuzz_target!(init: std::panic::set_hook(Box::new(|_| {})), |bytes: &[u8]| {
    let Some((lengths, rest)) = bytes.split_at_checked(2) else { return };
    let cut = |bytes: &[u8], length: u8| bytes.split_at(usize::from(length).min(bytes.len())).0.len();
    let (workbook, rest) = rest.split_at(cut(rest, lengths[0]));
    let (strings, sheet) = rest.split_at(cut(rest, lengths[1]));
    let bytes = package::package(&[
        ("xl/workbook.bin", workbook),
        ("xl/_rels/workbook.bin.rels", RELATIONS),
        ("xl/sharedStrings.bin", strings),
        ("xl/worksheets/sheet1.bin", sheet),
    ]);
    let _ = boq::read_bytes("fuzzed", &bytes, &boq::Limits::default());
});
