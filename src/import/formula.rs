//! How a sheet makes one score of three, and whether a high third score is easy or hard: read from
//! formula cells, or tested against the stated scores.

use super::candidate::{Candidate, Tested, candidates, classified};
use super::expression::Polynomial;
use super::heading::says_high_is_hard;
use super::idea::{Idea, Stated};
use super::ideas::{Raw, has_sizes};
use super::number::Kind;
use super::{ImportOptions, Remark};
use crate::plan::{Formula, Third};
use crate::sheet::SheetError;
use crate::text::words;

/// How the plan is to make one score of three.
#[derive(Debug)]
pub(super) struct Method {
    pub(super) formula: Formula,
    pub(super) third: Third,
    /// How much each score counts on the sheet's own scales, where the sheet says so.
    pub(super) weights: Option<[f64; 3]>,
    pub(super) findings: Vec<String>,
    pub(super) remarks: Vec<Remark>,
    /// Whether the stated scores are made of the means of the scorers.
    pub(super) of_means: bool,
}

/// The formula and the direction of a sheet.
///
/// # Errors
/// Where they stay open: what to say on the command line.
pub(super) fn method(raw: &Raw, options: &ImportOptions) -> Result<Method, SheetError> {
    let heading = &raw.headings[2];
    let called = match says_high_is_hard(heading) {
        Some(true) => Third::Effort,
        Some(false) => Third::Ease,
        None => raw.called,
    };
    if let (Third::Ease, None, Some(word)) = (called, options.third, has_sizes(raw)) {
        return Err(SheetError::new(
            format!(
                "{} says \"{}\" in a column called \"{heading}\": a size may mean easy or hard",
                word.place, word.shown
            ),
            "say what a large one means: --ease-is effort if it is much work, --ease-is ease if it is easy",
        ));
    }
    let (rows, of_means) = tested(raw, options);
    let (in_cells, odd_cells) = from_cells(raw);
    let evidence = match in_cells {
        // What cells show as 60 % is 0.6 to their formulas.
        Some(candidate) => Some(candidate.scaled(&rows)),
        None => by_scores(raw, &rows, called, options)?,
    };
    let mut method = settle(raw, options, called, evidence)?;
    method.of_means = of_means && evidence.is_some();
    method.remarks.extend(odd_cells);
    if let Some(candidate) = evidence {
        compare(&mut method, raw, &rows, &candidate, in_cells);
    }
    Ok(method)
}

/// The rows with all three scores and a stated one; whether the scores are means of a panel's.
fn tested<'r>(raw: &'r Raw, options: &ImportOptions) -> (Vec<Tested<'r>>, bool) {
    let agreed = raw.ideas.iter().any(|idea| idea.complete().is_some());
    let scores = |idea: &Idea| -> Option<[(f64, f64); 3]> {
        if agreed {
            let known = |one: &Stated| one.given.kind != Kind::Word || options.words.is_given();
            let scores = idea.complete()?;
            return scores
                .iter()
                .all(|one| known(one))
                .then(|| scores.map(|one| (one.given.value, one.given.rounding)));
        }
        let mean = |place: usize| {
            let values = idea
                .panel
                .iter()
                .filter_map(|(_, scores)| Some(scores[place].as_ref()?.given.value));
            let values: Vec<f64> = values.collect();
            (!values.is_empty()).then(|| (values.iter().sum::<f64>() / values.len() as f64, 0.0))
        };
        Some([mean(0)?, mean(1)?, mean(2)?])
    };
    let rows = raw.ideas.iter().filter_map(|idea| {
        // A program that calculates nothing leaves 0 for every formula.
        let calculated = |stated: &&Stated| idea.formula.is_none() || stated.given.value != 0.0;
        Some(Tested {
            scores: scores(idea)?,
            reach: idea.reach,
            stated: idea.score.as_ref().filter(calculated)?,
        })
    });
    (rows.collect(), !agreed)
}

