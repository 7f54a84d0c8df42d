//! What holds for every edit of every text: over the plans and templates that come with the
//! program, and over generated ones, in each of several dresses.

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use proptest::sample::Index;

use super::*;
use crate::yaml::{Style, Value};

/// The plans and templates of the repository.
fn written() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let folders = ["plans", "templates"].map(|folder| fs::read_dir(root.join(folder)).unwrap());
    let files = folders
        .into_iter()
        .flatten()
        .map(|entry| entry.unwrap().path());
    let plans = files.filter(|path| path.extension().is_some_and(|end| end == "yaml"));
    let mut plans: Vec<String> = plans
        .map(|path| fs::read_to_string(path).unwrap())
        .collect();
    plans.sort();
    plans
}

/// A value without comments and blank lines, in braces or as lines.
fn value(depth: u32) -> BoxedStrategy<String> {
    let scalar = prop::sample::select(vec![
        "7",
        "7..8",
        "yes",
        "plain words",
        "'single ''quoted'",
        "\"double \\\"x\\\"\"",
        "2027-01-04",
        "\"7\"",
        "é",
        "",
        "~",
        "a-b",
        "'#'",
    ]);
    let scalar = scalar.prop_map(str::to_owned);
    match depth {
        0 => scalar.boxed(),
        depth => {
            let filled =
                value(depth - 1).prop_map(|text| if text.is_empty() { "1".into() } else { text });
            let items = prop::collection::vec(filled.clone(), 0..4);
            let list = items.prop_map(|items| format!("[{}]", items.join(", ")));
            let entries = prop::collection::vec(filled, 0..4);
            let map = entries.prop_map(|values| {
                let entry = |(place, value): (usize, &String)| format!("k{place}: {value}");
                let entries: Vec<String> = values.iter().enumerate().map(entry).collect();
                format!("{{{}}}", entries.join(", "))
            });
            prop_oneof![2 => scalar, 1 => list, 1 => map].boxed()
        }
    }
}

/// The lines of a mapping, with comments and blank lines between and behind them.
fn lines(depth: u32) -> BoxedStrategy<Vec<String>> {
    let noise = prop::sample::select(vec![vec![], vec![], vec![], vec!["# above"], vec![""]]);
    let behind = prop::sample::select(vec!["", "", "  # behind", "     # in a column"]);
    let inner = match depth {
        0 => Just(Vec::new()).boxed(),
        depth => prop_oneof![
            Just(Vec::new()),
            lines(depth - 1).prop_map(|lines| indented(&lines, "  ")),
            prop::collection::vec(lines(depth - 1), 1..3).prop_map(|items| listed(&items)),
            Just(vec![
                "  - one".to_owned(),
                "  # two".to_owned(),
                "  - 'two'".to_owned()
            ]),
        ]
        .boxed(),
    };
    let text = Just(vec![
        ">-".to_owned(),
        "  folded".to_owned(),
        "  text".to_owned(),
    ]);
    let entry = prop_oneof![
        4 => (value(2), behind).prop_map(|(value, behind)| vec![format!("{value}{behind}")]),
        1 => text,
        3 => inner.prop_map(|lines| [vec![String::new()], lines].concat()),
    ];
    let entries = prop::collection::vec((noise, entry), 1..4);
    entries
        .prop_map(|entries| {
            let mut lines = Vec::new();
            for (place, (noise, entry)) in entries.into_iter().enumerate() {
                lines.extend(noise.into_iter().map(str::to_owned));
                lines.push(format!("key{place}: {}", entry[0]).trim_end().to_owned());
                lines.extend(entry.into_iter().skip(1));
            }
            lines
        })
        .boxed()
}

fn indented(lines: &[String], by: &str) -> Vec<String> {
    let indent = |line: &String| match line.is_empty() {
        true => String::new(),
        false => format!("{by}{line}"),
    };
    lines.iter().map(indent).collect()
}

