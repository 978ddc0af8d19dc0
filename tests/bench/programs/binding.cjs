// Counts the functions that koffi is asked to bind while the package is imported and used.
const koffi = require('koffi');

const counts = {};
const load = koffi.load;
koffi.load = (file) => {
  const library = load(file);
  return {
    func(...args) {
      const dll = file.split('\\').pop().toLowerCase();
      counts[dll] = (counts[dll] ?? 0) + 1;
      return library.func(...args);
    },
  };
};

const steps = [];
const note = (step) => steps.push({ step, counts: { ...counts } });

async function main() {
  const { SymbolSession, dbghelp } = require('dbghelp');
  note('import');
  await dbghelp.SymInitializeW(0x70000f01, null, false);
  note('SymInitializeW');
  const session = await SymbolSession.open();
  const { base } = await session.loadModule(process.argv[2]);
  await session.symbolize(base + 0x1010n);
  await session.close();
  note('a session that loads a module and symbolizes an address');
  process.stdout.write(JSON.stringify(steps));
}

main();
