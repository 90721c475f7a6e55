// Chart.js on @napi-rs/canvas (Skia).
import { createCanvas } from '@napi-rs/canvas';
import Chart from 'chart.js/auto';
import { SIDE, bar, donut, line, measure } from './data.mjs';

const title = (d) => ({ plugins: { title: { display: true, text: d.title, font: { size: 40 } }, subtitle: { display: true, text: d.subtitle, font: { size: 22 } }, legend: { labels: { font: { size: 20 } } } } });
const scales = { scales: { x: { ticks: { font: { size: 20 } } }, y: { ticks: { font: { size: 20 } } } } };
const configs = {
  bar: { type: 'bar', data: { labels: bar.categories, datasets: [{ label: bar.unit, data: bar.values }] }, options: { ...title(bar), ...scales } },
  line: { type: 'line', data: { labels: line.categories, datasets: line.series.map((s) => ({ label: s.name, data: s.values })) }, options: { ...title(line), ...scales } },
  donut: { type: 'doughnut', data: { labels: donut.categories, datasets: [{ data: donut.values }] }, options: title(donut) },
};
const ground = { id: 'ground', beforeDraw: (chart) => { chart.ctx.fillStyle = '#fff'; chart.ctx.fillRect(0, 0, SIDE, SIDE); } };
for (const [subject, config] of Object.entries(configs)) {
  await measure('chartjs', subject, 'png', () => {
    const canvas = createCanvas(SIDE, SIDE);
    const chart = new Chart(canvas, { ...structuredClone(config), plugins: [ground], options: { ...structuredClone(config.options), animation: false, responsive: false } });
    const png = canvas.encodeSync('png');
    chart.destroy();
    return png;
  }, { runs: 40 });
}