fn listed(items: &[Vec<String>]) -> Vec<String> {
    let item = |lines: &Vec<String>| {
        let mut lines: Vec<String> = lines.clone();
        while lines[0].is_empty() || lines[0].starts_with('#') {
            lines.remove(0);
        }
        let mut lines = indented(&lines, "    ");
        lines[0].replace_range(2..3, "-");
        lines
    };
    items.iter().flat_map(item).collect()
}

/// A text in one of the dresses that files come in: line ends, a mark, no last line break.
fn file() -> impl Strategy<Value = String> {
    let generated = lines(3).prop_map(|lines| lines.join("\n") + "\n");
    let text = prop_oneof![prop::sample::select(written()), generated];
    (text, any::<[bool; 3]>()).prop_map(|(mut text, [crlf, mark, cut])| {
        if cut {
            text.truncate(text.trim_end().len());
        }
        if crlf {
            text = text.replace('\n', "\r\n");
        }
        let mark = if mark { "\u{feff}" } else { "" };
        format!("{mark}{text}")
    })
}

/// All routes of a tree.
fn routes(node: &Node, here: &Route, routes: &mut Vec<Route>) {
    routes.push(here.clone());
    match &node.value {
        Value::Scalar(..) => {}
        Value::List(items) => {
            for (place, item) in items.iter().enumerate() {
                self::routes(item, &here.clone().item(place), routes);
            }
        }
        Value::Map(entries) => {
            for entry in entries {
                self::routes(&entry.value, &here.clone().key(&entry.key), routes);
            }
        }
    }
}

fn new_value() -> impl Strategy<Value = Node> {
    prop_oneof![
        4 => prop::sample::select(vec!["7", "new", "- x: # y", "two words", "", "x\ny", " é\t", "yes: no"])
            .prop_map(Node::from),
        4 => prop::sample::select(vec!["7", "7..8", "10.25", "true"]).prop_map(Node::bare),
        1 => Just(Node::map([("impact", 8_u64), ("ease", 7)])),
        1 => Just(Node::map([("ana", Node::map([("impact", 8_u64)]))])),
        1 => Just(Node::list(["a", "b, c"])),
        1 => Just(Node::list([Node::map([("channel", "email"), ("content", "x")])])),
        1 => Just(Node::from(Value::Map(Vec::new()))),
    ]
}

/// An edit of whatever stands at a route.
fn edit(tree: &Node, at: &Route, kind: u8, value: Node) -> Edit {
    match (kind % 6, tree.at(at).map(|node| &node.value)) {
        (0, Some(Value::Map(_))) => Edit::AddKey(at.clone(), "label".into(), value),
        (0, Some(Value::List(_))) => Edit::AddItem(at.clone(), None, value),
        (1, Some(Value::List(_))) => Edit::AddItem(at.clone(), Some(0), value),
        (1, Some(Value::Map(_))) => Edit::Put(at.clone().key("panel").key("ana"), value),
        (2, _) => Edit::RenameKey(at.clone(), "renamed".into()),
        (3 | 4, _) => Edit::Remove(at.clone()),
        _ => Edit::Replace(at.clone(), value),
    }
}

/// Whether two texts begin and end with the same lines, but for so many in the middle of the old one.
fn keeps_lines(old: &str, new: &str, changed: usize) -> bool {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let above = old
        .iter()
        .zip(&new)
        .take_while(|(old, new)| old == new)
        .count();
    let (old, new) = (&old[above..], &new[above..]);
    let below = old
        .iter()
        .rev()
        .zip(new.iter().rev())
        .take_while(|(old, new)| old == new)
        .count();
    let lost = &old[..old.len() - below];
    lost.iter().filter(|line| !line.trim().is_empty()).count() <= changed
}

