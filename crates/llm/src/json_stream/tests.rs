//! Sections out of a stream, by example and by property.

use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::{Ending, LONGEST_TEXT, Sections};

type Members = Vec<(String, String)>;

fn read(pieces: &[&str]) -> (Members, Ending) {
    let mut sections = Sections::new();
    let given = pieces.iter().flat_map(|piece| sections.feed(piece)).collect();
    (given, sections.finish())
}

fn members(pairs: &[(&str, &str)]) -> Members {
    pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
}

fn cut(rest: &str) -> Ending {
    Ending::Cut { rest: rest.to_owned() }
}

#[test]
fn a_section_is_given_the_moment_its_value_closes() {
    let mut sections = Sections::new();
    assert_eq!(sections.feed("{\"a\": {\"b\": [1, 2"), []);
    assert_eq!(sections.feed("]}"), members(&[("a", "{\"b\": [1, 2]}")]));
    assert_eq!(sections.feed(", \"c\": []"), members(&[("c", "[]")]));
    assert_eq!(sections.feed("}"), []);
    assert_eq!(sections.finish(), Ending::Complete);
}

#[test]
fn scalars_close_as_well() {
    let (given, ending) =
        read(&["{\"a\": 1.5e3 ,\"b\":true,\"c\": null, \"d\": \"x\\\"}\\\\\" , \"e\": -1}"]);
    let expected = [("a", "1.5e3"), ("b", "true"), ("c", "null"), ("d", "\"x\\\"}\\\\\""), ("e", "-1")];
    assert_eq!(given, members(&expected));
    assert_eq!(ending, Ending::Complete);
}

#[test]
fn prose_fences_and_thoughts_are_passed_over() {
    for before in [
        "Here it is:\n```json\n",
        "<think>maybe {\"a\": 2}?</think>",
        "The set {x} and {\"y\"} and { 1 }, then ",
        "a < b <<think>{\"a\":3}</thin</think>",
        "\u{feff}",
    ] {
        let (given, ending) = read(&[before, "{\"a\": 1}", "\n```\nIs there {\"b\": 2} more?"]);
        assert_eq!(given, members(&[("a", "1")]), "{before}");
        assert_eq!(ending, Ending::Complete);
    }
}

#[test]
fn a_text_without_an_object_is_given_back() {
    for text in ["", "I cannot help with that.", "<think>{\"a\": 1}", "[1, 2]", "{a: 1}", "{\"a\""] {
        assert_eq!(read(&[text]), (vec![], Ending::NotJson { text: text.to_owned() }));
    }
    assert_eq!(read(&["{ }"]), (vec![], Ending::Complete));
}

#[test]
fn what_was_whole_before_a_cut_stands() {
    let cases = [
        ("{\"a\": [1], \"b\": {\"c\": 1", &[("a", "[1]")][..], "\"b\": {\"c\": 1"),
        ("{\"a\": [1],\n      ", &[("a", "[1]")], ""),
        ("{\"a\": \"x\", \"b\": 12", &[("a", "\"x\"")], "\"b\": 12"),
        ("{\"a\": 1, \"b", &[("a", "1")], "\"b"),
        ("{\"a\": ", &[], "\"a\": "),
    ];
    for (text, given, rest) in cases {
        assert_eq!(read(&[text]), (members(given), cut(rest)), "{text}");
    }
}

#[test]
fn a_decimal_comma_and_an_unescaped_quote_do_not_pass_for_the_end_of_a_value() {
    let (given, ending) = read(&["{\"w_c\": 0,45, \"b\": 1}"]);
    assert_eq!(given, members(&[("w_c", "0,45"), ("b", "1")]));
    assert_eq!(ending, Ending::Complete);
    let (given, ending) = read(&["{\"a\": 1, \"b\": \"deska 12\" tl.\", \"c\": 2}"]);
    assert_eq!(given, members(&[("a", "1")]));
    assert_eq!(ending, cut("\"b\": \"deska 12\" tl.\", \"c\": 2}"));
    let (given, ending) = read(&["{\"a\": [1], 5, \"b\": 2}"]);
    assert_eq!((given, ending), (members(&[("a", "[1]")]), cut("5, \"b\": 2}")));
}

