require('dbghelp');
require('./tell.cjs')({});
