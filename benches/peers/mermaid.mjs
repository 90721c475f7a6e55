// Mermaid in Chromium: SVG, and PNG as a screenshot.
import { readFileSync } from 'node:fs';
import { browser, shot } from './browser.mjs';
import { compare, donut, flow, line, measure, sequence, timeline, water } from './data.mjs';

const documents = {
  flow,
  sequence,
  donut: `pie showData title ${donut.title}\n${donut.categories.map((name, i) => `  "${name}" : ${donut.values[i]}`).join('\n')}`,
  line: `xychart-beta\n  title "${line.title}"\n  x-axis [${line.categories.join(', ')}]\n  y-axis "Thousands"\n${line.series.map((s) => `  line [${s.values.join(', ')}]`).join('\n')}`,
  timeline: `timeline\n  title ${timeline.title}\n${timeline.items.map(([year, name, text]) => `  ${year} : ${name} - ${text}`).join('\n')}`,
  water: `flowchart LR\n${water.items.map(([name], i) => `  n${i}[${name}] --> n${(i + 1) % water.items.length}`).join('\n')}`,
  compare: `mindmap\n  root((${compare.title}))\n${compare.sides.map(([side, items]) => `    ${side}\n${items.map(([name]) => `      ${name}`).join('\n')}`).join('\n')}`,
};
const { instance, page } = await browser();
await page.setContent('<html><body></body></html>');
await page.addScriptTag({ content: readFileSync(new URL('./node_modules/mermaid/dist/mermaid.min.js', import.meta.url), 'utf8') });
await page.evaluate(() => globalThis.mermaid.initialize({ startOnLoad: false, theme: 'default' }));
let number = 0;
for (const [subject, text] of Object.entries(documents)) {
  const svg = () => { number += 1; return page.evaluate(async (id, source) => (await globalThis.mermaid.render(id, source)).svg, `m${number}`, text); };
  await measure('mermaid', subject, 'svg', svg, { runs: 30, warm: 5 });
  await measure('mermaid', subject, 'png', async () => shot(page, await svg()), { runs: 20, warm: 3 });
}
await instance.close();
