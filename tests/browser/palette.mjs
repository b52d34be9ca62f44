// A picture with a palette of 256 colours, a quarter as large: pages have few colours, and letters shades of them.

import { crc32, deflateSync, inflateSync } from "node:zlib";

const SIGNATURE = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);

// A PNG of Chromium's (eight bits, RGB or RGBA, not interlaced) as one with a palette.
export function withPalette(png) {
  const { width, height, pixels } = decode(png);
  const colours = palette(pixels);
  const nearest = new Map();
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at += 3) {
      const colour = (pixels[at] << 16) | (pixels[at + 1] << 8) | pixels[at + 2];
      if (!nearest.has(colour)) nearest.set(colour, closest(colours, colour));
      rows[y * (width + 1) + 1 + x] = nearest.get(colour);
    }
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 3, 0, 0, 0], 8);
  const table = Buffer.from(colours.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]));
  const data = deflateSync(rows, { level: 9, memLevel: 9 });
  return Buffer.concat([SIGNATURE, chunk("IHDR", head), chunk("PLTE", table), chunk("IDAT", data), chunk("IEND", Buffer.alloc(0))]);
}

// The most frequent colours; what is left out is close to one of them.
function palette(pixels) {
  const counts = new Map();
  for (let at = 0; at < pixels.length; at += 3) {
    const colour = (pixels[at] << 16) | (pixels[at + 1] << 8) | pixels[at + 2];
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const byCount = [...counts].sort(([one, a], [other, b]) => b - a || one - other).map(([colour]) => colour);
  const chosen = [];
  for (const far of [24, 12, 6, 0]) {
    for (const colour of byCount) {
      if (chosen.length === 256) return chosen;
      if (chosen.every((other) => distance(colour, other) > far * far)) chosen.push(colour);
    }
  }
  return chosen;
}

function distance(one, other) {
  const of = (shift) => (((one >> shift) & 255) - ((other >> shift) & 255)) ** 2;
  return of(16) + of(8) + of(0);
}

function closest(colours, colour) {
  let best = 0;
  for (let at = 1; at < colours.length; at++) {
    if (distance(colours[at], colour) < distance(colours[best], colour)) best = at;
  }
  return best;
}

function decode(png) {
  const [width, height, channels] = [png.readUInt32BE(16), png.readUInt32BE(20), png[25] === 6 ? 4 : 3];
  const parts = [];
  for (let at = 8; at < png.length; ) {
    const size = png.readUInt32BE(at);
    if (png.toString("latin1", at + 4, at + 8) === "IDAT") parts.push(png.subarray(at + 8, at + 8 + size));
    at += size + 12;
  }
  const [data, line] = [inflateSync(Buffer.concat(parts)), width * channels];
  const pixels = Buffer.alloc(width * height * 3);
  let above = Buffer.alloc(line);
  for (let y = 0; y < height; y++) {
    const filter = data[y * (line + 1)];
    const row = Buffer.from(data.subarray(y * (line + 1) + 1, (y + 1) * (line + 1)));
    for (let x = 0; x < line; x++) {
      const [a, b, c] = [x < channels ? 0 : row[x - channels], above[x], x < channels ? 0 : above[x - channels]];
      row[x] = (row[x] + [0, a, b, (a + b) >> 1, paeth(a, b, c)][filter]) & 255;
    }
    for (let x = 0; x < width; x++) row.copy(pixels, (y * width + x) * 3, x * channels, x * channels + 3);
    above = row;
  }
  return { width, height, pixels };
}

function paeth(a, b, c) {
  const p = a + b - c;
  const [pa, pb, pc] = [Math.abs(p - a), Math.abs(p - b), Math.abs(p - c)];
  if (pa <= pb && pa <= pc) return a;
  return pb <= pc ? b : c;
}

function chunk(type, data) {
  const head = Buffer.from([...Array(4).fill(0), ...Buffer.from(type, "latin1")]);
  head.writeUInt32BE(data.length, 0);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(Buffer.concat([head.subarray(4), data])), 0);
  return Buffer.concat([head, data, sum]);
}
