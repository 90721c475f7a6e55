//! How much memory there is, as the system tells it. What is too much is decided where memory is
//! needed.

use std::fs;

/// Bytes of memory that this process occupies; `None` where the system does not tell.
pub(crate) fn resident_bytes() -> Option<u64> {
    kilobytes(&fs::read_to_string("/proc/self/status").ok()?, "VmRSS:")
}

/// Bytes that can be used without swapping; `None` where the system does not tell.
#[cfg(feature = "sd")]
pub(crate) fn available_bytes() -> Option<u64> {
    kilobytes(&fs::read_to_string("/proc/meminfo").ok()?, "MemAvailable:")
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

    #[test]
    fn this_process_occupies_memory() {
        assert!(resident_bytes().unwrap() > 100_000);
    }
}
