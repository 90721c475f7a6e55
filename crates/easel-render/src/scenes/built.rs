//! Houses, plants, vehicles and masts: what people built, each around its foot in the middle of
//! the bottom edge, about 100 steps wide, lit from the upper left.

use super::brush::{Brush, Paint};

/// Windows in rows; lit where it is night.
fn windows(
    b: &mut Brush<'_>,
    (x, y): (f64, f64),
    (columns, rows): (u32, u32),
    (step, size): ((f64, f64), (f64, f64)),
) {
    let paint = if b.is_night() { Paint::Lit(0xFFDF8A) } else { Paint::Flat(0xD3ECFA) };
    let mut path = kurbo::BezPath::new();
    for row in 0..rows {
        for column in 0..columns {
            if (row * 7 + column * 5) % 6 == 1 && b.is_night() {
                continue;
            }
            let (left, top) = (x + f64::from(column) * step.0, y + f64::from(row) * step.1);
            path.move_to((left, top));
            path.line_to((left + size.0, top));
            path.line_to((left + size.0, top + size.1));
            path.line_to((left, top + size.1));
            path.close_path();
        }
    }
    b.fill(&path, paint);
}

pub(super) fn house(b: &mut Brush<'_>) {
    b.rect((-36.0, -46.0, 36.0, 0.0), 2.0, Paint::Across(0xFFF6E6, 0xE4D2B8));
    b.rect((16.0, -78.0, 26.0, -56.0), 1.0, Paint::Across(0xC97B5E, 0x9E5842));
    b.path("M-46 -44L0 -80L46 -44L40 -40L-40 -40Z", Paint::Across(0xE0694A, 0xB2442C));
    b.rect((-7.0, -24.0, 9.0, 0.0), 2.0, Paint::Across(0x9C6B45, 0x76492B));
    windows(b, (-28.0, -34.0), (1, 1), ((0.0, 0.0), (14.0, 14.0)));
    windows(b, (16.0, -34.0), (1, 1), ((0.0, 0.0), (14.0, 14.0)));
}

/// A house with solar panels on its roof.
pub(super) fn solar_house(b: &mut Brush<'_>) {
    house(b);
    b.path("M-34 -48L-6 -70L2 -64L-24 -42Z", (0x4C7DD6, 0x2347A0));
    b.line("M-20 -59L-11 -52M-29 -51L-2 -67", 0xA9C4F5, 1.2);
}

pub(super) fn tower(b: &mut Brush<'_>, half: f64, height: f64, (light, shade): (u32, u32)) {
    b.rect((-half, -height, half, 0.0), 3.0, Paint::Across(light, shade));
    b.rect((-half * 0.6, -height - 8.0, half * 0.3, -height), 2.0, shade);
    let columns = 2;
    let step = (half * 2.0 - 8.0) / f64::from(columns);
    let rows = crate::cast::to_usize(height / 21.0).min(8);
    let rows = u32::try_from(rows).unwrap_or(12).saturating_sub(1);
    windows(b, (-half + 6.0, -height + 10.0), (columns, rows), ((step, 19.0), (step - 5.0, 10.0)));
}

pub(super) fn factory(b: &mut Brush<'_>) {
    smoke(b, (-30.0, -96.0));
    smoke(b, (-10.0, -84.0));
    b.path("M-38 0L-35 -88L-25 -88L-22 0Z", Paint::Across(0xD98A6C, 0xA4573F));
    b.path("M-18 0L-15 -76L-5 -76L-2 0Z", Paint::Across(0xD98A6C, 0xA4573F));
    b.rect((-36.2, -82.0, -23.8, -76.0), 0.0, 0xF6E7DA);
    b.rect((-16.2, -70.0, -3.8, -64.0), 0.0, 0xF6E7DA);
    b.path(
        "M-48 0V-40L-24 -54V-40L0 -54V-40L24 -54V-40L48 -54V0Z",
        Paint::Across(0xC9D6E4, 0x8FA3BA),
    );
    b.rect((-48.0, -14.0, 48.0, 0.0), 0.0, Paint::Across(0x7E93AB, 0x5F748D));
    windows(b, (-41.0, -33.0), (4, 1), ((23.0, 0.0), (14.0, 11.0)));
    b.rect((18.0, -14.0, 38.0, 0.0), 1.0, 0x435870);
}

