//! The facts as the JSON has them: what every other output is compared with.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::facts::{Fact, PLAN, Stated, agrees};
use super::text::{plain, sentence};

/// What the JSON says.
#[derive(Debug, Default)]
pub(super) struct Reference {
    names: Vec<String>,
    /// Names by label.
    labels: BTreeMap<String, String>,
    facts: BTreeMap<(String, String), Fact>,
    lists: BTreeMap<&'static str, Vec<String>>,
}

const QUALIFIERS: [&str; 5] = [
    "measurable",
    "relevant",
    "actionable",
    "distinguishable",
    "stable",
];

impl Reference {
    /// What `rank --format json` says.
    pub(super) fn of_ranking(json: &Value) -> Self {
        let mut reference = Self::default();
        let third = json["plan"]["third_score"].as_str().unwrap();
        for (standing, key) in [
            ("ranked", "ranking"),
            ("parked", "parked"),
            ("unscored", "unscored"),
        ] {
            for row in array(&json[key]) {
                reference.add_candidate(row, standing, third);
            }
        }
        reference.add_sureness(array(&json["ranking"]));
        reference.text(PLAN, "title", json.pointer("/plan/title"));
        reference.text(PLAN, "as of", json.pointer("/plan/as_of"));
        reference.text(PLAN, "default", json.pointer("/default/label"));
        reference.number(PLAN, "draws", json.pointer("/plan/draws"));
        let order = array(&json["ranking"])
            .iter()
            .map(|row| string(&row["label"]));
        reference.lists.insert("order", order.collect());
        for standing in ["parked", "unscored"] {
            let all = array(&json[standing])
                .iter()
                .map(|row| string(&row["label"]));
            reference.lists.insert(standing, all.collect());
        }
        reference.add_findings(array(&json["findings"]));
        reference.add_gravest(array(&json["ranking"]), array(&json["findings"]));
        reference
    }

    fn add_candidate(&mut self, row: &Value, standing: &str, third: &str) {
        let name = string(&row["segment"]);
        self.labels
            .insert(plain(&string(&row["label"])), name.clone());
        self.names.push(name.clone());
        self.put(&name, "standing", Fact::Text(standing.to_owned()));
        self.text(&name, "label", row.get("label"));
        for key in [
            "rank",
            "score",
            "impact",
            "confidence",
            "qualifiers_met",
            "matched",
            "won",
            "won_so_far",
        ] {
            self.number(&name, key, row.get(key));
        }
        if standing != "unscored" {
            self.number(&name, "third", row.get(third));
            self.number(&name, "ease", row.get("ease"));
        }
        for one in QUALIFIERS {
            self.text(&name, one, row["qualifiers"].get(one));
        }
        let certainty = &row["certainty"];
        self.share(&name, "first", certainty.get("first"));
        self.share(&name, "beats_next", certainty.get("beats_next"));
        for key in ["expected_rank", "rank_low", "rank_high", "group"] {
            self.number(&name, key, certainty.get(key));
        }
        self.number(&name, "cost", row.get("cost"));
        let cut = &row["cut"];
        let is_in = cut["in"].as_bool().map(|is_in| is_in.to_string());
        self.put_known(&name, "cut_in", is_in.map(Fact::Text));
        self.share(&name, "cut_share", cut.get("share"));
        self.text(&name, "tie_broken_by", row.get("tie_broken_by"));
        self.text(&name, "pinned", row.get("pinned"));
        let weak = row["weak"].as_bool().map(|weak| weak.to_string());
        self.put_known(&name, "weak", weak.map(Fact::Text));
        if standing == "ranked" {
            self.put(&name, "flags", Fact::Text(words(&row["flags"])));
        }
        for key in ["because", "missing"] {
            if row[key].is_array() {
                self.put(&name, "because", Fact::Text(words(&row[key])));
            }
        }
    }

    /// The word for how sure each row is: whether pins, a tie or the draws decide.
    fn add_sureness(&mut self, rows: &[Value]) {
        for (at, row) in rows.iter().enumerate() {
            let next = rows.get(at + 1);
            let pinned = |row: &Value| row["pinned"].is_string();
            let word = match (&row["certainty"]["beats_next"], next) {
                _ if pinned(row) => "pinned",
                (_, Some(next)) if pinned(next) => "next pinned",
                (_, Some(next)) if next["tie_broken_by"].is_string() => "tied",
                (share, Some(_)) => match share.as_f64().unwrap() {
                    share if share >= 0.95 => "sure",
                    share if share >= 0.80 => "likely",
                    share if share >= 0.60 => "leaning",
                    share if share >= 0.50 => "toss-up",
                    _ => "disagrees",
                },
                (_, None) => "",
            };
            let name = string(&row["segment"]);
            self.put(&name, "sureness", Fact::Text(word.to_owned()));
        }
    }

