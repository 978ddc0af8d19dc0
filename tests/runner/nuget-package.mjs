import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { removeTree } from './cache.mjs';
import { runTied } from './tied-command.mjs';

/**
 * Why this machine cannot fetch NuGet packages, or undefined where it can.
 * @returns {string | undefined}
 */
export function whyNoNuGet() {
  const { status, error } = spawnSync('dotnet', ['--version'], { stdio: 'ignore', env: quietDotnet(process.cwd()) });
  if (error) return 'there is no .NET SDK here (no `dotnet` on the PATH)';
  return status === 0 ? undefined : '`dotnet --version` fails here: is it the SDK?';
}

/**
 * Fetches a package with the .NET client, which checks its signature, and keeps some of its files.
 * @param {object} archive
 * @param {string} archive.package
 * @param {string} archive.version
 * @param {Record<string, string>} files path inside the package, and the sha256 that it must have
 * @param {string} folder gets them, at the same path
 */
export async function unpackFromNuGet({ package: name, version }, files, folder) {
  const work = path.join(folder, 'restore');
  mkdirSync(work);
  const project = path.join(work, 'fetch.csproj');
  writeFileSync(
    project,
    `<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><TargetFramework>netstandard2.0</TargetFramework><DisableImplicitFrameworkReferences>true</DisableImplicitFrameworkReferences></PropertyGroup>
  <ItemGroup><PackageDownload Include="${name}" Version="[${version}]" /></ItemGroup>
</Project>
`,
  );
  const packages = path.join(work, 'packages');
  await runTied(['dotnet', 'restore', project, '--packages', packages], { cwd: work, env: quietDotnet(work) });
  const unpacked = path.join(packages, name.toLowerCase(), version);
  for (const file of Object.keys(files)) {
    const target = path.join(folder, file);
    mkdirSync(path.dirname(target), { recursive: true });
    copyFileSync(path.join(unpacked, file), target);
  }
  checkSums(folder, files);
  removeTree(work);
}

/**
 * @param {string} folder
 * @param {Record<string, string>} files
 * @throws {Error} that names the first file that is missing or another
 */
export function checkSums(folder, files) {
  for (const [file, expected] of Object.entries(files)) {
    const found = path.join(folder, file);
    if (!existsSync(found)) throw new Error(`Expected a file ${file} in ${folder}`);
    const sum = createHash('sha256').update(readFileSync(found)).digest('hex');
    if (sum !== expected) throw new Error(`Expected ${found} to have the sha256 ${expected}, got ${sum}`);
  }
}

/** Everything that the client keeps goes into `work`, and with it. */
function quietDotnet(work) {
  return {
    ...process.env,
    NUGET_PACKAGES: path.join(work, 'packages'),
    NUGET_HTTP_CACHE_PATH: path.join(work, 'http'),
    DOTNET_CLI_TELEMETRY_OPTOUT: '1',
    DOTNET_NOLOGO: '1',
    DOTNET_GENERATE_ASPNET_CERTIFICATE: 'false',
  };
}
