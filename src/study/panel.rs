//! What the ballots of a panel come to, in words.

use super::Study;
use crate::panel::{Agreement, DontKnow, Panel, PanelScorer, Talk, panel};
use crate::plan::format::flags::CONTESTED;
use crate::plan::{Criterion, SegmentId};
use crate::text::words;

/// How far people agree on a criterion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Accord {
    /// α is .800 or more: the scores can be relied on.
    Agree,
    /// α is .667 or more: good enough for tentative conclusions.
    Roughly,
    /// Below that.
    Disagree,
    /// Everyone gave the same score everywhere.
    Same,
    /// No segment has the scores of two people.
    Unknown,
}

impl Accord {
    /// By the bounds that Krippendorff (2004), Content Analysis, 241, recommends.
    pub fn of(agreement: &Agreement) -> Self {
        match agreement.alpha {
            Some(alpha) if alpha >= 0.8 => Self::Agree,
            Some(alpha) if alpha >= 0.667 => Self::Roughly,
            Some(_) => Self::Disagree,
            None if agreement.segments > 0 => Self::Same,
            None => Self::Unknown,
        }
    }

    /// The word that outputs print.
    pub fn word(self) -> &'static str {
        match self {
            Self::Agree => "agree",
            Self::Roughly => "roughly agree",
            Self::Disagree => "disagree",
            Self::Same => "all the same",
            Self::Unknown => "too few scores",
        }
    }
}

/// So many scores are named in the first words.
const NAMED: usize = 3;

impl Study {
    /// What the scores say that people gave alone. The draws behind the talk list make this the
    /// slowest part of a study, so that it is not made with the rest.
    pub fn panel(&self) -> Panel {
        panel(
            self.plan(),
            &self.assessment,
            &self.ranking,
            self.certainty(),
            CONTESTED.threshold(self.plan(), "span"),
        )
    }

    /// A panel in a few sentences: where people agree, what to talk about, and what is odd.
    pub fn panel_summary(&self, panel: &Panel) -> Vec<String> {
        if panel.scorers.is_empty() {
            return vec!["No one has scored alone yet.".to_owned()];
        }
        if let [only] = panel.scorers.as_slice() {
            let name = words::capitalized(&only.name);
            return vec![format!(
                "Only {name} has scored so far; agreement takes two people or more."
            )];
        }
        let mut told = vec![self.agreement_in_words(panel), self.talk_in_words(panel)];
        told.extend(self.deciders_in_words(panel));
        told.extend(flat_in_words(&panel.scorers));
        told.extend(self.unknown_in_words(&panel.unknown));
        told
    }

    /// The other segment against which one became most surely ordered since another study of the same
    /// segments, with how sure the pair was and is: the share of simulated rankings that agree which of
    /// the two comes first. `None` if no pair became surer.
    pub fn surer_than(&self, before: &Self, segment: SegmentId) -> Option<(SegmentId, f64, f64)> {
        let sure = |study: &Self, other| {
            let ahead = study
                .certainty()
                .share_ahead(&study.ranking, segment, other)?;
            Some(ahead.max(1.0 - ahead))
        };
        let others = self.ranking.order().filter(|other| *other != segment);
        let pairs =
            others.filter_map(|other| Some((other, sure(before, other)?, sure(self, other)?)));
        let surer = pairs.filter(|(_, was, is)| is > was);
        surer.max_by(|a, b| (a.2 - a.1).total_cmp(&(b.2 - b.1)))
    }

    /// `People agree on Ease, but not on Impact.`
    fn agreement_in_words(&self, panel: &Panel) -> String {
        let of = |accord: Accord| -> Vec<String> {
            let all = Criterion::ALL.iter();
            all.filter(|one| Accord::of(panel.agreement.get(**one)) == accord)
                .map(|one| self.plan().scoring.heading_of(*one))
                .collect()
        };
        let agreed = [of(Accord::Agree), of(Accord::Same)].concat();
        let (roughly, not) = (of(Accord::Roughly), of(Accord::Disagree));
        let mut parts = Vec::new();
        if !agreed.is_empty() {
            parts.push(format!("agree on {}", words::list(&agreed)));
        }
        if !roughly.is_empty() {
            let verb = if parts.is_empty() {
                "roughly agree"
            } else {
                "roughly"
            };
            parts.push(format!("{verb} on {}", words::list(&roughly)));
        }
        if !not.is_empty() {
            let verb = if parts.is_empty() {
                "do not agree"
            } else {
                "but not"
            };
            parts.push(format!("{verb} on {}", words::choice(&not)));
        }
        match parts.is_empty() {
            true => "Too few scores to say how far people agree.".to_owned(),
            false => format!("People {}.", parts.join(", ")),
        }
    }

