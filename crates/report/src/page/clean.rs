//! Foreign text made harmless for a terminal: no control characters, no escape sequences, nothing that reorders
//! or hides what stands beside it.

/// Most characters of one text that are shown.
const LONGEST_TEXT: usize = 1000;

/// `text` on one line, without escape sequences, control characters and invisible marks, cut where it is very long.
pub(crate) fn clean(text: &str) -> String {
    let mut clean = String::new();
    let mut shown = 0;
    let mut rest = text.chars();
    while let Some(character) = rest.next() {
        match character {
            '\u{1b}' => {
                rest = after_sequence(rest.as_str()).chars();
                continue;
            }
            '\u{9b}' => {
                rest = after_control_sequence(rest.as_str()).chars();
                continue;
            }
            hidden if is_hidden(hidden) => continue,
            blank if blank.is_control() || matches!(blank, '\u{2028}' | '\u{2029}') => clean.push(' '),
            visible => clean.push(visible),
        }
        shown += 1;
        if shown == LONGEST_TEXT && !rest.as_str().is_empty() {
            clean.push('…');
            break;
        }
    }
    clean.trim().to_owned()
}

/// Marks that turn the direction of text or take no room: overrides, isolates, zero-width characters, tags.
fn is_hidden(character: char) -> bool {
    matches!(character,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// What follows an escape sequence of which `rest` begins behind the escape character.
fn after_sequence(rest: &str) -> &str {
    if let Some(parameters) = rest.strip_prefix('[') {
        return after_control_sequence(parameters);
    }
    let Some(payload) = rest.strip_prefix([']', 'P', 'X', '^', '_']) else {
        let mut characters = rest.chars();
        characters.next();
        return characters.as_str();
    };
    match payload.split_once(['\u{7}', '\u{9c}', '\u{1b}']) {
        Some((_, behind)) => behind.strip_prefix('\\').unwrap_or(behind),
        None => payload,
    }
}

/// What follows the final byte of a control sequence; everything where it has none.
fn after_control_sequence(parameters: &str) -> &str {
    let behind = parameters.trim_start_matches(|c| matches!(c, ' '..='?'));
    behind.strip_prefix(|c| matches!(c, '@'..='~')).unwrap_or(behind)
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[test]
    fn escape_sequences_vanish_whole() {
        assert_eq!(clean("\u{1b}[2J\u{1b}[1;31mred\u{1b}[0m"), "red");
        assert_eq!(clean("\u{1b}]8;;https://x.example\u{7}link\u{1b}]8;;\u{1b}\\ end"), "link end");
        assert_eq!(clean("\u{9b}31mred \u{1b}cnext"), "red next");
        assert_eq!(clean("open \u{1b}]0;title"), "open 0;title");
        assert_eq!(clean("end \u{1b}"), "end");
    }

    #[test]
    fn line_breaks_and_control_characters_become_blanks() {
        assert_eq!(clean("a\nb\tc\rd\u{0}e\u{8}\u{2028}f"), "a b c d e  f");
    }

    #[test]
    fn marks_that_reorder_or_hide_text_are_dropped() {
        assert_eq!(clean("safe\u{202e}evil\u{2066}\u{200b}\u{feff}\u{e0041}."), "safeevil.");
    }

    #[test]
    fn czech_and_units_stay_as_they_are() {
        assert_eq!(clean("Základový pás 21,6\u{a0}m³, Ø12 ⚠️"), "Základový pás 21,6\u{a0}m³, Ø12 ⚠️");
    }

    #[test]
    fn a_very_long_text_is_cut() {
        let cut = clean(&"x".repeat(5000));
        assert_eq!(cut.chars().count(), 1001);
        assert!(cut.ends_with('…'));
    }
}
