require('./tell.cjs')({});
