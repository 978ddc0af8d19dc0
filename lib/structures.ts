import type * as views from '../types/structures';
import { structures } from './native/abi/structures';
import { defineStruct, type StructClass } from './native/struct';

/** Structures by their C names: `IMAGEHLP_LINEW64.alloc()` makes a view, and the same name is its type. */

export const ADDRESS: StructClass<views.ADDRESS> = defineStruct(structures.ADDRESS);
export type ADDRESS = views.ADDRESS;
export const ADDRESS64: StructClass<views.ADDRESS64> = defineStruct(structures.ADDRESS64);
export type ADDRESS64 = views.ADDRESS64;
export const API_VERSION: StructClass<views.API_VERSION> = defineStruct(structures.API_VERSION);
export type API_VERSION = views.API_VERSION;
export const ARM64_NT_CONTEXT: StructClass<views.ARM64_NT_CONTEXT> = defineStruct(structures.ARM64_NT_CONTEXT);
export type ARM64_NT_CONTEXT = views.ARM64_NT_CONTEXT;
export const ARM64_NT_NEON128: StructClass<views.ARM64_NT_NEON128> = defineStruct(structures.ARM64_NT_NEON128);
export type ARM64_NT_NEON128 = views.ARM64_NT_NEON128;
export const CONTEXT: StructClass<views.CONTEXT> = defineStruct(structures.CONTEXT);
export type CONTEXT = views.CONTEXT;
export const CONTEXT_AMD64: StructClass<views.CONTEXT_AMD64> = defineStruct(structures.CONTEXT_AMD64);
export type CONTEXT_AMD64 = views.CONTEXT_AMD64;
export const CONTEXT_X86: StructClass<views.CONTEXT_X86> = defineStruct(structures.CONTEXT_X86);
export type CONTEXT_X86 = views.CONTEXT_X86;
export const CPU_INFORMATION: StructClass<views.CPU_INFORMATION> = defineStruct(structures.CPU_INFORMATION);
export type CPU_INFORMATION = views.CPU_INFORMATION;
export const DBGHELP_DATA_REPORT_STRUCT: StructClass<views.DBGHELP_DATA_REPORT_STRUCT> = defineStruct(
  structures.DBGHELP_DATA_REPORT_STRUCT,
);
export type DBGHELP_DATA_REPORT_STRUCT = views.DBGHELP_DATA_REPORT_STRUCT;
export const DISCRIMINATEDUNION_TAG_VALUE: StructClass<views.DISCRIMINATEDUNION_TAG_VALUE> = defineStruct(
  structures.DISCRIMINATEDUNION_TAG_VALUE,
);
export type DISCRIMINATEDUNION_TAG_VALUE = views.DISCRIMINATEDUNION_TAG_VALUE;
export const EXCEPTION_POINTERS: StructClass<views.EXCEPTION_POINTERS> = defineStruct(structures.EXCEPTION_POINTERS);
export type EXCEPTION_POINTERS = views.EXCEPTION_POINTERS;
export const EXCEPTION_RECORD: StructClass<views.EXCEPTION_RECORD> = defineStruct(structures.EXCEPTION_RECORD);
export type EXCEPTION_RECORD = views.EXCEPTION_RECORD;
export const EXCEPTION_RECORD32: StructClass<views.EXCEPTION_RECORD32> = defineStruct(structures.EXCEPTION_RECORD32);
export type EXCEPTION_RECORD32 = views.EXCEPTION_RECORD32;
export const EXCEPTION_RECORD64: StructClass<views.EXCEPTION_RECORD64> = defineStruct(structures.EXCEPTION_RECORD64);
export type EXCEPTION_RECORD64 = views.EXCEPTION_RECORD64;
export const EXT_API_VERSION: StructClass<views.EXT_API_VERSION> = defineStruct(structures.EXT_API_VERSION);
export type EXT_API_VERSION = views.EXT_API_VERSION;
export const FILETIME: StructClass<views.FILETIME> = defineStruct(structures.FILETIME);
export type FILETIME = views.FILETIME;
export const FLOATING_SAVE_AREA: StructClass<views.FLOATING_SAVE_AREA> = defineStruct(structures.FLOATING_SAVE_AREA);
export type FLOATING_SAVE_AREA = views.FLOATING_SAVE_AREA;
export const FPO_DATA: StructClass<views.FPO_DATA> = defineStruct(structures.FPO_DATA);
export type FPO_DATA = views.FPO_DATA;
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
export const IMAGEHLP_GET_TYPE_INFO_PARAMS: StructClass<views.IMAGEHLP_GET_TYPE_INFO_PARAMS> = defineStruct(
  structures.IMAGEHLP_GET_TYPE_INFO_PARAMS,
);
export type IMAGEHLP_GET_TYPE_INFO_PARAMS = views.IMAGEHLP_GET_TYPE_INFO_PARAMS;
export const IMAGEHLP_JIT_SYMBOLMAP: StructClass<views.IMAGEHLP_JIT_SYMBOLMAP> = defineStruct(
  structures.IMAGEHLP_JIT_SYMBOLMAP,
);
export type IMAGEHLP_JIT_SYMBOLMAP = views.IMAGEHLP_JIT_SYMBOLMAP;
export const IMAGEHLP_LINE: StructClass<views.IMAGEHLP_LINE> = defineStruct(structures.IMAGEHLP_LINE);
export type IMAGEHLP_LINE = views.IMAGEHLP_LINE;
export const IMAGEHLP_LINE64: StructClass<views.IMAGEHLP_LINE64> = defineStruct(structures.IMAGEHLP_LINE64);
export type IMAGEHLP_LINE64 = views.IMAGEHLP_LINE64;
export const IMAGEHLP_LINEW: StructClass<views.IMAGEHLP_LINEW> = defineStruct(structures.IMAGEHLP_LINEW);
export type IMAGEHLP_LINEW = views.IMAGEHLP_LINEW;
export const IMAGEHLP_LINEW64: StructClass<views.IMAGEHLP_LINEW64> = defineStruct(structures.IMAGEHLP_LINEW64);
export type IMAGEHLP_LINEW64 = views.IMAGEHLP_LINEW64;
export const IMAGEHLP_MODULE: StructClass<views.IMAGEHLP_MODULE> = defineStruct(structures.IMAGEHLP_MODULE);
export type IMAGEHLP_MODULE = views.IMAGEHLP_MODULE;
export const IMAGEHLP_MODULE64: StructClass<views.IMAGEHLP_MODULE64> = defineStruct(structures.IMAGEHLP_MODULE64);
export type IMAGEHLP_MODULE64 = views.IMAGEHLP_MODULE64;
export const IMAGEHLP_MODULE64_EX: StructClass<views.IMAGEHLP_MODULE64_EX> = defineStruct(
  structures.IMAGEHLP_MODULE64_EX,
);
export type IMAGEHLP_MODULE64_EX = views.IMAGEHLP_MODULE64_EX;
export const IMAGEHLP_MODULEW: StructClass<views.IMAGEHLP_MODULEW> = defineStruct(structures.IMAGEHLP_MODULEW);
export type IMAGEHLP_MODULEW = views.IMAGEHLP_MODULEW;
export const IMAGEHLP_MODULEW64: StructClass<views.IMAGEHLP_MODULEW64> = defineStruct(structures.IMAGEHLP_MODULEW64);
export type IMAGEHLP_MODULEW64 = views.IMAGEHLP_MODULEW64;
export const IMAGEHLP_MODULEW64_EX: StructClass<views.IMAGEHLP_MODULEW64_EX> = defineStruct(
  structures.IMAGEHLP_MODULEW64_EX,
);
export type IMAGEHLP_MODULEW64_EX = views.IMAGEHLP_MODULEW64_EX;
export const IMAGEHLP_STACK_FRAME: StructClass<views.IMAGEHLP_STACK_FRAME> = defineStruct(
  structures.IMAGEHLP_STACK_FRAME,
);
export type IMAGEHLP_STACK_FRAME = views.IMAGEHLP_STACK_FRAME;
export const IMAGEHLP_SYMBOL: StructClass<views.IMAGEHLP_SYMBOL> = defineStruct(structures.IMAGEHLP_SYMBOL);
export type IMAGEHLP_SYMBOL = views.IMAGEHLP_SYMBOL;
export const IMAGEHLP_SYMBOL64: StructClass<views.IMAGEHLP_SYMBOL64> = defineStruct(structures.IMAGEHLP_SYMBOL64);
export type IMAGEHLP_SYMBOL64 = views.IMAGEHLP_SYMBOL64;
export const IMAGEHLP_SYMBOL64_PACKAGE: StructClass<views.IMAGEHLP_SYMBOL64_PACKAGE> = defineStruct(
  structures.IMAGEHLP_SYMBOL64_PACKAGE,
);
export type IMAGEHLP_SYMBOL64_PACKAGE = views.IMAGEHLP_SYMBOL64_PACKAGE;
export const IMAGEHLP_SYMBOLW: StructClass<views.IMAGEHLP_SYMBOLW> = defineStruct(structures.IMAGEHLP_SYMBOLW);
export type IMAGEHLP_SYMBOLW = views.IMAGEHLP_SYMBOLW;
export const IMAGEHLP_SYMBOLW64: StructClass<views.IMAGEHLP_SYMBOLW64> = defineStruct(structures.IMAGEHLP_SYMBOLW64);
export type IMAGEHLP_SYMBOLW64 = views.IMAGEHLP_SYMBOLW64;
export const IMAGEHLP_SYMBOLW64_PACKAGE: StructClass<views.IMAGEHLP_SYMBOLW64_PACKAGE> = defineStruct(
  structures.IMAGEHLP_SYMBOLW64_PACKAGE,
);
export type IMAGEHLP_SYMBOLW64_PACKAGE = views.IMAGEHLP_SYMBOLW64_PACKAGE;
export const IMAGEHLP_SYMBOLW_PACKAGE: StructClass<views.IMAGEHLP_SYMBOLW_PACKAGE> = defineStruct(
  structures.IMAGEHLP_SYMBOLW_PACKAGE,
);
export type IMAGEHLP_SYMBOLW_PACKAGE = views.IMAGEHLP_SYMBOLW_PACKAGE;
export const IMAGEHLP_SYMBOL_PACKAGE: StructClass<views.IMAGEHLP_SYMBOL_PACKAGE> = defineStruct(
  structures.IMAGEHLP_SYMBOL_PACKAGE,
);
export type IMAGEHLP_SYMBOL_PACKAGE = views.IMAGEHLP_SYMBOL_PACKAGE;
export const IMAGEHLP_SYMBOL_SRC: StructClass<views.IMAGEHLP_SYMBOL_SRC> = defineStruct(structures.IMAGEHLP_SYMBOL_SRC);
export type IMAGEHLP_SYMBOL_SRC = views.IMAGEHLP_SYMBOL_SRC;
export const IMAGE_ARM64_RUNTIME_FUNCTION_ENTRY: StructClass<views.IMAGE_ARM64_RUNTIME_FUNCTION_ENTRY> = defineStruct(
  structures.IMAGE_ARM64_RUNTIME_FUNCTION_ENTRY,
);
export type IMAGE_ARM64_RUNTIME_FUNCTION_ENTRY = views.IMAGE_ARM64_RUNTIME_FUNCTION_ENTRY;
export const IMAGE_BASE_RELOCATION: StructClass<views.IMAGE_BASE_RELOCATION> = defineStruct(
  structures.IMAGE_BASE_RELOCATION,
);
export type IMAGE_BASE_RELOCATION = views.IMAGE_BASE_RELOCATION;
export const IMAGE_BOUND_IMPORT_DESCRIPTOR: StructClass<views.IMAGE_BOUND_IMPORT_DESCRIPTOR> = defineStruct(
  structures.IMAGE_BOUND_IMPORT_DESCRIPTOR,
);
export type IMAGE_BOUND_IMPORT_DESCRIPTOR = views.IMAGE_BOUND_IMPORT_DESCRIPTOR;
export const IMAGE_COFF_SYMBOLS_HEADER: StructClass<views.IMAGE_COFF_SYMBOLS_HEADER> = defineStruct(
  structures.IMAGE_COFF_SYMBOLS_HEADER,
);
export type IMAGE_COFF_SYMBOLS_HEADER = views.IMAGE_COFF_SYMBOLS_HEADER;
export const IMAGE_COR20_HEADER: StructClass<views.IMAGE_COR20_HEADER> = defineStruct(structures.IMAGE_COR20_HEADER);
export type IMAGE_COR20_HEADER = views.IMAGE_COR20_HEADER;
export const IMAGE_DATA_DIRECTORY: StructClass<views.IMAGE_DATA_DIRECTORY> = defineStruct(
  structures.IMAGE_DATA_DIRECTORY,
);
export type IMAGE_DATA_DIRECTORY = views.IMAGE_DATA_DIRECTORY;
export const IMAGE_DEBUG_DIRECTORY: StructClass<views.IMAGE_DEBUG_DIRECTORY> = defineStruct(
  structures.IMAGE_DEBUG_DIRECTORY,
);
export type IMAGE_DEBUG_DIRECTORY = views.IMAGE_DEBUG_DIRECTORY;
export const IMAGE_DEBUG_INFORMATION: StructClass<views.IMAGE_DEBUG_INFORMATION> = defineStruct(
  structures.IMAGE_DEBUG_INFORMATION,
);
export type IMAGE_DEBUG_INFORMATION = views.IMAGE_DEBUG_INFORMATION;
export const IMAGE_DEBUG_MISC: StructClass<views.IMAGE_DEBUG_MISC> = defineStruct(structures.IMAGE_DEBUG_MISC);
export type IMAGE_DEBUG_MISC = views.IMAGE_DEBUG_MISC;
export const IMAGE_DELAYLOAD_DESCRIPTOR: StructClass<views.IMAGE_DELAYLOAD_DESCRIPTOR> = defineStruct(
  structures.IMAGE_DELAYLOAD_DESCRIPTOR,
);
export type IMAGE_DELAYLOAD_DESCRIPTOR = views.IMAGE_DELAYLOAD_DESCRIPTOR;
export const IMAGE_DOS_HEADER: StructClass<views.IMAGE_DOS_HEADER> = defineStruct(structures.IMAGE_DOS_HEADER);
export type IMAGE_DOS_HEADER = views.IMAGE_DOS_HEADER;
export const IMAGE_EXPORT_DIRECTORY: StructClass<views.IMAGE_EXPORT_DIRECTORY> = defineStruct(
  structures.IMAGE_EXPORT_DIRECTORY,
);
export type IMAGE_EXPORT_DIRECTORY = views.IMAGE_EXPORT_DIRECTORY;
export const IMAGE_FILE_HEADER: StructClass<views.IMAGE_FILE_HEADER> = defineStruct(structures.IMAGE_FILE_HEADER);
export type IMAGE_FILE_HEADER = views.IMAGE_FILE_HEADER;
export const IMAGE_FUNCTION_ENTRY: StructClass<views.IMAGE_FUNCTION_ENTRY> = defineStruct(
  structures.IMAGE_FUNCTION_ENTRY,
);
export type IMAGE_FUNCTION_ENTRY = views.IMAGE_FUNCTION_ENTRY;
export const IMAGE_FUNCTION_ENTRY64: StructClass<views.IMAGE_FUNCTION_ENTRY64> = defineStruct(
  structures.IMAGE_FUNCTION_ENTRY64,
);
export type IMAGE_FUNCTION_ENTRY64 = views.IMAGE_FUNCTION_ENTRY64;
export const IMAGE_IMPORT_BY_NAME: StructClass<views.IMAGE_IMPORT_BY_NAME> = defineStruct(
  structures.IMAGE_IMPORT_BY_NAME,
);
export type IMAGE_IMPORT_BY_NAME = views.IMAGE_IMPORT_BY_NAME;
export const IMAGE_IMPORT_DESCRIPTOR: StructClass<views.IMAGE_IMPORT_DESCRIPTOR> = defineStruct(
  structures.IMAGE_IMPORT_DESCRIPTOR,
);
export type IMAGE_IMPORT_DESCRIPTOR = views.IMAGE_IMPORT_DESCRIPTOR;
export const IMAGE_LINENUMBER: StructClass<views.IMAGE_LINENUMBER> = defineStruct(structures.IMAGE_LINENUMBER);
export type IMAGE_LINENUMBER = views.IMAGE_LINENUMBER;
export const IMAGE_LOAD_CONFIG_CODE_INTEGRITY: StructClass<views.IMAGE_LOAD_CONFIG_CODE_INTEGRITY> = defineStruct(
  structures.IMAGE_LOAD_CONFIG_CODE_INTEGRITY,
);
export type IMAGE_LOAD_CONFIG_CODE_INTEGRITY = views.IMAGE_LOAD_CONFIG_CODE_INTEGRITY;
export const IMAGE_LOAD_CONFIG_DIRECTORY32: StructClass<views.IMAGE_LOAD_CONFIG_DIRECTORY32> = defineStruct(
  structures.IMAGE_LOAD_CONFIG_DIRECTORY32,
);
export type IMAGE_LOAD_CONFIG_DIRECTORY32 = views.IMAGE_LOAD_CONFIG_DIRECTORY32;
export const IMAGE_LOAD_CONFIG_DIRECTORY64: StructClass<views.IMAGE_LOAD_CONFIG_DIRECTORY64> = defineStruct(
  structures.IMAGE_LOAD_CONFIG_DIRECTORY64,
);
export type IMAGE_LOAD_CONFIG_DIRECTORY64 = views.IMAGE_LOAD_CONFIG_DIRECTORY64;
export const IMAGE_NT_HEADERS32: StructClass<views.IMAGE_NT_HEADERS32> = defineStruct(structures.IMAGE_NT_HEADERS32);
export type IMAGE_NT_HEADERS32 = views.IMAGE_NT_HEADERS32;
export const IMAGE_NT_HEADERS64: StructClass<views.IMAGE_NT_HEADERS64> = defineStruct(structures.IMAGE_NT_HEADERS64);
export type IMAGE_NT_HEADERS64 = views.IMAGE_NT_HEADERS64;
export const IMAGE_OPTIONAL_HEADER32: StructClass<views.IMAGE_OPTIONAL_HEADER32> = defineStruct(
  structures.IMAGE_OPTIONAL_HEADER32,
);
export type IMAGE_OPTIONAL_HEADER32 = views.IMAGE_OPTIONAL_HEADER32;
export const IMAGE_OPTIONAL_HEADER64: StructClass<views.IMAGE_OPTIONAL_HEADER64> = defineStruct(
  structures.IMAGE_OPTIONAL_HEADER64,
);
export type IMAGE_OPTIONAL_HEADER64 = views.IMAGE_OPTIONAL_HEADER64;
export const IMAGE_OS2_HEADER: StructClass<views.IMAGE_OS2_HEADER> = defineStruct(structures.IMAGE_OS2_HEADER);
export type IMAGE_OS2_HEADER = views.IMAGE_OS2_HEADER;
export const IMAGE_RESOURCE_DATA_ENTRY: StructClass<views.IMAGE_RESOURCE_DATA_ENTRY> = defineStruct(
  structures.IMAGE_RESOURCE_DATA_ENTRY,
);
export type IMAGE_RESOURCE_DATA_ENTRY = views.IMAGE_RESOURCE_DATA_ENTRY;
export const IMAGE_RESOURCE_DIRECTORY: StructClass<views.IMAGE_RESOURCE_DIRECTORY> = defineStruct(
  structures.IMAGE_RESOURCE_DIRECTORY,
);
export type IMAGE_RESOURCE_DIRECTORY = views.IMAGE_RESOURCE_DIRECTORY;
export const IMAGE_ROM_HEADERS: StructClass<views.IMAGE_ROM_HEADERS> = defineStruct(structures.IMAGE_ROM_HEADERS);
export type IMAGE_ROM_HEADERS = views.IMAGE_ROM_HEADERS;
export const IMAGE_ROM_OPTIONAL_HEADER: StructClass<views.IMAGE_ROM_OPTIONAL_HEADER> = defineStruct(
  structures.IMAGE_ROM_OPTIONAL_HEADER,
);
export type IMAGE_ROM_OPTIONAL_HEADER = views.IMAGE_ROM_OPTIONAL_HEADER;
export const IMAGE_RUNTIME_FUNCTION_ENTRY: StructClass<views.IMAGE_RUNTIME_FUNCTION_ENTRY> = defineStruct(
  structures.IMAGE_RUNTIME_FUNCTION_ENTRY,
);
export type IMAGE_RUNTIME_FUNCTION_ENTRY = views.IMAGE_RUNTIME_FUNCTION_ENTRY;
export const IMAGE_SECTION_HEADER: StructClass<views.IMAGE_SECTION_HEADER> = defineStruct(
  structures.IMAGE_SECTION_HEADER,
);
export type IMAGE_SECTION_HEADER = views.IMAGE_SECTION_HEADER;
export const IMAGE_SEPARATE_DEBUG_HEADER: StructClass<views.IMAGE_SEPARATE_DEBUG_HEADER> = defineStruct(
  structures.IMAGE_SEPARATE_DEBUG_HEADER,
);
export type IMAGE_SEPARATE_DEBUG_HEADER = views.IMAGE_SEPARATE_DEBUG_HEADER;
export const IMAGE_SYMBOL: StructClass<views.IMAGE_SYMBOL> = defineStruct(structures.IMAGE_SYMBOL);
export type IMAGE_SYMBOL = views.IMAGE_SYMBOL;
export const IMAGE_SYMBOL_EX: StructClass<views.IMAGE_SYMBOL_EX> = defineStruct(structures.IMAGE_SYMBOL_EX);
export type IMAGE_SYMBOL_EX = views.IMAGE_SYMBOL_EX;
export const IMAGE_TLS_DIRECTORY32: StructClass<views.IMAGE_TLS_DIRECTORY32> = defineStruct(
  structures.IMAGE_TLS_DIRECTORY32,
);
export type IMAGE_TLS_DIRECTORY32 = views.IMAGE_TLS_DIRECTORY32;
export const IMAGE_TLS_DIRECTORY64: StructClass<views.IMAGE_TLS_DIRECTORY64> = defineStruct(
  structures.IMAGE_TLS_DIRECTORY64,
);
export type IMAGE_TLS_DIRECTORY64 = views.IMAGE_TLS_DIRECTORY64;
export const INLINE_FRAME_CONTEXT: StructClass<views.INLINE_FRAME_CONTEXT> = defineStruct(
  structures.INLINE_FRAME_CONTEXT,
);
export type INLINE_FRAME_CONTEXT = views.INLINE_FRAME_CONTEXT;
export const KDHELP: StructClass<views.KDHELP> = defineStruct(structures.KDHELP);
export type KDHELP = views.KDHELP;
export const KDHELP64: StructClass<views.KDHELP64> = defineStruct(structures.KDHELP64);
export type KDHELP64 = views.KDHELP64;
export const LDT_ENTRY: StructClass<views.LDT_ENTRY> = defineStruct(structures.LDT_ENTRY);
export type LDT_ENTRY = views.LDT_ENTRY;
export const LIST_ENTRY: StructClass<views.LIST_ENTRY> = defineStruct(structures.LIST_ENTRY);
export type LIST_ENTRY = views.LIST_ENTRY;
export const LOADED_IMAGE: StructClass<views.LOADED_IMAGE> = defineStruct(structures.LOADED_IMAGE);
export type LOADED_IMAGE = views.LOADED_IMAGE;
export const M128A: StructClass<views.M128A> = defineStruct(structures.M128A);
export type M128A = views.M128A;
export const MINIDUMP_CALLBACK_INFORMATION: StructClass<views.MINIDUMP_CALLBACK_INFORMATION> = defineStruct(
  structures.MINIDUMP_CALLBACK_INFORMATION,
);
export type MINIDUMP_CALLBACK_INFORMATION = views.MINIDUMP_CALLBACK_INFORMATION;
export const MINIDUMP_CALLBACK_INPUT: StructClass<views.MINIDUMP_CALLBACK_INPUT> = defineStruct(
  structures.MINIDUMP_CALLBACK_INPUT,
);
export type MINIDUMP_CALLBACK_INPUT = views.MINIDUMP_CALLBACK_INPUT;
export const MINIDUMP_CALLBACK_OUTPUT: StructClass<views.MINIDUMP_CALLBACK_OUTPUT> = defineStruct(
  structures.MINIDUMP_CALLBACK_OUTPUT,
);
export type MINIDUMP_CALLBACK_OUTPUT = views.MINIDUMP_CALLBACK_OUTPUT;
export const MINIDUMP_DIRECTORY: StructClass<views.MINIDUMP_DIRECTORY> = defineStruct(structures.MINIDUMP_DIRECTORY);
export type MINIDUMP_DIRECTORY = views.MINIDUMP_DIRECTORY;
export const MINIDUMP_EXCEPTION: StructClass<views.MINIDUMP_EXCEPTION> = defineStruct(structures.MINIDUMP_EXCEPTION);
export type MINIDUMP_EXCEPTION = views.MINIDUMP_EXCEPTION;
export const MINIDUMP_EXCEPTION_INFORMATION: StructClass<views.MINIDUMP_EXCEPTION_INFORMATION> = defineStruct(
  structures.MINIDUMP_EXCEPTION_INFORMATION,
);
export type MINIDUMP_EXCEPTION_INFORMATION = views.MINIDUMP_EXCEPTION_INFORMATION;
export const MINIDUMP_EXCEPTION_INFORMATION64: StructClass<views.MINIDUMP_EXCEPTION_INFORMATION64> = defineStruct(
  structures.MINIDUMP_EXCEPTION_INFORMATION64,
);
export type MINIDUMP_EXCEPTION_INFORMATION64 = views.MINIDUMP_EXCEPTION_INFORMATION64;
export const MINIDUMP_EXCEPTION_STREAM: StructClass<views.MINIDUMP_EXCEPTION_STREAM> = defineStruct(
  structures.MINIDUMP_EXCEPTION_STREAM,
);
export type MINIDUMP_EXCEPTION_STREAM = views.MINIDUMP_EXCEPTION_STREAM;
export const MINIDUMP_FUNCTION_TABLE_DESCRIPTOR: StructClass<views.MINIDUMP_FUNCTION_TABLE_DESCRIPTOR> = defineStruct(
  structures.MINIDUMP_FUNCTION_TABLE_DESCRIPTOR,
);
export type MINIDUMP_FUNCTION_TABLE_DESCRIPTOR = views.MINIDUMP_FUNCTION_TABLE_DESCRIPTOR;
export const MINIDUMP_FUNCTION_TABLE_STREAM: StructClass<views.MINIDUMP_FUNCTION_TABLE_STREAM> = defineStruct(
  structures.MINIDUMP_FUNCTION_TABLE_STREAM,
);
export type MINIDUMP_FUNCTION_TABLE_STREAM = views.MINIDUMP_FUNCTION_TABLE_STREAM;
export const MINIDUMP_HANDLE_DATA_STREAM: StructClass<views.MINIDUMP_HANDLE_DATA_STREAM> = defineStruct(
  structures.MINIDUMP_HANDLE_DATA_STREAM,
);
export type MINIDUMP_HANDLE_DATA_STREAM = views.MINIDUMP_HANDLE_DATA_STREAM;
export const MINIDUMP_HANDLE_DESCRIPTOR: StructClass<views.MINIDUMP_HANDLE_DESCRIPTOR> = defineStruct(
  structures.MINIDUMP_HANDLE_DESCRIPTOR,
);
export type MINIDUMP_HANDLE_DESCRIPTOR = views.MINIDUMP_HANDLE_DESCRIPTOR;
export const MINIDUMP_HANDLE_DESCRIPTOR_2: StructClass<views.MINIDUMP_HANDLE_DESCRIPTOR_2> = defineStruct(
  structures.MINIDUMP_HANDLE_DESCRIPTOR_2,
);
export type MINIDUMP_HANDLE_DESCRIPTOR_2 = views.MINIDUMP_HANDLE_DESCRIPTOR_2;
export const MINIDUMP_HANDLE_OBJECT_INFORMATION: StructClass<views.MINIDUMP_HANDLE_OBJECT_INFORMATION> = defineStruct(
  structures.MINIDUMP_HANDLE_OBJECT_INFORMATION,
);
export type MINIDUMP_HANDLE_OBJECT_INFORMATION = views.MINIDUMP_HANDLE_OBJECT_INFORMATION;
export const MINIDUMP_HANDLE_OPERATION_LIST: StructClass<views.MINIDUMP_HANDLE_OPERATION_LIST> = defineStruct(
  structures.MINIDUMP_HANDLE_OPERATION_LIST,
);
export type MINIDUMP_HANDLE_OPERATION_LIST = views.MINIDUMP_HANDLE_OPERATION_LIST;
export const MINIDUMP_HEADER: StructClass<views.MINIDUMP_HEADER> = defineStruct(structures.MINIDUMP_HEADER);
export type MINIDUMP_HEADER = views.MINIDUMP_HEADER;
export const MINIDUMP_INCLUDE_MODULE_CALLBACK: StructClass<views.MINIDUMP_INCLUDE_MODULE_CALLBACK> = defineStruct(
  structures.MINIDUMP_INCLUDE_MODULE_CALLBACK,
);
export type MINIDUMP_INCLUDE_MODULE_CALLBACK = views.MINIDUMP_INCLUDE_MODULE_CALLBACK;
export const MINIDUMP_INCLUDE_THREAD_CALLBACK: StructClass<views.MINIDUMP_INCLUDE_THREAD_CALLBACK> = defineStruct(
  structures.MINIDUMP_INCLUDE_THREAD_CALLBACK,
);
export type MINIDUMP_INCLUDE_THREAD_CALLBACK = views.MINIDUMP_INCLUDE_THREAD_CALLBACK;
export const MINIDUMP_IO_CALLBACK: StructClass<views.MINIDUMP_IO_CALLBACK> = defineStruct(
  structures.MINIDUMP_IO_CALLBACK,
);
export type MINIDUMP_IO_CALLBACK = views.MINIDUMP_IO_CALLBACK;
export const MINIDUMP_LOCATION_DESCRIPTOR: StructClass<views.MINIDUMP_LOCATION_DESCRIPTOR> = defineStruct(
  structures.MINIDUMP_LOCATION_DESCRIPTOR,
);
export type MINIDUMP_LOCATION_DESCRIPTOR = views.MINIDUMP_LOCATION_DESCRIPTOR;
export const MINIDUMP_LOCATION_DESCRIPTOR64: StructClass<views.MINIDUMP_LOCATION_DESCRIPTOR64> = defineStruct(
  structures.MINIDUMP_LOCATION_DESCRIPTOR64,
);
export type MINIDUMP_LOCATION_DESCRIPTOR64 = views.MINIDUMP_LOCATION_DESCRIPTOR64;
export const MINIDUMP_MEMORY64_LIST: StructClass<views.MINIDUMP_MEMORY64_LIST> = defineStruct(
  structures.MINIDUMP_MEMORY64_LIST,
);
export type MINIDUMP_MEMORY64_LIST = views.MINIDUMP_MEMORY64_LIST;
export const MINIDUMP_MEMORY_DESCRIPTOR: StructClass<views.MINIDUMP_MEMORY_DESCRIPTOR> = defineStruct(
  structures.MINIDUMP_MEMORY_DESCRIPTOR,
);
export type MINIDUMP_MEMORY_DESCRIPTOR = views.MINIDUMP_MEMORY_DESCRIPTOR;
export const MINIDUMP_MEMORY_DESCRIPTOR64: StructClass<views.MINIDUMP_MEMORY_DESCRIPTOR64> = defineStruct(
  structures.MINIDUMP_MEMORY_DESCRIPTOR64,
);
export type MINIDUMP_MEMORY_DESCRIPTOR64 = views.MINIDUMP_MEMORY_DESCRIPTOR64;
export const MINIDUMP_MEMORY_INFO: StructClass<views.MINIDUMP_MEMORY_INFO> = defineStruct(
  structures.MINIDUMP_MEMORY_INFO,
);
export type MINIDUMP_MEMORY_INFO = views.MINIDUMP_MEMORY_INFO;
export const MINIDUMP_MEMORY_INFO_LIST: StructClass<views.MINIDUMP_MEMORY_INFO_LIST> = defineStruct(
  structures.MINIDUMP_MEMORY_INFO_LIST,
);
export type MINIDUMP_MEMORY_INFO_LIST = views.MINIDUMP_MEMORY_INFO_LIST;
export const MINIDUMP_MEMORY_LIST: StructClass<views.MINIDUMP_MEMORY_LIST> = defineStruct(
  structures.MINIDUMP_MEMORY_LIST,
);
export type MINIDUMP_MEMORY_LIST = views.MINIDUMP_MEMORY_LIST;
export const MINIDUMP_MISC_INFO: StructClass<views.MINIDUMP_MISC_INFO> = defineStruct(structures.MINIDUMP_MISC_INFO);
export type MINIDUMP_MISC_INFO = views.MINIDUMP_MISC_INFO;
export const MINIDUMP_MISC_INFO_2: StructClass<views.MINIDUMP_MISC_INFO_2> = defineStruct(
  structures.MINIDUMP_MISC_INFO_2,
);
export type MINIDUMP_MISC_INFO_2 = views.MINIDUMP_MISC_INFO_2;
export const MINIDUMP_MISC_INFO_3: StructClass<views.MINIDUMP_MISC_INFO_3> = defineStruct(
  structures.MINIDUMP_MISC_INFO_3,
);
export type MINIDUMP_MISC_INFO_3 = views.MINIDUMP_MISC_INFO_3;
export const MINIDUMP_MISC_INFO_4: StructClass<views.MINIDUMP_MISC_INFO_4> = defineStruct(
  structures.MINIDUMP_MISC_INFO_4,
);
export type MINIDUMP_MISC_INFO_4 = views.MINIDUMP_MISC_INFO_4;
export const MINIDUMP_MISC_INFO_5: StructClass<views.MINIDUMP_MISC_INFO_5> = defineStruct(
  structures.MINIDUMP_MISC_INFO_5,
);
export type MINIDUMP_MISC_INFO_5 = views.MINIDUMP_MISC_INFO_5;
export const MINIDUMP_MODULE: StructClass<views.MINIDUMP_MODULE> = defineStruct(structures.MINIDUMP_MODULE);
export type MINIDUMP_MODULE = views.MINIDUMP_MODULE;
export const MINIDUMP_MODULE_CALLBACK: StructClass<views.MINIDUMP_MODULE_CALLBACK> = defineStruct(
  structures.MINIDUMP_MODULE_CALLBACK,
);
export type MINIDUMP_MODULE_CALLBACK = views.MINIDUMP_MODULE_CALLBACK;
export const MINIDUMP_MODULE_LIST: StructClass<views.MINIDUMP_MODULE_LIST> = defineStruct(
  structures.MINIDUMP_MODULE_LIST,
);
export type MINIDUMP_MODULE_LIST = views.MINIDUMP_MODULE_LIST;
export const MINIDUMP_PROCESS_VM_COUNTERS_1: StructClass<views.MINIDUMP_PROCESS_VM_COUNTERS_1> = defineStruct(
  structures.MINIDUMP_PROCESS_VM_COUNTERS_1,
);
export type MINIDUMP_PROCESS_VM_COUNTERS_1 = views.MINIDUMP_PROCESS_VM_COUNTERS_1;
export const MINIDUMP_PROCESS_VM_COUNTERS_2: StructClass<views.MINIDUMP_PROCESS_VM_COUNTERS_2> = defineStruct(
  structures.MINIDUMP_PROCESS_VM_COUNTERS_2,
);
export type MINIDUMP_PROCESS_VM_COUNTERS_2 = views.MINIDUMP_PROCESS_VM_COUNTERS_2;
export const MINIDUMP_READ_MEMORY_FAILURE_CALLBACK: StructClass<views.MINIDUMP_READ_MEMORY_FAILURE_CALLBACK> =
  defineStruct(structures.MINIDUMP_READ_MEMORY_FAILURE_CALLBACK);
