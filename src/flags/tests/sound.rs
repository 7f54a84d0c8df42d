//! A sound plan, which raises no flag, and the same with one thing changed.

use super::scene::Scene;

/// Three segments that raise nothing.
pub(super) const SOUND: &str = "\
title: Nurture program
as_of: 2027-01-04
reviewed: 2026-12-18
review_by: 2027-03-15
goals:
  - statement: Raise conversion from 3.7 % to 4.5 %
    metric: conversion rate
    baseline: 0.037
    target: 0.045
    due: 2027-03-31
attributes:
  industry: {type: text, values: [Manufacturing, Retail, Healthcare]}
  employees: {type: integer}
  budget: {type: integer, about: budget}
  health: {type: boolean, sensitive: true}
segments:
  - name: first
    where: industry = 'Manufacturing'
    stage: awareness
    message: Cut changeover time
    touchpoints: [{channel: email}]
    owner: Priya
    expected_size: 400
    scores: {impact: 9, confidence: 9, ease: 9}
    evidence: [{kind: test, date: 2026-10-02}]
    qualifiers: {measurable: yes, relevant: yes, actionable: yes, distinguishable: yes, stable: yes}
  - name: second
    where: industry = 'Retail'
    message: Sell out before the season ends
    touchpoints: [{channel: email}]
    owner: Priya
    expected_size: 300
    scores: {impact: 7, confidence: 6, ease: 7}
    panel:
      ana: {impact: 7, confidence: 5, ease: 8}
      bram: {impact: 8, confidence: 8, ease: 6}
    qualifiers: {measurable: yes, relevant: yes, actionable: yes, distinguishable: yes, stable: partly}
  - name: third
    where: industry = 'Healthcare' and employees > 300
    message: More time for patients
    touchpoints: [{channel: webinar}]
    owner: Olga
    expected_size: 200
    scores: {impact: 4, confidence: 4, ease: 5}
    qualifiers: {measurable: yes, relevant: yes, actionable: yes, distinguishable: yes, stable: yes}
";

/// The sound plan with one thing changed.
pub(super) fn one(from: &str, to: &str) -> Scene {
    assert!(SOUND.contains(from), "{from}");
    Scene::of(&SOUND.replacen(from, to, 1))
}

#[test]
fn a_sound_plan_raises_nothing() {
    assert_eq!(Scene::of(SOUND).raised(), [""; 0]);
}
