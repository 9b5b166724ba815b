/**
 * Where tiles go. Pure geometry, in CSS pixels; rectangles lie within the given area and never overlap.
 *
 * @typedef {{x: number, y: number, width: number, height: number}} Rectangle
 * @typedef {{width: number, height: number, gap: number}} Area
 */

/** No tile is wider than cameras are. On a wide area none is narrower than 4:3, on a tall one (a phone) than 3:4. */
const WIDEST = 16 / 9;
const NARROWEST = {wide: 4 / 3, tall: 3 / 4};
/** A face is not recognised in less. */
const SMALLEST_WIDTH = 120;
const SMALLEST_HEIGHT = 90;
/** The strip beside a shared screen takes this part of a wide area, within these limits. */
const STRIP_PART = 0.2;
const STRIP_WIDTH = {min: 140, max: 260};
/** Above the tiles of a tall area a screen takes no more height than a 4:3 one needs, and never more than this part. */
const TALLEST_SCREEN = 3 / 4;
const STAGE_PART = 0.6;
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
 * How many tiles fit beside or below a shared screen.
 *
 * @param {Area} area
 */
export function stageCapacity(area) {
  return isTall(area) ? gridCapacity(below(area)) : fit(area.height, stripTile(area).height, area.gap);
}

/**
 * A large stage first, then small tiles: in a column at the right of a wide area, in a grid below on a tall one.
 *
 * @param {number} count of small tiles
 * @param {Area} area
 * @returns {Rectangle[]} the stage, then the others
 */
export function stageOf(count, area) {
  const {width, height, gap} = area;
  if (count === 0) {
    return [{x: 0, y: 0, width, height}];
  }
  if (isTall(area)) {
    const top = stageHeight(area) + gap;
    return [{x: 0, y: 0, width, height: top - gap}, ...gridOf(count, below(area)).map((place) => ({...place, y: place.y + top}))];
  }
  const tile = stripTile(area);
  const start = Math.round((height - count * (tile.height + gap) + gap) / 2);
  const column = Array.from({length: count}, (_, i) => ({x: width - tile.width, y: start + i * (tile.height + gap), ...tile}));
  return [{x: 0, y: 0, width: Math.max(0, width - tile.width - gap), height}, ...column];
}

/** @param {number} count @param {Area} area */
function bestColumns(count, {width, height, gap}) {
  let best = {columns: 1, size: {width: 0, height: 0}};
  for (let columns = 1; columns <= count; columns++) {
    const rows = Math.ceil(count / columns);
    const cellWidth = Math.max(0, (width - gap * (columns - 1)) / columns);
    const cellHeight = Math.max(0, (height - gap * (rows - 1)) / rows);
    const size = {width: Math.floor(Math.min(cellWidth, cellHeight * WIDEST)), height: 0};
    size.height = Math.floor(Math.min(cellHeight, size.width / (isTall({width, height}) ? NARROWEST.tall : NARROWEST.wide)));
    if (size.width * size.height > best.size.width * best.size.height) {
      best = {columns, size};
    }
  }
  return best;
}

/** @param {{width: number, height: number}} area */
function isTall({width, height}) {
  return height > width;
}

/** @param {Area} area */
function stageHeight({width, height}) {
  return Math.floor(Math.min(width * TALLEST_SCREEN, height * STAGE_PART));
}

/** What a tall area's stage leaves. @param {Area} area @returns {Area} */
function below(area) {
  return {...area, height: Math.max(0, area.height - stageHeight(area) - area.gap)};
}

/** @param {Area} area */
function stripTile({width}) {
  const tileWidth = Math.floor(Math.min(STRIP_WIDTH.max, Math.max(STRIP_WIDTH.min, width * STRIP_PART)));
  return {width: tileWidth, height: Math.floor(tileWidth / WIDEST)};
}

/** @param {number} length @param {number} each @param {number} gap @returns {number} at least 1 */
function fit(length, each, gap) {
  return Math.max(1, Math.floor((length + gap) / (each + gap)));
}
