import { html } from './escapes';

/** Long names may be broken after what parts them. */
export const softBreaks = (escaped: string): string => escaped.replace(/(::|[\\/_,])(?=[^\s,])/g, '$1<wbr>');

/** Text of a dump as code. */
export const mono = (text: string): string => `<code>${softBreaks(html(text))}</code>`;

/** Pairs of HTML, as a list; null is left out. */
export const facts = (pairs: readonly (readonly [term: string, text: string] | null)[]): string =>
  `<dl>${pairs.flatMap((pair) => (pair ? [`<div><dt>${pair[0]}</dt><dd>${pair[1]}</dd></div>`] : [])).join('\n')}</dl>`;