/// How many lines a value and its comments take up at the most.
fn lines_of(source: &Source, tree: &Node, at: &Route) -> usize {
    let Some(node) = tree.at(at) else { return 1 };
    let comments = source
        .text()
        .lines()
        .filter(|line| line.trim_start().starts_with('#'));
    let own = source.slice(node.span).lines().count();
    let above = source.text()[..node.span.start].lines().rev().skip(1);
    let is_comment = |line: &&str| line.trim_start().starts_with('#');
    own + 1
        + if matches!(node.value, Value::Scalar(_, Style::Plain)) {
            above.take_while(is_comment).count()
        } else {
            comments.count()
        }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_read_after_an_edit_is_the_change_of_what_was_read(
        file in file(), place: Index, kind: u8, value in new_value(),
    ) {
        let source = Source::new("p", file.as_str());
        let tree = read(&source).unwrap();
        let mut all = Vec::new();
        routes(&tree, &Route::root(), &mut all);
        let at = place.get(&all);
        let edit = edit(&tree, at, kind, value);
        let edited = match apply(&source, std::slice::from_ref(&edit), &Keys) {
            Ok(edited) => edited,
            Err(error @ EditError::NotKept { .. }) => {
                return Err(TestCaseError::fail(format!("{edit:?} of\n{}\n{error}", source.text())));
            }
            Err(_) => return Ok(()),
        };
        // Read, then change, is edit, then read.
        let wanted = TreeChange::of(&tree, &edit, &Keys).unwrap();
        let wanted = wanted.map_or_else(|| tree.clone(), |change| change.applied(&tree));
        let again = Source::new("p", edited.clone());
        prop_assert!(read(&again).unwrap().means_same(&wanted));

        // The dress stays.
        prop_assert_eq!(file.starts_with('\u{feff}'), edited.starts_with('\u{feff}'));
        let lone = |text: &str| text.replace("\r\n", "").contains('\n');
        prop_assert_eq!(file.contains("\r\n") && lone(&edited), false);
        prop_assert!(file.contains("\r\n") || !edited.contains("\r\n"));
        // Lines that the edit does not speak of stay, in their order.
        let removed = matches!(edit, Edit::Remove(..));
        let around = at.split_last().filter(|_| removed).map(|(around, _)| around);
        let touched = match around.filter(|around| children(&tree, around) == 1) {
            Some(around) => lines_of(&source, &tree, &around) + 1,
            None => match edit {
                Edit::Remove(..) | Edit::Replace(..) => lines_of(&source, &tree, at) + 1,
                _ => 2,
            },
        };
        prop_assert!(keeps_lines(&file, &edited, touched), "{edit:?} of\n{file}\nis\n{edited}");

        // What is so already is not done again.
        if matches!(edit, Edit::Replace(..) | Edit::Put(..)) {
            let twice = apply(&again, &[edit], &Keys);
            prop_assert_eq!(twice.as_deref(), Ok(edited.as_str()));
        }
    }

    #[test]
    fn what_is_added_and_removed_again_leaves_no_trace(file in file(), place: Index) {
        let source = Source::new("p", file.as_str());
        let tree = read(&source).unwrap();
        let mut all = Vec::new();
        routes(&tree, &Route::root(), &mut all);
        let at = place.get(&all).clone();
        let edits = match tree.at(&at).map(|node| &node.value) {
            Some(Value::Map(entries)) if !entries.is_empty() => [
                Edit::AddKey(at.clone(), "label".into(), "new".into()),
                Edit::Remove(at.key("label")),
            ],
            Some(Value::List(items)) if !items.is_empty() => [
                Edit::AddItem(at.clone(), None, "new".into()),
                Edit::Remove(at.item(items.len())),
            ],
            _ => return Ok(()),
        };
        if let Ok(edited) = apply(&source, &edits, &Keys) {
            prop_assert_eq!(edited, file);
        }
    }
}

fn children(tree: &Node, at: &Route) -> usize {
    match tree.at(at).map(|node| &node.value) {
        Some(Value::Map(entries)) => entries.len(),
        Some(Value::List(items)) => items.len(),
        _ => 0,
    }
}
