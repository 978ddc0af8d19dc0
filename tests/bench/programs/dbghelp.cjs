const begin = process.hrtime.bigint();
const { dbghelp } = require('dbghelp');
const required = process.hrtime.bigint();

dbghelp.SymInitializeW(0x70000f01, null, false).then(() => {
  const called = process.hrtime.bigint();
  require('./tell.cjs')({ required: Number(required - begin) / 1e6, called: Number(called - begin) / 1e6 });
});
