import type { Minidump } from '../minidump/minidump';
import type { MinidumpAssertion } from '../minidump/read/breakpad';
import type { ReportAnnotation, ReportAssertion } from './report-data';

type Read = <T>(part: string, read: () => T, otherwise: T) => T;

/** All that the program and its libraries left in the dump as text. */
export function reportAnnotations(dump: Minidump, read: Read): ReportAnnotation[] {
  const crashpad = read('CrashpadInfoStream', () => dump.crashpadInfo, null);
  const modules = read('ModuleListStream', () => dump.modules, []);
  const libraries = read('MozillaMacCrashInfoStream', () => dump.macCrashInfo, []);
  const pairs = (module: string | null, simple: Readonly<Record<string, string>>): ReportAnnotation[] =>
    Object.entries(simple).map(([name, value]) => ({ module, name, value }));
  return [
    ...pairs(null, crashpad?.annotations ?? {}),
    ...(crashpad?.modules ?? []).flatMap(({ index, list, simple, annotations }) => {
      const module = modules[index]?.name ?? `module ${String(index)}`;
      return [
        ...list.map((value) => ({ module, name: null, value })),
        ...pairs(module, simple),
        ...annotations.flatMap(({ name, text }) => (text === null ? [] : [{ module, name, value: text }])),
      ];
    }),
    ...libraries.flatMap(({ modulePath, message, message2, signature, backtrace }) =>
      pairs(modulePath, { message, message2, signature, backtrace }).filter(({ value }) => value !== ''),
    ),
  ];
}

export function reportAssertion(assertion: MinidumpAssertion | null): ReportAssertion | null {
  if (!assertion) return null;
  const { kind, expression, file, line } = assertion;
  return { kind, expression, function: assertion.function, source: file === '' ? null : { file, line } };
}

/** The arguments of a program on Linux as one line. */
export const commandLineText = (args: readonly string[]): string =>
  args.map((arg) => (/^[\w@%+=:,./-]+$/.test(arg) ? arg : JSON.stringify(arg))).join(' ');

const descriptions = /^(?:PRETTY_NAME|DISTRIB_DESCRIPTION|description)\s*[=:]\s*"?([^"\n]*)"?$/im;

/** The name of a Linux distribution, from the text of its release file. */
export const distributionOf = (release: string | null): string | null => descriptions.exec(release ?? '')?.[1] ?? null;
