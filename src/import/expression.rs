//! What the formula of a cell makes of a row's scores. It is read as algebra, never calculated.

use crate::sheet::column_of;

/// A sum of products: each with a number and the powers of Impact, Confidence and the third score.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Polynomial(Vec<Term>);

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Term {
    pub(super) factor: f64,
    pub(super) powers: [i32; 3],
}

/// The longest formula that is read, in bytes, and how deep its brackets may go.
const LONGEST: usize = 300;
const DEEPEST: usize = 12;
const MOST_TERMS: usize = 30;

impl Polynomial {
    /// Reads a formula of a row; `columns` are those of the three scores. `None` for what is more
    /// than sums, products and quotients of them, or reads other cells.
    pub(super) fn read(formula: &str, row: usize, columns: [usize; 3]) -> Option<Self> {
        if formula.len() > LONGEST {
            return None;
        }
        let signs: Vec<char> = formula
            .trim_start_matches('=')
            .chars()
            .filter(|sign| !sign.is_whitespace() && *sign != '$')
            .collect();
        let mut reader = Reader {
            signs: &signs,
            at: 0,
            depth: 0,
            row,
            columns,
        };
        let sum = reader.sum()?;
        (reader.at == signs.len()).then_some(sum)
    }

    pub(super) fn terms(&self) -> &[Term] {
        &self.0
    }

    fn number(factor: f64) -> Self {
        Self(vec![Term {
            factor,
            powers: [0; 3],
        }])
    }

    fn plus(mut self, other: Self) -> Option<Self> {
        for term in other.0 {
            match self.0.iter_mut().find(|one| one.powers == term.powers) {
                Some(one) => one.factor += term.factor,
                None => self.0.push(term),
            }
        }
        (self.0.len() <= MOST_TERMS).then_some(self)
    }

    fn times(&self, other: &Self) -> Option<Self> {
        let mut product = Self(Vec::new());
        for one in &self.0 {
            for two in &other.0 {
                let mut powers = [0; 3];
                for (place, power) in powers.iter_mut().enumerate() {
                    *power = one.powers[place].checked_add(two.powers[place])?;
                }
                let factor = one.factor * two.factor;
                product = product.plus(Self(vec![Term { factor, powers }]))?;
            }
        }
        Some(product)
    }

    /// One over it, where it is a single product.
    fn inverse(&self) -> Option<Self> {
        let [term] = self.0.as_slice() else {
            return None;
        };
        let powers = term.powers.map(|power| -power);
        let factor = 1.0 / term.factor;
        factor
            .is_finite()
            .then(|| Self(vec![Term { factor, powers }]))
    }
}

struct Reader<'s> {
    signs: &'s [char],
    at: usize,
    depth: usize,
    row: usize,
    columns: [usize; 3],
}

