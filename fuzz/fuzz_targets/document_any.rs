//! Any bytes as a document: an error or a text, never a panic.
#![no_main]

// The reader catches panics of its libraries; only one that gets out is a fault.
libfuzzer_sys::fuzz_target!(init: std::panic::set_hook(Box::new(|_| {})), |bytes: &[u8]| {
    let _ = documents::read_bytes("fuzzed", bytes, &documents::Limits::default());
});
