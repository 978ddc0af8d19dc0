import path from 'node:path';

const systemFolder = /^\/(usr|etc|lib\w*|bin|sbin|dev|proc|sys|run|var)?$/;

/**
 * Whether a path is a folder or something in it.
 * @param {string} folder
 * @param {string} file
 * @returns {boolean}
 */
export function isInside(folder, file) {
  const relative = path.relative(folder, file);
  return relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}

/**
 * How sandbox.sh shows folders of this machine at the path that they have here.
 * @param {object} folders
 * @param {string} folders.temporary what /tmp is inside
 * @param {string[]} folders.readable
 * @param {string[]} folders.writable mounted later, so they may lie inside readable ones
 * @returns {string[][]} steps
 * @throws {RangeError} for a folder that Wine itself needs
 */
export function visibleFolderSteps({ temporary, readable, writable }) {
  for (const folder of [...readable, ...writable]) {
    if (systemFolder.test(folder)) throw new RangeError(`Expected a folder that Wine can do without, got ${folder}`);
  }
  if (writable.includes('/tmp'))
    throw new RangeError('Expected a folder below /tmp, got /tmp: Wine needs one of its own');
  const showsTmp = readable.includes('/tmp');
  return [
    showsTmp ? ['overlay', '/tmp', '/tmp'] : ['writable', temporary, '/tmp'],
    ...outermost(readable.filter((folder) => folder !== '/tmp')).map((folder) => ['readonly', folder, folder]),
    ...outermost(writable).map((folder) => ['writable', folder, folder]),
  ];
}

// A folder inside a mounted one is mounted with it.
function outermost(folders) {
  const all = [...new Set(folders)];
  return all.filter((folder) => !all.some((other) => other !== folder && isInside(other, folder)));
}