export type MINIDUMP_READ_MEMORY_FAILURE_CALLBACK = views.MINIDUMP_READ_MEMORY_FAILURE_CALLBACK;
export const MINIDUMP_STRING: StructClass<views.MINIDUMP_STRING> = defineStruct(structures.MINIDUMP_STRING);
export type MINIDUMP_STRING = views.MINIDUMP_STRING;
export const MINIDUMP_SYSTEM_BASIC_INFORMATION: StructClass<views.MINIDUMP_SYSTEM_BASIC_INFORMATION> = defineStruct(
  structures.MINIDUMP_SYSTEM_BASIC_INFORMATION,
);
export type MINIDUMP_SYSTEM_BASIC_INFORMATION = views.MINIDUMP_SYSTEM_BASIC_INFORMATION;
export const MINIDUMP_SYSTEM_BASIC_PERFORMANCE_INFORMATION: StructClass<views.MINIDUMP_SYSTEM_BASIC_PERFORMANCE_INFORMATION> =
  defineStruct(structures.MINIDUMP_SYSTEM_BASIC_PERFORMANCE_INFORMATION);
export type MINIDUMP_SYSTEM_BASIC_PERFORMANCE_INFORMATION = views.MINIDUMP_SYSTEM_BASIC_PERFORMANCE_INFORMATION;
export const MINIDUMP_SYSTEM_FILECACHE_INFORMATION: StructClass<views.MINIDUMP_SYSTEM_FILECACHE_INFORMATION> =
  defineStruct(structures.MINIDUMP_SYSTEM_FILECACHE_INFORMATION);
