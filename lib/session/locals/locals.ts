import type { DbgHelpToken } from '../../../types/calls';
import { DataKind, IMAGEHLP_SYMBOL_TYPE_INFO as Ask, SYMFLAG, SymTagEnum } from '../../../types/constants';
import { checkSignal } from '../../base/checks';
import { checkOptionNames } from '../../base/option-names';
import { IMAGEHLP_MODULEW64, IMAGEHLP_STACK_FRAME } from '../../ffi/structures';
import { ConstantValues } from '../types/constant-values';
import type { SessionCore } from '../core';
import { hasName, parseLocation, type Location } from '../location';
import { placeOf } from '../names/names';
import { needLoading, type SymbolModule } from '../modules/module';
import { typeReader } from '../types/module-types';
import type { LocalVariable, VariableScope } from './local-variable';
import { locationOf, type FoundVariable } from './variable-location';
import { jsonReady } from '../../base/json-ready';
import type { TypeAnswers } from '../types/type-answers';

export interface LocalsOptions {
  readonly signal?: AbortSignal | undefined;
}

const deepestScope = 256;

/** @internal */
export async function localsAt(
  core: SessionCore,
  address: Location,
  options: LocalsOptions,
): Promise<LocalVariable[] | null> {
  const api = 'SymbolSession.locals';
  checkOptionNames(options, { signal: true }, api);
  const { signal } = options;
  if (signal !== undefined) checkSignal(signal, api);
  const parsed = parseLocation(address, api, core);
  const location = hasName(parsed) ? await placeOf(core, parsed, api) : parsed;
  const find = async (token: DbgHelpToken): Promise<LocalVariable[] | null> => {
    const at = core.resolve(location);
    const module = at === undefined ? undefined : core.modules.containing(at);
    if (at === undefined || !module) return null;
    await core.loadSymbolsAt(token, at, signal);
    // Where no function is, some DLLs list nothing, and behind a function its variables.
    if (!core.reader.isInFunction(token, at)) return null;
    // There is no wait from here on, so no other scope can be set in between.
    const found = setScope(core, token, at) ? enumerate(core, token) : null;
    return found && describe(core, token, module, found);
  };
  return needLoading(core.modulesAt(location)) ? core.runLong(api, find, signal) : core.run(api, find, signal);
}

/** Whether the scope could be set, by the function that the DLL has. */
function setScope({ binding, key }: SessionCore, api: DbgHelpToken, address: bigint): boolean {
  if (binding.has('SymSetScopeFromAddr')) {
    return api.SymSetScopeFromAddr.raw(key, address) || api.lastError === 0;
  }
  const frame = IMAGEHLP_STACK_FRAME.alloc();
  frame.InstructionOffset = address;
  // For a scope that is already set, the result means neither success nor an error.
  return api.SymSetContext.raw(key, frame, null) || api.lastError === 0;
}

/** Null if the scope is no function: some DLLs set such a scope, but do not list it. */
function enumerate({ key, text }: SessionCore, api: DbgHelpToken): FoundVariable[] | null {
  const found: FoundVariable[] = [];
  const listed = api.SymEnumSymbolsW.raw(
    key,
    0n,
    '*',
    ({ Name, Index, TypeIndex, Flags, Register, Address, Value, Tag }) => {
      if (Tag !== SymTagEnum.SymTagData) return;
      const place = { flags: Flags, register: Register, address: Address, value: Value };
      found.push({ name: text.read(api, Name), index: Index, typeIndex: TypeIndex, ...place });
    },
    null,
  );
  return listed ? found : null;
}

function describe(
  core: SessionCore,
  api: DbgHelpToken,
  module: SymbolModule,
  found: readonly FoundVariable[],
): LocalVariable[] {
  const reader = typeReader(core, api, module);
  const { answers } = reader;
  const constants = new ConstantValues(api, core.key, module.base);
  const machine = machineOf(core, api, module);
  return found.map((variable) => {
    const type = reader.reference(variable.typeIndex);
    const { flags: Flags, value: Value, index: Index, typeIndex: TypeIndex } = variable;
    const constant = (): bigint => constants.of({ Flags, Value, Index, TypeIndex });
    return {
      name: variable.name,
      kind: isParameter(variable, answers) ? 'parameter' : 'local',
      type,
      size: type.size,
      location: locationOf(variable, machine, constant),
      scope: scopeOf(answers, variable.index),
    };
  });
}

/** Some DLLs do not mark `this` as a parameter. */
function isParameter({ flags, index }: FoundVariable, answers: TypeAnswers): boolean {
  if (flags & SYMFLAG.PARAMETER) return true;
  return answers.number(index, Ask.TI_GET_DATAKIND) === DataKind.DataIsObjectPtr;
}

function machineOf({ key }: SessionCore, api: DbgHelpToken, module: SymbolModule): number {
  const view = IMAGEHLP_MODULEW64.alloc();
  return api.SymGetModuleInfoW64.raw(key, module.base, view) ? view.MachineType : 0;
}

/** The innermost block or function that declares a variable, and the number of blocks around. */
function scopeOf(answers: TypeAnswers, index: number): VariableScope | null {
  let innermost: Omit<VariableScope, 'depth'> | undefined;
  let at = answers.number(index, Ask.TI_GET_LEXICALPARENT);
  for (let depth = 0; at && depth < deepestScope; depth++) {
    const tag = answers.number(at, Ask.TI_GET_SYMTAG);
    const kind = tag === SymTagEnum.SymTagFunction ? 'function' : tag === SymTagEnum.SymTagBlock ? 'block' : undefined;
    if (!kind) return null;
    innermost ??= { kind, address: answers.address(at) ?? 0n, size: answers.length(at) ?? 0 };
    if (kind === 'function') return jsonReady({ ...innermost, depth });
    at = answers.number(at, Ask.TI_GET_LEXICALPARENT);
  }
  return null;
}
