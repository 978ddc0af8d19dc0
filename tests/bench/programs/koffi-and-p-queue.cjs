const begin = process.hrtime.bigint();
const koffi = require('koffi');
const { default: PQueue } = require('p-queue');
const required = process.hrtime.bigint();

const queue = new PQueue({ concurrency: 1 });
const library = koffi.load(process.argv[2]);
const SymInitializeW = library.func('__stdcall', 'SymInitializeW', 'int32_t', ['intptr_t', 'str16', 'int32_t']);
queue
  .add(() => SymInitializeW(0x70000f01, null, 0))
  .then((done) => {
    if (!done) throw new Error('SymInitializeW failed');
    const called = process.hrtime.bigint();
    require('./tell.cjs')({ required: Number(required - begin) / 1e6, called: Number(called - begin) / 1e6 });
  });
