export { SymbolizerPool, type PoolOutcome } from './pool';
export type {
  PoolItem,
  PoolLocation,
  PoolModule,
  PoolOptions,
  PoolReportOptions,
  PoolRunOptions,
  PoolSessionOptions,
  PoolSymbolizeOptions,
} from './pool-options';