impl Reader<'_> {
    fn next_is(&mut self, sign: char) -> bool {
        let is = self.signs.get(self.at) == Some(&sign);
        self.at += usize::from(is);
        is
    }

    fn sum(&mut self) -> Option<Polynomial> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return None;
        }
        let mut sum = self.product()?;
        loop {
            if self.next_is('+') {
                sum = sum.plus(self.product()?)?;
            } else if self.next_is('-') {
                sum = sum.plus(self.product()?.times(&Polynomial::number(-1.0))?)?;
            } else {
                self.depth -= 1;
                return Some(sum);
            }
        }
    }

    fn product(&mut self) -> Option<Polynomial> {
        let mut product = self.factor()?;
        loop {
            if self.next_is('*') {
                product = product.times(&self.factor()?)?;
            } else if self.next_is('/') {
                product = product.times(&self.factor()?.inverse()?)?;
            } else {
                return Some(product);
            }
        }
    }

    fn factor(&mut self) -> Option<Polynomial> {
        if self.next_is('(') {
            let inside = self.sum()?;
            return self.next_is(')').then_some(inside);
        }
        let word = self.word();
        if self.next_is('(') {
            return self.call(&word.to_uppercase());
        }
        if let Ok(number) = word.parse::<f64>() {
            return number.is_finite().then(|| Polynomial::number(number));
        }
        self.reference(&word)
    }

    fn word(&mut self) -> String {
        let rest = &self.signs[self.at..];
        let word: String = rest
            .iter()
            .take_while(|sign| sign.is_alphanumeric() || "._[]@".contains(**sign))
            .collect();
        self.at += word.chars().count();
        word
    }

    /// The column of a cell of this row.
    fn column(&self, word: &str) -> Option<usize> {
        // LibreOffice writes `[.B2]`.
        let word = word.trim_matches(['[', ']', '.']);
        let digits = word.find(|sign: char| sign.is_ascii_digit())?;
        let (letters, row) = word.split_at(digits);
        let own = row.parse() == Ok(self.row + 1);
        column_of(letters).filter(|_| own)
    }

    /// The score in a column.
    fn score(&self, column: usize) -> Option<Polynomial> {
        let place = self.columns.iter().position(|one| *one == column)?;
        let mut powers = [0; 3];
        powers[place] = 1;
        Some(Polynomial(vec![Term {
            factor: 1.0,
            powers,
        }]))
    }

    /// A cell of this row with one of the scores.
    fn reference(&self, word: &str) -> Option<Polynomial> {
        self.score(self.column(word)?)
    }

    /// What stands between the brackets of a function, as its single values.
    fn arguments(&mut self) -> Option<Vec<Polynomial>> {
        let mut arguments = Vec::new();
        loop {
            let from = self.at;
            let word = self.word();
            if self.next_is(':') {
                let end = self.word();
                arguments.extend(self.range(&word, &end)?);
            } else {
                self.at = from;
                arguments.push(self.sum()?);
            }
            if self.next_is(')') {
                return Some(arguments);
            }
            if !(self.next_is(',') || self.next_is(';')) {
                return None;
            }
        }
    }

    fn range(&self, first: &str, last: &str) -> Option<Vec<Polynomial>> {
        let (first, last) = (self.column(first)?, self.column(last)?);
        let inside = (first..=last).count() <= self.columns.len();
        let cells = (first..=last).map(|column| self.score(column));
        if inside { cells.collect() } else { None }
    }

    fn call(&mut self, function: &str) -> Option<Polynomial> {
        if matches!(
            function,
            "ROUND" | "ROUNDUP" | "ROUNDDOWN" | "INT" | "TRUNC" | "IFERROR"
        ) {
            // What follows the first argument changes digits, or stands in for an error.
            return self.arguments()?.into_iter().next();
        }
        let arguments = self.arguments()?;
        let count = arguments.len() as f64;
        let add = |sum: Polynomial, one: Polynomial| sum.plus(one);
        match function {
            "PRODUCT" => arguments
                .into_iter()
                .try_fold(Polynomial::number(1.0), |product, one| product.times(&one)),
            "SUM" => arguments.into_iter().try_fold(Polynomial(Vec::new()), add),
            "AVERAGE" => arguments
                .into_iter()
                .try_fold(Polynomial(Vec::new()), add)?
                .times(&Polynomial::number(1.0 / count)),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(formula: &str) -> Option<Vec<(f64, [i32; 3])>> {
        let read = Polynomial::read(formula, 1, [1, 2, 3])?;
        Some(
            read.terms()
                .iter()
                .map(|term| (term.factor, term.powers))
                .collect(),
        )
    }

    #[test]
    fn products_quotients_and_sums_are_read() {
        assert_eq!(terms("=(B2*C2)/D2"), Some(vec![(1.0, [1, 1, -1])]));
        assert_eq!(terms("PRODUCT($B2:$D2)/10"), Some(vec![(0.1, [1, 1, 1])]));
        assert_eq!(terms("ROUND(B2*C2*D2;0)"), Some(vec![(1.0, [1, 1, 1])]));
        let mean = terms("AVERAGE(B2:D2)").unwrap();
        assert!(
            mean.len() == 3
                && mean
                    .iter()
                    .all(|(factor, _)| (factor * 3.0 - 1.0).abs() < 1e-12)
        );
        assert_eq!(
            terms("B2*C2*(11-D2)"),
            Some(vec![(11.0, [1, 1, 0]), (-1.0, [1, 1, 1])])
        );
        assert_eq!(terms("[.B2]*[.C2]*[.D2]"), Some(vec![(1.0, [1, 1, 1])]));
    }

    #[test]
    fn what_is_no_algebra_of_the_row_is_not_read() {
        for formula in [
            "B3*C2",
            "VLOOKUP(B2,X1:Y9,2)",
            "1/0*B2",
            "B2*",
            "cmd|'/c calc'!A1",
            &"(".repeat(99),
        ] {
            assert_eq!(terms(formula), None, "{formula}");
        }
    }
}
