//! XML bills: a small tree with bounds on depth and size, then the dialect that its root names.
//! Entities of a file's own are refused, so that none can be made to explode.

mod estimate;
mod tree;
mod unixml;

use quick_xml::events::BytesRef;

use crate::{Error, bill::Bill, encoding::xml_text_of, limits::Budget, text::folded};

/// Adds the bill of an XML file to `bill`.
pub(crate) fn read(bytes: &[u8], budget: &mut Budget<'_>, bill: &mut Bill) -> Result<(), Error> {
    let tree = tree::Tree::read(&xml_text_of(bytes), budget)?;
    let root = tree.root();
    if folded(root.name()) == "unixml" && root.child("stavba").is_some() {
        unixml::read(root, bill);
    } else {
        estimate::read(root, bill);
    }
    Ok(())
}

/// The text that a reference stands for.
pub(crate) fn reference(name: &BytesRef<'_>, budget: &Budget<'_>) -> Result<String, Error> {
    if let Some(character) = name.resolve_char_ref().map_err(|cause| budget.damaged(cause))? {
        return Ok(character.to_string());
    }
    let name = name.to_string();
    let text = quick_xml::escape::resolve_predefined_entity(&name);
    text.map(str::to_owned)
        .ok_or_else(|| budget.damaged(format!("it uses the entity &{name}; that XML does not define")))
}
