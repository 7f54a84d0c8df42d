use super::*;

fn page() -> Page {
    let mut page = Page::titled("Plan *A*");
    page.line("A line that is long enough to wrap.");
    let mut table = Table::of([
        Column::names("Segment"),
        Column::numbers("Impact").or("I"),
        Column::words("Marks").optional(true),
    ])
    .rows([vec![
        Cell::from("a|b\u{1b}"),
        Cell::from("8"),
        Cell::from("not-stable, tied").or("not-stable +1".to_owned()),
    ]]);
    table.note("Below.");
    table.note_on("Marks", "What marks mean.");
    page.table(table);
    page.section("Items", ["one".to_owned(), "two".to_owned()]);
    page.section("Nothing", []);
    page.numbered("Steps", vec!["first".to_owned()]);
    page.heading("Code");
    page.code("a:\n  b");
    page
}

fn shown(width: usize) -> String {
    page().on_terminal(Look {
        color: false,
        width,
    })
}

#[test]
fn a_terminal_wraps_lines_and_explains_its_tables_at_the_end() {
    assert_eq!(
        shown(120),
        "\
Plan *A*
A line that is long enough to wrap.

Segment    Impact  Marks
a|b\\u{1b}       8  not-stable, tied

Items
  one
  two

Steps
  1. first

Code
  a:
    b

Below.
What marks mean.
"
    );
}

#[test]
fn titles_and_texts_are_shortened_where_there_is_less_room() {
    let text = shown(28);
    assert!(text.contains("Segment    I  Marks\n"), "{text}");
    assert!(text.contains("a|b\\u{1b}  8  not-stable +1\n"), "{text}");
}

#[test]
fn a_narrow_terminal_does_without_optional_columns_and_their_notes() {
    let text = shown(20);
    assert!(
        text.contains("A line that is long\nenough to wrap.\n"),
        "{text}"
    );
    assert!(!text.contains("Marks") && !text.contains("What marks mean."));
    assert!(
        text.contains("Segment   I\n") && text.contains("Below."),
        "{text}"
    );
}

#[test]
fn markdown_parts_blocks_and_escapes_what_people_wrote() {
    assert_eq!(
        markdown::write(&page()),
        "\
# Plan \\*A\\*

A line that is long enough to wrap.

| Segment | Impact | Marks |
| --- | --- | --- |
| a\\|b\\\\u{1b} | 8 | not-stable, tied |

## Items

- one
- two

## Steps

1. first

## Code

```yaml
a:
  b
```

Below.

What marks mean.
"
    );
}

#[test]
fn a_line_with_a_text_is_drawn_across_a_table() {
    let row = |name: &str| vec![Cell::from(name), Cell::from("8")];
    let table = |below| Table {
        columns: vec![Column::names("Segment"), Column::numbers("Impact")],
        rows: vec![row("a name of some length"), row("b")],
        line: Some((below, "cut".to_owned())),
        ..Table::default()
    };
    let page = |below| {
        let mut page = Page::default();
        page.table(table(below));
        page
    };
    let look = Look {
        color: false,
        width: 80,
    };
    assert_eq!(
        page(1).on_terminal(look),
        "
Segment                Impact
a name of some length       8
── cut ──────────────────────
b                           8
"
    );
    assert!(!page(2).on_terminal(look).contains("cut"));
    let rows = "| a name of some length | 8 |\n| **cut** |  |\n| b | 8 |\n";
    assert!((FORMATS[0].write)(&page(1)).ends_with(rows));
}
