//! Loops that are compiled once more for wide registers, for processors that have them.

/// A loop that is done in fewer steps where registers are wide.
///
/// No closure: one would not be compiled for the registers of those who call it.
pub(crate) trait Task {
    /// What comes of it.
    type Done;

    /// Does it. To be inlined always, with all that it calls.
    fn run(self) -> Self::Done;
}

/// Does a task, in wide registers where there are some.
#[inline]
pub(crate) fn run<T: Task>(task: T) -> T::Done {
    #[cfg(target_arch = "x86_64")]
    if is_there() {
        #[expect(
            unsafe_code,
            reason = "wide registers; sound once the processor was asked"
        )]
        return unsafe { run_in_avx2(task) };
    }
    task.run()
}

/// Whether the processor has AVX2 and what comes with it. Code that is compiled for these may be called then.
#[cfg(target_arch = "x86_64")]
pub(crate) fn is_there() -> bool {
    is_x86_feature_detected!("avx2")
        && is_x86_feature_detected!("bmi1")
        && is_x86_feature_detected!("lzcnt")
        && is_x86_feature_detected!("popcnt")
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,bmi1,lzcnt,popcnt")]
fn run_in_avx2<T: Task>(task: T) -> T::Done {
    task.run()
}
