import {
  DbgHelp,
  formatDiagnostics,
  SymbolSession,
  undecorate,
  walkProcess,
  walkThread,
  type CONTEXT,
  type SymbolDiagnostic,
  type SymbolModule,
} from '../../lib';

/** Of the session layer, calls that compile, each followed by a plausible mistake that does not. Nothing here runs. */

declare const module: SymbolModule;
declare const signal: AbortSignal;
declare const context: CONTEXT;

export async function calls(): Promise<void> {
  const session = await SymbolSession.open({
    searchPath: ['C:\\symbols'],
    process: 'self',
    options: { exactSymbols: true },
  });
  // @ts-expect-error a number for a path
  await SymbolSession.open({ searchPath: 1 });

  await SymbolSession.open({ process: 1234 });
  // @ts-expect-error a name for a process
  await SymbolSession.open({ process: 'app.exe' });

  await SymbolSession.open({ dbghelp: await DbgHelp.load({ path: 'C:\\tools\\dbghelp.dll' }) });
  // @ts-expect-error a path for a DLL
  await SymbolSession.open({ dbghelp: 'C:\\tools\\dbghelp.dll' });

  await session.loadModule('C:\\app\\app.exe', { base: 0x140000000n, requireSymbols: true, signal });
  // @ts-expect-error text for an address
  await session.loadModule('C:\\app\\app.exe', { base: '0x140000000' });

  await session.loadVirtualModule({ base: 0x10000, size: 0x1000, name: 'code' });
  // @ts-expect-error a module without a size
  await session.loadVirtualModule({ base: 0x10000, name: 'code' });

  await session.unloadModule(module);
  // @ts-expect-error a name for a module
  await session.unloadModule('app');

  (await session.refreshModules()).map(({ name, base }) => `${name} ${base.toString(16)}`);
  // @ts-expect-error a module that was not waited for
  await session.unloadModule(session.loadModule('C:\\app\\app.exe'));

  (await session.module({ module: 'app', rva: 0x1234 }))?.contains(0x140001234n);
  // @ts-expect-error a module that may be null
  (await session.module('app+0x1234')).contains(0x140001234n);

  (await session.symbolize(0x140001234n))?.source?.line.toFixed();
  // @ts-expect-error an address that may have no name
  (await session.symbolize(0x140001234n)).name.toUpperCase();

  await session.symbolizeAll([0x140001234n, 'app+0x1234', { module, rva: 0x1234 }], { signal });
  // @ts-expect-error one address for many
  await session.symbolizeAll(0x140001234n);

  (await session.findSymbol('app!main'))?.address.toString(16);
  // @ts-expect-error an address for a name
  await session.findSymbol(0x140001234n);

  session
    .on('diagnostic', ({ severity, text }) => severity === 'problem' && text)
    .on('progress', ({ percent }) => percent);
  // @ts-expect-error an event that there is not
  session.on('error', () => undefined);

  session.off('progress', ({ file }) => file?.toUpperCase());
  // @ts-expect-error a listener for another event
  session.on('progress', ({ severity }: SymbolDiagnostic) => severity);

  formatDiagnostics(await session.diagnostics()).toUpperCase();
  // @ts-expect-error diagnostics that were not waited for
  formatDiagnostics(session.diagnostics());

  (await session.diagnostics()).modules[0]?.why?.tried.map(({ place }) => place);
  // @ts-expect-error a reason that there need not be
  (await session.diagnostics()).modules[0]?.why.code.toUpperCase();

  await session.run((api) => api.SymGetModuleBase64(session.key, 0x140001234n));
  // @ts-expect-error a result for a job
  await session.run(session.modules());

  module.addressOf(0x1234).toString(16);
  // @ts-expect-error text for an offset
  module.addressOf('0x1234');

  await undecorate('?draw@Scene@@QEAAXXZ', 0x1000);
  // @ts-expect-error flags by name
  await undecorate('?draw@Scene@@QEAAXXZ', 'NAME_ONLY');

  const [stack] = await walkProcess(1234, { session, maxFrames: 100, signal, onThread: ({ name }) => name?.length });
  // @ts-expect-error a symbol that there need not be
  stack?.frames[0]?.symbol.name?.toUpperCase();

  await walkThread({ process: 1234, threadId: 5678 });
  // @ts-expect-error neither a thread nor registers
  await walkThread({ process: 1234 });

  await walkThread({ process: 'self', context });
  // @ts-expect-error numbers for registers
  await walkThread({ process: 'self', context: [1, 2] });

  await session.close();
  // @ts-expect-error a session that is read-only about itself
  session.closed = true;
}
