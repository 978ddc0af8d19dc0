import path from 'node:path';
import ts from 'typescript';

/** The compiler on the project's sources, of which one file may have changed text. */
export function compilerOf(project) {
  const { config } = ts.readConfigFile(path.join(project, 'tsconfig.json'), (file) => ts.sys.readFile(file));
  const { options, fileNames } = ts.parseJsonConfigFileContent(
    { ...config, include: ['lib', 'types', 'tests/types'] },
    ts.sys,
    project,
  );
  const host = ts.createCompilerHost(options);
  const parsed = new Map();
  let own = { file: '', text: '' };
  host.getSourceFile = (file, settings) => {
    const isOwn = path.resolve(file) === own.file;
    if (!isOwn && parsed.has(file)) return parsed.get(file);
    const text = isOwn ? own.text : ts.sys.readFile(file);
    const source = text === undefined ? undefined : ts.createSourceFile(file, text, settings, true);
    if (!isOwn) parsed.set(file, source);
    return source;
  };
  let program = ts.createProgram(fileNames, options, host);
  /** A change mostly breaks something close to it. */
  const rank = (file) => (file === own.file ? 0 : file.includes('/types/') ? 1 : 2);
  return {
    /** @returns {string | undefined} the first error after a change of a file's text */
    errorOf(file, text) {
      own = { file, text };
      program = ts.createProgram(fileNames, options, host, program);
      const byRank = fileNames.map((name) => path.resolve(name)).sort((left, right) => rank(left) - rank(right));
      for (const name of byRank) {
        const source = program.getSourceFile(name);
        const [error] = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
        if (error) return ts.flattenDiagnosticMessageText(error.messageText, ' ');
      }
      return undefined;
    },
  };
}
