//! Stable names, and how to make one of a name in words.

use crate::text::{snake_case, words};
use crate::yaml::{Style, quoted};

/// Whether a text is a stable name; the error says what to write.
pub(super) fn name(text: &str, style: Style) -> Result<(), String> {
    let good = |sign: char| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == '_';
    let starts = text.starts_with(|sign: char| sign.is_ascii_lowercase());
    if starts && text.chars().all(good) {
        // Elsewhere this would be taken for a yes or a no.
        let word = style != Style::Plain || !matches!(text, "true" | "false");
        return word
            .then_some(())
            .ok_or_else(|| "choose another word".to_owned());
    }
    let plain = text.trim_matches(['“', '”', '„', '‟', '«', '»', '‘', '’', ' ']);
    let Some(snake) = snake_case(plain) else {
        return Err(
            "write lowercase letters (a to z), digits and underscores, starting with a letter; what people call it goes under `label`"
                .to_owned(),
        );
    };
    let label = words::name_in_words(&snake);
    let same = plain.replace(['-', '_'], " ").eq_ignore_ascii_case(&label);
    Err(match same {
        true => format!("write `name: {snake}`"),
        false => format!("write `name: {snake}` and `label: {}`", label_for(plain)),
    })
}

fn label_for(text: &str) -> String {
    let special = |sign: char| "&*!|>%@`{}[],#?:-'\"".contains(sign);
    match text.contains(": ") || text.contains(" #") || text.starts_with(special) {
        true => quoted(text),
        false => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_in_words_is_answered_with_one_that_can_be() {
        for (text, help) in [
            ("Plant managers", "write `name: plant_managers`"),
            ("plant-managers", "write `name: plant_managers`"),
            (
                "PlantManagers",
                "write `name: plant_managers` and `label: PlantManagers`",
            ),
            (
                "Plant managers (EU)",
                "write `name: plant_managers_eu` and `label: Plant managers (EU)`",
            ),
            ("Größe", "write `name: groesse` and `label: Größe`"),
            (
                "Q1: nurture",
                "write `name: q1_nurture` and `label: \"Q1: nurture\"`",
            ),
            ("“vip”", "write `name: vip`"),
            ("true", "choose another word"),
        ] {
            assert_eq!(name(text, Style::Plain).unwrap_err(), help);
        }
        for text in ["2nd_tier", "工場長", "", "…"] {
            let help = name(text, Style::Plain).unwrap_err();
            assert!(
                help.starts_with("write lowercase letters"),
                "{text}: {help}"
            );
        }
        for text in ["vip", "tier_2", "yes", "null_values"] {
            assert_eq!(name(text, Style::Plain), Ok(()));
        }
    }
}
