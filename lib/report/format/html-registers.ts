import { html } from './escapes';
import { softBreaks } from './html-text';
import { registerRows } from '../registers';
import type { CrashReport } from '../report-data';
import { wide } from './words';

export function registersHtml({ registers }: CrashReport): string {
  if (!registers) return '';
  const { architecture, flags } = registers;
  const cells = registerRows(registers)
    .flat()
    .map(({ name, value, pointsTo }) => {
      const hint = pointsTo === null ? '' : `<span>${softBreaks(html(pointsTo))}</span>`;
      return `<div><dt>${html(name)}</dt><dd><code>${html(wide(value, architecture))}</code>${hint}</dd></div>`;
    });
  const set = flags.set.map((flag) => `<span class="tag">${html(flag)}</span>`).join(' ');
  return `<dl class="registers">${cells.join('\n')}
<div><dt>${html(flags.name)}</dt><dd><code>${html(wide(flags.value, 'x86'))}</code><span>${set}</span></dd></div></dl>`;
}

/** Sixteen bytes per row; one row begins at the instruction. */
export function codeHtml({ code, system }: CrashReport): string {
  if (!code) return '';
  const bytes = code.bytes.match(/../g) ?? [];
  const rows: string[] = [];
  for (let at = 0; at < bytes.length;) {
    const end = Math.min(at + 16, at < code.instruction ? code.instruction : bytes.length);
    const address = wide((BigInt(code.address) + BigInt(at)).toString(16), system.architecture);
    const here = at === code.instruction ? ' class="here"' : '';
    rows.push(`<span${here}><i>${html(address)}</i>  ${html(bytes.slice(at, end).join(' '))}</span>`);
    at = end;
  }
  return `<pre class="bytes">${rows.join('\n')}</pre>`;
}
