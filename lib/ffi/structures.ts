import { inherited, type StructDefinition } from '../../types/structures/definition';
import type { StructClass } from '../../types/structures';
import { checkInteger, checkUnsigned } from '../base/checks';
import { alloc, allocArray, maxCount, over, sizeOf, viewAt, type View } from './struct';

/** Structures by their C names: `IMAGEHLP_LINEW64.alloc()` makes a view, and the same name is the view's type. */
export * from '../../types/structures';

abstract class Structure implements StructDefinition, StructClass<View> {
  declare readonly structName: string;
  declare readonly fields: StructDefinition['fields'];

  get byteLength(): number {
    return sizeOf(this);
  }

  alloc(capacity?: number): View {
    return alloc(this, capacity);
  }

  allocArray(count: number): View[] {
    return allocArray(this, count);
  }

  over(bytes: Uint8Array, offset = 0): View {
    return over(this, bytes, offset);
  }

  at(address: bigint): View {
    return viewAt(this, checkUnsigned(address, 64, `${this.structName}.at: \`address\``));
  }

  arrayAt(address: bigint, count: number): View[] {
    const first = checkUnsigned(address, 64, `${this.structName}.arrayAt: \`address\``);
    const length = checkInteger(count, 0, maxCount, `${this.structName}.arrayAt: \`count\``);
    return Array.from({ length }, (_, index) => this.at(first + BigInt(index * this.byteLength)));
  }
}

Object.setPrototypeOf(inherited, Structure.prototype);
