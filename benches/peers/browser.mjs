// Chromium of the machine, driven over its own protocol, without a sandbox because tests run as root.
import puppeteer from 'puppeteer-core';
import { SIDE } from './data.mjs';

export async function browser() {
  const instance = await puppeteer.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'], headless: true });
  const page = await instance.newPage();
  await page.setViewport({ width: SIDE, height: SIDE });
  return { instance, page };
}

/** A PNG of an SVG document scaled to the square. */
export async function shot(page, svg) {
  await page.evaluate((text) => {
    document.body.innerHTML = text;
    const picture = document.body.querySelector('svg');
    picture.removeAttribute('width');
    picture.removeAttribute('height');
    picture.style.cssText = 'width:100vw;height:100vh;max-width:none;background:white';
  }, svg);
  return page.screenshot({ type: 'png', optimizeForSpeed: true });
}