    /// The first flag of each row that is a warning or graver.
    fn add_gravest(&mut self, rows: &[Value], findings: &[Value]) {
        for row in rows {
            let grave = |flag: &&Value| {
                findings.iter().any(|one| {
                    one["flag"] == **flag
                        && one["severity"] != "info"
                        && one["allowed"].is_null()
                        && array(&one["segments"]).contains(&row["segment"])
                })
            };
            let open = array(&row["flags"]).iter().filter(grave).count();
            self.put(
                &string(&row["segment"]),
                "open flags",
                Fact::Number(open as f64),
            );
            let first = array(&row["flags"]).iter().find(grave);
            let first = first.map(string).unwrap_or_default();
            self.put(&string(&row["segment"]), "gravest flag", Fact::Text(first));
        }
    }

    /// Takes what no JSON has from the first output that states it.
    pub(super) fn adopt(&mut self, outputs: &[Stated]) {
        for (whose, what, said) in outputs.iter().flat_map(|one| &one.facts) {
            let name = self.labels.get(whose).unwrap_or(whose);
            let fact = match said.parse() {
                Ok(number) => Fact::Number(number),
                Err(_) => Fact::Text(plain(said)),
            };
            let key = (name.clone(), what.clone());
            self.facts.entry(key).or_insert(fact);
        }
        for (name, items) in outputs.iter().flat_map(|one| &one.lists) {
            self.lists.entry(name).or_insert_with(|| items.clone());
        }
    }

    fn add_findings(&mut self, findings: &[Value]) {
        let stated =
            |keys: &dyn Fn(&Value) -> String| findings.iter().map(keys).collect::<Vec<_>>();
        let severity = |one: &Value| match &one["allowed"] {
            Value::Null => string(&one["severity"]),
            _ => "allowed".to_owned(),
        };
        let place = |one: &Value| format!("{}:{}", one["line"], one["column"]);
        let message = |one: &Value| sentence(&string(&one["message"]));
        let help = |one: &Value| sentence(&string(&one["help"]));
        let labels = |one: &Value| {
            let label = |name: &Value| {
                let name = string(name);
                let found = self.labels.iter().find(|(_, of)| **of == name);
                found.map_or(name.clone(), |(label, _)| label.clone())
            };
            array(&one["segments"])
                .iter()
                .map(label)
                .collect::<Vec<_>>()
                .join(", ")
        };
        let checked = stated(&|one| {
            let allowed = one["allowed"].as_str().unwrap_or("");
            format!(
                "{}[{}] {} ({}) {} | {allowed}",
                string(&one["severity"]),
                string(&one["flag"]),
                message(one),
                help(one),
                place(one)
            )
        });
        let in_report = stated(&|one| {
            format!(
                "{}[{}] {}: {} line {}",
                severity(one),
                string(&one["flag"]),
                labels(one),
                message(one),
                one["line"]
            )
        });
        let told = stated(&|one| {
            format!(
                "{}[{}] {}",
                severity(one),
                string(&one["flag"]),
                message(one)
            )
        });
        // One entry a segment, as pages of one candidate each have it.
        let mut of_segments: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (one, said) in findings.iter().zip(told) {
            for name in array(&one["segments"]) {
                of_segments
                    .entry(string(name))
                    .or_default()
                    .push(said.clone());
            }
        }
        for name in &self.names {
            let mut said = of_segments.remove(name).unwrap_or_default();
            said.sort();
            self.facts.insert(
                (name.clone(), "findings".to_owned()),
                Fact::Text(said.join("\n")),
            );
        }
        self.lists.insert("findings with places", checked);
        self.lists.insert("findings", in_report);
    }

