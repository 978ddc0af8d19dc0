export { loadDumpModules, type DumpImageOptions, type LoadDumpModulesOptions } from './load-dump-modules';
export { walkDump, type DumpThreadStack, type WalkDumpOptions } from './walk-dump';
export type { DumpModule } from './dump-modules';
