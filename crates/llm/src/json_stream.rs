//! Sections out of a token stream: the members of the answer's JSON object, each the moment its value is whole.
//! It finds where values end and no more: whether one is valid JSON is for the reader of the section to see.

#[cfg(test)]
mod tests;

/// The longest text that is read, in bytes. What comes after it is not looked at.
pub const LONGEST_TEXT: usize = 4 << 20;

const THINK: &str = "<think>";
const THINK_END: &str = "</think>";

/// A push parser of one answer.
///
/// It reads the first JSON object in the text, after prose, fences and `<think>…</think>`. A `{` begins the object
/// if a quoted key and a colon follow, or `}`. How the text is cut into pieces makes no difference.
#[derive(Debug)]
pub struct Sections {
    state: State,
    /// Everything before the object, for as long as none has begun.
    prose: String,
    /// The member that is being read, from the quote of its key.
    member: String,
    /// Where the key ends in `member`; 0 once the member has been given.
    key_end: usize,
    /// Where the value begins and ends in `member`.
    value: (usize, usize),
    /// Whether a key of the object has been read, so that it is one beyond doubt.
    certain: bool,
    /// How many characters of `<think>` or `</think>` have just been read.
    tag: usize,
    read: usize,
}

/// How the text ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The object was whole. Text after it is no matter.
    Complete,
    /// The object did not end, or its syntax is broken. The sections given stand.
    Cut {
        /// What follows the last section: from the key of the member that was not whole.
        rest: String,
    },
    /// There is no object.
    NotJson {
        /// The whole text.
        text: String,
    },
    /// The text is longer than [`LONGEST_TEXT`]. The sections given stand.
    TooLong,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Prose,
    Thinking,
    /// After the `{` that may be the object's.
    Opened,
    Key {
        escaped: bool,
    },
    AfterKey,
    BeforeValue,
    /// In a value that is a string.
    Text {
        escaped: bool,
    },
    /// In a value that is a number, `true`, `false` or `null`.
    Scalar,
    /// In a value that is an object or an array.
    Nested {
        depth: usize,
        text: Option<Escape>,
    },
    /// After a value; where it was a string, it is not given before what follows shows that it has ended.
    AfterValue,
    AfterComma,
    Whole,
    Broken,
    TooLong,
}

/// In a string: whether the character before was a backslash.
type Escape = bool;

impl Default for Sections {
    fn default() -> Self {
        Self::new()
    }
}

impl Sections {
    /// A parser that has read nothing.
    pub fn new() -> Self {
        Self {
            state: State::Prose,
            prose: String::new(),
            member: String::new(),
            key_end: 0,
            value: (0, 0),
            certain: false,
            tag: 0,
            read: 0,
        }
    }

    /// Reads on, and gives the members that are now whole: their keys and the JSON of their values as written.
    /// A key that the text repeats is given again.
    pub fn feed(&mut self, text: &str) -> Vec<(String, String)> {
        let mut sections = Vec::new();
        for character in text.chars() {
            if matches!(self.state, State::Whole | State::TooLong) {
                break;
            }
            self.read += character.len_utf8();
            if self.read > LONGEST_TEXT {
                self.become_too_long();
                break;
            }
            if !self.certain {
                self.prose.push(character);
            }
            sections.extend(self.step(character));
        }
        sections
    }

    /// Says how the text ended.
    pub fn finish(self) -> Ending {
        match self.state {
            State::Whole => Ending::Complete,
            State::TooLong => Ending::TooLong,
            _ if self.certain => {
                Ending::Cut { rest: self.member.trim_start_matches([',', ' ', '\n', '\r', '\t']).to_owned() }
            }
            _ => Ending::NotJson { text: self.prose },
        }
    }

    fn step(&mut self, character: char) -> Option<(String, String)> {
        match self.state {
            State::Prose => self.prose(character),
            State::Thinking => {
                if self.tag_ends(THINK_END, character) {
                    self.state = State::Prose;
                }
            }
            State::Opened => match character {
                '"' => self.begin_member(character),
                '}' => self.state = State::Whole,
                blank if is_blank(blank) => {}
                _ => self.doubt(character),
            },
            State::Key { escaped } => {
                self.member.push(character);
                if character == '"' && !escaped {
                    self.key_end = self.member.len();
                    self.state = State::AfterKey;
                } else {
                    self.state = State::Key { escaped: character == '\\' && !escaped };
                }
            }
            State::AfterKey => self.after_key(character),
            State::BeforeValue => self.begin_value(character),
            State::Text { .. } | State::Scalar | State::Nested { .. } => return self.in_value(character),
            State::AfterValue => return self.after_value(character),
            State::AfterComma => return self.after_comma(character),
            State::Broken => self.member.push(character),
            State::Whole | State::TooLong => {}
        }
        None
    }

    fn prose(&mut self, character: char) {
        if self.tag_ends(THINK, character) {
            self.state = State::Thinking;
        } else if character == '{' {
            self.state = State::Opened;
        }
    }

