// Lays out diagrams of the corpus with dagre and ELK and counts crossings, length and bends.
// Usage: node run.mjs OWN.jsonl SPEC.json…
import { readFileSync } from 'node:fs';
import dagre from '@dagrejs/dagre';
import ELK from 'elkjs';

const elk = new ELK();
const [ownFile, ...files] = process.argv.slice(2);
const own = new Map();
for (const line of readFileSync(ownFile, 'utf8').split('\n').filter(Boolean)) {
  const result = JSON.parse(line);
  own.set(result.file.split('/').slice(-2).join('/'), result);
}

const size = (node) => {
  const rows = (node.members?.length ?? 0) + (node.methods?.length ?? 0);
  const words = [node.label ?? node.id, ...(node.members ?? []), ...(node.methods ?? [])];
  const widest = Math.max(...words.map((word) => word.length));
  return { width: Math.max(80, widest * 9 + 40), height: 44 + rows * 26 };
};

function withDagre(spec) {
  const graph = new dagre.graphlib.Graph({ compound: true, multigraph: true });
  graph.setGraph({ rankdir: spec.direction === 'LR' ? 'LR' : 'TB', nodesep: 36, ranksep: 46 });
  for (const node of spec.nodes) graph.setNode(node.id, size(node));
  for (const [at, group] of (spec.groups ?? []).entries()) graph.setNode(group.id || `group${at}`, {});
  for (const [at, group] of (spec.groups ?? []).entries()) {
    for (const member of group.nodes) graph.setParent(member, group.id || `group${at}`);
  }
  spec.edges.forEach((edge, at) => {
    const label = edge.label ? { width: edge.label.length * 9, height: 22, labelpos: 'c' } : {};
    graph.setEdge(edge.from, edge.to, label, String(at));
  });
  dagre.layout(graph);
  return graph.edges().map((edge) => graph.edge(edge).points.map(({ x, y }) => [x, y]));
}

async function withElk(spec) {
  const cells = new Map(spec.nodes.map((node) => [node.id, { id: node.id, ...size(node) }]));
  const groups = (spec.groups ?? []).map((group, at) => ({ id: group.id || `group${at}`, children: [], members: group.nodes }));
  for (const group of groups) cells.set(group.id, group);
  const inside = new Set();
  for (const group of groups) {
    for (const member of group.members) {
      if (inside.has(member)) continue;
      group.children.push(cells.get(member));
      inside.add(member);
    }
    delete group.members;
  }
  const edges = spec.edges.map((edge, at) => ({
    id: `e${at}`, sources: [edge.from], targets: [edge.to],
    labels: edge.label ? [{ text: edge.label, width: edge.label.length * 9, height: 22 }] : [],
  }));
  const options = {
    'elk.algorithm': 'layered', 'elk.direction': spec.direction === 'LR' ? 'RIGHT' : 'DOWN',
    'elk.edgeRouting': 'ORTHOGONAL', 'elk.hierarchyHandling': 'INCLUDE_CHILDREN', 'elk.json.edgeCoords': 'ROOT',
    'elk.randomSeed': '1',
  };
  const children = [...cells.entries()].filter(([id]) => !inside.has(id)).map(([, cell]) => cell);
  const result = await elk.layout({ id: 'root', layoutOptions: options, children, edges });
  return result.edges.flatMap((edge) => (edge.sections ?? []).map((section) =>
    [section.startPoint, ...(section.bendPoints ?? []), section.endPoint].map(({ x, y }) => [x, y])));
}

const side = (p, q, r) => (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]);
function cross([a, b], [c, d]) {
  const [one, two, three, four] = [side(a, b, c), side(a, b, d), side(c, d, a), side(c, d, b)];
  if ([one, two, three, four].some((value) => Math.abs(value) < 1e-6)) return false;
  return one > 0 !== two > 0 && three > 0 !== four > 0;
}
const pieces = (line) => line.slice(1).map((to, at) => [line[at], to]);
function measure(lines) {
  let crossings = 0;
  const all = lines.map(pieces);
  for (let i = 0; i < all.length; i++) {
    for (let j = 0; j < i; j++) {
      for (const first of all[i]) for (const second of all[j]) crossings += cross(first, second) ? 1 : 0;
    }
  }
  const length = all.flat().reduce((sum, [a, b]) => sum + Math.hypot(b[0] - a[0], b[1] - a[1]), 0);
  const bends = lines.reduce((sum, line) => sum + Math.max(0, line.length - 2), 0);
  return { crossings, length: Math.round(length), bends };
}

const sums = { own: 0, dagre: 0, elk: 0, diagrams: 0, ownBends: 0, elkBends: 0, worseThanDagre: [], worseThanElk: [] };
for (const file of files) {
  const spec = JSON.parse(readFileSync(file, 'utf8'));
  const name = file.split('/').slice(-2).join('/');
  const ours = own.get(name);
  if (!ours || ours.problem || spec.edges.length < 3) continue;
  try {
    const a = measure(withDagre(structuredClone(spec)));
    const b = measure(await withElk(structuredClone(spec)));
    console.log(`${name.padEnd(38)} own ${ours.crossings}/${ours.bends}  dagre ${a.crossings}/${a.bends}  elk ${b.crossings}/${b.bends}`);
    sums.own += ours.crossings; sums.dagre += a.crossings; sums.elk += b.crossings; sums.diagrams += 1;
    sums.ownBends += ours.bends; sums.elkBends += b.bends;
    if (ours.crossings > a.crossings) sums.worseThanDagre.push(name);
    if (ours.crossings > b.crossings) sums.worseThanElk.push(name);
  } catch (error) {
    console.log(`${name.padEnd(38)} own ${ours.crossings}/${ours.bends}  (peer failed: ${String(error.message).slice(0, 60)})`);
  }
}
console.log(JSON.stringify(sums, null, 1));
