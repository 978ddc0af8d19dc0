import type { CrashReport, ReportLocation } from '../report-data';
import { codeText, exceptionNotes, inlinedText, lineText } from './words';

/** A value, by the way in which formats show it. */
export type FactValue =
  /** Names and numbers. */
  | { readonly code: string }
  /** Text that the program or the writer of the dump wrote. */
  | { readonly text: string }
  /** A text of this package that contains names. */
  | { readonly note: string }
  /** A text of this package alone. */
  | { readonly prose: string }
  | { readonly address: string; readonly location: ReportLocation | null };

export interface Fact {
  readonly label: string;
  readonly value: FactValue;
  /** Markdown leaves this fact out. */
  readonly isDetail?: boolean;
}

/** A part of the report: a title and a list of facts. */
export interface ReportSection {
  /** Used in links to it. */
  readonly id: string;
  readonly title: string;
  readonly facts: readonly Fact[];
}

/** The sections that each format shows after the headline, in this order. */
const sections: readonly ((report: CrashReport) => ReportSection)[] = [
  exceptionSection,
  assertionSection,
  annotationSection,
];

/** The sections that have facts. */
export const factSections = (report: CrashReport): ReportSection[] =>
  sections.map((section) => section(report)).filter(({ facts }) => facts.length > 0);

function exceptionSection({ exception }: CrashReport): ReportSection {
  const section = { id: 'exception', title: 'Exception' };
  if (!exception) return { ...section, facts: [] };
  const { address, location, inlined, summary, details, parameters, explanation, threadId } = exception;
  const facts: (Fact | null)[] = [
    { label: 'Code', value: { code: codeText(exception) } },
    { label: 'Meaning', value: { prose: explanation } },
    summary === null ? null : { label: 'What', value: { text: summary } },
    ...exceptionNotes(exception).map((note) => ({ label: 'Note', value: { note } })),
    details?.kind === 'c++' && details.message !== null ? { label: 'Says', value: { text: details.message } } : null,
    ...(location ? inlined.map((inner) => ({ label: 'Inlined', value: { code: inlinedText(inner, location) } })) : []),
    { label: 'Where', value: { address, location } },
    { label: 'Thread', value: { text: String(threadId) }, isDetail: true },
    parameters.length === 0 ? null : { label: 'Parameters', value: { code: parameters.join(' ') } },
  ];
  return { ...section, facts: facts.filter((fact) => fact !== null) };
}

function assertionSection({ assertion }: CrashReport): ReportSection {
  const section = { id: 'assertion', title: 'Failed assertion' };
  if (!assertion) return { ...section, facts: [] };
  const { kind, expression, source } = assertion;
  const what = {
    'invalid-parameter': 'an argument is not valid',
    'pure-virtual-call': 'a pure virtual function was called',
  };
  const facts: (Fact | null)[] = [
    kind === 'unknown' ? null : { label: 'What', value: { prose: what[kind] } },
    expression === '' ? null : { label: 'Expression', value: { code: expression } },
    assertion.function === '' ? null : { label: 'Function', value: { code: assertion.function } },
    source ? { label: 'Where', value: { code: lineText(source) } } : null,
  ];
  return { ...section, facts: facts.filter((fact) => fact !== null) };
}

function annotationSection({ annotations }: CrashReport): ReportSection {
  const facts = annotations.map(({ module, name, value }) => {
    const where = module === null ? '' : ` (${module})`;
    return { label: 'Says', value: { text: `${name === null ? '' : `${name}: `}${value}${where}` } };
  });
  return { id: 'annotations', title: 'Annotations', facts };
}
