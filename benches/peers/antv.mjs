// AntV Infographic: server-side SVG, and PNG in Chromium, because the SVG holds HTML.
import { renderToString } from '@antv/infographic/ssr';
import { browser, shot } from './browser.mjs';
import { SIDE, bar, compare, donut, measure, timeline, water } from './data.mjs';

const item = ([label, desc]) => `    - label ${label}\n      desc ${desc}`;
const size = `\nwidth ${SIDE}\nheight ${SIDE}`;
const documents = {
  bar: `infographic chart-column-simple\ndata\n  title ${bar.title}\n  items\n${bar.categories.map((name, i) => `    - label ${name}\n      value ${bar.values[i]}`).join('\n')}`,
  donut: `infographic chart-pie-donut-plain-text\ndata\n  title ${donut.title}\n  items\n${donut.categories.map((name, i) => `    - label ${name}\n      value ${donut.values[i]}`).join('\n')}`,
  water: `infographic sequence-circular-simple\ndata\n  title ${water.title}\n  items\n${water.items.map(item).join('\n')}`,
  timeline: `infographic sequence-timeline-simple\ndata\n  title ${timeline.title}\n  items\n${timeline.items.map(([year, name, text]) => item([`${year} ${name}`, text])).join('\n')}`,
  compare: `infographic compare-binary-horizontal-badge-card-vs\ndata\n  title ${compare.title}\n  items\n${compare.sides.map(([side, items]) => `    - label ${side}\n      children\n${items.map(([label, desc]) => `        - label ${label}\n          desc ${desc}`).join('\n')}`).join('\n')}`,
};
const { instance, page } = await browser();
await page.setContent('<html><body></body></html>');
for (const [subject, text] of Object.entries(documents)) {
  const svg = () => renderToString(text, { width: SIDE, height: SIDE });
  await measure('antv', subject, 'svg', svg, { runs: 25, warm: 5 });
  await measure('antv', subject, 'png', async () => shot(page, await svg()), { runs: 20, warm: 3 });
}
await instance.close();
