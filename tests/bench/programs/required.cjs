// Measures how long it takes to load the modules in the command line.
const names = process.argv[2].split(',');
const begin = process.hrtime.bigint();
for (const name of names) require(name);
const required = process.hrtime.bigint();

require('./tell.cjs')({ required: Number(required - begin) / 1e6 });
