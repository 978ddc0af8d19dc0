import { V8CodeLog } from '../../../lib';

const lines = [
  'v8-version,11,3,244,8,-node.38,0',
  'script-source,81,/app/b.js,function inner(n) {}\\x2C\\n',
  'code-creation,JS,2,248772,0x7fab2c028a40,888,outer /app/b.js:3:15,0x166229490a38,~',
  'code-creation,JS,10,248777,0x166229498ce6,11,outer /app/b.js:3:15,0x166229490a38,~',
  'code-creation,JS,2,248800,0x7fab2c028e00,888,middle /app/my\\x2C files/b.js:2:16,0x1662294909e8,~',
  'code-creation,JS,2,248810,0x7fab2c029200,100, /app/b.js:1:1,0x1662294909e8,~',
  'code-creation,JS,2,248820,0x7fab2c029300,100,get size file:///app/c.mjs:7:9,0x1662294909e8,*',
  'code-creation,Builtin,2,1200,0x7fab2c000100,64,JSEntry',
];
const logOf = (rows: readonly string[], end = '\n'): V8CodeLog =>
  V8CodeLog.parse(rows.map((row) => row + end).join(''));
const log = logOf(lines);

it.each([
  [0x7fab2c028a40n, 'outer', '/app/b.js', 3],
  [0x7fab2c028a40n + 887n, 'outer', '/app/b.js', 3],
  [0x7fab2c028e10n, 'middle', '/app/my, files/b.js', 2],
  [0x7fab2c029210n, '', '/app/b.js', 1],
  [0x7fab2c029310n, 'get size', 'file:///app/c.mjs', 7],
  [0x7fab2c000100n, 'JSEntry', null, null],
])('a log of V8 names the function at 0x%s', (address, name, file, line) => {
  expect(log.functionAt(address)).toMatchObject({ name, file, line });
});

it.each([[0x7fab2c028a3fn], [0x7fab2c028a40n + 888n], [0n], [0xffff_ffff_ffff_ffffn]])(
  'a log of V8 names no function at an address between functions: %s',
  (address) => {
    expect(log.functionAt(address)).toBeNull();
  },
);

it.each(['\n', '\r\n'])(
  'a log of V8 follows code that was moved, replaced or deleted, with %j behind its lines',
  (end) => {
    const changed = logOf(
      [
        ...lines,
        'code-move,0x7fab2c028a40,0x7fab2c100000',
        'code-creation,JS,2,300000,0x7fab2c028e40,16,newer /app/b.js:9:1,0x1662294909e8,*',
        'code-delete,0x7fab2c029200',
      ],
      end,
    );
    expect(changed.functionAt(0x7fab2c028a41n)).toBeNull();
    expect(changed.functionAt(0x7fab2c100001n)).toMatchObject({ name: 'outer', address: 0x7fab2c100000n });
    expect(changed.functionAt(0x7fab2c028e41n)).toMatchObject({ name: 'newer' });
    expect(changed.functionAt(0x7fab2c028e01n)).toBeNull();
    expect(changed.functionAt(0x7fab2c029210n)).toBeNull();
    expect(changed.functionAt(0x7fab2c000101n)).toMatchObject({ name: 'JSEntry' });
    expect(changed.size).toBe(5);
  },
);

it('a log of V8 may stand between lines of the program, and end within a line', () => {
  const cut = 'code-creation,JS,2,3000,0x7fab2c200000,88';
  const mixed = V8CodeLog.parse(['listening', `no newline: ${lines[2]!}`, `100 % done${lines[4]!}`, cut].join('\n'));
  expect(mixed.size).toBe(2);
  expect(mixed.functionAt(0x7fab2c028a40n)).toMatchObject({ name: 'outer', line: 3 });
  expect(mixed.functionAt(0x7fab2c028e00n)).toMatchObject({ name: 'middle', line: 2 });
});

it('a log of V8 is text', () => {
  expect(() => V8CodeLog.parse(Buffer.from('') as unknown as string)).toThrow(TypeError);
  expect(V8CodeLog.parse('').size).toBe(0);
});