export type MINIDUMP_SYSTEM_FILECACHE_INFORMATION = views.MINIDUMP_SYSTEM_FILECACHE_INFORMATION;
export const MINIDUMP_SYSTEM_INFO: StructClass<views.MINIDUMP_SYSTEM_INFO> = defineStruct(
  structures.MINIDUMP_SYSTEM_INFO,
);
export type MINIDUMP_SYSTEM_INFO = views.MINIDUMP_SYSTEM_INFO;
export const MINIDUMP_SYSTEM_MEMORY_INFO_1: StructClass<views.MINIDUMP_SYSTEM_MEMORY_INFO_1> = defineStruct(
  structures.MINIDUMP_SYSTEM_MEMORY_INFO_1,
);
export type MINIDUMP_SYSTEM_MEMORY_INFO_1 = views.MINIDUMP_SYSTEM_MEMORY_INFO_1;
export const MINIDUMP_SYSTEM_PERFORMANCE_INFORMATION: StructClass<views.MINIDUMP_SYSTEM_PERFORMANCE_INFORMATION> =
  defineStruct(structures.MINIDUMP_SYSTEM_PERFORMANCE_INFORMATION);
export type MINIDUMP_SYSTEM_PERFORMANCE_INFORMATION = views.MINIDUMP_SYSTEM_PERFORMANCE_INFORMATION;
export const MINIDUMP_THREAD: StructClass<views.MINIDUMP_THREAD> = defineStruct(structures.MINIDUMP_THREAD);
export type MINIDUMP_THREAD = views.MINIDUMP_THREAD;
export const MINIDUMP_THREAD_CALLBACK: StructClass<views.MINIDUMP_THREAD_CALLBACK> = defineStruct(
  structures.MINIDUMP_THREAD_CALLBACK,
);
export type MINIDUMP_THREAD_CALLBACK = views.MINIDUMP_THREAD_CALLBACK;
export const MINIDUMP_THREAD_EX: StructClass<views.MINIDUMP_THREAD_EX> = defineStruct(structures.MINIDUMP_THREAD_EX);
export type MINIDUMP_THREAD_EX = views.MINIDUMP_THREAD_EX;
export const MINIDUMP_THREAD_EX_CALLBACK: StructClass<views.MINIDUMP_THREAD_EX_CALLBACK> = defineStruct(
  structures.MINIDUMP_THREAD_EX_CALLBACK,
);
export type MINIDUMP_THREAD_EX_CALLBACK = views.MINIDUMP_THREAD_EX_CALLBACK;
export const MINIDUMP_THREAD_EX_LIST: StructClass<views.MINIDUMP_THREAD_EX_LIST> = defineStruct(
  structures.MINIDUMP_THREAD_EX_LIST,
);
export type MINIDUMP_THREAD_EX_LIST = views.MINIDUMP_THREAD_EX_LIST;
export const MINIDUMP_THREAD_INFO: StructClass<views.MINIDUMP_THREAD_INFO> = defineStruct(
  structures.MINIDUMP_THREAD_INFO,
);
export type MINIDUMP_THREAD_INFO = views.MINIDUMP_THREAD_INFO;
export const MINIDUMP_THREAD_INFO_LIST: StructClass<views.MINIDUMP_THREAD_INFO_LIST> = defineStruct(
  structures.MINIDUMP_THREAD_INFO_LIST,
);
export type MINIDUMP_THREAD_INFO_LIST = views.MINIDUMP_THREAD_INFO_LIST;
export const MINIDUMP_THREAD_LIST: StructClass<views.MINIDUMP_THREAD_LIST> = defineStruct(
  structures.MINIDUMP_THREAD_LIST,
);
export type MINIDUMP_THREAD_LIST = views.MINIDUMP_THREAD_LIST;
export const MINIDUMP_THREAD_NAME: StructClass<views.MINIDUMP_THREAD_NAME> = defineStruct(
  structures.MINIDUMP_THREAD_NAME,
);
export type MINIDUMP_THREAD_NAME = views.MINIDUMP_THREAD_NAME;
export const MINIDUMP_THREAD_NAME_LIST: StructClass<views.MINIDUMP_THREAD_NAME_LIST> = defineStruct(
  structures.MINIDUMP_THREAD_NAME_LIST,
);
export type MINIDUMP_THREAD_NAME_LIST = views.MINIDUMP_THREAD_NAME_LIST;
export const MINIDUMP_TOKEN_INFO_HEADER: StructClass<views.MINIDUMP_TOKEN_INFO_HEADER> = defineStruct(
  structures.MINIDUMP_TOKEN_INFO_HEADER,
);
export type MINIDUMP_TOKEN_INFO_HEADER = views.MINIDUMP_TOKEN_INFO_HEADER;
export const MINIDUMP_TOKEN_INFO_LIST: StructClass<views.MINIDUMP_TOKEN_INFO_LIST> = defineStruct(
  structures.MINIDUMP_TOKEN_INFO_LIST,
);
export type MINIDUMP_TOKEN_INFO_LIST = views.MINIDUMP_TOKEN_INFO_LIST;
export const MINIDUMP_UNLOADED_MODULE: StructClass<views.MINIDUMP_UNLOADED_MODULE> = defineStruct(
  structures.MINIDUMP_UNLOADED_MODULE,
);
export type MINIDUMP_UNLOADED_MODULE = views.MINIDUMP_UNLOADED_MODULE;
export const MINIDUMP_UNLOADED_MODULE_LIST: StructClass<views.MINIDUMP_UNLOADED_MODULE_LIST> = defineStruct(
  structures.MINIDUMP_UNLOADED_MODULE_LIST,
);
export type MINIDUMP_UNLOADED_MODULE_LIST = views.MINIDUMP_UNLOADED_MODULE_LIST;
export const MINIDUMP_USER_RECORD: StructClass<views.MINIDUMP_USER_RECORD> = defineStruct(
  structures.MINIDUMP_USER_RECORD,
);
export type MINIDUMP_USER_RECORD = views.MINIDUMP_USER_RECORD;
export const MINIDUMP_USER_STREAM: StructClass<views.MINIDUMP_USER_STREAM> = defineStruct(
  structures.MINIDUMP_USER_STREAM,
);
export type MINIDUMP_USER_STREAM = views.MINIDUMP_USER_STREAM;
export const MINIDUMP_USER_STREAM_INFORMATION: StructClass<views.MINIDUMP_USER_STREAM_INFORMATION> = defineStruct(
  structures.MINIDUMP_USER_STREAM_INFORMATION,
);
export type MINIDUMP_USER_STREAM_INFORMATION = views.MINIDUMP_USER_STREAM_INFORMATION;
export const MINIDUMP_VM_POST_READ_CALLBACK: StructClass<views.MINIDUMP_VM_POST_READ_CALLBACK> = defineStruct(
  structures.MINIDUMP_VM_POST_READ_CALLBACK,
);
export type MINIDUMP_VM_POST_READ_CALLBACK = views.MINIDUMP_VM_POST_READ_CALLBACK;
export const MINIDUMP_VM_PRE_READ_CALLBACK: StructClass<views.MINIDUMP_VM_PRE_READ_CALLBACK> = defineStruct(
  structures.MINIDUMP_VM_PRE_READ_CALLBACK,
);
export type MINIDUMP_VM_PRE_READ_CALLBACK = views.MINIDUMP_VM_PRE_READ_CALLBACK;
export const MINIDUMP_VM_QUERY_CALLBACK: StructClass<views.MINIDUMP_VM_QUERY_CALLBACK> = defineStruct(
  structures.MINIDUMP_VM_QUERY_CALLBACK,
);
export type MINIDUMP_VM_QUERY_CALLBACK = views.MINIDUMP_VM_QUERY_CALLBACK;
export const MODLOAD_CVMISC: StructClass<views.MODLOAD_CVMISC> = defineStruct(structures.MODLOAD_CVMISC);
export type MODLOAD_CVMISC = views.MODLOAD_CVMISC;
export const MODLOAD_DATA: StructClass<views.MODLOAD_DATA> = defineStruct(structures.MODLOAD_DATA);
export type MODLOAD_DATA = views.MODLOAD_DATA;
export const MODLOAD_PDBGUID_PDBAGE: StructClass<views.MODLOAD_PDBGUID_PDBAGE> = defineStruct(
  structures.MODLOAD_PDBGUID_PDBAGE,
);
export type MODLOAD_PDBGUID_PDBAGE = views.MODLOAD_PDBGUID_PDBAGE;
export const MODULE_TYPE_INFO: StructClass<views.MODULE_TYPE_INFO> = defineStruct(structures.MODULE_TYPE_INFO);
export type MODULE_TYPE_INFO = views.MODULE_TYPE_INFO;
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
export const STACKFRAME: StructClass<views.STACKFRAME> = defineStruct(structures.STACKFRAME);
export type STACKFRAME = views.STACKFRAME;
export const STACKFRAME64: StructClass<views.STACKFRAME64> = defineStruct(structures.STACKFRAME64);
export type STACKFRAME64 = views.STACKFRAME64;
export const STACKFRAME_EX: StructClass<views.STACKFRAME_EX> = defineStruct(structures.STACKFRAME_EX);
export type STACKFRAME_EX = views.STACKFRAME_EX;
export const SYMBOL_INFO: StructClass<views.SYMBOL_INFO> = defineStruct(structures.SYMBOL_INFO);
export type SYMBOL_INFO = views.SYMBOL_INFO;
export const SYMBOL_INFOW: StructClass<views.SYMBOL_INFOW> = defineStruct(structures.SYMBOL_INFOW);
export type SYMBOL_INFOW = views.SYMBOL_INFOW;
export const SYMBOL_INFO_PACKAGE: StructClass<views.SYMBOL_INFO_PACKAGE> = defineStruct(structures.SYMBOL_INFO_PACKAGE);
export type SYMBOL_INFO_PACKAGE = views.SYMBOL_INFO_PACKAGE;
export const SYMBOL_INFO_PACKAGEW: StructClass<views.SYMBOL_INFO_PACKAGEW> = defineStruct(
  structures.SYMBOL_INFO_PACKAGEW,
);
export type SYMBOL_INFO_PACKAGEW = views.SYMBOL_INFO_PACKAGEW;
export const SYMSRV_EXTENDED_OUTPUT_DATA: StructClass<views.SYMSRV_EXTENDED_OUTPUT_DATA> = defineStruct(
  structures.SYMSRV_EXTENDED_OUTPUT_DATA,
);
export type SYMSRV_EXTENDED_OUTPUT_DATA = views.SYMSRV_EXTENDED_OUTPUT_DATA;
export const SYMSRV_INDEX_INFO: StructClass<views.SYMSRV_INDEX_INFO> = defineStruct(structures.SYMSRV_INDEX_INFO);
export type SYMSRV_INDEX_INFO = views.SYMSRV_INDEX_INFO;
export const SYMSRV_INDEX_INFOW: StructClass<views.SYMSRV_INDEX_INFOW> = defineStruct(structures.SYMSRV_INDEX_INFOW);
export type SYMSRV_INDEX_INFOW = views.SYMSRV_INDEX_INFOW;
export const SYSTEMTIME: StructClass<views.SYSTEMTIME> = defineStruct(structures.SYSTEMTIME);
export type SYSTEMTIME = views.SYSTEMTIME;
export const TIME_ZONE_INFORMATION: StructClass<views.TIME_ZONE_INFORMATION> = defineStruct(
  structures.TIME_ZONE_INFORMATION,
);
export type TIME_ZONE_INFORMATION = views.TIME_ZONE_INFORMATION;
export const TI_FINDCHILDREN_PARAMS: StructClass<views.TI_FINDCHILDREN_PARAMS> = defineStruct(
  structures.TI_FINDCHILDREN_PARAMS,
);
export type TI_FINDCHILDREN_PARAMS = views.TI_FINDCHILDREN_PARAMS;
export const TI_GET_DISCRIMINATEDUNION_TAG_RANGES_PARAMS: StructClass<views.TI_GET_DISCRIMINATEDUNION_TAG_RANGES_PARAMS> =
  defineStruct(structures.TI_GET_DISCRIMINATEDUNION_TAG_RANGES_PARAMS);
