/**
 * A session's work, spread over several processes.
 *
 * @module dbghelp/pool
 */

export { SymbolizerPool, type PoolOutcome } from './pool';
export type { PoolItem, PoolOptions, PoolSymbolizeOptions } from './pool-options';
export type { PoolLocation, PoolModule, PoolReportOptions, PoolRunOptions, PoolSessionOptions } from './messages';
