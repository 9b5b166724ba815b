import assert from 'node:assert/strict';
import {test} from 'node:test';
import {markdown} from '../../main/resources/web/assets/room/markdown.js';

const text = (value) => ({kind: 'text', text: value});
/** The inside of a text that is one paragraph. */
const inside = (typed) => {
  const blocks = markdown(typed);
  assert.equal(blocks.length, 1);
  assert.equal(blocks[0].kind, 'paragraph');
  return blocks[0].children;
};
/** Everything that a tree says, without its marks. */
const said = (node) => node.text ?? (node.children ?? node.items?.flat() ?? []).map(said).join('');

test('readsBoldItalicAndCode C-1d', () => {
  assert.deepEqual(inside('a **b** *c* _d_ `e`'), [
    text('a '),
    {kind: 'bold', children: [text('b')]},
    text(' '),
    {kind: 'italic', children: [text('c')]},
    text(' '),
    {kind: 'italic', children: [text('d')]},
    text(' '),
    {kind: 'code', text: 'e'},
  ]);
});

test('nestsMarks', () => {
  assert.deepEqual(inside('**a *b* c**'), [{kind: 'bold', children: [text('a '), {kind: 'italic', children: [text('b')]}, text(' c')]}]);
});

test('leavesAlone_whatIsNoMark', () => {
  for (const typed of ['2 * 3 * 4', 'snake_case_name', '** not bold **', 'a*b*c', '5*', '`', '**', '[x](javascript:alert(1))', '[x]( )', '_', '😀 *']) {
    assert.deepEqual(inside(typed), [text(typed)], typed);
  }
});

test('marksNothingInsideCode', () => {
  assert.deepEqual(inside('`**a** https://x.test`'), [{kind: 'code', text: '**a** https://x.test'}]);
});

test('linksOnlyWhatIsSafe C-1d', () => {
  assert.deepEqual(inside('[docs](https://x.test/a)'), [{kind: 'link', href: 'https://x.test/a', children: [text('docs')]}]);
  assert.deepEqual(inside('https://x.test/a'), [{kind: 'link', href: 'https://x.test/a', children: [text('https://x.test/a')]}]);
  assert.equal(inside('[mail](mailto:a@b.test)')[0].kind, 'link');
  for (const bad of ['javascript:alert(1)', 'data:text/html,x', 'vbscript:x', 'file:///etc/passwd', '//x.test', '/relative', 'JaVaScRiPt:x']) {
    assert.ok(!JSON.stringify(markdown(`[x](${bad})`)).includes('"link"'), bad);
  }
});

test('readsLists_orderedAndNot C-1d', () => {
  assert.deepEqual(markdown('- a\n* **b**\n1. c\n2) d'), [
    {kind: 'list', ordered: false, items: [[text('a')], [{kind: 'bold', children: [text('b')]}]]},
    {kind: 'list', ordered: true, items: [[text('c')], [text('d')]]},
  ]);
});

test('readsCodeBlocks_andLeavesAnOpenFenceAlone', () => {
  assert.deepEqual(markdown('```js\nlet a = `1`;\n- no list\n```'), [{kind: 'code-block', text: 'let a = `1`;\n- no list'}]);
  assert.equal(markdown('```\nnever closed')[0].kind, 'paragraph');
});

test('keepsLineBreaks', () => {
  assert.deepEqual(inside('a\nb'), [text('a\nb')]);
});

test('staysAsTyped_whenNestedTooDeep', () => {
  const deep = '**a *b **c *d **e** d* c** b* a**';
  assert.ok(markdown(deep).length > 0);
});

test('isTotalAndQuick_whateverIsTyped', () => {
  const pieces = ['*', '**', '_', '`', '```', '\n', '- ', '1. ', '[', '](', ')', 'a', ' ', '<script>', 'https://x.test', '\u0000', '😀'];
  let seed = 7;
  const next = () => (seed = (seed * 1103515245 + 12345) % 2147483648);
  for (let round = 0; round < 2000; round++) {
    const typed = Array.from({length: next() % 40}, () => pieces[next() % pieces.length]).join('');
    assert.ok(Array.isArray(markdown(typed)));
  }
  const began = performance.now();
  for (const evil of ['*a'.repeat(2000), '**a'.repeat(1300), '[a'.repeat(2000), '_a '.repeat(1300), '`'.repeat(4000)]) {
    markdown(evil);
  }
  assert.ok(performance.now() - began < 1000);
});

test('saysEveryLetter_thatIsNoMark', () => {
  assert.equal(markdown('Hi **you**, see [this](https://x.test) `now`').map(said).join(''), 'Hi you, see this now');
});
