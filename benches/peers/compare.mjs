// Draws the typical case of each kind of our corpus with the engine that does that kind best, for the
// sheets in docs/gallery/compare. `node build/compare.mjs OUT`; needs Chromium.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { renderToString } from '@antv/infographic/ssr';
import * as echarts from 'echarts';
import { browser, shot } from './browser.mjs';
import { SIDE } from './data.mjs';

const [out] = process.argv.slice(2);
const corpus = new URL('../../../crates/easel-render/tests/corpus/', import.meta.url);
const spec = (kind) => {
  const file = new URL(`${kind}/typical.json`, corpus);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
};

const size = 20;
const axis = { axisLabel: { fontSize: size }, nameTextStyle: { fontSize: size } };
const named = (s) => s.series[0].values.map((value, i) => ({ name: s.categories[i], value }));
const parts = (list) => list.map((p) => ({ name: p.name, value: p.value, children: p.parts ? parts(p.parts) : undefined }));
const lines = (type, extra = {}) => (s) => {
  const category = { type: 'category', data: s.categories, ...axis };
  const value = { type: 'value', ...axis };
  const flat = s.orientation === 'horizontal';
  return { xAxis: flat ? value : category, yAxis: flat ? category : value, legend: legend(s), series: s.series.map((r) => ({ type: r.kind === 'area' ? 'line' : (r.kind ?? type), name: r.name, data: r.values, stack: s.stacked || s.normalized ? 'all' : undefined, label: { show: type === 'bar', fontSize: size }, ...extra })) };
};
const legend = (s) => (s.series.length > 1 ? { top: 110, textStyle: { fontSize: size } } : undefined);
const xy = (type) => (s) => ({ xAxis: { type: 'value', ...axis }, yAxis: { type: 'value', ...axis }, legend: legend(s), series: s.series.map((r) => ({ type, name: r.name, data: r.points, symbolSize: type === 'scatter' && r.points[0]?.[2] ? (p) => Math.sqrt(p[2]) * 4 : 16 })) });
const whole = (type, extra) => (s) => ({ series: [{ type, top: 130, data: named(s), label: { show: true, fontSize: size, formatter: '{b}\n{c}' }, ...extra }] });
const options = {
  bar: lines('bar'), line: lines('line'), area: lines('line', { areaStyle: {} }), combo: lines('bar'), scatter: xy('scatter'), bubble: xy('scatter'),
  pie: whole('pie', { radius: '62%' }), donut: whole('pie', { radius: ['40%', '62%'] }), funnel: whole('funnel', { bottom: 60 }), rose: whole('pie', { radius: [60, 330], roseType: 'area' }),
  radar: (s) => ({ legend: legend(s), radar: { top: 150, radius: '60%', axisName: { fontSize: size }, indicator: s.categories.map((name) => ({ name })) }, series: [{ type: 'radar', data: s.series.map((r) => ({ name: r.name, value: r.values })) }] }),
  gauge: (s) => ({ series: [{ type: 'gauge', min: s.y_min ?? 0, max: s.y_max ?? 100, data: [{ value: s.series[0].values[0], name: s.categories[0] }], progress: { show: true, width: 24 }, axisLine: { lineStyle: { width: 24 } } }] }),
  treemap: (s) => ({ series: [{ type: 'treemap', top: 130, data: s.parts ? parts(s.parts) : named(s), label: { fontSize: size } }] }),
  sunburst: (s) => ({ series: [{ type: 'sunburst', radius: ['12%', '70%'], data: parts(s.parts), label: { fontSize: 16 } }] }),
  sankey: (s) => ({ series: [{ type: 'sankey', top: 130, right: 160, label: { fontSize: size }, data: [...new Set(s.links.flatMap((l) => [l.from, l.to]))].map((name) => ({ name })), links: s.links.map((l) => ({ source: l.from, target: l.to, value: l.value })) }] }),
  heatmap: (s) => ({ xAxis: { type: 'category', data: s.categories, ...axis }, yAxis: { type: 'category', data: s.series.map((r) => r.name), ...axis }, visualMap: { min: Math.min(...s.series.flatMap((r) => r.values)), max: Math.max(...s.series.flatMap((r) => r.values)), orient: 'horizontal', left: 'center', bottom: 10 }, series: [{ type: 'heatmap', label: { show: true, fontSize: size }, data: s.series.flatMap((r, y) => r.values.map((v, x) => [x, y, v])) }] }),
  boxplot: (s) => ({ xAxis: { type: 'category', data: s.categories, ...axis }, yAxis: { type: 'value', ...axis }, series: s.series.map((r) => ({ type: 'boxplot', data: r.points ?? r.samples?.map((list) => { const l = [...list].sort((a, b) => a - b); const q = (p) => l[Math.round(p * (l.length - 1))]; return [l[0], q(0.25), q(0.5), q(0.75), l.at(-1)]; }) })) }),
  candlestick: (s) => ({ xAxis: { type: 'category', data: s.categories, ...axis }, yAxis: { type: 'value', scale: true, ...axis }, series: [{ type: 'candlestick', data: s.series[0].points.map(([o, h, l, c]) => [o, c, l, h]) }] }),
  calendar: (s) => ({ visualMap: { min: 0, max: Math.max(...s.series[0].values), orient: 'horizontal', left: 'center', bottom: 20 }, calendar: { top: 200, range: [s.categories[0], s.categories.at(-1)], cellSize: 'auto' }, series: [{ type: 'heatmap', coordinateSystem: 'calendar', data: s.categories.map((d, i) => [d, s.series[0].values[i]]) }] }),
};
const chart = (kind, s) => {
  const instance = echarts.init(null, null, { renderer: 'svg', ssr: true, width: SIDE, height: SIDE });
  instance.setOption({ backgroundColor: '#fff', animation: false, title: { text: s.title, subtext: s.subtitle, left: 'center', top: 24, textStyle: { fontSize: 38 }, subtextStyle: { fontSize: 22 } }, grid: { top: 170, left: 60, right: 60, bottom: 60, containLabel: true }, ...options[kind](s) });
  const svg = instance.renderToSVGString();
  instance.dispose();
  return svg;
};

