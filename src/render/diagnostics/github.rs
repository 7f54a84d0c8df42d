//! As workflow commands that GitHub shows beside the lines of a change.

use std::fmt::Write;

use super::CheckedFile;
use crate::diagnostic::{Diagnostic, Severity};
use crate::text::visible::visible_lines;
use crate::yaml::Source;

/// One line for each diagnostic of each file; allowed ones are left out.
pub(crate) fn annotations(files: &[CheckedFile]) -> String {
    let mut out = String::new();
    for checked in files {
        for diagnostic in checked
            .diagnostics
            .iter()
            .filter(|one| one.allowed.is_none())
        {
            annotation(&mut out, &checked.source, diagnostic);
        }
    }
    out
}

fn annotation(out: &mut String, source: &Source, diagnostic: &Diagnostic) {
    let command = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let (line, column) = source.line_column(diagnostic.start());
    let message = format!("{}\n{}", diagnostic.message, diagnostic.help);
    let _ = writeln!(
        out,
        "::{command} file={},line={line},col={column},title={}::{}",
        property(source.name()),
        property(&diagnostic.code),
        data(&message),
    );
}

/// Text after the second `::`.
fn data(text: &str) -> String {
    visible_lines(text).replace('%', "%25").replace('\n', "%0A")
}

/// The value of a property, where a colon or a comma would end it.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    #[test]
    fn signs_that_end_a_command_are_escaped() {
        let source = Source::new("a,b:c.yaml", "title: t\n");
        let diagnostic = Diagnostic::error("x", Span::new(7, 8), "100 % of it", "mend: it");
        let checked = CheckedFile {
            source,
            diagnostics: vec![diagnostic],
        };
        assert_eq!(
            annotations(&[checked]),
            "::error file=a%2Cb%3Ac.yaml,line=1,col=8,title=x::100 %25 of it%0Amend: it\n"
        );
    }
}
