import type { Prototype } from '../../types/vocabulary';
import { win32 } from '../win32/functions';
import type { Told } from './direct-call';

/** Decides whether a call failed, and why. All ways to make a call use it. */

type Fails = Prototype['fails'];

/** Whether the returned value can mean failure. */
export function meansFailure(raw: unknown, fails: Fails): boolean {
  return fails === 'negative' ? (raw as number) < 0 : fails !== 'never' && (raw === 0 || raw === 0n);
}

/** An HRESULT is its own reason. */
export function reasonOf(raw: unknown, fails: Fails): number {
  return fails === 'negative' ? (raw as number) >>> 0 : (win32().GetLastError() as number);
}

/**
 * Records whether a call failed, and why. Must run first after the call, because everything that follows may call
 * Windows and change the last error.
 */
export function judge(told: Told, raw: unknown, fails: Fails): void {
  const bad = meansFailure(raw, fails);
  told.lastError = bad ? reasonOf(raw, fails) : 0;
  told.failed = bad && (fails !== 'zeroWithError' || told.lastError !== 0);
}
