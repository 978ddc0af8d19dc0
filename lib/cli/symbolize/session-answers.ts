import type { SessionOptions, SymbolModule } from '../../session/index';
import { doors } from '../doors';
import type { Answers } from './answers';

/** Answers of DbgHelp. */
export async function sessionAnswers(options: SessionOptions, inlineFrames: boolean): Promise<Answers> {
  // Nothing is listed: no thread need be ready for it.
  const session = await doors.session().SymbolSession.open({ ...options, largeFrom: Infinity });
  const modules: SymbolModule[] = [];
  return {
    async load({ path, isPdb }, base) {
      const module = await (isPdb ? session.loadModule({ pdb: path, base }) : session.loadModule(path, { base }));
      modules.push(module);
      return module;
    },
    withoutSymbols: () =>
      modules.filter((module) => !module.needsLoading && !module.hasFullSymbols).map(({ imagePath }) => imagePath),
    // The session knows code again that the last block of the text named.
    ask: (questions) => session.symbolizeAll(questions, { degrade: true, inlineFrames }),
    close: () => session.close(),
  };
}
