import type { Steps } from '../slices';

/** Answers about the types of one module, by their ids. Undefined and empty stand for no answer. */
export interface TypeAnswers {
  /** What a request answers with a DWORD. */
  number(id: number, request: number): number | undefined;
  /** TI_GET_LENGTH: bytes, or the bits of a bit-field. */
  length(id: number): number | undefined;
  /** TI_GET_ADDRESS. */
  address(id: number): bigint | undefined;
  name(id: number): string;
  children(id: number): readonly number[];
  /** The class or enumeration that the members of this one say they are of; `id` itself where they do not say. */
  definition(id: number): number;
  /** TI_GET_VALUE, as far as the value is an integer. */
  value(id: number): bigint | undefined;
  /** These will be asked for: what can be asked at once is, and what they consist of. */
  know(ids: readonly number[]): void;
  /** So will what these consist of, once. */
  knowChildren(ids: readonly number[]): Steps<void>;
  /** These will not be asked for again. */
  forget(ids: readonly number[]): void;
}
