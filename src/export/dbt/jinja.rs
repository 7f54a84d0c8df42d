//! Texts in files that dbt fills in, which must stay as they are.

/// What begins something that Jinja fills in.
const BEGINNINGS: [&str; 3] = ["{{", "{%", "{#"];

fn is_safe(text: &str) -> bool {
    BEGINNINGS.iter().all(|beginning| !text.contains(beginning))
}

/// SQL, of which lines stand between `{% raw %}` and `{% endraw %}` that Jinja would fill in.
pub(super) fn raw(sql: &str) -> String {
    let lines = sql.split('\n').map(|line| {
        let start = line.len() - line.trim_start().len();
        let (indent, own) = line.split_at(start);
        match own {
            own if is_safe(own) => line.to_owned(),
            own if own.contains("endraw") => format!("{indent}{}", said(own)),
            own => format!("{indent}{{% raw %}}{own}{{% endraw %}}"),
        }
    });
    lines.collect::<Vec<String>>().join("\n")
}

/// A text of which Jinja makes the text itself. What this makes can be given to it again for a text that
/// is filled in twice.
pub(super) fn said(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(sign) = rest.chars().next() {
        let beginning = BEGINNINGS.iter().find(|one| rest.starts_with(**one));
        let length = beginning.map_or(sign.len_utf8(), |one| one.len());
        let (piece, others) = rest.split_at(length);
        match beginning {
            Some(_) => out.extend(["{{ '", piece, "' }}"]),
            None => out.push_str(piece),
        }
        rest = others;
    }
    out
}

#[cfg(test)]
#[cfg(feature = "report")] // which has Jinja
mod tests {
    use super::*;
    use minijinja::Environment;

    fn filled(text: &str) -> String {
        Environment::new().render_str(text, ()).unwrap()
    }

    #[test]
    fn what_looks_like_jinja_stays_as_it_is() {
        for text in [
            "no signs",
            "a = '{{ x }}'",
            "  AND b LIKE '{%'\n  AND c = '{# not a comment #}'",
            "'{% endraw %}' AND '{{'",
            "'{% raw %}{% endraw %}'",
            "'{{{'",
            "'{{{%{#{{'",
            "'}} %} #}'",
        ] {
            assert_eq!(filled(&raw(text)), text, "{}", raw(text));
            assert_eq!(filled(&said(text)), text, "{}", said(text));
            let twice = said(&said(text));
            assert_eq!(filled(&filled(&twice)), text, "{twice}");
        }
        assert_eq!(raw("x\n  '{{'\ny"), "x\n  {% raw %}'{{'{% endraw %}\ny");
    }
}
