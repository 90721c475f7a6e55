//! Digits that are no number but a label or part of one: dates, times, ranges, versions, ranks.

use super::digit;

/// Letters after digits that make a name of them in Chinese, Japanese and Korean: years, months,
/// classes, ranks, ages.
const NAMING: &str = "年月日号號時时周週期季级級班组組番代岁歳度后後楼階层組회년월일분주차위호세";

/// The bytes of a date or rank such as `2024年3月`, `1월`, `3年级` at the start of `rest`, whose
/// digits take `end` bytes. Words that follow are no part of it.
pub(super) fn eastern_label(rest: &str, end: usize) -> Option<usize> {
    let mut end = end;
    for _ in 0..4 {
        let c = rest[end..].chars().next().filter(|c| NAMING.contains(*c))?;
        end += c.len_utf8();
        let tail = &rest[end..];
        // "3年级", "2020年度", "1分期", "1분기", "3주차": a second letter of the same name.
        if let Some(next) = tail.chars().next().filter(|n| "级級度生기차期代月".contains(*n))
        {
            end += next.len_utf8();
        }
        let tail = &rest[end..];
        let gap = usize::from(tail.starts_with(' '));
        let digits = tail[gap..].chars().take_while(|c| digit(*c).is_some());
        let length: usize = digits.map(char::len_utf8).sum();
        let named = tail[gap + length..].chars().next().is_some_and(|c| "月日号월일분".contains(c));
        if length == 0 || !named {
            break;
        }
        end += gap + length;
    }
    Some(end)
}

/// The bytes of `..100` behind the first number of a range written with dots.
pub(super) fn dotted_range(tail: &str) -> Option<usize> {
    let after = tail.strip_prefix("..")?;
    let digits = after.trim_start_matches(['.', '+', '-', '−']);
    let count = digits.bytes().take_while(u8::is_ascii_digit).count();
    (count > 0).then(|| tail.len() - digits.len() + count)
}

/// The byte length of a label that begins with digits: a date, time, range, version or `65+`.
/// `end` is where the first number ends.
pub(super) fn label_from_digits(rest: &str, end: usize) -> Option<usize> {
    let tail = &rest[end..];
    let lead = &rest[..end];
    let run = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let next = tail.chars().next()?;
    let after = &tail[next.len_utf8()..];
    let more = run(after);
    match next {
        '+' if !after.starts_with(|c: char| c.is_alphanumeric()) => Some(end + 1),
        // 2024-01-15, 18-24, 2019–2021, 0-10k. A third number makes it a date.
        '-' | '–' if more > 0 => {
            let mut length = end + next.len_utf8() + more;
            // "4.8-5.6"
            let fraction = run(rest[length..].strip_prefix('.').unwrap_or_default());
            if lead.contains('.') && fraction > 0 {
                length += 1 + fraction;
            }
            if rest[length..].starts_with('-') && run(&rest[length + 1..]) > 0 {
                length += 1 + run(&rest[length + 1..]);
            }
            length += clock_after_date(&rest[length..]);
            let glued = rest[length..].bytes().take_while(u8::is_ascii_alphabetic).count();
            let percent = usize::from(rest[length + glued..].starts_with('%'));
            Some(length + glued + percent)
        }
        // 14:30, but not the pair 2020:15.
        ':' if more == 2 && lead.len() <= 2 && run(lead) == lead.len() => {
            let minutes: u32 = after[..2].parse().ok()?;
            let hours: u32 = lead.parse().ok()?;
            (minutes < 60 && hours < 25).then_some(end + 3)
        }
        '/' if more > 0 && after[more..].starts_with('/') => {
            let year = run(&after[more + 1..]);
            let longer =
                after[more + 1 + year..].strip_prefix('/').is_some_and(|rest| run(rest) > 0);
            (year > 0 && !longer).then_some(end + 1 + more + 1 + year)
        }
        '/' if more == 2 && season(lead, &after[..more]) => Some(end + 3),
        '.' if more > 0 => Some(end + 1 + more + version_tail(&after[more..])),
        _ => None,
    }
}

/// "2023/24": a year and the next.
fn season(first: &str, second: &str) -> bool {
    let (first, second): (Option<u32>, Option<u32>) = (first.parse().ok(), second.parse().ok());
    first
        .zip(second)
        .is_some_and(|(first, second)| (1500..2200).contains(&first) && (first + 1) % 100 == second)
}

/// The bytes of `T10:00` behind a date.
fn clock_after_date(tail: &str) -> usize {
    let Some(time) = tail.strip_prefix('T') else { return 0 };
    let shape = |b: &u8| b.is_ascii_digit() || *b == b':';
    let count = time.bytes().take_while(shape).count();
    if count >= 4 && time[..count].contains(':') {
        1 + count + usize::from(time[count..].starts_with('Z'))
    } else {
        0
    }
}

/// The rest of a version or address such as `1.2.3.4` after its second number.
fn version_tail(text: &str) -> usize {
    text.bytes().take_while(|b| b.is_ascii_digit() || *b == b'.').count()
}
