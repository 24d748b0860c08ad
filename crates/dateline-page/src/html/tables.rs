//! Which tables of a page hold data, and which only put its parts side by side.

use std::collections::HashSet;

use super::dom::{Dom, Id, Step};
use super::main_content::Survey;

/// A cell with more characters is a column of a page, not of a table.
const CELL: usize = 600;

/// The tables that hold data, not the parts of a page.
pub(super) fn tables(dom: &Dom, survey: &Survey) -> HashSet<Id> {
    /// A table as far as it was seen.
    struct Seen {
        id: Id,
        nests: bool,
        rows: usize,
        cells: usize,
        most: usize,
        longest: usize,
    }
    let mut tables = HashSet::new();
    let mut open: Vec<Seen> = Vec::new();
    for step in dom.below(Id::DOCUMENT) {
        match step {
            Step::Enter(id) if dom.name(id) == "table" => {
                for table in &mut open {
                    table.nests = true;
                }
                open.push(Seen {
                    id,
                    nests: false,
                    rows: 0,
                    cells: 0,
                    most: 0,
                    longest: 0,
                });
            }
            Step::Enter(id) => {
                let Some(table) = open.last_mut() else {
                    continue;
                };
                match dom.name(id) {
                    // Words behind the first cell, in none of them, would part the table.
                    "caption" if table.most > 0 => table.nests = true,
                    "tr" => table.cells = 0,
                    "td" | "th" if !survey.is_hidden(id) => {
                        table.rows += usize::from(table.cells == 0);
                        table.cells += 1;
                        table.most = table.most.max(table.cells);
                        table.longest = table.longest.max(survey.length(id));
                    }
                    _ => {}
                }
            }
            Step::Leave(id) if dom.name(id) == "table" => {
                let Some(table) = open.pop() else { continue };
                let role = dom.attribute(id, "role").unwrap_or_default().trim();
                let holds_title = survey.title.is_some_and(|title| survey.holds(id, title));
                let is_data = !table.nests
                    && table.rows > 1
                    && table.most > 1
                    && table.longest <= CELL
                    && !matches!(role, "presentation" | "none")
                    && !holds_title;
                if is_data {
                    tables.insert(table.id);
                }
            }
            Step::Leave(_) => {}
        }
    }
    tables
}