pub(super) fn smoke(b: &mut Brush<'_>, (x, y): (f64, f64)) {
    for (dx, dy, r, veil) in
        [(0.0, 0.0, 6.0, 0.75), (7.0, -9.0, 8.5, 0.6), (18.0, -17.0, 11.0, 0.42)]
    {
        b.disc(x + dx, y + dy, r, Paint::Veil(0xEDF1F5, veil));
    }
}

/// Cooling towers and a chimney.
pub(super) fn power_plant(b: &mut Brush<'_>) {
    smoke(b, (-22.0, -92.0));
    smoke(b, (20.0, -82.0));
    b.path(
        "M-48 0C-36 -30 -36 -56 -42 -84L-4 -84C-10 -56 -10 -30 2 0Z",
        Paint::Across(0xF3F6FA, 0xAEBCCC),
    );
    b.path("M-2 0C8 -26 8 -50 2 -74L36 -74C30 -50 30 -26 42 0Z", Paint::Across(0xE4EAF1, 0x9AABBE));
    b.oval((-23.0, -84.0), (19.0, 4.0), 0xC3CEDA);
    b.oval((19.0, -74.0), (17.0, 3.6), 0xB3C0CE);
    b.rect((-50.0, -22.0, 50.0, 0.0), 2.0, Paint::Across(0x8FA3BA, 0x647A94));
    windows(b, (-42.0, -15.0), (6, 1), ((15.0, 0.0), (8.0, 7.0)));
}

/// A wind turbine; `turn` moves its blades.
pub(super) fn turbine(b: &mut Brush<'_>, turn: f64) {
    b.path("M-3.4 0L-1.4 -100L1.4 -100L3.4 0Z", Paint::Across(0xFFFFFF, 0xB9C6D6));
    for blade in 0..3_u32 {
        let angle = turn + f64::from(blade) * std::f64::consts::TAU / 3.0;
        let place = kurbo::Affine::translate((0.0, -101.0)) * kurbo::Affine::rotate(angle);
        b.placed(place, |b| {
            b.path(
                "M-1.2 0C-4.6 -16 -2.4 -38 0 -52C2 -38 2.6 -16 1.2 0Z",
                Paint::Across(0xFFFFFF, 0xC9D5E3),
            )
        });
    }
    b.disc(0.0, -101.0, 4.0, Paint::Ball(0xFFFFFF, 0xA8B6C8));
}

/// Rows of solar panels.
pub(super) fn solar_field(b: &mut Brush<'_>) {
    for (row, y) in [-34.0, -17.0, 0.0].into_iter().enumerate() {
        let grow = 1.0 + 0.14 * row as f64;
        b.within(kurbo::Point::new(0.0, y), grow, |b| {
            b.line("M-30 -2V3M0 -2V3M30 -2V3", 0x7C8CA0, 2.4);
            b.path("M-46 -2L-38 -18H46L38 -2Z", (0x5F90E6, 0x2347A0));
            b.line("M-42 -10H42M-25 -2L-17 -18M-4 -2L4 -18M17 -2L25 -18", 0xB5CCF7, 1.1);
        });
    }
}

/// A dam with its lake.
pub(super) fn dam(b: &mut Brush<'_>) {
    b.path("M-50 -52C-30 -56 30 -56 50 -52V-30H-50Z", (0x8FD0F0, 0x4FA5DC));
    b.path("M-50 -46C-24 -34 24 -34 50 -46L40 0H-40Z", Paint::Across(0xE9EDF2, 0xA5B2C0));
    b.line("M-50 -46C-24 -34 24 -34 50 -46", 0xFFFFFF, 3.4);
    b.path("M-22 -32H-12L-10 0H-26ZM-4 -31H6V0H-6ZM14 -32H24L28 0H12Z", (0xD9F1FC, 0x5BB3E6));
    b.path("M-46 0C-20 -5 20 -5 46 0Z", (0xE3F5FD, 0x6FBFEA));
}

/// A high-voltage mast.
pub(super) fn pylon(b: &mut Brush<'_>) {
    b.line("M-15 0L-4 -100H4L15 0M-12 -26L9 -48M12 -26L-9 -48M-9 -48L6 -70M9 -48L-6 -70M-24 -86H24M-30 -66H30M-24 -86L-4 -96M24 -86L4 -96M-30 -66L-5 -78M30 -66L5 -78", 0x5F7086, 2.6);
    for (x, y) in [(-22.0, -86.0), (22.0, -86.0), (-28.0, -66.0), (28.0, -66.0)] {
        b.line(&format!("M{x} {y}v7"), 0x8E5B4A, 3.0);
    }
}

