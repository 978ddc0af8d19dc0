import { html } from './escapes';
import { frameGroups, type FrameGroup } from './frame-groups';
import { softBreaks } from './html-text';
import type { CrashReport, ReportFrame, ReportLine, ReportThread } from '../report-data';
import type { FormatChoices } from './choices';
import { endText, lineText, nowhereText, placeText, threadText, trustText, wide } from './words';

type Part = Pick<CrashReport, 'system' | 'culprit'>;

/** The stack of one thread, as a list of frames. */
export function stackHtml(report: Part, thread: ReportThread, { fold }: FormatChoices): string {
  const groups = fold
    ? frameGroups(thread.frames)
    : thread.frames.map((frame): FrameGroup => ({ frames: [frame], times: 1, last: frame.index }));
  const rows = groups.map((group) => groupHtml(report, thread, group));
  const end = endText(thread);
  const note = end === '' ? '' : `<p class="end">${html(end)}</p>`;
  return (
    (rows.length === 0 ? '' : `<ol class="stack">${rows.join('\n')}</ol>`) + note || '<p class="end">No frames.</p>'
  );
}

/** The other threads, folded. */
export function* threadsHtml(
  report: Part,
  threads: readonly ReportThread[],
  choices: FormatChoices,
): Generator<string, void, undefined> {
  const button = threads.length > 1 ? '<button type="button" id="unfold" hidden>Unfold all</button>' : '';
  yield `${button}<div class="threads">`;
  for (const [nth, thread] of threads.entries()) {
    const top = thread.frames.find(({ location, system }) => location !== null && !system) ?? thread.frames[0];
    const place = top?.location ? `<span class="top">${softBreaks(html(placeText(top.location)))}</span>` : '';
    const stack = stackHtml(report, thread, choices);
    yield `${nth === 0 ? '' : '\n'}<details><summary><span>${html(threadText(thread))}</span>${place}</summary>${stack}</details>`;
  }
  yield '</div>';
}

function groupHtml(report: Part, thread: ReportThread, group: FrameGroup): string {
  const { frames, times, last } = group;
  const rows = frames.map((frame) => frameHtml(report, thread, frame)).join('\n');
  if (times === 1) return rows;
  const span = `frames ${String(frames[0]!.index)} to ${String(last)}`;
  const what = frames.length === 1 ? 'repeats' : `${String(frames.length)} functions repeat`;
  return `<li class="fold"><p>${what} ${String(times)} times, ${span}</p><ol class="stack">${rows}</ol></li>`;
}

function frameHtml({ system, culprit }: Part, thread: ReportThread, frame: ReportFrame): string {
  const { index, location, inlined } = frame;
  const blamed = culprit?.threadId === thread.id && culprit.frame === index;
  const kinds = [blamed ? 'blamed' : '', frame.system ? 'system' : ''].filter((kind) => kind !== '');
  const inner = inlined.map(
    ({ function: name, source }) =>
      `<div class="inlined"><div class="name">${nameHtml(location?.module ?? '', name, '')} <span class="tag">inlined</span></div>${sourceHtml(source)}</div>`,
  );
  const name = location
    ? nameHtml(location.module, location.function, location.displacement)
    : `<span class="unknown">${nowhereText(frame)}</span>`;
  const tags = [blamed ? 'likely cause' : '', trustText(frame, system.architecture)]
    .filter((tag) => tag !== '')
    .map((tag) => ` <span class="tag">${tag}</span>`);
  return `<li class="${['frame', ...kinds].join(' ')}"><span class="index">${String(index)}</span><div>${inner.join('')}
<div class="name">${name}${tags.join('')}</div>${sourceHtml(location?.source ?? null)}</div>
<code class="address">${html(wide(frame.address, system.architecture))}</code></li>`;
}

function nameHtml(module: string, name: string | null, displacement: string): string {
  const offset =
    displacement === '' || displacement === '0x0' ? '' : `<span class="offset">+${html(displacement)}</span>`;
  if (name === null) return `<span class="unknown">${softBreaks(html(module))}</span>${offset}`;
  return `<span class="module">${html(module)}!</span><span class="function">${softBreaks(html(name))}</span>${offset}`;
}

const sourceHtml = (source: ReportLine | null): string =>
  source ? `<div class="source">${softBreaks(html(lineText(source)))}</div>` : '';
