//! How many threads compute where nobody says. Threads are given to the engine in `sd`.

use std::collections::BTreeSet;
use std::num::NonZeroU32;
use std::{fs, thread};

/// The number of threads for one of `workers` workers that share this machine.
///
/// One thread per core: multiplying matrices leaves nothing that a core's second hardware thread
/// could use. ggml's own threads meet after each of the thousands of operations of a step and
/// wait for each other in a loop without sleeping (`ggml_barrier`; no option changes that, the
/// polling level of its thread pools is about the time between steps). As soon as there are more
/// threads than idle cores, some loop in vain while the one they wait for is not let run. A step
/// of 256 × 256 pixels of the test model on two cores:
///
/// | threads            | idle machine | one other busy process | two of them |
/// |--------------------|--------------|------------------------|-------------|
/// | 1                  | 0.84 s       | 0.85 s                 | 1.3 s       |
/// | 2, ggml's own      | 0.47 s       | 8.0 s                  | 14.7 s      |
/// | 2, OpenMP, passive | 0.56 s       | 0.98 s                 | 2.0 s       |
///
/// So one core is left to the server and everything else while threads `spin`. Where the engine
/// is built with OpenMP and `OMP_WAIT_POLICY=PASSIVE`, which the pool sets, threads that wait
/// sleep, and all cores are used. Several workers share the cores.
pub(crate) fn default_threads(cores: u32, workers: u32, spin: bool) -> NonZeroU32 {
    let left_free = u32::from(spin && cores > 1);
    NonZeroU32::new((cores - left_free) / workers.max(1)).unwrap_or(NonZeroU32::MIN)
}

/// Physical cores that this process may use: of the machine, within its affinity and the quota
/// of its container. `guess` is believed where the system does not tell which of its processors
/// share a core.
pub(crate) fn usable_cores(guess: u32) -> u32 {
    let allowed =
        thread::available_parallelism().map_or(1, |n| u32::try_from(n.get()).unwrap_or(u32::MAX));
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let processors = status.lines().find_map(|line| line.strip_prefix("Cpus_allowed_list:"));
    let siblings = |processor: u32| {
        let file = format!("/sys/devices/system/cpu/cpu{processor}/topology/thread_siblings_list");
        fs::read_to_string(file).ok()
    };
    let cores = processors.and_then(|list| distinct_cores(&parse_list(list)?, siblings));
    cores.unwrap_or(guess).min(allowed).max(1)
}

/// How many cores `processors` belong to; `siblings` lists the processors of a processor's core.
fn distinct_cores(processors: &[u32], siblings: impl Fn(u32) -> Option<String>) -> Option<u32> {
    let cores: Option<BTreeSet<String>> =
        processors.iter().map(|&processor| siblings(processor)).collect();
    u32::try_from(cores?.len()).ok().filter(|&cores| cores > 0)
}

/// Numbers like `0-3,8`.
fn parse_list(list: &str) -> Option<Vec<u32>> {
    /// More processors than Linux supports.
    const PROCESSORS_MAX: u32 = 65_536;
    let mut numbers = Vec::new();
    for part in list.trim().split(',') {
        let (first, last) = part.split_once('-').unwrap_or((part, part));
        let (first, last): (u32, u32) = (first.parse().ok()?, last.parse().ok()?);
        if last >= PROCESSORS_MAX {
            return None;
        }
        numbers.extend(first..=last);
    }
    Some(numbers)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_core_is_left_free_while_threads_spin_and_workers_share_the_rest() {
        let cases = [
            ((1, 1, true), 1),
            ((2, 1, true), 1),
            ((2, 1, false), 2),
            ((8, 1, true), 7),
            ((8, 2, true), 3),
            ((8, 2, false), 4),
            ((2, 16, true), 1),
            ((4, 0, false), 4),
        ];
        for ((cores, workers, spin), threads) in cases {
            let found = default_threads(cores, workers, spin).get();
            assert_eq!(found, threads, "{cores} cores, {workers} workers, spin {spin}");
        }
    }

    #[test]
    fn processors_that_share_a_core_count_once() {
        let pairs = |processor: u32| Some(format!("{},{}\n", processor % 4, processor % 4 + 4));
        assert_eq!(distinct_cores(&[0, 1, 2, 3, 4, 5, 6, 7], pairs), Some(4));
        assert_eq!(distinct_cores(&[0, 4], pairs), Some(1));
        assert_eq!(distinct_cores(&[0, 1], |_| None), None);
        assert_eq!(distinct_cores(&[], pairs), None);
    }

    #[test]
    fn lists_of_processors_are_read() {
        assert_eq!(parse_list("\t0-3,8\n"), Some(vec![0, 1, 2, 3, 8]));
        assert_eq!(parse_list("5"), Some(vec![5]));
        for nonsense in ["", "a", "0-", "0-4294967295"] {
            assert_eq!(parse_list(nonsense), None, "{nonsense}");
        }
    }

    #[test]
    fn this_machine_has_at_least_one_core_and_no_more_than_processors() {
        let processors = thread::available_parallelism().unwrap().get();
        let cores = usable_cores(1);
        assert!(cores >= 1 && cores as usize <= processors);
    }
}
