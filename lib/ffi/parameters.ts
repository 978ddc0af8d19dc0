/** A parameter of a prototype, parsed from its declaration: `PCWSTR? Mask`. */
export interface Parameter<Options> {
  readonly name: string;
  /** Without the `?` of an optional parameter. */
  readonly kind: string;
  readonly optional: boolean;
  readonly options: Partial<Options>;
}

export function parametersOf<Options>(
  declared: readonly (string | readonly [string, Options])[],
): readonly Parameter<Options>[] {
  return declared.map((declaration) => {
    const [text, options] = typeof declaration === 'string' ? [declaration, {}] : declaration;
    const [, kind, optional, name] = /^(\S+?)(\??) (\w+)$/.exec(text)!;
    return { name: name!, kind: kind!, optional: optional === '?', options };
  });
}
