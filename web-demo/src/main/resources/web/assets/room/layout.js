/**
 * Where tiles go. Pure geometry, in CSS pixels; rectangles lie within the given area and never overlap.
 *
 * @typedef {{x: number, y: number, width: number, height: number}} Rectangle
 * @typedef {{width: number, height: number, gap: number}} Area
 */

/** Tiles may be as tall as square and as wide as 16:9. */
const NARROWEST = 1;
const WIDEST = 16 / 9;
/** A face is not recognised in less. */
const SMALLEST_WIDTH = 120;
const SMALLEST_HEIGHT = 90;
/** The strip beside a shared screen takes this part of the area, within the limits below. */
const STRIP_PART = 0.2;
const STRIP_WIDTH = {min: 140, max: 260};
const STRIP_HEIGHT = {min: 84, max: 140};
/** docs/protocol.md §2.2: wishes that the server takes. */
export const TILE_LIMIT = 25;

/**
 * How many tiles the whole area shows well.
 *
 * @param {Area} area
 * @returns {number} 1 to TILE_LIMIT
 */
export function gridCapacity({width, height, gap}) {
  return Math.min(TILE_LIMIT, fit(width, SMALLEST_WIDTH, gap) * fit(height, SMALLEST_HEIGHT, gap));
}

/**
 * Equal tiles as large as possible; the last row is centred.
 *
 * @param {number} count
 * @param {Area} area
 * @returns {Rectangle[]}
 */
export function gridOf(count, {width, height, gap}) {
  const {columns, size} = bestColumns(count, {width, height, gap});
  const rows = Math.ceil(count / columns);
  const top = (height - rows * size.height - (rows - 1) * gap) / 2;
  return Array.from({length: count}, (_, i) => {
    const row = Math.floor(i / columns);
    const inRow = Math.min(columns, count - row * columns);
    const left = (width - inRow * size.width - (inRow - 1) * gap) / 2;
    return {x: Math.round(left + (i % columns) * (size.width + gap)), y: Math.round(top + row * (size.height + gap)), ...size};
  });
}

/**
 * How many tiles fit in the strip beside a shared screen.
 *
 * @param {Area} area
 */
export function stripCapacity(area) {
  const strip = stripOf(area);
  return strip.isColumn ? fit(area.height, strip.tile.height, area.gap) : fit(area.width, strip.tile.width, area.gap);
}

/**
 * A large stage first, then a strip of small tiles: at the right of a wide area, below on a tall one.
 *
 * @param {number} count of tiles in the strip
 * @param {Area} area
 * @returns {Rectangle[]} the stage, then the strip's
 */
export function stageOf(count, area) {
  const {width, height, gap} = area;
  if (count === 0) {
    return [{x: 0, y: 0, width, height}];
  }
  const {isColumn, tile} = stripOf(area);
  const length = count * ((isColumn ? tile.height : tile.width) + gap) - gap;
  const start = Math.round(((isColumn ? height : width) - length) / 2);
  const strip = Array.from({length: count}, (_, i) =>
    isColumn
      ? {x: width - tile.width, y: start + i * (tile.height + gap), ...tile}
      : {x: start + i * (tile.width + gap), y: height - tile.height, ...tile},
  );
  const stage = isColumn ? {width: width - tile.width - gap, height} : {width, height: height - tile.height - gap};
  return [{x: 0, y: 0, width: Math.max(0, stage.width), height: Math.max(0, stage.height)}, ...strip];
}

/** @param {number} count @param {Area} area */
function bestColumns(count, {width, height, gap}) {
  let best = {columns: 1, size: {width: 0, height: 0}};
  for (let columns = 1; columns <= count; columns++) {
    const rows = Math.ceil(count / columns);
    const cellWidth = Math.max(0, (width - gap * (columns - 1)) / columns);
    const cellHeight = Math.max(0, (height - gap * (rows - 1)) / rows);
    const size = {width: Math.floor(Math.min(cellWidth, cellHeight * WIDEST)), height: 0};
    size.height = Math.floor(Math.min(cellHeight, size.width / NARROWEST));
    if (size.width * size.height > best.size.width * best.size.height) {
      best = {columns, size};
    }
  }
  return best;
}

/** @param {Area} area */
function stripOf({width, height}) {
  const isColumn = width > height * 1.1;
  const tileWidth = isColumn
    ? clamp(width * STRIP_PART, STRIP_WIDTH)
    : Math.floor(clamp(height * STRIP_PART, STRIP_HEIGHT) * (4 / 3));
  const tileHeight = isColumn ? Math.floor(tileWidth / WIDEST) : clamp(height * STRIP_PART, STRIP_HEIGHT);
  return {isColumn, tile: {width: tileWidth, height: tileHeight}};
}

/** @param {number} value @param {{min: number, max: number}} limits */
function clamp(value, {min, max}) {
  return Math.floor(Math.min(max, Math.max(min, value)));
}

/** @param {number} length @param {number} each @param {number} gap @returns {number} at least 1 */
function fit(length, each, gap) {
  return Math.max(1, Math.floor((length + gap) / (each + gap)));
}
