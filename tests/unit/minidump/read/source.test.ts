import { appendFileSync, copyFileSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Minidump } from '../../../../lib/minidump';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'dbghelp-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const small = path.join(__dirname, '../../../fixtures/dumps/x64/threads.dmp');

// Smaller ones are read whole when they are opened, and larger ones part by part.
describe.each([60_000, 65_535, 65_536, 65_537, 300_000])('a dump of %i bytes', (size) => {
  const file = (): string => path.join(folder, `${String(size)}.dmp`);
  const write = (): void => {
    copyFileSync(small, file());
    truncateSync(file(), size - 4);
    appendFileSync(file(), 'last');
  };

  it('is read to its last byte, as one in memory', async () => {
    write();
    await using dump = await Minidump.open(file());
    expect(dump.size).toBe(size);
    expect(Buffer.from(dump.bytes({ offset: size - 4, size: 4 })).toString()).toBe('last');
    expect(() => dump.bytes({ offset: size - 3, size: 4 })).toThrow(/lie beyond its end/);
    await using whole = await Minidump.open(small);
    expect(dump.modules).toEqual(whole.modules);
    expect(JSON.stringify(dump.threads)).toBe(JSON.stringify(whole.threads));
  });

  it('can be written anew once it is closed', async () => {
    write();
    const dump = await Minidump.open(file());
    await dump.close();
    rmSync(file());
    writeFileSync(file(), 'another');
    await expect(Minidump.open(file())).rejects.toMatchObject({ code: 'MINIDUMP_NOT_A_DUMP' });
  });
});
