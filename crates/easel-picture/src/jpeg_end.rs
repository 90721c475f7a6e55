//! Whether a JPEG file is whole. The decoder fills missing parts with grey instead of failing,
//! so a cut-off file must be told from its markers.

/// True if the markers of `bytes` can be walked from the start to the end-of-image marker, with
/// at least one scan in between (ITU-T T.81, annex B).
pub(crate) fn is_whole(bytes: &[u8]) -> bool {
    let mut position = 2;
    let mut scans = 0_u32;
    while let Some(marker) = next_marker(bytes, &mut position, scans > 0) {
        match marker {
            0xd9 => return scans > 0,
            // Markers without a body: temporary, restarts, start of image.
            0x01 | 0xd0..=0xd8 => {}
            _ => {
                let Some(&[high, low]) = bytes.get(position..position + 2) else { return false };
                position += usize::from(u16::from_be_bytes([high, low])).max(2);
                if marker == 0xda {
                    scans += 1;
                }
            }
        }
    }
    false
}

/// The next marker at or after `position`, which moves behind it. Between the segments of the
/// head nothing but fill bytes belongs, yet decoders skip other bytes there, and so does this.
fn next_marker(bytes: &[u8], position: &mut usize, in_scan: bool) -> Option<u8> {
    loop {
        let rest = bytes.get(*position..)?;
        let found = rest.iter().position(|byte| *byte == 0xff)?;
        let after = *position + found + 1;
        let code = *bytes.get(after)?;
        *position = after;
        // A stuffed zero is data; a fill byte is followed by the real code.
        let is_data = code == 0 || (in_scan && (0xd0..=0xd7).contains(&code));
        if code == 0xff {
            continue;
        }
        *position = after + 1;
        if !is_data {
            return Some(code);
        }
    }
}
