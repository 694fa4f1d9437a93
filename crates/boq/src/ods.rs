//! ODS spreadsheets, read as a stream: repeated rows and cells are expanded only where they are filled,
//! so that a file cannot claim a million of them for nothing.

use std::collections::BTreeSet;

use quick_xml::{
    Reader, XmlVersion,
    events::{BytesStart, Event},
};

use crate::{Error, cell::Cell, limits::Budget, package, row::Sheet, workbook::Sink, xml::reference};

/// A filled cell or row that is repeated more often than this is decoration.
const MOST_REPEATED: u32 = 1_000;

/// Hands the sheets of an ODS file to `sink`.
pub(crate) fn read(bytes: &[u8], budget: &mut Budget<'_>, sink: &mut Sink<'_>) -> Result<(), Error> {
    package::check(bytes, budget)?;
    let content = package::part(bytes, "content.xml", budget)?;
    let text = String::from_utf8(content).map_err(|cause| budget.damaged(cause))?;
    let mut reader = Reader::from_str(&text);
    let mut spreadsheet = Spreadsheet::default();
    loop {
        match reader.read_event().map_err(|cause| budget.damaged(cause))? {
            Event::Start(tag) => spreadsheet.open(&tag, budget)?,
            Event::Empty(tag) => {
                spreadsheet.open(&tag, budget)?;
                spreadsheet.close(tag.name().as_ref(), budget, sink)?;
            }
            Event::End(tag) => spreadsheet.close(tag.name().as_ref(), budget, sink)?,
            Event::Text(words) => spreadsheet.say(&words.xml_content(XmlVersion::Implicit1_0)),
            Event::CData(words) => spreadsheet.say(&words.xml_content(XmlVersion::Implicit1_0)),
            Event::GeneralRef(name) => spreadsheet.say(&reference(&name, budget)?),
            Event::Eof => return Ok(()),
            Event::Decl(_) | Event::PI(_) | Event::Comment(_) | Event::DocType(_) => {}
        }
    }
}

#[derive(Debug, Default)]
struct Spreadsheet {
    /// Styles of tables that are not shown.
    hidden_styles: BTreeSet<String>,
    style: String,
    sheet: Option<Sheet>,
    row: u32,
    rows_repeated: u32,
    column: u32,
    /// The filled cells of the row with how often each is repeated.
    cells: Vec<(u32, u32, Cell)>,
    cell: OpenCell,
}

#[derive(Debug, Default)]
struct OpenCell {
    is_open: bool,
    /// Inside of a comment, whose text is not the cell's.
    in_annotation: bool,
    in_paragraph: bool,
    repeated: u32,
    value: Option<f64>,
    text: String,
}

impl Spreadsheet {
    fn open(&mut self, tag: &BytesStart<'_>, budget: &mut Budget<'_>) -> Result<(), Error> {
        match tag.name().as_ref() {
            "style:style" => self.style = attribute(tag, "style:name").unwrap_or_default(),
            "style:table-properties" if attribute(tag, "table:display").as_deref() == Some("false") => {
                self.hidden_styles.insert(self.style.clone());
            }
            "table:table" => {
                budget.add_sheet()?;
                let visible = attribute(tag, "table:style-name")
                    .is_none_or(|style| !self.hidden_styles.contains(&style));
                self.sheet = Some(Sheet::new(attribute(tag, "table:name").unwrap_or_default(), visible));
                self.row = 1;
            }
            "table:table-row" => {
                self.rows_repeated = count(tag, "table:number-rows-repeated");
                self.column = 0;
                self.cells.clear();
                budget.check_time()?;
            }
            "table:table-cell" | "table:covered-table-cell" => {
                let is_number = attribute(tag, "office:value-type")
                    .is_some_and(|kind| matches!(kind.as_str(), "float" | "percentage" | "currency"));
                let value = attribute(tag, "office:value").and_then(|value| value.parse().ok());
                self.cell = OpenCell {
                    is_open: true,
                    repeated: count(tag, "table:number-columns-repeated"),
                    value: value.filter(|_| is_number),
                    ..OpenCell::default()
                };
            }
            "office:annotation" => self.cell.in_annotation = true,
            "text:p" if !self.cell.in_annotation => {
                if !self.cell.text.is_empty() {
                    self.cell.text.push('\n');
                }
                self.cell.in_paragraph = true;
            }
            "text:s" => {
                let blanks = count(tag, "text:c").min(MOST_REPEATED);
                (0..blanks).for_each(|_| self.say(" "));
            }
            "text:tab" => self.say("\t"),
            "text:line-break" => self.say("\n"),
            _ => {}
        }
        Ok(())
    }

    fn say(&mut self, words: &str) {
        if self.cell.is_open && self.cell.in_paragraph && !self.cell.in_annotation {
            self.cell.text.push_str(words);
        }
    }

    fn close(&mut self, name: &str, budget: &mut Budget<'_>, sink: &mut Sink<'_>) -> Result<(), Error> {
        match name {
            "office:annotation" => self.cell.in_annotation = false,
            "text:p" => self.cell.in_paragraph = false,
            "table:table-cell" | "table:covered-table-cell" => {
                let cell = std::mem::take(&mut self.cell);
                let content = match cell.value {
                    Some(value) => Some(Cell::Number(value)),
                    None if is_fault(&cell.text) => Some(Cell::Fault(cell.text)),
                    None => Cell::text(&cell.text),
                };
                if let Some(content) = content {
                    self.cells.push((self.column, cell.repeated, content));
                }
                self.column = self.column.saturating_add(cell.repeated);
            }
            "table:table-row" => self.end_row(budget)?,
            "table:table" => {
                if let Some(sheet) = self.sheet.take() {
                    sink(&sheet);
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn end_row(&mut self, budget: &mut Budget<'_>) -> Result<(), Error> {
        let cells = std::mem::take(&mut self.cells);
        if let (Some(sheet), false) = (&mut self.sheet, cells.is_empty()) {
            for row in 0..self.rows_repeated.min(MOST_REPEATED) {
                for (column, repeated, cell) in &cells {
                    for further in 0..(*repeated).min(MOST_REPEATED) {
                        let column = column.saturating_add(further);
                        sheet.insert(self.row.saturating_add(row), column, cell.clone(), budget)?;
                    }
                }
            }
        }
        self.row = self.row.saturating_add(self.rows_repeated);
        Ok(())
    }
}

fn is_fault(text: &str) -> bool {
    matches!(text, "#REF!" | "#VALUE!" | "#DIV/0!" | "#NAME?" | "#N/A" | "#NUM!") || text.starts_with("Err:5")
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.attributes().flatten().find(|attribute| attribute.key.as_ref() == name)?;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
}

fn count(tag: &BytesStart<'_>, name: &str) -> u32 {
    attribute(tag, name).and_then(|count| count.parse().ok()).unwrap_or(1)
}
