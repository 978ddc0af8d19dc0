import { Minidump } from '../../lib';
import { expectJson } from './json-of';
import { sample, sampleDump } from './minidump/sample-dump';

it.each(['x64', 'x86', 'arm64'] as const)('everything in a dump of %s can be written as JSON', (architecture) => {
  const dump = Minidump.from(sampleDump(architecture));
  expect(expectJson(dump)).toBeGreaterThan(30);
  const { exception, memory, handleOperations, systemInfo } = dump;
  expect(JSON.stringify(dump.header)).toContain(`"flags":"0x${sample.flags.toString(16)}"`);
  expect(expectJson([exception, memory, handleOperations, systemInfo])).toBeGreaterThan(10);
});

it('a list of bigints is still an array', () => {
  const { exception } = Minidump.from(sampleDump());
  const parameters = exception!.parameters;
  expect(JSON.parse(JSON.stringify(parameters))).toEqual(parameters.map((value) => `0x${value.toString(16)}`));
  expect(parameters).toEqual([...parameters]);
  expect(Array.isArray(parameters)).toBe(true);
  expect(Object.getPrototypeOf(parameters.map(String))).toBe(Array.prototype);
});
