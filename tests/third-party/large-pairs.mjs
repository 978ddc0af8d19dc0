import path from 'node:path';
import { unpackFromNuGet, whyNoNuGet } from '../runner/nuget-package.mjs';
import { fetchedOnce } from './fetched-once.mjs';

/**
 * Large images with their PDBs, as Microsoft's compiler and linker made them, under the MIT licence: never part of this project,
 * only of the tests' cache.
 */
const libraries = {
  harfbuzz: {
    archive: { package: 'HarfBuzzSharp.NativeAssets.Win32', version: '14.4.0' },
    library: 'libHarfBuzzSharp',
    why: 'fetching libHarfBuzzSharp.dll and its PDB for three processors (80 MB) with dotnet, from HarfBuzzSharp.NativeAssets.Win32 14.4.0 on NuGet: about 20 s',
    sums: {
      'runtimes/win-x64/native/libHarfBuzzSharp.dll':
        'f27a9c6c6fc37ba6569acf909ada056c3a3316c01e308898799cf95dec6cc456',
      'runtimes/win-x64/native/libHarfBuzzSharp.pdb':
        '7388320097e46b0237639ded5a39b903536340b9f6ed4da0c794ced2c93c2f70',
      'runtimes/win-x86/native/libHarfBuzzSharp.dll':
        'd63069904da60bab386344e029a4d313043331963e9f201efd51aae98e4003af',
      'runtimes/win-x86/native/libHarfBuzzSharp.pdb':
        'd6ac6210ad5e9ebdc90941e3abd57bed51cd923b4531e16cba092c05b130003e',
      'runtimes/win-arm64/native/libHarfBuzzSharp.dll':
        'ee13218ab0f846681e7be7b8986bf5ad2925198f0fcc6d3561263ce8a2dd7c70',
      'runtimes/win-arm64/native/libHarfBuzzSharp.pdb':
        'e0290194385ddcf7eff4a8321b2b7e3815fc5172a40af77d739b77815d34b1f4',
    },
  },
  skia: {
    archive: { package: 'SkiaSharp.NativeAssets.Win32', version: '4.155.0' },
    library: 'libSkiaSharp',
    why: 'fetching libSkiaSharp.dll and its PDB for three processors (330 MB) with dotnet, from SkiaSharp.NativeAssets.Win32 4.155.0 on NuGet: about a minute',
    sums: {
      'runtimes/win-x64/native/libSkiaSharp.dll': '635d8189af815bc57f39282724e461925d17ea88877279c207e6a80ee6d8d135',
      'runtimes/win-x64/native/libSkiaSharp.pdb': 'd14b3fd77e54785d21c49f286a804b404d07a36c667fe65863ebb10029a370fc',
      'runtimes/win-x86/native/libSkiaSharp.dll': 'af680debfa90df405b7624df8bdb1e71e2a59d9c468c13cf7cde52f76c2498d2',
      'runtimes/win-x86/native/libSkiaSharp.pdb': 'd6007406766319ac58f36de36bd2be785360cad8e9560131fd0a957640a1079d',
      'runtimes/win-arm64/native/libSkiaSharp.dll': '800abc5ae146ac93d03a916005739ddc59e478ec3d69fde04c415de1cc466f43',
      'runtimes/win-arm64/native/libSkiaSharp.pdb': '9d4c39ea07db8065c3dfbe91374add4f02cd12a578c2e0de516d6de626465b44',
    },
  },
};

/** @typedef {keyof typeof libraries} LargeLibrary */
/** @typedef {{ folder: string, image: string, pdb: string }} LargePair */

/**
 * Why they cannot be had here, or undefined where they can. Looks only; fetches nothing.
 * @returns {string | undefined}
 */
export const whyNoLargePairs = whyNoNuGet;

/**
 * @param {LargeLibrary} name
 * @returns {Promise<Record<'x64' | 'x86' | 'arm64', LargePair>>} paths of an image and its PDB for each processor
 */
export async function largePairs(name) {
  const { archive, library, why, sums } = libraries[name];
  const root = await fetchedOnce({
    name: `large-${name}`,
    recipe: ['1', archive.package, archive.version, JSON.stringify(sums)],
    why,
    build: (folder) => unpackFromNuGet(archive, sums, folder),
    keep: 1,
  });
  const pairs = ['x64', 'x86', 'arm64'].map((processor) => {
    const folder = path.join(root, 'runtimes', `win-${processor}`, 'native');
    const [image, pdb] = ['dll', 'pdb'].map((extension) => path.join(folder, `${library}.${extension}`));
    return [processor, { folder, image, pdb }];
  });
  return Object.fromEntries(pairs);
}
