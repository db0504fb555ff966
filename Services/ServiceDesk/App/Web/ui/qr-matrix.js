/** A QR code (ISO/IEC 18004) of a short text: bytes, error correction M, versions 1 to 20, as rows of dark and light. */

const perBlock = [0, 10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26];
const blockCount = [0, 1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16];
const masks = [
  (x, y) => (x + y) % 2, (x, y) => y % 2, (x) => x % 3, (x, y) => (x + y) % 3, (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2,
  (x, y) => ((x * y) % 2) + ((x * y) % 3), (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2, (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2,
];

/** @param {string} text @returns {boolean[][]} */
export function matrixOf(text) {
  const bytes = [...new TextEncoder().encode(text)];
  const version = perBlock.findIndex((_, at) => at > 0 && dataRoom(at) * 8 >= 4 + (at < 10 ? 8 : 16) + bytes.length * 8);
  if (version < 1) throw new RangeError("Too long for a QR code");
  const words = withCorrection(dataWords(bytes, version), version);
  const drawn = masks.map((_, mask) => draw(version, words, mask));
  return drawn.reduce((best, one) => (clumps(one) < clumps(best) ? one : best));
}

function rawModules(version) {
  const aligned = Math.floor(version / 7) + 2;
  const own = (16 * version + 128) * version + 64;
  return version < 2 ? own : own - ((25 * aligned - 10) * aligned - 55) - (version >= 7 ? 36 : 0);
}

const rawWords = (version) => Math.floor(rawModules(version) / 8);
const dataRoom = (version) => rawWords(version) - perBlock[version] * blockCount[version];

function dataWords(bytes, version) {
  const bits = [];
  const put = (value, length) => { for (let at = length - 1; at >= 0; at -= 1) bits.push((value >>> at) & 1); };
  put(4, 4);
  put(bytes.length, version < 10 ? 8 : 16);
  bytes.forEach((byte) => put(byte, 8));
  const room = dataRoom(version) * 8;
  put(0, Math.min(4, room - bits.length));
  put(0, (8 - (bits.length % 8)) % 8);
  for (let pad = 0xec; bits.length < room; pad ^= 0xec ^ 0x11) put(pad, 8);
  return Array.from({ length: bits.length / 8 }, (_, at) => Number.parseInt(bits.slice(at * 8, at * 8 + 8).join(""), 2));
}

function times(left, right) {
  let product = 0;
  for (let at = 7; at >= 0; at -= 1) {
    product = (product << 1) ^ ((product >>> 7) * 0x11d);
    product ^= ((right >>> at) & 1) * left;
  }
  return product;
}

function divisorOf(degree) {
  const divisor = Array.from({ length: degree }, (_, at) => (at === degree - 1 ? 1 : 0));
  let root = 1;
  for (let turn = 0; turn < degree; turn += 1) {
    for (let at = 0; at < degree; at += 1) divisor[at] = times(divisor[at], root) ^ (divisor[at + 1] ?? 0);
    root = times(root, 2);
  }
  return divisor;
}

function remainder(data, divisor) {
  const rest = divisor.map(() => 0);
  for (const byte of data) {
    const factor = byte ^ rest.shift();
    rest.push(0);
    divisor.forEach((part, at) => { rest[at] ^= times(part, factor); });
  }
  return rest;
}

/** Data in blocks with their correction, woven together. */
function withCorrection(data, version) {
  const [count, extra] = [blockCount[version], perBlock[version]];
  const short = Math.floor(rawWords(version) / count) - extra;
  const shortBlocks = count - (rawWords(version) % count);
  const divisor = divisorOf(extra);
  let from = 0;
  const blocks = Array.from({ length: count }, (_, at) => {
    const part = data.slice(from, from += short + (at < shortBlocks ? 0 : 1));
    return { part, correction: remainder(part, divisor) };
  });
  const woven = [];
  for (let at = 0; at <= short; at += 1) blocks.forEach(({ part }) => at < part.length && woven.push(part[at]));
  for (let at = 0; at < extra; at += 1) blocks.forEach(({ correction }) => woven.push(correction[at]));
  return woven;
}

function draw(version, words, mask) {
  const size = version * 4 + 17;
  const dark = Array.from({ length: size }, () => Array(size).fill(false));
  const fixed = Array.from({ length: size }, () => Array(size).fill(false));
  const set = (x, y, value) => { if (dark[y]?.[x] !== undefined) { dark[y][x] = Boolean(value); fixed[y][x] = true; } };
  patterns(version, size, set);
  information(version, size, mask, set);
  let at = 0;
  for (let right = size - 1; right >= 1; right -= 2) {
    if (right === 6) right = 5;
    for (let step = 0; step < size; step += 1) {
      for (const x of [right, right - 1]) {
        const y = ((right + 1) & 2) === 0 ? size - 1 - step : step;
        if (fixed[y][x]) continue;
        const bit = at < words.length * 8 ? (words[at >>> 3] >>> (7 - (at & 7))) & 1 : 0;
        at += 1;
        dark[y][x] = Boolean(bit) !== (masks[mask](x, y) === 0);
      }
    }
  }
  return dark;
}

function patterns(version, size, set) {
  for (let at = 0; at < size; at += 1) { set(6, at, at % 2 === 0); set(at, 6, at % 2 === 0); }
  const ring = (cx, cy, reach, darkAt) => {
    for (let dy = -reach; dy <= reach; dy += 1) for (let dx = -reach; dx <= reach; dx += 1) set(cx + dx, cy + dy, darkAt(Math.max(Math.abs(dx), Math.abs(dy))));
  };
  [[3, 3], [size - 4, 3], [3, size - 4]].forEach(([x, y]) => ring(x, y, 4, (far) => far !== 2 && far !== 4));
  const places = aligned(version, size);
  const last = places.length - 1;
  places.forEach((x, column) => places.forEach((y, row) => {
    if (!((column === 0 && row === 0) || (column === 0 && row === last) || (column === last && row === 0))) ring(x, y, 2, (far) => far !== 1);
  }));
}

function aligned(version, size) {
  if (version === 1) return [];
  const count = Math.floor(version / 7) + 2;
  const step = Math.ceil((version * 4 + 4) / (count * 2 - 2)) * 2;
  return [6, ...Array.from({ length: count - 1 }, (_, at) => size - 7 - (count - 2 - at) * step)];
}

/** Correction, mask and version, each guarded by a code of its own. */
function information(version, size, mask, set) {
  let rest = mask;
  for (let turn = 0; turn < 10; turn += 1) rest = (rest << 1) ^ ((rest >>> 9) * 0x537);
  const format = ((mask << 10) | rest) ^ 0x5412;
  const bit = (value, at) => (value >>> at) & 1;
  for (let at = 0; at <= 5; at += 1) set(8, at, bit(format, at));
  set(8, 7, bit(format, 6)); set(8, 8, bit(format, 7)); set(7, 8, bit(format, 8));
  for (let at = 9; at < 15; at += 1) set(14 - at, 8, bit(format, at));
  for (let at = 0; at < 8; at += 1) set(size - 1 - at, 8, bit(format, at));
  for (let at = 8; at < 15; at += 1) set(8, size - 15 + at, bit(format, at));
  set(8, size - 8, 1);
  if (version < 7) return;
  let left = version;
  for (let turn = 0; turn < 12; turn += 1) left = (left << 1) ^ ((left >>> 11) * 0x1f25);
  const whole = (version << 12) | left;
  for (let at = 0; at < 18; at += 1) {
    const [x, y] = [size - 11 + (at % 3), Math.floor(at / 3)];
    set(x, y, bit(whole, at));
    set(y, x, bit(whole, at));
  }
}

/** How many squares of four are of one colour: fewer are easier to read. */
const clumps = (dark) => dark.reduce((sum, row, y) => sum + row.filter((value, x) => y > 0 && x > 0 && value === row[x - 1] && value === dark[y - 1][x] && value === dark[y - 1][x - 1]).length, 0);
