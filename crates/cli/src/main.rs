//! The command line of Dozor.

fn main() {}
