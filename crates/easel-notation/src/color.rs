//! Colours of CSS as the specs write them: `#rrggbb` or an English name.

/// The colour, where it is one that specs can name.
pub(crate) fn css(text: &str) -> Option<String> {
    let text = text.trim().trim_matches(['"', '\'']).trim_end_matches("!important").trim();
    if let Some(digits) = text.strip_prefix('#') {
        return hex(digits);
    }
    let lower = text.to_ascii_lowercase();
    if let Some(inside) = lower.strip_prefix("rgba(").or_else(|| lower.strip_prefix("rgb(")) {
        let mut parts =
            inside.trim_end_matches(')').split([',', ' ', '/']).filter(|p| !p.is_empty());
        let mut channel = || parts.next().and_then(|part| part.trim().parse::<f64>().ok());
        return Some(hex_of([channel()?, channel()?, channel()?]));
    }
    if let Some(inside) = lower.strip_prefix("hsla(").or_else(|| lower.strip_prefix("hsl(")) {
        let mut parts =
            inside.trim_end_matches(')').split([',', ' ', '/']).filter(|p| !p.is_empty());
        let mut number = || {
            let part = parts.next()?.trim().trim_end_matches("deg").trim_end_matches('%');
            part.parse::<f64>().ok()
        };
        return Some(from_hsl([number()?, number()?, number()?]));
    }
    let is_name = (3..=24).contains(&lower.len()) && lower.chars().all(|c| c.is_ascii_lowercase());
    let says_nothing = matches!(
        lower.as_str(),
        "none" | "transparent" | "inherit" | "initial" | "currentcolor" | "unset" | "default"
    );
    (is_name && !says_nothing).then_some(lower)
}

/// The `fill` (or `background`) among declarations such as `fill:#f9f,stroke:#333`.
pub(crate) fn fill(declarations: &str) -> Option<String> {
    declared(declarations, &["fill", "background", "background-color"])
}

/// The last colour that one of the keys is given.
pub(crate) fn declared(declarations: &str, keys: &[&str]) -> Option<String> {
    let mut depth = 0_usize;
    let parts = declarations.split(move |c| {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && matches!(c, ',' | ';')
    });
    let mut found = None;
    for part in parts {
        if let Some((key, value)) = part.split_once(':')
            && keys.contains(&key.trim())
        {
            found = css(value);
        }
    }
    found
}

fn hex(digits: &str) -> Option<String> {
    if !digits.chars().all(|c| c.is_ascii_hexdigit()) {
        return None;
    }
    let lower = digits.to_ascii_lowercase();
    match lower.len() {
        3 | 4 => {
            let doubled: String = lower.chars().take(3).flat_map(|c| [c, c]).collect();
            Some(format!("#{doubled}"))
        }
        6 | 8 => lower.get(..6).map(|rgb| format!("#{rgb}")),
        _ => None,
    }
}

fn hex_of(channels: [f64; 3]) -> String {
    let [r, g, b] = channels.map(|value| value.clamp(0.0, 255.0).round());
    format!("#{:02x}{:02x}{:02x}", to_u8(r), to_u8(g), to_u8(b))
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "float to integer casts saturate"
)]
fn to_u8(value: f64) -> u8 {
    value as u8
}

fn from_hsl([hue, saturation, lightness]: [f64; 3]) -> String {
    let (s, l) = ((saturation / 100.0).clamp(0.0, 1.0), (lightness / 100.0).clamp(0.0, 1.0));
    let reach = s * l.min(1.0 - l);
    let channel = |n: f64| {
        let k = (n + hue / 30.0).rem_euclid(12.0);
        255.0 * (l - reach * (k - 3.0).min(9.0 - k).clamp(-1.0, 1.0))
    };
    hex_of([channel(0.0), channel(8.0), channel(4.0)])
}

/// `h,s,v` of Graphviz, each 0 to 1, as `#rrggbb`.
pub(crate) fn from_hsv([hue, saturation, value]: [f64; 3]) -> String {
    let channel = |n: f64| {
        let k = (n + hue * 6.0).rem_euclid(6.0);
        255.0 * (value - value * saturation * k.min(4.0 - k).clamp(0.0, 1.0))
    };
    hex_of([channel(5.0), channel(3.0), channel(1.0)])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: Option<&str>) {
        assert_eq!(css(text).as_deref(), expect, "{text}");
    }

    #[test]
    fn colours_are_normalised() {
        check("#f9F", Some("#ff99ff"));
        check("#12345678", Some("#123456"));
        check("rgb(255, 0, 10)", Some("#ff000a"));
        check("hsl(120, 100%, 50%)", Some("#00ff00"));
        check("LightBlue", Some("lightblue"));
        check("none", None);
        check("#12", None);
        check("url(#x)", None);
        assert_eq!(fill("stroke:#333,fill:rgb(1,2,3);x:y").as_deref(), Some("#010203"));
        assert_eq!(from_hsv([0.0, 1.0, 1.0]), "#ff0000");
    }
}
