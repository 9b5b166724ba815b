import assert from 'node:assert/strict';
import {test} from 'node:test';
import {gridCapacity, gridOf, stageCapacity, stageOf, TILE_LIMIT} from '../../main/resources/web/assets/room/layout.js';

const AREAS = [
  {width: 1342, height: 680, gap: 8},
  {width: 374, height: 762, gap: 8},
  {width: 980, height: 680, gap: 8},
  {width: 800, height: 300, gap: 8},
];
const overlap = (a, b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

function assertTidy(places, {width, height}) {
  places.forEach((place, i) => {
    assert.ok(place.width > 0 && place.height > 0, `tile ${i} has a size`);
    assert.ok(place.x >= 0 && place.y >= 0 && place.x + place.width <= width && place.y + place.height <= height, `tile ${i} is inside`);
    places.slice(0, i).forEach((other) => assert.ok(!overlap(place, other), `tile ${i} is alone`));
  });
}

for (const area of AREAS) {
  const name = `${area.width}x${area.height}`;

  test(`gridStaysInsideWithoutOverlap_upToItsCapacity ${name}`, () => {
    for (let count = 1; count <= gridCapacity(area); count++) {
      assertTidy(gridOf(count, area), area);
    }
  });

  test(`stageStaysInsideWithoutOverlap_upToItsCapacity ${name}`, () => {
    for (let count = 0; count <= stageCapacity(area); count++) {
      assertTidy(stageOf(count, area), area);
    }
  });
}

test('oneTileFillsAWideArea_asFarAsCamerasAreWide', () => {
  const [{width, height}] = gridOf(1, AREAS[0]);
  assert.equal(height, 680);
  assert.equal(width, Math.floor((680 * 16) / 9));
});

test('screenDominates_besideManyPeople', () => {
  const [stage, ...others] = stageOf(4, AREAS[0]);
  assert.ok(others.every(({width, height}) => stage.width * stage.height > 10 * width * height));
});

test('capacityIsWhatTheServerTakes_onAHugeArea', () => {
  assert.equal(gridCapacity({width: 8000, height: 5000, gap: 8}), TILE_LIMIT);
});

test('givesNothingNegative_forAnAreaOfNothing', () => {
  for (const place of [...gridOf(3, {width: 0, height: 0, gap: 8}), ...stageOf(1, {width: 0, height: 0, gap: 8})]) {
    assert.ok(place.width >= 0 && place.height >= 0);
  }
});
