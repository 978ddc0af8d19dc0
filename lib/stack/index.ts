export { V8CodeLog } from './code-log';
export type { LoggedFunction } from './code-log';
export { walkProcess, walkThread } from './walk-threads';
export type { WalkOptions, WalkProcessOptions, WalkThreadOptions } from './walk-threads';
export type { FoundBy, StackEnd, StackFrame, ThreadStack, WalkedFrame } from './stack-frame';
export { listProcesses, type RunningProcess } from '../win32/process-list';