/// A transformer station behind a fence.
pub(super) fn substation(b: &mut Brush<'_>) {
    b.rect((-46.0, -6.0, 46.0, 0.0), 1.0, 0xB4BEC9);
    for x in [-28.0, 6.0] {
        b.rect((x, -36.0, x + 26.0, -5.0), 3.0, Paint::Across(0xA5B6C8, 0x6B8098));
        b.line(
            &format!("M{} -30V-10M{} -30V-10M{} -30V-10", x + 6.0, x + 13.0, x + 20.0),
            0x5A6E86,
            2.4,
        );
        for dx in [5.0, 13.0, 21.0] {
            b.rect(
                (x + dx - 2.4, -52.0, x + dx + 2.4, -36.0),
                2.0,
                Paint::Across(0xE7A56B, 0xB26A33),
            );
        }
    }
    b.line("M-40 0V-60H42V0M-40 -60L42 -60", 0x6E7F94, 2.8);
    b.path("M-9 -44L-1 -44L-5 -36L2 -36L-9 -22L-6 -32L-12 -32Z", Paint::Lit(0xFFC93C));
}

pub(super) fn battery(b: &mut Brush<'_>) {
    for x in [-44.0, -14.0, 16.0] {
        b.rect((x, -46.0, x + 26.0, 0.0), 3.0, Paint::Across(0xF1F5F9, 0xB9C5D3));
        b.rect((x + 4.0, -40.0, x + 22.0, -33.0), 1.5, 0x3FA66B);
        b.line(
            &format!(
                "M{} -24H{}M{} -18H{}M{} -12H{}",
                x + 5.0,
                x + 21.0,
                x + 5.0,
                x + 21.0,
                x + 5.0,
                x + 21.0
            ),
            0x8E9DB0,
            1.8,
        );
    }
    b.line("M-44 -52H42", 0x7F8FA3, 3.0);
}

pub(super) fn charger(b: &mut Brush<'_>) {
    b.rect((26.0, -44.0, 44.0, 0.0), 4.0, Paint::Across(0xF4F7FA, 0xB5C2D1));
    b.rect((29.0, -39.0, 41.0, -29.0), 2.0, Paint::Lit(0x53D3A1));
    b.line("M26 -22C14 -22 18 -8 8 -12", 0x3E4C5E, 2.4);
    b.path("M-44 -10C-44 -18 -38 -20 -30 -21L-20 -33C-12 -37 4 -36 10 -32L18 -20C24 -18 25 -14 24 -8H-44Z", (0x5BA8EE, 0x2468B8));
    b.path(
        "M-17 -31L-24 -21H-6V-34C-12 -34 -15 -33 -17 -31ZM-2 -34V-21H12L7 -31C4 -33 1 -34 -2 -34Z",
        0xDDF1FC,
    );
    for x in [-29.0, 9.0] {
        b.disc(x, -7.0, 8.0, 0x2A3442);
        b.disc(x, -7.0, 3.6, 0xC3CEDA);
    }
}

pub(super) fn truck(b: &mut Brush<'_>) {
    b.rect((-50.0, -56.0, 16.0, -12.0), 4.0, Paint::Across(0xFFFFFF, 0xC7D5E5));
    b.rect((-50.0, -30.0, 16.0, -24.0), 0.0, 0xF2913A);
    b.path("M18 -44H34C38 -44 40 -42 42 -39L50 -26V-12H18Z", Paint::Across(0x4E9BEA, 0x2361B0));
    b.path("M24 -39H34C36 -39 37 -38 38 -36L43 -27H24Z", 0xDDF1FC);
    b.rect((-50.0, -14.0, 50.0, -8.0), 2.0, 0x3B4A5E);
    for x in [-34.0, -18.0, 34.0] {
        b.disc(x, -8.0, 8.4, 0x242D3A);
        b.disc(x, -8.0, 3.8, 0xB9C5D3);
    }
}

