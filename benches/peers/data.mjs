// The eight subjects, and what all engines share: measuring and reporting.
import { writeFileSync, mkdirSync } from 'node:fs';

export const SIDE = 1024;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
export const bar = {
  title: 'Quarterly revenue 2025', subtitle: 'Million euros', unit: 'M€',
  categories: ['Q1', 'Q2', 'Q3', 'Q4'], values: [4.2, 5.1, 4.8, 6.3],
};
export const line = {
  title: 'Active users', subtitle: 'Thousands per month, 2025', categories: months,
  series: [
    { name: 'Web', values: [42, 45, 47, 52, 58, 61, 60, 64, 70, 74, 79, 85] },
    { name: 'iOS', values: [18, 21, 25, 28, 33, 37, 42, 45, 49, 55, 60, 66] },
    { name: 'Android', values: [25, 26, 30, 34, 36, 41, 44, 47, 50, 52, 57, 59] },
  ],
};
export const donut = {
  title: 'Electricity mix', subtitle: 'Share of generation, 2024',
  categories: ['Wind', 'Solar', 'Gas', 'Hydro', 'Nuclear'], values: [31, 22, 19, 16, 12],
};
export const flow = `flowchart TD
  A([Order received]) --> B{Payment ok?}
  B -->|yes| C[Reserve stock]
  B -->|no| D[Notify customer]
  C --> E{In stock?}
  E -->|yes| F[Ship parcel]
  E -->|no| G[Order from supplier]
  G --> F
  F --> H([Send invoice])
  D --> H`;
export const sequence = `sequenceDiagram
  participant U as User
  participant A as App
  participant S as Auth server
  participant R as Resource API
  U->>A: Open app
  A->>S: Authorization request
  S->>U: Show login form
  U->>S: Credentials
  alt valid
    S-->>A: Authorization code
    A->>S: Exchange code
    S-->>A: Access token
    A->>R: GET /profile
    R-->>A: Profile
    A-->>U: Welcome
  else invalid
    S-->>U: Login failed
  end`;
export const water = {
  title: 'The water cycle',
  items: [
    ['Evaporation', 'The sun warms oceans and lakes; water rises as vapour', 'sun'],
    ['Condensation', 'Vapour cools and forms clouds', 'cloud'],
    ['Precipitation', 'Rain, snow and hail fall', 'cloud-rain'],
    ['Collection', 'Rivers and groundwater return it to the sea', 'waves'],
  ],
};
export const timeline = {
  title: 'Milestones in space',
  items: [
    ['1957', 'Sputnik 1', 'First artificial satellite'],
    ['1961', 'Vostok 1', 'First human in space'],
    ['1969', 'Apollo 11', 'First people on the Moon'],
    ['1990', 'Hubble', 'Telescope above the air'],
    ['1998', 'ISS', 'First module in orbit'],
    ['2021', 'James Webb', 'Infrared eye on the early universe'],
  ],
};
export const compare = {
  title: 'Electric vs gasoline cars',
  sides: [
    ['Electric', [['Lower running cost', 'About 4 cents per km'], ['Zero tailpipe CO₂', 'Cleaner air in cities'], ['Quiet and smooth', 'Instant torque']]],
    ['Gasoline', [['Fast refuelling', 'Five minutes for 700 km'], ['Lower purchase price', 'Mature supply chain'], ['Stations everywhere', 'Dense network']]],
  ],
};

const out = process.env.PEERS_OUT;

/** Times `draw` (may be async) and prints one JSON line; keeps the picture of the last run. */
export async function measure(engine, subject, form, draw, { runs = 60, warm = 8 } = {}) {
  let picture;
  for (let i = 0; i < warm; i += 1) picture = await draw();
  const times = [];
  for (let i = 0; i < runs; i += 1) {
    const begin = performance.now();
    picture = await draw();
    times.push(performance.now() - begin);
  }
  times.sort((a, b) => a - b);
  const at = (share) => Number(times[Math.min(runs - 1, Math.floor(share * runs))].toFixed(3));
  console.log(JSON.stringify({ engine, subject, form, p50: at(0.5), p99: at(0.99), bytes: picture.length }));
  if (out) {
    mkdirSync(out, { recursive: true });
    writeFileSync(`${out}/${engine}-${subject}.${form}`, picture);
  }
  return picture;
}
