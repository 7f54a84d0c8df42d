//! What headings mean, in English, German, Portuguese, Spanish, French, Italian and Dutch.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::text::likeness;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// What the row is about.
    Name,
    /// How much it brings.
    Impact,
    /// How sure the team is.
    Confidence,
    /// How easy it is.
    Ease,
    /// How hard it is.
    Effort,
    /// The score that the sheet states.
    Score,
    /// The rank that the sheet states.
    Rank,
    /// A number or code of the row, which is no rank.
    Id,
    /// Who scored the row.
    Scorer,
    /// Who works on it.
    Owner,
    /// Remarks.
    Notes,
    /// Who or what it is, in more words.
    Description,
    /// The message it gets.
    Message,
    /// How many it reaches: a factor that ICE does not have.
    Reach,
}

impl Role {
    /// What the role is called on the command line and in messages.
    pub fn name(self) -> &'static str {
        let named = WORDS.iter().find(|(role, _)| *role == self);
        named
            .and_then(|(_, words)| words.split(' ').next())
            .unwrap_or_default()
    }

    /// The role of a name as [`Role::name`] gives it.
    pub fn from_name(name: &str) -> Option<Self> {
        let named = WORDS
            .iter()
            .find(|(role, _)| role.name() == name.to_lowercase());
        named.map(|(role, _)| *role)
    }

    /// Every role, as the command line lists them.
    pub fn all() -> impl Iterator<Item = Self> {
        WORDS.iter().map(|(role, _)| *role)
    }
}

/// The words of each role without accents; its own name first. Phrases have `_` for spaces. The
/// first role of which a heading has a word is its role, so that `Confidence notes` are notes and
/// an `Impact score` is Impact.
const WORDS: &[(Role, &str)] = &[
    (
        Role::Notes,
        "notes note comment comments remark remarks rationale reasoning justification why \
         kommentar kommentare bemerkung bemerkungen anmerkung anmerkungen notiz notizen begruendung \
         observacoes observacao comentario comentarios nota notas justificativa observaciones \
         commentaire commentaires remarque remarques commenti commento osservazioni opmerking \
         opmerkingen toelichting",
    ),
    (
        Role::Scorer,
        "scorer rater scored_by rated_by voter evaluator bewertet_von bewerter avaliador evaluador \
         evaluateur valutatore beoordelaar",
    ),
    (
        Role::Impact,
        "impact impacto impatto wirkung auswirkung auswirkungen invloed",
    ),
    (
        Role::Confidence,
        "confidence certainty conf confianca confianza confiance fiducia zuversicht sicherheit \
         vertrauen konfidenz gewissheit certeza certitude certezza zekerheid vertrouwen",
    ),
    (
        Role::Ease,
        "ease easiness simplicity feasibility facilidade facilidad facilite facilita einfachheit \
         leichtigkeit machbarkeit umsetzbarkeit simplicidade sencillez simplicite semplicita gemak \
         eenvoud haalbaarheid viabilidade viabilidad faisabilite fattibilita",
    ),
    (
        Role::Effort,
        "effort efforts difficulty complexity aufwand schwierigkeit komplexitaet esforco dificuldade \
         complexidade esfuerzo dificultad complejidad difficulte complexite sforzo difficolta \
         complessita inspanning moeite complexiteit",
    ),
    (
        Role::Reach,
        "reach reichweite alcance portee portata bereik",
    ),
    (
        Role::Score,
        "score ice ice_score rice rice_score points punktzahl punkte pontuacao puntuacion puntaje \
         punteggio totaalscore gesamtpunktzahl",
    ),
    (
        Role::Rank,
        "rank ranking rang rango rangfolge platz posicao posicion posizione classifica plaats volgorde \
         priority prio prioridade prioridad prioritaet priorite priorita prioriteit",
    ),
    (
        Role::Owner,
        "owner responsible assignee assigned_to responsibility verantwortlich verantwortliche \
         verantwortlicher zustaendig responsavel dono responsable responsabile verantwoordelijke eigenaar",
    ),
    (
        Role::Description,
        "description details detail beschreibung descricao descripcion descrizione omschrijving \
         beschrijving",
    ),
    (
        Role::Message,
        "message botschaft mensagem mensaje messaggio boodschap",
    ),
    (Role::Id, "id # no nr num number n lfd ref key ticket"),
    (
        Role::Name,
        "name segment segments idea ideas initiative hypothesis feature project task item title \
         recommendation experiment opportunity campaign audience action story candidate test \
         segmento idee ideen ideia iniciativa hipotese funcionalidade funcionalidad projeto tarefa \
         titulo nome hipotesis proyecto tarea nombre fonctionnalite projet hypothese titre nom \
         funzionalita ipotesi progetto titolo iniziativa initiatief naam titel projekt aufgabe \
         funktion massnahme kampagne zielgruppe campanha campana campagne publico cible doelgroep \
         recomendacao recomendacion empfehlung",
    ),
];

