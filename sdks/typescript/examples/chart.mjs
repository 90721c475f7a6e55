// Charts, diagrams and infographics are drawn at once, as PNG and SVG.

import Easel from '@easel-images/sdk';

const easel = new Easel();
const prompt = 'Bar chart of sales: Q1 120, Q2 150, Q3 90, Q4 180';

const meant = await easel.understand(prompt);
console.log(meant.intent, meant.confidence);

const job = await easel.generations.create({ prompt });
await job.save('out/sales.png');
await job.save('out/sales.svg');

// The spec can be changed and drawn again.
const spec = { ...meant.spec, title: 'Sales by quarter' };
const drawing = await easel.render(spec, { width: 800, height: 600, format: 'svg' });
await drawing.save('out/sales-by-quarter.svg');
console.log(drawing.mediaType, drawing.credits);
