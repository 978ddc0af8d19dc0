import { createHash } from 'node:crypto';
import { formatCrashReport, type CrashReport, type ReportFrame } from '../../../../lib';
import { at, frame, reportModule, sampleReport, thread } from '../report-sample';

/** The sample from JSON, with another value at a path of members. */
function changed(member: string, value: unknown): CrashReport {
  const report: unknown = JSON.parse(JSON.stringify(sampleReport));
  const names = member.split('.');
  const last = names.pop()!;
  let owner = report as Record<string, unknown>;
  for (const name of names) owner = owner[name] as Record<string, unknown>;
  owner[last] = value;
  return report as CrashReport;
}

const text = (report: CrashReport, options = {}): string[] => formatCrashReport(report, options).split('\n');

const withFrames = (frames: readonly ReportFrame[]): CrashReport => ({
  ...sampleReport,
  threads: [thread(1, frames, { faulting: true })],
});

const recursion = (count: number, ...names: string[]): ReportFrame[] =>
  Array.from({ length: count }, (_, index) =>
    frame(
      index,
      `0x${(0x1000 + index).toString(16)}`,
      at('app', names[index % names.length]!, 4, 'app.cpp', 10 + index),
    ),
  );

describe('a crash report in each format', () => {
  const frames = [
    frame(0, '0x1000', at('app', 'leaf', 1)),
    frame(1, '0x1010', null, { foundBy: 'frame-pointer', trust: 'frame-pointer', generated: true }),
    frame(2, '0x1020', at('app', null, 0x20), { foundBy: 'scan', trust: 'scan' }),
    frame(3, '0x1028', null, { foundBy: 'scan', trust: 'scan', generated: true, managed: true }),
    frame(4, '0x1030', at('kernel32', null, 0x30), { trust: 'scan' }),
  ];
  const [first, ...others] = withFrames(frames).threads;
  const report = { ...sampleReport, threads: [{ ...first!, end: 'no-unwind-info' as const }, ...others] };

  it.each(['text', 'markdown', 'html'] as const)(
    'says how far frames can be trusted, and why they end: %s',
    (format) => {
      const plain = formatCrashReport(report, { format }).replace(/<[^>]*>|\s+/g, ' ');
      expect(plain).toMatch(/code made at run time\W+by the frame pointer/);
      expect(plain).toMatch(/app\W+0x20\W+a guess: found on the stack/);
      expect(plain).toMatch(/managed code, which a \.NET debugger names/);
      expect(plain).toMatch(/kernel32\W+0x30\W+behind a guess/);
      expect(plain).toMatch(/Nothing tells who called the last frame: the image of kernel32 is missing/);
    },
  );
});

