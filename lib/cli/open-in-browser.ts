import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { lateModules } from '../base/late-modules';
import type { Context } from './context';

/** What opens a page on each system. */
const openers: Readonly<Partial<Record<NodeJS.Platform, readonly [program: string, ...args: string[]]>>> = {
  win32: ['rundll32.exe', 'url.dll,FileProtocolHandler'],
  darwin: ['open'],
};

/** Shows a page in the browser of this system, which goes on when the command ends. */
export function openInBrowser(file: string, context: Context): void {
  const absolute = path.resolve(file);
  const [program, ...args] = openers[process.platform] ?? ['xdg-open'];
  const child = lateModules.childProcess().spawn(program, [...args, pathToFileURL(absolute).href], {
    detached: true,
    stdio: 'ignore',
  });
  child.on('error', () => {
    context.fail(`${absolute} was written, but there is no ${program} that shows it: open it yourself`);
    process.exitCode = 1;
  });
  child.unref();
  void context.write(`${absolute}\n`);
}
