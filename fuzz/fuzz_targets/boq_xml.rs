//! Bytes as a bill; its seeds are of this format (XML): an error or positions, never a panic.
#![no_main]

// The reader catches panics of its libraries; only one that gets out is a fault.
libfuzzer_sys::fuzz_target!(init: std::panic::set_hook(Box::new(|_| {})), |bytes: &[u8]| {
    let _ = boq::read_bytes("fuzzed", bytes, &boq::Limits::default());
});