/// The formula that most formula cells have, and those that have another.
fn from_cells(raw: &Raw) -> (Option<Candidate>, Vec<Remark>) {
    let read = raw.ideas.iter().filter_map(|idea| {
        let (text, row, columns) = idea.formula.as_ref()?;
        let polynomial = Polynomial::read(text, *row, *columns);
        Some((
            idea,
            text,
            polynomial.and_then(|polynomial| classified(polynomial.terms())),
        ))
    });
    let read: Vec<(&Idea, &String, Option<Candidate>)> = read.collect();
    let count = |candidate: &Candidate| {
        read.iter()
            .filter(|(.., one)| one.as_ref() == Some(candidate))
            .count()
    };
    let known = read.iter().filter_map(|(.., candidate)| *candidate);
    let Some(usual) = known
        .max_by_key(count)
        .filter(|one| count(one) * 2 > read.len())
    else {
        return (None, Vec::new());
    };
    let odd = read
        .iter()
        .filter(|(.., one)| *one != Some(usual))
        .map(|(idea, text, _)| {
            let score = idea.score.as_ref().map(|score| &score.place);
            let place = score.or(idea.places.first()).cloned();
            let message = format!(
                "the formula here is another one: ={}",
                words::shortened(text)
            );
            Remark { place, message }
        });
    (Some(usual), odd.collect())
}

/// The formula that fits most stated scores; `None` if there are too few to tell.
fn by_scores(
    raw: &Raw,
    rows: &[Tested],
    called: Third,
    options: &ImportOptions,
) -> Result<Option<Candidate>, SheetError> {
    let candidates = candidates(raw);
    let fits = |candidate: &Candidate| rows.iter().filter(|row| candidate.fits(row)).count();
    let counted: Vec<(usize, Candidate)> = candidates
        .into_iter()
        .map(|one| (fits(&one), one))
        .collect();
    let most = counted.iter().map(|(fits, _)| *fits).max().unwrap_or(0);
    let best = counted
        .iter()
        .filter(|(fits, _)| *fits == most)
        .map(|(_, one)| *one);
    // Among formulas that fit alike one that is exact comes first, then one as the heading says.
    let chosen = best.min_by_key(|one| (!one.is_exact(rows), one.third() != called));
    let enough = most >= 1 && most * 5 >= rows.len() * 3;
    let against = chosen.is_some_and(|one| one.third() != called);
    if enough && (most >= 2 || !against) {
        return Ok(chosen);
    }
    if rows.len() < 2 || options.formula.is_some() {
        return Ok(None);
    }
    let heading = raw
        .score_heading
        .as_ref()
        .map_or("the score", |(heading, _)| heading.as_str());
    let place = raw
        .score_heading
        .as_ref()
        .map_or(String::new(), |(_, place)| format!(" ({place})"));
    let nearest = match chosen.filter(|_| most > 0) {
        Some(one) => format!(
            "; {} fits {most} of {} rows",
            one.in_signs(raw.called),
            rows.len()
        ),
        None => String::new(),
    };
    Err(SheetError::new(
        format!("no usual formula gives the scores in \"{heading}\"{place}{nearest}"),
        "say how segments are to be ranked: --formula product (Impact × Confidence × Ease), mean, geometric_mean \
         or ratio (Impact × Confidence / Effort)",
    ))
}

/// Formula and direction from what is said, what the scores show and what the heading says, in this
/// order.
fn settle(
    raw: &Raw,
    options: &ImportOptions,
    called: Third,
    evidence: Option<Candidate>,
) -> Result<Method, SheetError> {
    let shown = evidence.map(|one| one.third());
    let third = options.third.or(shown).unwrap_or(called);
    let usual = match third {
        Third::Ease => Formula::Product,
        Third::Effort => Formula::Ratio,
    };
    let agreed = evidence.filter(|one| one.third() == third);
    let formula = options.formula.unwrap_or(match (agreed, evidence) {
        (Some(one), _) => one.formula(),
        // What divides by ease, or multiplies by effort, is set right by the plan's own product.
        (None, Some(one)) if one.formula() != Formula::Ratio => one.formula(),
        (None, Some(_)) => Formula::Product,
        (None, None) => usual,
    });
    let heading = words::shortened(&raw.headings[2]);
    if formula == Formula::Ratio && third == Third::Ease {
        return Err(SheetError::new(
            format!("ratio divides by effort, and \"{heading}\" is read as ease"),
            "add --ease-is effort if a high number there is hard, or choose --formula product",
        ));
    }
    let weights = agreed
        .filter(|one| one.formula() == formula)
        .map(|one| one.weights());
    let mut findings = Vec::new();
    let mut remarks = Vec::new();
    if evidence.is_none() {
        let why = match (options.formula, &raw.score_heading) {
            (Some(_), _) => "as you said",
            (None, Some(_)) => "the usual one: too few rows state a score to compare with",
            (None, None) => "the usual one: the sheet states no score",
        };
        findings.push(format!(
            "The formula is {}, {why}",
            in_words(formula, third)
        ));
    } else if evidence.is_some_and(|one| one.reach) {
        remarks.push(Remark::general(
            "The stated scores count Reach as well, which ICE leaves out: the plan's order may differ from the sheet's",
        ));
    }
    direction(
        &mut findings,
        &mut remarks,
        &heading,
        (called, shown, third, options.third.is_some()),
    );
    Ok(Method {
        formula,
        third,
        weights,
        findings,
        remarks,
        of_means: false,
    })
}

