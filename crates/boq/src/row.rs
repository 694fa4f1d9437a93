//! One row of a sheet: its filled cells by column, and the sheets that rows make.

use crate::{Error, cell::Cell, limits::Budget};

/// The filled cells of a row, by column from 0, leftmost first.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Row {
    cells: Vec<(u32, Cell)>,
}

impl Row {
    /// The cell in a column.
    pub(crate) fn get(&self, column: u32) -> Option<&Cell> {
        let at = self.cells.binary_search_by_key(&column, |(column, _)| *column).ok()?;
        self.cells.get(at).map(|(_, cell)| cell)
    }

    /// The filled cells with their columns.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (u32, &Cell)> {
        self.cells.iter().map(|(column, cell)| (*column, cell))
    }

    /// The filled cells.
    pub(crate) fn values(&self) -> impl Iterator<Item = &Cell> {
        self.cells.iter().map(|(_, cell)| cell)
    }

    /// How many cells are filled.
    pub(crate) fn len(&self) -> usize {
        self.cells.len()
    }

    fn insert(&mut self, column: u32, cell: Cell) {
        match self.cells.binary_search_by_key(&column, |(column, _)| *column) {
            // A file that gives a cell twice means the later one.
            Ok(at) => {
                if let Some(place) = self.cells.get_mut(at) {
                    place.1 = cell;
                }
            }
            Err(at) => self.cells.insert(at, (column, cell)),
        }
    }
}

/// A sheet with the rows that have a filled cell, by row number from 1.
#[derive(Debug)]
pub(crate) struct Sheet {
    pub(crate) name: String,
    pub(crate) visible: bool,
    rows: Vec<(u32, Row)>,
}

impl Sheet {
    pub(crate) fn new(name: String, visible: bool) -> Self {
        Self { name, visible, rows: Vec::new() }
    }

    /// Puts a cell in its place; `row` is from 1, `column` from 0.
    pub(crate) fn insert(
        &mut self,
        row: u32,
        column: u32,
        cell: Cell,
        budget: &mut Budget<'_>,
    ) -> Result<(), Error> {
        budget.add_cell(&cell)?;
        let at = match self.rows.last() {
            Some((last, _)) if *last == row => Ok(self.rows.len() - 1),
            Some((last, _)) if *last > row => self.rows.binary_search_by_key(&row, |(number, _)| *number),
            _ => Err(self.rows.len()),
        };
        let at = match at {
            Ok(at) => at,
            Err(at) => {
                budget.add_row()?;
                self.rows.insert(at, (row, Row::default()));
                at
            }
        };
        if let Some((_, row)) = self.rows.get_mut(at) {
            row.insert(column, cell);
        }
        Ok(())
    }

    /// The rows with their numbers, from the top.
    pub(crate) fn rows(&self) -> impl Iterator<Item = (u32, &Row)> {
        self.rows.iter().map(|(number, row)| (*number, row))
    }

    /// The row of that number, if a cell of it is filled.
    pub(crate) fn row(&self, number: u32) -> Option<&Row> {
        let at = self.rows.binary_search_by_key(&number, |(number, _)| *number).ok()?;
        self.rows.get(at).map(|(_, row)| row)
    }

    /// How many rows have a filled cell.
    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }
}
