//! Tables that fit the page: as columns where no word has to be broken, else row by row.

use comfy_table::{
    Cell, CellAlignment, ColumnConstraint, ContentArrangement, LineStyle, Table, TableStyle, Width,
};
use unicode_width::UnicodeWidthStr;

use super::{Page, Phrase, Tone, clean};

/// The side a column is aligned to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    Left,
    Right,
}

/// Blanks beside the text of a column.
const PADDING: usize = 2;

/// A column that has content.
struct Column<'a> {
    title: &'a str,
    side: Side,
    cells: Vec<String>,
}

impl Column<'_> {
    fn texts(&self) -> impl Iterator<Item = &str> {
        self.cells.iter().map(String::as_str).chain([self.title])
    }

    /// Width at which no word is broken.
    fn least_width(&self) -> usize {
        self.texts().flat_map(|text| text.split(' ')).map(UnicodeWidthStr::width).max().unwrap_or(0) + PADDING
    }

    /// Width at which no text is broken.
    fn full_width(&self) -> usize {
        self.texts().map(UnicodeWidthStr::width).max().unwrap_or(0) + PADDING
    }
}

/// The width of each column: what it needs least, and of the `spare` room up to its full width. Columns that
/// lack little are served first.
fn widths(columns: &[Column<'_>], mut spare: usize) -> Vec<usize> {
    let mut widths: Vec<usize> = columns.iter().map(Column::least_width).collect();
    let mut wants: Vec<(usize, &mut usize)> = columns
        .iter()
        .zip(&mut widths)
        .map(|(column, width)| (column.full_width() - *width, width))
        .collect();
    wants.sort_by_key(|(want, _)| *want);
    let mut waiting = wants.len();
    for (want, width) in wants {
        let given = want.min(spare / waiting);
        *width += given;
        spare -= given;
        waiting -= 1;
    }
    widths
}

impl Page {
    /// A table without the columns that are empty in every row.
    pub(crate) fn table(&mut self, columns: &[(&str, Side)], rows: &[Vec<String>]) {
        let filled = columns.iter().enumerate().filter_map(|(place, (title, side))| {
            let cells = rows.iter().map(|row| row.get(place).map_or_else(String::new, |cell| clean(cell)));
            let cells: Vec<String> = cells.collect();
            let has_content = cells.iter().any(|cell| !cell.is_empty());
            has_content.then_some(Column { title, side: *side, cells })
        });
        let columns: Vec<Column<'_>> = filled.collect();
        let between = columns.len().saturating_sub(1);
        let least: usize = columns.iter().map(Column::least_width).sum::<usize>() + between;
        if least <= self.width {
            let widths = widths(&columns, self.width - least);
            self.in_columns(&columns, &widths, rows.len());
        } else {
            self.row_by_row(&columns, rows.len());
        }
    }

    fn in_columns(&mut self, columns: &[Column<'_>], widths: &[usize], rows: usize) {
        let mut table = Table::new();
        table
            .load_style(TableStyle::new().header_separator(LineStyle::none().fill('─').junction('─')))
            .set_content_arrangement(ContentArrangement::Dynamic)
            .set_width(u16::try_from(self.width).unwrap_or(u16::MAX))
            .set_header(columns.iter().map(|column| Cell::new(column.title)));
        for row in 0..rows {
            table.add_row(
                columns.iter().map(|column| Cell::new(column.cells.get(row).map_or("", String::as_str))),
            );
        }
        for (place, (column, width)) in columns.iter().zip(widths).enumerate() {
            let width = Width::Fixed(u16::try_from(*width).unwrap_or(u16::MAX));
            if let Some(set) = table.column_mut(place) {
                set.set_constraint(ColumnConstraint::Absolute(width));
                set.set_cell_alignment(match column.side {
                    Side::Left => CellAlignment::Left,
                    Side::Right => CellAlignment::Right,
                });
            }
        }
        for line in table.to_string().lines() {
            self.clean_line(line.trim_end_matches(' '), Tone::Plain);
        }
    }

    /// Each row as an entry: its first cell, then every other under the title of its column.
    fn row_by_row(&mut self, columns: &[Column<'_>], rows: usize) {
        let Some((first, others)) = columns.split_first() else { return };
        for row in 0..rows {
            let name = first.cells.get(row).map_or("", String::as_str);
            self.entry("•", &[Phrase::new(name, Tone::Strong)]);
            for column in others {
                self.detail(column.title, column.cells.get(row).map_or("", String::as_str));
            }
        }
    }
}
