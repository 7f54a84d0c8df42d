//! Wide registers, where the processor has them.

/// Whether it has AVX2 and what comes with it. Code that is compiled for these may be called then.
#[cfg(target_arch = "x86_64")]
pub(crate) fn is_there() -> bool {
    is_x86_feature_detected!("avx2")
        && is_x86_feature_detected!("bmi1")
        && is_x86_feature_detected!("lzcnt")
        && is_x86_feature_detected!("popcnt")
}
