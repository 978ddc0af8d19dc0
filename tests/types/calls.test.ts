import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as ts from 'typescript';
import { portingFile, readPorting } from '../porting';

/** Checks what the compiler says about right and wrong calls, and about the snippets in examples/porting.md. */

const root = path.join(__dirname, '../..');
const callsFile = path.join(__dirname, 'calls.ts');
const sessionsFile = path.join(__dirname, 'sessions.ts');
const snippetsFile = portingFile.replace(/\.md$/, '.ts');

const expected = /\/\/ @ts-expect-error/g;
/** A comment that the compiler ignores and that moves no line. */
const mistake = '// A mistake:';

const sources = new Map([
  [snippetsFile, readPorting().program],
  ...[callsFile, sessionsFile].map((file) => [file, readFileSync(file, 'utf8').replace(expected, mistake)] as const),
]);

const program = compile();

function compile(): ts.Program {
  const { config } = ts.readConfigFile(path.join(root, 'tsconfig.json'), (file) => ts.sys.readFile(file)) as {
    config: { compilerOptions: object };
  };
  const { options } = ts.convertCompilerOptionsFromJson(
    {
      ...config.compilerOptions,
      types: ['node'],
      skipLibCheck: true,
      paths: { dbghelp: ['./lib/index.ts'] },
    },
    root,
  );
  const host = ts.createCompilerHost(options);
  const own = (file: string): string | undefined => sources.get(path.resolve(file));
  host.fileExists = (file) => own(file) !== undefined || ts.sys.fileExists(file);
  host.readFile = (file) => own(file) ?? ts.sys.readFile(file);
  return ts.createProgram([...sources.keys()], options, host);
}

const messages = (diagnostics: readonly ts.Diagnostic[]): string[] =>
  diagnostics.map(({ file, start, messageText }) => {
    const line = file ? ts.getLineAndCharacterOfPosition(file, start!).line + 1 : 0;
    return `line ${String(line)}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
  });

interface Call {
  readonly line: number;
  /** The called function, if it is one of a token's. */
  readonly api: string | undefined;
  readonly mistaken: boolean;
  readonly errors: readonly ts.Diagnostic[];
}

/** Every statement in a file's `calls`, and the compiler's errors for it. */
function callsOf(file: string): Call[] {
  const source = program.getSourceFile(file)!;
  expect(messages(program.getSyntacticDiagnostics(source))).toEqual([]);
  const errors = [...program.getSemanticDiagnostics(source)];
  const calls = source.statements.find(ts.isFunctionDeclaration)!.body!.statements.map((statement) => {
    const mine = errors.filter(({ start = 0 }) => start >= statement.getStart(source) && start < statement.end);
    const [, api] = /^api\.(\w+)\(/.exec(statement.getText(source)) ?? [];
    return {
      line: source.getLineAndCharacterOfPosition(statement.getStart(source)).line + 1,
      api,
      mistaken: statement.getFullText(source).includes(mistake),
      errors: mine,
    };
  });
  expect(calls.flatMap((call) => call.errors)).toHaveLength(errors.length);
  return calls;
}

/** An argument or a callback's result has the wrong type; too few or too many arguments. */
const wrongArguments = [2322, 2345, 2379, 2554];

describe('every function', () => {
  const calls = callsOf(callsFile);
  const { functions } = JSON.parse(readFileSync(path.join(root, 'tests/fixtures/probe/inventory.json'), 'utf8')) as {
    functions: { name: string }[];
  };
  const names = functions.map(({ name }) => name).sort();

  it('has a call that compiles', () => {
    const right = calls.filter(({ mistaken }) => !mistaken);
    expect(right.map(({ api }) => api).sort()).toEqual(names);
    expect(right.flatMap(({ errors }) => messages(errors))).toEqual([]);
  });

  it('has a call that does not compile because of a wrong argument', () => {
    const wrong = calls.filter(({ mistaken }) => mistaken);
    expect(wrong.map(({ api }) => api).sort()).toEqual(names);
    expect(wrong.filter(({ errors }) => errors.length === 0)).toEqual([]);
    const others = wrong.flatMap(({ errors }) => errors.filter(({ code }) => !wrongArguments.includes(code)));
    expect(messages(others)).toEqual([]);
  });
});

test('sessions take what they document, and nothing else', () => {
  const calls = callsOf(sessionsFile);
  expect(calls.filter(({ mistaken }) => mistaken).length).toBeGreaterThanOrEqual(12);
  for (const { line, mistaken, errors } of calls) expect([line, errors.length > 0]).toEqual([line, mistaken]);
});

test('the snippets of examples/porting.md compile', () => {
  const source = program.getSourceFile(snippetsFile)!;
  const diagnostics = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
  expect(messages(diagnostics)).toEqual([]);
});
