//! How much memory there is, as the system tells it. What is too much is decided where memory is
//! needed.

use std::fs;

/// Bytes of memory that this process occupies; `None` where the system does not tell.
pub(crate) fn resident_bytes() -> Option<u64> {
    kilobytes(&fs::read_to_string("/proc/self/status").ok()?, "VmRSS:")
}

/// Bytes that can be used without swapping, on this machine and in this container; `None` where
/// the system does not tell.
#[cfg(feature = "sd")]
pub(crate) fn available_bytes() -> Option<u64> {
    let machine = fs::read_to_string("/proc/meminfo");
    let machine = machine.ok().and_then(|text| kilobytes(&text, "MemAvailable:"));
    let limit = fs::read_to_string("/sys/fs/cgroup/memory.max").ok();
    let usage = fs::read_to_string("/sys/fs/cgroup/memory.stat").ok();
    let container = limit.zip(usage).and_then(|(limit, usage)| left_in_cgroup(&limit, &usage));
    [machine, container].into_iter().flatten().min()
}

/// What a control group (version 2) may still use. Cached files count as free: they make way.
#[cfg(feature = "sd")]
fn left_in_cgroup(limit: &str, usage: &str) -> Option<u64> {
    // Without a limit the file says "max".
    let limit: u64 = limit.trim().parse().ok()?;
    let used = usage.lines().find_map(|line| line.strip_prefix("anon "))?;
    Some(limit.saturating_sub(used.trim().parse().ok()?))
}

/// The bytes behind `name` in a file with lines like `MemAvailable:   123 kB`.
fn kilobytes(text: &str, name: &str) -> Option<u64> {
    let rest = text.lines().find_map(|line| line.strip_prefix(name))?;
    let number: u64 = rest.trim().strip_suffix("kB")?.trim().parse().ok()?;
    number.checked_mul(1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kilobytes_are_found_by_name_and_nonsense_is_none() {
        let text =
            "MemTotal:  10 kB\nMemAvailable:   2048 kB\nOdd: x kB\nHuge: 18446744073709551615 kB\n";
        assert_eq!(kilobytes(text, "MemAvailable:"), Some(2048 * 1024));
        assert_eq!(kilobytes(text, "Odd:"), None);
        assert_eq!(kilobytes(text, "Huge:"), None);
        assert_eq!(kilobytes(text, "Missing:"), None);
    }

    #[cfg(feature = "sd")]
    #[test]
    fn a_container_with_a_limit_has_less_than_the_machine() {
        let usage = "anon 300\nfile 500\n";
        assert_eq!(left_in_cgroup("1000\n", usage), Some(700));
        assert_eq!(left_in_cgroup("200\n", usage), Some(0));
        assert_eq!(left_in_cgroup("max\n", usage), None);
        assert!(available_bytes().unwrap() > 0);
    }

    #[test]
    fn this_process_occupies_memory() {
        assert!(resident_bytes().unwrap() > 100_000);
    }
}
