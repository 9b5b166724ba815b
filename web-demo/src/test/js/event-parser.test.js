import assert from 'node:assert/strict';
import {test} from 'node:test';
import {EventParser} from '../../main/resources/web/assets/net/event-parser.js';

const STREAM = 'event: ready\nid: 17\ndata: {"live":true}\n\n:\n\nevent: message\nid: 18\ndata: {"id":1}\n\n';
const EVENTS = [
  {event: 'ready', id: '17', data: '{"live":true}'},
  {event: 'message', id: '18', data: '{"id":1}'},
];

test('readsEvents_whereverThePiecesEnd', () => {
  for (let size = 1; size <= STREAM.length; size++) {
    const parser = new EventParser();
    const heard = [];
    for (let at = 0; at < STREAM.length; at += size) {
      heard.push(...parser.push(STREAM.slice(at, at + size)));
    }
    assert.deepEqual(heard, EVENTS, `pieces of ${size}`);
  }
});

test('readsEveryKindOfLineEnd', () => {
  assert.deepEqual(new EventParser().push(STREAM.replaceAll('\n', '\r\n')), EVENTS);
});

test('joinsLinesOfData_andNamesTheUnnamed', () => {
  assert.deepEqual(new EventParser().push('data: a\ndata:b\n\n'), [{event: 'message', id: '', data: 'a\nb'}]);
});

test('tellsNothing_ofCommentsAndOfEventsWithoutData', () => {
  assert.deepEqual(new EventParser().push(': hello\n\nevent: x\n\n'), []);
});

test('givesUp_onALineWithoutEnd', () => {
  assert.throws(() => new EventParser().push('x'.repeat(300_000)));
});
