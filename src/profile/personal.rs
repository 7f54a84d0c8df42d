//! Which columns hold personal data, by their names and by what their cells look like.

use super::column::ColumnStats;
use super::shape::Shape;
use crate::text::named;

named! {
    /// Personal data that the GDPR protects.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum Personal {
        /// A person's name.
        Name = "name",
        /// An e-mail address.
        Email = "email",
        /// A telephone number.
        Phone = "phone",
        /// Where somebody lives.
        Address = "address",
        /// A date of birth.
        Birth = "birth date",
        /// A passport, tax or account number.
        Number = "personal number",
        /// The address of somebody's computer.
        Internet = "IP address",
        /// Health, religion, ethnic origin, opinions, sexual life and the like: the special categories
        /// of Article 9.
        Special = "special category",
    }
}

/// Words of column names, each a phrase of neighboring words, with what they stand for. The first that
/// fits decides.
const PHRASES: &[(Personal, &[&str])] = &[
    (
        Personal::Special,
        &[
            "health",
            "disease",
            "illness",
            "diagnosis",
            "medical",
            "medication",
            "disability",
            "disabled",
            "pregnant",
            "pregnancy",
            "religion",
            "religious",
            "faith",
            "church",
            "ethnic",
            "ethnicity",
            "race",
            "racial",
            "political",
            "union member",
            "trade union",
            "sexual",
            "sexuality",
            "sexual orientation",
            "genetic",
            "biometric",
            "gesundheit",
            "krankheit",
            "religionszugehörigkeit",
            "konfession",
            "santé",
            "salud",
            "saúde",
        ],
    ),
    (
        Personal::Email,
        &[
            "email",
            "e mail",
            "mail",
            "mailadresse",
            "correo",
            "courriel",
        ],
    ),
    (
        Personal::Phone,
        &[
            "phone",
            "telephone",
            "mobile",
            "mobile number",
            "cell phone",
            "tel",
            "telefon",
            "telefone",
            "teléfono",
            "handy",
            "fax",
            "whatsapp",
        ],
    ),
    (
        Personal::Birth,
        &[
            "birth",
            "birthdate",
            "birthday",
            "dob",
            "geburtsdatum",
            "geburtstag",
            "nascimento",
            "nacimiento",
            "naissance",
        ],
    ),
    (Personal::Internet, &["ip", "ip address", "ip adresse"]),
    (
        Personal::Address,
        &[
            "address",
            "street",
            "zip",
            "zipcode",
            "zip code",
            "postcode",
            "postal code",
            "plz",
            "adresse",
            "anschrift",
            "straße",
            "strasse",
            "hausnummer",
            "endereço",
            "dirección",
            "code postal",
        ],
    ),
    (
        Personal::Number,
        &[
            "ssn",
            "passport",
            "iban",
            "tax id",
            "tax number",
            "steuernummer",
            "social security",
            "national id",
            "driver license",
            "driving licence",
            "credit card",
        ],
    ),
    (
        Personal::Name,
        &[
            "first name",
            "firstname",
            "last name",
            "lastname",
            "full name",
            "fullname",
            "surname",
            "family name",
            "given name",
            "middle name",
            "contact name",
            "lead name",
            "customer name",
            "person",
            "vorname",
            "nachname",
            "familienname",
            "prénom",
            "prenom",
            "nombre",
            "apellido",
            "sobrenome",
        ],
    ),
];

/// Words that make a name another thing's: `company_phone` is no person's.
const OF_COMPANIES: [&str; 8] = [
    "company",
    "account",
    "campaign",
    "product",
    "organization",
    "firma",
    "opt",
    "source",
];

/// The personal data of a column, if it holds any.
pub(super) fn personal(name: &str, stats: &ColumnStats) -> Option<Personal> {
    let known = stats.known();
    let most = |shape: Shape| known > 0 && stats.cells(shape) * 2 > known;
    if most(Shape::Email) {
        return Some(Personal::Email);
    }
    let words = words(name);
    if let Some(found) = by_name(&words) {
        // A column that says whether, how often or when is not the thing itself.
        let is_text = stats.cells(Shape::Boolean) + stats.cells(Shape::ForeignBoolean) < known;
        let contact = matches!(found, Personal::Email | Personal::Phone | Personal::Name);
        let numbers = contact && stats.cells(Shape::Number) == known && !most(Shape::Phone);
        let long = stats.numbers(0).is_some_and(|(low, _)| low >= 100_000.0);
        return (!contact || is_text && (!numbers || long)).then_some(found);
    }
    let is_name = matches!(words.as_slice(), [one] if one == "name");
    match () {
        () if most(Shape::Phone) => Some(Personal::Phone),
        () if is_name && stats.cells(Shape::Number) == 0 => Some(Personal::Name),
        () => None,
    }
}

fn by_name(words: &[String]) -> Option<Personal> {
    if words
        .iter()
        .any(|word| OF_COMPANIES.contains(&word.as_str()))
    {
        return None;
    }
    let joined = format!(" {} ", words.join(" "));
    let holds = |phrase: &&str| joined.contains(&format!(" {phrase} "));
    let found = PHRASES
        .iter()
        .find(|(_, phrases)| phrases.iter().any(holds));
    found.map(|(personal, _)| *personal)
}

/// The words of a column's name in lower case: `firstName`, `first_name` and `First Name` have two.
pub fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut before = ' ';
    for sign in name.chars() {
        let begins = sign.is_uppercase() && before.is_lowercase();
        if begins || !sign.is_alphanumeric() {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut().filter(|_| sign.is_alphanumeric()) {
            word.extend(sign.to_lowercase());
        }
        before = sign;
    }
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(name: &str, cell: &str) -> Option<Personal> {
        let mut stats = ColumnStats::default();
        stats.add(cell, 3);
        personal(name, &stats)
    }

    #[test]
    fn personal_data_is_told_by_name_and_by_content() {
        assert_eq!(of("firstName", "Ana"), Some(Personal::Name));
        assert_eq!(of("Name", "Ana Silva"), Some(Personal::Name));
        assert_eq!(of("contact", "ana@example.org"), Some(Personal::Email));
        assert_eq!(of("Phone", "4930123456"), Some(Personal::Phone));
        assert_eq!(of("Date of birth", "1980-02-01"), Some(Personal::Birth));
        assert_eq!(of("zip", "01234"), Some(Personal::Address));
        assert_eq!(of("health_interest", "back"), Some(Personal::Special));
        assert_eq!(of("Religion", "none"), Some(Personal::Special));
    }

    #[test]
    fn what_only_sounds_like_it_is_none() {
        assert_eq!(of("email_opt_in", "true"), None);
        assert_eq!(of("Do not email", "yes"), None);
        assert_eq!(of("emails_30d", "4"), None);
        assert_eq!(of("email", "4"), None);
        assert_eq!(of("Company name", "Kestrel"), None);
        assert_eq!(of("trace", "x"), None);
    }
}