    /// Whether `character` is the last of `tag`. Both tags hold `<` at their beginning alone.
    fn tag_ends(&mut self, tag: &str, character: char) -> bool {
        let expected = tag.as_bytes().get(self.tag).copied().map(char::from);
        self.tag = match character {
            same if Some(same) == expected => self.tag + 1,
            '<' => 1,
            _ => 0,
        };
        let whole = self.tag == tag.len();
        if whole {
            self.tag = 0;
        }
        whole
    }

    fn begin_member(&mut self, quote: char) {
        self.member.clear();
        self.member.push(quote);
        self.state = State::Key { escaped: false };
    }

    fn after_key(&mut self, character: char) {
        self.member.push(character);
        if character == ':' {
            self.certain = true;
            self.prose = String::new();
            self.state = State::BeforeValue;
        } else if !is_blank(character) {
            self.member.pop();
            self.doubt(character);
        }
    }

    /// What was read is not the syntax of an object: no object then, or a broken one.
    fn doubt(&mut self, character: char) {
        if self.certain {
            self.member.push(character);
            self.state = State::Broken;
        } else {
            self.member.clear();
            self.state = State::Prose;
            self.prose(character);
        }
    }

    fn begin_value(&mut self, character: char) {
        let start = self.member.len();
        self.member.push(character);
        if is_blank(character) {
            return;
        }
        self.value = (start, start);
        self.state = match character {
            '"' => State::Text { escaped: false },
            '{' | '[' => State::Nested { depth: 1, text: None },
            '-' | '0'..='9' | 'a'..='z' | 'A'..='Z' => State::Scalar,
            _ => State::Broken,
        };
        self.value.1 = self.member.len();
    }

    fn in_value(&mut self, character: char) -> Option<(String, String)> {
        if self.state == State::Scalar && matches!(character, ',' | '}') {
            return self.after_value(character);
        }
        self.member.push(character);
        match &mut self.state {
            State::Text { escaped } => {
                let ends = character == '"' && !*escaped;
                *escaped = character == '\\' && !*escaped;
                if ends {
                    self.value.1 = self.member.len();
                    self.state = State::AfterValue;
                }
            }
            State::Scalar if !is_blank(character) => self.value.1 = self.member.len(),
            State::Nested { text: text @ Some(_), .. } => {
                *text = match (*text, character) {
                    (Some(false), '"') => None,
                    (Some(false), '\\') => Some(true),
                    _ => Some(false),
                };
            }
            State::Nested { depth, text } => match character {
                '"' => *text = Some(false),
                '{' | '[' => *depth += 1,
                '}' | ']' => *depth -= 1,
                _ => {}
            },
            _ => {}
        }
        if let State::Nested { depth: 0, .. } = self.state {
            self.value.1 = self.member.len();
            self.state = State::AfterValue;
            return self.give();
        }
        None
    }

    fn after_value(&mut self, character: char) -> Option<(String, String)> {
        match character {
            '}' => {
                self.state = State::Whole;
                return self.give();
            }
            ',' => {
                self.member.push(character);
                self.state = State::AfterComma;
            }
            other => {
                self.member.push(other);
                if !is_blank(other) {
                    self.state = State::Broken;
                }
            }
        }
        None
    }

    /// A number with a decimal comma goes on here, and so does a text with a quote that was not escaped.
    fn after_comma(&mut self, character: char) -> Option<(String, String)> {
        match character {
            '"' => {
                let section = self.give();
                self.begin_member(character);
                return section;
            }
            '}' => {
                self.state = State::Whole;
                return self.give();
            }
            '0'..='9' if self.value_is_number_before_comma() => {
                self.member.push(character);
                self.value.1 = self.member.len();
                self.state = State::Scalar;
            }
            other => {
                self.member.push(other);
                if !is_blank(other) {
                    self.state = State::Broken;
                }
            }
        }
        None
    }

    /// Whether a number stands right before the comma that was read last.
    fn value_is_number_before_comma(&self) -> bool {
        self.member.get(self.value.0..).is_some_and(|value| {
            let digits = value.strip_suffix(',').unwrap_or_default();
            digits.ends_with(|c: char| c.is_ascii_digit()) && !digits.starts_with('"')
        })
    }

    /// The member that was read, if it has not been given yet.
    fn give(&mut self) -> Option<(String, String)> {
        if self.key_end == 0 {
            return None;
        }
        let key = self.member.get(..self.key_end)?;
        let key = serde_json::from_str(key).unwrap_or_else(|_| key.trim_matches('"').to_owned());
        let value = self.member.get(self.value.0..self.value.1)?.to_owned();
        self.member.clear();
        self.key_end = 0;
        Some((key, value))
    }

    fn become_too_long(&mut self) {
        self.state = State::TooLong;
        self.prose = String::new();
        self.member = String::new();
    }
}

fn is_blank(character: char) -> bool {
    matches!(character, ' ' | '\n' | '\r' | '\t')
}