export type TI_GET_DISCRIMINATEDUNION_TAG_RANGES_PARAMS = views.TI_GET_DISCRIMINATEDUNION_TAG_RANGES_PARAMS;
export const VS_FIXEDFILEINFO: StructClass<views.VS_FIXEDFILEINFO> = defineStruct(structures.VS_FIXEDFILEINFO);
export type VS_FIXEDFILEINFO = views.VS_FIXEDFILEINFO;
export const WOW64_CONTEXT: StructClass<views.WOW64_CONTEXT> = defineStruct(structures.WOW64_CONTEXT);
export type WOW64_CONTEXT = views.WOW64_CONTEXT;
export const WOW64_FLOATING_SAVE_AREA: StructClass<views.WOW64_FLOATING_SAVE_AREA> = defineStruct(
  structures.WOW64_FLOATING_SAVE_AREA,
);
export type WOW64_FLOATING_SAVE_AREA = views.WOW64_FLOATING_SAVE_AREA;
export const WOW64_LDT_ENTRY: StructClass<views.WOW64_LDT_ENTRY> = defineStruct(structures.WOW64_LDT_ENTRY);
export type WOW64_LDT_ENTRY = views.WOW64_LDT_ENTRY;
export const XSAVE_AREA: StructClass<views.XSAVE_AREA> = defineStruct(structures.XSAVE_AREA);
export type XSAVE_AREA = views.XSAVE_AREA;
export const XSAVE_AREA_HEADER: StructClass<views.XSAVE_AREA_HEADER> = defineStruct(structures.XSAVE_AREA_HEADER);
export type XSAVE_AREA_HEADER = views.XSAVE_AREA_HEADER;
export const XSAVE_FORMAT: StructClass<views.XSAVE_FORMAT> = defineStruct(structures.XSAVE_FORMAT);
export type XSAVE_FORMAT = views.XSAVE_FORMAT;
export const XSTATE_CONFIGURATION: StructClass<views.XSTATE_CONFIGURATION> = defineStruct(
  structures.XSTATE_CONFIGURATION,
);
export type XSTATE_CONFIGURATION = views.XSTATE_CONFIGURATION;
export const XSTATE_CONFIG_FEATURE_MSC_INFO: StructClass<views.XSTATE_CONFIG_FEATURE_MSC_INFO> = defineStruct(
  structures.XSTATE_CONFIG_FEATURE_MSC_INFO,
);
export type XSTATE_CONFIG_FEATURE_MSC_INFO = views.XSTATE_CONFIG_FEATURE_MSC_INFO;
export const XSTATE_CONTEXT: StructClass<views.XSTATE_CONTEXT> = defineStruct(structures.XSTATE_CONTEXT);
export type XSTATE_CONTEXT = views.XSTATE_CONTEXT;
export const XSTATE_FEATURE: StructClass<views.XSTATE_FEATURE> = defineStruct(structures.XSTATE_FEATURE);
export type XSTATE_FEATURE = views.XSTATE_FEATURE;