    /// `Talk about Partners and Webinar guests: the order depends on them.`
    fn talk_in_words(&self, panel: &Panel) -> String {
        let mut segments: Vec<SegmentId> = Vec::new();
        let worth: Vec<&Talk> = panel.worth_talking_about().take(NAMED).collect();
        for talk in &worth {
            if !segments.contains(&talk.segment) {
                segments.push(talk.segment);
            }
        }
        let labels: Vec<&str> = segments.iter().map(|id| self.label(*id)).collect();
        let rest = panel.talk.scores.len() - worth.len() + panel.talk.not_tried;
        let cut: f64 = worth.iter().filter_map(|talk| talk.cut_gain).sum();
        let hinges = match cut >= 0.1 {
            true => "the order and who makes the cut depend",
            false => "the order depends",
        };
        match (labels.as_slice(), rest) {
            ([], 0) => "No open score is disputed.".to_owned(),
            ([], _) => "No single score needs a debate: settling any of them would hardly make \
                        the order surer."
                .to_owned(),
            ([one], _) => format!("Talk about {one}: {hinges} on it."),
            (several, _) => {
                format!("Talk about {}: {hinges} on them.", words::list(several))
            }
        }
    }

    /// Who decides first place alone.
    fn deciders_in_words(&self, panel: &Panel) -> Vec<String> {
        let first = self.ranking.order().next();
        let mut told: Vec<(SegmentId, Vec<String>)> = Vec::new();
        for scorer in &panel.scorers {
            let Some(other) = scorer
                .without
                .first
                .filter(|_| scorer.without.first != first)
            else {
                continue;
            };
            let name = words::capitalized(&scorer.name);
            match told.iter_mut().find(|(segment, _)| *segment == other) {
                Some((_, names)) => names.push(name),
                None => told.push((other, vec![name])),
            }
        }
        let each = told.iter().map(|(segment, names)| {
            let label = self.label(*segment);
            match names.as_slice() {
                [one] => format!("Without {one}'s scores, {label} would come first."),
                several => format!(
                    "Without the scores of any one of {}, {label} would come first.",
                    words::list(several)
                ),
            }
        });
        each.collect()
    }

    fn unknown_in_words(&self, unknown: &[DontKnow]) -> Option<String> {
        let times: usize = unknown.iter().map(|one| one.scorers.len()).sum();
        let most = unknown.iter().rev().max_by_key(|one| one.scorers.len())?;
        let what = format!(
            "{} of {}",
            self.plan().scoring.heading_of(most.criterion),
            self.label(most.segment)
        );
        Some(match (unknown.len(), most.scorers.len()) {
            (1, 1) => format!(
                "{} doesn't know the {what}.",
                words::capitalized(&most.scorers[0])
            ),
            (1, several) => format!("{several} people don't know the {what}."),
            (_, 1) => format!(
                "\"I don't know\" was the answer to {}.",
                words::count(times, "score")
            ),
            (_, several) => format!(
                "\"I don't know\" was the answer {times} times, most often for {what} ({several})."
            ),
        })
    }
}

fn flat_in_words(scorers: &[PanelScorer]) -> Vec<String> {
    let flat = scorers.iter().filter(|one| one.flat);
    let told = flat.filter_map(|one| {
        let (low, high) = one.range?;
        let name = words::capitalized(&one.name);
        let [shown_low, shown_high] = [low, high].map(|end| words::number(end, 1));
        Some(match low < high {
            true => {
                format!("{name}'s scores are flat: everything from {shown_low} to {shown_high}.")
            }
            false => format!("{name}'s scores are flat: everything is {shown_low}."),
        })
    });
    told.collect()
}
