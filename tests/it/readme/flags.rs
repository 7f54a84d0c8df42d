//! docs/flags.md: every flag, from the program's own list.

use std::fmt::Write;

use segplan::flags::{ALL, Flag};

/// One row a flag: its severity and what it detects, with a link to the rest.
pub(super) fn table() -> String {
    let mut table = String::from("| flag | severity | what it detects |\n|---|---|---|\n");
    for flag in ALL {
        let (name, severity) = (flag.spec.name, flag.spec.severity.name());
        let detects = detects(flag);
        writeln!(table, "| [`{name}`](#{name}) | {severity} | {detects} |").unwrap();
    }
    table
}

/// A section for each flag: why it matters, what to do, its settings and an example.
pub(super) fn reference() -> String {
    let mut text = String::new();
    for flag in ALL {
        let spec = &flag.spec;
        write!(
            text,
            "### {}\n\n{}.\n\n*Why it matters.* {}\n\n*What to do.* {}\n\n- `severity`: `error`, `warning`, \
             `info` or `off` (default {})\n",
            spec.name,
            detects(flag),
            flag.matters,
            flag.act,
            spec.severity.name()
        )
        .unwrap();
        for option in spec.options {
            writeln!(text, "- `{}`: {}", option.name, option.description()).unwrap();
        }
        write!(text, "\n```yaml\n{}\n```\n\n", flag.example.trim_end()).unwrap();
    }
    text
}

fn detects(flag: &Flag) -> String {
    format!("{}{}", flag.spec.summary(), flag.needs())
}
