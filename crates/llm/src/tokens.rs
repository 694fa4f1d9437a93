//! Token counts where a provider gives none.

/// A quarter of the characters, rounded up. An estimate, and to be marked as one ([`crate::Usage::estimated`]).
pub fn estimate(text: &str) -> u64 {
    text.chars().count().div_ceil(4) as u64
}

#[cfg(test)]
mod tests {
    use super::estimate;

    #[test]
    fn an_estimate_counts_characters_and_rounds_up() {
        assert_eq!([estimate(""), estimate("a"), estimate("žluť"), estimate("žluťo")], [0, 1, 1, 2]);
    }
}
