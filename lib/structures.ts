import type * as views from '../types/structures';
import { structures } from './native/abi/structures';
import { defineStruct, type StructClass } from './native/struct';

/** Structures by their C names: `IMAGEHLP_LINEW64.alloc()` makes a view, and the same name is its type. */

export const API_VERSION: StructClass<views.API_VERSION> = defineStruct(structures.API_VERSION);
export type API_VERSION = views.API_VERSION;
export const DBGHELP_DATA_REPORT_STRUCT: StructClass<views.DBGHELP_DATA_REPORT_STRUCT> = defineStruct(
  structures.DBGHELP_DATA_REPORT_STRUCT,
);
export type DBGHELP_DATA_REPORT_STRUCT = views.DBGHELP_DATA_REPORT_STRUCT;
export const GUID: StructClass<views.GUID> = defineStruct(structures.GUID);
export type GUID = views.GUID;
export const IMAGEHLP_CBA_EVENT: StructClass<views.IMAGEHLP_CBA_EVENT> = defineStruct(structures.IMAGEHLP_CBA_EVENT);
export type IMAGEHLP_CBA_EVENT = views.IMAGEHLP_CBA_EVENT;
export const IMAGEHLP_CBA_EVENTW: StructClass<views.IMAGEHLP_CBA_EVENTW> = defineStruct(structures.IMAGEHLP_CBA_EVENTW);
export type IMAGEHLP_CBA_EVENTW = views.IMAGEHLP_CBA_EVENTW;
export const IMAGEHLP_CBA_READ_MEMORY: StructClass<views.IMAGEHLP_CBA_READ_MEMORY> = defineStruct(
  structures.IMAGEHLP_CBA_READ_MEMORY,
);
export type IMAGEHLP_CBA_READ_MEMORY = views.IMAGEHLP_CBA_READ_MEMORY;
export const IMAGEHLP_DEFERRED_SYMBOL_LOAD: StructClass<views.IMAGEHLP_DEFERRED_SYMBOL_LOAD> = defineStruct(
  structures.IMAGEHLP_DEFERRED_SYMBOL_LOAD,
);
export type IMAGEHLP_DEFERRED_SYMBOL_LOAD = views.IMAGEHLP_DEFERRED_SYMBOL_LOAD;
export const IMAGEHLP_DEFERRED_SYMBOL_LOAD64: StructClass<views.IMAGEHLP_DEFERRED_SYMBOL_LOAD64> = defineStruct(
  structures.IMAGEHLP_DEFERRED_SYMBOL_LOAD64,
);
export type IMAGEHLP_DEFERRED_SYMBOL_LOAD64 = views.IMAGEHLP_DEFERRED_SYMBOL_LOAD64;
export const IMAGEHLP_DEFERRED_SYMBOL_LOADW64: StructClass<views.IMAGEHLP_DEFERRED_SYMBOL_LOADW64> = defineStruct(
  structures.IMAGEHLP_DEFERRED_SYMBOL_LOADW64,
);
export type IMAGEHLP_DEFERRED_SYMBOL_LOADW64 = views.IMAGEHLP_DEFERRED_SYMBOL_LOADW64;
export const IMAGEHLP_DUPLICATE_SYMBOL: StructClass<views.IMAGEHLP_DUPLICATE_SYMBOL> = defineStruct(
  structures.IMAGEHLP_DUPLICATE_SYMBOL,
);
export type IMAGEHLP_DUPLICATE_SYMBOL = views.IMAGEHLP_DUPLICATE_SYMBOL;
export const IMAGEHLP_DUPLICATE_SYMBOL64: StructClass<views.IMAGEHLP_DUPLICATE_SYMBOL64> = defineStruct(
  structures.IMAGEHLP_DUPLICATE_SYMBOL64,
);
export type IMAGEHLP_DUPLICATE_SYMBOL64 = views.IMAGEHLP_DUPLICATE_SYMBOL64;
export const IMAGEHLP_JIT_SYMBOLMAP: StructClass<views.IMAGEHLP_JIT_SYMBOLMAP> = defineStruct(
  structures.IMAGEHLP_JIT_SYMBOLMAP,
);
export type IMAGEHLP_JIT_SYMBOLMAP = views.IMAGEHLP_JIT_SYMBOLMAP;
export const IMAGEHLP_LINE: StructClass<views.IMAGEHLP_LINE> = defineStruct(structures.IMAGEHLP_LINE);
export type IMAGEHLP_LINE = views.IMAGEHLP_LINE;
export const IMAGEHLP_LINE64: StructClass<views.IMAGEHLP_LINE64> = defineStruct(structures.IMAGEHLP_LINE64);
export type IMAGEHLP_LINE64 = views.IMAGEHLP_LINE64;
export const IMAGEHLP_LINEW64: StructClass<views.IMAGEHLP_LINEW64> = defineStruct(structures.IMAGEHLP_LINEW64);
export type IMAGEHLP_LINEW64 = views.IMAGEHLP_LINEW64;
export const IMAGEHLP_MODULE: StructClass<views.IMAGEHLP_MODULE> = defineStruct(structures.IMAGEHLP_MODULE);
export type IMAGEHLP_MODULE = views.IMAGEHLP_MODULE;
export const IMAGEHLP_MODULE64: StructClass<views.IMAGEHLP_MODULE64> = defineStruct(structures.IMAGEHLP_MODULE64);
export type IMAGEHLP_MODULE64 = views.IMAGEHLP_MODULE64;
export const IMAGEHLP_MODULEW: StructClass<views.IMAGEHLP_MODULEW> = defineStruct(structures.IMAGEHLP_MODULEW);
export type IMAGEHLP_MODULEW = views.IMAGEHLP_MODULEW;
export const IMAGEHLP_MODULEW64: StructClass<views.IMAGEHLP_MODULEW64> = defineStruct(structures.IMAGEHLP_MODULEW64);
export type IMAGEHLP_MODULEW64 = views.IMAGEHLP_MODULEW64;
export const IMAGEHLP_STACK_FRAME: StructClass<views.IMAGEHLP_STACK_FRAME> = defineStruct(
  structures.IMAGEHLP_STACK_FRAME,
);
export type IMAGEHLP_STACK_FRAME = views.IMAGEHLP_STACK_FRAME;
export const IMAGEHLP_SYMBOL: StructClass<views.IMAGEHLP_SYMBOL> = defineStruct(structures.IMAGEHLP_SYMBOL);
export type IMAGEHLP_SYMBOL = views.IMAGEHLP_SYMBOL;
export const IMAGEHLP_SYMBOL64: StructClass<views.IMAGEHLP_SYMBOL64> = defineStruct(structures.IMAGEHLP_SYMBOL64);
export type IMAGEHLP_SYMBOL64 = views.IMAGEHLP_SYMBOL64;
export const IMAGE_DEBUG_INFORMATION: StructClass<views.IMAGE_DEBUG_INFORMATION> = defineStruct(
  structures.IMAGE_DEBUG_INFORMATION,
);
export type IMAGE_DEBUG_INFORMATION = views.IMAGE_DEBUG_INFORMATION;
export const LIST_ENTRY: StructClass<views.LIST_ENTRY> = defineStruct(structures.LIST_ENTRY);
export type LIST_ENTRY = views.LIST_ENTRY;
export const MODLOAD_CVMISC: StructClass<views.MODLOAD_CVMISC> = defineStruct(structures.MODLOAD_CVMISC);
export type MODLOAD_CVMISC = views.MODLOAD_CVMISC;
export const MODLOAD_DATA: StructClass<views.MODLOAD_DATA> = defineStruct(structures.MODLOAD_DATA);
export type MODLOAD_DATA = views.MODLOAD_DATA;
export const MODLOAD_PDBGUID_PDBAGE: StructClass<views.MODLOAD_PDBGUID_PDBAGE> = defineStruct(
  structures.MODLOAD_PDBGUID_PDBAGE,
);
export type MODLOAD_PDBGUID_PDBAGE = views.MODLOAD_PDBGUID_PDBAGE;
export const OMAP: StructClass<views.OMAP> = defineStruct(structures.OMAP);
export type OMAP = views.OMAP;
export const SOURCEFILE: StructClass<views.SOURCEFILE> = defineStruct(structures.SOURCEFILE);
export type SOURCEFILE = views.SOURCEFILE;
export const SOURCEFILEW: StructClass<views.SOURCEFILEW> = defineStruct(structures.SOURCEFILEW);
export type SOURCEFILEW = views.SOURCEFILEW;
export const SRCCODEINFO: StructClass<views.SRCCODEINFO> = defineStruct(structures.SRCCODEINFO);
export type SRCCODEINFO = views.SRCCODEINFO;
export const SRCCODEINFOW: StructClass<views.SRCCODEINFOW> = defineStruct(structures.SRCCODEINFOW);
export type SRCCODEINFOW = views.SRCCODEINFOW;
export const SYMBOL_INFO: StructClass<views.SYMBOL_INFO> = defineStruct(structures.SYMBOL_INFO);
export type SYMBOL_INFO = views.SYMBOL_INFO;
export const SYMBOL_INFOW: StructClass<views.SYMBOL_INFOW> = defineStruct(structures.SYMBOL_INFOW);
export type SYMBOL_INFOW = views.SYMBOL_INFOW;
