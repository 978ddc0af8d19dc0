import { run, tools, versionOf } from '../fixtures/toolchain.mjs';
import { installOnThisMachine } from '../runner/debian-apt.mjs';

const needed = ['pdbutil', 'readobj', 'symbolizer'];
const debianPackage = tools.pdbutil.replace('llvm-pdbutil', 'llvm');

/**
 * Makes sure that llvm's PDB tools are there; installs them where apt-get and the rights to use it are.
 * @returns {Promise<{ versions: string[] } | { reason: string }>} `reason` where they are missing
 */
export async function readyLlvm() {
  const missing = whatIsMissing();
  if (missing) {
    if (process.getuid?.() !== 0) return { reason: `${missing}; as root, this would install ${debianPackage}` };
    try {
      await installOnThisMachine([debianPackage], 'to have what it finds compared with llvm: about 60 s');
    } catch (error) {
      return { reason: `${missing}, and ${debianPackage} could not be installed: ${error.message}` };
    }
  }
  return { versions: needed.map((name) => `${tools[name]}: ${versionOf(tools[name])}`) };
}

function whatIsMissing() {
  try {
    for (const name of needed) run(tools[name], ['--version']);
    return undefined;
  } catch (error) {
    return error.message;
  }
}
