//! Of documents the passages that carry facts, within a budget of tokens, each with its page.

use std::fmt::Write as _;
use std::ops::Range;

use model::Document;
use rules::ReadAt;

/// A passage longer than this is cut at a line end.
const LONGEST_BYTES: usize = 1_200;

/// Documents as a model reads them: whole where they fit together, else their weightiest passages in their order.
pub(super) fn written(documents: &[Document], read_at: &[ReadAt], budget: u64) -> String {
    let mut passages: Vec<Passage<'_>> = Vec::new();
    for (index, document) in documents.iter().enumerate() {
        passages.extend(cut(index, document, read_at));
    }
    choose(&mut passages, budget);
    let mut text = String::new();
    for (index, document) in documents.iter().enumerate() {
        let own: Vec<&Passage<'_>> = passages.iter().filter(|passage| passage.document == index).collect();
        write_document(&mut text, document, &own);
    }
    text
}

struct Passage<'a> {
    document: usize,
    /// From 1; `None` where the document has no pages.
    page: Option<usize>,
    text: &'a str,
    weight: u32,
    is_shown: bool,
}

/// Paragraphs, none over a page end.
fn cut<'a>(index: usize, document: &'a Document, read_at: &[ReadAt]) -> Vec<Passage<'a>> {
    let has_pages = document.text.contains('\u{c}');
    let mut facts = read_at.iter().filter(|read| read.document == document.name).peekable();
    let mut passages = Vec::new();
    let mut start = 0;
    for (number, page) in (1..).zip(document.text.split('\u{c}')) {
        for range in paragraphs(page) {
            let end = start + range.end;
            let mut weight = 0_u32;
            // A fact that begins before the end of this passage and after those before it is in this one.
            while let Some(fact) = facts.next_if(|fact| fact.bytes.start < end) {
                weight = weight.saturating_add(fact.weight);
            }
            let text = page.get(range).unwrap_or_default().trim();
            if !text.is_empty() {
                let page = has_pages.then_some(number);
                passages.push(Passage { document: index, page, text, weight, is_shown: false });
            }
        }
        start += page.len() + 1;
    }
    passages
}

/// Bytes of the paragraphs of a page: parted by blank lines, long ones at a line end.
fn paragraphs(page: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let (mut start, mut at) = (0, 0);
    for line in page.split_inclusive('\n').flat_map(pieces) {
        let is_blank = line.trim().is_empty();
        if at > start && (is_blank || at + line.len() - start > LONGEST_BYTES) {
            found.push(start..at);
            start = at;
        }
        at += line.len();
    }
    found.push(start..at);
    found
}

/// A line, cut after blanks where it is longer than a passage may be.
fn pieces(line: &str) -> impl Iterator<Item = &str> {
    let mut rest = line;
    std::iter::from_fn(move || {
        let most = rest.floor_char_boundary(LONGEST_BYTES);
        let blank = rest.get(..most).and_then(|start| start.rfind(' ')).map_or(most, |at| at + 1);
        let end = if rest.len() <= LONGEST_BYTES { rest.len() } else { blank };
        let (piece, after) = rest.split_at_checked(end)?;
        rest = after;
        (!piece.is_empty()).then_some(piece)
    })
}

/// Marks what is shown: everything where it fits, else what weighs most, earlier before later.
fn choose(passages: &mut [Passage<'_>], budget: u64) {
    let tokens = |passage: &Passage<'_>| llm::tokens::estimate(passage.text);
    let mut order: Vec<usize> = (0..passages.len()).collect();
    if passages.iter().map(tokens).sum::<u64>() > budget {
        order.sort_by_key(|index| std::cmp::Reverse(passages.get(*index).map(|passage| passage.weight)));
    }
    let mut left = budget;
    for index in order {
        if let Some(passage) = passages.get_mut(index)
            && let Some(rest) = left.checked_sub(tokens(passage))
        {
            (passage.is_shown, left) = (true, rest);
        }
    }
}

fn write_document(text: &mut String, document: &Document, passages: &[&Passage<'_>]) {
    let _ = writeln!(text, "\nDOCUMENT {}:", document.name);
    let mut page = None;
    let mut is_gap = false;
    for passage in passages {
        if !passage.is_shown {
            is_gap = true;
            continue;
        }
        if std::mem::take(&mut is_gap) {
            text.push_str("[...]\n");
        }
        if passage.page != page {
            page = passage.page;
            let _ = writeln!(text, "[page {}]", page.unwrap_or_default());
        }
        let _ = writeln!(text, "{}", passage.text);
    }
    let left_out: Vec<_> = passages.iter().filter(|passage| !passage.is_shown).collect();
    if !left_out.is_empty() {
        let characters: usize = left_out.iter().map(|passage| passage.text.chars().count()).sum();
        let with_facts = left_out.iter().filter(|passage| passage.weight > 0).count();
        let _ = writeln!(
            text,
            "... left out: {} of {} passages with {characters} characters, read by the rule engine only; it found facts \
             in {with_facts} of them",
            left_out.len(),
            passages.len(),
        );
    }
}
