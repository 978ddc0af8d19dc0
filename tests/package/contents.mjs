import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { runQuietly } from '../runner/tied-command.mjs';
import { reachableDeclarations } from './declarations.mjs';
import { checkDeclarationFiles } from './types.mjs';

const ownFiles = ['CHANGELOG.md', 'CONTRIBUTING.md', 'LICENSE', 'README.md', 'package.json'];
const dependencies = ['koffi', 'p-queue'];

/**
 * Looks at the tarball itself.
 * @param {import('./checks.mjs').Checks} checks
 * @param {import('./tarball.mjs').Tarball} tarball
 * @param {string} project
 */
export async function checkContents(checks, tarball, project) {
  const { contents, file, manifest, names } = tarball;
  await checks.check(
    `the tarball holds dist, the sources, pages, examples, ${ownFiles.join(', ')} and nothing else`,
    () => {
      const expected = /^dist\/.*\.(js|d\.ts)(\.map)?$|^(lib|types)\/.*\.ts$|^docs\/[^/]+\.(md|json)$|^examples\//;
      const others = names.filter((name) => !expected.test(name));
      assert.deepEqual(others, ownFiles);
    },
  );
  await checks.check('it has no test, and no source map that points nowhere', () => {
    assert.deepEqual(
      names.filter((name) => /(\.|\/)(test|tests|fixtures?)\b/.test(name)),
      [],
    );
    assert.deepEqual(
      names.flatMap((name) => lostSources(contents, name)),
      [],
    );
  });
  await checks.check('the links of README.md, and those of its pages to others, lead to files in it', () => {
    const pages = names.filter((name) => /^README\.md$|^docs\/[^/]+\.md$/.test(name));
    assert.deepEqual(
      pages.flatMap((name) => lostLinks(contents, name)),
      [],
    );
  });
  await checks.check('its command is a file that begins with the line of a program', () => {
    const [command, ...others] = Object.values(manifest.bin);
    assert.deepEqual(others, []);
    assert.match(readFileSync(path.join(contents, command), 'utf8'), /^#!\/usr\/bin\/env node\n/);
  });
  await checks.check('its declarations do not show what it is built on', () => {
    const entries = Object.values(manifest.exports).flatMap(({ types }) => types ?? []);
    assert.equal(entries.length, 6);
    const shown = entries
      .flatMap((types) => reachableDeclarations(path.join(contents, types)))
      .filter(({ text }) => /koffi|p-queue/i.test(text))
      .map(({ chain }) => chain.map((file) => path.basename(file)).join(' -> '));
    assert.deepEqual(shown, []);
  });
  await checkDeclarationFiles(checks, tarball);
  await checks.check(`it depends on ${dependencies.join(' and ')} alone`, () => {
    assert.deepEqual(Object.keys(manifest.dependencies), dependencies);
    for (const field of ['peerDependencies', 'optionalDependencies', 'bundleDependencies']) {
      assert.equal(manifest[field], undefined, field);
    }
  });
  await checks.check('publint has nothing to say', async () => {
    const said = await runQuietly([process.execPath, toolIn(project, 'publint/src/cli.js'), file, '--strict']);
    assert.match(said, /All good!/, said);
  });
  await checks.check('attw finds its types in every resolution', () =>
    runQuietly([process.execPath, toolIn(project, '@arethetypeswrong/cli/dist/index.js'), file, '--no-color']),
  );
}

function toolIn(project, file) {
  return path.join(project, 'node_modules', file);
}

/** What a page links to although it is missing. Tests stay in the repository. */
function lostLinks(contents, name) {
  const text = readFileSync(path.join(contents, name), 'utf8');
  return [...text.matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)]
    .map(([, target]) => path.posix.join(path.posix.dirname(name), target))
    .filter((target) => !target.startsWith('tests/') && !existsSync(path.join(contents, target)))
    .map((target) => `${name}: ${target}`);
}

/** The files that a source map, or a reference to one, names although they are missing. */
function lostSources(contents, name) {
  const text = readFileSync(path.join(contents, name), 'utf8');
  const targets = name.endsWith('.map')
    ? JSON.parse(text).sources
    : [...text.matchAll(/sourceMappingURL=(?!data:)(\S+)/g)].map(([, target]) => target);
  return targets
    .filter((target) => !existsSync(path.join(contents, path.dirname(name), target)))
    .map((target) => `${name}: ${target}`);
}
