//! Providers of large language models: streaming, timeouts, prices, and JSON sections out of a token stream.
