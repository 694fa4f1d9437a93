//! Text without case, diacritics and blanks, with the way back to the original, for finding designations in it.

/// A folded text; each of its characters knows where it stood.
pub(super) struct Folded {
    text: Vec<char>,
    /// Byte range in the original of each folded character.
    place: Vec<(usize, usize)>,
    /// Whether the original has a word character directly before and after each folded one.
    word_before: Vec<bool>,
    digit_after: Vec<bool>,
    letter_after: Vec<bool>,
}

impl Folded {
    pub(super) fn of(text: &str) -> Self {
        let length = text.len();
        let mut folded = Self {
            text: Vec::with_capacity(length),
            place: Vec::with_capacity(length),
            word_before: Vec::with_capacity(length),
            digit_after: Vec::with_capacity(length),
            letter_after: Vec::with_capacity(length),
        };
        let mut before = ' ';
        let mut characters = text.char_indices().peekable();
        while let Some((at, character)) = characters.next() {
            let after = characters.peek().map_or(' ', |(_, next)| *next);
            if !character.is_whitespace() {
                for plain in plain(character) {
                    folded.text.push(plain);
                    folded.place.push((at, at + character.len_utf8()));
                    folded.word_before.push(before.is_alphanumeric());
                    folded.digit_after.push(after.is_ascii_digit());
                    folded.letter_after.push(after.is_alphabetic());
                }
            }
            before = character;
        }
        folded
    }

    /// Where words and numbers begin.
    pub(super) fn starts(&self) -> impl Iterator<Item = usize> {
        let begins = self.word_before.iter().zip(&self.text).enumerate();
        begins
            .filter(|(_, (inside, character))| !**inside && character.is_alphanumeric())
            .map(|(start, _)| start)
    }

    /// The character at a place.
    pub(super) fn at(&self, start: usize) -> Option<char> {
        self.text.get(start).copied()
    }

    /// The end of `pattern` where it stands at `start` as a whole designation, not as the beginning of a longer
    /// word or number. A pattern that ends in `#` takes any number with its points and hyphens.
    pub(super) fn end_of(&self, pattern: &str, start: usize) -> Option<usize> {
        let (stem, is_open) = pattern.strip_suffix('#').map_or((pattern, false), |stem| (stem, true));
        let rest = self.text.get(start..)?;
        let mut found = rest.iter();
        if !stem.chars().all(|wanted| found.next() == Some(&wanted)) {
            return None;
        }
        let end = start + rest.len() - found.len();
        if is_open {
            return self.number_end(end);
        }
        let ends = !*self.digit_after.get(end - 1)? && !*self.letter_after.get(end - 1)?;
        ends.then_some(end)
    }

    /// The end of the number that begins at `start`; `None` where none does.
    fn number_end(&self, start: usize) -> Option<usize> {
        let rest = self.text.get(start..)?;
        rest.first().filter(|c| c.is_ascii_digit())?;
        let length = rest.iter().take_while(|c| c.is_ascii_digit() || matches!(c, '.' | '-')).count();
        let digits = rest.get(..length)?.iter().rposition(char::is_ascii_digit)? + 1;
        Some(start + digits)
    }

    /// The folded text from `reach` characters before to `reach` after.
    pub(super) fn around(&self, start: usize, end: usize, reach: usize) -> String {
        let last = (end + reach).min(self.text.len());
        self.text.get(start.saturating_sub(reach)..last).unwrap_or_default().iter().collect()
    }

    /// Byte offset and original text of a folded range.
    pub(super) fn written(&self, text: &str, start: usize, end: usize) -> (usize, String) {
        let from = self.place.get(start).map_or(0, |place| place.0);
        let to = self.place.get(end.saturating_sub(1)).map_or(from, |place| place.1);
        (from, text.get(from..to).unwrap_or_default().to_owned())
    }
}

/// Whether a mark is written in one piece, or as `F1 150` with the only blank before its number.
pub(super) fn is_a_mark(written: &str, number: u32) -> bool {
    let number = number.to_string();
    let starts_large = written.starts_with(|c: char| c.is_uppercase());
    let stem = written.strip_suffix(number.as_str()).unwrap_or_default();
    let one_piece = stem.chars().count() == 1;
    let with_medium = stem.ends_with(' ') && stem.trim_end().chars().count() == 2;
    starts_large && (one_piece || with_medium)
}

/// Whether a text has one of `letters`, given in lower case, as a capital with a digit directly behind it, as each mark
/// has: most texts have none and need no folding.
pub(super) fn may_hold_marks(text: &str, letters: &[char]) -> bool {
    text.chars().zip(text.chars().skip(1)).any(|(letter, next)| {
        next.is_ascii_digit()
            && letter.is_uppercase()
            && plain(letter).next().is_some_and(|plain| letters.contains(&plain))
    })
}

/// Lower case without diacritics, Cyrillic in Latin letters, hyphens all alike.
fn plain(character: char) -> impl Iterator<Item = char> {
    character.to_lowercase().map(|c| match c {
        'á' | 'а' => 'a',
        'č' => 'c',
        'ď' => 'd',
        'é' | 'ě' => 'e',
        'í' | 'и' => 'i',
        'ň' | 'н' => 'n',
        'ó' | 'о' => 'o',
        'ř' | 'р' => 'r',
        'š' | 'с' => 's',
        'ť' | 'т' => 't',
        'ú' | 'ů' => 'u',
        'ý' => 'y',
        'ž' => 'z',
        'п' => 'p',
        'г' => 'g',
        '\u{2010}'..='\u{2014}' | '\u{2212}' => '-',
        other => other,
    })
}
