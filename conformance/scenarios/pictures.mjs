// Pictures without packages: making a PNG to send, and checking pictures that came back.

import { deflateSync, inflateSync } from "node:zlib";

function crc(bytes) {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}

function chunk(name, content) {
  const head = Buffer.alloc(4);
  head.writeUInt32BE(content.length);
  const body = Buffer.concat([Buffer.from(name, "latin1"), content]);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc(body));
  return Buffer.concat([head, body, sum]);
}

const MARK = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** A PNG of one colour; `rgba` is four bytes. */
export function png(width, height, rgba = [200, 60, 40, 255]) {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 6, 0, 0, 0], 8);
  const row = Buffer.concat([Buffer.from([0]), Buffer.from(Array(width).fill(rgba).flat())]);
  const rows = deflateSync(Buffer.concat(Array(height).fill(row)));
  return Buffer.concat([
    MARK, chunk("IHDR", header), chunk("IDAT", rows), chunk("IEND", Buffer.alloc(0)),
  ]);
}

/** Width, height and kind of a picture; throws where it is cut off or is none. */
export function measured(bytes) {
  if (bytes.subarray(0, 8).equals(MARK)) return measuredPng(bytes);
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return measuredJpeg(bytes);
  throw new Error(`no picture: ${bytes.subarray(0, 16).toString("hex")}`);
}

function measuredPng(bytes) {
  const parts = [];
  let header;
  for (let at = 8; at < bytes.length;) {
    const length = bytes.readUInt32BE(at);
    const name = bytes.toString("latin1", at + 4, at + 8);
    const content = bytes.subarray(at + 8, at + 8 + length);
    if (bytes.readUInt32BE(at + 8 + length) !== crc(bytes.subarray(at + 4, at + 8 + length))) {
      throw new Error(`the chunk ${name} is damaged`);
    }
    if (name === "IHDR") header = content;
    if (name === "IDAT") parts.push(content);
    at += 12 + length;
  }
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const channels = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }[header[9]];
  const expected = height * (1 + Math.ceil((width * channels * header[8]) / 8));
  const pixels = inflateSync(Buffer.concat(parts)).length;
  if (pixels !== expected) throw new Error(`${pixels} bytes of pixels, not ${expected}`);
  return { width, height, kind: "png" };
}

function measuredJpeg(bytes) {
  if (bytes.readUInt16BE(bytes.length - 2) !== 0xffd9) throw new Error("the JPEG is cut off");
  for (let at = 2; at < bytes.length;) {
    const marker = bytes[at + 1];
    if (marker >= 0xc0 && marker <= 0xc2) {
      return { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7), kind: "jpeg" };
    }
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  throw new Error("the JPEG has no frame");
}
