import { html } from './escapes';
import { softBreaks } from './html-text';
import type { CrashReport, ReportModule } from '../report-data';
import { inPieces, joinedRows } from './rows';
import { pdbIdText, rangeText, symbolWords } from './words';

/** The table of modules. If scripts run, typing filters it. */
export function* modulesHtml({ modules, unloadedModules, system }: CrashReport): Generator<string, void, undefined> {
  const loadedRow = (module: ReportModule): string => {
    const used = module.frames.first > 0 ? ' class="used"' : '';
    return `<tr${used}><td><strong>${softBreaks(html(module.name))}</strong><span class="sub">${softBreaks(html(module.path))}</span></td>
${cell('Version', module.version)}<td data-label="Symbols">${symbolsHtml(module)}</td>
<td data-label="Range"><code>${html(rangeText(module, system.architecture)).replace(' - ', '<wbr> - ')}</code></td></tr>`;
  };
  const unloadedRow = (module: CrashReport['unloadedModules'][number]): string =>
    `<tr><td><strong>${softBreaks(html(module.name))}</strong></td><td></td><td data-label="Symbols"><span class="tag">unloaded</span></td>
<td data-label="Range"><code>${html(rangeText(module, system.architecture)).replace(' - ', '<wbr> - ')}</code></td></tr>`;
  yield `<label class="filter" hidden>Filter <input type="search" id="filter" autocomplete="off" spellcheck="false"></label>
<table id="module-table"><thead><tr><th scope="col">Module</th><th scope="col">Version</th><th scope="col">Symbols</th><th scope="col">Range</th></tr></thead>
<tbody>`;
  yield* joinedRows(
    inPieces(modules, (some) => some.map(loadedRow)),
    inPieces(unloadedModules, (some) => some.map(unloadedRow)),
  );
  yield '</tbody></table>';
}

const cell = (label: string, text: string | null): string =>
  text === null ? '<td></td>' : `<td data-label="${label}">${html(text)}</td>`;

/** Without words for a module at which nobody looked: there may be hundreds of them. */
function symbolsHtml({ symbols, pdb }: ReportModule): string {
  const file = symbols.pdbPath ?? pdb?.name ?? null;
  const id = pdb && pdbIdText(pdb);
  const name = [file, id]
    .map((text) => (text === null ? '' : `<span class="sub">${softBreaks(html(text))}</span>`))
    .join('');
  if (symbols.state === 'not-asked') return name;
  const why = symbols.why === null ? '' : ` title="${html(symbols.why)}"`;
  return `<span class="tag ${html(symbols.state)}"${why}>${symbolWords[symbols.state]}</span>${name}`;
}
