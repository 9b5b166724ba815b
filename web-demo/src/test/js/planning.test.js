import assert from 'node:assert/strict';
import {test} from 'node:test';
import {addresses} from '../../main/resources/web/assets/room/addresses.js';
import {sorted} from '../../main/resources/web/assets/room/home-list.js';
import {draftOf, newPlan, planOfMeeting} from '../../main/resources/web/assets/room/plan.js';
import {dayOfWeek, ONCE, repeatOf, ruleOf} from '../../main/resources/web/assets/room/recurrence.js';

const MONDAY = '2026-03-02';
const ZONE = 'Europe/Berlin';
const repeat = (changes) => ({...ONCE, ...changes});

test('knowsTheDayOfADate', () => {
  assert.equal(dayOfWeek(MONDAY), 'MO');
  assert.equal(dayOfWeek('2026-03-01'), 'SU');
});

test('writesRules_asCalendarsReadThem M-3a', () => {
  assert.equal(ruleOf(ONCE, MONDAY), undefined);
  assert.equal(ruleOf(repeat({kind: 'daily'}), MONDAY), 'FREQ=DAILY');
  assert.equal(ruleOf(repeat({kind: 'weekly', every: 2, days: ['WE']}), MONDAY), 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE');
  assert.equal(ruleOf(repeat({kind: 'monthly', until: '2026-12-31'}), MONDAY), 'FREQ=MONTHLY;BYMONTHDAY=2;UNTIL=20261231');
});

test('readsBackWhatItWrote M-3a', () => {
  for (const wanted of [
    ONCE,
    repeat({kind: 'daily', every: 3}),
    repeat({kind: 'weekly', days: ['MO', 'FR'], until: '2026-06-30'}),
    repeat({kind: 'monthly', every: 2}),
  ]) {
    assert.deepEqual(repeatOf(ruleOf(wanted, MONDAY), MONDAY, ZONE), wanted);
  }
});

test('readsTheServersForm_withUntilInUtc', () => {
  const read = repeatOf('FREQ=WEEKLY;UNTIL=20260331T215959Z', MONDAY, ZONE);
  assert.deepEqual(read, repeat({kind: 'weekly', days: ['MO'], until: '2026-03-31'}));
});

test('leavesAloneWhatNoFormMakes', () => {
  for (const rule of ['FREQ=YEARLY', 'FREQ=MONTHLY;BYDAY=1MO', 'FREQ=DAILY;COUNT=5', 'FREQ=WEEKLY;BYDAY=MO;BYSETPOS=1', 'FREQ=MONTHLY;BYMONTHDAY=-1', 'nonsense']) {
    assert.equal(repeatOf(rule, MONDAY, ZONE).kind, 'other', rule);
  }
});

test('takesAddresses_howeverTheyArePasted M-8a', () => {
  const {addresses: good, wrong} = addresses('ada@a.example, Charles B <c@b.example>;\nADA@a.example x@y.example\nnobody, a@@b');
  assert.deepEqual(good, ['ADA@a.example', 'c@b.example', 'x@y.example']);
  assert.deepEqual(wrong, ['nobody', 'a@@b']);
});

const settings = {inviteOnly: true, muteOnEntry: false, guestsSeeChatFrom: 'admission'};

test('beginsAtTheNextFullHour_alsoOverMidnight', () => {
  const plan = newPlan(new Date(2026, 11, 31, 23, 20), ZONE);
  assert.equal(`${plan.date} ${plan.time}`, '2027-01-01 00:00');
});

test('plansWhatTheMeetingWas_whenNothingIsTouched M-3a', () => {
  const schedule = {start: '2026-03-02T09:00', durationMinutes: 50, timeZone: ZONE, recurrence: 'FREQ=WEEKLY;BYDAY=MO'};
  const meeting = {name: 'Weekly', schedule, settings};
  assert.deepEqual(draftOf(planOfMeeting(meeting, newPlan(new Date(), 'UTC'))), {name: 'Weekly', schedule, settings});
});

test('keepsARuleThatNoFormMakes', () => {
  const schedule = {start: '2026-03-02T09:00', durationMinutes: 50, timeZone: ZONE, recurrence: 'FREQ=MONTHLY;BYDAY=1MO'};
  const draft = draftOf(planOfMeeting({name: 'Weekly', schedule, settings}, newPlan(new Date(), 'UTC')));
  assert.equal(draft.schedule.recurrence, 'FREQ=MONTHLY;BYDAY=1MO');
});

test('hasNoSchedule_withoutAFixedTime', () => {
  assert.equal(draftOf({...newPlan(new Date(), ZONE), name: ' a ', timed: false}).schedule, null);
});

test('listsWhatRunsFirst_thenWhatComesSoonest M-5a', () => {
  const meeting = (id, more = {}) => ({id, live: false, createdAt: '2026-01-01T00:00:00Z', ...more});
  const next = (start) => ({next: {start, end: start}});
  const {upcoming, recent} = sorted([meeting('old'), meeting('b', next('2026-03-03T08:00:00Z')), meeting('a', next('2026-03-02T08:00:00Z')), meeting('live', {live: true})]);
  assert.deepEqual(upcoming.map(({id}) => id), ['live', 'a', 'b']);
  assert.deepEqual(recent.map(({id}) => id), ['old']);
});
