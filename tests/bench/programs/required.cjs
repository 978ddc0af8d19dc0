// How long it takes to load what the command line names.
const names = process.argv[2].split(',');
const begin = process.hrtime.bigint();
for (const name of names) require(name);
const required = process.hrtime.bigint();

require('./tell.cjs')({ required: Number(required - begin) / 1e6 });
