//! Bills of quantities, from files to positions.
