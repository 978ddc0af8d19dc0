import { html } from './escapes';

/** Allows line breaks in long names after their separators. */
export const softBreaks = (escaped: string): string => escaped.replace(/(::|[\\/_,])(?=[^\s,])/g, '$1<wbr>');

/** Text of the dump as code. */
export const mono = (text: string): string => `<code>${softBreaks(html(text))}</code>`;

/** Pairs of HTML, as a list without the nulls. */
export const facts = (pairs: readonly (readonly [term: string, text: string] | null)[]): string =>
  `<dl>${pairs.flatMap((pair) => (pair ? [`<div><dt>${pair[0]}</dt><dd>${pair[1]}</dd></div>`] : [])).join('\n')}</dl>`;
