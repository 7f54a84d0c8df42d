//! docs/dependencies.md has a reason for every dependency, and README the right version of Rust.

use std::fs;

use crate::common::root;

#[test]
fn every_dependency_has_a_reason_and_readme_names_the_right_rust() {
    let read = |file: &str| fs::read_to_string(root().join(file)).unwrap();
    let manifest = read("Cargo.toml");
    let rust = manifest
        .lines()
        .find_map(|line| line.strip_prefix("rust-version = "))
        .unwrap();
    let rust = format!("{} or newer", rust.trim_matches('"'));
    assert!(read("README.md").contains(&rust), "{rust}");
    let reasons = read("docs/dependencies.md");
    let parts = ["base", "core"].map(|part| read(&format!("src/{part}/Cargo.toml")));
    for manifest in [manifest].into_iter().chain(parts) {
        let (_, rest) = manifest.split_once("\n[dependencies]\n").unwrap();
        let (dependencies, _) = rest.split_once("\n[").unwrap();
        for line in dependencies.lines().filter(|line| line.contains('=')) {
            let name = line.split([' ', '.']).next().unwrap();
            assert!(
                name.starts_with("segplan-") || reasons.contains(&format!("`{name}`")),
                "docs/dependencies.md gives no reason for {name}"
            );
        }
    }
}
