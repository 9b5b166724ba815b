import assert from 'node:assert/strict';
import {beforeEach, test} from 'node:test';
import {SignalingSocket} from '../../main/resources/web/assets/net/signaling-socket.js';

/** A server's end of each socket that the module opens. */
class ScriptedSocket {
  static OPEN = 1;
  /** @type {ScriptedSocket[]} */
  static all = [];
  readyState = 0;
  sent = [];

  constructor(url, protocol) {
    Object.assign(this, {url, protocol});
    ScriptedSocket.all.push(this);
  }

  send(text) {
    this.sent.push(JSON.parse(text));
  }

  close() {
    this.readyState = 3;
  }

  async accept() {
    this.readyState = ScriptedSocket.OPEN;
    this.onopen();
    await Promise.resolve();
    await Promise.resolve();
  }

  say(message) {
    this.onmessage({data: JSON.stringify(message)});
  }

  drop() {
    this.readyState = 3;
    this.onclose();
  }
}
globalThis.WebSocket = ScriptedSocket;

const SEAT = {type: 'seat', seat: '1', seatToken: 't', state: 'admitted', media: 'new'};
const last = () => ScriptedSocket.all.at(-1);

async function opened(t, hello = {name: 'Ada'}) {
  t.mock.timers.enable({apis: ['setTimeout']});
  const states = [];
  const messages = [];
  const socket = new SignalingSocket({url: 'ws://x', hello: async () => hello, onMessage: (message) => messages.push(message), onState: (state) => states.push(state)});
  socket.open();
  await last().accept();
  return {socket, states, messages};
}

async function seated(t) {
  const all = await opened(t);
  last().say(SEAT);
  return all;
}

beforeEach(() => (ScriptedSocket.all = []));

test('joinsFirst_inTheProtocolsName', async (t) => {
  await opened(t);
  assert.equal(last().protocol, 'plenum.v1');
  assert.deepEqual(last().sent, [{type: 'join', name: 'Ada'}]);
});

test('isOpen_onlyOnceItHasASeat', async (t) => {
  const {socket, states} = await opened(t);
  assert.equal(socket.send({type: 'leave'}), false);
  last().say(SEAT);
  assert.deepEqual(states, ['open']);
  assert.equal(socket.send({type: 'leave'}), true);
});

test('comesBack_withinAQuarterOfASecond W-6a', async (t) => {
  const {states} = await seated(t);
  last().drop();
  t.mock.timers.tick(250);
  assert.equal(ScriptedSocket.all.length, 2);
  await last().accept();
  last().say(SEAT);
  assert.deepEqual(states, ['open', 'reconnecting', 'open']);
});

test('triesAgain_whenNoSeatIsGiven', async (t) => {
  await opened(t);
  t.mock.timers.tick(10_000);
  t.mock.timers.tick(2000);
  assert.equal(ScriptedSocket.all.length, 2);
});

test('ignoresAnOldSocket_afterReconnecting', async (t) => {
  const {socket, messages} = await seated(t);
  const old = last();
  socket.reconnect();
  old.say({type: 'speaker', seat: null});
  old.onclose();
  assert.equal(messages.length, 1);
  assert.equal(ScriptedSocket.all.length, 2);
});

test('pairsAnswersWithRequests_inAnyOrder', async (t) => {
  const {socket} = await seated(t);
  const first = socket.request({type: 'chat', text: 'a'});
  const second = socket.request({type: 'chat', text: 'b'});
  const [a, b] = last().sent.slice(1);
  last().say({type: 'ok', replyTo: b.id});
  last().say({type: 'error', replyTo: a.id, code: 'forbidden', message: ''});
  assert.equal((await second).type, 'ok');
  await assert.rejects(first, {code: 'forbidden'});
});

test('failsRequests_whenTheConnectionDropsOrNothingAnswers', async (t) => {
  const {socket} = await seated(t);
  const slow = socket.request({type: 'chat', text: 'a'});
  t.mock.timers.tick(10_000);
  await assert.rejects(slow, {code: 'timeout'});
  const cut = socket.request({type: 'chat', text: 'b'});
  last().drop();
  await assert.rejects(cut, {code: 'disconnected'});
  await assert.rejects(socket.request({type: 'chat', text: 'c'}), {code: 'disconnected'});
});

for (const type of ['removed', 'refused', 'ended', 'replaced', 'signed-out']) {
  test(`staysAway_after ${type}`, async (t) => {
    const {states} = await seated(t);
    last().say({type});
    last().onclose();
    t.mock.timers.tick(60_000);
    assert.equal(ScriptedSocket.all.length, 1);
    assert.equal(states.at(-1), 'closed');
  });
}

test('staysAway_whenTheSeatIsGone', async (t) => {
  const {messages} = await opened(t, {seatToken: 'old'});
  last().say({type: 'error', code: 'seat-gone', message: ''});
  t.mock.timers.tick(60_000);
  assert.equal(ScriptedSocket.all.length, 1);
  assert.equal(messages.at(-1).code, 'seat-gone');
});

test('waitsAsLongAsItIsTold_whenThereWereTooManyTries', async (t) => {
  const {messages} = await opened(t);
  last().say({type: 'error', code: 'too-many-requests', message: '', retryAfterSeconds: 5});
  last().drop();
  t.mock.timers.tick(4999);
  assert.equal(ScriptedSocket.all.length, 1);
  t.mock.timers.tick(1);
  assert.equal(ScriptedSocket.all.length, 2);
  assert.deepEqual(messages, []);
});

test('ignoresWhatIsNoMessage', async (t) => {
  const {messages} = await seated(t);
  for (const data of ['', '{', 'null', '[]', '{"type":1}']) {
    last().onmessage({data});
  }
  assert.equal(messages.length, 1);
});

test('asksForASeatAgain_whenTheSessionEndedMeanwhile', async (t) => {
  const {states, messages} = await opened(t);
  last().say({type: 'error', code: 'seat-gone', message: ''});
  last().drop();
  t.mock.timers.tick(250);
  await last().accept();
  last().say(SEAT);
  assert.deepEqual(states, ['open']);
  assert.deepEqual(messages, [SEAT]);
});