describe('a crash report as text', () => {
  it('says in its first line what happened and where', () => {
    const plain = { ...sampleReport, exception: { ...sampleReport.exception!, inlined: [] } };
    expect(text(plain)[0]).toBe('EXCEPTION_ACCESS_VIOLATION: write of 0x18 in shop!shop::Inventory::reserve+0x37');
  });

  it('says the innermost inlined function and its line in its first line, and blames the innermost of the program', () => {
    const whole = text(sampleReport).join(' ').replace(/\s+/g, ' ');
    expect(whole).toMatch(
      /^EXCEPTION_ACCESS_VIOLATION: write of 0x18 in shop!std::vector<.*?>::operator\[\] \[C:\\VC\\include\\vector @ 1885\], inlined into shop!shop::Inventory::reserve\+0x37 /,
    );
    expect(whole).toContain(
      'Likely cause: shop!shop::Shelf::take [D:\\build\\shop\\src\\shelf.hpp @ 42], inlined into',
    );
    for (const format of ['html', 'markdown'] as const) {
      const title = /<title>(.*)<\/title>|^`(EXCEPTION.*)`$/m.exec(formatCrashReport(sampleReport, { format }));
      expect(title?.[1] ?? title?.[2]).toContain('@ 1885]');
    }
  });

  it("has the frames as debuggers print them, with addresses as wide as the architecture's", () => {
    const lines = text(sampleReport);
    expect(lines).toContain(
      ' 0  00007ff6c0d51b27  shop!shop::Inventory::reserve+0x37 [D:\\build\\shop\\src\\inventory.cpp @ 118]',
    );
    expect(lines).toContain(' 0  (inline)          shop!shop::Shelf::take [D:\\build\\shop\\src\\shelf.hpp @ 42]');
    expect(lines).toContain('12  00007ffb8b1a26b1  ntdll!RtlUserThreadStart+0x21');
    expect(lines).toContain(' 9  00007ffb5d2c1190  plugin+0x1190 (a guess: found on the stack)');
    const small = text({ ...sampleReport, system: { ...sampleReport.system, architecture: 'x86' }, ...withX86Frame });
    expect(small).toContain(' 0  00401234  app!crash [a.cpp @ 3]');
  });

  it('puts inlined functions before the function that contains them', () => {
    const lines = text(sampleReport);
    const places = ['operator[]', 'shop::Shelf::take [', 'shop::Inventory::reserve+0x37 [D'].map((name) =>
      lines.findIndex((line) => line.startsWith(' 0  ') && line.includes(name)),
    );
    expect(places[0]).toBeGreaterThan(0);
    expect(places.map((place) => place - places[0]!)).toEqual([0, 1, 2]);
  });

  it('folds recursion', () => {
    const lines = text(
      withFrames([frame(0, '0x10', at('app', 'leaf', 1)), ...shifted(recursion(293, 'fib::down'), 1)]),
    );
    expect(lines).toContain('     frames 1..293: app!fib::down, 293 times; the first:');
    expect(lines.filter((line) => line.includes('fib::down+0x4'))).toHaveLength(1);
  });

  it('folds functions that call each other in turn', () => {
    const lines = text(withFrames(recursion(21, 'even', 'odd')));
    expect(lines).toContain('    frames 0..19: app!even, app!odd, 10 times; the first:');
    expect(lines.filter((line) => line.includes('app!even+0x4'))).toHaveLength(2);
  });

  it('folds nothing that does not repeat, and nothing with fold: false', () => {
    expect(text(withFrames(recursion(3, 'few'))).join('\n')).not.toContain('times');
    const lines = text(withFrames(recursion(50, 'many')), { fold: false });
    expect(lines.filter((line) => line.includes('app!many+0x4'))).toHaveLength(50);
    // Without a name, only equal addresses are the same frame.
    const unnamed = Array.from({ length: 9 }, (_, index) =>
      frame(index, `0x${String(index + 1)}`, at('app', null, index)),
    );
    expect(text(withFrames(unnamed)).join('\n')).not.toContain('times');
  });

  it('keeps to 120 columns', () => {
    const long = withFrames([frame(0, '0x10', at('app', 'x'.repeat(5000), 1, `C:\\${'y\\'.repeat(300)}z.cpp`, 7))]);
    for (const report of [sampleReport, long]) {
      expect(Math.max(...text(report).map((line) => line.length))).toBeLessThanOrEqual(120);
    }
    // No text is lost.
    expect(formatCrashReport(long).replace(/\s/g, '')).toContain('x'.repeat(5000));
  });

  it('has only the stack of the faulting thread, if only that is requested', () => {
    expect(text(sampleReport).filter((line) => line.startsWith('Stack of '))).toHaveLength(4);
    expect(text(sampleReport, { threads: 'faulting' }).filter((line) => line.startsWith('Stack of '))).toHaveLength(1);
  });

  it('describes a dump without a crash', () => {
    const hang: CrashReport = {
      ...sampleReport,
      occasion: 'none',
      exception: null,
      culprit: null,
      threads: sampleReport.threads.slice(1),
    };
    const lines = text(hang);
    expect(lines[0]).toBe('shop.exe did not crash: the dump has no exception');
    expect(lines).not.toContain('Exception');
    expect(formatCrashReport(hang, { format: 'html' })).toContain('No exception');
    expect(formatCrashReport(hang, { format: 'markdown' })).not.toContain('### Exception');
  });
});

const withX86Frame = {
  threads: [thread(1, [frame(0, '0x401234', at('app', 'crash', 0, 'a.cpp', 3))])],
  registers: null,
};

const shifted = (frames: readonly ReportFrame[], by: number): ReportFrame[] =>
  frames.map((one) => ({ ...one, index: one.index + by }));

