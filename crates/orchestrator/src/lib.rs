//! Plans, prompts, context, running queries, merging, metrics.
