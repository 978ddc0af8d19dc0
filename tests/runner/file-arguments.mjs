import { realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { toWindowsPath } from './windows-path.mjs';

/**
 * Makes a command line for Windows out of one that names files of this machine.
 * An argument (or what follows the `=` of an option) is a file when it looks like a path and exists.
 * @param {string[]} args
 * @param {string} cwd where relative paths start
 * @returns {{ args: string[], folders: string[] }} `folders` hold the files, and what lies beside them
 */
export function translateFileArguments(args, cwd) {
  const folders = new Set();
  const translated = args.map((arg) => {
    const [, option = '', value] = /^(--?[\w-]+=)?(.*)$/s.exec(arg);
    const file = path.resolve(cwd, value);
    const info = looksLikePath(value) ? statSync(file, { throwIfNoEntry: false }) : undefined;
    if (!info) return arg;
    // The target of a link must be visible, too.
    for (const seen of [file, realpathSync(file)]) folders.add(info.isDirectory() ? seen : path.dirname(seen));
    return option + toWindowsPath(file);
  });
  return { args: translated, folders: [...folders] };
}

// A bare word is more likely a symbol or a module than a file, unless it has an extension.
function looksLikePath(value) {
  return value.includes('/') || /\w\.\w+$/.test(value);
}
