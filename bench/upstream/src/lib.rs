//! A provider of language models that exists only on loopback.
