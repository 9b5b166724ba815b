import assert from 'node:assert/strict';
import {test} from 'node:test';
import {byteSize} from '../../main/resources/web/assets/room/byte-size.js';
import {FileDesk} from '../../main/resources/web/assets/room/file-desk.js';
import {FILE_LIMIT, INITIAL_FILES, reduceFiles, TRANSFER_LIMIT} from '../../main/resources/web/assets/room/file-state.js';

const file = (id, minute = id) => ({id: String(id), name: `${id}.txt`, sizeBytes: 1, addedAt: new Date(minute * 60_000).toISOString(), addedBy: {name: 'Ada', user: 'ada'}, lost: false});
const settled = () => new Promise((resolve) => setImmediate(resolve));

/** A store in memory whose uploads end when the test says so. */
function store(overrides = {}) {
  const uploads = [];
  const api = {
    page: async () => ({items: [file(1)]}),
    read: async (id) => file(id),
    remove: async () => {},
    upload: (content, {signal, onProgress}) =>
      new Promise((resolve, reject) => {
        signal.addEventListener('abort', () => reject(new Error('aborted')));
        uploads.push({content, onProgress, resolve, reject});
      }),
    ...overrides,
  };
  const announced = [];
  const desk = new FileDesk({api, announce: async (id) => announced.push(id), isMine: ({addedBy}) => addedBy.user === 'ada'});
  return {desk, uploads, announced};
}

test('listsTheNewestFirst_eachOnce X-15', () => {
  let state = reduceFiles(INITIAL_FILES, {type: 'page', fresh: true, items: [file(1), file(2)], next: 'c'});
  state = reduceFiles(state, {type: 'page', fresh: false, items: [file(0), file(1)]});
  assert.deepEqual(state.files.map(({id}) => id), ['2', '1', '0']);
  assert.equal(state.next, null);
});

test('keepsTheNewestFiles_atTheLimit', () => {
  const many = Array.from({length: FILE_LIMIT + 5}, (_, i) => file(i));
  const state = reduceFiles(INITIAL_FILES, {type: 'page', fresh: true, items: many});
  assert.equal(state.files.length, FILE_LIMIT);
  assert.equal(state.files[0].id, String(FILE_LIMIT + 4));
});

test('uploadsTwoAtOnce_theOthersWait_andTellsOfEach C-2a', async () => {
  const {desk, uploads, announced} = store();
  desk.add([{name: 'a', size: 10}, {name: 'b', size: 10}, {name: 'c', size: 10}]);
  assert.deepEqual(desk.state.transfers.map(({state}) => state), ['running', 'running', 'waiting']);
  uploads[0].onProgress(5);
  assert.equal(desk.state.transfers[0].doneBytes, 5);
  uploads[0].resolve(file(7));
  await settled();
  assert.deepEqual(announced, ['7']);
  assert.equal(uploads.length, 3);
  assert.deepEqual(desk.state.transfers.map(({name}) => name), ['b', 'c']);
});

test('forgetsAnUpload_thatIsCancelled C-2a', async () => {
  const {desk, uploads, announced} = store();
  desk.add([{name: 'a', size: 10}]);
  desk.cancel(desk.state.transfers[0].id);
  await settled();
  assert.equal(uploads.length, 1);
  assert.deepEqual(desk.state.transfers, []);
  assert.deepEqual(announced, []);
});

test('keepsAFailedUpload_untilItIsDismissed', async () => {
  const {desk, uploads} = store();
  desk.add([{name: 'a', size: 10}]);
  uploads[0].reject(new Error('no room'));
  await settled();
  assert.equal(desk.state.transfers[0].state, 'failed');
  desk.cancel(desk.state.transfers[0].id);
  assert.deepEqual(desk.state.transfers, []);
});

test('refusesAFileThatIsTooLarge_withoutSendingIt C-2a', async () => {
  const {desk, uploads} = store();
  desk.limitBytes = 9;
  desk.add([{name: 'a', size: 10}]);
  await settled();
  assert.equal(uploads.length, 0);
  assert.equal(desk.state.transfers[0].error.code, 'too-large');
});

test('takesNoMoreTransfers_atTheLimit', () => {
  const {desk} = store();
  desk.add(Array.from({length: TRANSFER_LIMIT + 3}, (_, i) => ({name: String(i), size: 1})));
  assert.equal(desk.state.transfers.length, TRANSFER_LIMIT);
});

test('takesAFileOffTheList_whenItIsGone', async () => {
  let items = [file(1)];
  const {desk} = store({page: async () => ({items})});
  await desk.load();
  await desk.changed('1');
  assert.equal(desk.state.files.length, 1);
  items = [];
  await desk.changed('1');
  assert.deepEqual(desk.state.files, []);
});

test('writesSizes_forPeople', () => {
  assert.equal(byteSize(0, 'en'), '0 bytes');
  assert.equal(byteSize(999, 'en'), '999 bytes');
  assert.equal(byteSize(1400, 'en'), '1.4 kB');
  assert.equal(byteSize(15_000_000, 'en'), '15 MB');
  assert.equal(byteSize(5e9, 'en'), '5 GB');
});