pub(super) fn ship(b: &mut Brush<'_>) {
    let colors = [0xE5594A, 0xF2B33B, 0x3E8ED0, 0x4FA66B, 0xF2913A];
    for row in 0..3_usize {
        for column in 0..5_usize {
            if row == 2 && column > 2 {
                continue;
            }
            let (x, y) = (-42.0 + 14.0 * column as f64, -34.0 - 11.0 * row as f64);
            let color = colors[(row * 2 + column) % 5];
            b.rect((x, y, x + 13.0, y + 10.0), 1.0, color);
        }
    }
    b.rect((31.0, -60.0, 45.0, -24.0), 2.0, Paint::Across(0xFFFFFF, 0xC7D5E5));
    windows(b, (33.5, -55.0), (2, 2), ((5.0, 8.0), (3.6, 4.0)));
    b.path("M-50 -24H50L42 -2H-38Z", (0x2F5F9E, 0x1E3F70));
    b.path("M-44 -9H45L42 -2H-38Z", 0xC9443A);
    b.path("M-50 0C-44 -5 -38 -5 -32 0C-26 5 -20 5 -14 0C-8 -5 -2 -5 4 0C10 5 16 5 22 0C28 -5 34 -5 40 0C44 3 47 3 50 2V10H-50Z", (0x6FBFEA, 0x3E97D6));
}

pub(super) fn airplane(b: &mut Brush<'_>) {
    b.path("M-46 -46L-58 -68H-47L-30 -50Z", Paint::Across(0xF2913A, 0xC9622A));
    b.path("M-52 -42C-36 -54 30 -56 46 -50C58 -46 60 -40 52 -36C30 -30 -30 -32 -44 -36C-52 -38 -56 -40 -52 -42Z", (0xFFFFFF, 0xBFCEDF));
    b.path("M-4 -38L-32 -12H-19L20 -36Z", (0xC2D0E2, 0x8499B4));
    b.path("M4 -51L-8 -66H0L20 -52Z", 0xAEBFD5);
    b.line("M-28 -44H30", 0x4E83BE, 3.0);
    b.path("M44 -50C54 -47 57 -43 57 -41L45 -43Z", 0x2F4A73);
}

pub(super) fn warehouse(b: &mut Brush<'_>) {
    b.path("M-50 -44L0 -66L50 -44V0H-50Z", Paint::Across(0xE4EAF1, 0xA9B8C9));
    b.path("M-54 -42L0 -67L54 -42V-37L0 -61L-54 -37Z", Paint::Across(0x4E83BE, 0x2B5A96));
    b.rect((-34.0, -34.0, 34.0, 0.0), 1.0, 0x5F748D);
    for (x, y, color) in [
        (-30.0, -14.0, 0xD9A066),
        (-15.0, -14.0, 0xC98B4F),
        (-23.0, -28.0, 0xE0AD74),
        (2.0, -14.0, 0xD9A066),
        (17.0, -14.0, 0xC98B4F),
        (17.0, -28.0, 0xE0AD74),
    ] {
        b.rect((x, y, x + 13.0, y + 13.0), 1.0, color);
        b.rect((x + 5.0, y, x + 8.0, y + 13.0), 0.0, Paint::Veil(0xF6E0BE, 0.8));
    }
}

pub(super) fn shop(b: &mut Brush<'_>) {
    b.rect((-44.0, -62.0, 44.0, 0.0), 3.0, Paint::Across(0xFFF4E0, 0xE2CDAA));
    b.rect(
        (-36.0, -34.0, 8.0, -8.0),
        2.0,
        if b.is_night() { Paint::Lit(0xFFDF8A) } else { Paint::Flat(0xCDEAF8) },
    );
    b.rect((16.0, -36.0, 36.0, 0.0), 2.0, Paint::Across(0x3F8F7A, 0x2B6B5C));
    b.disc(31.0, -18.0, 1.8, 0xF6E0BE);
    b.rect((-46.0, -56.0, 46.0, -50.0), 1.0, 0xC9443A);
    for index in 0..6_u32 {
        let x = -48.0 + 16.0 * f64::from(index);
        let color = if index % 2 == 0 { 0xE5594A } else { 0xFFFFFF };
        b.path(&format!("M{x} -52H{}V-42A8 8 0 0 1 {x} -42Z", x + 16.0), color);
    }
    for (x, color) in [(-30.0, 0xF2913A), (-18.0, 0x4FA66B), (-6.0, 0x3E8ED0)] {
        b.rect((x, -20.0, x + 9.0, -8.0), 1.5, color);
    }
}

