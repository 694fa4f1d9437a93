//! Bytes to text in the encodings that Czech files have: UTF-8, UTF-16, windows-1250 and ISO-8859-2.

use std::borrow::Cow;

use encoding_rs::{Encoding, ISO_8859_2, UTF_8, WINDOWS_1250};

/// The text of `bytes`. A byte order mark decides; else what is valid UTF-8 is that; else one of the two Czech
/// single-byte encodings. Never fails: bytes without a meaning become the replacement character.
pub fn text_of(bytes: &[u8]) -> Cow<'_, str> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(bytes.get(mark..).unwrap_or_default()).0;
    }
    match str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => single_byte(bytes).decode_without_bom_handling(bytes).0,
    }
}

/// The text of an XML file, whose first line may name its encoding.
pub(crate) fn xml_text_of(bytes: &[u8]) -> Cow<'_, str> {
    let head: String =
        bytes.iter().take(200).map(|byte| char::from(*byte)).take_while(|c| *c != '>').collect();
    let label = head
        .split_once("encoding")
        .and_then(|(_, rest)| rest.trim_start_matches([' ', '=']).strip_prefix(['"', '\'']))
        .and_then(|rest| rest.split(['"', '\'']).next());
    let named = label.and_then(|label| Encoding::for_label(label.as_bytes()));
    match named {
        Some(encoding) if encoding != UTF_8 && Encoding::for_bom(bytes).is_none() => {
            encoding.decode_without_bom_handling(bytes).0
        }
        _ => text_of(bytes),
    }
}

/// The letters Š Ť Ž š ť ž have other bytes in windows-1250 than in ISO-8859-2. Where those of windows-1250 stand
/// ISO-8859-2 has control characters, which no text holds; where those of ISO-8859-2 stand windows-1250 has signs
/// (© « ® ą …) that are rare beside Czech words.
fn single_byte(bytes: &[u8]) -> &'static Encoding {
    let count = |letters: &[u8]| bytes.iter().filter(|byte| letters.contains(byte)).count();
    let windows = bytes.iter().filter(|byte| (0x80..=0x9f).contains(*byte)).count();
    let iso = count(&[0xa9, 0xab, 0xae, 0xb9, 0xbb, 0xbe]);
    if iso > windows { ISO_8859_2 } else { WINDOWS_1250 }
}

#[cfg(test)]
mod tests {
    use encoding_rs::{ISO_8859_2, WINDOWS_1250};

    use super::{text_of, xml_text_of};

    const CZECH: &str = "Žlutý kůň šťavnatě ťapal: Šířka 1,5 m; příčka tloušťky 150 mm";

    #[test]
    fn czech_text_is_read_in_every_encoding_that_it_comes_in() {
        for encoding in [WINDOWS_1250, ISO_8859_2] {
            let (bytes, ..) = encoding.encode(CZECH);
            assert_eq!(text_of(&bytes), CZECH, "{}", encoding.name());
        }
        assert_eq!(text_of(CZECH.as_bytes()), CZECH);
        assert_eq!(text_of(format!("\u{feff}{CZECH}").as_bytes()), CZECH);
        let utf16: Vec<u8> = format!("\u{feff}{CZECH}").encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(text_of(&utf16), CZECH);
    }

    #[test]
    fn xml_is_read_in_the_encoding_that_it_names() {
        let xml = format!("<?xml version=\"1.0\" encoding=\"iso-8859-2\"?><a>{CZECH}</a>");
        assert_eq!(xml_text_of(&ISO_8859_2.encode(&xml).0), xml);
        assert_eq!(
            xml_text_of(xml.replace("iso-8859-2", "utf-8").as_bytes()),
            xml.replace("iso-8859-2", "utf-8")
        );
    }
}
