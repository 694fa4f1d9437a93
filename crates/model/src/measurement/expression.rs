//! Arithmetic as estimators write it in a measurement: `"pas A" 2*(45,0+0,8)*0,6`. Decimal throughout.
//! Anything that is not arithmetic gives `None`, never a guess.

use std::{iter::Peekable, str::Chars};

use rust_decimal::Decimal;

use crate::Number;

/// Longer texts are prose.
const LONGEST: usize = 2_000;
/// Brackets nested deeper than this are no measurement.
const DEEPEST: u32 = 64;

/// The value of the arithmetic in `text`: `+ - * / × : ^`, brackets, decimal comma or point. Remarks in quotes, words
/// before a colon and a result after `=` are left out. `None` where anything else remains, or nothing.
pub fn evaluate(text: &str) -> Option<Number> {
    if text.len() > LONGEST {
        return None;
    }
    let plain = without_remarks(text);
    let arithmetic = plain.split('=').next().unwrap_or_default().trim();
    let mut reader = Reader { rest: arithmetic.chars().peekable(), depth: 0 };
    let value = reader.sum()?;
    reader.skip_blanks();
    reader.rest.peek().is_none().then(|| Number::from(value))
}

/// The result that a row writes behind its arithmetic, as EstiCon does: `10*2 = 20,000 [A]`.
pub(super) fn stated(text: &str) -> Option<Number> {
    let (_, result) = text.rsplit_once('=')?;
    Number::parse(result.split('[').next().unwrap_or_default())
}

/// `text` without remarks: in quotes, after an apostrophe, and words that end with a colon.
pub(super) fn without_remarks(text: &str) -> String {
    let mut plain = String::new();
    let mut is_remark = false;
    for character in text.chars() {
        match character {
            '"' | '„' | '“' | '”' => {
                is_remark = !is_remark;
                plain.push(' ');
            }
            '\'' if !is_remark => break,
            _ if is_remark => {}
            _ => plain.push(character),
        }
    }
    // A colon after words introduces the arithmetic, one between numbers divides.
    match plain.rsplit_once(':') {
        Some((words, rest)) if words.chars().any(char::is_alphabetic) => rest.to_owned(),
        _ => plain,
    }
}

struct Reader<'a> {
    rest: Peekable<Chars<'a>>,
    depth: u32,
}

impl Reader<'_> {
    fn skip_blanks(&mut self) {
        while self.rest.next_if(|c| c.is_whitespace()).is_some() {}
    }

    fn take(&mut self, wanted: &[char]) -> Option<char> {
        self.skip_blanks();
        self.rest.next_if(|c| wanted.contains(c))
    }

    fn sum(&mut self) -> Option<Decimal> {
        let mut value = self.product()?;
        while let Some(sign) = self.take(&['+', '-', '−', '–']) {
            let other = self.product()?;
            value = if sign == '+' { value.checked_add(other) } else { value.checked_sub(other) }?;
        }
        Some(value)
    }

    fn product(&mut self) -> Option<Decimal> {
        let mut value = self.signed()?;
        while let Some(sign) = self.take(&['*', '×', 'x', '·', '/', ':']) {
            let other = self.signed()?;
            value =
                if matches!(sign, '/' | ':') { value.checked_div(other) } else { value.checked_mul(other) }?;
        }
        Some(value)
    }

    fn signed(&mut self) -> Option<Decimal> {
        let mut is_negative = false;
        while let Some(sign) = self.take(&['+', '-', '−', '–']) {
            is_negative ^= sign != '+';
        }
        let value = self.power()?;
        Some(if is_negative { -value } else { value })
    }

    fn power(&mut self) -> Option<Decimal> {
        let base = self.primary()?;
        if self.take(&['^']).is_none() {
            return Some(base);
        }
        let exponent = self.primary()?;
        let exponent: u32 =
            exponent.normalize().to_string().parse().ok().filter(|exponent| *exponent <= 6)?;
        (0..exponent).try_fold(Decimal::ONE, |product, _| product.checked_mul(base))
    }

    fn primary(&mut self) -> Option<Decimal> {
        if self.take(&['(', '[']).is_some() {
            self.depth += 1;
            if self.depth > DEEPEST {
                return None;
            }
            let value = self.sum()?;
            self.depth -= 1;
            self.take(&[')', ']'])?;
            return Some(value);
        }
        self.number()
    }

    fn number(&mut self) -> Option<Decimal> {
        let mut digits = String::new();
        while let Some(character) = self.rest.next_if(|c| c.is_ascii_digit() || matches!(c, ',' | '.')) {
            digits.push(character);
        }
        let digits =
            digits.strip_prefix(['.', ',']).map_or_else(|| digits.clone(), |rest| format!("0.{rest}"));
        Number::parse(digits.trim_end_matches(['.', ','])).map(Decimal::from)
    }
}