/// Open-pit mine with an excavated hill and a cart.
pub(super) fn mine(b: &mut Brush<'_>) {
    b.path("M-52 0C-44 -34 -20 -66 2 -64C26 -62 46 -30 54 0Z", Paint::Across(0xB5977A, 0x7C614B));
    b.path(
        "M-40 -18C-20 -26 18 -28 46 -16M-30 -36C-14 -42 16 -44 34 -34",
        Paint::Veil(0x5F4836, 0.35),
    );
    b.path("M-20 0V-24A17 17 0 0 1 14 -24V0Z", 0x3A2C22);
    b.line("M-20 0V-24A17 17 0 0 1 14 -24V0", 0xC99A62, 5.0);
    b.line("M-10 0L-26 12M4 0L10 12", 0x8796A8, 2.4);
    b.path("M-16 -14H12L8 2H-12Z", (0x8FA3BA, 0x566B84));
    for (x, y, r) in [(-9.0, -16.0, 6.0), (0.0, -18.0, 7.0), (7.0, -15.0, 5.0)] {
        b.disc(x, y, r, Paint::Ball(0xE9C46A, 0xA8742A));
    }
    b.disc(-8.0, 3.0, 4.0, 0x2A3442);
    b.disc(5.0, 3.0, 4.0, 0x2A3442);
}

/// A field with a barn.
pub(super) fn farm(b: &mut Brush<'_>) {
    b.path("M-4 0V-40L20 -62L44 -40V0Z", Paint::Across(0xD9584A, 0xA4362C));
    b.path("M-10 -38L20 -68L50 -38L45 -34L20 -58L-5 -34Z", Paint::Across(0xF3EDE4, 0xC9BFB0));
    b.rect((10.0, -26.0, 30.0, 0.0), 1.0, 0x7E2620);
    b.line("M10 -26L30 0M30 -26L10 0", 0xF3EDE4, 2.4);
    for x in [-46.0, -36.0, -26.0, -16.0] {
        b.line(&format!("M{x} 0V-26"), 0x8FA63A, 2.6);
        b.path(&format!("M{x} -12C{} -14 {} -20 {} -26C{x} -24 {x} -18 {x} -12ZM{x} -20C{} -22 {} -32 {x} -38C{} -32 {} -24 {x} -20Z", x + 7.0, x + 8.0, x + 7.0, x + 5.0, x + 4.0, x - 4.0, x - 5.0), (0xF6D365, 0xD9A02E));
    }
}

pub(super) fn office(b: &mut Brush<'_>) {
    tower(b, 26.0, 92.0, (0xBFD6EC, 0x7C9CC0));
    b.rect((-44.0, -40.0, -22.0, 0.0), 2.0, Paint::Across(0xD9E6F2, 0xA5BBD3));
    windows(b, (-40.0, -34.0), (2, 2), ((9.0, 14.0), (6.0, 8.0)));
    b.rect((-7.0, -14.0, 7.0, 0.0), 1.0, 0x3E5A7E);
}

/// A person with a parcel.
pub(super) fn customer(b: &mut Brush<'_>) {
    b.path("M-13 0L-11 -34H13L15 0H4L1 -22L-2 0Z", (0x3E5A86, 0x2A4066));
    b.path(
        "M-18 -30C-20 -52 -14 -64 0 -64C14 -64 22 -52 20 -30C8 -26 -8 -26 -18 -30Z",
        Paint::Ball(0xF2A65A, 0xC9672A),
    );
    b.disc(0.0, -80.0, 14.0, Paint::Ball(0xF7D2B0, 0xD49A72));
    b.path(
        "M-15 -80C-16 -98 14 -100 15 -82C8 -90 -6 -88 -10 -84C-12 -82 -14 -80 -15 -80Z",
        0x5A3A26,
    );
    b.rect((-2.0, -50.0, 30.0, -24.0), 2.0, (0xE0AD74, 0xB98048));
    b.rect((11.0, -50.0, 17.0, -24.0), 0.0, Paint::Veil(0xF6E0BE, 0.9));
    b.line("M-16 -50C-14 -38 -8 -34 2 -32", 0xE39650, 7.0);
    b.disc(3.0, -32.0, 4.4, 0xF1C39C);
}

pub(super) fn recycling(b: &mut Brush<'_>) {
    b.path("M-26 -50H26L21 0H-21Z", Paint::Across(0x6CC08A, 0x2F8A5A));
    b.rect((-31.0, -58.0, 31.0, -48.0), 3.0, Paint::Across(0x86D3A0, 0x3FA06C));
    b.rect((-9.0, -64.0, 9.0, -58.0), 2.0, 0x3FA06C);
    for turn in 0..3_u32 {
        let place = kurbo::Affine::translate((0.0, -25.0))
            * kurbo::Affine::rotate(f64::from(turn) * std::f64::consts::TAU / 3.0);
        b.placed(place, |b| {
            b.path("M-7 -12L0 -17L9 -7L12 -9L10 2L0 -2L3 -4L-1 -10L-4 -7Z", 0xF1FBF4)
        });
    }
}
