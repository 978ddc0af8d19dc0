import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { Minidump } from '../../../../lib';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'dbghelp-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('what is no file is refused, and not waited for', () => {
  const refused = {
    code: 'MINIDUMP_NOT_A_DUMP',
    message: expect.stringMatching(/is a folder: name the files in it$/) as string,
  };

  it.each(['', '\\', '\\.'])('a folder, written with %j behind it', async (end) => {
    await expect(Minidump.open(folder + end)).rejects.toMatchObject(refused);
  });

  it.each(['\\\\.\\pipe\\', '//./pipe/', '\\\\?\\pipe\\'])(
    'a named pipe below %s, to which nobody writes',
    async (root) => {
      const name = `dbghelp-source-${String(process.pid)}`;
      const server = createServer();
      await new Promise<void>((listening) => server.listen(`\\\\.\\pipe\\${name}`, listening));
      try {
        const error: unknown = await Minidump.open(root + name).catch((thrown: unknown) => thrown);
        expect(error).toMatchObject({ name: 'MinidumpError' });
      } finally {
        await new Promise((closed) => server.close(closed));
      }
    },
  );

  it.each(['NUL', 'CON', 'COM1', 'C:\\NUL'])('the device %s', async (device) => {
    await expect(Minidump.open(device)).rejects.toMatchObject({ name: 'MinidumpError' });
  });
});