const q = (text) => `"${String(text ?? '').replaceAll('"', "'")}"`;
const id = (text) => String(text).replace(/[^A-Za-z0-9_]/g, '_');
const label = (s, node) => s.nodes.find((n) => n.id === node)?.label || node;
const tree = (s) => {
  const inner = new Set(s.edges.map((e) => e.to));
  const walk = (node, depth) => [`${'  '.repeat(depth)}${id(node)}[${q(label(s, node))}]`, ...s.edges.filter((e) => e.from === node).flatMap((e) => walk(e.to, depth + 1))];
  return walk(s.nodes.find((n) => !inner.has(n.id)).id, 1);
};
const flow = (s) => {
  const shapes = { diamond: ['{', '}'], stadium: ['([', '])'], circle: ['((', '))'], cylinder: ['[(', ')]'], hexagon: ['{{', '}}'] };
  const box = (n) => { const [a, b] = shapes[n.shape] ?? ['[', ']']; return `  ${id(n.id)}${a}${q(n.label || n.id)}${b}`; };
  const groups = s.groups ?? [];
  const inside = new Set(groups.flatMap((g) => g.nodes));
  return ['flowchart TD', ...s.nodes.filter((n) => !inside.has(n.id)).map(box),
    ...groups.flatMap((g, i) => [`  subgraph g${i}[${q(g.label)}]`, ...s.nodes.filter((n) => g.nodes.includes(n.id)).map(box), '  end']),
    ...s.edges.map((e) => `  ${id(e.from)} -->${e.label ? `|${q(e.label)}|` : ''} ${id(e.to)}`)].join('\n');
};
const steps = (list) => list.flatMap((t) => {
  if (t.step === 'message') return [`${id(t.from)}${t.line === 'dashed' ? '-->>' : '->>'}${id(t.to)}: ${t.label ?? ' '}`];
  if (t.step === 'remark') return [`Note over ${t.nodes.map(id).join(',')}: ${t.text}`];
  if (t.step !== 'fragment') return [];
  const next = { alt: 'else', par: 'and', critical: 'option' }[t.kind] ?? 'else';
  return [...t.sections.flatMap((c, i) => [`${i ? next : t.kind} ${c.label ?? ''}`, ...steps(c.steps)]), 'end'];
});
const mermaid = {
  flowchart: flow, network: flow, block: flow, swimlane: flow, architecture: flow,
  sequence: (s) => ['sequenceDiagram', ...s.nodes.map((n) => `participant ${id(n.id)} as ${n.label || n.id}`), ...steps(s.steps ?? s.edges.map((e) => ({ step: 'message', ...e })))].join('\n'),
  class: (s) => ['classDiagram', ...s.nodes.flatMap((n) => [`class ${id(n.id)} {`, ...(n.members ?? []), ...(n.methods ?? []), '}']), ...s.edges.map((e) => `${id(e.from)} ${e.to_mark === 'triangle' ? '--|>' : '-->'} ${id(e.to)}${e.label ? ` : ${e.label}` : ''}`)].join('\n'),
  state: (s) => ['stateDiagram-v2', ...s.nodes.filter((n) => n.label && !['start', 'double_circle'].includes(n.shape)).map((n) => `state ${q(n.label)} as ${id(n.id)}`), ...s.edges.map((e) => { const end = (node) => (['start', 'double_circle'].includes(s.nodes.find((n) => n.id === node)?.shape) ? '[*]' : id(node)); return `${end(e.from)} --> ${end(e.to)}${e.label ? ` : ${e.label}` : ''}`; })].join('\n'),
  er: (s) => ['erDiagram', ...s.nodes.flatMap((n) => [`${id(n.label || n.id)} {`, ...(n.members ?? []).map((m) => { const [type, name, ...rest] = m.split(/\s+/); return `  ${id(type)} ${id(name ?? 'x')} ${rest.filter((k) => ['PK', 'FK', 'UK'].includes(k)).join(',')}`; }), '}']), ...s.edges.map((e) => `${id(label(s, e.from))} ||--o{ ${id(label(s, e.to))} : ${q(e.label ?? ' ')}`)].join('\n'),
  mindmap: (s) => ['mindmap', ...tree(s)].join('\n'), orgchart: flow,
  gantt: (s) => ['gantt', `title ${s.title}`, 'dateFormat YYYY-MM-DD', ...(s.groups?.length ? s.groups : [{ label: 'Tasks', nodes: s.nodes.map((n) => n.id) }]).flatMap((g) => [`section ${g.label}`, ...s.nodes.filter((n) => g.nodes.includes(n.id)).map((n) => `${(n.label || n.id).replaceAll(':', ' ')} : ${n.status === 'milestone' ? 'milestone, ' : ''}${id(n.id)}, ${n.start}, ${n.end ?? n.start}`)])].join('\n'),
  journey: (s) => ['journey', `title ${s.title}`, ...(s.groups ?? []).flatMap((g) => [`section ${g.label}`, ...s.nodes.filter((n) => g.nodes.includes(n.id)).map((n) => `${n.label}: ${n.value}: ${(n.tags ?? ['Me']).join(', ')}`)])].join('\n'),
  quadrant: (s) => ['quadrantChart', `title ${s.title}`, `x-axis ${q(s.axes?.[0])} --> ${q(s.axes?.[1])}`, `y-axis ${q(s.axes?.[2])} --> ${q(s.axes?.[3])}`, ...s.nodes.map((n) => `${q(n.label || n.id)}: [${n.at.join(', ')}]`)].join('\n'),
  kanban: (s) => ['kanban', ...s.groups.flatMap((g, i) => [`  g${i}[${g.label}]`, ...s.nodes.filter((n) => g.nodes.includes(n.id)).map((n) => `    ${id(n.id)}[${n.label || n.id}]`)])].join('\n'),
};

