//! Names in words as names in English letters.

/// A text in `lower_snake_case`; `None` if it has letters without a likeness in English.
pub fn snake_case(text: &str) -> Option<String> {
    let mut snake = String::new();
    let mut before = ' ';
    for sign in text.chars() {
        let hump = before.is_lowercase() && sign.is_uppercase();
        let joins = !sign.is_alphanumeric() && !"'’".contains(sign);
        if (hump || joins) && !snake.ends_with('_') {
            snake.push('_');
        }
        if sign.is_alphanumeric() {
            for small in sign.to_lowercase().filter(|small| small.is_alphanumeric()) {
                snake.push_str(&likeness(small)?);
            }
        }
        before = sign;
    }
    let snake = snake.trim_matches('_').to_owned();
    let starts = snake.starts_with(|sign: char| sign.is_ascii_lowercase());
    starts.then_some(snake)
}

/// A small letter or digit in English letters.
pub fn likeness(letter: char) -> Option<String> {
    let like = match letter {
        'ä' | 'æ' => "ae",
        'ö' | 'œ' => "oe",
        'ü' => "ue",
        'ß' => "ss",
        'à' | 'á' | 'â' | 'ã' | 'å' | 'ą' | 'ă' => "a",
        'ç' | 'ć' | 'č' => "c",
        'ď' | 'ð' => "d",
        'è' | 'é' | 'ê' | 'ë' | 'ę' | 'ě' => "e",
        'ğ' => "g",
        'ì' | 'í' | 'î' | 'ï' | 'ı' => "i",
        'ł' => "l",
        'ñ' | 'ń' | 'ň' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ø' | 'ő' => "o",
        'ř' => "r",
        'ś' | 'š' | 'ş' | 'ș' => "s",
        'ť' | 'ț' | 'ţ' => "t",
        'ù' | 'ú' | 'û' | 'ů' | 'ű' => "u",
        'ý' | 'ÿ' => "y",
        'ź' | 'ž' | 'ż' => "z",
        letter if letter.is_ascii_alphanumeric() => return Some(letter.to_string()),
        _ => return None,
    };
    Some(like.to_owned())
}
