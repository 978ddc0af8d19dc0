import type { CrashReport, ReportLocation } from '../report-data';
import { codeText, exceptionNotes } from './words';

/** What is told under a label, by how a format shows it. */
export type FactValue =
  /** Names and numbers. */
  | { readonly code: string }
  /** Text that the program, or what made the dump, has written. */
  | { readonly text: string }
  /** Words about it, with names in them. */
  | { readonly note: string }
  /** Words of this package alone. */
  | { readonly prose: string }
  | { readonly address: string; readonly location: ReportLocation | null };

export interface Fact {
  readonly label: string;
  readonly value: FactValue;
  /** Left out of Markdown, which is for what matters. */
  readonly isDetail?: boolean;
}

/** A part of a report that is a list of facts, under a title. */
export interface ReportSection {
  /** In links to it. */
  readonly id: string;
  readonly title: string;
  readonly facts: readonly Fact[];
}

/** What each format shows behind the headline, in this order. */
const sections: readonly ((report: CrashReport) => ReportSection)[] = [exceptionSection];

/** Those that say anything. */
export const factSections = (report: CrashReport): ReportSection[] =>
  sections.map((section) => section(report)).filter(({ facts }) => facts.length > 0);

function exceptionSection({ exception }: CrashReport): ReportSection {
  const section = { id: 'exception', title: 'Exception' };
  if (!exception) return { ...section, facts: [] };
  const { address, location, summary, details, parameters, explanation, threadId } = exception;
  const facts: (Fact | null)[] = [
    { label: 'Code', value: { code: codeText(exception) } },
    { label: 'Meaning', value: { prose: explanation } },
    summary === null ? null : { label: 'What', value: { text: summary } },
    ...exceptionNotes(exception).map((note) => ({ label: 'Note', value: { note } })),
    details?.kind === 'c++' && details.message !== null ? { label: 'Says', value: { text: details.message } } : null,
    { label: 'Where', value: { address, location } },
    { label: 'Thread', value: { text: String(threadId) }, isDetail: true },
    parameters.length === 0 ? null : { label: 'Parameters', value: { code: parameters.join(' ') } },
  ];
  return { ...section, facts: facts.filter((fact) => fact !== null) };
}