const entry = (i, indent = '    ') => [`${indent}- label ${i.value && i.label ? `${i.value} ${i.label}` : (i.label || i.value)}`, i.text ? `${indent}  desc ${i.text}` : '', i.items?.length ? [`${indent}  children`, ...i.items.map((c) => entry(c, `${indent}    `))].join('\n') : ''].filter(Boolean).join('\n');
const antv = {
  list: 'list-grid-badge-card', row: 'list-row-horizontal-icon-arrow', column: 'list-column-done-list', zigzag: 'list-zigzag-down-simple', sector: 'list-sector-plain-text', pyramid: 'list-pyramid-badge-card', funnel: 'sequence-funnel-simple', waterfall: 'list-waterfall-badge-card',
  steps: 'sequence-steps-badge-card', ascending: 'sequence-ascending-steps', stairs: 'sequence-stairs-front-simple', timeline: 'sequence-timeline-simple', roadmap: 'sequence-roadmap-vertical-simple', snake: 'sequence-snake-steps-simple', cycle: 'sequence-circular-simple', mountain: 'sequence-mountain-underline-text',
  compare: 'compare-binary-horizontal-badge-card-vs', before_after: 'compare-binary-horizontal-simple-fold', pros_cons: 'compare-binary-horizontal-underline-text-vs', swot: 'compare-swot', quadrant_matrix: 'compare-quadrant-quarter-simple-card', hierarchy: 'hierarchy-tree-tech-style-capsule-item', relation: 'relation-circle-icon-badge', checklist: 'list-column-done-list',
  water_cycle: 'sequence-circular-simple',
};
const infographic = (kind, s) => {
  const list = s.groups?.length ? s.groups.map((g) => entry({ label: g.label, items: g.items })) : s.items.map((i) => entry(i));
  return renderToString(`infographic ${antv[kind]}\ndata\n  title ${s.title ?? ''}\n  desc ${s.subtitle ?? ''}\n  items\n${list.join('\n')}`, { width: SIDE, height: SIDE });
};

mkdirSync(out, { recursive: true });
const { instance, page } = await browser();
await page.setContent('<html><body></body></html>');
await page.addScriptTag({ content: readFileSync(new URL('../node_modules/mermaid/dist/mermaid.min.js', import.meta.url), 'utf8') });
await page.evaluate(() => globalThis.mermaid.initialize({ startOnLoad: false }));
async function picture(engine, kind, svg) {
  try {
    writeFileSync(`${out}/${kind}-${engine}.png`, await shot(page, await svg()));
  } catch (error) {
    console.error(`${engine} cannot draw ${kind}: ${String(error).split('\n')[0].slice(0, 160)}`);
  }
}
for (const kind of Object.keys(options)) { const s = spec(kind); if (s) await picture('echarts', kind, () => chart(kind, s)); }
for (const [kind, write] of Object.entries(mermaid)) { const s = spec(kind); if (s) await picture('mermaid', kind, () => page.evaluate(async (n, source) => (await globalThis.mermaid.render(n, source)).svg, `k${kind}`, write(s))); }
for (const kind of Object.keys(antv)) { const s = spec(kind === 'water_cycle' ? 'scene_water_cycle' : kind); if (s) await picture('antv', kind, () => infographic(kind, s)); }
await instance.close();
