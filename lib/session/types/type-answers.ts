import type { Steps } from '../slices';

/** Answers about the types of one module, by their ids. Undefined and empty values mean that there is no answer. */
export interface TypeAnswers {
  /** The DWORD that answers a request. */
  number(id: number, request: number): number | undefined;
  /** TI_GET_LENGTH: bytes, or the bits of a bit-field. */
  length(id: number): number | undefined;
  /** TI_GET_ADDRESS. */
  address(id: number): bigint | undefined;
  name(id: number): string;
  children(id: number): readonly number[];
  /** The class or enumeration to which its members say they belong; `id` itself if they do not say. */
  definition(id: number): number;
  /** TI_GET_VALUE, if it is an integer. */
  value(id: number): bigint | undefined;
  /** Prepares for questions about these types, and about the types that they consist of, with few calls. */
  know(ids: readonly number[]): void;
  /** Prepares for one question about the children of each. */
  knowChildren(ids: readonly number[]): Steps<void>;
}
