/**
 * Says what is in a minidump: of which system and process it is, its modules with their PDBs, its threads, what stopped the
 * program, and how much memory. Runs on every platform.
 *
 *   ts-node dump-info.ts [DUMP ...]
 *
 * Without a dump: one of a crashed program that comes with the package.
 */
import path from 'node:path';
import { Minidump, type CONTEXT } from '../lib';

const hex = (value: bigint | number): string => `0x${value.toString(16)}`;

function instructionPointer(context: CONTEXT | null): string {
  if (!context) return 'no registers';
  if ('Rip' in context) return `rip ${hex(context.Rip)}`;
  return 'Eip' in context ? `eip ${hex(context.Eip)}` : `pc ${hex(context.Pc)}`;
}

/** An address as the module that it lies in, and how far in. */
function place(dump: Minidump, address: bigint): string {
  const module = dump.moduleAt(address);
  return module ? `${module.name}+${hex(address - module.base)}` : hex(address);
}

function printSystem({ header, systemInfo, miscInfo, comment }: Minidump): void {
  console.log(`Written ${header.time.toISOString()}, MINIDUMP_TYPE ${hex(header.flags)}`);
  if (systemInfo) {
    const { architecture, processorCount, osVersion, servicePack } = systemInfo;
    const version = [osVersion.major, osVersion.minor, osVersion.build].join('.');
    console.log(
      `Windows ${version} ${servicePack}`.trimEnd() + `, ${architecture}, ${String(processorCount)} processors`,
    );
  }
  if (miscInfo?.processId != null) console.log(`Process ${String(miscInfo.processId)}`);
  if (miscInfo?.processCreateTime) console.log(`  started ${miscInfo.processCreateTime.toISOString()}`);
  if (comment !== null) console.log(`Comment: ${comment}`);
}

function printModules({ modules, unloadedModules }: Minidump): void {
  console.log(`\n${String(modules.length)} modules`);
  for (const { base, size, name, fileVersion, pdb } of modules) {
    console.log(`  ${hex(base)} ${hex(size).padEnd(9)} ${name} ${fileVersion ?? ''}`.trimEnd());
    if (pdb) console.log(`    ${pdb.path} ${pdb.guid ?? hex(pdb.signature)}, age ${String(pdb.age)}`);
  }
  for (const { base, name } of unloadedModules) console.log(`  ${hex(base)} ${name}, unloaded`);
}

function printThreads(dump: Minidump): void {
  console.log(`\n${String(dump.threads.length)} threads`);
  for (const { id, name, stack, context, startAddress } of dump.threads) {
    const started = startAddress === null ? '' : `, began at ${place(dump, startAddress)}`;
    console.log(`  ${String(id)} ${name ?? ''}`.trimEnd() + `: ${instructionPointer(context)}${started}`);
    const inDump = dump.memory.read(stack.start, 1) ? 'in the dump' : 'not in the dump';
    console.log(`    stack from ${hex(stack.start)}, ${inDump}`);
  }
}

function printException(dump: Minidump): void {
  const { exception } = dump;
  if (!exception) return;
  const { threadId, code, address, parameters } = exception;
  console.log(`\nException ${hex(code)} in thread ${String(threadId)} at ${place(dump, address)}`);
  if (parameters.length > 0) console.log(`  parameters ${parameters.map(hex).join(', ')}`);
  const instructions = dump.memory.read(address, 8);
  if (instructions) console.log(`  memory there: ${Buffer.from(instructions).toString('hex')}`);
}

function printMemory({ memory, memoryInfo, handles, functionTables }: Minidump): void {
  const bytes = memory.ranges.reduce((sum, { size }) => sum + size, 0n);
  console.log(`\n${String(bytes)} bytes of memory in ${String(memory.ranges.length)} ranges`);
  if (memory.cutRanges > 0)
    console.log(`  ${String(memory.cutRanges)} ranges are cut short: the file ends before them`);
  if (memoryInfo.length > 0) console.log(`${String(memoryInfo.length)} regions are described`);
  for (const { handle, typeName, objectName } of handles) {
    console.log(`Handle ${hex(handle)} ${typeName ?? ''} ${objectName ?? ''}`.trimEnd());
  }
  for (const { minimumAddress, entryCount } of functionTables) {
    console.log(`Function table for code at ${hex(minimumAddress)}: ${String(entryCount)} entries`);
  }
}

async function main(): Promise<void> {
  const files = process.argv.slice(2);
  const committed = path.join(__dirname, '../tests/fixtures/dumps/x64/full-memory.dmp');
  for (const file of files.length > 0 ? files : [committed]) {
    await using dump = await Minidump.open(file);
    printSystem(dump);
    console.log('\nStreams');
    for (const { name, offset, size } of dump.streams)
      console.log(`  ${name}: ${String(size)} bytes at ${hex(offset)}`);
    printModules(dump);
    printThreads(dump);
    printException(dump);
    printMemory(dump);
    for (const problem of dump.problems()) console.log(`Damaged: ${problem.message}`);
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