describe('formatCrashReport', () => {
  it('accepts a report that was read back from JSON', () => {
    const again = JSON.parse(JSON.stringify(sampleReport)) as CrashReport;
    for (const format of ['text', 'markdown', 'html'] as const) {
      expect(formatCrashReport(again, { format })).toBe(formatCrashReport(sampleReport, { format }));
    }
  });

  it('accepts a report of an earlier version, which has no inlined functions of the exception', () => {
    const earlier = changed('exception.inlined', undefined);
    Object.assign(earlier, { culprit: { ...earlier.culprit, inlinedInto: undefined } });
    const stored = JSON.parse(JSON.stringify(earlier)) as CrashReport;
    expect(stored.exception).not.toHaveProperty('inlined');
    for (const format of ['text', 'markdown', 'html'] as const) {
      expect(formatCrashReport(stored, { format })).toContain('shop::Inventory::reserve+0x37');
    }
  });

  it.each(['threadCount', 'culprit.frame', 'threads.0.frames.1.index', 'threads.0.id', 'modules.0.size', 'dump.size'])(
    'refuses a report from JSON in which %s is no number: it could become markup',
    (member) => {
      for (const value of ['<b>', true]) {
        for (const format of ['text', 'markdown', 'html'] as const) {
          expect(() => formatCrashReport(changed(member, value), { format })).toThrow(
            new RegExp(`formatCrashReport: \`report\`\\.${member} must be a number`),
          );
        }
      }
    },
  );

  it('refuses unknown options', () => {
    expect(() => formatCrashReport(sampleReport, { format: 'pdf' as never })).toThrow(RangeError);
    expect(() => formatCrashReport(sampleReport, { format: 1 as never })).toThrow(TypeError);
    expect(() => formatCrashReport(sampleReport, { threads: 'none' as never })).toThrow(RangeError);
    expect(() => formatCrashReport(sampleReport, { fold: 'yes' as never })).toThrow(TypeError);
    expect(() => formatCrashReport(null as never)).toThrow(TypeError);
  });
});

const attacks = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(2)>',
  "' onmouseover='alert(3)",
  '</pre></details></code><h1>owned</h1>',
  '```\n# owned\n```',
  '` | ![x](https://evil.example/x.png) | @everyone #1 https://evil.example',
  '\\|<b>owned</b>',
  '\u001b[31mred\u001b]0;title\u0007',
  'line\r\n\r\n# owned\u2028# owned',
  '\u202egpj.exe',
  '-->]]><!--',
];

/** The sample with an attack in every text that comes from a dump or a PDB. */
function hostile(attack: string): CrashReport {
  const keep = new Set([
    'kind',
    'level',
    'state',
    'end',
    'neededBy',
    'architecture',
    'foundBy',
    'operation',
    'time',
    'startTime',
  ]);
  const replaced = (value: unknown, key: string): unknown => {
    if (Array.isArray(value)) return value.map((one) => replaced(one, key));
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, replaced(one, name)]));
    }
    return typeof value !== 'string' || keep.has(key) || /^0x[\da-fA-F]+$/.test(value) || key === 'bytes'
      ? value
      : attack;
  };
  const report = replaced({ ...sampleReport, dump: { ...sampleReport.dump, comment: 'comment' } }, '') as CrashReport;
  return {
    ...report,
    exception: {
      ...report.exception!,
      details: { kind: 'c++', types: [attack, attack], object: '0x1', message: attack, rethrown: false },
    },
  };
}