    /// What `audit --format json` says.
    pub(super) fn add_audit(&mut self, json: &Value) {
        for key in ["leads", "excluded", "covered", "outcomes"] {
            self.number(PLAN, key, json.get(key));
        }
        self.number(PLAN, "default leads", json.pointer("/default/leads"));
        for row in array(&json["segments"]) {
            let name = string(&row["segment"]);
            for key in [
                "matched",
                "won",
                "outcomes",
                "outcome_known",
                "matched_known",
                "unknown",
                "reachable",
                "p_adjusted",
            ] {
                self.number(&name, key, row.get(key));
            }
            for key in [
                "rate",
                "rate_low",
                "rate_high",
                "matched_rate",
                "difference",
                "difference_low",
                "difference_high",
                "smallest_detectable_lift",
            ] {
                self.share(&name, key, row.get(key));
            }
            let reach = row["reachable"].as_f64().filter(|_| row["won"] != 0);
            let reach = reach.map(|leads| leads / row["won"].as_f64().unwrap());
            self.put(&name, "reach", reach.map_or(Fact::Nothing, Fact::Share));
            let taker = |one: &Value| {
                let label = self
                    .labels
                    .iter()
                    .find(|(_, name)| one["segment"] == **name);
                format!("{}: {}", label.unwrap().0, one["leads"])
            };
            let takers: Vec<String> = array(&row["lost_to"]).iter().map(taker).collect();
            self.put(
                &name,
                "loses most to",
                Fact::Text(takers.first().cloned().unwrap_or_default()),
            );
            self.put(&name, "lost_to", Fact::Text(takers.join(", ")));
        }
        let flags: BTreeSet<String> = array(&json["findings"]).iter().map(finding).collect();
        let known: BTreeSet<String> = self.lists["findings with places"].iter().cloned().collect();
        assert!(
            flags.is_subset(&known),
            "audit finds {:?}",
            flags.difference(&known)
        );
    }

    /// The names of all candidates.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    fn put(&mut self, whose: &str, what: &str, fact: Fact) {
        self.facts.insert((whose.to_owned(), what.to_owned()), fact);
    }

    fn number(&mut self, whose: &str, what: &str, value: Option<&Value>) {
        let number = |value: &Value| value.as_f64().map_or(Fact::Nothing, Fact::Number);
        self.put_known(whose, what, value.map(number));
    }

    fn share(&mut self, whose: &str, what: &str, value: Option<&Value>) {
        let share = |value: &Value| value.as_f64().map_or(Fact::Nothing, Fact::Share);
        self.put_known(whose, what, value.map(share));
    }

    fn text(&mut self, whose: &str, what: &str, value: Option<&Value>) {
        let text = |text: &str| Fact::Text(text.to_owned());
        let fact = |value: &Value| value.as_str().map_or(Fact::Nothing, text);
        self.put_known(whose, what, value.map(fact));
    }

    /// What the JSON does not speak of is no fact of it.
    fn put_known(&mut self, whose: &str, what: &str, fact: Option<Fact>) {
        if let Some(fact) = fact {
            self.put(whose, what, fact);
        }
    }

    /// Where an output states something else than the JSON, or than the one that was adopted.
    pub(super) fn differences(&self, stated: &Stated) -> Vec<String> {
        assert!(
            !stated.facts.is_empty() || !stated.lists.is_empty(),
            "{} states nothing",
            stated.output
        );
        let mut found = Vec::new();
        for (whose, what, said) in &stated.facts {
            let name = self.labels.get(whose).unwrap_or(whose);
            let fact = &self.facts[&(name.clone(), what.clone())];
            if !agrees(fact, &plain(said)) {
                let output = &stated.output;
                found.push(format!(
                    "{output}: {what} of {whose}: {said:?}, by the JSON {fact:?}"
                ));
            }
        }
        for (name, items) in &stated.lists {
            let mut wanted: Vec<String> = self.lists[name].iter().map(|item| plain(item)).collect();
            let mut items: Vec<String> = items.iter().map(|item| plain(item)).collect();
            if name.starts_with("findings") {
                wanted.sort();
                items.sort();
            }
            if wanted != items {
                let lacks: Vec<_> = wanted.iter().filter(|item| !items.contains(item)).collect();
                let more: Vec<_> = items.iter().filter(|item| !wanted.contains(item)).collect();
                found.push(format!(
                    "{}: {name}: lacks {lacks:#?}, has instead {more:#?}",
                    stated.output
                ));
            }
        }
        found
    }
}

/// A finding of any JSON output with its place.
pub(super) fn finding(one: &Value) -> String {
    format!(
        "{}[{}] {} ({}) {}:{} | {}",
        string(&one["severity"]),
        string(&one["flag"]),
        sentence(&string(&one["message"])),
        sentence(&string(&one["help"])),
        one["line"],
        one["column"],
        one["allowed"].as_str().unwrap_or("")
    )
}

pub(super) fn array(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn string(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn words(value: &Value) -> String {
    array(value)
        .iter()
        .map(string)
        .collect::<Vec<_>>()
        .join(";")
}
