import type { SessionOptions } from '../../session/index';
import { doors } from '../doors';
import type { Answers } from './answers';

/** Answers of DbgHelp. */
export async function sessionAnswers(options: SessionOptions, inlineFrames: boolean): Promise<Answers> {
  // Nothing is listed: no thread need be ready for it.
  const session = await doors.session().SymbolSession.open({ ...options, largeFrom: Infinity });
  return {
    load: ({ path, isPdb }, base) =>
      isPdb ? session.loadModule({ pdb: path, base }) : session.loadModule(path, { base }),
    // The session knows functions again that the last block of the text named.
    ask: (questions) => session.symbolizeAll(questions, { degrade: true, inlineFrames }),
    close: () => session.close(),
  };
}
