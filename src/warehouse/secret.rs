//! What no message may hold: passwords, and parts of them, which drivers quote in their errors.

/// The shortest part of a secret that is hidden wherever it stands. Shorter words of a secret are hidden
/// where they are words of the text, too.
const SHORTEST: usize = 3;
const HIDDEN: &str = "***";

/// Texts that are not shown, nor parts of them.
#[derive(Clone, Default)]
pub(super) struct Secrets(Vec<String>);

impl Secrets {
    /// The password of a URL, as it is written and as it is meant, and the values of parameters
    /// that are called like secrets.
    pub(super) fn of_url(url: &str) -> Self {
        let mut secrets = Self::default();
        let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
        // Wherever a password may end: drivers disagree where it holds signs with a meaning.
        if let Some(at) = rest.rfind('@')
            && let Some((_, password)) = rest[..at].split_once(':')
        {
            secrets.add(password);
        }
        for pair in rest.split(['?', '&', ';', ' ']).skip(1) {
            if let Some((name, value)) = pair.split_once('=')
                && is_secret(name)
            {
                secrets.add(value);
            }
        }
        secrets
    }

    /// What an option of a profile has of these: a URL, words such as `user=ann password=…`, or the secret
    /// itself.
    pub(super) fn of_option(name: &str, value: &str) -> Self {
        let mut secrets = Self::of_url(&format!(" {value}"));
        if is_secret(name) {
            secrets.add(value);
        }
        secrets
    }

    pub(super) fn join(&mut self, other: Self) {
        self.extend(other.0);
    }

    pub(super) fn extend(&mut self, others: impl IntoIterator<Item = String>) {
        for secret in others {
            self.add(&secret);
        }
    }

    fn add(&mut self, secret: &str) {
        let meant = decoded(secret);
        for text in [secret.to_owned(), meant] {
            if !text.is_empty() && !self.0.contains(&text) {
                self.0.push(text);
            }
        }
    }

    /// The text with asterisks in place of all that is also found in a secret.
    pub(super) fn hide(&self, text: &str) -> String {
        let signs: Vec<char> = text.chars().collect();
        let mut hidden = vec![false; signs.len()];
        for secret in &self.0 {
            let secret: Vec<char> = secret.chars().collect();
            for start in 0..signs.len() {
                let longest =
                    (0..secret.len()).map(|from| common(&signs[start..], &secret[from..]));
                let length = longest.max().unwrap_or(0);
                if length >= SHORTEST || is_word_of(&secret, &signs, start) {
                    hidden[start..start + length].fill(true);
                }
            }
        }
        let mut shown = String::new();
        for (place, sign) in signs.iter().enumerate() {
            match (hidden[place], place > 0 && hidden[place - 1]) {
                (false, _) => shown.push(*sign),
                (true, false) => shown.push_str(HIDDEN),
                (true, true) => {}
            }
        }
        shown
    }
}

/// Whether the word of a text that begins here is a word of a secret.
fn is_word_of(secret: &[char], text: &[char], start: usize) -> bool {
    if start > 0 && text[start - 1].is_alphanumeric() {
        return false;
    }
    let word = text[start..].iter();
    let word: Vec<char> = word
        .take_while(|sign| sign.is_alphanumeric())
        .copied()
        .collect();
    let mut words = secret.split(|sign| !sign.is_alphanumeric());
    !word.is_empty() && words.any(|one| one == word)
}

fn common(one: &[char], other: &[char]) -> usize {
    let pairs = one.iter().zip(other);
    pairs.take_while(|(one, other)| one == other).count()
}

/// Whether a parameter holds a secret, by its name.
fn is_secret(name: &str) -> bool {
    let name = name.to_lowercase();
    let words = [
        "password",
        "passwd",
        "pwd",
        "token",
        "secret",
        "key",
        "credential",
    ];
    words.iter().any(|word| name.contains(word))
}

/// A part of a URL as it is meant: `%40` is `@`.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let [first, behind @ ..] = rest {
        let hex = behind
            .get(..2)
            .and_then(|hex| std::str::from_utf8(hex).ok());
        let byte = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok());
        if let Some(byte) = byte.filter(|_| *first == b'%') {
            bytes.push(byte);
            rest = &behind[2..];
        } else {
            bytes.push(*first);
            rest = behind;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn parts_of_a_password_are_hidden_wherever_they_stand() {
        let secrets = Secrets::of_url("postgresql://ann:p@ss:w%6Frd@db:5432/crm");
        let told = "invalid integer value \"w%6Frd@db\" for connection option \"port\"";
        assert_eq!(
            secrets.hide(told),
            "invalid integer value \"***@db\" for connection option \"port\""
        );
        assert_eq!(secrets.hide("host word@db"), "host ***@db");
        let torn = Secrets::of_url("postgresql://ann:geh@e:im/w@rd@db/crm");
        assert_eq!(
            torn.hide("\"im\" for \"port\", him"),
            "\"***\" for \"port\", him"
        );
        let of_parameter = Secrets::of_url("postgresql:///crm?password=geheim&host=/tmp");
        assert_eq!(of_parameter.hide("FATAL: geheim, /tmp"), "FATAL: ***, /tmp");
        assert_eq!(
            Secrets::of_url("postgresql:///crm").hide("no secrets"),
            "no secrets"
        );
    }

    proptest! {
        #[test]
        fn nothing_of_a_secret_stays(
            secret in "[a-zA-Z0-9@:/%]{3,12}",
            before in "[ -~]{0,10}",
            cut in 0_usize..6,
        ) {
            let mut secrets = Secrets::default();
            secrets.extend([secret.clone()]);
            let part = &secret[cut.min(secret.len() - 3)..];
            let hidden = secrets.hide(&format!("{before}{part}!"));
            for from in 0..=secret.len() - SHORTEST {
                let piece = &secret[from..from + SHORTEST];
                prop_assert!(!hidden.contains(piece) || HIDDEN.contains(piece), "{hidden} holds {piece}");
            }
        }
    }
}