#[test]
fn a_text_without_end_is_not_kept() {
    let mut sections = Sections::new();
    assert_eq!(sections.feed("{\"a\": 1, \"b\": \"").len(), 1);
    let block = "x".repeat(1 << 20);
    for _ in 0..5 {
        assert_eq!(sections.feed(&block), []);
    }
    assert!(sections.member.capacity() == 0 && LONGEST_TEXT < 5 << 20);
    assert_eq!(sections.finish(), Ending::TooLong);
}

/// Any JSON, not too deep.
fn any_json() -> impl Strategy<Value = Value> {
    let text = "[a-zá-ž{}\\[\\]\",:\\\\<>/ \\n]{0,8}";
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        (-1e9..1e9).prop_map(Value::from),
        text.prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 24, 4, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((text, inner), 0..4)
                .prop_map(|members| Value::Object(members.into_iter().collect::<Map<_, _>>())),
        ]
    })
}

fn any_object() -> impl Strategy<Value = Map<String, Value>> {
    prop::collection::vec(("[a-zá-ž\" \\\\{]{0,6}", any_json()), 0..6)
        .prop_map(|members| members.into_iter().collect())
}

/// The text in pieces that end at these places, and whole.
fn cut_at<'a>(text: &'a str, places: &[prop::sample::Index]) -> Vec<&'a str> {
    let mut ends: Vec<usize> = places.iter().map(|place| place.index(text.len() + 1)).collect();
    ends.retain(|end| text.is_char_boundary(*end));
    ends.push(text.len());
    ends.sort_unstable();
    let mut start = 0;
    ends.into_iter().map(|end| &text[std::mem::replace(&mut start, end)..end]).collect()
}

proptest! {
    #[test]
    fn a_valid_object_gives_the_members_that_serde_reads(object in any_object(), pretty: bool) {
        let text = if pretty { serde_json::to_string_pretty(&object) } else { serde_json::to_string(&object) }.unwrap();
        let (given, ending) = read(&[&text]);
        let parsed = given.iter().map(|(key, raw)| (key.clone(), serde_json::from_str::<Value>(raw).unwrap()));
        let expected: Map<String, Value> = serde_json::from_str(&text).unwrap();
        prop_assert_eq!(parsed.collect::<Vec<_>>(), expected.into_iter().collect::<Vec<_>>());
        prop_assert_eq!(ending, Ending::Complete);
    }

    #[test]
    fn any_chunking_gives_the_same_sections(
        object in any_object(),
        noise in "[a-z{}\"<>:,0-9 ]{0,12}",
        keep in any::<prop::sample::Index>(),
        places in prop::collection::vec(any::<prop::sample::Index>(), 0..30),
    ) {
        let text = format!("<think>{noise}</think>{noise}{}{noise}", json!(object));
        let end = keep.index(text.len() + 1);
        let text = text.get(..end).unwrap_or(&text);
        let characters: Vec<String> = text.chars().map(String::from).collect();
        let characters: Vec<&str> = characters.iter().map(String::as_str).collect();
        let whole = read(&[text]);
        prop_assert_eq!(&read(&cut_at(text, &places)), &whole);
        prop_assert_eq!(&read(&characters), &whole);
    }

    #[test]
    fn a_cut_object_gives_a_beginning_of_its_members(object in any_object(), keep in any::<prop::sample::Index>()) {
        let text = json!(object).to_string();
        let end = keep.index(text.len() + 1);
        let Some(part) = text.get(..end) else { return Ok(()) };
        let (all, _) = read(&[&text]);
        let (given, _) = read(&[part]);
        prop_assert_eq!(&given[..], &all[..given.len()]);
    }
}
