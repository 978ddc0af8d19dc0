const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/**
 * Text from a dump without characters that terminals obey or nobody sees: control characters, line breaks, and those that
 * turn the direction of writing.
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

/** Text for HTML, between tags and in quoted attributes. */
export const html = (text: string): string => visible(text).replace(/[&<>"']/g, (character) => entities[character]!);

/**
 * Text as a code span of Markdown: no markup, no mentions, no links. A `|` would end the cell of a table, and the backslash
 * before it that prevents that could itself be escaped by what the text holds: such text is HTML, all its marks as numbers.
 */
export function codeSpan(text: string): string {
  const shown = visible(text);
  if (shown === '') return '';
  if (shown.includes('|')) return htmlCode(shown);
  const fence = longestRun(shown) + 1;
  const pad = /^[` ]|[` ]$/.test(shown) ? ' ' : '';
  return '`'.repeat(fence) + pad + shown + pad + '`'.repeat(fence);
}

/** Text as code inside of HTML that is inside of Markdown, where either might be looked for. */
export const htmlCode = (text: string): string =>
  `<code>${visible(text).replace(/[!-/:-@[-`{-~]/g, (mark) => `&#${String(mark.charCodeAt(0))};`)}</code>`;

/** Lines as a block of code of Markdown, whatever backticks are in them. */
export function codeBlock(lines: readonly string[]): string[] {
  const fence = '`'.repeat(Math.max(3, longestRun(lines.join('\n')) + 1));
  return [`${fence}text`, ...lines.map(visible), fence];
}

const longestRun = (text: string): number => Math.max(0, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length));

/** Text as prose of Markdown. */
export const prose = (text: string): string =>
  visible(text).replace(/[\\`*_[\]<>&|#@~!$]/g, (mark) => `&#${String(mark.charCodeAt(0))};`);
