import assert from 'node:assert/strict';
import {test} from 'node:test';
import {factsOf, filterOf, nameIn} from '../../main/resources/web/assets/room/audit.js';

test('namesWhoDidIt_asFarAsThatIsKnown', () => {
  const entry = (personal) => ({personal});
  assert.equal(nameIn(entry({'actor.name': 'Ada', 'actor.email': 'a@b.example'}), 'actor'), 'Ada');
  assert.equal(nameIn(entry({'subject.email': 'a@b.example'}), 'subject'), 'a@b.example');
  assert.equal(nameIn(entry({}), 'actor'), '');
});

test('flattensFacts_whateverTheyHold', () => {
  const facts = {changes: {name: {before: 'a', after: 'b'}}, names: ['x', 'y'], none: null, is: true};
  assert.deepEqual(factsOf(facts), [['changes.name.before', 'a'], ['changes.name.after', 'b'], ['names', 'x, y'], ['none', 'null'], ['is', 'true']]);
});

test('countsTheLastDayWhole', () => {
  const {from, until} = filterOf({from: '2026-03-02', until: '2026-03-02', person: '', meeting: '', kind: ''});
  assert.equal(Date.parse(until) - Date.parse(from), 24 * 3_600_000);
});

test('asksForEverything_withoutAFilter', () => {
  assert.deepEqual(filterOf({from: '', until: '', person: '', meeting: '', kind: ''}), {from: '', until: '', person: '', meeting: '', kind: ''});
});
