//! A tree of elements in one list; an attribute is a child like any other, since some producers write the one and
//! some the other.

use std::{collections::BTreeMap, ops::Range};

use quick_xml::{
    Reader, XmlVersion,
    events::{BytesStart, Event},
};

use super::reference;
use crate::{Error, limits::Budget};

/// Deeper nesting is no bill.
const DEEPEST: usize = 100;

#[derive(Debug, Default)]
pub(super) struct Tree {
    nodes: Vec<Record>,
    /// All texts, one after another.
    text: String,
    names: Vec<String>,
}

/// An element as it is kept: places in the lists of the tree.
#[derive(Clone, Debug, Default)]
struct Record {
    name: u32,
    text: Range<u32>,
    /// Index after the last of its descendants; they follow it without a gap.
    end: u32,
}

/// An element.
#[derive(Clone, Copy, Debug)]
pub(super) struct Node<'a> {
    tree: &'a Tree,
    index: usize,
}

impl Tree {
    /// Reads a document.
    pub(super) fn read(text: &str, budget: &mut Budget<'_>) -> Result<Self, Error> {
        let mut builder = Builder::default();
        let mut reader = Reader::from_str(text);
        loop {
            match reader.read_event().map_err(|cause| budget.damaged(cause))? {
                Event::Start(tag) => builder.open(&tag, budget)?,
                Event::Empty(tag) => {
                    builder.open(&tag, budget)?;
                    builder.close();
                }
                Event::End(_) => builder.close(),
                Event::Text(words) => builder.say(&words.xml_content(XmlVersion::Implicit1_0)),
                Event::CData(words) => builder.say(&words.xml_content(XmlVersion::Implicit1_0)),
                Event::GeneralRef(name) => builder.say(&reference(&name, budget)?),
                Event::DocType(declared) if declared.to_ascii_uppercase().contains("<!ENTITY") => {
                    return Err(budget.damaged("it declares entities of its own, which bills do not need"));
                }
                Event::Eof => break,
                Event::Decl(_) | Event::PI(_) | Event::Comment(_) | Event::DocType(_) => {}
            }
        }
        if !builder.open.is_empty() {
            return Err(budget.damaged("it ends in the middle"));
        }
        if builder.tree.nodes.is_empty() {
            return Err(budget.damaged("it has no element"));
        }
        Ok(builder.tree)
    }

    pub(super) fn root(&self) -> Node<'_> {
        Node { tree: self, index: 0 }
    }
}

#[derive(Debug, Default)]
struct Builder {
    tree: Tree,
    known: BTreeMap<String, u32>,
    /// The open elements with their own texts, which others may interrupt.
    open: Vec<(usize, String)>,
}

impl Builder {
    fn open(&mut self, tag: &BytesStart<'_>, budget: &mut Budget<'_>) -> Result<(), Error> {
        budget.within("levels of nested elements", self.open.len() as u64, DEEPEST as u64)?;
        let name = tag.local_name();
        let index = self.add(name.as_ref(), budget)?;
        self.open.push((index, String::new()));
        for attribute in tag.attributes() {
            let attribute = attribute.map_err(|cause| budget.damaged(cause))?;
            if attribute.key.as_namespace_binding().is_some() {
                continue;
            }
            let value =
                attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|cause| budget.damaged(cause))?;
            let index = self.add(attribute.key.local_name().as_ref(), budget)?;
            self.end(index, &value);
        }
        Ok(())
    }

    fn add(&mut self, name: &str, budget: &mut Budget<'_>) -> Result<usize, Error> {
        let known = self.known.get(name).copied();
        let name = known.unwrap_or_else(|| {
            let next = u32::try_from(self.tree.names.len()).unwrap_or(u32::MAX);
            self.tree.names.push(name.to_owned());
            self.known.insert(name.to_owned(), next);
            next
        });
        budget.add_text(0)?;
        self.tree.nodes.push(Record { name, ..Record::default() });
        Ok(self.tree.nodes.len() - 1)
    }

    fn say(&mut self, words: &str) {
        if let Some((_, text)) = self.open.last_mut() {
            text.push_str(words);
        }
    }

    fn close(&mut self) {
        if let Some((index, text)) = self.open.pop() {
            self.end(index, &text);
        }
    }

    fn end(&mut self, index: usize, text: &str) {
        let place = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
        let start = place(self.tree.text.len());
        self.tree.text.push_str(text.trim());
        let end = place(self.tree.nodes.len());
        if let Some(record) = self.tree.nodes.get_mut(index) {
            record.text = start..place(self.tree.text.len());
            record.end = end;
        }
    }
}

impl<'a> Node<'a> {
    fn record(self) -> Option<&'a Record> {
        self.tree.nodes.get(self.index)
    }

    /// Name without a prefix.
    pub(super) fn name(self) -> &'a str {
        self.record().and_then(|record| self.tree.names.get(record.name as usize)).map_or("", String::as_str)
    }

    /// Own text without outer blanks.
    pub(super) fn text(self) -> &'a str {
        let range = self.record().map_or(0..0, |record| record.text.start as usize..record.text.end as usize);
        self.tree.text.get(range).unwrap_or_default()
    }

    /// Elements and attributes directly inside.
    pub(super) fn children(self) -> impl Iterator<Item = Node<'a>> {
        let end = self.record().map_or(0, |record| record.end as usize);
        let mut next = self.index + 1;
        std::iter::from_fn(move || {
            let child = Node { tree: self.tree, index: next };
            let record = child.record().filter(|_| next < end)?;
            next = record.end as usize;
            Some(child)
        })
    }

    /// The first child of that name, in any case.
    pub(super) fn child(self, name: &str) -> Option<Node<'a>> {
        self.children().find(|child| child.name().eq_ignore_ascii_case(name))
    }

    /// The text of the first of these children that has one.
    pub(super) fn value(self, names: &[&str]) -> Option<&'a str> {
        names.iter().find_map(|name| self.child(name).map(Node::text).filter(|text| !text.is_empty()))
    }

    /// All elements inside, at any depth.
    pub(super) fn descendants(self) -> impl Iterator<Item = Node<'a>> {
        let end = self.record().map_or(0, |record| record.end as usize);
        (self.index + 1..end).map(move |index| Node { tree: self.tree, index })
    }
}