/// Says in which direction the third score counts, and what speaks against it.
fn direction(
    findings: &mut Vec<String>,
    remarks: &mut Vec<Remark>,
    heading: &str,
    (called, shown, third, said): (Third, Option<Third>, Third, bool),
) {
    let meaning = match third {
        Third::Ease => "the highest is the easiest",
        Third::Effort => "the highest is the hardest",
    };
    let why = match (said, shown) {
        (true, _) => "as you said",
        (false, Some(shown)) if shown != called => "as the scores are made",
        _ => "as the heading says",
    };
    findings.push(format!(
        "\"{heading}\" is {}: {meaning}, {why}",
        third.name()
    ));
    let Some(shown) = shown.filter(|shown| *shown != called) else {
        return;
    };
    let (sounds, does, other) = match shown {
        Third::Effort => ("easy", "fall", Third::Ease),
        Third::Ease => ("hard", "rise", Third::Effort),
    };
    if !said {
        let option = other.name();
        remarks.push(Remark::general(format!(
            "\"{heading}\" sounds as if a high number were {sounds}, but the sheet's scores {does} with it. The plan \
             follows the scores and calls it {}; if a high number is {sounds}, run this again with --ease-is {option}",
            third.name()
        )));
    }
}

/// A formula of the plan in signs.
pub(super) fn in_words(formula: Formula, third: Third) -> String {
    let third = words::capitalized(third.name());
    match formula {
        Formula::Product => format!("Impact × Confidence × {third}"),
        Formula::Mean => format!("the mean of Impact, Confidence and {third}"),
        Formula::GeometricMean => format!("the geometric mean of Impact, Confidence and {third}"),
        Formula::Ratio => format!("Impact × Confidence / {third}"),
    }
}

/// Compares each stated score with what its row's scores give.
fn compare(
    method: &mut Method,
    raw: &Raw,
    rows: &[Tested],
    candidate: &Candidate,
    in_cells: Option<Candidate>,
) {
    let signs = in_cells.as_ref().unwrap_or(candidate).in_signs(raw.called);
    let wrong: Vec<&Tested> = rows.iter().filter(|row| !candidate.fits(row)).collect();
    let heading = raw
        .score_heading
        .as_ref()
        .map_or("Score", |(heading, _)| heading.as_str());
    let heading = words::shortened(heading);
    let fitting = match wrong.len() {
        0 if rows.is_empty() => String::new(),
        0 => format!("all {} rows fit", rows.len()),
        _ => format!("{} of {} rows fit", rows.len() - wrong.len(), rows.len()),
    };
    method.findings.insert(
        0,
        match (in_cells.is_some(), fitting.as_str()) {
            (true, "") => format!("The cells of \"{heading}\" calculate {signs}"),
            (true, fitting) => format!("The cells of \"{heading}\" calculate {signs}; {fitting}"),
            (false, fitting) => format!("\"{heading}\": {fitting} {signs}"),
        },
    );
    for row in wrong {
        let gives = candidate.value(row.scores.map(|(value, _)| value), row.reach);
        let gives = match gives.is_finite() {
            true => words::grouped(gives, 2),
            false => "no number".to_owned(),
        };
        let said = format!("stated {}, {signs} gives {gives}", row.stated.shown);
        method
            .remarks
            .push(Remark::at(row.stated.place.clone(), said));
    }
}
