// ECharts, server-side SVG, and PNG through resvg.
import * as echarts from 'echarts';
import { Resvg } from '@resvg/resvg-js';
import { SIDE, bar, donut, line, measure } from './data.mjs';

const title = (d) => ({ text: d.title, subtext: d.subtitle, left: 'center', top: 30, textStyle: { fontSize: 40 }, subtextStyle: { fontSize: 22 } });
const label = { fontSize: 20 };
const options = {
  bar: { title: title(bar), grid: { top: 160, left: 90, right: 60, bottom: 80 }, xAxis: { type: 'category', data: bar.categories, axisLabel: label }, yAxis: { axisLabel: label }, series: [{ type: 'bar', data: bar.values, label: { show: true, position: 'top', fontSize: 22 }, itemStyle: { borderRadius: [10, 10, 0, 0] } }] },
  line: { title: title(line), legend: { top: 130, textStyle: label }, grid: { top: 190, left: 90, right: 60, bottom: 80 }, xAxis: { type: 'category', data: line.categories, axisLabel: label }, yAxis: { axisLabel: label }, series: line.series.map((s) => ({ type: 'line', name: s.name, data: s.values, lineStyle: { width: 4 } })) },
  donut: { title: title(donut), series: [{ type: 'pie', radius: ['35%', '58%'], top: 100, label: { fontSize: 22, formatter: '{b}\n{d}%' }, itemStyle: { borderRadius: 8, borderColor: '#fff', borderWidth: 4 }, data: donut.categories.map((name, i) => ({ name, value: donut.values[i] })) }] },
};
const svg = (option) => {
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width: SIDE, height: SIDE });
  chart.setOption({ backgroundColor: '#fff', animation: false, ...option });
  const text = chart.renderToSVGString();
  chart.dispose();
  return text;
};
for (const [subject, option] of Object.entries(options)) {
  await measure('echarts', subject, 'svg', () => svg(option));
  await measure('echarts', subject, 'png', () => new Resvg(svg(option), { font: { loadSystemFonts: true } }).render().asPng(), { runs: 30, warm: 3 });
}
