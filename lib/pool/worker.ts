import path from 'node:path';
import { DbgHelp, dbghelp as defaultDbgHelp } from '../dll/dbghelp';
import { Minidump } from '../minidump/minidump';
import { crashReport } from '../report/crash-report';
import { SymbolSession } from '../session/session';
import type { Answer, FromWorker, Opening, ReportTask, SymbolizeTask, Task, ToWorker, PoolModule } from './messages';
import { packAnswers } from './packed-answers';
import { errorToSend } from '../processes/sent-error';

/** The program of a pool's processes. Do not import it. */

let opening: Opening;
let dbghelp: DbgHelp | undefined;
/** The session with the pool's own modules. */
let own: SymbolSession;
/** The last image and its session, kept because the next item may be about the same image. */
let kept: { readonly module: string; readonly session: SymbolSession } | undefined;
/** The current task. */
let current: { readonly id: number; readonly abort: AbortController } | undefined;

function say(message: FromWorker): void {
  process.send?.(message);
}

async function open(given: Opening): Promise<void> {
  opening = given;
  if (given.dll !== undefined) dbghelp = await DbgHelp.load({ path: given.dll });
  own = await sessionWith(given.modules);
}

async function sessionWith(modules: readonly PoolModule[]): Promise<SymbolSession> {
  const folders = modules.flatMap(({ pdb }) => (typeof pdb === 'string' ? [path.dirname(pdb)] : []));
  const { searchPath } = opening.session;
  const onMainThread = [...folders, ...searchPath].every(isLocal);
  const session = await SymbolSession.open({ ...opening.session, searchPath, dbghelp, onMainThread });
  try {
    for (const { image, pdb, ...module } of modules) {
      if (image !== undefined) await session.loadModule(image, { ...module, pdb });
      else if (pdb !== undefined) await session.loadModule({ ...module, pdb });
    }
    return session;
  } catch (error) {
    await session.close();
    throw error;
  }
}

/**
 * Whether the search is so fast that a cancelled task may be noticed afterwards: only folders on drives, no server and
 * no share. On busy processors, the way to another thread and back takes longer than many look-ups.
 */
function isLocal(searchPath: string): boolean {
  return searchPath.split(';').every((element) => /^[a-z]:[^*]*$/i.test(element.trim()));
}

async function sessionOf(module: PoolModule | undefined): Promise<SymbolSession> {
  if (!module) return own;
  const { image, pdb, base, size, name, requireSymbols } = module;
  const key = [image, pdb, base, size, name, requireSymbols].join('|');
  if (kept?.module === key) return kept.session;
  await kept?.session.close();
  kept = undefined;
  kept = { module: key, session: await sessionWith([module]) };
  return kept.session;
}

async function symbolize({ module, addresses, options }: SymbolizeTask, signal: AbortSignal): Promise<Answer> {
  const session = await sessionOf(module);
  const { degrade = false, ...others } = options;
  // Two calls, because the types of the answers differ.
  const answers = degrade
    ? await session.symbolizeAll(addresses, { ...others, degrade, signal })
    : await session.symbolizeAll(addresses, { ...others, degrade, signal });
  return packAnswers(answers, others.inlineFrames ?? false);
}

/** Makes a report in a session of its own, because dumps have their modules at the same addresses. */
async function report({ path: file, options }: ReportTask, signal: AbortSignal): Promise<Answer> {
  await using dump = await Minidump.open(file);
  await using session = await sessionWith([]);
  return await crashReport(dump, session, { ...options, signal });
}

async function work(id: number, task: Task): Promise<void> {
  const abort = new AbortController();
  current = { id, abort };
  try {
    say({ id, answer: await (task.kind === 'symbolize' ? symbolize(task, abort.signal) : report(task, abort.signal)) });
  } catch (error) {
    // After an abort, DbgHelp may still be at work, or never return. The next task must not wait for that.
    if (abort.signal.aborted) await (dbghelp ?? defaultDbgHelp).run(() => undefined).catch(() => undefined);
    say({ id, error: errorToSend(error) });
  }
}

process.on('message', (message: ToWorker) => {
  if ('open' in message) {
    open(message.open).then(
      () => {
        say({ state: 'ready' });
      },
      (error: unknown) => {
        say({ refused: errorToSend(error) });
      },
    );
  } else if ('task' in message) {
    void work(message.id, message.task);
  } else if (current?.id === message.abort) {
    current.abort.abort();
  }
});

// The parent has ended or closed the pool. A call in the DLL would keep this process alive, so it ends at once: it has
// nothing to save.
process.once('disconnect', () => {
  process.kill(process.pid, 'SIGKILL');
});

say({ state: 'started' });

// Without this export, esbuild would treat the file as CommonJS.
export {};
