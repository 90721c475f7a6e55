//! Plants and animals, friendly and simple, each in a grid of 100 x 100 with its feet at 90,
//! looking to the right.

use super::brush::{Brush, Paint};

type Draw = fn(&mut Brush<'_>);

/// How the thing that a part of a food chain names is drawn.
pub(super) fn draw_of(part: &str) -> Option<Draw> {
    Some(match part {
        "sun" => sun,
        "grass" => grass,
        "flower" => flower,
        "algae" => algae,
        "caterpillar" => caterpillar,
        "grasshopper" => grasshopper,
        "mouse" => mouse,
        "rabbit" => rabbit,
        "frog" => frog,
        "snake" => snake,
        "bird" => bird,
        "hawk" => hawk,
        "owl" => owl,
        "fox" => fox,
        "krill" => krill,
        "fish" => fish,
        "big_fish" => big_fish,
        "shark" => shark,
        "seal" => seal,
        "mushroom" => mushroom,
        _ => return None,
    })
}

fn eye(b: &mut Brush<'_>, x: f64, y: f64, size: f64) {
    b.disc(x, y, size, 0xFFFFFF);
    b.disc(x + size * 0.25, y, size * 0.58, 0x1E2433);
    b.disc(x + size * 0.42, y - size * 0.25, size * 0.2, 0xFFFFFF);
}

fn sun(b: &mut Brush<'_>) {
    b.disc(50.0, 50.0, 50.0, Paint::Glow(0xFFD873, 0.8));
    b.disc(50.0, 50.0, 28.0, Paint::LitBall(0xFFEE9E, 0xFBA91F));
}

fn grass(b: &mut Brush<'_>) {
    b.path(
        "M18 90C16 66 10 48 2 36C18 44 26 58 30 74C30 48 26 26 16 10C34 24 40 46 42 68\
         C44 40 50 18 60 4C58 26 56 46 58 66C62 46 70 30 84 18C76 36 72 54 72 72\
         C78 58 86 48 98 42C90 56 84 72 84 90Z",
        (0x9BD567, 0x3E9142),
    );
    b.path(
        "M30 90C30 70 30 56 26 42C36 56 40 72 40 90ZM54 90C54 70 56 52 62 36C62 56 62 74 64 90Z",
        Paint::Veil(0xD5F09A, 0.6),
    );
}

fn flower(b: &mut Brush<'_>) {
    b.line("M50 90C50 72 48 60 50 44", 0x4A9A44, 5.0);
    b.path(
        "M50 80C34 80 24 70 20 56C38 58 48 66 50 80ZM50 72C62 72 74 64 80 50C64 50 52 58 50 72Z",
        (0x8CCF62, 0x4A9A44),
    );
    for step in 0..8_u32 {
        let angle = f64::from(step) * std::f64::consts::FRAC_PI_4;
        let (x, y) = (50.0 + 17.0 * angle.cos(), 30.0 + 17.0 * angle.sin());
        b.disc(x, y, 9.5, Paint::Ball(0xFFF0A8, 0xF7B733));
    }
    b.disc(50.0, 30.0, 12.0, Paint::Ball(0xB9783F, 0x6E3F1E));
}

fn algae(b: &mut Brush<'_>) {
    b.path(
        "M34 92C26 76 38 66 30 50C24 38 30 26 38 14C38 28 44 36 42 50C40 66 46 76 44 92Z",
        (0x8FD694, 0x2E8B6F),
    );
    b.path(
        "M52 92C62 74 50 62 58 46C62 34 58 22 52 6C70 20 74 38 70 52C64 68 70 78 62 92Z",
        (0x6CC39A, 0x1F7A66),
    );
    b.path(
        "M20 92C12 80 20 70 16 58C26 66 32 78 30 92ZM74 92C78 80 86 74 88 62C94 74 88 84 84 92Z",
        (0xA6DD8C, 0x3F9A60),
    );
    for (x, y, r) in [(18.0, 30.0, 4.0), (84.0, 30.0, 5.0), (80.0, 14.0, 3.0), (24.0, 12.0, 3.0)] {
        b.disc(x, y, r, Paint::Ball(0xC9F2B4, 0x57AE6B));
    }
}

fn caterpillar(b: &mut Brush<'_>) {
    for (x, y) in [(16.0, 78.0), (30.0, 72.0), (45.0, 74.0), (60.0, 78.0)] {
        b.line(&format!("M{x} {y}v12"), 0x4F7F2E, 4.0);
        b.disc(x, y, 13.0, Paint::Ball(0xC8E86B, 0x6FA83A));
    }
    b.line("M74 58C74 48 72 44 66 42M84 58C86 48 88 44 94 44", 0x3F5F2A, 2.4);
    b.disc(78.0, 70.0, 17.0, Paint::Ball(0xD6F07E, 0x7DB63F));
    eye(b, 84.0, 66.0, 5.0);
    eye(b, 73.0, 66.0, 5.0);
    b.line("M74 77C78 81 82 81 86 77", 0x3F5F2A, 2.0);
}

fn grasshopper(b: &mut Brush<'_>) {
    b.line("M46 72L28 40L10 88", 0x4D8B33, 5.0);
    b.line("M60 76L52 90M74 76L82 90", 0x4D8B33, 3.6);
    b.path(
        "M10 70C24 56 52 52 78 58C88 60 94 66 92 74C86 82 66 84 48 82C30 80 18 76 10 70Z",
        (0xA8D85C, 0x5C9E3A),
    );
    b.path("M8 66C24 52 46 50 64 58C48 68 26 72 8 66Z", (0xD3EE97, 0x86BF4C));
    b.line("M84 58C84 44 78 34 66 28M88 58C92 44 96 38 100 34", 0x4D8B33, 2.2);
    b.disc(85.0, 66.0, 11.0, Paint::Ball(0xBBE36F, 0x679F3C));
    eye(b, 87.0, 63.0, 4.6);
}

fn mouse(b: &mut Brush<'_>) {
    b.line("M22 80C6 82 2 68 10 60C16 54 8 46 2 50", 0xE0A5A0, 3.4);
    b.path("M20 84C14 62 32 44 54 48C70 50 80 60 84 68C92 70 96 74 98 78C94 86 84 88 76 88L26 88C22 88 20 86 20 84Z", Paint::Ball(0xC9B8A8, 0x84705F));
    b.disc(60.0, 46.0, 12.0, Paint::Ball(0xD8C9BA, 0x95806F));
    b.disc(60.0, 47.0, 7.0, 0xEBB9B2);
    b.disc(73.0, 50.0, 9.0, Paint::Ball(0xD8C9BA, 0x95806F));
    b.disc(97.0, 77.0, 3.4, 0xD9807E);
    eye(b, 82.0, 68.0, 4.4);
    b.line("M84 80L98 86M84 82L94 90", 0x6E5B4C, 1.2);
    b.oval((38.0, 88.0), (9.0, 3.4), 0xE0A5A0);
    b.oval((72.0, 88.0), (8.0, 3.0), 0xE0A5A0);
}

fn rabbit(b: &mut Brush<'_>) {
    b.path(
        "M60 40C50 24 48 8 54 4C62 2 68 18 68 36ZM72 36C72 20 78 6 84 8C90 12 86 28 78 40Z",
        (0xD9C3A5, 0xB0906C),
    );
    b.path(
        "M61 36C56 24 54 12 57 10C62 12 64 24 65 34ZM74 34C76 24 79 14 82 14C84 20 80 30 77 36Z",
        0xEFC3B4,
    );
    b.disc(14.0, 70.0, 9.0, Paint::Ball(0xFFFFFF, 0xE3D8CC));
    b.path("M14 84C10 60 30 46 50 52C54 44 60 38 70 36C84 36 92 46 90 58C88 66 82 70 76 70C78 78 78 84 76 90L26 90C18 90 15 88 14 84Z", Paint::Ball(0xE2CFB4, 0xA9865F));
    b.path(
        "M58 66C64 70 72 72 76 70C78 78 78 84 76 90L64 90C66 82 62 74 58 66Z",
        Paint::Veil(0xFFF7EA, 0.7),
    );
    b.oval((40.0, 88.0), (16.0, 4.5), 0xD9C3A5);
    eye(b, 78.0, 50.0, 4.8);
    b.disc(90.5, 57.0, 2.6, 0xC9706A);
    b.line("M88 62C85 65 82 65 80 64", 0x7A5C40, 1.6);
}

fn frog(b: &mut Brush<'_>) {
    b.path("M20 88C6 86 4 70 18 62C30 56 40 66 38 80L44 90L12 90Z", (0x74B84E, 0x3F8638));
    b.path(
        "M18 78C18 52 40 38 64 42C84 44 96 54 94 66C92 78 76 84 58 84C40 86 22 86 18 78Z",
        Paint::Ball(0xA6DC62, 0x4E9A3C),
    );
    b.path("M94 66C92 78 76 84 58 84C68 80 84 76 94 66Z", Paint::Veil(0xF3F7C6, 0.9));
    b.disc(66.0, 40.0, 12.0, Paint::Ball(0xA6DC62, 0x5BA544));
    b.disc(82.0, 43.0, 11.0, Paint::Ball(0xA6DC62, 0x5BA544));
    eye(b, 67.0, 38.0, 7.0);
    eye(b, 83.0, 41.0, 6.4);
    b.line("M66 66C76 68 86 66 93 60", 0x2F6B2C, 2.4);
    b.line("M66 80C66 86 70 90 78 90M52 82C50 88 54 90 60 90", 0x5BA544, 6.0);
    b.disc(38.0, 58.0, 3.6, Paint::Veil(0x3F8638, 0.5));
    b.disc(48.0, 52.0, 2.6, Paint::Veil(0x3F8638, 0.5));
    b.disc(30.0, 66.0, 2.6, Paint::Veil(0x3F8638, 0.5));
}

fn snake(b: &mut Brush<'_>) {
    b.line("M6 84C22 94 40 88 40 76C40 64 18 66 20 54C22 42 54 44 58 58C62 74 76 76 78 60C80 46 74 40 76 30", 0x4F8A46, 15.0);
    b.line("M6 84C22 94 40 88 40 76C40 64 18 66 20 54C22 42 54 44 58 58C62 74 76 76 78 60C80 46 74 40 76 30", 0x83B95A, 10.0);
    b.line(
        "M12 86C22 91 36 86 36 77M22 52C28 44 50 46 55 58M60 66C66 74 74 70 75 58",
        0xD9C75C,
        3.0,
    );
    b.path(
        "M66 30C64 18 74 12 84 14C94 16 98 24 94 30C90 36 74 40 66 30Z",
        Paint::Ball(0xA6CF6E, 0x4F8A46),
    );
    eye(b, 82.0, 22.0, 4.6);
    b.line("M94 28L100 30M100 30L104 27M100 30L104 33", 0xD0453E, 1.8);
}

fn bird(b: &mut Brush<'_>) {
    b.line("M46 76L44 90M58 76L60 90", 0xC77E2B, 3.0);
    b.path("M22 62L2 74L10 56Z", (0x4B86C9, 0x2E5F9E));
    b.path(
        "M12 60C24 44 40 34 60 32C66 18 88 18 90 36C92 60 78 80 54 80C34 80 20 72 12 60Z",
        Paint::Ball(0x7FB7EA, 0x2F6DB5),
    );
    b.path(
        "M58 80C78 78 90 60 88 44C80 58 70 66 56 68C52 74 52 78 58 80Z",
        Paint::Veil(0xFFF3D8, 0.92),
    );
    b.path("M24 58C34 46 52 46 62 54C54 68 36 70 24 58Z", (0x5D97D8, 0x28599A));
    b.path("M89 34L102 39L89 43Z", 0xF2A93B);
    eye(b, 79.0, 34.0, 4.8);
}

fn hawk(b: &mut Brush<'_>) {
    b.path("M52 50C40 24 20 10 0 10C4 18 6 20 12 24C8 26 8 28 16 32C14 34 16 38 22 40C22 44 26 48 34 50C38 56 46 58 52 58Z", (0xA9754A, 0x6B4426));
    b.path("M54 48C58 26 70 10 90 4C90 12 88 16 86 20C90 20 90 24 84 28C88 30 84 34 80 36C82 40 78 44 72 46C70 52 62 56 56 56Z", (0x8E5F3A, 0x583720));
    b.path("M20 84L6 92L14 94L22 98L30 88Z", (0x8E5F3A, 0x583720));
    b.path(
        "M18 86C26 68 40 52 60 48C68 38 86 38 90 50C92 60 84 66 74 68C60 82 38 92 18 86Z",
        Paint::Ball(0xB98352, 0x6B4426),
    );
    b.path(
        "M30 84C46 80 62 72 72 64C66 60 58 60 50 64C40 70 34 78 30 84Z",
        Paint::Veil(0xF6E6CC, 0.9),
    );
    b.path("M68 48C74 40 88 42 90 52C86 58 74 58 68 48Z", Paint::Veil(0xF6E6CC, 0.95));
    b.path("M89 49C97 49 101 55 98 62C95 57 91 57 88 57Z", 0xF2B33B);
    eye(b, 82.0, 50.0, 4.0);
    b.line("M74 44L84 46", 0x4A2E1A, 2.2);
    b.line("M46 80L50 92M54 76L60 86", 0xE0A23A, 3.4);
}

fn owl(b: &mut Brush<'_>) {
    b.path(
        "M22 30L24 8L40 20C46 18 54 18 60 20L76 8L78 30C88 56 80 90 50 90C20 90 12 56 22 30Z",
        Paint::Ball(0xC08D5C, 0x6F4929),
    );
    b.path(
        "M34 58C40 52 60 52 66 58C70 74 62 86 50 86C38 86 30 74 34 58Z",
        Paint::Veil(0xF3DFC1, 0.9),
    );
    b.path(
        "M20 44C14 60 18 76 30 84C32 68 30 54 20 44ZM80 44C86 60 82 76 70 84C68 68 70 54 80 44Z",
        0x6F4929,
    );
    b.disc(36.0, 38.0, 14.0, 0xF8EBD5);
    b.disc(64.0, 38.0, 14.0, 0xF8EBD5);
    for x in [36.0, 64.0] {
        b.disc(x, 38.0, 9.5, 0xF2B33B);
        b.disc(x, 38.0, 5.4, 0x241A14);
        b.disc(x + 2.0, 36.0, 1.8, 0xFFFFFF);
    }
    b.path("M45 46L55 46L50 57Z", 0xE08E2B);
    b.line("M40 90V94M46 90V94M54 90V94M60 90V94", 0xE0A23A, 3.4);
}

fn fox(b: &mut Brush<'_>) {
    b.path("M26 72C8 76 -2 62 2 44C10 56 22 56 32 62Z", (0xE9843A, 0xC45D20));
    b.path("M2 44C1 52 2 58 6 63C8 58 12 56 15 56C9 54 5 50 2 44Z", 0xFFF4E6);
    b.path("M24 64C34 52 54 54 66 58L76 66L74 90L66 90L62 74L40 76L38 90L30 90L26 76C22 72 22 68 24 64Z", (0xF09A4A, 0xC9622A));
    b.line("M34 84V90M70 84V90", 0x4A2A1C, 7.0);
    b.path("M60 46L58 24L72 34C76 33 80 33 84 34L96 24L95 46C98 54 96 62 88 66C84 70 76 72 70 66C62 62 58 54 60 46Z", Paint::Ball(0xF7A659, 0xCB6328));
    b.path("M70 66C64 62 62 58 62 54C68 56 74 58 78 62C82 58 88 56 94 54C94 58 92 62 88 66C84 71 76 72 70 66Z", 0xFFF4E6);
    b.path("M61 42L60 29L68 35ZM94 42L94 29L87 35Z", 0x5A3322);
    b.disc(79.0, 67.0, 3.6, 0x2A1C18);
    b.disc(71.0, 51.0, 3.4, 0x2A1C18);
    b.disc(87.0, 51.0, 3.4, 0x2A1C18);
}

fn krill(b: &mut Brush<'_>) {
    b.line("M86 42C98 34 104 34 110 38M86 46C98 44 104 46 108 50", 0xE08873, 1.8);
    b.line("M40 64L34 82M50 64L46 84M60 62L58 82M70 58L70 78", 0xE59A86, 3.0);
    b.path(
        "M8 74C16 56 34 42 58 36C76 32 92 36 92 46C92 58 74 66 54 66C36 68 24 72 18 86Z",
        (0xFFC4AE, 0xE27D68),
    );
    b.path("M18 86L4 92L4 70Z", 0xE59A86);
    b.line(
        "M34 54C38 60 38 64 36 68M46 46C52 54 52 62 50 66M60 40C66 48 66 58 64 64",
        0xD46B57,
        2.0,
    );
    eye(b, 84.0, 44.0, 4.6);
}

fn fish_shape(b: &mut Brush<'_>, (back, belly): (u32, u32), fin: u32) {
    b.path("M26 50L4 32C8 44 8 56 4 68Z", fin);
    b.path(
        "M44 34C50 22 60 20 70 24C68 30 66 34 62 38ZM50 66C52 74 58 78 66 78C66 72 64 68 60 64Z",
        fin,
    );
    b.path(
        "M20 50C32 32 52 26 70 30C86 34 96 44 98 52C94 62 82 70 66 72C48 74 32 66 20 50Z",
        (back, belly),
    );
    b.path(
        "M28 52C44 62 70 66 96 54C92 62 82 70 66 72C48 74 36 66 28 52Z",
        Paint::Veil(0xFFFFFF, 0.35),
    );
    b.line("M74 38C70 46 70 56 74 64", fin, 2.2);
    b.path("M50 50C58 48 64 52 66 58C58 60 52 56 50 50Z", fin);
    eye(b, 85.0, 46.0, 4.8);
}

fn fish(b: &mut Brush<'_>) {
    fish_shape(b, (0xFFB45C, 0xF07E3A), 0xE0662B);
}

fn big_fish(b: &mut Brush<'_>) {
    fish_shape(b, (0x6FA7D6, 0x9DB9CC), 0x3F78AE);
}

fn shark(b: &mut Brush<'_>) {
    b.path("M20 52L0 26C2 42 4 52 2 72C8 66 14 60 20 56Z", (0x8096AA, 0x5A7086));
    b.path("M44 36L50 12C58 18 64 26 66 36Z", (0x8096AA, 0x5A7086));
    b.path(
        "M14 54C32 36 58 30 80 38C92 42 100 48 102 52C98 60 86 66 72 68C50 72 30 66 14 54Z",
        (0x8DA4B8, 0x5F768C),
    );
    b.path(
        "M14 54C40 62 70 60 102 52C98 60 86 66 72 68C50 72 30 66 14 54Z",
        Paint::Veil(0xF1F6FA, 0.85),
    );
    b.path("M56 62L46 82C56 80 66 74 70 66Z", (0x7C92A6, 0x566B80));
    b.line("M70 46C68 50 68 54 70 58M75 46C73 50 73 54 75 58", 0x4F6478, 1.8);
    b.disc(88.0, 47.0, 2.8, 0x1E2433);
    b.line("M100 55C94 59 88 60 84 59", 0x4F6478, 1.8);
}

fn seal(b: &mut Brush<'_>) {
    b.path("M4 84C10 76 16 74 24 76L14 66C10 64 6 66 2 70Z", 0x5E6E80);
    b.path("M10 76C30 60 48 56 60 40C66 24 88 20 94 36C98 44 96 50 90 54C84 68 80 84 66 90L30 90C20 90 12 84 10 76Z", Paint::Ball(0xA5B5C4, 0x5A6B7D));
    b.path("M62 80C66 88 76 92 86 90C82 84 78 78 72 74Z", 0x56677A);
    b.disc(97.0, 42.0, 3.4, 0x252C36);
    b.line("M92 48L104 50M92 50L102 55", 0x3F4C5A, 1.2);
    eye(b, 84.0, 36.0, 4.8);
}

fn mushroom(b: &mut Brush<'_>) {
    b.path("M38 90C42 74 40 62 38 52L62 52C60 62 60 76 64 90Z", Paint::Across(0xFFF6E6, 0xD9C4A4));
    b.path(
        "M10 54C10 26 32 12 50 12C70 12 90 28 90 54C70 62 30 62 10 54Z",
        Paint::Ball(0xEC7563, 0xAE2F2B),
    );
    for (x, y, rx, ry) in [
        (36.0, 30.0, 7.0, 6.0),
        (60.0, 24.0, 6.0, 5.0),
        (72.0, 42.0, 6.5, 6.0),
        (24.0, 46.0, 5.0, 4.5),
        (50.0, 46.0, 6.0, 5.0),
    ] {
        b.oval((x, y), (rx, ry), Paint::Veil(0xFFF7EE, 0.95));
    }
    b.path("M78 90C80 82 79 76 78 72L88 72C87 78 88 84 90 90Z", 0xF3E3C8);
    b.path("M68 74C70 62 96 62 98 74C90 78 76 78 68 74Z", Paint::Ball(0xEC8A63, 0xB5482B));
}
