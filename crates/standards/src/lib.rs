//! What the standards say: classes, limits, covers, obsolete standards, prices, with their clauses and sources.
