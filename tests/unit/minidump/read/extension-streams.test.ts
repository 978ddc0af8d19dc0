import { Minidump } from '../../../../lib';
import { addBreakpadStreams, addCrashpadInfo, addLinuxTexts, addMacCrashInfo, otherSystemDump } from '../crashpad-dump';
import { DumpBuilder, u32, zeros } from '../dump-builder';

const linux = { platformId: 0x8201, modulePath: '/opt/demo/demo', code: 11 };

describe('streams of Crashpad, Breakpad and Mozilla', () => {
  it("are Crashpad's annotations, of the process and of each module", () => {
    const dump = Minidump.from(otherSystemDump({ ...linux, more: addCrashpadInfo }));
    expect(dump.problems()).toEqual([]);
    expect(dump.crashpadInfo).toMatchObject({
      reportId: '33221100-5544-7766-8899-aabbccddeeff',
      clientId: '00000000-0000-0000-0000-000000000000',
      annotations: { prod: 'Electron', ver: '42.0.1', ptype: 'renderer' },
      modules: [
        {
          index: 0,
          list: ['Check failed: queue.empty().'],
          simple: { channel: 'beta' },
          annotations: [
            { name: 'tab-title', type: 1, text: 'Überblick' },
            { name: 'counters', type: 0x8001, text: null, size: 3 },
          ],
        },
      ],
    });
    expect(dump.bytes(dump.crashpadInfo!.modules[0]!.annotations[1]!)).toEqual(new Uint8Array([1, 2, 3]));
    expect(dump.streams.at(-1)).toMatchObject({ name: 'CrashpadInfoStream' });
    expect(JSON.parse(JSON.stringify(dump.crashpadInfo))).toEqual(dump.crashpadInfo);
  });

  it("are Breakpad's threads and failed assertion", () => {
    const dump = Minidump.from(otherSystemDump({ ...linux, more: addBreakpadStreams }));
    expect(dump.breakpadInfo).toEqual({ dumpThreadId: 77, requestingThreadId: 1 });
    expect(dump.assertion).toEqual({
      ...{ kind: 'invalid-parameter', expression: 'index < size', function: 'at', file: '/src/list.h', line: 42 },
    });
  });

  it('are texts of Linux', () => {
    const dump = Minidump.from(otherSystemDump({ ...linux, more: addLinuxTexts }));
    expect(dump.linuxTexts).toEqual({
      cpuInfo: 'processor\t: 0\n',
      status: 'Name:\tdemo\n',
      lsbRelease: 'DISTRIB_ID=Ubuntu\nDISTRIB_DESCRIPTION="Ubuntu 24.04 LTS"\n',
      commandLine: ['/opt/demo/demo', '--name', 'a b'],
      environment: ['HOME=/root', 'PATH=/bin'],
      maps: '7f0000000000-7f0000008000 r-xp 0 00:00 0 /opt/demo/demo\n',
    });
  });

  it('are messages of libraries of macOS', () => {
    const dump = Minidump.from(otherSystemDump({ ...linux, platformId: 0x8101, more: addMacCrashInfo }));
    expect(dump.macCrashInfo).toEqual([
      {
        modulePath: '/usr/lib/system/libsystem_c.dylib',
        ...{ message: 'abort() called', message2: '', signature: '', backtrace: '', thread: 0n },
      },
    ]);
  });

  it('are null or empty where a dump has none, and then no problem', () => {
    const dump = Minidump.from(otherSystemDump(linux));
    const { breakpadInfo, assertion, crashpadInfo, linuxTexts, macCrashInfo } = dump;
    expect([breakpadInfo, assertion, crashpadInfo, linuxTexts, macCrashInfo]).toEqual([null, null, null, null, []]);
    expect(dump.problems()).toEqual([]);
  });

  it('have the build id of an ELF file', () => {
    const id = '0123456789abcdef0123456789abcdef01234567';
    const cv = Buffer.concat([u32(0x4270_454c), Buffer.from(id, 'hex')]);
    expect(Minidump.from(otherSystemDump({ ...linux, cv })).modules[0]).toMatchObject({ buildId: id, pdb: null });
  });

  it('keep what is sound where a part is damaged', () => {
    const sound = otherSystemDump({ ...linux, more: addCrashpadInfo });
    const { offset } = Minidump.from(sound).streams.find(({ name }) => name === 'CrashpadInfoStream')!;
    // The place of the annotations of the process lies behind the version and two UUIDs.
    sound.writeUInt32LE(0x7fff_0000, offset + 40);
    const dump = Minidump.from(sound);
    expect(dump.crashpadInfo).toMatchObject({ annotations: {}, modules: [{ simple: { channel: 'beta' } }] });
    expect(dump.problems()).toMatchObject([{ stream: 'CrashpadInfoStream', offset: 0x7fff_0000 }]);
  });

  it.each([0x4767_0001, 0x4767_0002, 0x4350_0001, 0x4d7a_0001])('are reported if they are too short: 0x%s', (type) => {
    const builder = new DumpBuilder();
    builder.stream(type, zeros(4));
    expect(Minidump.from(builder.build()).problems()).toMatchObject([{ code: 'MINIDUMP_DAMAGED' }]);
  });
});
