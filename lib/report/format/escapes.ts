const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/**
 * Replaces characters that terminals interpret, or that nobody sees: control characters, line breaks, and those that
 * change the direction of writing.
 */
export const visible = (text: string): string =>
  text.replace(invisible, (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`);

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Escapes text for HTML, between tags and in quoted attributes. */
export const html = (text: string): string => visible(text).replace(/[&<>"']/g, (character) => entities[character]!);

/**
 * Makes text a code span of Markdown, without markup, mentions or links. A `|` would end the cell of a table, and text
 * in front could neutralize a backslash that escapes it. So text with a `|` becomes HTML with numeric entities.
 */
export function codeSpan(text: string): string {
  const shown = visible(text);
  if (shown === '') return '';
  if (shown.includes('|')) return htmlCode(shown);
  const fence = longestRun(shown) + 1;
  const pad = /^[` ]|[` ]$/.test(shown) ? ' ' : '';
  return '`'.repeat(fence) + pad + shown + pad + '`'.repeat(fence);
}

/** Text as code in HTML within Markdown; safe for parsers of either. */
export const htmlCode = (text: string): string =>
  `<code>${visible(text).replace(/[!-/:-@[-`{-~]/g, (mark) => `&#${String(mark.charCodeAt(0))};`)}</code>`;

/** Lines as a code block of Markdown, even if they contain backticks. */
export function codeBlock(lines: readonly string[]): string[] {
  const fence = '`'.repeat(Math.max(3, longestRun(lines.join('\n')) + 1));
  return [`${fence}text`, ...lines.map(visible), fence];
}

const longestRun = (text: string): number => Math.max(0, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length));

/** Escapes text as prose of Markdown. */
export const prose = (text: string): string =>
  visible(text).replace(/[\\`*_[\]<>&|#@~!$]/g, (mark) => `&#${String(mark.charCodeAt(0))};`);
