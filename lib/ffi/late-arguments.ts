import { inContext, type CallbackKind, type Failure, type Wrapped } from './callback';
import { koffi } from '../base/koffi';
import { pointerBits } from '../base/architecture';

/** An argument that needs a resource only during its call: a call that waits may never be made. */
export class LateArgument {
  readonly begin: () => unknown;
  readonly end: () => void;

  constructor(begin: () => unknown, end: () => void = () => undefined) {
    this.begin = begin;
    this.end = end;
  }
}

/**
 * A structure of two pointers around a function, for one call: the function, and a parameter that the function does not
 * use.
 */
export function routineStructure(kind: CallbackKind, callback: unknown, failure: Failure): LateArgument {
  const wrapped = inContext(kind.wrap(callback, () => kind.name, failure) as Wrapped);
  const structure = new BigUint64Array(2);
  let registered: bigint | undefined;
  return new LateArgument(
    () => {
      registered = koffi().register(wrapped, kind.type);
      // Two 32-bit pointers both fit in the first element.
      structure[0] = BigInt.asUintN(pointerBits, registered);
      return structure;
    },
    () => {
      if (registered !== undefined) koffi().unregister(registered);
    },
  );
}
