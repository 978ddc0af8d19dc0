export { SymbolizerPool, type PoolOutcome } from './pool';
export type { PoolItem, PoolOptions, PoolSymbolizeOptions } from './pool-options';
export type { PoolLocation, PoolModule, PoolReportOptions, PoolRunOptions, PoolSessionOptions } from './messages';
