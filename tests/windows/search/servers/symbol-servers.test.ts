// The same promises on Windows: on its file system, with its processes and with its Node.js.
import '../../../unit/search/servers/processes.test';
import '../../../unit/search/servers/several-servers.test';
import '../../../unit/search/servers/stores.test';
import '../../../unit/search/servers/symbol-servers.test';