/// What stands alone for a role and means nothing inside a longer heading.
const ALONE: &[(Role, &str)] = &[
    (
        Role::Impact,
        "i value benefit gain wert nutzen beneficio valor",
    ),
    (Role::Confidence, "c probability"),
    (Role::Ease, "e"),
    (Role::Effort, "cost time"),
    (Role::Score, "total result ergebnis resultado gesamt totaal"),
    (Role::Owner, "who wer quem quien qui chi wie lead"),
];

/// A heading as the vocabulary has it: small letters without accents, words parted by one space.
pub(crate) fn folded(text: &str) -> String {
    let mut folded = String::new();
    for sign in text.chars() {
        if sign == '#' || sign == '№' {
            folded.push_str(" # ");
        } else if sign.is_alphanumeric() {
            for small in sign.to_lowercase() {
                match likeness(small) {
                    Some(like) => folded.push_str(&like),
                    None => folded.push(small),
                }
            }
        } else {
            folded.push(' ');
        }
    }
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words and phrases of [`WORDS`], each with the place of its role.
static PLACES: LazyLock<HashMap<String, usize>> = LazyLock::new(|| {
    let mut places = HashMap::new();
    for (place, (_, words)) in WORDS.iter().enumerate() {
        for word in words.split_whitespace() {
            places.entry(word.replace('_', " ")).or_insert(place);
        }
    }
    places
});

/// The longest heading that is understood, in words: what is longer is a sentence. And the longest
/// phrase in it.
const MOST_WORDS: usize = 6;

const LONGEST_PHRASE: usize = 3;
/// In bytes, with what is in brackets.
const LONGEST: usize = 200;

/// What a heading means, and the words of it that say so.
pub(crate) fn role(heading: &str) -> Option<(Role, String)> {
    let has_words =
        heading.contains(|sign: char| sign.is_alphabetic() || sign == '#' || sign == '№');
    if !has_words || heading.len() > LONGEST {
        return None;
    }
    // What is in brackets explains, unless nothing stands before it.
    let core = heading
        .split(['(', '[', '\n', ':'])
        .next()
        .unwrap_or_default();
    let core = match folded(core) {
        core if core.is_empty() => folded(heading),
        core => core,
    };
    if core.split(' ').count() > MOST_WORDS {
        return None;
    }
    let found = phrases(&core);
    let role = |place: usize| WORDS.get(place).map(|(role, _)| *role);
    let criteria: HashSet<usize> = found
        .iter()
        .map(|(place, _)| *place)
        .filter(|place| role(*place).is_some_and(is_criterion))
        .collect();
    if criteria.len() > 1 {
        // `Impact × Confidence × Ease` is what they make.
        return Some((Role::Score, core));
    }
    if let Some(whole) = PLACES.get(&core).and_then(|place| role(*place)) {
        return Some((whole, core));
    }
    let alone = ALONE
        .iter()
        .find(|(_, words)| words.split(' ').any(|word| word == core));
    if let Some((alone, _)) = alone {
        return Some((*alone, core));
    }
    // `No` and `key` mean a number of the row only where they stand alone.
    let inside = found
        .into_iter()
        .filter(|(place, _)| role(*place) != Some(Role::Id));
    let (place, words) = inside.min_by_key(|(place, _)| *place)?;
    Some((role(place)?, words))
}

/// Whether a role is one of the three scores.
pub(super) fn is_criterion(role: Role) -> bool {
    matches!(
        role,
        Role::Impact | Role::Confidence | Role::Ease | Role::Effort
    )
}

/// The phrases of a text that have a role, with its place.
fn phrases(text: &str) -> Vec<(usize, String)> {
    let words: Vec<&str> = text.split(' ').collect();
    let lengths = 1..=LONGEST_PHRASE;
    let phrases = lengths.flat_map(|length| words.windows(length).map(|words| words.join(" ")));
    phrases
        .filter_map(|phrase| Some((*PLACES.get(&phrase)?, phrase)))
        .collect()
}