describe.each(attacks)('the text of a hostile dump: %j', (attack) => {
  const report = hostile(attack);

  it("is text in HTML, which has only the page's own tags", () => {
    const page = formatCrashReport(report, { format: 'html' });
    const bare = page.replace(/<(script|style)>[^]*?<\/\1>/g, '<$1></$1>');
    const tags = Array.from(bare.matchAll(/<([^\s>]+)([^>]*)>/g), ([, name, attributes]) => ({
      name: name!,
      attributes: attributes!,
    }));
    expect(tags.filter(({ name }) => name === 'script')).toHaveLength(1);
    expect(tags.filter(({ name }) => ['img', 'b', '!--', 'iframe'].includes(name))).toEqual([]);
    expect(tags.filter(({ name }) => name === 'h1')).toHaveLength(1);
    expect(tags.filter(({ attributes }) => /\son\w+=/i.test(attributes.replace(/"[^"]*"/g, '""')))).toEqual([]);
    // All opened tags are closed, in order.
    const open: string[] = [];
    for (const { name } of tags) {
      if (['!doctype', 'meta', 'input', 'br', 'wbr'].includes(name)) continue;
      if (name.startsWith('/')) expect(open.pop()).toBe(name.slice(1));
      else open.push(name);
    }
    expect(open).toEqual([]);
  });

  it('is code in Markdown', () => {
    const lines = formatCrashReport(report, { format: 'markdown' }).split('\n');
    // The only text that is no code: its punctuation is escaped.
    const meaning = lines.find((line) => line.startsWith('| Meaning | '))!;
    expect(meaning.slice('| Meaning | '.length, -2)).not.toMatch(/[<>`|@*![\]]|&(?!#\d+;)|#(?!\d+;)/);
    const outside = withoutCode(lines.filter((line) => line !== meaning)).join('\n');
    expect(outside).not.toMatch(/owned|alert|evil|@everyone|onerror|31m/);
    expect(outside.replace(/<\/?(details|summary|code)>/g, '')).not.toContain('<');
    expect(lines.filter((line) => line === '</details>')).toHaveLength(
      lines.filter((line) => line === '<details>').length,
    );
  });

  it('contains no terminal command and no line break', () => {
    const output = formatCrashReport(report);
    // eslint-disable-next-line no-control-regex
    expect(output).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/);
    expect(output.split('\n').filter((line) => line.startsWith('# owned') && !attack.startsWith('#'))).toEqual([]);
  });
});

/** Markdown without its code blocks and code spans, and HTML without its `code`. */
function withoutCode(lines: readonly string[]): string[] {
  const rest: string[] = [];
  let fence: string | null = null;
  for (const line of lines) {
    const run = /^(`{3,})(text)?$/.exec(line);
    if (fence === null && run) fence = run[1]!;
    else if (fence !== null && line === fence) fence = null;
    else if (fence === null) rest.push(line);
  }
  expect(fence).toBeNull();
  return rest.map((line) => line.replace(/<code>[^<]*<\/code>/g, '').replace(/(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)/g, ''));
}

describe('what is left out and what is not', () => {
  const withModules = (count: number): CrashReport => ({
    ...sampleReport,
    modules: Array.from({ length: count }, (_, nth) =>
      reportModule(`m${String(nth)}.dll`, `0x${String(10 + nth)}0000`, {
        frames: { first: nth === 7 ? 1 : 0, others: 0 },
        symbols: { state: 'not-asked', type: null, pdbPath: null, imagePath: null, why: null },
      }),
    ),
  });

  it('keeps modules on the stacks when rows are few', () => {
    for (const format of ['text', 'markdown', 'html'] as const) {
      const output = formatCrashReport(withModules(9), { format, maxRows: 2 });
      expect(output).toMatch(/m0\.dll[^]*m7\.dll[^]*7 more modules/);
      expect(output).not.toContain('m1.dll');
      expect(formatCrashReport(withModules(9), { format })).not.toContain('more modules');
    }
  });

  it('has the GUID and age of each PDB, and no words for modules at which nobody looked', () => {
    for (const format of ['text', 'markdown', 'html'] as const) {
      const output = formatCrashReport(withModules(9), { format });
      expect(output.replace(/<wbr>/g, '')).toContain('8F9E2A1B4C5D6E7F8091A2B3C4D5E6F71');
      expect(output).not.toContain('not looked at');
    }
  });
});

describe('the page', () => {
  const page = formatCrashReport(sampleReport, { format: 'html' });

  it('says of each head of a column that it is one', () => {
    const heads = page.match(/<th\b[^>]*>/g)!;
    expect(heads.filter((head) => head !== '<th scope="col">')).toEqual([]);
    expect(heads).toHaveLength(4);
  });

  it('is self-contained', () => {
    expect(page).not.toMatch(/\b(src|href)="(?!#)/);
    expect(page).not.toMatch(/url\(|@import/);
  });

  it('runs only its own script and style', () => {
    const hash = (name: string): string => {
      const content = new RegExp(`<${name}>([^]*?)</${name}>`).exec(page)![1]!;
      return `'sha256-${createHash('sha256').update(content).digest('base64')}'`;
    };
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(page)![1]!;
    expect(policy.split('; ')).toEqual(
      expect.arrayContaining([`default-src 'none'`, `script-src ${hash('script')}`, `style-src ${hash('style')}`]),
    );
    expect(page).not.toMatch(/<[^>]* style="/);
  });

  it('has a link to each of its sections', () => {
    const ids = Array.from(page.matchAll(/<section id="([^"]*)"/g), ([, id]) => id);
    const links = Array.from(page.matchAll(/<a href="#([^"]*)"/g), ([, id]) => id);
    expect(links).toEqual(ids);
    expect(ids).toEqual(['exception', 'stack', 'registers', 'code', 'missing', 'threads', 'modules', 'dump']);
  });
});
